// A holder's own drill behind the database's wall: whom it reaches, what its holder and its receivers may see, and that a stranger sees nothing.
// Not here: the route and the stream of denials (test/e2e/walks/own-drill.ts), drills of the authority (recall.test.ts).
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { legalDayOf, newId, parseId, printId, type RecallId, Refused } from '#kernel'
import type { Tx } from '#platform'
import type { OwnDrillView, RecallPart } from '../contract.ts'
import { growToPatient } from '../testing/whole-chain.ts'
import { openWorld, type Someone, testLaw, type World } from '../testing/world.ts'
import { recordRecallAttempt } from './attempts.ts'
import { listRecalls, readRecall, readRecallPart } from './cockpit.ts'
import { acknowledgeRecall, listNotices, readNotice } from './notices.ts'
import { accountedFor, listOwnDrills, readOwnDrill, readOwnDrillPart, runOwnDrill } from './own-drill.ts'
import { ownDrillPaper, percent } from './own-drill-paper.ts'
import { remindByClock, remindOfRecall, runDrill } from './tell.ts'

let world: World
let made: Awaited<ReturnType<typeof growToPatient>>
beforeAll(async () => {
  world = await openWorld()
  made = await growToPatient(world)
})
afterAll(() => world[Symbol.asyncDispose]())

const as = <Value>({ actor }: Pick<Someone, 'actor'>, work: (tx: Tx) => Promise<Value>) =>
  world.database.transaction(actor, work)
const staff = {
  get actor() {
    return world.staff
  },
}
/** A drill begins after what the tests record `now`. */
const started = () => world.now.add({ seconds: 1 })
const later = (hours: number) => world.now.add({ hours })
const drill = (
  who: Pick<Someone, 'actor'>,
  batch: { batchId: string },
  more: { recallId?: RecallId; reason?: string } = {},
) => {
  const recallId = more.recallId ?? newId('recall')
  const batchId = parseId('batch', batch.batchId)!
  const input = { recallId, batchId, reason: more.reason ?? 'once a year', law: testLaw, now: started() }
  return as(who, (tx) => runOwnDrill(tx, who.actor, input))
}
const read = (who: Pick<Someone, 'actor'>, recallId: RecallId, now = later(1)): Promise<OwnDrillView> =>
  as(who, (tx) => readOwnDrill(tx, who.actor, { recallId, now }))
const noticesOf = (who: Someone) => as(who, (tx) => listNotices(tx, who.actor, later(1)))
const massOf = ({ mass }: OwnDrillView): Partial<Record<RecallPart, string>> =>
  Object.fromEntries(mass.parts.map(({ part, massMg }) => [part, massMg]))
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    (error: unknown) => (error instanceof Refused ? error.refusal.problem.code : String(error)),
  )
const others = (who: Someone) => Object.values(world.who).filter(({ partyId }) => partyId !== who.partyId)

describe('a wholesaler’s drill', () => {
  let recallId: RecallId
  beforeAll(async () => {
    recallId = await drill(world.who.wholesaler, made.packs)
  })

  test('reaches its own receivers with what it sent them, and accounts for the rest', async () => {
    const { wholesaler, pharmacy } = world.who
    const view = await read(wholesaler, recallId)
    expect(view.recall).toMatchObject({ kind: 'drill', told: 1, acknowledged: 0, holdEventId: null })
    expect(view.recall.heldBy?.name).toBe('The wholesaler')
    expect(view.receivers).toMatchObject([
      { receiver: { partyId: printId('party', pharmacy.partyId) }, sentMg: '500000', cameBackMg: '0', comingMg: '0' },
    ])
    expect(massOf(view)).toEqual({ free: '19450000' })
    expect(view).toMatchObject({ passedOnMg: '500000', everMg: '19950000', accountedMg: '19450000', termHours: 24 })
    expect(view.mass.isWhole).toBe(true)
    // Not a word of what the pharmacy did with it.
    expect(JSON.stringify(view)).not.toMatch(/495000|"5000"/)
    const again = await drill(wholesaler, made.packs, { recallId })
    expect(again).toBe(recallId)
    expect(await refusalOf(drill(wholesaler, made.packs, { recallId, reason: 'other' }))).toBe('chain/drill-changed')
    expect(await refusalOf(drill(world.who.packer, made.packs, { recallId }))).toBe('chain/drill-changed')
  })

  test('tells the receiver that it is a drill, and stops nothing', async () => {
    const { pharmacy } = world.who
    const [notice] = await noticesOf(pharmacy)
    expect(notice).toMatchObject({ kind: 'drill', holdEventId: null, blockedMg: '0', freeMg: '495000' })
    expect(notice?.heldBy?.name).toBe('The wholesaler')
    expect(notice?.lines).toMatchObject([{ everHadMg: '500000' }])
    await world.act(pharmacy, 'dispense', { batchId: made.packs.batchId, massMg: '5000', recordNumber: 'R3' })
    const done = await as(pharmacy, (tx) => acknowledgeRecall(tx, pharmacy.actor, { recallId, now: later(2) }))
    const view = await read(world.who.wholesaler, recallId)
    expect(view).toMatchObject({ accountedMg: '19950000', answeredMg: '500000' })
    expect(view.recall.acknowledged).toBe(1)
    expect(view.receivers[0]).toMatchObject({
      acknowledgedAt: later(2).toString(),
      acknowledgementId: done.acknowledgementId,
    })
    expect(view.lastAcknowledgedAt).toBe(later(2).toString())
  })

  test('is seen by the authority, as the very same, and is not the authority’s to lead', async () => {
    expect(await read(staff, recallId)).toEqual(await read(world.who.wholesaler, recallId))
    const all = await as(staff, (tx) => listRecalls(tx, world.staff, later(1)))
    expect(all.filter(({ heldBy }) => heldBy !== null)).toMatchObject([{ recallId: printId('recall', recallId) }])
    expect(await as(staff, (tx) => listOwnDrills(tx, world.staff, later(1)))).toHaveLength(1)
    const asked = { recallId, now: later(1), law: testLaw }
    expect(await refusalOf(as(staff, (tx) => readRecall(tx, world.staff, asked)))).toBe('chain/unknown-recall')
    expect(await refusalOf(as(staff, (tx) => remindOfRecall(tx, world.staff, asked)))).toBe('chain/unknown-recall')
    const part = { ...asked, part: 'free' } as const
    expect(await refusalOf(as(staff, (tx) => readRecallPart(tx, world.staff, part)))).toBe('chain/unknown-recall')
    const attempt = {
      recallId,
      holderId: world.who.pharmacy.partyId,
      input: { attemptId: printId('document', newId('document')), way: 'post', outcome: 'received', remark: '' },
      now: later(2),
    } as const
    expect(await refusalOf(as(staff, (tx) => recordRecallAttempt(tx, world.staff, attempt)))).toBe('chain/not-told')
    const sent = {
      recallId,
      batchId: parseId('batch', made.packs.batchId)!,
      reason: 'once a year',
      law: testLaw,
      now: started(),
    }
    expect(await refusalOf(as(staff, (tx) => runDrill(tx, world.staff, sent)))).toBe('chain/drill-changed')
    expect(
      await refusalOf(as(staff, (tx) => runOwnDrill(tx, world.staff, { ...sent, recallId: newId('recall') }))),
    ).toBe('chain/drill-by-holder')
    expect(
      await refusalOf(
        as(staff, (tx) =>
          sql`select chain.put_recall(${world.authorityId},
      ${JSON.stringify({ id: recallId, kind: 'drill' })}::jsonb, '[]'::jsonb)`.execute(tx),
        ),
      ),
    ).toMatch(/is that holder/)
  })

  test('is nothing to anybody else: no list, no word, no row of any table', async () => {
    const { wholesaler, pharmacy } = world.who
    for (const stranger of others(wholesaler)) {
      if (stranger.actor.wall === 'staff') continue
      expect(await refusalOf(read(stranger, recallId))).toBe('chain/unknown-recall')
      expect(await as(stranger, (tx) => listOwnDrills(tx, stranger.actor, later(1)))).toEqual([])
      if (stranger === pharmacy) continue
      expect(await noticesOf(stranger)).toEqual([])
      expect(await refusalOf(as(stranger, (tx) => readNotice(tx, stranger.actor, { recallId, now: later(1) })))).toBe(
        'chain/unknown-recall',
      )
      for (const table of [
        'recall',
        'recall_notice',
        'recall_notice_line',
        'recall_acknowledgement',
        'recall_reminder',
      ]) {
        const { rows } = await as(stranger, (tx) =>
          sql`select 1 from ${sql.table(`chain.${table}`)} where recall_id = ${recallId}`.execute(tx),
        )
        expect([table, rows.length]).toEqual([table, 0])
      }
    }
    // The receiver has its own notice, and not the drill.
    const { rows } = await as(pharmacy, (tx) =>
      sql`select 1 from chain.recall where recall_id = ${recallId}`.execute(tx),
    )
    expect(rows).toEqual([])
  })

  test('a receiver who is late is reminded by the clock, once a term', async () => {
    const id = await drill(world.who.wholesaler, made.packs, { reason: 'late' })
    const remind = (hours: number) => as(staff, (tx) => remindByClock(tx, world.staff, later(hours)))
    expect([await remind(2), await remind(25), await remind(26)]).toEqual([0, 1, 0])
    const view = await read(world.who.wholesaler, id, later(26))
    expect(view.receivers[0]?.reminders).toBe(1)
    expect(view.recall.late).toBe(1)
  })

  test('knows what came back to it', async () => {
    const { wholesaler, pharmacy } = world.who
    const shipmentId = printId('shipment', newId('shipment'))
    const line = { batchId: made.packs.batchId, state: 'released' as const }
    const at = world.now.toString()
    await world.act(pharmacy, 'ship', {
      ...{ shipmentId, reason: 'return', occurredAt: at, lines: [{ ...line, massMg: '100000' }] },
      receiverId: printId('party', wholesaler.partyId),
      toPremisesId: printId('premises', wholesaler.premisesId),
    })
    await world.act(wholesaler, 'receive', {
      shipmentId,
      occurredAt: at,
      lines: [{ ...line, receivedMassMg: '100000' }],
    })
    const view = await read(wholesaler, await drill(wholesaler, made.packs, { reason: 'after a return' }))
    expect(view.receivers).toMatchObject([{ sentMg: '500000', cameBackMg: '100000' }])
    expect(view).toMatchObject({ passedOnMg: '400000', everMg: '19950000' })
    expect(view.mass.isWhole).toBe(true)
  })
})

describe('others hold theirs', () => {
  test('a grower over a lot: the Minister and the laboratory, and no further', async () => {
    const { grower, authority, laboratory } = world.who
    const view = await read(grower, await drill(grower, made.lot))
    expect(new Set(view.receivers.map(({ receiver }) => receiver.partyId))).toEqual(
      new Set([authority, laboratory].map(({ partyId }) => printId('party', partyId))),
    )
    expect(view.passedOnMg).toBe(`${19_990_000 + 10_000}`)
    expect(view.mass.isWhole).toBe(true)
  })

  test('a pharmacy that passed nothing on drills in its own house', async () => {
    const { pharmacy, wholesaler } = world.who
    const recallId = await drill(pharmacy, made.packs, { reason: 'in the house' })
    const view = await read(pharmacy, recallId)
    // What it sent back reached the wholesaler; all else is in the house or with patients.
    expect(view.receivers.map(({ receiver }) => receiver.partyId)).toEqual([printId('party', wholesaler.partyId)])
    expect(massOf(view)).toEqual({ free: '390000', dispensed: '10000' })
    expect(view.everMg).toBe('500000')
    for (const { part, massMg } of view.mass.parts) {
      const asked = { recallId, part, now: later(1) }
      const behind = await as(pharmacy, (tx) => readOwnDrillPart(tx, pharmacy.actor, asked))
      expect([part, behind.massMg]).toEqual([part, massMg])
      expect(behind.accounts.every(({ account }) => account.holder?.name === 'The pharmacy')).toBe(true)
      const { wholesaler: other } = world.who
      const theirs = as(other, (tx) => readOwnDrillPart(tx, other.actor, asked))
      expect(await refusalOf(theirs)).toBe('chain/unknown-recall')
    }
  })

  test('of a batch one never had there is none, whether it exists or not', async () => {
    const { pharmacy } = world.who
    expect(await refusalOf(drill(pharmacy, made.harvest))).toBe('chain/unknown-batch')
    expect(await refusalOf(drill(pharmacy, { batchId: printId('batch', newId('batch')) }))).toBe('chain/unknown-batch')
  })

  test('of a batch that never had mass there is nothing to drill', async () => {
    const { grower } = world.who
    const batch = { batchId: printId('batch', newId('batch')), name: 'PLANTS-ONLY' }
    await world.act(grower, 'plant', { batch, productCode: 'flower', cultivar: 'C', plants: 3, room: '1' })
    expect(await refusalOf(drill(grower, batch))).toBe('chain/drill-reaches-nobody')
  })
})

test('the function tells nobody whom its caller did not send the batch itself', async () => {
  const { packer, pharmacy, wholesaler } = world.who
  const put = (who: Someone, root: string, holder: string, lines: object[]) =>
    as(who, (tx) => {
      const recall = {
        id: newId('recall'),
        root: parseId('batch', root),
        reason: 'x',
        at: world.now.toString(),
        term: 60,
        listedMs: 0,
      }
      return sql`select chain.put_own_drill(${world.authorityId}, ${JSON.stringify(recall)}::jsonb,
        ${JSON.stringify([{ holder, comingMg: '0', lines }])}::jsonb)`.execute(tx)
    })
  const line = { batch: parseId('batch', made.packs.batchId), hasMg: '1', hadMg: '1' }
  // The pharmacy has some, and not from the packer: the answer is the same as for a party that has none.
  for (const { partyId } of [pharmacy, world.who.institution])
    await expect(put(packer, made.packs.batchId, partyId, [line])).rejects.toThrow(/tells who got its batches/)
  await expect(put(wholesaler, made.packs.batchId, pharmacy.partyId, [])).rejects.toThrow(/tells who got its batches/)
  await expect(put(pharmacy, made.harvest.batchId, wholesaler.partyId, [line])).rejects.toThrow(/tells who got/)
  await expect(put(wholesaler, made.packs.batchId, wholesaler.partyId, [line])).rejects.toThrow(/tells who got/)
  await expect(put({ ...packer, actor: world.staff }, made.packs.batchId, pharmacy.partyId, [line])).rejects.toThrow(
    /drills with its own stock/,
  )
})

test('the report says what the screen says', async () => {
  const { wholesaler } = world.who
  const view = await read(wholesaler, await drill(wholesaler, made.packs, { reason: 'on paper' }))
  const paper = JSON.stringify(ownDrillPaper(view, { locale: 'nl', on: legalDayOf(world.now) }).data)
  for (const word of ['Er is niets geblokkeerd', 'The pharmacy', 'The wholesaler', 'P1', '0 van 1'])
    expect(paper).toContain(word)
})

test('what is under way or short at a door is not accounted for', () => {
  expect(
    accountedFor(
      new Map([
        ['free', 5n],
        ['under-way', 3n],
        ['difference', 1n],
        ['dispensed', 2n],
        ['lost', 1n],
      ]),
    ),
  ).toBe(8n)
  expect([percent('999', '1000'), percent('9999', '10000'), percent('0', '0')]).toEqual([99.9, 99.9, 100])
})
