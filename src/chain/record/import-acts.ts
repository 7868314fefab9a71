// Brings in many acts in order: decided in memory by the same rules, posted through the same door a thousand at a time.
// Not here: deciding otherwise than for one act, and opening the import (licensing/import-window.ts).
import { createHash } from 'node:crypto'
import { type AccountId, type BatchId, type EventId, type Instant, legalDayOf } from '#kernel'
import { type ExemptionLimit, exemptionLimits, type LicensingFacts, loadLicensingFacts } from '#licensing'
import type { Actor, Database } from '#platform'
import { type Decision, openedBy } from '../acts/decision.ts'
import { forKeeper, keptUnder } from '../acts/record-basis.ts'
import type { Situation } from '../acts/situation.ts'
import { bare } from '../bare-id.ts'
import type { Act } from '../contract.ts'
import type { LawForChain } from '../law.ts'
import { isLimitAct, limitsFor } from '../limits/limits.ts'
import { ceilingsToChoose } from '../store/ceilings.ts'
import { loadUnsaid } from '../store/limits.ts'
import { listEventIds, loadState, type StateAsked } from '../store/state.ts'
import { factsAsked } from './act-asks.ts'
import { createBatcher } from './batcher.ts'
import { type DifferenceAt, MemoryLedger } from './memory-ledger.ts'
import { postingOf } from './posting.ts'
import { actorIdOf, decideAct, decideFor, holderOf, momentOf, recordAct } from './record-act.ts'

export type ImporterOptions = {
  /** Staff or the house itself: reads everything of the authority. */
  readonly actor: Actor
  readonly law: LawForChain
  readonly now: () => Instant
  /** Through the door for history (the default), or as acts of now. */
  readonly isImport?: boolean
  /** Any text: the same text gives the same salts, so the same acts give the same leaves. For demo worlds alone. */
  readonly saltSeed?: string
  readonly batchMax?: number
}

export type Importer = {
  /** Resolves when the act is decided and waits for the door; rejects with its refusal. Call it in order, one at a time. */
  add(actor: Actor, act: Act): Promise<void>
  /** Whether this event was here when the importer opened, or went in since: who resumes need not send it again. */
  has(eventId: EventId): boolean
  /** The open difference of a shipment line or (shipment null) of a packing run, at this holder. */
  difference(of: DifferenceAt): AccountId | null
  /** Waits for the last verdicts; throws the first refusal of the door. */
  finish(): Promise<{ recorded: number; already: number }>
}

/** These look beyond what is kept in memory: at descendants, at the event they take back, at an account by its name, at a moment's stock. */
const askTheDatabase: ReadonlySet<Act['kind']> = new Set(['hold', 'lift', 'correct', 'free', 'count', 'seize'])

/** Waiting postings are memory; this many keep the door busy. */
const aheadMax = 4_000

export async function createImporter(database: Database, options: ImporterOptions): Promise<Importer> {
  const { actor: house, law, now, isImport = true, saltSeed, batchMax } = options
  const { authorityId } = house
  const memory = new MemoryLedger(authorityId)
  const start = await database.transaction(house, async (tx) => {
    const limits = await exemptionLimits(tx, authorityId, {})
    return {
      licensing: await loadAllLicensing(tx, authorityId),
      limits,
      unsaid: await loadUnsaid(tx, authorityId, { limits, law, today: legalDayOf(now()) }),
      state: await loadState(tx, authorityId, {}),
      known: await listEventIds(tx, authorityId),
    }
  })
  memory.load(start.state)
  memory.use({ moves: start.unsaid })
  const { licensing, limits, known } = start
  const batcher = createBatcher(database, { actor: house, isImport, ...(batchMax ? { batchMax } : {}) })
  const counts = { recorded: 0, already: 0 }
  let failure: { readonly error: unknown } | null = null

  const post = (situation: Situation, decision: Decision, act: Act, actor: Actor) => {
    const salt = saltSeed === undefined ? undefined : createHash('sha256').update(`${saltSeed}|${act.eventId}`).digest()
    const decided = postingOf(situation, act, decision, { actorId: actorIdOf(actor), salt })
    known.add(decided.eventId)
    batcher.post(decided).then(
      ({ outcome }) => {
        counts[outcome]++
      },
      (error: unknown) => {
        failure ??= { error: forKeeper(error, keptUnder(situation)) }
      },
    )
    return decided.eventId
  }
  const settle = async () => {
    await batcher.drain()
    if (failure) throw failure.error
  }

  return {
    has: (eventId) => known.has(eventId),
    difference: (of) => memory.difference(of),
    async add(actor, act) {
      if (failure || batcher.waiting > aheadMax) await settle()
      if (known.has(bare('event', act.eventId))) {
        await settle()
        const input = { act, law, now: now(), isImport }
        await database.transaction(actor, (tx) => recordAct(tx, actor, input))
        counts.already++
        return
      }
      if (askTheDatabase.has(act.kind) || looksBack(start, actor, act)) {
        await settle()
        const input = { act, law, now: now(), isImport }
        const { situation, decision } = await database.transaction(house, (tx) => decideAct(tx, actor, input))
        post(situation, decision, act, actor)
        await settle()
        memory.load(await database.transaction(house, (tx) => loadState(tx, authorityId, touchedBy(decision))))
        memory.use(decision)
        return
      }
      const situation = situationOf({ authorityId, licensing, limits, law, now: now(), memory }, actor, act)
      const decision = decideFor(situation, act)
      const eventId = post(situation, decision, act, actor)
      memory.apply(situation, decision, eventId)
    },
    async finish() {
      await settle()
      return counts
    },
  }
}

type World = Pick<Situation, 'authorityId' | 'licensing' | 'law' | 'now'> & {
  readonly memory: MemoryLedger
  readonly limits: readonly ExemptionLimit[]
}

function situationOf({ memory, limits, ...world }: World, actor: Actor, act: Act): Situation {
  const at = momentOf(act)
  const premisesId = bare('premises', act.premisesId)
  const holder = holderOf(actor, premisesId, world.licensing)
  const facts = memory.facts(factsAsked(actor, act, holder, premisesId))
  const on = legalDayOf(at)
  const used = isLimitAct(act.kind) ? limitsFor(limits, { holderId: holder.partyId, kind: act.kind, on }) : []
  return {
    ...world,
    holder,
    isHistory: true,
    isPerson: false,
    isStaff: actor.wall === 'staff',
    premisesId,
    at,
    on,
    facts,
    ...(used.length > 0 ? { limits: used.map((one) => ({ ...one, usedMg: memory.used(one.place) })) } : {}),
  }
}

type Registers = { readonly licensing: LicensingFacts; readonly limits: readonly ExemptionLimit[] }

/**
 * What lay under which ceiling at a moment, what may come back of what went out, and what each version of a limit leaves on a day, is not kept in memory:
 * few have a choice, or such a limit.
 */
function looksBack({ licensing, limits }: Registers, actor: Actor, act: Act): boolean {
  const premisesId = bare('premises', act.premisesId)
  const holderId = holderOf(actor, premisesId, licensing).partyId
  const at = momentOf(act)
  const ofReceipts = { holderId, kind: 'receive', on: legalDayOf(at) } as const
  if (act.kind === 'receive' && limitsFor(limits, ofReceipts).length > 0) return true
  if (isLimitAct(act.kind) && limitsFor(limits, { ...ofReceipts, kind: act.kind }).some((one) => hasDays(limits, one)))
    return true
  return ceilingsToChoose(licensing, { kind: act.kind, holderId, premisesId, at }).length > 0
}

/** Whether not all days of its period are under one version of the limit: then the total of the period does not tell the room of a day. */
function hasDays(
  limits: readonly ExemptionLimit[],
  { exemptionId, number, version, days }: ReturnType<typeof limitsFor>[number],
): boolean {
  const { compare } = Temporal.PlainDate
  return (
    compare(version.from, days.from) > 0 ||
    limits.some(
      (other) =>
        other.exemptionId === exemptionId &&
        other.number === number &&
        compare(other.version.from, version.from) !== 0 &&
        (days.until === null || compare(other.version.from, days.until) < 0) &&
        (other.version.until === null || compare(other.version.until, days.from) > 0),
    )
  )
}

function touchedBy(decision: Decision): StateAsked {
  const { moves, touched = [] } = decision
  const batches = new Set<BatchId>(
    [...touched, ...moves.flatMap(({ from, to }) => [from.batchId, to.batchId])].flatMap((id) => id ?? []),
  )
  for (const { batchId } of openedBy(decision)) batches.add(batchId)
  const shipments = new Set(moves.flatMap(({ from, to }) => [from.shipmentId, to.shipmentId]).flatMap((id) => id ?? []))
  return { batches: [...batches], shipments: [...shipments] }
}

async function loadAllLicensing(
  tx: Parameters<typeof loadLicensingFacts>[0],
  authorityId: Actor['authorityId'],
): Promise<LicensingFacts> {
  return loadLicensingFacts(tx, authorityId, 'all')
}
