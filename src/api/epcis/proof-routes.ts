// The proof that a captured document or event is in the log. Not here: capturing (capture-routes.ts), and what the log says of it
// (chain/epcis/said.ts).
import { epcisProblems, epcisQueryProblems, eventById, findPlaced, findRecordedContent } from '#chain'
import { contentLengthMax, refuseNow, Strict, Type } from '#kernel'
import { type Actor, findRecords, logProblems, type Tx } from '#platform'
import { ProofFile } from '#platform/contract'
import type { House } from '../house.ts'
import { proofOfRecord, recordProofRefusals } from '../http/record-proof.ts'
import type { App } from '../http/request-context.ts'
import { addRoute } from '../http/route.ts'
import { needCapture } from './capture-view.ts'
import { captureLimits, epcisRoot } from './headers.ts'

/** How soon a capture that runs may have ended; what the answer tells the caller to wait. */
const retryAfterSeconds = 10

export function mountEpcisProofs(app: App, house: House): void {
  addRoute(app, house, {
    method: 'GET',
    url: `${epcisRoot}/capture/:captureID/proof`,
    operationId: 'proveEpcisCapture',
    tag: 'log',
    summary: 'The proof that a document handed in, or one event of it, is in the log, to check offline',
    description:
      'Without `event` of the document: as it came, in whose name, its header, and how its job ended. With `event`, counted from 0, of that event and of what it became. `content` is all of that, word for word; whoever passes the file on may leave that member out.',
    action: 'chain:read-events',
    params: Strict({ captureID: Type.String({ maxLength: 36 }) }),
    query: Strict({ event: Type.Optional(Type.Integer({ minimum: 0, maximum: captureLimits.events })) }),
    answer: ProofFile,
    refusals: [...recordProofRefusals, epcisProblems['unknown-capture']],
    async handle({ transaction, actor, params, query: { event }, reply }) {
      const name = [params.captureID, ...(event === undefined ? [] : [event])].join('-')
      reply.header('content-disposition', `attachment; filename="${name}.proof.json"`)
      return transaction(async (tx) => {
        const { captureId, finishedAt } = await needCapture(tx, actor, params)
        if (finishedAt === null) return refuseNow(logProblems['not-sealed-yet'], { retryAfterSeconds })
        const entryId = event === undefined ? captureId : await findPlaced(tx, actor.authorityId, captureId, event)
        return entryId === null ? refuseNow(logProblems['not-in-log'], {}) : proofWithContent(tx, actor, entryId)
      })
    },
  })
  addRoute(app, house, {
    method: 'GET',
    url: `${epcisRoot}/events/:eventID/proof`,
    operationId: 'proveEpcisEvent',
    tag: 'log',
    summary: 'The proof that an event handed in is in the log, with what it became, to check offline',
    description:
      'Of an event that came by itself as of one in a document, with `content`, the event as it came; where several bear the name, of the newest one the reader handed in. What it became has a proof of its own.',
    action: 'chain:read-events',
    params: Strict({ eventID: Type.String({ maxLength: 2_000 }) }),
    answer: ProofFile,
    refusals: [...recordProofRefusals, epcisQueryProblems['unknown-event']],
    handle({ transaction, actor, params: { eventID }, reply }) {
      reply.header('content-disposition', 'attachment; filename="event.proof.json"')
      return transaction(async (tx) => {
        const { events } = await eventById(tx, actor, { eventId: eventID, now: house.clock.now() })
        const rows = events.filter(({ origin }) => origin === 'captured').map(({ rowId }) => rowId)
        const known = new Set((await findRecords(tx, actor.authorityId, rows)).map(({ entryId }) => entryId))
        const entryId = rows.find((rowId) => known.has(rowId))
        return entryId === undefined ? refuseNow(logProblems['not-in-log'], {}) : proofWithContent(tx, actor, entryId)
      })
    },
  })
}

/**
 * The record bears one hash of what was handed in, over a salt; so that a stranger can see that it was this, the proof brings what was hashed. Where that is
 * longer than a verifier reads it is left out: the proof is then as sound, and shows less.
 */
async function proofWithContent(tx: Tx, actor: Actor, entryId: string): Promise<ProofFile> {
  const proof = await proofOfRecord(tx, actor, entryId)
  const content = await findRecordedContent(tx, actor.authorityId, entryId)
  const isShort = content !== null && Buffer.byteLength(JSON.stringify(content)) <= contentLengthMax
  return isShort ? { ...proof, content } : proof
}
