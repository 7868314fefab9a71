// An answer has a limit in bytes beside that in events: large events come on more pages, each once, and one goes whole however large.
// And it has a limit in time. Not here: what is asked (plain/), and the limits of a capture.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { unwrap } from '#kernel'
import { openWorld, testLaw, type World } from '../../testing/world.ts'
import { captureEvents } from '../capture.ts'
import { standardPrefixes } from '../prefixes.ts'
import { readDocument } from '../read-document.ts'
import { askEvents, eventById } from './ask-events.ts'
import { answerBytesMax, inTime } from './find-events.ts'
import { freshEvents, remember } from './fresh-events.ts'
import { parseQuery } from './parse-query.ts'

const sizes = [3_000_000, 1_000_000, 3_000_000, answerBytesMax + 1, 10, 10]
const pages = [[0, 1], [2], [3], [4, 5]]
const context = [
  'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
  { lab: 'https://lab.example.nl/ns/' },
]
const nameOf = (place: number) => `urn:x:large:${place}`
const placesOf = (events: readonly { readonly eventId: string }[]) =>
  events.map(({ eventId }) => Number(eventId.slice('urn:x:large:'.length)))

let world: World
beforeAll(async () => {
  world = await openWorld()
  const { actor } = world.who.grower
  for (const [place, size] of sizes.entries()) {
    const text = JSON.stringify({
      ...{ '@context': context, type: 'ObjectEvent', action: 'OBSERVE', eventID: nameOf(place) },
      ...{ eventTime: '2026-05-01T10:00:00Z', eventTimeZoneOffset: '+02:00', epcList: [`${nameOf(place)}:thing`] },
      'lab:note': 'x'.repeat(size),
    })
    await world.database.transaction(actor, (tx) =>
      captureEvents(tx, actor, readDocument(text, 'json').events, {
        ...{ captureId: null, law: testLaw, profileOn: () => null, now: world.now, mayRecord: async () => {} },
      }),
    )
  }
})
afterAll(() => world?.[Symbol.asyncDispose]())

test('a page ends before its events are too large together, and the next begins where it ended', async () => {
  const { actor } = world.who.grower
  const query = unwrap(parseQuery({ parameters: {}, from: 'body', prefixes: standardPrefixes }))
  const seen: number[][] = []
  for (let token: string | undefined; seen.length < 9; ) {
    const asked = { query, perPage: 500, now: world.now, ...(token === undefined ? {} : { token }) }
    const { events, next } = await world.database.transaction(actor, (tx) => askEvents(tx, actor, asked))
    seen.push(placesOf(events))
    if (!next) break
    token = next.token
  }
  expect(seen).toEqual(pages)
})

test('what is told to a subscriber is divided the same way', async () => {
  const { actor } = world.who.grower
  const seen: number[][] = []
  const since = world.now.subtract({ hours: 1 })
  let recent: readonly string[] = []
  for (let isMore = true; isMore && seen.length < 9; ) {
    const standing = { definition: {}, seenAt: since, initialFrom: since, until: null, recent }
    const fresh = await world.database.transaction(actor, (tx) => freshEvents(tx, world.authorityId, standing))
    seen.push(placesOf(fresh.events))
    recent = remember(recent, fresh.events)
    isMore = fresh.isMore
  }
  expect(seen).toEqual(pages)
})

test('events of one name, of several organisations, come to staff in pages as any others', async () => {
  const { grower, packer, pharmacy } = world.who
  for (const [at, { actor }] of [grower, packer, pharmacy].entries()) {
    const text = JSON.stringify({
      ...{ '@context': context, type: 'ObjectEvent', action: 'OBSERVE', eventID: 'urn:x:same' },
      ...{ eventTime: '2026-05-01T10:00:00Z', eventTimeZoneOffset: '+02:00', epcList: [`urn:x:same:${at}`] },
      'lab:note': 'x'.repeat(3_000_000),
    })
    await world.database.transaction(actor, (tx) =>
      captureEvents(tx, actor, readDocument(text, 'json').events, {
        ...{ captureId: null, law: testLaw, profileOn: () => null, now: world.now, mayRecord: async () => {} },
      }),
    )
  }
  const seen: string[] = []
  for (let token: string | undefined, pages = 0; pages < 9; pages += 1) {
    const asked = { eventId: 'urn:x:same', now: world.now, ...(token === undefined ? {} : { token }) }
    const { events, next } = await world.database.transaction(world.staff, (tx) => eventById(tx, world.staff, asked))
    expect(events).toHaveLength(1)
    seen.push(...events.map(({ document }) => JSON.parse(document).epcList[0]))
    if (!next) break
    token = next.token
  }
  expect(seen).toEqual(['urn:x:same:2', 'urn:x:same:1', 'urn:x:same:0'])
  const own = await world.database.transaction(grower.actor, (tx) =>
    eventById(tx, grower.actor, { eventId: 'urn:x:same', now: world.now }),
  )
  expect([own.events.length, own.next]).toEqual([1, null])
})

test('a question that takes too long is stopped, and said', async () => {
  const { actor } = world.who.grower
  const asking = (question: ReturnType<typeof sql>, seconds?: number) =>
    world.database.transaction(actor, (tx) => inTime(tx, () => question.execute(tx), seconds))
  await expect(asking(sql`select pg_sleep(5)`, 0.5)).rejects.toThrow('epcis/query-too-long')
  await expect(asking(sql`select 1 / 0`)).rejects.toThrow(/division by zero/)
})
