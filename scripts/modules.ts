// Modules that are found by their names, so that no list has them.
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const src = join(import.meta.dirname, '..', 'src')

/** What the modules of `src` export whose paths match. */
export const modulesAt = <Exported>(pattern: string): Promise<Exported[]> =>
  Promise.all(
    globSync(pattern, { cwd: src })
      .toSorted()
      .map((path) => import(pathToFileURL(join(src, path)).href) as Promise<Exported>),
  )
