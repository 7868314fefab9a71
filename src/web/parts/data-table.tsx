// Rows of one kind of thing: sort by a header, walk with the arrow keys, open with Enter. On a telephone each row is a card, by its style alone:
// it stays one table for the keyboard, a screen reader and paper. Not here: sorting and filtering; the API does both.
import { isValidElement, type ReactNode } from 'react'
import { Cell, Column, Row, Table, TableBody, TableHeader } from 'react-aria-components/Table'
import { useLocale } from '../locale.tsx'
import { Badge } from './badge.tsx'
import { Followed } from './followed.tsx'
import { Icon } from './icon.tsx'
import { unbroken } from './unbroken.tsx'
import './data-table.css'
import './data-table-cards.css'

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
  /**
   * On the card of a telephone: beside the row's name (`head`), or under it among others that speak for themselves (`brief`; `to` is where the one
   * before it goes to), or only when the keyboard comes by (`aside`: the row's own page says it). Else a line that begins with the column's name.
   */
  readonly onCard?: 'head' | 'brief' | 'to' | 'aside'
}
export type Sort = { readonly column: string; readonly order: 'asc' | 'desc' }

export type TableProps<Item> = {
  readonly label: string
  readonly columns: readonly TableColumn<Item>[]
  readonly items: readonly Item[]
  readonly idOf: (item: Item) => string
  readonly hrefOf?: (item: Item) => string
  readonly hidden?: readonly string[]
  /** The reader chose which columns there are: then a card leaves none of them out. */
  readonly isChosen?: boolean
  readonly sort?: Sort
  readonly onSort?: (sort: Sort) => void
  /** While the first rows are on their way: this many grey ones. */
  readonly waitingRows?: number
  readonly empty?: ReactNode
}

export function DataTable<Item extends object>(props: TableProps<Item>) {
  const { label, columns, items, idOf, hrefOf, hidden = [], isChosen = false, sort, onSort } = props
  const { waitingRows = 0, empty } = props
  const { t } = useLocale()
  const shown = columns.filter(({ id, isFixed }) => isFixed || !hidden.includes(id))
  return (
    <div className="gr-table-scroll">
      <Followed>
        <Table
          className={standBeside(shown) ? 'gr-table' : 'gr-table gr-table-cards'}
          aria-label={label}
          aria-busy={waitingRows > 0}
          {...(sort
            ? { sortDescriptor: { column: sort.column, direction: sort.order === 'asc' ? 'ascending' : 'descending' } }
            : {})}
          onSortChange={({ column, direction }) =>
            onSort?.({ column: String(column), order: direction === 'ascending' ? 'asc' : 'desc' })
          }
        >
          <TableHeader
            className={
              shown.some(({ isSortable }) => isSortable) ? 'gr-table-head gr-table-head-sorts' : 'gr-table-head'
            }
            data-label={t('part.table.sort')}
          >
            {shown.map((column) => (
              <Column
                key={column.id}
                id={column.id}
                className={`${classOf('gr-table-column', column)}${column.isSortable ? ' gr-table-column-sorts' : ''}`}
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
                      <ItemCell key={column.id} column={column} item={item} isWhole={isChosen} />
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

type ItemProps<Item> = {
  readonly column: TableColumn<Item>
  readonly item: Item
  /** Nothing is left out of its card. */
  readonly isWhole: boolean
}

function ItemCell<Item>({ column, item, isWhole }: ItemProps<Item>) {
  const said = column.cell(item)
  const onCard = isWhole && column.onCard === 'aside' ? undefined : column.onCard
  const classes = [
    classOf('gr-table-cell', column),
    isOneWord(said) ? 'gr-table-cell-word' : '',
    isNothing(said) ? 'gr-table-cell-nothing' : '',
    isBareNumber(said) ? 'gr-table-cell-number' : '',
    isValidElement(said) && said.type === Badge ? 'gr-table-cell-state' : '',
    onCard ? cardLooks[onCard] : '',
  ]
  return (
    <Cell className={classes.filter(Boolean).join(' ')} data-label={column.text}>
      <div className="gr-table-said">{unbroken(said)}</div>
    </Cell>
  )
}

const cardLooks = {
  head: 'gr-table-cell-head',
  brief: 'gr-table-cell-brief',
  to: 'gr-table-cell-brief gr-table-cell-to',
  aside: 'gr-table-cell-aside',
} as const satisfies Record<NonNullable<TableColumn<unknown>['onCard']>, string>

/** As many columns stand beside each other on a telephone; with more, or with one of running text, a row becomes a card. */
const columnsBeside = 2
const standBeside = (columns: readonly { readonly width?: 'narrow' | 'wide' }[]) =>
  columns.length <= columnsBeside && columns.every(({ width }) => width !== 'wide')

/** What a card need not say: that there is nothing to say. */
const isNothing = (said: ReactNode): boolean => said === null || said === undefined || said === '' || said === '–'

/** As the name of a card it says little without the name of its column. */
const isBareNumber = (said: ReactNode): boolean =>
  typeof said === 'number' || (typeof said === 'string' && /^[\d.]+$/.test(said))

/** A number, a name or a moment is one word, whatever hyphens it has: it does not break. */
const isOneWord = (said: ReactNode): boolean =>
  typeof said === 'string' && said.length <= 24 && /^(\S+|\d\d-\d\d-\d{4} \d\d:\d\d)$/.test(said)

function WaitingRow<Item>({ id, columns }: { id: string; columns: readonly TableColumn<Item>[] }) {
  const { t } = useLocale()
  return (
    <Row id={id} className="gr-table-row">
      {columns.map((column) => (
        <Cell key={column.id} className={classOf('gr-table-cell', column)} data-label={column.text}>
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
