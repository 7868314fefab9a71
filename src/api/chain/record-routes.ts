// Acts over HTTP: what may be done with a batch, what an act would do, and recording it. Not here: what an act does (chain).
import {
  actOptions,
  chainProblems,
  lawForChain,
  listBeginnings,
  manifestProblems,
  orderProblems,
  photographProblems,
  previewAct,
  qualityProblems,
  recordAct,
  stabilityProblems,
} from '#chain'
import { type Act, ActOptions, actSchemas, Beginnings, Preview, Recorded } from '#chain/contract'
import { IdOf, legalDayOf, Refused, Strict } from '#kernel'
import { productsOn } from '#law'
import { type Actor, platformProblems, type Tx, writeAudit, writeReceipt } from '#platform'
import type { House } from '../house.ts'
import { bareId } from '../http/ids.ts'
import type { App } from '../http/request-context.ts'
import { addRoute, readRefusals, writeRefusals } from '../http/route.ts'
import { taggedUnion } from '../http/schema-check.ts'
import { recordUnseen, recordUnseenIn, requireAct } from './act-unseen.ts'

/** One schema for each kind of act; the field `kind` says which. */
export const ActBody = taggedUnion<Act>('kind', Object.values(actSchemas))

export const actRefusals = [
  ...Object.values(chainProblems),
  ...Object.values(manifestProblems),
  ...Object.values(orderProblems),
  ...Object.values(photographProblems),
  // What quality says of an act: a verdict that waits, a test without its order, packs that would be good for longer than their study says.
  qualityProblems['not-qualified'],
  qualityProblems['release-waits'],
  qualityProblems['other-method'],
  qualityProblems['order-first'],
  qualityProblems['result-of-order'],
  stabilityProblems['expiry-beyond-study'],
  platformProblems['not-found'],
]

export function mountRecording(app: App, house: House): void {
  const law = lawForChain(house.law.corpus)

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/batches/:batchId/acts',
    operationId: 'listActOptions',
    tag: 'chain',
    summary: 'What can be done with a batch, here and now, by whoever asks',
    action: 'chain:read-batches',
    params: Strict({ batchId: IdOf('batch') }),
    answer: ActOptions,
    refusals: [...readRefusals, chainProblems['unknown-batch'], platformProblems['not-found']],
    handle: ({ actor, params, request, transaction }) =>
      transaction((tx) =>
        actOptions(tx, actor, {
          batchId: bareId('batch', params.batchId),
          law,
          now: house.clock.now(),
          locale: request.locale,
        }),
      ),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/acts/beginnings',
    operationId: 'listBeginnings',
    tag: 'chain',
    summary: 'What can be begun without a batch, today, by whoever asks: planting a lot, bringing in from abroad',
    action: 'chain:read-batches',
    answer: Beginnings,
    refusals: readRefusals,
    handle: ({ actor, request, transaction }) =>
      transaction((tx) =>
        listBeginnings(tx, actor, {
          law,
          products: productsOn(house.law.corpus, house.clock.today()),
          now: house.clock.now(),
          locale: request.locale,
        }),
      ),
  })

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/events/preview',
    operationId: 'previewEvent',
    tag: 'chain',
    summary: 'What an act would do: movements and balances, or the refusal; nothing is written',
    action: 'chain:read-batches',
    body: ActBody,
    answer: Preview,
    refusals: writeRefusals,
    isQuestion: true,
    async handle({ actor, body: act, request, transaction }) {
      const asked = { act, law, now: house.clock.now(), locale: request.locale }
      const preview = await transaction((tx) => previewAct(tx, actor, asked))
      await recordUnseenIn(preview.refusal?.code, { house, actor, act })
      return preview
    },
  })

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/events',
    operationId: 'recordEvent',
    tag: 'chain',
    summary: 'Records what happened',
    description:
      'The `eventId` is made by the sender (UUIDv7) and makes sending twice harmless: the same content gets the first answer with outcome "already", other content is refused.',
    action: null,
    actionOfUnknown: 'chain:record:capture', // Which act it is stands in the body; this one is events of any kind.
    body: ActBody,
    answer: Recorded,
    refusals: [...writeRefusals, platformProblems['step-up-needed'], ...actRefusals],
    async handle({ actor, body: act, transaction }) {
      await requireAct({ house, actor, act }).catch((error: unknown) => recordUnseen(error, { house, actor, act }))
      const recorded = await transaction(async (tx) => {
        const done = await recordAct(tx, actor, {
          act,
          law,
          now: house.clock.now(),
          promise: (leaf) => house.signer.promise(actor.authorityId, leaf),
        })
        if (done.outcome === 'recorded')
          await actReceipt(tx, { house, actor, act, outcome: 'permitted', basis: done.basis })
        return done
      })
        .catch((error: unknown) => receiptOfRefusal(error, { house, actor, act }))
        .catch((error: unknown) => recordUnseen(error, { house, actor, act }))
      house.metrics.countEvents(recorded.outcome, 1)
      return recorded
    },
  })
}

type Judged = { readonly house: House; readonly actor: Actor; readonly act: Act }
type Judgement = { readonly outcome: 'permitted' | 'refused'; readonly basis: readonly string[] }

/** Which law was applied: the question, the day, its articles and the version of the corpus that gave them. */
export async function actReceipt(tx: Tx, { house, actor, act, outcome, basis }: Judged & Judgement): Promise<void> {
  const [first, ...more] = basis
  if (first === undefined) return // No article was asked: the act only reports what is so.
  await writeReceipt(tx, actor, {
    question: `chain/${act.kind}`,
    resource: { kind: 'event', id: act.eventId },
    legalOn: legalDayOf(Temporal.Instant.from(act.occurredAt)),
    outcome,
    basis: [first, ...more],
    rules: [house.law.corpus.version],
  })
}

/** What was refused rolled back; that it was, and by which article, is kept all the same. */
async function receiptOfRefusal(error: unknown, judged: Judged): Promise<never> {
  const { house, actor, act } = judged
  if (error instanceof Refused && error.refusal.problem.kind !== 'unavailable') {
    const { problem, basis } = error.refusal
    await house.database.transaction(actor, async (tx) => {
      const resource = { kind: 'event', id: act.eventId }
      await writeAudit(tx, actor, { action: 'chain/recordEvent', resource, outcome: 'refused', problem: problem.code })
      await actReceipt(tx, { ...judged, outcome: 'refused', basis })
    })
  }
  throw error
}
