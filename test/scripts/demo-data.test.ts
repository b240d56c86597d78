// What a newcomer finds in the local database.
import { expect, it } from 'vitest'
import { demoData } from '../../scripts/demo-data.ts'
import { ambassadors, brandTagMembers } from '../../src/db/schema.ts'

type Person = typeof ambassadors.$inferInsert

const rows = demoData(Date.now())

const people = (idBrand: number): Person[] =>
  rows
    .flatMap(({ table, rows: inserted }) => (table === ambassadors ? (inserted as Person[]) : []))
    .filter((person) => person.idBrand === idBrand)

const numbered = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index)

it('is brand 3 with people of every status, one of them blocked and one anonymized', () => {
  const all = people(3).toSorted((one, other) => one.idAmbassador - other.idAmbassador)
  expect(all.map(({ idAmbassador }) => idAmbassador)).toStrictEqual(numbered(1, 12))
  expect(new Set(all.map(({ status }) => status))).toStrictEqual(new Set(numbered(0, 8)))
  expect(all.filter(({ active }) => active === -1)).toHaveLength(1)
  const [nobody, ...others] = all.filter(({ isAnonymized }) => isAnonymized)
  expect(others).toStrictEqual([])
  expect(nobody).not.toHaveProperty('email')
  for (const { email, image } of all.filter((person) => person !== nobody)) {
    expect(email).toMatch(/@example\.com$/)
    expect(image).toMatch(/^https:\/\/[a-z.]*example\.com\//)
  }
})

it('has a tag of five active people, 1 and 2 among them, and another brand beside it', () => {
  const memberships = rows.flatMap(({ table, rows: inserted }) =>
    table === brandTagMembers ? (inserted as (typeof brandTagMembers.$inferInsert)[]) : [],
  )
  const members = (idBrand: number, idBrandTag: number) =>
    memberships
      .filter((one) => one.idBrand === idBrand && one.idBrandTag === idBrandTag)
      .map(({ idAmbassador }) => idAmbassador)
  expect(members(3, 1)).toHaveLength(5)
  expect(members(3, 1)).toStrictEqual(expect.arrayContaining([1, 2]))
  const active = people(3)
    .filter((person) => person.active === 1)
    .map(({ idAmbassador }) => idAmbassador)
  expect(active).toStrictEqual(expect.arrayContaining(members(3, 1)))
  expect(people(4).map(({ idAmbassador }) => idAmbassador)).toStrictEqual([101, 102, 103])
  expect(members(4, 2)).toStrictEqual([101, 102, 103])
})
