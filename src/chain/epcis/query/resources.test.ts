// What occurs in events is listed from the database's own list, and that list is what a reading of every event would find, each behind
// their own wall. Not here: the addresses (test/contract/epcis-query.test.ts).
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId, type PartyId } from '#kernel'
import type { Actor } from '#platform'
import { openTestDatabase, type TestDatabase } from '#platform/testing'
import { type ExpandedEvent, expandedOf } from '../expanded.ts'
import { eventsFromJson } from '../from-json.ts'
import { keepEvents } from '../store.ts'
import { findEvents } from './find-events.ts'
import { follow } from './matches.ts'
import { listResources, type ResourceKind, resourceCondition, resourceKinds, resourceNames } from './resources.ts'

let world: TestDatabase
const [sender, receiver, stranger, hoarder] = Array.from({ length: 4 }, () => newId('party')) as Parties // As many as named.
type Parties = [PartyId, PartyId, PartyId, PartyId]
const kept: { readonly expanded: ExpandedEvent; readonly seenBy: readonly PartyId[] }[] = []

const lot = (name: string) => ({ epcClass: `urn:epc:class:lgtin:8712345.012345.${name}`, quantity: 1, uom: 'KGM' })
const seen = (number: number) => ({
  type: 'ObjectEvent',
  action: 'OBSERVE',
  eventTime: '2026-05-01T10:00:00Z',
  eventTimeZoneOffset: '+02:00',
  bizStep: number % 2 ? 'shipping' : `urn:x:step:${number % 3}`,
  disposition: 'in_transit',
  readPoint: { id: `urn:epc:id:sgln:8712345.0000${number % 5}.0` },
  bizLocation: { id: `urn:epc:id:sgln:8712345.0000${number % 7}.0` },
  epcList: [`urn:x:thing:${number}`, 'urn:epc:id:sscc:8712345.0000000001'],
  quantityList: [lot(`L${number % 4}`)],
})
const made = {
  type: 'TransformationEvent',
  eventTime: '2026-05-01T10:00:00Z',
  eventTimeZoneOffset: '+02:00',
  inputEPCList: ['urn:x:in'],
  outputQuantityList: [lot('MADE')],
}

/** More things than a page may have. */
const hoard = { ...made, inputEPCList: Array.from({ length: 620 }, (_, number) => `urn:x:hoarded:${number}`) }

beforeAll(async () => {
  world = await openTestDatabase({ upTo: 'chain' })
  const all = [...Array.from({ length: 40 }, (_, number) => seen(number)), made, hoard]
  for (const [number, event] of all.entries()) {
    const [read] = eventsFromJson(JSON.stringify({ '@context': ['x'], ...event }))
    if (!read) throw new Error('an event is read')
    const holder = event === hoard ? hoarder : number % 3 === 0 ? receiver : sender
    const counter = number % 4 === 0 ? receiver : null
    const expanded = expandedOf(read)
    const row = {
      id: newId('event'),
      holder,
      counter,
      capture: null,
      place: null,
      name: `urn:x:event:${number}`,
      isIdGiven: true,
      hashId: `ni:${number}`,
      isDeclaration: false,
      type: expanded.type,
      at: expanded.eventTime,
      document: '{}',
      context: '[]',
      expanded,
      origin: 'captured' as const,
      actKind: null,
      mass: 'none' as const,
      event: null,
    }
    await world.database.transaction(world.staff, (tx) => keepEvents(tx, world.authorityId, [row]))
    kept.push({ expanded, seenBy: counter ? [holder, counter] : [holder] })
  }
})
afterAll(() => world?.[Symbol.asyncDispose]())

const actorOf = (partyId: PartyId | null): Actor =>
  partyId ? world.actorFor({ partyId, wall: 'holder' }) : world.staff

/** As a reading of all events would have it. */
function expected(kind: ResourceKind, partyId: PartyId | null): readonly string[] {
  const { places, always, whole, short } = resourceKinds[kind]
  const known = new Set(always.map((one) => whole(one)))
  const mine = kept.filter(({ seenBy }) => partyId === null || seenBy.includes(partyId))
  const found = mine.flatMap(({ expanded }) => places.flatMap((place) => follow([expanded], place)))
  const values = [...new Set(found)].filter((one): one is string => typeof one === 'string' && !known.has(one))
  return [...always, ...values.map(short)].toSorted()
}

/** Every page, a few at a time. */
async function listed(kind: ResourceKind, actor: Actor): Promise<readonly string[]> {
  const members: string[] = []
  for (let token: string | undefined; ; ) {
    const asked = { kind, perPage: 3, ...(token === undefined ? {} : { token }) }
    const page = await world.database.transaction(actor, (tx) => listResources(tx, actor, asked))
    members.push(...page.members)
    if (page.nextToken === null) return members
    token = page.nextToken
  }
}

test.each(resourceNames)('%s: every page together is what occurs, for who may see it', async (kind) => {
  for (const partyId of [null, sender, receiver, stranger]) {
    const members = await listed(kind, actorOf(partyId))
    expect(members.toSorted()).toEqual(expected(kind, partyId))
  }
})

test('whatever occurs has its events, lots as well as things, and what occurs for another alone does not', async () => {
  const ask = (partyId: PartyId | null, kind: ResourceKind, value: string) => {
    const actor = actorOf(partyId)
    return world.database.transaction(actor, async (tx) => {
      const condition = await resourceCondition(tx, actor, { kind, value })
      return findEvents(tx, {
        authorityId: world.authorityId,
        query: { conditions: [condition], order: null },
        limit: 1,
      })
    })
  }
  for (const kind of resourceNames)
    for (const partyId of [null, sender, receiver])
      for (const value of expected(kind, partyId))
        if (!resourceKinds[kind].always.some((one) => one === value))
          expect([kind, value, (await ask(partyId, kind, value)).length]).toEqual([kind, value, 1])
  await expect(ask(stranger, 'epcs', 'urn:x:thing:1')).rejects.toThrow('epcis/unknown-resource')
})

test('a page has five hundred at most, whatever is asked, and the next has the rest', async () => {
  const actor = actorOf(hoarder)
  const page = (token?: string) =>
    world.database.transaction(actor, (tx) =>
      listResources(tx, actor, { kind: 'epcs', perPage: 999_999, ...(token === undefined ? {} : { token }) }),
    )
  const first = await page()
  const second = await page(first.nextToken ?? '')
  expect([first.members.length, second.members.length, second.nextToken]).toEqual([500, 121, null])
})

test('a token of another list, or no token of ours, is refused', async () => {
  const ask = (token: string) =>
    world.database.transaction(world.staff, (tx) => listResources(tx, world.staff, { kind: 'epcs', token }))
  const other = await world.database.transaction(world.staff, (tx) =>
    listResources(tx, world.staff, { kind: 'readPoints', perPage: 1 }),
  )
  for (const token of [other.nextToken ?? '', Buffer.from('["epcs","drop table"]').toString('base64url'), 'x'])
    await expect(ask(token)).rejects.toThrow('epcis/page-token')
})
