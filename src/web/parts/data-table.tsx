// Rows of one kind of thing: sort by a header, walk with the arrow keys, open with Enter. Not here: sorting and filtering; the API does both.
import type { ReactNode } from 'react'
import { Cell, Column, Row, Table, TableBody, TableHeader } from 'react-aria-components/Table'
import { useLocale } from '../locale.tsx'
import { Followed } from './followed.tsx'
import { Icon } from './icon.tsx'
import './data-table.css'

export type TableColumn<Item> = {
  readonly id: string
  readonly text: string
  readonly cell: (item: Item) => ReactNode
  /** `end` for amounts, so that their digits stand under each other. */
  readonly align?: 'start' | 'end'
  readonly isSortable?: boolean
  /** The column that names the row: always shown, read out as the row's header. */
  readonly isFixed?: boolean
  readonly width?: 'narrow' | 'wide'
}
export type Sort = { readonly column: string; readonly order: 'asc' | 'desc' }

type Props<Item> = {
  readonly label: string
  readonly columns: readonly TableColumn<Item>[]
  readonly items: readonly Item[]
  readonly idOf: (item: Item) => string
  readonly hrefOf?: (item: Item) => string
  readonly hidden?: readonly string[]
  readonly sort?: Sort
  readonly onSort?: (sort: Sort) => void
  /** While the first rows are on their way: this many grey ones. */
  readonly waitingRows?: number
  readonly empty?: ReactNode
}

export function DataTable<Item extends object>(props: Props<Item>) {
  const { label, columns, items, idOf, hrefOf, hidden = [], sort, onSort, waitingRows = 0, empty } = props
  const { t } = useLocale()
  const shown = columns.filter(({ id, isFixed }) => isFixed || !hidden.includes(id))
  return (
    <div className="gr-table-scroll">
      <Followed>
        <Table
          className="gr-table"
          aria-label={label}
          aria-busy={waitingRows > 0}
          {...(sort
            ? { sortDescriptor: { column: sort.column, direction: sort.order === 'asc' ? 'ascending' : 'descending' } }
            : {})}
          onSortChange={({ column, direction }) =>
            onSort?.({ column: String(column), order: direction === 'ascending' ? 'asc' : 'desc' })
          }
        >
          <TableHeader className="gr-table-head">
            {shown.map((column) => (
              <Column
                key={column.id}
                id={column.id}
                className={classOf('gr-table-column', column)}
                textValue={column.text}
                isRowHeader={column.isFixed ?? false}
                allowsSorting={column.isSortable ?? false}
              >
                {({ sortDirection }) => (
                  <span className="gr-table-column-text">
                    {column.text}
                    {column.isSortable ? <SortMark direction={sortDirection} /> : null}
                  </span>
                )}
              </Column>
            ))}
          </TableHeader>
          <TableBody
            className="gr-table-body"
            renderEmptyState={() => (waitingRows > 0 ? null : <div className="gr-table-empty">{empty}</div>)}
          >
            {waitingRows > 0
              ? Array.from({ length: waitingRows }, (_, index) => (
                  <WaitingRow key={`waiting-${String(index)}`} id={`waiting-${String(index)}`} columns={shown} />
                ))
              : items.map((item) => (
                  <Row
                    key={idOf(item)}
                    id={idOf(item)}
                    className="gr-table-row"
                    {...(hrefOf ? { href: hrefOf(item) } : {})}
                  >
                    {shown.map((column) => (
                      <ItemCell key={column.id} column={column} item={item} />
                    ))}
                  </Row>
                ))}
          </TableBody>
        </Table>
      </Followed>
      {waitingRows > 0 ? (
        <span className="gr-sr-only" role="status">
          {t('part.waiting')}
        </span>
      ) : null}
    </div>
  )
}

function ItemCell<Item>({ column, item }: { column: TableColumn<Item>; item: Item }) {
  const said = column.cell(item)
  return (
    <Cell className={`${classOf('gr-table-cell', column)}${isOneWord(said) ? ' gr-table-cell-word' : ''}`}>{said}</Cell>
  )
}

/** A number, a name or a moment is one word, whatever hyphens it has: it does not break. */
const isOneWord = (said: ReactNode): boolean =>
  typeof said === 'string' && said.length <= 24 && /^(\S+|\d\d-\d\d-\d{4} \d\d:\d\d)$/.test(said)

function WaitingRow<Item>({ id, columns }: { id: string; columns: readonly TableColumn<Item>[] }) {
  const { t } = useLocale()
  return (
    <Row id={id} className="gr-table-row">
      {columns.map((column) => (
        <Cell key={column.id} className={classOf('gr-table-cell', column)}>
          <span className="gr-table-waiting" aria-hidden="true" />
          {column.isFixed ? <span className="gr-sr-only">{t('part.waiting')}</span> : null}
        </Cell>
      ))}
    </Row>
  )
}

function SortMark({ direction }: { direction: 'ascending' | 'descending' | undefined }) {
  return (
    <span className="gr-table-sort" data-direction={direction ?? 'none'}>
      <Icon name={direction === 'descending' ? 'down' : 'up'} />
    </span>
  )
}

function classOf<Item>(name: string, { align = 'start', width, isFixed = false }: TableColumn<Item>): string {
  return [name, align === 'end' ? `${name}-end` : '', isFixed ? `${name}-fixed` : '', width ? `${name}-${width}` : '']
    .filter(Boolean)
    .join(' ')
}
