// One holder, for who supervises it: what waits first, then what it has, what it may, and what happened last; each short table leads to the whole list. Not
// here: those lists, and who may open this (the API).
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { gramsIn, type HolderView } from '#chain/contract'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { bookMessages } from '../../messages/book.ts'
import { chainMessages } from '../../messages/chain.ts'
import { holderMessages } from '../../messages/holder.ts'
import { holderFieldMessages } from '../../messages/holder-field.ts'
import { Alert } from '../../parts/alert.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { Page } from '../../shell/page.tsx'
import { ofHolderStock } from '../behind.ts'
import { bookHref } from '../book/book-queries.ts'
import {
  HolderBatches,
  HolderCeilings,
  HolderDifferences,
  HolderEvents,
  HolderExemptions,
  HolderLimits,
  HolderShipments,
} from './holder-lists.tsx'
import { HolderNotices } from './holder-notices.tsx'
import { Section } from './holder-section.tsx'
import { holder, shownOfList } from './queries.ts'
import '../chain.css'
import './holder.css'

const texts = { ...chainMessages, ...bookMessages, ...holderFieldMessages, ...holderMessages }

export function HolderScreen() {
  const { t } = useLocale(texts)
  const { partyId = '' } = useParams({ strict: false }) as { partyId?: string } // The route's own parameter.
  const found = useQuery(holder(partyId))
  if (found.isSuccess) return <Holder view={found.data} />
  return (
    <Page title={t('holder.title')} crumbs={[{ text: t('nav.chain'), href: '/batches' }]}>
      {found.isPending ? <Waiting lines={8} /> : <ProblemNotice error={found.error} onRetry={found.refetch} />}
    </Page>
  )
}

function Holder({ view }: { view: HolderView }) {
  const { t } = useLocale(texts)
  const { party } = view
  const { partyId } = party
  return (
    <Page
      title={party.name}
      crumbs={[{ text: t('nav.chain'), href: '/batches' }]}
      beside={<span className="gr-muted">{t(`holder.kind.${party.kind}`)}</span>}
    >
      <div className="gr-holder">
        <HolderDifferences partyId={partyId} />
        <HolderNotices view={view} />
        <Stock view={view} />
        <HolderExemptions partyId={partyId} />
        <HolderCeilings partyId={partyId} />
        <HolderLimits partyId={partyId} />
        <HolderEvents partyId={partyId} />
        <HolderShipments partyId={partyId} />
        <HolderBatches partyId={partyId} />
        <Books view={view} />
        <Identity party={party} />
      </div>
    </Page>
  )
}

function Identity({ party: { kvk, gln, country, premises } }: { party: HolderView['party'] }) {
  const { t, locale } = useLocale(texts)
  return (
    <Section title={t('holder.facts')}>
      <Facts
        facts={[
          { name: t('holder.kvk'), value: kvk ?? t('holder.unknown') },
          { name: t('holder.gln'), value: gln ?? t('holder.unknown') },
          {
            name: t('holder.country'),
            value: new Intl.DisplayNames([locale], { type: 'region' }).of(country) ?? country,
          },
          {
            name: t('holder.premises'),
            value: (
              <ul className="gr-chain-list">
                {premises.map(({ premisesId, name, town }) => (
                  <li key={premisesId}>{name.includes(town) ? name : `${name}, ${town}`}</li>
                ))}
              </ul>
            ),
          },
        ]}
      />
    </Section>
  )
}

function Stock({ view: { party, stock, isCut } }: { view: HolderView }) {
  const { t, locale } = useLocale(texts)
  return (
    <Section
      title={t('holder.stock')}
      all={{ href: withQuery('/ledger', { holder: party.partyId }), text: t('holder.stock.ledger') }}
      none={stock.length === 0 ? t('holder.stock.none') : null}
    >
      {isCut ? <Alert tone="info" title={t('holder.cut')} /> : null}
      <DataTable
        label={t('holder.stock')}
        items={stock}
        idOf={({ productCode }) => productCode}
        columns={[
          { id: 'product', text: t('holder.product'), isFixed: true, cell: ({ productName }) => productName },
          {
            id: 'stock',
            text: t('holder.stock.now'),
            align: 'end',
            cell: ({ productCode, stockMg }) => (
              <Link href={ofHolderStock(party.partyId, productCode)}>
                {t('book.grams', { grams: gramsIn(stockMg, locale) })}
              </Link>
            ),
          },
        ]}
      />
    </Section>
  )
}

function Books({ view: { party, books } }: { view: HolderView }) {
  const { t, instant } = useLocale(texts)
  return (
    <Section
      title={t('holder.books')}
      all={{ href: withQuery('/books', { holder: party.partyId }), text: t('holder.books.all') }}
      none={books.length === 0 ? t('holder.books.none') : null}
    >
      <DataTable
        label={t('holder.books')}
        items={books.slice(0, shownOfList)}
        idOf={({ book }) => bookHref(book)}
        columns={[
          {
            id: 'product',
            text: t('holder.product'),
            isFixed: true,
            cell: ({ book }) => <Link href={bookHref(book)}>{book.productName}</Link>,
          },
          {
            id: 'place',
            text: t('holder.place'),
            cell: ({ book }) => <span className="gr-nowrap">{book.premises.name}</span>,
          },
          {
            id: 'last',
            text: t('holder.last'),
            cell: ({ lastAt }) => <span className="gr-nowrap">{lastAt === null ? '–' : instant(lastAt)}</span>,
          },
        ]}
      />
    </Section>
  )
}
