// A lint rule: nothing in `src` leans on a folder above its own or beside it. `.oxlintrc.json` has the levels, from the bottom;
// the folders that are not named there are the features, and what is right in `src` is above all of them.
import { dirname, join, relative } from 'node:path'

interface Node {
  readonly source?: { readonly value: unknown } | null
}

interface Context {
  readonly filename: string
  readonly options: readonly { readonly levels: readonly (readonly string[])[] }[]
  readonly report: (problem: { readonly node: Node; readonly message: string }) => void
}

const SRC = join(import.meta.dirname, '..', 'src')

/** The folder of `src` that a file is in; an empty one for a file right in it, null for a file elsewhere. */
const folderOf = (file: string): string | null => {
  const [folder = '', ...rest] = relative(SRC, file).split('/')
  if (folder === '..') return null
  return rest.length === 0 ? '' : folder
}

const order = {
  meta: { schema: [{ type: 'object' }] },
  create({ filename, options, report }: Context) {
    const levels = options[0]?.levels ?? []
    const levelOf = (folder: string): number => {
      if (folder === '') return levels.length + 1
      const level = levels.findIndex((folders) => folders.includes(folder))
      return level === -1 ? levels.length : level
    }
    const own = folderOf(filename)
    const check = (node: Node): void => {
      const path = node.source?.value
      if (own === null || typeof path !== 'string' || !path.startsWith('.')) return
      const other = folderOf(join(dirname(filename), path))
      if (other === null || other === own || levelOf(other) < levelOf(own)) return
      const message = `${own} must not lean on ${other || 'the entry'}. See docs/adr/0014-layers-held-by-lint.md.`
      report({ node, message })
    }
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check }
  },
}

export default { meta: { name: 'levels' }, rules: { order } }
