// What shows facts, on show: tables, figures, lists of facts, timelines, pictures.
import { type ReactNode, useState } from 'react'
import { useLocale } from '../locale.tsx'
import { kitMessages } from '../messages/kit.ts'
import { Badge } from '../parts/badge.tsx'
import { DataTable, type Sort } from '../parts/data-table.tsx'
import { Facts } from '../parts/facts.tsx'
import { Figure, Figures } from '../parts/figure.tsx'
import { Link } from '../parts/link.tsx'
import { LoadMore } from '../parts/load-more.tsx'
import { MoleculeSlot } from '../parts/molecule-slot.tsx'
import { Picture } from '../parts/picture.tsx'
import { Timeline } from '../parts/timeline.tsx'
import { MarkedPieces } from './marked-pieces.tsx'
import { Shelf } from './specimen.tsx'

const rows = [
  { id: '1', name: 'VD-2026-31', holder: 'Bedrocan Veendam', massMg: '48250500' },
  { id: '2', name: 'VD-2026-33', holder: 'Apotheek De Linde', massMg: '31800000' },
  { id: '3', name: 'OS-2026-07', holder: 'Laboratorium Noord', massMg: '250' },
] as const

export function KitData() {
  const { t, mass } = useLocale(kitMessages)
  return (
    <>
      <Shelf name="Figure">
        <Figures>
          <Figure label={t('kit.stock')} href="/kit" note={t('kit.stock.note')}>
            {mass('48250500')}
          </Figure>
          <Figure label={t('kit.events')} size="lg">
            1.284
          </Figure>
        </Figures>
      </Shelf>
      <Tables />
      <Shelf name="Facts Timeline" isWide>
        <Facts
          facts={[
            { name: t('kit.batch'), value: 'VD-2026-31' },
            { name: t('kit.holder'), value: <Link href="/kit">Bedrocan Veendam</Link> },
            { name: t('kit.stock'), value: mass('48250500') },
          ]}
        />
        <Happenings />
      </Shelf>
      <Shelf name="Picture MoleculeSlot" isWide>
        <Picture
          title={t('kit.picture')}
          reading={t('kit.picture.reading')}
          picture={<Bars />}
          table={<DataTableSmall />}
        />
        <MoleculeSlot label={t('kit.molecule')} drawing={<Ethanol />} caption="C₂H₆O" />
        <MoleculeSlot label={t('kit.molecule')} drawing={null} />
        <MoleculeSlot label={t('kit.molecule')} drawing="waiting" />
      </Shelf>
      <Shelf name="MarkedMolecule" isWide>
        <MarkedPieces />
      </Shelf>
    </>
  )
}

function Tables() {
  const { t, mass } = useLocale(kitMessages)
  const [sort, setSort] = useState<Sort>({ column: 'mass', order: 'desc' })
  const columns = [
    {
      id: 'name',
      text: t('kit.batch'),
      isFixed: true,
      isSortable: true,
      cell: ({ name }: (typeof rows)[number]): ReactNode => name,
    },
    {
      id: 'holder',
      text: t('kit.holder'),
      cell: ({ holder }: (typeof rows)[number]): ReactNode => holder,
      width: 'wide' as const,
    },
    {
      id: 'status',
      text: t('kit.status'),
      cell: (): ReactNode => <Badge tone="positive">{t('kit.badge.released')}</Badge>,
    },
    {
      id: 'mass',
      text: t('kit.mass'),
      isSortable: true,
      align: 'end' as const,
      cell: ({ massMg }: (typeof rows)[number]): ReactNode => mass(massMg),
    },
  ]
  const common = { columns, idOf: ({ id }: (typeof rows)[number]) => id, sort, onSort: setSort }
  return (
    <Shelf name="DataTable" isWide>
      <DataTable {...common} label={`${t('kit.batch')} 1`} items={rows} hrefOf={() => '/kit'} />
      <DataTable {...common} label={`${t('kit.batch')} 2`} items={[]} waitingRows={3} />
      <DataTable {...common} label={`${t('kit.batch')} 3`} items={[]} empty={t('kit.empty.title')} />
      <Briefly />
      <LoadMore shown={50} total={1284} hasMore isLoading={false} onMore={() => undefined} />
    </Shelf>
  )
}

/** On a telephone in two lines: how it stands beside its name, where it went, and what its own page says for who comes by with the keyboard. */
function Briefly() {
  const { t, mass } = useLocale(kitMessages)
  return (
    <DataTable
      label={`${t('kit.batch')} 4`}
      items={rows}
      idOf={({ id }) => id}
      columns={[
        { id: 'name', text: t('kit.batch'), isFixed: true, cell: ({ name }) => <Link href="/kit">{name}</Link> },
        { id: 'from', text: t('kit.holder'), onCard: 'brief', cell: ({ holder }) => holder },
        { id: 'to', text: `${t('kit.holder')} 2`, onCard: 'to', cell: () => 'OMC' },
        {
          id: 'status',
          text: t('kit.status'),
          onCard: 'head',
          cell: () => <Badge tone="positive">{t('kit.badge.released')}</Badge>,
        },
        { id: 'mass', text: t('kit.mass'), align: 'end', onCard: 'brief', cell: ({ massMg }) => mass(massMg) },
        { id: 'stock', text: t('kit.stock'), onCard: 'aside', cell: ({ massMg }) => mass(massMg) },
      ]}
    />
  )
}

function Happenings() {
  const { t, instant } = useLocale(kitMessages)
  return (
    <Timeline
      label={t('kit.events')}
      happenings={[
        { id: '1', dateTime: '2026-07-20T08:00:00Z', when: instant('2026-07-20T08:00:00Z'), title: t('kit.harvest') },
        {
          id: '2',
          dateTime: '2026-08-02T08:00:00Z',
          when: instant('2026-08-02T08:00:00Z'),
          title: t('kit.dried'),
          tone: 'info',
          sign: 'info',
        },
        {
          id: '3',
          dateTime: '2026-08-30T08:00:00Z',
          when: instant('2026-08-30T08:00:00Z'),
          title: t('kit.released'),
          text: t('kit.alert.text'),
          tone: 'positive',
          sign: 'check',
        },
      ]}
    />
  )
}

/** A drawing of three bars: enough to see the frame around a picture. */
function Bars() {
  return (
    <svg width="300" height="120" viewBox="0 0 300 120" aria-hidden="true">
      {[60, 84, 110].map((height, place) => (
        <rect key={height} className="gr-kit-bar" x={20 + place * 90} y={120 - height} width="60" height={height} />
      ))}
    </svg>
  )
}

function DataTableSmall() {
  const { t, mass } = useLocale(kitMessages)
  return (
    <DataTable
      label={t('kit.picture')}
      items={rows}
      idOf={({ id }) => id}
      columns={[
        { id: 'name', text: t('kit.batch'), isFixed: true, cell: ({ name }) => name },
        { id: 'mass', text: t('kit.mass'), align: 'end', cell: ({ massMg }) => mass(massMg) },
      ]}
    />
  )
}

function Ethanol() {
  return (
    <svg width="180" height="90" viewBox="0 0 180 90" aria-hidden="true">
      <path className="gr-kit-bond" d="M20 60L70 30L120 60" />
      <text x="126" y="68" className="gr-kit-atom">
        OH
      </text>
    </svg>
  )
}
