// The manager's view: the brand's rooms, people, tags, topics and hubs. It shows and changes nothing.
import { useEffect, useMemo, useState } from 'preact/hooks'
import { connect } from '../api/client.ts'
import { managerOf, type TablePage } from '../api/manager.ts'
import type { Session } from '../api/session.ts'
import { useWords } from '../text/language.tsx'
import { ReadOnlyRoom } from './read-only-room.tsx'
import { Table } from './table.tsx'
import { COLUMNS, FILTERS, type TableName } from './tables.ts'

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
  const [room, setRoom] = useState<number | null>(null)
  const [problem, setProblem] = useState('')

  const load = (cursor: string) => {
    let isCurrent = true
    manager[table](filters, cursor).then(
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
  useEffect(() => {
    setPage(NONE)
    setProblem('')
    return load('')
  }, [table, filters])
  const filter = (name: string, value: string) => {
    const { [name]: _, ...others } = filters
    setFilters(value ? { ...others, [name]: value } : others)
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
        {(Object.keys(COLUMNS) as TableName[]).map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={name === table}
            onClick={() => {
              setTable(name)
              setFilters({})
              setRoom(null)
            }}
          >
            {words.tables[name]}
          </button>
        ))}
      </div>
      {room !== null && <ReadOnlyRoom manager={manager} id={room} close={() => setRoom(null)} />}
      {room === null && (
        <>
          <form class="filters" onSubmit={(event) => event.preventDefault()}>
            {Object.entries(FILTERS[table] ?? {}).map(([name, values]) => {
              const label = words.filters[name] ?? name
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
                      {words.values[`${name}/${value}`] ?? value}
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
            open={table === 'rooms' ? setRoom : null}
            more={() => load(page.older ?? '')}
          />
        </>
      )}
    </main>
  )
}
