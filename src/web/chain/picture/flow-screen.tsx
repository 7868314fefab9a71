// A period as a flow: of one holder, or of the country by kind of party; each band opens its events. Not here: one batch (../flow-picture.tsx).
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Flow, PeriodFlow } from '#chain/contract'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { chainMessages } from '../../messages/chain.ts'
import { pictureMessages } from '../../messages/pictures.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Link } from '../../parts/link.tsx'
import { OpenedHeading } from '../../parts/opened-heading.tsx'
import { Picture } from '../../parts/picture.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Renewing } from '../../parts/renewing.tsx'
import { useWidth } from '../../parts/use-width.ts'
import { Waiting } from '../../parts/waiting.tsx'
import { Page } from '../../shell/page.tsx'
import { ofFlowEnd, ofFlowStock } from '../behind.ts'
import { commonUnit } from '../common-unit.ts'
import { FlowBand } from '../flow-band.tsx'
import { layoutFlow } from '../flow-layout.ts'
import { flowWidth } from '../flow-width.ts'
import { FlowWords, mostLines } from '../flow-words.tsx'
import { HolderField, partyIn } from '../holder/holder-field.tsx'
import { useIsStaff } from '../holder/of-holder.tsx'
import { SaidWith } from '../said-with.tsx'
import { StayLink } from '../stay-link.tsx'
import { stateText, type Words } from '../words.ts'
import { BandEvents } from './band-events.tsx'
import { bandsOf, type FlowSide, massOf } from './flow-sides.ts'
import { type FlowSearch, periodFlow } from './queries.ts'
import '../chain.css'
import './picture.css'

type BandSearch = FlowSearch & { readonly source?: string; readonly target?: string; readonly side?: string }
type HrefOf = (link: PeriodFlow['links'][number]) => string

const texts = { ...chainMessages, ...pictureMessages }

export function FlowScreen() {
  const words = useLocale(texts)
  const { t } = words
  const { source, target, side, ...search } = useSearch({ strict: false }) as BandSearch // Texts, read from the address by the router.
  const router = useRouter()
  const isStaff = useIsStaff()
  const found = useQuery({ ...periodFlow(search), placeholderData: keepPreviousData })
  const go = (change: { [Key in keyof FlowSearch]: string | null }) =>
    void router.navigate({ href: withQuery('/flow', { ...search, ...change }), replace: true, resetScroll: false })
  const shown = found.data
  const open = shown?.links.find(({ from, to, events }) => from === source && to === target && events > 0)
  const begins = search.from ?? shown?.from
  const through = lastOf(search.until ?? shown?.until)
  // Dates that an address has the wrong way round: the fields say so, and there is no period to draw.
  const isTurned = begins !== undefined && through !== null && begins > through
  const bandHref = ({ from, to }: PeriodFlow['links'][number]) =>
    withQuery('/flow', { ...search, source: from, target: to, side })
  return (
    <Page title={t('flow.title')} lead={t('flow.lead')}>
      <div className="gr-picture-choices">
        {isStaff ? (
          <HolderField
            label={t('flow.holder')}
            everybody={t('flow.everyone')}
            value={partyIn(search.holder)}
            onChange={(holder) => go({ holder })}
          />
        ) : null}
        <DateField
          label={t('flow.from')}
          value={begins ?? null}
          {...(through ? { max: through } : {})}
          onChange={(from) => go({ from })}
        />
        <DateField
          label={t('flow.until')}
          value={through}
          {...(begins ? { min: begins } : {})}
          onChange={(day) => go({ until: day && Temporal.PlainDate.from(day).add({ days: 1 }).toString() })}
        />
      </div>
      {found.isPending ? <Waiting lines={8} /> : null}
      {found.isError ? <ProblemNotice error={found.error} onRetry={found.refetch} /> : null}
      {isTurned ? <Empty title={t('flow.turned.title')} text={t('flow.turned.text')} /> : null}
      {shown && !isTurned ? (
        <Renewing isOld={found.isPlaceholderData}>
          <Shown flow={shown} hrefOf={bandHref} sideHref={(of) => withQuery('/flow', { ...search, side: of })} />
        </Renewing>
      ) : null}
      {shown && (side === 'came' || side === 'went') ? <Side flow={shown} side={side} hrefOf={bandHref} /> : null}
      {shown && open ? (
        <BandEvents
          search={search}
          band={{ source: open.from, target: open.to }}
          unit={unitOf(shown)}
          title={`${nodeText(nodeOf(shown, open.from), words)} → ${nodeText(nodeOf(shown, open.to), words)}`}
          link={open}
        />
      ) : null}
    </Page>
  )
}

/** The API's period ends on the day after; a person names the last day. */
const lastOf = (until: string | undefined) =>
  until === undefined ? null : Temporal.PlainDate.from(until).subtract({ days: 1 }).toString()

type ShownProps = {
  readonly flow: PeriodFlow
  readonly hrefOf: HrefOf
  readonly sideHref: (side: FlowSide) => string
}

function Shown({ flow, hrefOf, sideHref }: ShownProps) {
  const words = useLocale(texts)
  const { t, mass } = words
  if (flow.links.length === 0) return <Empty title={t('flow.none.title')} text={t('flow.none.text')} />
  return (
    <Picture
      title={flow.of?.name ?? t('flow.everyone')}
      reading={
        <SaidWith say={(opening, came, went, closing) => t('flow.reading', { opening, came, went, closing })}>
          <Link href={ofFlowStock(flow, 'opening')}>{mass(flow.openingMg, unitOf(flow))}</Link>
          <OfSide flow={flow} side="came" href={sideHref('came')} />
          <OfSide flow={flow} side="went" href={sideHref('went')} />
          <Link href={ofFlowStock(flow, 'closing')}>{mass(flow.closingMg, unitOf(flow))}</Link>
        </SaidWith>
      }
      picture={<Bands flow={flow} hrefOf={hrefOf} />}
      table={<FlowTable flow={flow} hrefOf={hrefOf} label={t('flow.title')} />}
    />
  )
}

/** Behind nothing is nothing. */
function OfSide({ flow, side, href }: { flow: PeriodFlow; side: FlowSide; href: string }) {
  const { mass } = useLocale(texts)
  const massMg = massOf(bandsOf(flow, side))
  const unit = unitOf(flow)
  return massMg === '0' ? (
    mass(massMg, unit)
  ) : (
    <StayLink href={href} look="text">
      {mass(massMg, unit)}
    </StayLink>
  )
}

/** The bands that are together what came, or what went. */
function Side({ flow, side, hrefOf }: { flow: PeriodFlow; side: FlowSide; hrefOf: HrefOf }) {
  const { t, mass } = useLocale(texts)
  const links = bandsOf(flow, side)
  return (
    <section className="gr-chain-panel">
      <OpenedHeading opened={side}>{t(`flow.${side}`)}</OpenedHeading>
      <p className="gr-muted">{t('flow.bands', { mass: mass(massOf(links), unitOf(flow)), count: links.length })}</p>
      <FlowTable flow={flow} links={links} hrefOf={hrefOf} label={t(`flow.${side}`)} />
    </section>
  )
}

/** In the shape the placing knows; it looks at ids and amounts alone. */
function asFlow({ nodes, links }: PeriodFlow): Flow {
  return {
    unit: 'mg',
    nodes: nodes.map(({ id, label }) => ({ id, kind: 'stock', state: id, label, batchId: null })),
    links: links.map((link) => ({ ...link, parts: [] })),
  }
}

function Bands({ flow, hrefOf }: { flow: PeriodFlow; hrefOf: HrefOf }) {
  const words = useLocale(texts)
  const { ref, width: measured } = useWidth<SVGSVGElement>(960)
  const placed = asFlow(flow)
  const unit = unitOf(flow)
  const { width: drawn, room, letters, look } = flowWidth(placed, measured)
  const nodeById = new Map(flow.nodes.map((node) => [node.id, node]))
  const said = (id: string) => nodeText(nodeById.get(id), words)
  const lines = mostLines(
    flow.nodes.map(({ id }) => said(id)),
    letters,
  )
  const { nodes, links, height } = layoutFlow(placed, drawn - room, { ends: 'right', lines })
  return (
    <svg ref={ref} className={`gr-flow ${look}`} viewBox={`0 0 ${drawn} ${height}`} aria-hidden="true">
      {links.map(({ link, path, width }) => (
        <StayLink
          key={`${link.from} ${link.to}`}
          href={link.events === 0 ? ofFlowEnd(flow, link) : hrefOf(link)}
          isAside
        >
          <FlowBand
            {...{ path, width, tone: toneOf(nodeById.get(link.to)) }}
            title={`${said(link.from)} → ${said(link.to)}: ${words.mass(link.amount, unit)}`}
          />
        </StayLink>
      ))}
      {nodes.map(({ node, x, y, width, height: tall }) => (
        <rect
          key={node.id}
          className={`gr-flow-node gr-flow-${toneOf(nodeById.get(node.id))}`}
          x={x}
          y={y}
          width={width}
          height={tall}
        />
      ))}
      {/* After all bars: none stands on a word. */}
      {nodes.map((one) => (
        <FlowWords
          key={one.node.id}
          placed={one}
          label={said(one.node.id)}
          letters={letters}
          amount={words.mass(one.amount.toString(), unit)}
          opening={(amount) => (
            <AtEnd flow={flow} id={one.node.id}>
              {amount}
            </AtEnd>
          )}
        />
      ))}
    </svg>
  )
}

/** What stood and what stands there opens its accounts; what came and went stands in its bands. */
function AtEnd({ flow, id, children }: { flow: PeriodFlow; id: string; children: ReactNode }) {
  return id === 'opening' || id === 'closing' ? (
    <StayLink href={ofFlowStock(flow, id)} isAside>
      {children}
    </StayLink>
  ) : (
    children
  )
}

/** Of every number at one flow. */
const unitOf = ({ links, openingMg, closingMg }: PeriodFlow) =>
  commonUnit([openingMg, closingMg, ...links.map(({ amount }) => amount)])

type Node = PeriodFlow['nodes'][number]
const nodeOf = (flow: PeriodFlow, id: string) => flow.nodes.find((node) => node.id === id)

/** What left the chain to somebody; the rest of what left is gone. What came in begins as what stood there does. */
const outside: Readonly<Record<string, string>> = { dispensed: 'out', exported: 'abroad' }

function toneOf(node: Node | undefined): string {
  if (!node) return 'stock'
  if (node.kind === 'difference') return 'stopped'
  if (node.kind === 'world') return node.side === 'in' ? 'batch' : (outside[node.label] ?? 'gone')
  return node.kind === 'party' || node.kind === 'opening' ? 'batch' : 'stock'
}

function nodeText(
  node: Node | undefined,
  words: Words & { t: ReturnType<typeof useLocale<typeof texts>>['t'] },
): string {
  if (!node) return ''
  switch (node.kind) {
    case 'opening':
    case 'closing':
    case 'unseen':
    case 'difference':
      return words.t(`flow.node.${node.kind}`)
    case 'class':
      return words.t(`class.${node.label}` as 'class.grower') // Every kind of party has its text.
    case 'world':
      return stateText(node.label, words)
    case 'self':
    case 'party':
      return node.label
    default:
      return node.kind satisfies never
  }
}

type TableProps = {
  readonly flow: PeriodFlow
  readonly links?: readonly PeriodFlow['links'][number][]
  readonly hrefOf: HrefOf
  readonly label: string
}

function FlowTable({ flow, links = flow.links, hrefOf, label }: TableProps) {
  const words = useLocale(texts)
  const { t, mass } = words
  const nodeById = new Map(flow.nodes.map((node) => [node.id, node]))
  const unit = unitOf(flow)
  return (
    <DataTable
      label={label}
      items={links.toSorted((a, b) => (BigInt(b.amount) > BigInt(a.amount) ? 1 : -1))}
      idOf={({ from, to }) => `${from} ${to}`}
      columns={[
        {
          id: 'from',
          text: t('flow.table.from'),
          isFixed: true,
          cell: ({ from }) => nodeText(nodeById.get(from), words),
        },
        { id: 'to', text: t('flow.table.to'), cell: ({ to }) => nodeText(nodeById.get(to), words) },
        {
          id: 'mass',
          text: t('flow.table.mass'),
          align: 'end',
          cell: (link) => (
            // What stood or stands there has no event of its own: the accounts do.
            <StayLink href={link.events === 0 ? ofFlowEnd(flow, link) : hrefOf(link)}>
              {mass(link.amount, unit)}
            </StayLink>
          ),
        },
        {
          id: 'events',
          text: t('flow.table.events'),
          cell: (link) =>
            link.events === 0 ? (
              <Link href={ofFlowEnd(flow, link)}>{t('ledger.title')}</Link>
            ) : (
              <StayLink href={hrefOf(link)}>{t('flow.events', { count: link.events })}</StayLink>
            ),
        },
      ]}
    />
  )
}
