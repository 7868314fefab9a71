// A trace over the country: every gram that was sent is on one band, and nobody learns from a map what the trace does not tell. Not here: drawing.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, parseId, printId } from '#kernel'
import { recordLocation } from '#licensing'
import type { Actor } from '#platform'
import { trace } from '../read/trace.ts'
import { growToPatient } from '../testing/whole-chain.ts'
import { openWorld, type World } from '../testing/world.ts'
import { traceMap } from './trace-map.ts'

let world: World
let made: Awaited<ReturnType<typeof growToPatient>>
beforeAll(async () => {
  world = await openWorld()
  made = await growToPatient(world)
})
afterAll(() => world[Symbol.asyncDispose]())

const packsId = () => parseId('batch', made.packs.batchId)!
const mapFor = (actor: Actor, batchId = packsId(), direction: 'both' | 'back' | 'forward' = 'both') =>
  world.database.transaction(actor, (tx) => traceMap(tx, actor, { batchId, direction }))

describe('the map of a trace', () => {
  test('has every place and every shipment of the family, each once', async () => {
    const { authority } = world.who
    const map = await mapFor(authority.actor)
    const traced = await world.database.transaction(authority.actor, (tx) =>
      trace(tx, authority.actor, { batchId: packsId(), direction: 'both' }),
    )
    const family = traced.nodes.map(({ batch }) => parseId('batch', batch.batchId))
    const [row] = await world.admin.query<{ mass: bigint; count: bigint }>(
      `select sum(l.shipped_mg)::bigint as mass, count(distinct l.shipment_id) as count from chain.shipment_line l
       join chain.shipment s on s.shipment_id = l.shipment_id
       where l.batch_id = any ($1::uuid[]) and not exists (select from chain.correction c where c.corrects_id = s.event_id)`,
      [family],
    )
    expect(map.flows.reduce((sum, { massMg }) => sum + BigInt(massMg), 0n)).toBe(row?.mass)
    expect(map.flows.reduce((sum, { count }) => sum + count, 0)).toBe(Number(row?.count))
    for (const { massMg, shipments } of map.flows) {
      expect(shipments.reduce((sum, one) => sum + BigInt(one.massMg), 0n)).toBe(BigInt(massMg))
    }
    const known = new Set(map.places.map(({ premises }) => premises.premisesId))
    for (const { fromId, toId } of map.flows) expect([known.has(fromId), known.has(toId)]).toEqual([true, true])
    const standing = (rows: readonly { hasMassMg: string }[]) =>
      rows.reduce((sum, { hasMassMg }) => sum + BigInt(hasMassMg), 0n)
    expect(standing(map.places)).toBe(standing(traced.whereabouts.filter(({ premises }) => premises !== null)))
    for (const { hasMassMg, stands } of map.places) {
      expect(stands.reduce((sum, { massMg }) => sum + BigInt(massMg), 0n)).toBe(BigInt(hasMassMg))
    }
  })

  test('says unknown where nobody said, and to another the town and never the spot', async () => {
    const { authority, grower, pharmacy } = world.who
    const placeOf = async (actor: Actor) =>
      (await mapFor(actor)).places.find(
        ({ premises }) => premises.premisesId === printId('premises', grower.premisesId),
      )
    expect((await placeOf(authority.actor))?.location).toBeNull()
    const say = (exactness: 'town' | 'spot', latitude: string) =>
      world.database.transaction(grower.actor, (tx) =>
        recordLocation(tx, grower.actor, {
          premisesId: grower.premisesId,
          input: {
            locationId: printId('location', newId('location')),
            exactness,
            point: { latitude, longitude: '6.876543' },
            source: 'Own',
            knownOn: '2026-01-01',
          },
        }),
      )
    await say('spot', '53.106419')
    expect((await placeOf(authority.actor))?.location).toMatchObject({ exactness: 'spot', latitude: '53.106419' })
    expect((await placeOf(pharmacy.actor))?.location).toBeNull()
    await say('town', '53.106419')
    expect((await placeOf(pharmacy.actor))?.location).toMatchObject({ exactness: 'town', latitude: '53.11' })
  })

  test('shows a pharmacy its own shipments alone, and a batch it never met not at all', async () => {
    const { pharmacy, grower } = world.who
    const { flows, places } = await mapFor(pharmacy.actor)
    const own = printId('premises', pharmacy.premisesId)
    expect(flows.length).toBeGreaterThan(0)
    for (const { fromId, toId } of flows) expect([fromId, toId]).toContain(own)
    const theirs = places.filter(({ premises }) => premises.premisesId !== own)
    expect(theirs.every(({ hasMassMg }) => hasMassMg === '0')).toBe(true)
    const lot = parseId('batch', made.lot.batchId)!
    await expect(mapFor(grower.actor, newId('batch'))).rejects.toThrow('chain/unknown-batch')
    await expect(mapFor(pharmacy.actor, lot)).rejects.toThrow('chain/unknown-batch')
  })
})
