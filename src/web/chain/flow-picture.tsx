// The balance of a batch as a flow: bands as wide as their mass, from where it came to where it is. Not here: the placing (flow-layout.ts).
import { useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { BatchDetail, Flow } from '#chain/contract'
import { withQuery } from '../http.ts'
import { useLocale } from '../locale.tsx'
import { behindMessages } from '../messages/behind.ts'
import { chainMessages } from '../messages/chain.ts'
import { Anchor } from '../parts/anchor.tsx'
import { DataTable } from '../parts/data-table.tsx'
import { Link } from '../parts/link.tsx'
import { OpenedHeading } from '../parts/opened-heading.tsx'
import { Picture } from '../parts/picture.tsx'
import { useWidth } from '../parts/use-width.ts'
import { ofFlowStand } from './behind.ts'
import { commonUnit } from './common-unit.ts'
import { FlowBand } from './flow-band.tsx'
import { layoutFlow } from './flow-layout.ts'
import { flowWidth } from './flow-width.ts'
import { FlowWords, mostLines } from './flow-words.tsx'
import { StayLink } from './stay-link.tsx'
import { amountText, standsAs, stateText, type Words } from './words.ts'

const texts = { ...chainMessages, ...behindMessages }

export function FlowPicture({ detail: { batch, flow } }: { detail: BatchDetail }) {
  const words = useLocale(chainMessages)
  const { t } = words
  if (flow.links.length === 0) return null
  const unit = unitOf(flow)
  const began = amountText(batch.openedAmount, batch.unit, words, unit)
  const left = amountText(batch.leftAmount, batch.unit, words, unit)
  return (
    <>
      <Picture
        title={t(flow.unit === 'mg' ? 'batch.flow' : 'batch.flow.pieces')}
        reading={t('batch.flow.reading', { began, left })}
        picture={<Bands flow={flow} batchId={batch.batchId} />}
        table={<FlowTable flow={flow} batchId={batch.batchId} />}
      />
      <LinkEvents flow={flow} batchId={batch.batchId} />
    </>
  )
}

/** Of every number at one flow: its bands, its table and what stands behind each. */
const unitOf = ({ links }: Flow) => commonUnit(links.map(({ amount }) => amount))

type Band = Flow['links'][number]
type OfLinkProps = {
  readonly flow: Flow
  readonly batchId: string
  readonly link: Band
  readonly isAside?: boolean
  readonly look?: 'text' | 'plain'
  readonly children: ReactNode
}

/** Opens the one event of a band, the list of several, or the accounts of what stands there still. */
function OfLink({ flow, batchId, link, isAside = false, look = 'plain', children }: OfLinkProps) {
  const { from, to, events, parts } = link
  const only = events === 1 ? parts[0] : undefined
  if (events > 1)
    return (
      <StayLink href={withQuery(`/batches/${batchId}`, { from, to })} isAside={isAside} look={look}>
        {children}
      </StayLink>
    )
  const href = only ? `/events/${only.eventId}` : isAlone(flow, link) ? standHref(flow, batchId, to) : null
  if (href === null) return children
  return (
    <Anchor href={href} {...(isAside ? { tabIndex: -1 } : { className: `gr-link gr-link-${look}` })}>
      {children}
    </Anchor>
  )
}

/** The events of the band that stands in the address, newest first, each with its part, and what they are together. */
function LinkEvents({ flow, batchId }: { flow: Flow; batchId: string }) {
  const words = useLocale(texts)
  const { t, instant } = words
  const asked = useSearch({ strict: false }) as { from?: string; to?: string } // Texts, read from the address by the router.
  const link = flow.links.find(({ from, to, events }) => from === asked.from && to === asked.to && events > 1)
  if (!link) return null
  const { amount, events, parts } = link
  const still = standing(flow)
  const unit = unitOf(flow)
  const said = (id: string) => {
    const node = flow.nodes.find((one) => one.id === id)
    return node ? nodeText(node, words, still) : id
  }
  const title = `${said(link.from)} → ${said(link.to)}`
  return (
    <section className="gr-chain-panel">
      <OpenedHeading opened={`${link.from} ${link.to}`}>{title}</OpenedHeading>
      <p className="gr-muted">
        {t('behind.band', { amount: amountText(amount, flow.unit, words, unit), count: events })}{' '}
        {events > parts.length ? (
          <Link href={withQuery(`/batches/${batchId}`, { tab: 'events' })}>
            {t('behind.band.earlier', { count: events - parts.length })}
          </Link>
        ) : null}
      </p>
      <DataTable
        label={title}
        items={parts}
        idOf={({ eventId }) => eventId}
        hrefOf={({ eventId }) => `/events/${eventId}`}
        columns={[
          {
            id: 'when',
            text: t('behind.band.when'),
            isFixed: true,
            cell: ({ eventId, at }) => (
              <Link href={`/events/${eventId}`} look="plain">
                {instant(at)}
              </Link>
            ),
          },
          {
            id: 'amount',
            text: t('event.amount'),
            align: 'end',
            cell: (part) => amountText(part.amount, flow.unit, words, unit),
          },
        ]}
      />
    </section>
  )
}

function Bands({ flow, batchId }: { flow: Flow; batchId: string }) {
  const words = useLocale(chainMessages)
  const still = standing(flow)
  const unit = unitOf(flow)
  const { ref, width: measured } = useWidth<SVGSVGElement>(900)
  const drawn = flowWidth(flow, measured)
  const said = (node: Flow['nodes'][number]) => nodeText(node, words, still)
  const lines = mostLines(flow.nodes.map(said), drawn.letters)
  const { nodes, links, height } = layoutFlow(flow, drawn.width - drawn.room, { lines })
  return (
    <svg ref={ref} className={`gr-flow ${drawn.look}`} viewBox={`0 0 ${drawn.width} ${height}`} aria-hidden="true">
      {links.map(({ link, path, width, from, to }) => (
        <OfLink key={`${link.from} ${link.to}`} flow={flow} batchId={batchId} link={link} isAside>
          <FlowBand
            {...{ path, width, tone: toneOf(to) }}
            title={`${said(from)} → ${said(to)}: ${amountText(link.amount, flow.unit, words, unit)}`}
          />
        </OfLink>
      ))}
      {nodes.map(({ node, x, y, width, height: tall }) => (
        <rect
          key={node.id}
          className={`gr-flow-node gr-flow-${toneOf(node)}`}
          x={x}
          y={y}
          width={width}
          height={tall}
        />
      ))}
      {/* After all bars: none stands on a word. */}
      {nodes.map((placed) => (
        <FlowWords
          key={placed.node.id}
          placed={placed}
          label={said(placed.node)}
          letters={drawn.letters}
          amount={amountText(placed.amount.toString(), flow.unit, words, unit)}
        />
      ))}
    </svg>
  )
}

/** What a place in the flow means: gone for good, stopped, with a patient, abroad, or in order. */
function toneOf(node: Flow['nodes'][number]): string {
  const { kind } = node
  if (kind === 'batch') return 'batch'
  const state = standsAs({ ...node, kind })
  if (['destroyed', 'lost', 'stolen', 'processing-loss', 'moisture', 'waste', 'consumed-in-test'].includes(state))
    return 'gone'
  if (['held', 'rejected', 'difference'].includes(state)) return 'stopped'
  if (state === 'dispensed') return 'out'
  if (state === 'exported') return 'abroad'
  return 'stock'
}

/** What no event took further stands there still. */
function standing(flow: Flow): ReadonlySet<string> {
  return new Set(flow.links.filter(({ events }) => events === 0).map(({ to }) => to))
}

function nodeText({ id, kind, state, label }: Flow['nodes'][number], words: Words, still: ReadonlySet<string>): string {
  if (kind === 'batch') return label
  const said = stateText(standsAs({ kind, state }), words)
  return still.has(id) ? words.t('batch.flow.now', { state: said }) : said
}

/** What goes no further there is all that stands there. */
const isAlone = ({ links }: Flow, { to }: Band) => links.filter((link) => link.to === to).length === 1

function standHref({ nodes, unit }: Flow, batchId: string, to: string): string | null {
  const node = nodes.find(({ id }) => id === to)
  return node ? ofFlowStand(batchId, node, unit) : null
}

/** What came there by several ways stands on the same accounts: they open together. */
function Standing({ flow, batchId, to }: { flow: Flow; batchId: string; to: string }) {
  const words = useLocale(chainMessages)
  const href = standHref(flow, batchId, to)
  const parts = flow.links.filter((link) => link.to === to)
  const together = amountText(
    `${parts.reduce((sum, { amount }) => sum + BigInt(amount), 0n)}`,
    flow.unit,
    words,
    unitOf(flow),
  )
  const said = parts.length === 1 ? words.t('batch.flow.still') : words.t('batch.flow.still.together', { together })
  return href === null ? <span className="gr-muted">{said}</span> : <Link href={href}>{said}</Link>
}

function FlowTable({ flow, batchId }: { flow: Flow; batchId: string }) {
  const words = useLocale(chainMessages)
  const { t } = words
  const still = standing(flow)
  const nodeById = new Map(flow.nodes.map((node) => [node.id, node]))
  const said = (id: string) => {
    const node = nodeById.get(id)
    if (!node) return id
    const text = nodeText(node, words, still)
    return node.batchId ? <Link href={`/batches/${node.batchId}`}>{text}</Link> : text
  }
  return (
    <DataTable
      label={t('batch.flow')}
      items={flow.links}
      idOf={({ from, to }) => `${from} ${to}`}
      columns={[
        { id: 'from', text: t('batch.flow.from'), isFixed: true, cell: ({ from }) => said(from) },
        { id: 'to', text: t('batch.flow.to'), cell: ({ to }) => said(to) },
        {
          id: 'amount',
          text: t('event.amount'),
          align: 'end',
          cell: (link) => (
            <OfLink flow={flow} batchId={batchId} link={link}>
              {amountText(link.amount, flow.unit, words, unitOf(flow))}
            </OfLink>
          ),
        },
        {
          id: 'events',
          text: t('events.title'),
          cell: (link) =>
            link.events === 0 ? (
              <Standing flow={flow} batchId={batchId} to={link.to} />
            ) : (
              <OfLink flow={flow} batchId={batchId} link={link} look="text">
                {t('batch.flow.events', { events: link.events })}
              </OfLink>
            ),
        },
      ]}
    />
  )
}
