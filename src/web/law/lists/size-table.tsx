// The picture of the lists as a table: each day of change with how long the lists were from then on. Not here: what changed (changes-tab.tsx).
import { useLocale } from '../../locale.tsx'
import { listsMessages } from '../../messages/lists.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { Link } from '../../parts/link.tsx'
import type { Size } from './on-day.ts'
import { type ListsSearch, listsAddress } from './search.ts'

export function SizeTable({ sizes, search }: { sizes: readonly Size[]; search: ListsSearch }) {
  const { t, dayShort, number } = useLocale(listsMessages)
  const column = (list: 'I' | 'IA' | 'II') => ({
    id: list,
    text: t('lists.list', { list }),
    align: 'end' as const,
    cell: (size: Size) => number(size[list]),
  })
  return (
    <DataTable
      label={t('lists.picture')}
      items={sizes}
      idOf={({ on }) => on}
      columns={[
        {
          id: 'on',
          text: t('lists.changes.day'),
          isFixed: true,
          cell: ({ on }) => <Link href={listsAddress({ ...search, on })}>{dayShort(on)}</Link>,
        },
        column('I'),
        column('IA'),
        column('II'),
      ]}
    />
  )
}
