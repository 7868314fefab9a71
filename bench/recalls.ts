// A drill and a recall of a whole family of batches in a large ledger, by the clock: how long until everyone who has or had some is told. Not
// here: the ledger itself (make-ledger.ts), and delivering a notice to its holder's own program.
import { recordAct, runDrill } from '#chain'
import { type BatchId, newId, type PartyId, type PremisesId, printId, trustId } from '#kernel'
import type { Actor } from '#platform'
import { type BenchHouse, corpusLaw } from './bench-house.ts'
import { quantile, type Row } from './support.ts'

export type Someone = { readonly partyId: PartyId; readonly premisesId: PremisesId }

const recallsMax = 20

/** From the order to the last notice written: the family found, who has or had how much, and in a recall all of its stock stopped. */
export async function recallsOfFamilies(
  { ground, admin }: BenchHouse,
  actor: Actor,
  { minister, at }: { readonly minister: Someone; readonly at: string },
): Promise<Row[]> {
  const lots = await admin.query<{ id: string }>(
    `select b.batch_id as id from chain.batch as b where b.authority_id = $1 and b.kind = 'harvest'
       and not exists (select from chain.account as a where a.authority_id = $1 and a.batch_id = b.batch_id and a.state = 'waste')
     order by b.batch_id desc limit ${recallsMax}`,
    [actor.authorityId],
  )
  const law = await corpusLaw()
  const staff = { ...actor, partyId: minister.partyId }
  const timed = async (what: string, work: (batchId: BatchId) => Promise<unknown>): Promise<Row> => {
    const took: number[] = []
    for (const { id } of lots) {
      const begin = performance.now()
      await work(trustId('batch', id))
      took.push(performance.now() - begin)
    }
    return {
      what: `${what}, ${at}`,
      ours: `p50 ${quantile(took, 0.5).toFixed(0)} ms, p95 ${quantile(took, 0.95).toFixed(0)} ms, of ${took.length}`,
      ...{ limit: 'a person', ratio: null, bar: 'no bar', holds: null },
    }
  }
  const now = Temporal.Now.instant()
  const drill = await timed('a recall drill of a lot of 611 batches, to its last notice', (batchId) =>
    ground.database.transaction(staff, (tx) =>
      runDrill(tx, staff, { recallId: newId('recall'), batchId, reason: 'drill', law, now }),
    ),
  )
  const real = await timed('a recall of such a lot, its stock stopped', (batchId) =>
    ground.database.transaction(staff, (tx) =>
      recordAct(tx, staff, {
        act: {
          ...{ kind: 'hold', eventId: printId('event', newId('event')), occurredAt: now.toString() },
          ...{ premisesId: printId('premises', minister.premisesId), batchId: printId('batch', batchId) },
          ...{ scope: 'recall', reason: 'recall' },
        },
        ...{ law, now },
      }),
    ),
  )
  return [drill, real]
}
