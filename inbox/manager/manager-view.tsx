// The manager's view: the brand's rooms, people, tags, topics, webhooks and hubs. It shows and changes nothing.
import { useLayoutEffect, useMemo, useState } from 'preact/hooks'
import { connect } from '../api/client.ts'
import { managerOf, type TablePage } from '../api/manager.ts'
import type { Session } from '../api/session.ts'
import { useWords } from '../text/language.tsx'
import { ReadOnlyRoom } from './read-only-room.tsx'
import { Table } from './table.tsx'
import { COLUMNS, FILTERS, type TableName } from './tables.ts'

/** The deliveries are reached from their webhook. */
const TABS = (Object.keys(COLUMNS) as TableName[]).filter((name) => name !== 'deliveries')

const NONE: TablePage = { rows: [], older: null }

interface ManagerViewProps {
  readonly session: Session
  readonly leave: () => void
  readonly openInbox: (() => void) | null
}

export const ManagerView = ({ session, leave, openInbox }: ManagerViewProps) => {
  const words = useWords()
  const manager = useMemo(() => managerOf(connect(session)), [session])
  const [table, setTable] = useState<TableName>('rooms')
  const [filters, setFilters] = useState<Readonly<Record<string, string>>>({})
  const [page, setPage] = useState(NONE)
  /** The room, or the webhook, that is looked at. */
  const [opened, setOpened] = useState<number | null>(null)
  const [problem, setProblem] = useState('')

  const load = (cursor: string) => {
    let isCurrent = true
    manager[table](filters, cursor, opened ?? 0).then(
      (next) => {
        if (isCurrent) {
          setPage(({ rows }) => ({ ...next, rows: cursor ? [...rows, ...next.rows] : next.rows }))
        }
        return undefined
      },
      (error: Error) => setProblem(error.message),
    )
    return () => {
      isCurrent = false
    }
  }
  // At once: no row of one table is opened in another.
  useLayoutEffect(() => {
    setPage(NONE)
    setProblem('')
    return load('')
  }, [table, filters])
  const filter = (name: string, value: string) => {
    const { [name]: _, ...others } = filters
    setFilters(value ? { ...others, [name]: value } : others)
  }

  const go = (name: TableName, id: number | null) => {
    setTable(name)
    setFilters({})
    setOpened(id)
  }
  const isRoomOpen = table === 'rooms' && opened !== null
  const opens: Partial<Record<TableName, (id: number) => void>> = {
    rooms: setOpened,
    webhooks: (id) => go('deliveries', id),
  }

  return (
    <main class="manager">
      <header class="self">
        <h1>{words.manager}</h1>
        {openInbox && (
          <button type="button" class="plain" onClick={openInbox}>
            {words.inbox}
          </button>
        )}
        <button type="button" class="plain" onClick={words.change}>
          {words.otherLanguage}
        </button>
        <button type="button" class="plain" onClick={leave}>
          {words.signOut}
        </button>
      </header>
      <div class="tabs" role="group" aria-label={words.manager}>
        {TABS.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={name === (table === 'deliveries' ? 'webhooks' : table)}
            onClick={() => go(name, null)}
          >
            {words.tables[name]}
          </button>
        ))}
      </div>
      {isRoomOpen ? (
        <ReadOnlyRoom manager={manager} id={opened} close={() => setOpened(null)} />
      ) : (
        <>
          <form class="filters" onSubmit={(event) => event.preventDefault()}>
            {Object.entries(FILTERS[table] ?? {}).map(([name, values]) => {
              const label = words.columns[name] ?? name
              return values.length === 0 ? (
                <input
                  key={name}
                  type="search"
                  placeholder={label}
                  aria-label={label}
                  onChange={({ currentTarget }) => filter(name, currentTarget.value)}
                />
              ) : (
                <select
                  key={name}
                  aria-label={label}
                  onChange={({ currentTarget }) => filter(name, currentTarget.value)}
                >
                  <option value="">{label}</option>
                  {values.map((value) => (
                    <option key={value} value={value}>
                      {words.value(name, value)}
                    </option>
                  ))}
                </select>
              )
            })}
          </form>
          {problem && (
            <p class="problem" role="alert">
              {problem}
            </p>
          )}
          <Table
            name={table}
            page={page}
            open={opens[table] ?? null}
            more={() => load(page.older ?? '')}
          />
        </>
      )}
    </main>
  )
}
