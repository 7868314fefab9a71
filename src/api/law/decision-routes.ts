// "May this party do this, by law?" over HTTP: public, because the law is; recorded for who is logged in or asks for it. Not here: deciding.
import { type Id, IdOf, isUuid, type Json, type PlainDate, printId, Refused, refuseNow, Strict, unwrap } from '#kernel'
import { decide, decisionProblems, lawBook, lawProblems, medicineRoutes, receiptHash, replay } from '#law'
import { type DecisionQuestion, MedicineRoutesAnswer, MedicineRoutesQuestion, Receipt } from '#law/contract'
import { acceptedReadings, expertDecisionsFor } from '#licensing'
import { asExpertRecord } from '#licensing/contract'
import { type Actor, findRecords, logProblems, proofFor, systemActor, type Tx } from '#platform'
import type { ProofFile } from '#platform/contract'
import type { House } from '../house.ts'
import { bareId, dayOr } from '../http/ids.ts'
import { apiProblems } from '../http/problems.ts'
import { lineOf } from '../http/rate-limit.ts'
import type { App, Request } from '../http/request-context.ts'
import { addRoute, readRefusals } from '../http/route.ts'
import { DecisionAnswer, DecisionAsked, DecisionWords, RecordedDecision, ReplayAnswer } from './decision-contract.ts'
import { recordDecision } from './record-decision.ts'

const dayRefusals = Object.values(lawProblems)
const askRefusals = [
  ...dayRefusals,
  decisionProblems['fact-unknown'],
  decisionProblems['fact-misread'],
  decisionProblems['reading-unknown'],
]
/** What a visitor puts on record is kept for ever: enough for a person, too little to fill a log. */
const visitorRecordsPerMinute = 10
const aMinuteMs = 60_000

export function mountDecisions(app: App, house: House): void {
  mountAsking(app, house)
  mountRecords(app, house)
  mountWords(app, house)
}

function mountAsking(app: App, house: House): void {
  const { corpus } = house.law
  const limitVisitors = visitorLimit(app)

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/decisions',
    operationId: 'decide',
    tag: 'law',
    summary: 'May this party do this, by law? With the proof',
    description:
      'Outcome `no-prohibition`, `prohibited`, `permitted` or `not-decidable`, with the proof by article, the facts used, what is missing, who must judge, the nearest exception that failed, the maximum penalties, duties and readings. Expert decisions on the substance that stand on the day are taken along. Who is logged in gets a recorded receipt, a visitor who sends `record: true` too; nothing else is kept. With an `Idempotency-Key` it is recorded once; a visitor’s is a UUID, for visitors have no names to keep their keys apart.',
    action: 'law:check-substance',
    body: DecisionAsked,
    answer: DecisionAnswer,
    refusals: [
      ...readRefusals,
      ...askRefusals,
      decisionProblems['receipt-too-long'],
      decisionProblems['decision-unknown'],
    ],
    isQuestion: true,
    takesKey: true,
    async handle({ actor, body, request, transaction, key }) {
      const today = house.clock.today()
      const question = await transaction((tx) => withRegister(tx, actor, body.question, today))
      const decision = unwrap(decide(corpus, question, today))
      if (!(body.record ?? actor.kind !== 'anonymous')) return { decision, record: null }
      if (actor.kind === 'anonymous') {
        // Nobody guesses one, and so nobody meets another visitor’s record by it.
        if (key !== null && !isUuid(key.toLowerCase())) refuseNow(apiProblems['key-malformed'], {})
        await limitVisitors(request)
      }
      const own = systemActor(actor.authorityId, actor.trace)
      const once = key === null ? null : { key, about: body as Json } // Read from JSON, and checked by its schema.
      const record = await house.database.transaction(own, (tx) => recordDecision(tx, actor, corpus, decision, once))
      return { decision, record }
    },
  })

  /** With what experts decided: on its substance, and on how a doubtful article is read. What the question says itself goes first. */
  async function withRegister(tx: Tx, actor: Actor, question: DecisionQuestion, today: PlainDate) {
    const standing = { on: dayOr(question.on, today), knownOn: dayOr(question.knownOn, today) }
    const own = question.readings ?? []
    const accepted = (await acceptedReadings(tx, actor, standing)).filter(({ id }) => !own.some((one) => one.id === id))
    const readings = [...own, ...accepted].slice(0, 50)
    const experts = await expertsOn(tx, actor, question, today)
    return {
      ...question,
      ...(experts.length > 0 ? { experts } : {}),
      ...(readings.length > 0 ? { readings } : {}),
    }
  }

  /** Those the question names, and those of the register that stand on its day. */
  async function expertsOn(tx: Tx, actor: Actor, question: DecisionQuestion, today: PlainDate) {
    const { substance, experts = [] } = question
    const standing = { on: dayOr(question.on, today), knownOn: dayOr(question.knownOn, today) }
    const wish = 'structure' in substance ? { inchiKeys: await keysOf(substance.structure) } : named(question, today)
    const known = wish === null ? [] : await expertDecisionsFor(tx, actor, { ...wish, standing })
    const records = known.flatMap((one) => asExpertRecord(one) ?? [])
    return [...records, ...experts.filter(({ about }) => !records.some((one) => one.about === about))].slice(0, 50)
  }

  /** The key of a substance that was asked by name, as the law itself reads the name. */
  function named(question: DecisionQuestion, today: PlainDate): { readonly substanceId: string } | null {
    const decided = decide(corpus, question, today)
    const substanceId = decided.ok ? decided.value.substance?.substanceId : null
    return substanceId ? { substanceId } : null
  }

  async function keysOf(structure: string): Promise<readonly string[]> {
    const reading = await house.law.toolkit.read(structure)
    const key = reading.ok ? reading.structure.parts[0]?.inchiKey : undefined
    return key ? [key] : []
  }

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/decisions/replay',
    operationId: 'replayDecision',
    tag: 'law',
    summary: 'Gives the answer of a receipt again and compares, byte for byte',
    description:
      'Where the bytes differ, `differs` says what stood in the way: another law, another engine, another answer.',
    action: 'law:check-substance',
    body: Receipt,
    answer: ReplayAnswer,
    refusals: askRefusals,
    isQuestion: true,
    async handle({ body }) {
      const { same, differs, again } = unwrap(replay(corpus, body, house.clock.today()))
      return { same, differs: [...differs], receiptHash: receiptHash(again), decision: again.decision }
    },
  })
}

/** By address, apart from the limit that holds for every request. */
function visitorLimit(app: App): (request: Request) => Promise<void> {
  const count = app.createRateLimit({
    max: visitorRecordsPerMinute,
    timeWindow: aMinuteMs,
    keyGenerator: ({ ip }) => `record:${lineOf(ip)}`,
  })
  return async (request) => {
    const counted = await count(request)
    if (counted.isAllowed || !counted.isExceeded) return
    refuseNow(apiProblems['too-many-requests'], { seconds: Math.max(1, counted.ttlInSeconds) })
  }
}

function mountRecords(app: App, house: House): void {
  addRoute(app, house, {
    method: 'GET',
    url: '/v1/decisions/:decisionId',
    operationId: 'readDecision',
    tag: 'law',
    summary: 'A recorded answer with the proof that it is in the log',
    description: 'The receipt is for staff and for the party that asked; anyone gets the proof by its leaf.',
    action: 'law:check-substance',
    params: Strict({ decisionId: IdOf('decision') }),
    answer: RecordedDecision,
    refusals: [...readRefusals, decisionProblems['decision-unknown']],
    async handle({ actor, params, transaction }) {
      const decisionId = bareId('decision', params.decisionId)
      // That a leaf is of a decision only the house sees for everyone; of anything else in the log nobody learns here that it is there.
      const own = systemActor(actor.authorityId, actor.trace)
      const isDecision = await house.database.transaction(own, async (tx) => {
        const [kept] = await findRecords(tx, actor.authorityId, [decisionId])
        return kept?.record != null && receiptIn(kept.record) !== null
      })
      if (!isDecision) return refuseNow(decisionProblems['decision-unknown'], {})
      return transaction(async (tx) => {
        const [content] = await findRecords(tx, actor.authorityId, [decisionId])
        const receipt = content?.record ? receiptIn(content.record) : null
        return { decisionId: printId('decision', decisionId), receipt, proof: await proofOf(tx, actor, decisionId) }
      })
    },
  })
}

async function proofOf(tx: Tx, actor: Actor, decisionId: Id<'decision'>): Promise<ProofFile | null> {
  try {
    return await proofFor(tx, actor, decisionId)
  } catch (error) {
    const code = error instanceof Refused ? error.refusal.problem.code : null
    if (code === logProblems['not-sealed-yet'].code) return null
    if (code === logProblems['not-in-log'].code) return refuseNow(decisionProblems['decision-unknown'], {})
    throw error
  }
}

function receiptIn(record: string): Receipt | null {
  const value: unknown = JSON.parse(record)
  const isReceipt = typeof value === 'object' && value !== null && 'format' in value && value.format === receiptFormat
  return isReceipt ? (value as Receipt) : null // Written by recordDecision from a receipt, and by nothing else in this format.
}
const receiptFormat = 'grein/decision-receipt/1'

function mountWords(app: App, house: House): void {
  const { corpus } = house.law

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/decisions/words',
    operationId: 'listDecisionWords',
    tag: 'law',
    summary: 'What a question can be made of: every fact with how a person is asked, every doubtful point of law',
    action: 'law:check-substance',
    answer: DecisionWords,
    refusals: [],
    async handle() {
      const today = house.clock.today()
      const { readingCitations, day } = lawBook(corpus, { on: today, knownOn: today })
      return {
        facts: corpus.facts.flatMap(({ facts }) =>
          facts.map(({ fact, kind, label, question, choices = [] }) => ({
            fact,
            kind,
            label,
            question,
            choices: [...choices],
          })),
        ),
        readings: corpus.readings.map(({ reading, nature, question, accepted }) => ({
          ...{ reading, nature, question },
          acceptedBy: accepted !== null && accepted.from <= day ? accepted.by : null,
          citations: [...(readingCitations.get(reading) ?? [])],
        })),
      }
    },
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/law/medicine-routes',
    operationId: 'listMedicineRoutes',
    tag: 'law',
    summary: 'Along which ways of the Medicines Act a treatment may reach a patient, and what each needs',
    description: 'No route lifts the Opium Act: its exceptions and the exemption apply beside it.',
    action: 'law:check-substance',
    query: MedicineRoutesQuestion,
    answer: MedicineRoutesAnswer,
    refusals: dayRefusals,
    handle: async ({ query }) => unwrap(medicineRoutes(corpus, query, house.clock.today())),
  })
}
