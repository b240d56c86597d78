// Two brands to try the API with. Brand 3 is the seed document's; brand 4 shows that brands are apart.
import { searchTextOf } from '../src/domain/ambassadors/search.ts'
import { ambassadors, brands, brandTagMembers, brandTags } from '../src/db/schema.ts'

const DAY = 24 * 60 * 60 * 1000

type Person = readonly [
  idAmbassador: number,
  firstname: string,
  lastname: string,
  status: number,
  minutesSinceLastAction: number | null,
  active?: number,
]

const BRAND_3: readonly Person[] = [
  [1, 'Alice', 'Moreau', 3, 2],
  [2, 'Bruno', 'Keller', 7, 45],
  [3, 'Carla', 'Rossi', 6, 1],
  [4, 'David', 'Novak', 5, 600],
  [5, 'Emma', 'Lindqvist', 4, 30],
  [6, 'Farid', 'Benali', 2, 4],
  [7, 'Grace', 'Okafor', 1, 90],
  [8, 'Hugo', 'Martins', 0, 3000],
  [9, 'Ines', 'Dubois', 8, 12],
  [10, 'Jonas', 'Weber', 7, null, 0],
  [11, 'Karim', 'Haddad', 3, 20000, -1],
]

const BRAND_4: readonly Person[] = [
  [101, 'Laura', 'Conti', 3, 3],
  [102, 'Mateo', 'Serrano', 7, 15],
  [103, 'Nadia', 'Petrova', 5, 200],
]

const row = (idBrand: number, now: number, person: Person): typeof ambassadors.$inferInsert => {
  const [idAmbassador, firstname, lastname, status, minutes, active = 1] = person
  const username = `${firstname}.${lastname}`.toLowerCase()
  return {
    idBrand,
    idAmbassador,
    firstname,
    lastname,
    username,
    image: `https://images.example.com/${username}.jpg`,
    email: `${username}@example.com`,
    status,
    active,
    lastActionAt: minutes === null ? null : now - minutes * 60_000,
    customerId: `C-${idBrand}-${idAmbassador}`,
    searchText: searchTextOf({ firstname, lastname, username }),
  }
}

const anonymized = (idBrand: number, idAmbassador: number): typeof ambassadors.$inferInsert => ({
  idBrand,
  idAmbassador,
  status: 7,
  active: 1,
  isAnonymized: true,
})

const tag = (idBrand: number, idBrandTag: number, name: string, ids: readonly number[]) => ({
  tag: { idBrand, idBrandTag, name },
  members: ids.map((idAmbassador) => ({ idBrand, idBrandTag, idAmbassador })),
})

/** The rows of the demo, parents first, with last actions relative to `now` (milliseconds). */
export const demoData = (now: number) => {
  const tags = [
    tag(3, 1, 'Paris flagship', [1, 2, 3, 5, 9]),
    tag(4, 2, 'Online advisers', [101, 102, 103]),
  ]
  return [
    { table: brands, rows: [3, 4].map((idBrand) => ({ idBrand, insertedAt: now - 30 * DAY })) },
    { table: ambassadors, rows: BRAND_3.map((person) => row(3, now, person)) },
    {
      table: ambassadors,
      rows: [anonymized(3, 12), ...BRAND_4.map((person) => row(4, now, person))],
    },
    { table: brandTags, rows: tags.map((entry) => entry.tag) },
    { table: brandTagMembers, rows: tags.flatMap(({ members }) => members) },
  ] as const
}
