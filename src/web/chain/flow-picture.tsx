// The balance of a batch as a flow: bands as wide as their mass, from where it came to where it is. Not here: the placing (flow-layout.ts).
import type { BatchDetail, Flow } from '#chain/contract'
import { useLocale } from '../locale.tsx'
import { chainMessages } from '../messages/chain.ts'
import { DataTable } from '../parts/data-table.tsx'
import { Link } from '../parts/link.tsx'
import { Picture } from '../parts/picture.tsx'
import { useWidth } from '../parts/use-width.ts'
import { ofBatchState } from './behind.ts'
import { layoutFlow, type PlacedNode } from './flow-layout.ts'
import { flowWidth } from './flow-width.ts'
import { amountText, stateText, type Words } from './words.ts'

export function FlowPicture({ detail: { batch, flow } }: { detail: BatchDetail }) {
  const words = useLocale(chainMessages)
  const { t } = words
  if (flow.links.length === 0) return null
  const began = amountText(batch.openedAmount, batch.unit, words)
  const left = amountText(batch.leftAmount, batch.unit, words)
  return (
    <Picture
      title={t(flow.unit === 'mg' ? 'batch.flow' : 'batch.flow.pieces')}
      reading={t('batch.flow.reading', { began, left })}
      picture={<Bands flow={flow} />}
      table={<FlowTable flow={flow} batchId={batch.batchId} />}
    />
  )
}

function Bands({ flow }: { flow: Flow }) {
  const words = useLocale(chainMessages)
  const still = standing(flow)
  const { ref, width: measured } = useWidth<SVGSVGElement>(900)
  const drawn = flowWidth(flow, measured)
  const { nodes, links, height } = layoutFlow(flow, drawn.width - drawn.room)
  return (
    <svg ref={ref} className={`gr-flow ${drawn.look}`} viewBox={`0 0 ${drawn.width} ${height}`} aria-hidden="true">
      {links.map(({ link, path, width, from, to }) => (
        <path
          key={`${link.from} ${link.to}`}
          className={`gr-flow-band gr-flow-${toneOf(to)}`}
          d={path}
          strokeWidth={width}
        >
          <title>{`${nodeText(from, words, still)} → ${nodeText(to, words, still)}: ${amountText(link.amount, flow.unit, words)}`}</title>
        </path>
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
        <NodeWords
          key={placed.node.id}
          placed={placed}
          unit={flow.unit}
          words={words}
          still={still}
          letters={drawn.letters}
        />
      ))}
    </svg>
  )
}

type MarkProps = {
  readonly placed: PlacedNode
  readonly unit: Flow['unit']
  readonly words: Words
  readonly still: ReadonlySet<string>
  readonly letters: number
}

function NodeWords({ placed, unit, words, still, letters }: MarkProps) {
  const { node, x, y, width, height, amount, isLast } = placed
  const atStart = x < 2
  const label = nodeText(node, words, still)
  return (
    <g>
      <text
        className="gr-flow-text"
        x={isLast || atStart ? x + width + 6 : x + width / 2}
        y={isLast || atStart ? y + height / 2 - 2 : y - 4}
        textAnchor={isLast || atStart ? 'start' : 'middle'}
      >
        {label.length > letters ? `${label.slice(0, letters - 1)}…` : label}
      </text>
      {isLast || atStart ? (
        <text className="gr-flow-amount" x={x + width + 6} y={y + height / 2 + 12}>
          {amountText(amount.toString(), unit, words)}
        </text>
      ) : null}
    </g>
  )
}

/** What a place in the flow means: gone for good, stopped, with a patient, abroad, or in order. */
function toneOf({ kind, state }: Flow['nodes'][number]): string {
  if (['destroyed', 'lost', 'stolen', 'processing-loss', 'moisture', 'waste', 'consumed-in-test'].includes(state))
    return 'gone'
  if (['held', 'rejected', 'difference'].includes(state)) return 'stopped'
  if (state === 'dispensed') return 'out'
  if (state === 'exported') return 'abroad'
  return kind === 'batch' ? 'batch' : 'stock'
}

/** What no event took further stands there still. */
function standing(flow: Flow): ReadonlySet<string> {
  return new Set(flow.links.filter(({ events }) => events === 0).map(({ to }) => to))
}

function nodeText({ id, kind, state, label }: Flow['nodes'][number], words: Words, still: ReadonlySet<string>): string {
  const said = still.has(id) ? words.t('batch.flow.now', { state: stateText(state, words) }) : stateText(state, words)
  if (kind === 'batch') return label
  return label && label !== state ? `${label} · ${said}` : said
}

/** What still stands there, where one place of the flow is one state: its accounts. */
function stillHref({ nodes, links, unit }: Flow, batchId: string, to: string): string | null {
  const node = nodes.find(({ id }) => id === to)
  const remains = links.filter(({ events }) => events === 0)
  const same = remains.filter((link) => nodes.find(({ id }) => id === link.to)?.state === node?.state)
  const isState = node?.kind === 'account' && node.state !== 'transit' && node.state !== 'difference'
  return isState && same.length === 1 && unit === 'mg' ? ofBatchState(batchId, node.state) : null
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
          cell: ({ to, amount, events, eventIds }) => {
            const href =
              events === 0 ? stillHref(flow, batchId, to) : eventIds.length === 1 ? `/events/${eventIds[0]}` : null
            const text = amountText(amount, flow.unit, words)
            return href === null ? (
              text
            ) : (
              <Link href={href} look="plain">
                {text}
              </Link>
            )
          },
        },
        {
          id: 'events',
          text: t('events.title'),
          cell: ({ eventIds, events }) =>
            events === 0 ? (
              <span className="gr-muted">{t('batch.flow.still')}</span>
            ) : eventIds.length === 1 ? (
              <Link href={`/events/${eventIds[0]}`}>{t('batch.flow.events', { events })}</Link>
            ) : (
              <span className="gr-chain-events">
                {t('batch.flow.events', { events })}:{' '}
                {eventIds.slice(0, 10).map((eventId, place) => (
                  <Link key={eventId} href={`/events/${eventId}`}>
                    {String(place + 1)}
                  </Link>
                ))}
                {events > 10 ? <Link href={`/batches/${batchId}?tab=events`}>…</Link> : null}
              </span>
            ),
        },
      ]}
    />
  )
}
