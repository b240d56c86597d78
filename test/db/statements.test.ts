// What can be mistaken in a statement does not compile, or means what one means.
import { env } from 'cloudflare:workers'
import { eq, sql } from 'drizzle-orm'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { openShard } from '../../src/db/client.ts'
import { brands, brandTags } from '../../src/db/schema.ts'
import { insertFrom, integer, json, select, statement, text } from '../../src/db/statement.ts'
import { brandTag } from '../support/factories.ts'

const database = openShard(env, 'DB', { isWrite: true })

/** A subquery as one writes it first. */
const countTags = statement({ idBrand: integer }, ({ idBrand }) =>
  select({
    tagCount: sql<number>`(
      select count(*) from ${brandTags} where ${brandTags.idBrand} = ${brands.idBrand})`,
  })
    .from(brands)
    .where(eq(brands.idBrand, idBrand)),
)

describe('a column of the outer table', () => {
  it('is that of the outer table inside of a subquery', async () => {
    await brandTag(1, [])
    await brandTag(1, [], 4)
    await brandTag(2, [], 4)
    const { three, four } = await database.batch({
      three: countTags({ idBrand: 3 }),
      four: countTags({ idBrand: 4 }),
    })
    expect([three, four]).toStrictEqual([[{ tagCount: 1 }], [{ tagCount: 2 }]])
  })
})

describe('a statement', () => {
  const find = statement({ idBrand: integer, name: text, ids: json }, ({ idBrand }) =>
    select({ idTag: brandTags.idBrandTag, name: brandTags.name })
      .from(brandTags)
      .where(eq(brandTags.idBrand, idBrand)),
  )

  it('takes the values that it declares, all of them and no other', () => {
    // @ts-expect-error a text is no id
    const mistake = () => find({ idBrand: 'three', name: 'Paris', ids: [] })
    // @ts-expect-error null, where it is not nullable
    const empty = () => find({ idBrand: 3, name: null, ids: [] })
    // @ts-expect-error a value is missing
    const forget = () => find({ idBrand: 3, name: 'Paris' })
    // @ts-expect-error nobody has declared it
    const add = () => find({ idBrand: 3, name: 'Paris', ids: [], idTag: 1 })
    expect([mistake, empty, forget, add]).toHaveLength(4)
  })

  it('answers rows of the columns that it selects', async () => {
    await brandTag(1, [])
    const { found } = await database.batch({ found: find({ idBrand: 3, name: '', ids: [] }) })
    expectTypeOf(found).toEqualTypeOf<{ idTag: number; name: string }[]>()
    expect(found).toStrictEqual([{ idTag: 1, name: 'Tag 1' }])
  })

  it('inserts a row with all of its columns, by name', () => {
    const from = sql`where true`
    const [idBrand, idBrandTag, name] = [sql`3`, sql`1`, sql`'Paris'`]
    // @ts-expect-error it has no name
    const forget = () => insertFrom(brandTags, { idBrand, idBrandTag }, from)
    // @ts-expect-error a tag has no title
    const add = () => insertFrom(brandTags, { idBrand, idBrandTag, name, title: name }, from)
    expect([forget, add]).toHaveLength(2)
  })
})
