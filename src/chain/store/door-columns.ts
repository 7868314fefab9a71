// A posting as the columns of the door: events and accounts in the order of their ids, everything else by place among them. Not here:
// calling it (door.ts), and any decision.
import { assert } from '#kernel'
import {
  bigintColumn,
  bytesColumn,
  instantColumn,
  integerColumn,
  microsecondsOf,
  textColumn,
  uuidColumn,
} from '#platform'
import type { Posting } from '../record/posting.ts'
import type { AccountRow, EventRow } from '../record/posting-rows.ts'

/** A function of the database and its arguments after the authority. */
export type DoorCall = {
  readonly name: 'chain.post_event' | 'chain.post_events'
  readonly events: readonly string[]
  readonly values: readonly unknown[]
}

/** More movements than this in one event are quicker in one statement, as the door for many has it. */
const movesOfOneMax = 16

export function doorCall(posting: Posting, isImport: boolean): DoorCall {
  const { events, movements, parties, touched } = posting
  const beside = besideOf(posting)
  const accounts = sortedAccounts(posting)
  const placeOf = new Map(accounts.map(({ id }, place) => [id, place + 1]))
  const ends = [
    integerColumn(movements.map(({ line }) => line)),
    textColumn(movements.map(({ ledger }) => ledger)),
    integerColumn(movements.map(({ from }) => need(placeOf, from))),
    integerColumn(movements.map(({ to }) => need(placeOf, to))),
    bigintColumn(movements.map(({ amount }) => BigInt(amount))),
  ]
  const [only] = events
  if (only && events.length === 1 && !isImport && movements.length <= movesOfOneMax && areApart(accounts)) {
    return {
      name: 'chain.post_event',
      events: [only.id],
      values: [
        ...oneEvent(only),
        ...accountColumns(accounts).toSpliced(1, 1), // All of them open when it occurs.
        ...ends,
        uuidColumn(parties.map(({ holder }) => holder)),
        uuidColumn(touched.map(({ batch }) => batch)),
        beside,
      ],
    }
  }
  const sorted = events.toSorted(byId)
  const eventAt = new Map(sorted.map(({ id }, place) => [id, place + 1]))
  return {
    name: 'chain.post_events',
    events: sorted.map(({ id }) => id),
    values: [
      isImport,
      ...eventColumns(sorted),
      ...accountColumns(accounts),
      integerColumn(movements.map(({ event }) => need(eventAt, event))),
      ...ends,
      integerColumn(parties.map(({ event }) => need(eventAt, event))),
      uuidColumn(parties.map(({ holder }) => holder)),
      integerColumn(touched.map(({ event }) => need(eventAt, event))),
      uuidColumn(touched.map(({ batch }) => batch)),
      beside,
    ],
  }
}

const columns = new Set(['events', 'accounts', 'movements', 'parties', 'touched'])

/** What few events say, as it is: read once by the function of its table. */
function besideOf(posting: Posting): string {
  const beside = Object.entries(posting).filter(([table, rows]) => rows.length > 0 && !columns.has(table))
  return beside.length === 0 ? '{}' : JSON.stringify(Object.fromEntries(beside))
}

function need(places: ReadonlyMap<string, number>, id: string): number {
  const place = places.get(id)
  assert(place !== undefined, 'a row of a posting is of one of its events')
  return place
}

function oneEvent(event: EventRow): unknown[] {
  const { id, kind, at, actor, holder, premises, counter, corrects, exemption, exemptionFrom = null } = event
  const { basis, record, salt } = event
  const bytes = Buffer.from(salt, 'base64')
  const relied = [exemption, exemptionFrom]
  return [id, kind, at, actor, holder, premises, counter, corrects, ...relied, textColumn(basis), record, bytes]
}

function eventColumns(events: readonly EventRow[]): Buffer[] {
  const instant = instantReader()
  return [
    uuidColumn(events.map(({ id }) => id)),
    textColumn(events.map(({ kind }) => kind)),
    instantColumn(events.map(({ at }) => instant(at))),
    uuidColumn(events.map(({ actor }) => actor)),
    uuidColumn(events.map(({ holder }) => holder)),
    uuidColumn(events.map(({ premises }) => premises)),
    uuidColumn(events.map(({ counter }) => counter)),
    uuidColumn(events.map(({ corrects }) => corrects)),
    uuidColumn(events.map(({ exemption }) => exemption)),
    textColumn(events.map(({ exemptionFrom = null }) => exemptionFrom)),
    textColumn(events.map(({ basis }) => basis.join('\n'))),
    textColumn(events.map(({ record }) => record)),
    bytesColumn(events.map(({ salt }) => Buffer.from(salt, 'base64'))),
  ]
}

function accountColumns(accounts: readonly Listed[]): Buffer[] {
  return [
    uuidColumn(accounts.map(({ id }) => id)),
    instantColumn(accounts.map(({ opensAt }) => opensAt)),
    textColumn(accounts.map(({ ledger }) => ledger)),
    textColumn(accounts.map(({ kind }) => kind)),
    uuidColumn(accounts.map(({ holder }) => holder)),
    uuidColumn(accounts.map(({ counter }) => counter)),
    uuidColumn(accounts.map(({ premises }) => premises)),
    uuidColumn(accounts.map(({ batch }) => batch)),
    uuidColumn(accounts.map(({ shipment }) => shipment)),
    textColumn(accounts.map(({ state }) => state)),
  ]
}

/** An account as it is said to be, and when it opens at the earliest; of one that nothing is said of, the id alone. */
type Listed = { readonly [Column in keyof Omit<AccountRow, 'id' | 'event' | 'at'>]: AccountRow[Column] | null } & {
  readonly id: string
  readonly opensAt: bigint
}

const unsaid = { ledger: null, kind: null, holder: null, counter: null, premises: null, batch: null, shipment: null }

/** Each once. One of which two different things are said stays twice: the door refuses. */
function sortedAccounts({ accounts, movements }: Posting): Listed[] {
  const listed = new Map<string, Listed>()
  const odd: Listed[] = []
  const opening = instantReader()
  for (const account of accounts) {
    const opensAt = opening(account.at)
    const known = listed.get(account.id)
    if (known && !isSame(known, account)) odd.push({ ...account, opensAt })
    else if (!known || opensAt < known.opensAt) listed.set(account.id, { ...account, opensAt })
  }
  for (const { from, to } of movements) {
    for (const id of [from, to]) {
      if (!listed.has(id)) listed.set(id, { id, ...unsaid, state: null, opensAt: 0n })
    }
  }
  return [...listed.values(), ...odd].sort(byId)
}

const isSame = (one: Listed, other: AccountRow): boolean =>
  one.ledger === other.ledger &&
  one.kind === other.kind &&
  one.holder === other.holder &&
  one.counter === other.counter &&
  one.premises === other.premises &&
  one.batch === other.batch &&
  one.shipment === other.shipment &&
  one.state === other.state

const areApart = (accounts: readonly Listed[]): boolean =>
  accounts.every(({ id }, place) => place === 0 || id !== accounts[place - 1]?.id)

/** As PostgreSQL orders a uuid: our ids are spelled in lower case. */
const byId = (one: { readonly id: string }, other: { readonly id: string }): number =>
  one.id < other.id ? -1 : one.id > other.id ? 1 : 0

/** Rows of one event, and often neighbours, say the same moment: each spelling is read once. */
function instantReader(): (text: string) => bigint {
  const known = new Map<string, bigint>()
  return (text) => {
    const at = known.get(text) ?? microsecondsOf(Temporal.Instant.from(text))
    known.set(text, at)
    return at
  }
}
