// The open state of one authority's ledger in memory, so that an import of many acts decides without a question to the database each
// time. Not here: the truth; the door checks every posting against its own balances.
import type { AccountId, AuthorityId, BatchId, EventId, PartyId, ShipmentId } from '#kernel'
import { type Decision, openedBy } from '../acts/decision.ts'
import type {
  AccountFact,
  AllowanceFact,
  BatchFact,
  ChainFacts,
  ResultFact,
  ShipmentFact,
  ShipmentLineFact,
} from '../acts/facts.ts'
import type { Situation } from '../acts/situation.ts'
import { isContentLedger, limitState } from '../contract.ts'
import { accountIdOf, type Place, placeKey } from '../place.ts'
import type { FactsAsked } from '../store/facts.ts'

type OpenAccount = AccountFact & { amount: bigint; isClosed: boolean }
type OpenBatch = { fact: Omit<BatchFact, 'isMine'>; readonly parties: Set<PartyId> }

export type LedgerState = {
  readonly batches: readonly (Omit<BatchFact, 'isMine'> & { readonly parties: readonly PartyId[] })[]
  readonly accounts: readonly AccountFact[]
  readonly allowances: readonly AllowanceFact[]
  readonly shipments: readonly ShipmentFact[]
  readonly edges: readonly { readonly parentId: BatchId; readonly childId: BatchId }[]
  readonly results: readonly Omit<ResultFact, 'depth'>[]
}

export type DifferenceAt = {
  readonly batchId: BatchId
  readonly shipmentId: ShipmentId | null
  readonly holderId: PartyId
}

export class MemoryLedger {
  readonly #authorityId: AuthorityId
  readonly #batches = new Map<BatchId, OpenBatch>()
  readonly #accounts = new Map<BatchId, Map<string, OpenAccount>>()
  readonly #byId = new Map<AccountId, OpenAccount>()
  readonly #allowances = new Map<string, AllowanceFact>()
  /** What was used of limits that conditions of exemptions set, by its place. */
  readonly #used = new Map<string, bigint>()
  readonly #shipments = new Map<ShipmentId, ShipmentFact>()
  readonly #parents = new Map<BatchId, BatchId[]>()
  readonly #samples = new Map<BatchId, BatchId[]>()
  readonly #results = new Map<BatchId, readonly Omit<ResultFact, 'depth'>[]>()

  constructor(authorityId: AuthorityId) {
    this.#authorityId = authorityId
  }

  /** Takes over what the database says of these batches and shipments, whatever was thought before. */
  load({ batches, accounts, allowances, shipments, edges, results }: LedgerState): void {
    this.#allowances.clear()
    for (const one of allowances) this.#allowances.set(placeKey(one.place), one)
    for (const { parties, ...fact } of batches) {
      this.#batches.set(fact.batchId, { fact, parties: new Set(parties) })
      for (const known of this.#accounts.get(fact.batchId)?.values() ?? []) this.#change(known, -known.amount)
      this.#accounts.set(fact.batchId, new Map())
    }
    for (const account of accounts) {
      if (account.state === limitState) this.#used.set(placeKey(account), account.amount)
      const open = this.#open(account)
      open.isClosed = account.isClosed
      this.#change(open, account.amount - open.amount)
    }
    for (const shipment of shipments) this.#shipments.set(shipment.shipmentId, shipment)
    for (const { parentId, childId } of edges) this.#relate(parentId, childId)
    for (const { batchId } of batches) this.#results.delete(batchId)
    for (const result of results) {
      const { sampleId } = result
      if (sampleId) this.#results.set(sampleId, [...(this.#results.get(sampleId) ?? []), result]) // Staff know every sample.
    }
  }

  facts({
    batches,
    holder,
    shipment: shipmentId,
    account: accountId,
    wide,
    results,
    allowances,
  }: FactsAsked): ChainFacts {
    const shipment = shipmentId ? (this.#shipments.get(shipmentId) ?? null) : null
    const account = accountId ? (this.#byId.get(accountId) ?? null) : null
    const named = new Set([
      ...batches,
      ...(shipment?.lines.map(({ batchId }) => batchId) ?? []),
      ...(account?.batchId ? [account.batchId] : []),
    ])
    const found = [...named].flatMap((batchId): [BatchId, BatchFact][] => {
      const open = this.#batches.get(batchId)
      if (!open) return []
      const holds = open.fact.holds.map((hold) => ({
        ...hold,
        isBinding: hold.holderId === null || hold.holderId === holder,
      }))
      return [[batchId, { ...open.fact, holds, isMine: holder !== null && open.parties.has(holder) }]]
    })
    return {
      batches: new Map(found),
      accounts: [...named].flatMap((batchId) =>
        [...(this.#accounts.get(batchId)?.values() ?? [])].filter(
          (one) => wide || one.holderId === holder || (shipmentId !== undefined && one.shipmentId === shipmentId),
        ),
      ),
      shipment,
      event: null,
      account,
      allowances: [...this.#allowances.values()].filter((one) => one.kind === allowances && one.holderId === holder),
      origins: [],
      results: results ? batches.flatMap((batchId) => this.#resultsFor(batchId)) : [],
    }
  }

  /** What was used of a limit. */
  used(place: Place): bigint {
    return this.#used.get(placeKey(place)) ?? 0n
  }

  /** What a decision that the database made uses of limits, or gives back: they are of no batch, so they are not loaded with one. */
  use({ moves }: Pick<Decision, 'moves'>): void {
    for (const { from, to, amount } of moves) {
      this.#count(from, -amount)
      this.#count(to, amount)
    }
  }

  #count(place: Place, by: bigint): void {
    if (place.state === limitState) this.#used.set(placeKey(place), this.used(place) + by)
  }

  /** The material that a shipment line or a packing run left open with this holder: another's count may have left some too, and what was in it follows. */
  difference({ batchId, shipmentId, holderId }: DifferenceAt): AccountId | null {
    for (const account of this.#accounts.get(batchId)?.values() ?? []) {
      const isIt = account.kind === 'difference' && account.shipmentId === shipmentId && account.holderId === holderId
      if (isIt && account.amount !== 0n && !isContentLedger(account.ledger)) return account.accountId
    }
    return null
  }

  apply(situation: Situation, decision: Decision, eventId: EventId): void {
    const { moves, edges, results, verdict, shipment, settlements, closes, reopens, opens } = decision
    const { holder, premisesId, at } = situation
    for (const { batchId, name, kind, productCode, amount, unit, expiresOn } of openedBy(decision)) {
      const fact = {
        batchId,
        name,
        kind,
        productCode,
        holderId: holder.partyId,
        premisesId,
        openedAt: at,
        openedAmount: amount,
        unit,
        expiresOn: expiresOn ? Temporal.PlainDate.from(expiresOn) : null,
        releaseExpiresOn: null,
        holds: [],
      }
      this.#batches.set(batchId, { fact, parties: new Set() })
    }
    for (const { parentId, childId } of edges ?? []) this.#relate(parentId, childId)
    if (results) {
      const fresh = results.rows.map((row) => ({ ...row, sampleId: results.sampleId, eventId, testedAt: at }))
      this.#results.set(results.sampleId, [...fresh, ...(this.#results.get(results.sampleId) ?? [])])
    }
    const judged = verdict?.verdict === 'released' && this.#batches.get(verdict.batchId)
    if (judged) {
      const releaseExpiresOn = verdict.expiresOn === null ? null : Temporal.PlainDate.from(verdict.expiresOn)
      judged.fact = { ...judged.fact, releaseExpiresOn }
    }
    const { allowance } = decision
    if (allowance) {
      const { massMg: _, from, until, ...fact } = allowance
      this.#allowances.set(placeKey(fact.place), { ...fact, period: { from, until }, leftMg: 0n })
    }
    this.use(decision)
    for (const { from, to, amount } of moves) {
      this.#use(from, -amount)
      this.#use(to, amount)
      if (from.kind === 'allowance' || to.kind === 'allowance') continue
      this.#change(this.#open(from), -amount)
      this.#change(this.#open(to), amount)
    }
    for (const place of opens ?? []) this.#open(place)
    for (const place of reopens ?? []) this.#open(place).isClosed = false
    for (const place of closes ?? []) this.#open(place).isClosed = true
    if (shipment) {
      const lines = shipment.lines.map(
        ({ batchId, state, shippedMg }, index): ShipmentLineFact => ({
          line: index + 1,
          batchId,
          state,
          shippedMg,
          rounds: 0,
          isSettled: false,
        }),
      )
      this.#shipments.set(shipment.shipmentId, { ...shipment, eventId, shippedAt: at, isCancelled: false, lines })
    }
    for (const { shipmentId, line, round } of settlements ?? []) {
      const known = this.#shipments.get(shipmentId)
      if (!known) continue
      const lines = known.lines.map((one) => (one.line === line ? { ...one, rounds: round, isSettled: true } : one))
      this.#shipments.set(shipmentId, { ...known, lines })
    }
  }

  #use(place: Place, by: bigint): void {
    const known = place.kind === 'allowance' ? this.#allowances.get(placeKey(place)) : undefined
    if (known) this.#allowances.set(placeKey(place), { ...known, leftMg: known.leftMg + by })
  }

  /** As the database gives them: nearest first, then newest; of a blend's parents none, nor of what another product came from. */
  #resultsFor(batchId: BatchId): ResultFact[] {
    const found: ResultFact[] = []
    let here: BatchId | null = batchId
    for (let depth = 0; here !== null; depth++) {
      const samples: readonly BatchId[] = this.#samples.get(here) ?? []
      const newestFirst = samples
        .flatMap((sample) => this.#results.get(sample) ?? [])
        .sort((a, b) => Temporal.Instant.compare(b.testedAt, a.testedAt))
      found.push(...newestFirst.map((result) => ({ ...result, depth })))
      here = this.#sameMaterial(here)
    }
    return found
  }

  /** What it was before it was packed, split or trimmed: its one parent, of the same product. */
  #sameMaterial(batchId: BatchId): BatchId | null {
    const [parent, ...others] = this.#parents.get(batchId) ?? []
    const product = (id: BatchId) => this.#batches.get(id)?.fact.productCode
    return parent !== undefined && others.length === 0 && product(parent) === product(batchId) ? parent : null
  }

  #relate(parentId: BatchId, childId: BatchId): void {
    const parents = this.#parents.get(childId) ?? []
    if (parents.includes(parentId)) return
    this.#parents.set(childId, [...parents, parentId])
    if (this.#batches.get(childId)?.fact.kind === 'sample') {
      this.#samples.set(parentId, [...(this.#samples.get(parentId) ?? []), childId])
    }
  }

  #open(place: Place): OpenAccount {
    const { batchId } = place
    const key = placeKey(place)
    const ofBatch = (batchId && this.#accounts.get(batchId)) || new Map<string, OpenAccount>()
    if (batchId) this.#accounts.set(batchId, ofBatch)
    const known = ofBatch.get(key)
    if (known) return known
    const fresh: OpenAccount = {
      ...place,
      accountId: accountIdOf(this.#authorityId, place),
      amount: 0n,
      isClosed: false,
    }
    ofBatch.set(key, fresh)
    this.#byId.set(fresh.accountId, fresh)
    const parties = batchId && this.#batches.get(batchId)?.parties
    if (parties) {
      parties.add(place.holderId)
      if (place.counterId) parties.add(place.counterId)
    }
    return fresh
  }

  #change(account: OpenAccount, by: bigint): void {
    if (account.kind === 'world') return
    account.amount += by
  }
}
