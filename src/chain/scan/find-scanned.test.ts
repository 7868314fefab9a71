// A scan at the door, by those who may see the batch and by those who may not. Not here: the forms of a code (kernel/gs1.property.test.ts).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { gtinOf, newId, parseId, printId } from '#kernel'
import type { ScanAnswer } from '../contract.ts'
import { batchDetail } from '../read/batch-detail.ts'
import { growToPatient } from '../testing/whole-chain.ts'
import { openWorld, type Someone, testLaw, type World } from '../testing/world.ts'
import { findScanned } from './find-scanned.ts'

let world: World
let made: Awaited<ReturnType<typeof growToPatient>>
let gtin: string
beforeAll(async () => {
  world = await openWorld()
  made = await growToPatient(world)
  const { authority } = world.who
  const batchId = parseId('batch', made.packs.batchId)!
  const detail = await world.database.transaction(authority.actor, (tx) =>
    batchDetail(tx, authority.actor, { batchId, law: testLaw, now: world.now }),
  )
  gtin = detail.gtin!
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
})

const on = Temporal.PlainDate.from('2026-11-22')
const scan = ({ actor }: Someone, code: string): Promise<ScanAnswer> =>
  world.database.transaction(actor, (tx) => findScanned(tx, actor, { code, on }))
const names = ({ hits }: ScanAnswer) => hits.map((hit) => (hit.kind === 'batch' ? hit.batch.name : hit.partyName))

describe('a pack', () => {
  test('is found by whoever has it, from its symbol, its link, its bracketed text and its id', async () => {
    const { pharmacy } = world.who
    for (const code of [
      `01${gtin}17990101${'10P1'}\x1d2100042`,
      `]d201${gtin}10P1`,
      `(01)${gtin}(10)P1(21)7`,
      `https://id.gs1.org/01/${gtin}/10/P1`,
      `https://grein.example/batches/${made.packs.batchId}`,
      made.packs.batchId,
      'P1',
    ]) {
      const answer = await scan(pharmacy, code)
      expect(names(answer), code).toEqual(['P1'])
      expect(answer.hits[0]).toMatchObject({ kind: 'batch', href: `/batches/${made.packs.batchId}` })
    }
  })
  test('is found where the scanner lost the separator, and the serial number is told apart', async () => {
    const answer = await scan(world.who.pharmacy, `01${gtin}10P12121`)
    expect(names(answer)).toEqual(['P1'])
    expect(answer.serial).toBe('21')
  })
  test('of another product with the same lot number is not this one', async () => {
    expect(await scan(world.who.authority, '010871234567890510P1')).toMatchObject({ read: 'faulty', hits: [] })
    expect(await scan(world.who.authority, `01${gtinOf('0999999999999')}10P1`)).toMatchObject({
      read: 'pack',
      hits: [],
    })
  })
  test('is not there for who never had it', async () => {
    const { 'foreign-buyer': stranger } = world.who
    for (const code of [`01${gtin}10P1`, made.packs.batchId, 'P1'])
      expect(await scan(stranger, code)).toMatchObject({ hits: [] })
  })
})

test('what is typed is looked for by a part of the name, when no batch has it whole', async () => {
  expect(names(await scan(world.who.authority, 'H'))).toContain('H1')
  expect(await scan(world.who.authority, 'no such lot')).toEqual({
    read: 'text',
    text: 'no such lot',
    serial: null,
    hits: [],
  })
})

test('with a lot under way its shipment is named, to sender and receiver alike', async () => {
  const { wholesaler, pharmacy } = world.who
  const shipped = await world.act(wholesaler, 'ship', {
    shipmentId: printId('shipment', newId('shipment')),
    receiverId: printId('party', pharmacy.partyId),
    toPremisesId: printId('premises', pharmacy.premisesId),
    reason: 'supply',
    lines: [{ batchId: made.packs.batchId, state: 'released', massMg: '5000' }],
  })
  expect(shipped.outcome).toBe('recorded')
  const [, incoming] = (await scan(pharmacy, `01${gtin}10P1`)).hits
  expect(incoming).toMatchObject({ kind: 'shipment', isIncoming: true, partyName: 'The wholesaler' })
  const [, outgoing] = (await scan(wholesaler, `01${gtin}10P1`)).hits
  expect(outgoing).toMatchObject({ kind: 'shipment', isIncoming: false, partyName: 'The pharmacy' })
  const { hits } = await scan(pharmacy, incoming?.kind === 'shipment' ? incoming.shipmentId : '')
  expect(hits).toEqual([incoming])
})
