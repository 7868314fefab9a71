// What the tests of refusals share: a small chain, short ways into it, and which room of rules reaches which refusal. Only for tests.
import { afterAll, expect, test } from 'vitest'
import { newId, parseId, printId, Refused, sayRefusal } from '#kernel'
import type { ActOf } from '../contract.ts'
import type { chainProblems } from '../problems.ts'
import { goodResults, newBatch, openWorld, type Someone, type World } from './world.ts'

type Code = keyof typeof chainProblems

/** Each file of tests reaches its own row; together they reach every refusal there is. */
export const refusalRooms = {
  time: [
    'before-batch',
    'before-despatch',
    'before-its-event',
    'event-changed',
    'event-gone',
    'event-id-window',
    'import-closed',
    'recorded-late',
    'time-ahead',
  ],
  who: [
    'bad-cursor',
    'exemption-withdrawn',
    'gone-on',
    'minister-alone',
    'no-holder',
    'not-exempted',
    'not-for-you',
    'not-your-premises',
    'receiver-not-exempted',
    'same-party',
    'unknown-account',
    'unknown-batch',
    'unknown-event',
    'unknown-party',
    'unknown-product',
    'unknown-shipment',
  ],
  shipments: [
    'reservation-length',
    'already-corrected',
    'name-taken',
    'not-correctable',
    'receipt-incomplete',
    'return-number',
    'same-line-twice',
    'shipment-closed',
    'shipment-exists',
  ],
  holds: ['batch-held', 'not-held', 'not-released', 'recall-by-authority', 'wrong-batch', 'wrong-state'],
  allowances: [
    'allowance-days',
    'allowance-exists',
    'allowance-other',
    'allowance-short',
    'allowance-used',
    'unknown-allowance',
  ],
  limits: ['exemption-limit'],
  quality: [
    'content-as-booked',
    'content-unknown',
    'dose-none',
    'expired',
    'label-beyond-release',
    'label-past',
    'last-day-missing',
    'no-part-of-it',
    'nothing-to-move',
    'outside-specification',
    'reason-missing',
    'results-missing',
    'verdict-before-results',
  ],
  mass: [
    'balance-closed',
    'closed-too-early',
    'drying-yield',
    'extraction-yield',
    'mass-imbalance',
    'plants-unsaid',
    'processing-loss',
    'same-witness',
    'sample-too-large',
    'stock-ceiling',
    'stock-short',
    'stock-short-now',
    'stock-short-then',
    'unknown-document',
  ],
} satisfies Record<string, readonly Code[]>

export const to = ({ partyId, premisesId }: Someone) => ({
  receiverId: printId('party', partyId),
  toPremisesId: printId('premises', premisesId),
})
export const shipment = () => printId('shipment', newId('shipment'))
export const nobody = () => printId('batch', newId('batch'))
export const newEventOf = () => printId('event', newId('event'))

/** One world for a file. `reachedAll`, called last, is the test that the file reached every refusal of its room. */
export function refusalsOf(room: keyof typeof refusalRooms) {
  let opened: World | undefined
  let counter = 0
  const seen = new Set<string>()
  const world = (): World => {
    if (!opened) throw new Error('open the world first')
    return opened
  }
  const fresh = (kind: string) => newBatch(`${kind}${counter++}`)

  /** The refusal's code; its text says something in both languages and knows its values. */
  async function refusal(work: Promise<unknown>): Promise<string> {
    try {
      await work
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      for (const locale of ['nl', 'en'] as const) {
        const { title, detail } = sayRefusal(error.refusal, locale)
        expect(`${title} ${detail}`).not.toMatch(/undefined|NaN|\[object/)
        expect(detail.length).toBeGreaterThan(10)
      }
      const code = error.message.slice('chain/'.length)
      seen.add(code)
      return code
    }
    return 'accepted'
  }
  async function expectRefusal(code: Code, work: () => Promise<unknown>) {
    const moved = () => world().admin.query<{ n: bigint }>('select count(*) as n from chain.movement')
    const before = await moved()
    expect(await refusal(work())).toBe(code)
    expect(await moved()).toEqual(before)
  }

  /** Five of ten plants cut: 2,000 mg wet. */
  async function grown() {
    const { act, who } = world()
    const lot = fresh('L')
    const harvest = fresh('H')
    await act(who.grower, 'plant', { batch: lot, productCode: 'flower', cultivar: 'C', plants: 10, room: '1' })
    await act(who.grower, 'harvest', { plantLotId: lot.batchId, plantsCut: 5, batch: harvest, wetMassMg: '2000' })
    return { lot, harvest }
  }
  /** The same, dried to 500 mg. */
  async function dried() {
    const batches = await grown()
    await world().act(world().who.grower, 'dry', { batchId: batches.harvest.batchId, driedMassMg: '500' })
    return batches
  }
  /** 400 mg of packs, released, at the wholesaler's. */
  async function supplied() {
    const { act, who } = world()
    const { grower, laboratory, authority, packer, wholesaler } = who
    const { harvest } = await dried()
    const sample = fresh('S')
    const packs = fresh('P')
    await act(grower, 'sample', { batchId: harvest.batchId, state: 'quarantine', massMg: '10', sample })
    await send(grower, laboratory, 'sample', sample.batchId, 'sample', '10')
    await act(laboratory, 'test', { sampleId: sample.batchId, consumedMassMg: '5', results: goodResults })
    await act(grower, 'hand-over', { batchId: harvest.batchId, massMg: '490', bags: 1 })
    const atGrower = { premisesId: printId('premises', grower.premisesId) }
    await send(authority, packer, 'service', harvest.batchId, 'quarantine', '490', atGrower)
    const verdict = { verdict: 'released' as const, certificate: 'C', expiresOn: '2099-01-01', reason: null }
    await act(authority, 'release', { batchId: harvest.batchId, ...verdict })
    await act(packer, 'pack', {
      batchId: harvest.batchId,
      inputMassMg: '410',
      pack: packs,
      gtin: '08712345678906',
      expiresOn: '2099-01-01',
      packs: 4,
      packMassMg: '100',
      wasteMassMg: '10',
    })
    await send(packer, wholesaler, 'supply', packs.batchId, 'released', '400')
    return { harvest, sample, packs }
  }
  async function send(
    from: Someone,
    receiver: Someone,
    reason: ActOf<'ship'>['reason'],
    batchId: string,
    state: ActOf<'destroy'>['state'],
    massMg: string,
    more: { premisesId?: string } = {},
  ) {
    const { act } = world()
    const shipmentId = shipment()
    await act(from, 'ship', { ...more, shipmentId, ...to(receiver), reason, lines: [{ batchId, state, massMg }] })
    await act(receiver, 'receive', { shipmentId, lines: [{ batchId, state, receivedMassMg: massMg }] })
    return shipmentId
  }

  /** What of a batch stands with someone, by state; read behind every wall. */
  async function states({ partyId }: Someone, { batchId }: { batchId: string }): Promise<Record<string, bigint>> {
    const rows = await world().admin.query<{ state: string; mg: bigint }>(
      `select a.state, b.amount as mg from chain.balance b join chain.account a using (authority_id, account_id)
       where a.kind = 'stock' and b.amount > 0 and a.holder_id = $1 and a.batch_id = $2`,
      [partyId, parseId('batch', batchId)],
    )
    return Object.fromEntries(rows.map(({ state, mg }) => [state, mg]))
  }

  const reachedAll = () =>
    test('every refusal of this room was reached', () => {
      const codes: readonly Code[] = refusalRooms[room]
      expect(codes.filter((code) => !seen.has(code))).toEqual([])
    })

  async function open(): Promise<World> {
    opened = await openWorld()
    return opened
  }
  afterAll(() => opened?.[Symbol.asyncDispose]())

  return { open, reachedAll, refusal, expectRefusal, fresh, grown, dried, supplied, send, states }
}
