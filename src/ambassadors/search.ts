// What `filter[name]` looks at and for: texts without case and accents.

/** A text as the search compares it. Composed again in the end, so that it never outgrows the text that it was made of. */
export const searchFormOf = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').normalize('NFC').toLowerCase()

interface Names {
  readonly firstname?: string | null | undefined
  readonly lastname?: string | null | undefined
  readonly username?: string | null | undefined
}

/** The column `search_text` of an ambassador; null for one without any name. */
export const searchTextOf = ({ firstname, lastname, username }: Names): string | null => {
  const names = [firstname, lastname, username].filter(Boolean)
  return names.length === 0 ? null : searchFormOf(names.join(' '))
}
