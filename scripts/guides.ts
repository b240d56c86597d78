// The guides of the reference, taken out of the documents: one text in Markdown, which stands in front of the operations.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** In the order in which a newcomer needs them; a section of a document, or all of it. */
const GUIDES: readonly (readonly [file: string, section?: string])[] = [
  ['README.md', 'Start'],
  ['README.md', 'Words'],
  ['docs/api.md', 'Tokens'],
  ['docs/api.md', 'Lists'],
  ['docs/api.md', 'Texts'],
  ['docs/api.md', 'Idempotency keys'],
  ['docs/api.md', 'Reading your own writes'],
  ['docs/api.md', 'Errors'],
  ['docs/realtime.md'],
  ['docs/webhooks.md'],
]

/** The section, with its heading on the first level as that of a whole document is. */
const sectionOf = (text: string, name: string): string => {
  const [, section] = text.split(`\n## ${name}\n`)
  if (section === undefined) throw new Error(`There is no section "${name}".`)
  return `# ${name}\n${section.split('\n## ')[0]}`
}

/** A link to another document leads nowhere from the reference; its text stays. */
const withoutLinks = (text: string): string =>
  text.replaceAll(/!?\[([^\]]*)\]\((?!https?:)[^)]*\)/g, '$1')

export const readGuides = (root: string): string =>
  GUIDES.filter(([file]) => existsSync(join(root, file)))
    .map(([file, section]) => {
      const text = readFileSync(join(root, file), 'utf8')
      return withoutLinks(section === undefined ? text : sectionOf(text, section)).trim()
    })
    .join('\n\n')
