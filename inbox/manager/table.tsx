// A table of the manager's view.
import type { Cell, TablePage } from '../api/manager.ts'
import { useWords } from '../text/language.tsx'
import { Face, Name } from '../view/avatar.tsx'
import { COLUMNS, type TableName } from './tables.ts'

/** People of a room that are named. */
const NAMED = 3

const Content = ({ cell, column }: { cell: Cell | undefined; column: string }) => {
  const words = useWords()
  if (cell === null || cell === undefined || cell === false) return <>–</>
  if (cell === true) return <>✓</>
  if (cell instanceof Date) return <>{words.full(cell.getTime())}</>
  if (typeof cell === 'object') {
    const names = cell.slice(0, NAMED).map((person) => words.name(person, person.id))
    return (
      <span class="row-line">
        {cell[0] && <Face id={cell[0].id} person={cell[0]} isPresenceShown />}
        <Name>{words.list(names)}</Name>
      </span>
    )
  }
  return <bdi>{column === 'name' ? cell : words.value(column, cell)}</bdi>
}

interface TableProps {
  readonly name: TableName
  readonly page: TablePage
  /** Looks at a row, in a table whose rows can be looked at. */
  readonly open: ((id: number) => void) | null
  readonly more: () => void
}

export const Table = ({ name, page, open, more }: TableProps) => {
  const words = useWords()
  return (
    <div class="table" tabIndex={0} role="region" aria-label={words.tables[name]}>
      <table>
        <thead>
          <tr>
            <th scope="col">N°</th>
            {COLUMNS[name].map((column) => (
              <th key={column} scope="col">
                {words.columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {page.rows.map(({ id, cells }) => (
            <tr key={id}>
              <td>
                {open ? (
                  <button type="button" class="small" onClick={() => open(id)}>
                    {id}
                  </button>
                ) : (
                  id
                )}
              </td>
              {COLUMNS[name].map((column, index) => (
                <td key={column}>
                  <Content cell={cells[index]} column={column} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {page.older !== null && (
        <button type="button" class="small" onClick={more}>
          {words.more}
        </button>
      )}
    </div>
  )
}
