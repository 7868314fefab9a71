// Where a batch came from and where it went: the graph, every batch with its share, and everyone who has or had some. Not here: moving any.

import { useQuery } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { type ReactNode, Suspense } from 'react'
import type { Trace, TraceNode } from '#chain/contract'
import { withQuery } from '../http.ts'
import { useLocale } from '../locale.tsx'
import { chainMessages } from '../messages/chain.ts'
import { traceMessages } from '../messages/trace.ts'
import { Alert } from '../parts/alert.tsx'
import { Badge } from '../parts/badge.tsx'
import { RadioGroup } from '../parts/choice.tsx'
import { DataTable } from '../parts/data-table.tsx'
import { Disclosure } from '../parts/disclosure.tsx'
import { later } from '../parts/later.tsx'
import { Link } from '../parts/link.tsx'
import { OpenedHeading } from '../parts/opened-heading.tsx'
import { Picture } from '../parts/picture.tsx'
import { ProblemNotice } from '../parts/problem-notice.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { ofWhatCame, ofWhereabouts } from './behind.ts'
import { inOneUnit } from './common-unit.ts'
import { OfBatch } from './of-batch.tsx'
import { OfEvent } from './of-event.tsx'
import { batchTrace, type Direction } from './queries.ts'
import { SaidWith } from './said-with.tsx'
import { StayLink } from './stay-link.tsx'
import { plantsIn, type Share, sharePercent } from './trace-graph.ts'
import { TracePicture } from './trace-picture.tsx'
import { amountText, placeText, stateText, statusTone } from './words.ts'

const TraceMapSection = later(async () => (await import('./map/trace-map.tsx')).TraceMapSection)

const texts = { ...chainMessages, ...traceMessages }
const directions: readonly Direction[] = ['both', 'back', 'forward']

export function BatchTrace({ batchId, direction = 'both' }: { batchId: string; direction?: string | undefined }) {
  const { t } = useLocale(chainMessages)
  const router = useRouter()
  const chosen = directions.find((each) => each === direction) ?? 'both'
  const found = useQuery(batchTrace(batchId, chosen))
  return (
    <div className="gr-chain-trace">
      <RadioGroup
        label={t('trace.direction')}
        isInline
        choices={directions.map((id) => ({ id, text: t(`trace.${id}`) }))}
        value={chosen}
        onChange={(next) =>
          void router.navigate({
            href: withQuery(`/batches/${batchId}`, { tab: 'trace', direction: next === 'both' ? null : next }),
            replace: true,
            resetScroll: false,
          })
        }
      />
      {found.isPending ? (
        <Waiting lines={8} />
      ) : found.isError ? (
        <ProblemNotice error={found.error} onRetry={found.refetch} />
      ) : (
        <Traced trace={found.data}>
          <Suspense fallback={<Waiting lines={8} />}>
            <TraceMapSection
              batchId={batchId}
              direction={chosen}
              path={`/batches/${batchId}`}
              search={{ tab: 'trace', direction: chosen === 'both' ? null : chosen }}
            />
          </Suspense>
        </Traced>
      )}
    </div>
  )
}

function Traced({ trace, children }: { trace: Trace; children: ReactNode }) {
  const { t, number } = useLocale(texts)
  const { step } = useSearch({ strict: false }) as { step?: string } // Texts, read from the address by the router.
  const back = trace.nodes.filter(({ depth }) => depth < 0)
  const forward = trace.nodes.filter(({ depth }) => depth > 0)
  const holders = new Set(trace.whereabouts.map(({ holder }) => holder.partyId)).size
  return (
    <>
      {trace.truncated ? <Alert tone="warning" title={t('trace.truncated')} /> : null}
      {trace.direction === 'forward' || trace.asked.kind === 'plant-lot' ? null : <Plants trace={trace} />}
      <Picture
        title={t('trace.graph')}
        reading={
          <SaidWith
            say={(...said) => t('trace.reading', { back: back.length, holders, said: [said[0], said[1], said[2]] })}
          >
            <OfStep trace={trace} step="back" count={back.length} />
            <OfStep trace={trace} step="forward" count={forward.length} />
            {holders === 0 ? number(holders) : <Link href="#trace-where">{number(holders)}</Link>}
          </SaidWith>
        }
        picture={<TracePicture trace={trace} />}
        table={<TraceTable nodes={trace.nodes} label={t('trace.nodes')} />}
      />
      {step === 'back' || step === 'forward' ? (
        <section className="gr-chain-panel">
          <OpenedHeading opened={step}>{t(`trace.${step}`)}</OpenedHeading>
          <TraceTable nodes={step === 'back' ? back : forward} label={t(`trace.${step}`)} />
        </section>
      ) : null}
      {trace.edges.length > 0 ? <Edges trace={trace} /> : null}
      {children}
      <section className="gr-chain-panel" id="trace-where">
        <h2>{t('trace.where')}</h2>
        <WhereTable trace={trace} />
      </section>
    </>
  )
}

/** The first question of whoever holds a jar, answered first: each lot with its part, exact on the fraction. */
function Plants({ trace }: { trace: Trace }) {
  const { t } = useLocale(texts)
  const lots = plantsIn(trace)
  return (
    <section className="gr-chain-panel">
      <h2>{t('trace.plants')}</h2>
      {lots.length === 0 ? (
        <p className="gr-muted">{t('trace.plants.none')}</p>
      ) : (
        <>
          <p>{t('trace.plants.answer', { lots: lots.length })}</p>
          <ul className="gr-trace-plants">
            {lots.map((node) => (
              <li key={node.batch.batchId}>
                <strong>
                  <Percent of={node.share} />
                </strong>{' '}
                <OfNode node={node} /> <span className="gr-muted">{node.premises.name}</span> <Exact of={node.share} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

/** What passed at each step, in both its parts. */
function Edges({ trace }: { trace: Trace }) {
  const words = useLocale(texts)
  const { t } = words
  const nodes = new Map(trace.nodes.map((node) => [node.batch.batchId, node]))
  const said = (id: string) => {
    const node = nodes.get(id)
    return node ? <OfNode node={node} look="plain" /> : id
  }
  return (
    <section className="gr-chain-panel">
      <Disclosure title={t('trace.edges')}>
        <DataTable
          label={t('trace.edges')}
          items={trace.edges}
          idOf={({ parentId, childId }) => `${parentId} ${childId}`}
          columns={[
            { id: 'from', text: t('trace.edge.from'), isFixed: true, cell: ({ parentId }) => said(parentId) },
            { id: 'to', text: t('trace.edge.to'), cell: ({ childId }) => said(childId) },
            {
              id: 'amount',
              text: t('trace.edge.amount'),
              align: 'end',
              cell: ({ amount, parentId, eventId }) => (
                <OfEvent eventId={eventId}>
                  {amountText(amount, isCounted(nodes.get(parentId)) ? 'pieces' : 'mg', words)}
                </OfEvent>
              ),
            },
            {
              id: 'child',
              text: t('trace.edge.ofChild'),
              align: 'end',
              cell: ({ ofChild }) => <Part of={ofChild} />,
            },
            {
              id: 'parent',
              text: t('trace.edge.ofParent'),
              align: 'end',
              cell: ({ ofParent }) => <Part of={ofParent} />,
            },
            {
              id: 'event',
              text: t('trace.edge.event'),
              cell: ({ eventId }) =>
                eventId === null ? '–' : <Link href={`/events/${eventId}`}>{t('trace.edge.open')}</Link>,
            },
          ]}
        />
      </Disclosure>
    </section>
  )
}

/** How many batches came before, or after; it opens them, each with its own events. */
function OfStep({ trace, step, count }: { trace: Trace; step: 'back' | 'forward'; count: number }) {
  const { number } = useLocale(texts)
  const { asked, direction } = trace
  if (count === 0) return number(count)
  const search = { tab: 'trace', direction: direction === 'both' ? null : direction, step }
  return (
    <StayLink href={withQuery(`/batches/${asked.batchId}`, search)} look="text">
      {number(count)}
    </StayLink>
  )
}

function TraceTable({ nodes, label }: { nodes: Trace['nodes']; label: string }) {
  const { t, dayShort } = useLocale(chainMessages)
  const ordered = [...nodes].sort((a, b) => a.depth - b.depth || a.openedOn.localeCompare(b.openedOn))
  return (
    <DataTable
      label={label}
      items={ordered}
      idOf={({ batch }) => batch.batchId}
      columns={[
        {
          id: 'name',
          text: t('batches.name'),
          isFixed: true,
          cell: (node) => <OfNode node={node} look="plain" />,
        },
        {
          id: 'depth',
          text: t('trace.depth'),
          cell: ({ depth }) => (depth === 0 ? t('trace.depth.asked') : String(depth)),
        },
        { id: 'kind', text: t('batches.kind'), cell: ({ batch }) => t(`kind.${batch.kind}`) },
        { id: 'share', text: t('trace.share'), align: 'end', cell: ({ share }) => <Part of={share} /> },
        {
          id: 'status',
          text: t('batches.status'),
          // Where an ancestor is that the reader never had is not the reader's to know.
          cell: ({ status }) =>
            status ? (
              <Badge {...statusTone[status]}>{t(`status.${status}`)}</Badge>
            ) : (
              <span className="gr-muted">{t('trace.status.unseen')}</span>
            ),
        },
        { id: 'opened', text: t('batches.opened'), cell: ({ openedOn }) => dayShort(openedOn) },
        { id: 'place', text: t('event.place'), cell: ({ premises }) => premises.name },
      ]}
    />
  )
}

function OfNode({ node: { batch, status }, look = 'text' }: { node: TraceNode; look?: 'text' | 'plain' }) {
  return (
    <OfBatch batchId={batch.batchId} isOpen={status !== null} look={look}>
      {batch.name}
    </OfBatch>
  )
}

const isCounted = (node: TraceNode | undefined) => node?.batch.kind === 'plant-lot' || node?.batch.kind === 'plant'

/** Rounded for the eye. */
function Percent({ of }: { of: Share | null }) {
  const { t, number } = useLocale(traceMessages)
  if (of === null) return <span className="gr-muted">{t('trace.share.none')}</span>
  const { value, isTiny } = sharePercent(of)
  const isWhole = of.numerator === of.denominator
  return <span className="gr-nowrap">{isTiny ? `< ${number(0.1, 1)}` : number(value, isWhole ? 0 : 1)} %</span>
}

/** The fraction itself, for whoever has no pointer too; all and nothing are exact as they are. */
function Exact({ of }: { of: Share | null }) {
  if (of === null || of.numerator === of.denominator || of.numerator === '0') return null
  return <span className="gr-trace-exact gr-muted gr-small">{`${of.numerator}/${of.denominator}`}</span>
}

function Part({ of }: { of: Share | null }) {
  return (
    <>
      <Percent of={of} /> <Exact of={of} />
    </>
  )
}

function WhereTable({ trace }: { trace: Trace }) {
  const words = useLocale(chainMessages)
  const { t } = words
  const mass = inOneUnit(
    words.mass,
    trace.whereabouts.flatMap(({ hasMassMg, hadMassMg }) => [hasMassMg, hadMassMg]),
  )
  if (trace.whereabouts.length === 0) return <p className="gr-muted">{t('trace.where.none')}</p>
  return (
    <DataTable
      label={t('trace.where')}
      items={trace.whereabouts}
      idOf={({ batch, holder, premises }) => `${batch.batchId} ${holder.partyId} ${premises?.premisesId ?? ''}`}
      columns={[
        {
          id: 'holder',
          text: t('trace.holder'),
          isFixed: true,
          cell: ({ holder, premises }) => placeText(holder, premises),
        },
        {
          id: 'batch',
          text: t('batches.name'),
          cell: ({ batch }) => (
            <Link href={`/batches/${batch.batchId}`} look="plain">
              {batch.name}
            </Link>
          ),
        },
        {
          id: 'has',
          text: t('trace.has'),
          align: 'end',
          cell: (row) =>
            row.hasMassMg === '0' ? (
              '–'
            ) : (
              <Link href={ofWhereabouts(row)} look="plain">
                {mass(row.hasMassMg)}
              </Link>
            ),
        },
        {
          id: 'had',
          text: t('trace.had'),
          align: 'end',
          cell: (row) => (
            <Link href={ofWhatCame(row)} look="plain">
              {mass(row.hadMassMg)}
            </Link>
          ),
        },
        {
          id: 'states',
          text: t('batch.balances.state'),
          cell: ({ states }) => (states.length === 0 ? '–' : states.map((state) => stateText(state, words)).join(', ')),
        },
      ]}
    />
  )
}
