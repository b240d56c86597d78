// filter[name]: every word is found in some name, whatever the case, the accents and the order.
import { applyD1Migrations } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { fold, searchTextOf } from '../../src/domain/ambassadors/search.ts'
import { dropTables, migrationsBefore } from '../support/empty-database.ts'
import { ambassadors } from '../support/factories.ts'
import { signToken } from '../support/tokens.ts'
import { send } from '../support/worker.ts'

const LISTS = ['/api/v2/chat/ambassadors', '/api/v2/manager/ambassadors']

/** The ids of whom both lists find. */
const found = async (name: string): Promise<number[]> => {
  const token = await signToken({ scope: 'chat:brand manager' })
  const query = `filter[name]=${encodeURIComponent(name)}`
  const [first, second] = await Promise.all(
    LISTS.map(async (list) => {
      const { body } = await send('GET', `${list}?${query}`, { token })
      const ids = body.data.map((one: { id_ambassador: number }) => one.id_ambassador)
      expect(body.total).toBe(ids.length)
      return ids.toSorted()
    }),
  )
  expect(first).toStrictEqual(second)
  return first
}

const person = async (names: { firstname?: string; lastname?: string; username?: string }) => {
  await ambassadors([1], { firstname: null, lastname: null, username: null, ...names })
  await ambassadors([2], { firstname: 'Quentin', lastname: 'Xu', username: 'qx' })
}

describe('a name is found', () => {
  it.each([
    ['Οδυσσεύς', ['οδυσσευς', 'ΟΔΥΣΣΕΥΣ', 'Οδυσσεύσ']],
    ['ΟΔΥΣΣΕΥΣ', ['Οδυσσεύς', 'οδυσσ']],
    ['Işıl', ['isil', 'IŞIL', 'ışıl', 'İşil']],
    ['İpek', ['ipek', 'IPEK', 'ıpek']],
    ['Weiß', ['weiss', 'WEISS', 'WEIẞ', 'weiß']],
    ['Weiss', ['Weiß', 'WEIẞ']],
    ['Griﬃn', ['griffin', 'GRIFFIN']],
    ['Fionn', ['ﬁonn']],
    ['Lebœuf', ['leboeuf', 'LEBŒUF']],
    ['Leboeuf', ['lebœuf']],
    ['Łukasz', ['lukasz', 'ŁUKASZ']],
    ['Lukasz', ['łukasz']],
    ['Søren', ['soren', 'SØREN']],
    ['Đorđe', ['dorde', 'đorđe']],
    ['Ægir', ['aegir', 'æGIR']],
    ['Þóra', ['thora', 'ÞÓRA']],
    ['Guðrún', ['gudrun']],
    ['Ħal', ['hal']],
    ['O’Brien', ["o'brien", 'O‘Brien', 'oʼbrien', 'O´Brien', 'o`brien', 'O＇BRIEN']],
    ["O'Brien", ['o’brien']],
    ['Jean‑Pierre', ['jean-pierre', 'Jean–Pierre']],
    ['Nguyễn', ['nguyen', 'NGUYỄN', 'nguye\u0302\u0303n']],
    ['Алёна', ['алена', 'АЛЁНА']],
    ['Ｍａｒｉｅ', ['marie']],
    ['Zo\u00ADé\u200B', ['zoe']],
    ['한지민', ['한지', '한'.normalize('NFD')]],
    ['مُحَمَّد', ['محمد']],
  ])('%s by %j', async (firstname, names) => {
    await person({ firstname })
    for (const name of names) expect.soft(await found(name), name).toStrictEqual([1])
  })

  it.each([
    'Moreau Élodie',
    'élodie moreau',
    'moreau  elodie',
    '  mor\u00A0elo ',
    'elo.m mor lodie',
    'moreau moreau moreau',
    'O',
    'm.oreau',
  ])('by all of its words in any order: %j', async (name) => {
    await person({ firstname: 'Élodie', lastname: 'Moreau', username: 'elo.m.oreau' })
    expect(await found(name)).toStrictEqual([1])
  })

  it('as a whole when one of its names has several words', async () => {
    await person({ firstname: 'Maria da Conceição', lastname: 'dos Santos\te Silva' })
    expect(await found('silva santos conceicao dos da e maria')).toStrictEqual([1])
  })

  it('by 127 words, and by one of 255 letters', async () => {
    const words = Array.from({ length: 127 }, (_, index) => String.fromCodePoint(0x4e00 + index))
    await person({ firstname: words.join(''), lastname: 'ß'.repeat(255) })
    expect(await found(words.toReversed().join(' '))).toStrictEqual([1])
    expect(await found(`${words.join(' ')} a`)).toStrictEqual([])
    expect(await found('ß'.repeat(255))).toStrictEqual([1])
  })

  it('whatever a few letters are spelt out to', async () => {
    await person({ firstname: '\uFDFA'.repeat(255), lastname: 'Weiß', username: '👩‍🚀'.repeat(51) })
    expect(await found('weiss')).toStrictEqual([1])
    expect(await found('👩‍🚀')).toStrictEqual([1])
  })
})

describe('a name is not found', () => {
  it.each([
    ['when a word is in no name', 'elodie moreau smith'],
    ['by letters that go from one name into the next', 'diemo'],
    ['by wildcards', '%'],
    ['by quotes', '"'],
    ['by what begins its search text', '\u0002z'],
  ])('%s', async (_, name) => {
    await person({ firstname: 'Élodie', lastname: 'Moreau', username: 'e.m' })
    expect(await found(name)).toStrictEqual([])
  })

  it('by another vowel of a script that writes vowels as signs', async () => {
    await person({ firstname: 'राम' })
    expect(await found('रोम')).toStrictEqual([])
    expect(await found('राम')).toStrictEqual([1])
  })
})

it.each([' ', '\u200B', '\u0301', '\u0002'])(
  '%j are no words, and narrow nothing',
  async (name) => {
    await person({ firstname: 'Élodie' })
    expect(await found(name)).toHaveLength(2)
  },
)

describe('the fold', () => {
  const all = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code)).filter(
    (character) => /[\p{Assigned}--[\p{Script=Han}\p{Cs}\p{Co}]]/v.test(character),
  )

  it('of every character is the same in either case, in every normal form, and folded again', () => {
    const differing = all.filter((character) => {
      const same = new Set(
        [
          character,
          fold(character),
          character.toUpperCase(),
          character.toLowerCase(),
          character.normalize('NFC'),
          character.normalize('NFD'),
        ].map(fold),
      )
      return same.size > 1
    })
    // The iota that ancient Greek writes below a letter, and beside it in capitals.
    expect(differing.filter((one) => !one.normalize('NFD').includes('\u0345'))).toStrictEqual([])
  })

  it('of a text without accents in one case is that text', () => {
    const text = "abcdefghijklmnopqrstuvwxyz0123456789 .,_-'@#%&()[]{}"
    expect(fold(text)).toBe(text)
    expect(fold('абвгджзиклмнопрстуфхцчшщъыьэюя')).toBe('абвгджзиклмнопрстуфхцчшщъыьэюя')
    expect(fold('αβγδεζηθικλμνξοπρστυφχψω')).toBe('αβγδεζηθικλμνξοπρστυφχψω')
  })
})

describe('the migration', () => {
  it('folds printable ASCII as the service does, and leaves the others to be found', async () => {
    await dropTables(env.DB)
    await applyD1Migrations(env.DB, migrationsBefore('fold_names'))
    const names = [
      ['Ann', 'Bee', 'ann.b'],
      ['ANN [x] %_~', null, "o'b"],
      [null, null, ''],
      ['Zoé', null, null],
      ['O`Brien', 'x', null],
      ['two\nlines', null, null],
      ['~', ' ', null],
    ]
    await env.DB.batch([
      env.DB.prepare('insert into brands values (3, 0)'),
      ...names.map((row, index) =>
        env.DB.prepare(
          `insert into ambassadors (id_brand, id_ambassador, active, status, firstname, lastname, username, search_text)
           values (3, ?, 1, 3, ?, ?, ?, 'old')`,
        ).bind(index + 1, ...row),
      ),
    ])
    await applyD1Migrations(env.DB, env.TEST_MIGRATIONS)
    const { results } = await env.DB.prepare(
      'select firstname, lastname, username, search_text from ambassadors',
    ).all<{ firstname: string; lastname: string; username: string; search_text: string }>()
    const texts = results.map(({ search_text: text }) => text)
    expect(texts.map((text) => text === 'old')).toStrictEqual([
      false,
      false,
      false,
      true,
      true,
      true,
      false,
    ])
    for (const { search_text: text, ...row } of results.filter(
      (one) => one.search_text !== 'old',
    )) {
      expect.soft(text?.trimEnd()).toBe(searchTextOf(row)?.trimEnd())
    }
    const unfolded = await env.DB.prepare(
      'select id_ambassador as id from ambassadors indexed by ambassadors_unfolded where unicode(search_text) <> 2',
    ).all<{ id: number }>()
    expect(unfolded.results.map(({ id }) => id)).toStrictEqual([4, 5, 6])
  })
})
