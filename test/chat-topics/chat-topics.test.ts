// The chat topics of a brand.
import { beforeEach, describe, expect, it } from 'vitest'
import { ambassadors } from '../support/factories.ts'
import { NOT_FOUND, refusal, shown } from '../support/refusals.ts'
import { signSelfToken, signToken } from '../support/tokens.ts'
import { join, manage, remove, summarize, topic } from '../support/topics.ts'
import { create as createRoom, type Options, send } from '../support/worker.ts'

const DELETED = { status: 200, body: { message: 'Chat topic deleted successfully' } }
const IN_USE = refusal(
  409,
  'The topic is in use by the waiting list or by a summary. Set active to false instead.',
)

const named = (...contents: readonly string[]) =>
  contents.map((content, index) => ({ lang: ['en_GB', 'fr_FR', 'es_ES', 'de_DE'][index], content }))

const idsOf = async (query: string, options: Options = {}) => {
  const { status, body } = await manage('GET', query, options)
  expect(status).toBe(200)
  return body.data.map((one: { id_chat_topic: number }) => one.id_chat_topic)
}

const patch = (id: number, body: object) => manage('PATCH', `/${id}`, { body })

beforeEach(async () => {
  await ambassadors([1])
  await ambassadors([2], { status: 7 })
  await createRoom({ ids_ambassadors: [1, 2], source: 0 })
})

describe('a topic', () => {
  it('is made with all that it has, and read again', async () => {
    await topic()
    const contents = named('Sizes', 'Tailles ', 'Tallas', 'Größen').toReversed()
    const { status, body } = await topic({
      contents,
      position: 7,
      roles: ['shop_manager', 'ambassador'],
      active: false,
    })
    expect({ status, body }).toStrictEqual({
      status: 201,
      body: {
        id_chat_topic: 2,
        color: '#1e90FF',
        contents: [
          { id_i18n_content: 8, lang: 'de_DE', content: 'Größen' },
          { id_i18n_content: 7, lang: 'es_ES', content: 'Tallas' },
          { id_i18n_content: 6, lang: 'fr_FR', content: 'Tailles' },
          { id_i18n_content: 5, lang: 'en_GB', content: 'Sizes' },
        ],
        position: 7,
        date_insert: body.date_insert,
        roles: ['shop_manager', 'ambassador'],
        date_update: body.date_insert,
        active: false,
      },
    })
    expect((await manage('GET', '/2')).body).toStrictEqual(body)
    expect((await manage('GET', '')).body.data[1]).toStrictEqual(body)
  })

  it('needs color and contents alone, and makes its brand', async () => {
    const { status, body } = await topic({}, { brand: 4 })
    expect(status).toBe(201)
    expect(body).toMatchObject({ id_chat_topic: 1, position: 0, roles: [], active: true })
  })

  it('is made once for an idempotency key', async () => {
    const options = { headers: { 'Idempotency-Key': 'k' } }
    const first = await topic({}, options)
    expect(await topic({}, options)).toMatchObject({ status: 200, body: first.body })
    expect(await topic({ position: 1 }, options)).toMatchObject({ status: 422 })
    expect(await idsOf('')).toStrictEqual([1])
  })

  it('is refused with all that is wrong with it', async () => {
    const contents = [
      { lang: 'en_GB', content: 'a' },
      { lang: 'en_GB', content: ' ' },
      { lang: 'it_IT', content: 'c' },
    ]
    const roles = ['seller', 'client', 'seller']
    const body = { color: '#12345', contents, position: -1, roles, active: 1 }
    const { errors } = (await topic(body)).body
    expect(Object.keys(errors).toSorted()).toStrictEqual([
      'active',
      'color',
      'contents.1.content',
      'contents.1.lang',
      'contents.2.lang',
      'position',
      'roles.1',
      'roles.2',
    ])
    expect(errors['contents.1.lang']).toStrictEqual([
      'contents.1.lang must differ from contents.0.lang.',
    ])
    const missing = await topic({ color: null, contents: [] })
    expect(Object.keys(missing.body.errors)).toStrictEqual(['color', 'contents'])
    for (const color of ['1e90ff', '#1e90fg', '#1e90ff0', '#1e90ff\n', 'red']) {
      expect(await topic({ color })).toMatchObject({ status: 422 })
    }
    expect(await idsOf('')).toStrictEqual([])
  })

  it('is changed in what is sent, and keeps the ids of its contents', async () => {
    const { body: before } = await topic({ contents: named('Sizes', 'Tailles'), roles: ['seller'] })
    const { status, body } = await patch(1, { contents: named('Fit'), active: false })
    expect(status).toBe(200)
    expect(body).toStrictEqual({
      ...before,
      contents: [{ id_i18n_content: 1, lang: 'en_GB', content: 'Fit' }],
      date_update: body.date_update,
      active: false,
    })
    const { body: second } = await patch(1, { color: '#000000', position: 3, roles: [] })
    expect(second).toMatchObject({ color: '#000000', position: 3, roles: [], active: false })
    expect(second.contents).toStrictEqual(body.contents)
    expect(shown(await patch(2, { position: 1 }))).toStrictEqual(NOT_FOUND)
  })
})

describe('the list', () => {
  it('is sorted by id and by position, with pages and cursors', async () => {
    for (const position of [5, 1, 5]) await topic({ position })
    await topic({}, { brand: 4 })
    expect(await idsOf('')).toStrictEqual([1, 2, 3])
    expect(await idsOf('?sort=-id_chat_topic')).toStrictEqual([3, 2, 1])
    expect(await idsOf('?sort=position')).toStrictEqual([2, 1, 3])
    expect(await idsOf('?sort=-position&per_page=2&page=2')).toStrictEqual([2])
    const first = await manage('GET', '?sort=position&per_page=2&cursor=')
    const next = `?sort=position&per_page=2&cursor=${first.body.next_cursor}`
    expect(await idsOf(next)).toStrictEqual([3])
    expect((await manage('GET', '?per_page=1')).body.total).toBe(3)
  })

  it('is searched in every language, whatever the case and accents, for every word', async () => {
    await topic({ contents: named('Sizes and fit', 'Tailles', 'Tallas', 'Größen') })
    await topic({ contents: named('Delivery', 'Expédié') })
    const found = (words: string) =>
      idsOf(`?filter[chat_topic_search]=${encodeURIComponent(words)}`)
    expect(await found('FIT sizes')).toStrictEqual([1])
    expect(await found('grossen')).toStrictEqual([1])
    expect(await found('expedie')).toStrictEqual([2])
    expect(await found('fit delivery')).toStrictEqual([])
    expect(await found(' ')).toStrictEqual([1, 2])
    await patch(1, { contents: named('Colours') })
    expect([await found('fit'), await found('colours')]).toStrictEqual([[], [1]])
    await patch(1, { position: 4 })
    expect(await found('colours')).toStrictEqual([1])
  })

  it('shows what is not active to managers alone', async () => {
    await topic()
    await topic({ active: false })
    expect(await idsOf('?filter[active]=true')).toStrictEqual([1])
    expect(await idsOf('?filter[active]=false')).toStrictEqual([2])
    for (const token of [await signToken(), await signSelfToken(2)]) {
      expect(await idsOf('', { token })).toStrictEqual([1])
      expect(await idsOf('?filter[active]=false', { token })).toStrictEqual([])
      expect((await manage('GET', '?per_page=1', { token })).body.total).toBe(1)
      expect(shown(await manage('GET', '/2', { token }))).toStrictEqual(NOT_FOUND)
      expect((await manage('GET', '/1', { token })).status).toBe(200)
    }
  })
})

describe('a deleted topic', () => {
  it('is gone, stays deleted, and leaves its id to no other', async () => {
    for (const _ of [1, 2]) await topic()
    expect(await remove(2)).toMatchObject(DELETED)
    expect(await remove(2)).toMatchObject(DELETED)
    expect(shown(await manage('GET', '/2'))).toStrictEqual(NOT_FOUND)
    expect(shown(await patch(2, { position: 1 }))).toStrictEqual(NOT_FOUND)
    expect(shown(await remove(3))).toStrictEqual(NOT_FOUND)
    expect(await idsOf('?sort=position')).toStrictEqual([1])
    expect((await topic()).body.id_chat_topic).toBe(3)
  })

  it('is refused while an entry of the waiting list has it, also a handled one, or a summary', async () => {
    for (const _ of [1, 2, 3]) await topic()
    const { body: entry } = await join({ id_chat_topic: 1 })
    await summarize({ topic: 2 })
    for (const id of [1, 2]) expect(shown(await remove(id))).toStrictEqual(IN_USE)
    await send('PATCH', `/api/v2/chat/waiting-list/${entry.id_waiting}`, {
      body: { id_ambassador: 1 },
    })
    expect(shown(await remove(1))).toStrictEqual(IN_USE)
    await topic({}, { brand: 4 })
    expect(await remove(1, { brand: 4 })).toMatchObject(DELETED)
    expect(await remove(3)).toMatchObject(DELETED)
    expect(await idsOf('')).toStrictEqual([1, 2])
  })
})
