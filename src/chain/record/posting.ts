// A decision as the door takes it: the record that is hashed, and rows by column. Not here: sending it (store/door.ts).
import { createHash, randomBytes } from 'node:crypto'
import { type AccountId, assert, canonicalJson, type EventId, type Json, printId } from '#kernel'
import { type Decision, type NewBatch, openedBy, type ReliedOn } from '../acts/decision.ts'
import type { Situation } from '../acts/situation.ts'
import { bare } from '../bare-id.ts'
import type { Act } from '../contract.ts'
import { accountIdOf, type Place, placeKey } from '../place.ts'
import type { AccountRow, EventRow, MovementRow, PartyRow, TouchedRow } from './posting-rows.ts'

/** Rows for the door, by table. Empty tables may be left out, but for the first five. */
export type Posting = {
  readonly events: readonly EventRow[]
  readonly accounts: readonly AccountRow[]
  readonly movements: readonly MovementRow[]
  readonly parties: readonly PartyRow[]
  readonly touched: readonly TouchedRow[]
  readonly [table: string]: readonly object[]
}

/** One decided event, ready for the door, alone or beside others. */
export type DecidedEvent = { readonly eventId: EventId; readonly posting: Posting }

const saltLength = 32

export type PostingOptions = {
  /** The acting person or machine, opaque. */
  readonly actorId: string | null
  /** For worlds that must come out the same twice; everyone else leaves it to chance. */
  readonly salt?: Uint8Array | undefined
}

export function postingOf(
  situation: Situation,
  act: Act,
  decision: Decision,
  { actorId, salt = randomBytes(saltLength) }: PostingOptions,
): DecidedEvent {
  const { authorityId, holder, premisesId, at } = situation
  const eventId = bare('event', act.eventId)
  const event = eventId
  const time = at.toString()
  const accountId = (place: Place): AccountId => accountIdOf(authorityId, place)
  const movements = decision.moves.map(({ from, to, amount }, index) => {
    assert(amount > 0n && from.ledger === to.ledger, 'a movement moves something within one ledger')
    return {
      event,
      at: time,
      line: index + 1,
      ledger: from.ledger,
      from: accountId(from),
      to: accountId(to),
      amount: `${amount}`,
    }
  })
  const places = uniquePlaces([
    ...decision.moves.flatMap(({ from, to }) => [from, to]),
    ...(decision.closes ?? []),
    ...(decision.reopens ?? []),
    ...(decision.opens ?? []),
  ])
  const parties = new Set([
    holder.partyId,
    ...places.flatMap(({ holderId, counterId }) => (counterId ? [holderId, counterId] : [holderId])),
    ...(decision.parties ?? []),
  ])
  const batches = new Set([
    ...places.flatMap(({ batchId }) => (batchId ? [batchId] : [])),
    ...(decision.touched ?? []),
    ...openedBy(decision).map(({ batchId }) => batchId),
  ])
  const record = recordOf(situation, act, decision, { movements, actor: actorMark(eventId, actorId) })
  const rows: Record<string, readonly object[]> = {
    events: [
      {
        id: eventId,
        kind: act.kind,
        at: time,
        actor: actorId,
        holder: holder.partyId,
        premises: premisesId,
        counter: decision.counterId ?? null,
        corrects: decision.correctsId ?? null,
        exemption: decision.exemptions[0]?.exemptionId ?? null,
        exemptionFrom: decision.exemptions[0]?.since.toString() ?? null,
        basis: decision.basis,
        record,
        salt: Buffer.from(salt).toString('base64'),
      },
    ],
    accounts: places.map((place) => ({
      id: accountId(place),
      event,
      at: time,
      ledger: place.ledger,
      kind: place.kind,
      holder: place.holderId,
      counter: place.counterId,
      premises: place.premisesId,
      batch: place.batchId,
      shipment: place.shipmentId,
      state: place.state,
    })),
    movements,
    parties: [...parties].map((party) => ({ event, holder: party })),
    touched: [...batches].map((batch) => ({ event, batch, at: time })),
    batches: openedBy(decision).map((batch) => batchRow(situation, batch, { event, at: time })),
    edges: (decision.edges ?? []).map(({ parentId, childId, amount }) => ({
      event,
      parent: parentId,
      child: childId,
      amount: `${amount}`,
    })),
    corrections: decision.correctsId ? [{ event, corrects: decision.correctsId }] : [],
    ...shipmentRows(decision, { event, at: time, accountId }),
    settlements: (decision.settlements ?? []).map(({ shipmentId, line, round, receivedMg }) => ({
      event,
      shipment: shipmentId,
      line,
      round,
      amount: `${receivedMg}`,
      at: time,
    })),
    results: (decision.results?.rows ?? []).map((row) => ({
      event,
      sample: decision.results?.sampleId,
      at: time,
      holder: holder.partyId,
      ...row,
    })),
    verdicts: decision.verdict
      ? [
          {
            event,
            at: time,
            batch: decision.verdict.batchId,
            verdict: decision.verdict.verdict,
            certificate: decision.verdict.certificate,
            expires: decision.verdict.expiresOn,
          },
        ]
      : [],
    holds: (decision.holds ?? []).map(({ batchId, rootId, scope, reason, holderId }) => ({
      event,
      at: time,
      batch: batchId,
      root: rootId,
      scope,
      reason,
      holder: holderId,
    })),
    lifts: (decision.lifts ?? []).map(({ batchId, holdEventId }) => ({ event, batch: batchId, hold: holdEventId })),
    closes: (decision.closes ?? []).map((place) => ({ event, account: accountId(place), at: time })),
    reopens: (decision.reopens ?? []).map((place) => ({ event, account: accountId(place) })),
    ceilings: (decision.ceilings ?? []).map(({ exemptionId, substanceId, products }) => ({
      event,
      at: time,
      holder: holder.partyId,
      premises: premisesId,
      exemption: exemptionId,
      substance: substanceId,
      products,
    })),
    leans: [
      ...decision.exemptions.slice(1).map((one) => leanRow(event, one, true)),
      ...(decision.leansOn ?? []).map((one) => leanRow(event, one, false)),
    ],
    limits: (decision.limits ?? []).map(({ exemptionId, number, on, days, place, products }) => ({
      event,
      account: accountId(place),
      exemption: exemptionId,
      number,
      on: on.toString(),
      from: days.from.toString(),
      until: days.until?.toString() ?? null,
      products,
    })),
    unused: (decision.unused ?? []).map(({ exemptionId, number, products }) => ({
      event,
      exemption: exemptionId,
      number,
      products,
    })),
    allowances: decision.allowance ? [allowanceRow(decision.allowance, { event, accountId })] : [],
    disputes: (decision.disputes ?? []).map(({ stock, difference, amount, shortAt, dueOn }) => ({
      event,
      account: accountId(difference),
      stock: accountId(stock),
      holder: difference.holderId,
      amount: `${amount}`,
      shortAt: shortAt.toString(),
      due: dueOn.toString(),
    })),
    lossDues: (decision.lossDues ?? []).map(({ to, discoveredAt, dueOn }) => ({
      event,
      to,
      holder: holder.partyId,
      premises: premisesId,
      discovered: discoveredAt.toString(),
      due: dueOn.toString(),
    })),
    lossNotices: decision.lossNotice
      ? [
          {
            event,
            at: time,
            loss: decision.lossNotice.lossId,
            to: decision.lossNotice.to,
            holder: holder.partyId,
            reference: decision.lossNotice.reference,
          },
        ]
      : [],
    rooms: decision.room
      ? [
          {
            event,
            premises: decision.room.premisesId,
            name: decision.room.name,
            from: decision.room.from.toString(),
            holder: decision.room.holderId,
            kind: decision.room.kind,
            uses: decision.room.uses,
          },
        ]
      : [],
    stays: decision.stay
      ? [
          {
            event,
            at: time,
            batch: decision.stay.batchId,
            premises: premisesId,
            holder: holder.partyId,
            room: decision.stay.room,
          },
        ]
      : [],
    toSign: decision.toSignBy
      ? [{ event, holder: holder.partyId, premises: premisesId, due: decision.toSignBy.toString() }]
      : [],
    countersigns: decision.countersigns
      ? [
          {
            event,
            at: time,
            signs: decision.countersigns.signsId,
            holder: decision.countersigns.holderId,
            party: holder.partyId,
          },
        ]
      : [],
    documents: (decision.documents ?? []).map((text) => ({ event, document: bare('document', text) })),
  }
  return { eventId, posting: withoutEmpty(rows) }
}

const always = new Set(['events', 'accounts', 'movements', 'parties', 'touched'])

function withoutEmpty(rows: Record<string, readonly object[]>): Posting {
  return Object.fromEntries(
    Object.entries(rows).filter(([table, list]) => list.length > 0 || always.has(table)),
  ) as Posting // The five stay.
}

/** Many decided events as one call of the door, in this order. */
export function joinPostings(postings: readonly Posting[]): Posting {
  const joined: Record<string, object[]> = {}
  for (const posting of postings) {
    for (const [table, rows] of Object.entries(posting)) {
      const list = joined[table] ?? []
      for (const row of rows) list.push(row)
      joined[table] = list
    }
  }
  return joined as unknown as Posting // Each part had the five.
}

/**
 * Who did it, as the record says it: another text for each event, so that whoever reads some records cannot tell which of them one person
 * made; whoever keeps the ledger can, and finds an event that was put in another's name (proof/records.ts).
 */
function actorMark(eventId: EventId, actorId: string | null): string | null {
  if (actorId === null) return null
  return createHash('sha256').update(`grein-actor/1|${eventId}|${actorId}`).digest('hex')
}

type Hashed = { readonly movements: readonly object[]; readonly actor: string | null }

/** What is hashed: the act as it was sent, for whom, on which ground, and what it moved. People and holders by opaque id alone. */
function recordOf(
  { authorityId, holder }: Situation,
  act: Act,
  { exemptions: [exemption, ...beside], basis }: Decision,
  { movements, actor }: Hashed,
): string {
  const record = {
    format: 'grein-event/1',
    authority: printId('authority', authorityId),
    holder: printId('party', holder.partyId),
    act,
    actor,
    exemption: exemption?.number ?? null,
    ...(beside.length > 0 ? { exemptionsBeside: beside.map(({ number }) => number).toSorted() } : {}),
    basis,
    movements: movements.map((movement) => ({ ...movement, event: undefined, at: undefined })),
  }
  return canonicalJson(JSON.parse(JSON.stringify(record)) as Json) // An act is JSON by its schema; the round trip drops what is undefined.
}

function allowanceRow(
  { kind, number, holderId, counterId, productCode, massMg, from, until, place }: NonNullable<Decision['allowance']>,
  { event, accountId }: { readonly event: EventId; readonly accountId: (place: Place) => AccountId },
): object {
  return {
    event,
    kind,
    number,
    holder: holderId,
    counter: counterId,
    product: productCode,
    amount: `${massMg}`,
    from: from.toString(),
    until: until?.toString() ?? null,
    account: accountId(place),
  }
}

/** Of the actor's own exemptions each is named with its event; of others' none. */
function leanRow(event: EventId, { exemptionId, since }: ReliedOn, named: boolean): object {
  return { event, exemption: exemptionId, from: since.toString(), named }
}

function uniquePlaces(places: readonly Place[]): Place[] {
  return [...new Map(places.map((place) => [placeKey(place), place])).values()]
}

type OfEvent = { readonly event: EventId; readonly at: string }

function batchRow({ holder, premisesId }: Situation, batch: NewBatch, { event, at }: OfEvent): object {
  const { batchId, name, kind, productCode, amount, unit, cultivar, room, gtin, packs, packMassMg, expiresOn } = batch
  return {
    id: batchId,
    event,
    at,
    name,
    kind,
    product: productCode,
    holder: holder.partyId,
    premises: premisesId,
    amount: `${amount}`,
    unit,
    cultivar,
    room,
    gtin,
    packs,
    packMassMg: packMassMg?.toString(),
    expires: expiresOn,
  }
}

function shipmentRows(
  { shipment }: Decision,
  { event, at, accountId }: OfEvent & { accountId: (place: Place) => AccountId },
): Record<string, object[]> {
  if (!shipment) return {}
  const { shipmentId, reason, senderId, fromPremisesId, receiverId, toPremisesId, lines } = shipment
  return {
    shipments: [
      {
        event,
        at,
        id: shipmentId,
        reason,
        sender: senderId,
        from: fromPremisesId,
        receiver: receiverId,
        to: toPremisesId,
      },
    ],
    lines: lines.map(({ batchId, state, shippedMg, transit }, index) => ({
      event,
      shipment: shipmentId,
      line: index + 1,
      batch: batchId,
      state,
      amount: `${shippedMg}`,
      transit: accountId(transit),
    })),
  }
}
