// The chain manager's picture of the country, and a holder's of its own part: stock, supply and demand, flow, yield. Every number opens what
// is behind it. Not here: the sums (national.ts).

import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { type FlowKind, flowKinds, type National } from '#chain/contract'
import { capital } from '../../capital.ts'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { chainMessages } from '../../messages/chain.ts'
import { pictureMessages } from '../../messages/pictures.ts'
import { AboutMass } from '../../parts/about-mass.tsx'
import { LinkButton } from '../../parts/button.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Link } from '../../parts/link.tsx'
import { Picture } from '../../parts/picture.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { session } from '../../queries.ts'
import { Page } from '../../shell/page.tsx'
import { useIsTelephone } from '../../telephone.ts'
import { ofNationalStock } from '../behind.ts'
import { SaidWith } from '../said-with.tsx'
import { StayLink } from '../stay-link.tsx'
import { FigureBehind } from './band-events.tsx'
import { Harvests } from './harvests.tsx'
import { byMonth, monthsOf, monthText, spanOf, stockTable, totalOf } from './national.ts'
import { type FigureSearch, national } from './queries.ts'
import { SupplyChart } from './supply-chart.tsx'
import '../chain.css'
import './picture.css'

const texts = { ...chainMessages, ...pictureMessages }
const months = 13

export function NationalScreen() {
  const { t } = useLocale(texts)
  const { data: who } = useQuery(session)
  const found = useQuery(national(months))
  const isStaff = who?.roles.some((role) => role.startsWith('authority-') || role === 'inspector') ?? false
  return (
    <Page
      title={t(isStaff ? 'national.title' : 'national.title.own')}
      lead={t('national.lead')}
      actions={<LinkButton href="/flow">{t('flow.title')}</LinkButton>}
    >
      {found.isPending ? <Waiting lines={12} /> : null}
      {found.isError ? <ProblemNotice error={found.error} onRetry={found.refetch} /> : null}
      {found.data ? (
        <>
          <Stock picture={found.data} isOwn={!isStaff} />
          <Supply picture={found.data} isOwn={!isStaff} />
          <Harvests picture={found.data} />
          <FlowByMonth picture={found.data} />
          <Opened picture={found.data} />
          <p className="gr-muted gr-small">
            {t('national.rounded')} {t('national.counts')}
          </p>
        </>
      ) : null}
    </Page>
  )
}

function Stock({ picture, isOwn }: { picture: National; isOwn: boolean }) {
  const { t, number } = useLocale(texts)
  const table = stockTable(picture.stock)
  const [most] = table.kinds
  if (!most) return null
  const share = Number(((table.totals.get(most) ?? 0n) * 1000n) / table.totalMg) / 10
  const all = { code: '', name: t('national.total'), of: table.totals, totalMg: table.totalMg }
  // Of one's own stock there is one class of holder, and of one product one row: their sums would say the same again.
  const classes = isOwn ? [] : table.kinds
  return (
    <section className="gr-chain-panel">
      <h2>{t('national.stock')}</h2>
      <p className="gr-muted">
        <SaidWith
          say={(total, part) =>
            isOwn
              ? t('national.stock.reading.own', { total })
              : t('national.stock.reading', { total, most: t(`class.${most}`), share: part })
          }
        >
          <Link href={ofNationalStock(null, null)}>
            <AboutMass massMg={table.totalMg} />
          </Link>
          <Link href={ofNationalStock(null, most)}>{`${number(share, share === 100 ? 0 : 1)} %`}</Link>
        </SaidWith>
      </p>
      <DataTable
        label={t('national.stock')}
        items={table.products.length > 1 ? [...table.products, all] : table.products}
        idOf={({ code }) => code || 'all-products'}
        columns={[
          {
            id: 'product',
            text: t('batches.product'),
            isFixed: true,
            cell: ({ code, name }) =>
              code ? (
                <Link href={withQuery('/batches', { product: code })} look="plain">
                  {name}
                </Link>
              ) : (
                <strong>{name}</strong>
              ),
          },
          ...classes.map((kind) => ({
            id: kind,
            text: t(`class.${kind}`),
            align: 'end' as const,
            cell: ({ code, of }: (typeof table.products)[number]) =>
              of.has(kind) ? (
                <Link href={ofNationalStock(code, kind)} look="plain">
                  <AboutMass massMg={of.get(kind) ?? 0n} />
                </Link>
              ) : (
                '–'
              ),
          })),
          {
            id: 'total',
            text: t(isOwn ? 'national.stock' : 'national.total'),
            align: 'end',
            cell: ({ code, totalMg }) => (
              <Link href={ofNationalStock(code, null)} look="plain">
                <AboutMass massMg={totalMg} />
              </Link>
            ),
          },
        ]}
      />
    </section>
  )
}

/** All of one kind in the whole period; it opens its events. */
function OfPeriod({ picture, what }: { picture: National; what: FlowKind }) {
  const massMg = totalOf(picture.flow, what)
  const { from, until } = picture
  return massMg === 0n ? (
    <AboutMass massMg={massMg} />
  ) : (
    <StayLink href={withQuery('/national', { what, from, until })} look="text">
      <AboutMass massMg={massMg} />
    </StayLink>
  )
}

const supplyKinds = ['released', 'dispensed', 'exported'] as const

function Supply({ picture, isOwn }: { picture: National; isOwn: boolean }) {
  const { t } = useLocale(texts)
  const used = supplyKinds.filter((what) => totalOf(picture.flow, what) > 0n)
  if (used.length === 0) return null
  const released = totalOf(picture.flow, 'released')
  const demand = totalOf(picture.flow, 'dispensed', 'exported')
  const balance = released > demand ? 'more' : released < demand ? 'less' : 'even'
  // Supply against demand is the country's to ask; who has one of them alone reads that.
  const kinds = isOwn ? used : supplyKinds
  return (
    <Picture
      title={
        isOwn
          ? t('national.supply.own', { what: used.map((what) => t(`what.${what}`)).join(', ') })
          : t('national.supply')
      }
      reading={
        <SaidWith
          say={(...marks) =>
            isOwn
              ? `${used.map((what, place) => `${marks[place]} ${t(`what.${what}`)}`).join(', ')}.`
              : t('national.supply.reading', {
                  ...{ released: marks[0], dispensed: marks[1], exported: marks[2] },
                  balance,
                })
          }
        >
          {kinds.map((what) => (
            <OfPeriod key={what} picture={picture} what={what} />
          ))}
        </SaidWith>
      }
      picture={<SupplyChart picture={picture} kinds={kinds} />}
      table={<MonthTable picture={picture} kinds={kinds} label={t('national.supply')} />}
    />
  )
}

const shownKinds = [
  'grown',
  'handed-over',
  'released',
  'dispensed',
  'exported',
  'destroyed',
  'lost',
  'stolen',
  'consumed-in-test',
  'processing-loss',
  'moisture',
] as const

/** On a telephone a month is a card of many lines: so many of the newest stand there, the others behind one line. */
const newestMax = 3

function FlowByMonth({ picture }: { picture: National }) {
  const { t } = useLocale(texts)
  const newest = useIsTelephone() ? newestMax : undefined
  const kinds = shownKinds.filter((what) => picture.flow.some((row) => row.what === what))
  return (
    <section className="gr-chain-panel gr-picture-months">
      <h2>{t('national.flow')}</h2>
      {kinds.includes('grown') ? <p className="gr-muted">{t('national.flow.reading')}</p> : null}
      <MonthTable picture={picture} kinds={kinds} label={t('national.flow')} newest={newest} />
      {newest !== undefined && monthsOf(picture).length > newest ? (
        <Disclosure title={t('national.flow.earlier')}>
          <MonthTable picture={picture} kinds={kinds} label={t('national.flow.earlier')} after={newest} />
        </Disclosure>
      ) : null}
    </section>
  )
}

/** The figure that was opened, from the address. */
function Opened({ picture }: { picture: National }) {
  const { t, day } = useLocale(texts)
  const { what: asked, from, until } = useSearch({ strict: false }) as FigureSearch // Texts, read from the address by the router.
  const what = flowKinds.find((kind) => kind === asked)
  if (!what || !from || !until) return null
  const month = monthsOf(picture).find((one) => spanOf(picture, one).from === from)
  const isWhole = from === picture.from && until === picture.until
  const named = t(`what.${what}`)
  const title = `${capital(named)}, ${isWhole ? t('national.total') : month ? monthText(month, day) : day(from)}`
  return <FigureBehind search={{ from, until }} what={what} title={title} />
}

/** The row under the months: all of them together. */
const whole = 'together'

type MonthProps = {
  readonly picture: National
  readonly kinds: readonly (typeof shownKinds)[number][]
  readonly label: string
  /** No more than so many of them, the newest first. */
  readonly newest?: number | undefined
  /** Only those before so many of the newest; all of them together stand with those. */
  readonly after?: number
}

/** Each number opens the events of its month. */
function MonthTable({ picture, kinds, label, newest, after = 0 }: MonthProps) {
  const { t, day } = useLocale(texts)
  const monthly = byMonth(picture.flow)
  const months = monthsOf(picture).toReversed()
  const shown = months.slice(after, newest).map((month) => ({ month }))
  const opens = (what: FlowKind, span: { readonly from: string; readonly until: string }) =>
    withQuery('/national', { what, ...span })
  return (
    <DataTable
      label={label}
      items={after === 0 ? [...shown, { month: whole }] : shown}
      idOf={({ month }) => month}
      columns={[
        {
          id: 'month',
          text: t('national.month'),
          isFixed: true,
          cell: ({ month }) =>
            month === whole ? (
              <strong>{t('national.total.months', { count: months.length })}</strong>
            ) : (
              <span className="gr-nowrap">
                {monthText(month, day)}
                {month === months[0] ? (
                  <span className="gr-muted gr-small gr-picture-under">{t('national.now')}</span>
                ) : null}
              </span>
            ),
        },
        ...kinds.map((what) => ({
          id: what,
          text: t(`what.${what}`),
          align: 'end' as const,
          cell: ({ month }: { month: string }) => {
            const massMg = month === whole ? totalOf(picture.flow, what) : monthly.get(month)?.get(what)
            if (massMg === undefined) return '–'
            const span = month === whole ? picture : spanOf(picture, month)
            return (
              <StayLink href={opens(what, { from: span.from, until: span.until })}>
                <AboutMass massMg={massMg} />
              </StayLink>
            )
          },
        })),
      ]}
    />
  )
}
