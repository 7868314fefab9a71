// A batch with all that happened to it, or its release with what that rests on, as a file anyone can check offline. Not here: the tree
// (platform/log), and one event alone (read/event-views.ts).
import { type BatchId, printId, refuseNow, trustId } from '#kernel'
import { type Actor, proofSet, type SetEntry, type Tx } from '#platform'
import type { ProofSet } from '#platform/contract'
import { chainProblems } from '../problems.ts'
import { readEventContents } from '../read/event-views.ts'
import { selectBatchNames } from '../store/batches.ts'
import { type ProvenEvent, selectProvenEvents, selectSamples } from '../store/proven-events.ts'

/** A file of some megabytes; a pack lot that lies in every pharmacy has more events, and comes in several. */
const eventsPerFile = 5_000

/** What a release is: the sampling, the measuring, the verdict, and what opened the batch, for that alone names it. Of the samples the measuring alone. */
const releaseKinds = ['sample', 'release'] as const
const sampleKinds = ['test'] as const

export type BatchProofAsked = {
  readonly batchId: BatchId
  readonly of: ProofSet['about']['kind']
  /** Counted from 1. */
  readonly part?: number
  readonly eventsMax?: number
}

/**
 * Every event of it the reader may see; where a record tells of others' stock, its leaf alone. That these were recorded is proven, not that
 * nothing else was: for that, ask the whole log. Refuses `chain/unknown-batch`, and what `proofSet` refuses.
 */
export async function batchProof(
  tx: Tx,
  actor: Actor,
  { batchId, of, part = 1, eventsMax = eventsPerFile }: BatchProofAsked,
): Promise<ProofSet> {
  const { authorityId } = actor
  const name = (await selectBatchNames(tx, authorityId, [batchId])).get(batchId)?.name
  if (name === undefined) return refuseNow(chainProblems['unknown-batch'], {})
  const page = { offset: (part - 1) * eventsMax, limit: eventsMax }
  const kinds = of === 'release' ? releaseKinds : null
  const events: ProvenEvent[] = await selectProvenEvents(tx, authorityId, {
    batchId,
    kinds,
    isOpenedToo: true,
    ...page,
  })
  const total = events[0]?.total ?? 0
  if (of === 'release') {
    for (const id of await selectSamples(tx, authorityId, batchId)) {
      const sample = { batchId: trustId('batch', id), kinds: sampleKinds, offset: 0, limit: eventsMax }
      events.push(...(await selectProvenEvents(tx, authorityId, sample)))
    }
  }
  const about = {
    kind: of,
    id: printId('batch', batchId),
    name,
    part,
    parts: Math.max(1, part, Math.ceil(total / eventsMax)),
  }
  return proofSet(tx, actor, { about, entries: await entriesOf(tx, actor, events) })
}

async function entriesOf(tx: Tx, actor: Actor, events: readonly ProvenEvent[]): Promise<SetEntry[]> {
  const leaves = new Map(events.map(({ eventId, leaf }) => [eventId, leaf]))
  const contents = await readEventContents(tx, actor, [...leaves.keys()])
  const said = new Map(contents.map((content) => [content.entryId, content]))
  return [...leaves].map(([entryId, leaf]) => {
    const content = said.get(entryId)
    return { entryId, leaf, record: content?.record ?? null, salt: content?.salt ?? null }
  })
}
