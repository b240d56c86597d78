// What `filter[name]` looks at and for: words without case and accents.

/**
 * The version of the fold, and the first character of every search text: U+0002. A text without it was made by an older version,
 * and `npm run db:migrate` makes it anew.
 */
export const FOLD_VERSION = 2

/** Characters that are kept of a name. Most letters are spelt out to two at most, and a ligature of Arabic to eighteen. */
const MOST_CHARACTERS = 510

/** Letters and signs that Unicode does not decompose, under what they are searched as: those of CLDR's Latin-ASCII in living alphabets. */
const PLAIN: Readonly<Record<string, string>> = {
  a: 'ⱥ',
  ae: 'æ',
  b: 'ƀƃɓ',
  c: 'ƈȼ',
  d: 'ðđƌɖɗ',
  e: 'ɇɛ',
  f: 'ƒ',
  g: 'ǥɠ',
  h: 'ħɦ',
  i: 'ɨ',
  j: 'ɉ',
  k: 'ƙ',
  l: 'łƚɫ',
  n: 'ŋƞɲ',
  o: 'ø',
  oe: 'œ',
  p: 'ƥᵽ',
  q: 'ĸ',
  r: 'ɍɽ',
  t: 'ŧƭʈⱦ',
  th: 'þ',
  u: 'ʉ',
  v: 'ʋ',
  y: 'ƴɏ',
  z: 'ƶȥ',
  σ: 'ς',
  "'": '`‘’‛′ʹʻʼʽˈ',
  '"': '“”„‟″',
  '-': '‐‒–—―−',
}

const plainOf = new Map(
  Object.entries(PLAIN).flatMap(([plain, others]) =>
    others.split('').map((other) => [other, plain]),
  ),
)

const OTHERS = new RegExp(`[${[...plainOf.keys()].join('')}]`, 'gu')

/** Accents, and what is not seen. Vowel signs, as of Hindi or Thai, are letters and stay. */
const UNSEEN = /[[\p{M}&&[\p{Dia}\p{Script=Inherited}]]\p{DI}[\p{Cc}--\s]]/gv

/** A text as the search compares it: without case, accents, ligatures and typographic signs, with single blanks. */
export const fold = (text: string): string =>
  text
    // To Unicode this apostrophe is an accent on a blank.
    .replaceAll(/[\u00B4\u1FFD]| \u0301/g, "'")
    .normalize('NFKD')
    .replaceAll(UNSEEN, '')
    // There and back, since letters differ in which of their cases are one: ẞ and ß are both SS, ı and i both I.
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replaceAll(OTHERS, (other) => plainOf.get(other) ?? other)
    .normalize('NFC')
    .replaceAll(/\s+/g, ' ')
    .trim()

/** The words that all have to be found. */
export const wordsOf = (text: string): string[] => [
  ...new Set(fold(text).split(' ').filter(Boolean)),
]

interface Names {
  readonly firstname?: string | null | undefined
  readonly lastname?: string | null | undefined
  readonly username?: string | null | undefined
}

/** A line of a search text. */
export const lineOf = (name: string | null | undefined): string =>
  fold(name ?? '')
    .slice(0, MOST_CHARACTERS)
    .toWellFormed()

/** The column `search_text` of an ambassador: a line for each name, which no word goes across. Null for one without any name. */
export const searchTextOf = ({ firstname, lastname, username }: Names): string | null => {
  const text = [firstname, lastname, username].map(lineOf).join('\n')
  return text.trim() === '' ? null : String.fromCharCode(FOLD_VERSION) + text
}
