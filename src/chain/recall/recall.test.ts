// A recall and a drill against the real ledger: who is told, what each may see, and that the mass is all there. Not here: the hold's refusals.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { legalDayOf, newId, parseId, printId, type RecallId, Refused, writerIn } from '#kernel'
import type { Actor } from '#platform'
import type { RecallNotice, RecallPart, RecallView } from '../contract.ts'
import { growToPatient } from '../testing/whole-chain.ts'
import { openWorld, type Someone, testLaw, type World } from '../testing/world.ts'
import { recordRecallAttempt } from './attempts.ts'
import { listRecalls, readRecall, readRecallPart } from './cockpit.ts'
import { noticePaper } from './notice-paper.ts'
import { acknowledgeRecall, listNotices, readNotice } from './notices.ts'
import { followMass, piecesOf, type RecallAccount, type RecallMove } from './parts.ts'
import { remindByClock, remindOfRecall, runDrill, tellOfRecall } from './tell.ts'

let world: World
let made: Awaited<ReturnType<typeof growToPatient>>
beforeAll(async () => {
  world = await openWorld()
  made = await growToPatient(world)
})
afterAll(() => world[Symbol.asyncDispose]())

const later = (hours: number) => world.now.add({ hours })
const bareRecall = (text: string) => parseId('recall', text)!
const bulkId = () => parseId('batch', made.bulk.batchId)!
const massOf = ({ mass }: RecallView): Partial<Record<RecallPart, bigint>> =>
  Object.fromEntries(mass.parts.map(({ part, massMg }) => [part, BigInt(massMg)]))
const read = (recallId: string, now = later(1)) =>
  world.database.transaction(world.staff, (tx) =>
    readRecall(tx, world.staff, { recallId: bareRecall(recallId), now, law: testLaw }),
  )
const noticesOf = ({ actor }: Someone, now = later(1)) =>
  world.database.transaction(actor, (tx) => listNotices(tx, actor, now))
const acknowledge = ({ actor }: Someone, recallId: string, now = later(1)): Promise<RecallNotice> =>
  world.database.transaction(actor, (tx) => acknowledgeRecall(tx, actor, { recallId: bareRecall(recallId), now }))
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    (error: unknown) => (error instanceof Refused ? error.refusal.problem.code : String(error)),
  )

describe('a drill', () => {
  test('lists everyone with quantities and stops nothing', async () => {
    const { pharmacy, wholesaler, packer, laboratory, grower } = world.who
    const recallId = newId('recall')
    const drill = (reason: string) =>
      world.database.transaction(world.staff, (tx) =>
        runDrill(tx, world.staff, { recallId, batchId: bulkId(), reason, now: world.now, law: testLaw }),
      )
    await drill('once a year')
    expect(await drill('once a year')).toBe(recallId) // The same again is the same.
    expect(await refusalOf(drill('another'))).toBe('chain/drill-changed')
    const view = await read(printId('recall', recallId))
    expect(view.recall).toMatchObject({ kind: 'drill', holdEventId: null, told: 7, acknowledged: 0, isLifted: false })
    const rows = new Map(view.notices.map((row) => [parseId('party', row.holder.partyId), row]))
    expect(rows.get(pharmacy.partyId)).toMatchObject({
      hadThenMg: '495000',
      dispensedThenMg: '5000',
    })
    expect(rows.get(wholesaler.partyId)).toMatchObject({ hadThenMg: '19450000' })
    expect(rows.get(packer.partyId)).toMatchObject({ hadThenMg: '30000' })
    // Had it and has none: told too.
    for (const { partyId } of [grower, laboratory]) expect(rows.has(partyId)).toBe(true)
    expect(rows.get(grower.partyId)).toMatchObject({ hasNowMg: '0', hadThenMg: '0' })
    expect(view.mass).toMatchObject({ totalMg: '20000500', isWhole: true })
    // All that came in, and the half gram more that a door weighed.
    expect(massOf(view)).toEqual({
      free: 19_945_000n,
      'set-apart': 30_000n,
      sample: 1_000n,
      dispensed: 5_000n,
      tested: 9_000n,
      difference: 10_500n,
    })
    // No stock was stopped by it.
    await world.act(pharmacy, 'dispense', { batchId: made.packs.batchId, massMg: '5000', recordNumber: 'R2' })
    expect((await noticesOf(pharmacy))[0]).toMatchObject({ kind: 'drill', freeMg: '490000', blockedMg: '0' })
  })

  test('is for a batch that is there', async () => {
    const drill = (batchId: ReturnType<typeof bulkId>) =>
      world.database.transaction(world.staff, (tx) =>
        runDrill(tx, world.staff, { recallId: newId('recall'), batchId, reason: 'x', now: world.now, law: testLaw }),
      )
    expect(await refusalOf(drill(newId('batch')))).toBe('chain/unknown-batch')
  })
})

describe('a recall', () => {
  let recallId: string
  let holdEventId: string
  test('tells everyone in the transaction that stops the stock', async () => {
    const at = world.now.toString() // What was before it happened a minute ago.
    const { authority, wholesaler } = world.who
    // A parcel is under way when it comes.
    await world.act(wholesaler, 'ship', {
      shipmentId: underWay,
      receiverId: printId('party', world.who.packer.partyId),
      toPremisesId: printId('premises', world.who.packer.premisesId),
      reason: 'return',
      lines: [{ batchId: made.packs.batchId, state: 'released', massMg: '100000' }],
    })
    const held = await world.act(authority, 'hold', {
      batchId: made.bulk.batchId,
      scope: 'recall',
      reason: 'mould',
      occurredAt: at,
    })
    holdEventId = held.eventId
    const all = await world.database.transaction(world.staff, (tx) => listRecalls(tx, world.staff, later(1)))
    const found = all.find((one) => one.holdEventId === holdEventId)
    expect(found).toMatchObject({ kind: 'recall', told: 7, acknowledged: 0, late: 0 })
    recallId = found!.recallId!
    // Telling again tells nobody twice.
    const again = await world.database.transaction(world.staff, (tx) =>
      tellOfRecall(tx, world.staff, { holdEventId: parseId('event', holdEventId)!, law: testLaw, now: later(2) }),
    )
    expect(printId('recall', again)).toBe(recallId)
    expect(
      await refusalOf(
        world.database.transaction(world.staff, (tx) =>
          tellOfRecall(tx, world.staff, { holdEventId: newId('event'), law: testLaw, now: later(2) }),
        ),
      ),
    ).toBe('chain/unknown-recall')
  })
  const underWay = printId('shipment', newId('shipment'))

  test('fills as stock is blocked, sent back, returned and destroyed, to the milligram', async () => {
    const at = world.now.toString()
    const { pharmacy, wholesaler } = world.who
    const blocked = await read(recallId)
    expect(massOf(blocked)).toMatchObject({ blocked: 19_840_000n, 'on-the-way-back': 100_000n, dispensed: 10_000n })
    expect(massOf(blocked).free).toBeUndefined()
    const back = printId('shipment', newId('shipment'))
    const line = { batchId: made.packs.batchId, state: 'held' as const }
    await world.act(pharmacy, 'ship', {
      shipmentId: back,
      receiverId: printId('party', wholesaler.partyId),
      toPremisesId: printId('premises', wholesaler.premisesId),
      reason: 'recall',
      lines: [{ ...line, massMg: '490000' }],
      occurredAt: at,
    })
    expect(massOf(await read(recallId))).toMatchObject({ blocked: 19_350_000n, 'on-the-way-back': 590_000n })
    await world.act(wholesaler, 'receive', {
      shipmentId: back,
      lines: [{ ...line, receivedMassMg: '489000' }],
      occurredAt: at,
    })
    const returned = await read(recallId)
    expect(massOf(returned)).toMatchObject({ returned: 489_000n, 'on-the-way-back': 100_000n, difference: 11_500n })
    await world.act(wholesaler, 'destroy', {
      ...{ ...line, massMg: '500000', method: 'incineration' as const, documents: [], occurredAt: at },
      witnesses: ['st-1', 'st-2'],
    })
    const view = await read(recallId)
    expect(massOf(view)).toMatchObject({ destroyed: 500_000n, blocked: 19_339_000n })
    expect(massOf(view).returned).toBeUndefined() // What came back went first.
    for (const one of [blocked, returned, view]) {
      expect(one.mass.isWhole).toBe(true)
      expect(one.mass.parts.reduce((sum, { massMg }) => sum + BigInt(massMg), 0n)).toBe(20_000_500n)
    }
    // Each step of the course is the whole too, and the last is now.
    for (const { parts } of view.course)
      expect(parts.reduce((sum, { massMg }) => sum + BigInt(massMg), 0n)).toBe(20_000_500n)
    expect(view.course.at(-1)?.parts).toEqual(view.mass.parts)
    expect(view.course[0]?.parts.find(({ part }) => part === 'free')?.massMg).toBe('19840000')
  })

  test('an acknowledgement is evidence, and its holder’s alone', async () => {
    const { pharmacy, wholesaler } = world.who
    const first = await acknowledge(pharmacy, recallId)
    expect(first.acknowledgedAt).toBe(later(1).toString())
    expect(first).toMatchObject({ kind: 'recall', reason: 'mould', sentBackMg: '490000', dispensedMg: '10000' })
    expect((await acknowledge(pharmacy, recallId, later(5))).acknowledgedAt).toBe(first.acknowledgedAt)
    const leaf = await world.admin.query(
      `select r.leaf from log.record r where r.entry_id = $1 and r.party_id = $2
         and (exists (select from log.unsealed u where u.leaf = r.leaf) or exists (select from log.leaf l where l.leaf = r.leaf))`,
      [parseId('document', first.acknowledgementId!), pharmacy.partyId],
    )
    expect(leaf.length).toBe(1)
    const view = await read(recallId)
    expect(view.recall.acknowledged).toBe(1)
    expect(view.firstAcknowledgedAt).toBe(view.lastAcknowledgedAt)
    expect(view.notices.find(({ acknowledgedAt }) => acknowledgedAt)?.holder.partyId).toBe(
      printId('party', pharmacy.partyId),
    )
    expect((await noticesOf(wholesaler)).every(({ acknowledgedAt }) => acknowledgedAt === null)).toBe(true)
    expect(await refusalOf(acknowledge(world.who['foreign-buyer'], recallId))).toBe('chain/unknown-recall')
  })

  test('reminds who is late, once a term', async () => {
    const remind = (now: Temporal.Instant) =>
      world.database.transaction(world.staff, (tx) =>
        remindOfRecall(tx, world.staff, { recallId: bareRecall(recallId), now }),
      )
    expect(await remind(later(2))).toEqual({ told: 0, reminded: 0 })
    expect(await remind(later(25))).toEqual({ told: 0, reminded: 6 })
    expect(await remind(later(26))).toEqual({ told: 0, reminded: 0 })
    // By the clock: the drill's seven have said nothing either; of the recall's six it is time again.
    expect(await world.database.transaction(world.staff, (tx) => remindByClock(tx, world.staff, later(50)))).toBe(13)
    const view = await read(recallId, later(51))
    expect(view.recall.late).toBe(6)
    // Late by our clock, never by that of whoever reads; who answered is not late.
    expect(view.notices.filter(({ isLate }) => isLate)).toHaveLength(6)
    expect(view.notices.find(({ acknowledgedAt }) => acknowledgedAt)?.isLate).toBe(false)
    const isLate = async (now: Temporal.Instant) =>
      (await noticesOf(world.who.wholesaler, now)).filter((notice) => notice.isLate).map(({ kind }) => kind)
    expect([await isLate(later(23)), (await isLate(later(51))).sort()]).toEqual([[], ['drill', 'recall']])
    expect(view.notices.map(({ reminders }) => reminders).sort()).toEqual([0, 2, 2, 2, 2, 2, 2])
    expect(
      await refusalOf(
        world.database.transaction(world.staff, (tx) =>
          remindOfRecall(tx, world.staff, { recallId: newId('recall'), now: later(1) }),
        ),
      ),
    ).toBe('chain/unknown-recall')
  })

  test('a holder sees no list, no cockpit and no word of another', async () => {
    const { pharmacy, wholesaler } = world.who
    const asPharmacy = <Value>(work: Parameters<typeof world.database.transaction<Value>>[1]) =>
      world.database.transaction(pharmacy.actor, work)
    expect(await asPharmacy((tx) => listRecalls(tx, pharmacy.actor, later(1)))).toEqual([])
    const asked = { recallId: bareRecall(recallId), now: later(1), law: testLaw }
    expect(await refusalOf(asPharmacy((tx) => readRecall(tx, pharmacy.actor, asked)))).toBe('chain/unknown-recall')
    const notice = JSON.stringify(
      await asPharmacy((tx) => readNotice(tx, pharmacy.actor, { recallId: asked.recallId, now: later(1) })),
    )
    expect(notice).not.toContain(wholesaler.partyId)
    expect(notice).not.toContain('19450000')
    for (const call of [
      `select chain.remind_recalls('${world.authorityId}', null, now())`,
      `select chain.put_recall('${world.authorityId}', '{}', '[]')`,
    ]) {
      await expect(asPharmacy((tx) => tx.executeQuery(raw(call)))).rejects.toThrow(/staff of the authority/)
    }
  })
})

const raw = (text: string) => ({ sql: text, parameters: [], query: { kind: 'RawNode' } }) as never // A compiled query of plain text.

describe('a notice outside Grein', () => {
  const drillNow = async () => {
    const recallId = newId('recall')
    const input = { recallId, batchId: bulkId(), reason: 'by telephone', now: world.now, law: testLaw }
    await world.database.transaction(world.staff, (tx) => runDrill(tx, world.staff, input))
    return recallId
  }
  type Attempt = Parameters<typeof recordRecallAttempt>[2]['input']
  const attempt = (over: Partial<Attempt> = {}): Attempt => ({
    attemptId: printId('document', newId('document')),
    ...{ way: 'telephone', outcome: 'no-answer', remark: 'nobody picks up' },
    ...over,
  })
  const say = (recallId: RecallId, input: Attempt, { actor }: { actor: Actor }, of = world.who.wholesaler.partyId) =>
    world.database.transaction(actor, (tx) =>
      recordRecallAttempt(tx, actor, { recallId, holderId: of, input, now: later(2) }),
    )
  const rowOf = async (recallId: RecallId) =>
    (await read(printId('recall', recallId))).notices.find(
      ({ holder }) => holder.partyId === printId('party', world.who.wholesaler.partyId),
    )

  test('each attempt is kept, and "received" acknowledges for the holder, with a leaf that says who recorded it', async () => {
    const staff = { actor: world.staff }
    const recallId = await drillNow()
    await say(recallId, attempt(), staff)
    expect(await rowOf(recallId)).toMatchObject({ acknowledgedAt: null, attempts: [{ outcome: 'no-answer' }] })
    const heard = attempt({ outcome: 'received', remark: 'spoke to the pharmacist on duty' })
    await say(recallId, heard, staff)
    await say(recallId, heard, staff) // The same again is the same.
    const row = await rowOf(recallId)
    expect(row).toMatchObject({
      ...{ acknowledgedAt: later(2).toString(), acknowledgedBy: 'telephone', acknowledgementId: heard.attemptId },
      attempts: [{ outcome: 'received' }, { outcome: 'no-answer' }],
    })
    const bare = parseId('document', heard.attemptId)
    const [leaf] = await world.admin.query<{ record: string }>('select record from log.record where entry_id = $1', [
      bare,
    ])
    expect(leaf?.record).toContain('"way":"telephone"')
    expect(leaf?.record).not.toContain('pharmacist')
    expect(await refusalOf(say(recallId, { ...heard, remark: 'other' }, staff))).toBe('chain/attempt-changed')
  })

  test('is recorded by staff alone, and of a holder that was told', async () => {
    const recallId = await drillNow()
    const { wholesaler } = world.who
    expect(await refusalOf(say(recallId, attempt(), wholesaler))).toBe('chain/unknown-recall')
    const stranger = world.who['foreign-buyer'].partyId
    expect(await refusalOf(say(recallId, attempt(), { actor: world.staff }, stranger))).toBe('chain/not-told')
  })

  test('on paper it has the batches, the term and a slip, and nobody else’s figures', async () => {
    const view = await read(printId('recall', await drillNow()))
    const asked = {
      ...{ locale: 'en' as const, authorityName: 'The authority' },
      on: legalDayOf(world.now),
      holderId: printId('party', world.who.pharmacy.partyId),
    } as const
    const paper = JSON.stringify(noticePaper(view, asked).data)
    expect(noticePaper(view, asked).author).toBe('The authority')
    expect(paper).toContain('This is a drill.')
    const { mass } = writerIn('en')
    const everOf = ({ partyId }: Someone) =>
      view.notices
        .filter(({ holder }) => holder.partyId === printId('party', partyId))
        .flatMap(({ batches }) => batches.map(({ everHadMg }) => mass(everHadMg)))
    for (const own of everOf(world.who.pharmacy)) expect(paper).toContain(own)
    for (const others of everOf(world.who.packer)) expect(paper).not.toContain(others)
    const stranger = printId('party', newId('party'))
    expect(() => noticePaper(view, { ...asked, holderId: stranger })).toThrow('chain/not-told')
  })
})

describe('a part of the mass', () => {
  test('opens the accounts it stands on, for staff alone', async () => {
    const recallId = newId('recall')
    const input = { recallId, batchId: bulkId(), reason: 'behind a number', now: world.now, law: testLaw }
    await world.database.transaction(world.staff, (tx) => runDrill(tx, world.staff, input))
    const view = await read(printId('recall', recallId))
    for (const { part, massMg } of view.mass.parts) {
      const asked = { recallId, part, now: later(1) }
      const behind = await world.database.transaction(world.staff, (tx) => readRecallPart(tx, world.staff, asked))
      expect([part, behind.massMg, behind.accounts.length]).toEqual([part, massMg, behind.count])
      expect(behind.accounts.reduce((sum, one) => sum + BigInt(one.massMg), 0n)).toBe(BigInt(massMg))
    }
    const { actor } = world.who.pharmacy
    const hers = world.database.transaction(actor, (tx) =>
      readRecallPart(tx, actor, { recallId, part: 'free', now: later(1) }),
    )
    expect(await refusalOf(hers)).toBe('chain/unknown-recall')
    // As it began is where its course begins, and an event that is no step of it is none.
    const { staff } = world
    const begun = await world.database.transaction(staff, (tx) =>
      readRecallPart(tx, staff, { recallId, part: 'free', moment: 'begin', now: later(1) }),
    )
    const first = view.course[0]?.parts ?? view.mass.parts
    expect(begun.massMg).toBe(first.find(({ part }) => part === 'free')?.massMg ?? '0')
    const odd = world.database.transaction(staff, (tx) =>
      readRecallPart(tx, staff, { recallId, part: 'free', moment: newId('event'), now: later(1) }),
    )
    expect(await refusalOf(odd)).toBe('chain/unknown-event')
  })
})

describe('the mass of a recall', () => {
  const account = (accountId: string, kind: RecallAccount['kind'], state: string, reason: string | null = null) => ({
    accountId,
    kind,
    state,
    reason,
    amount: 0n,
  })
  const places = [
    account('grown', 'world', 'grown'),
    account('here', 'stock', 'released'),
    account('held', 'stock', 'held'),
    account('there', 'stock', 'held'),
    account('road', 'transit', 'held', 'recall'),
    account('gap', 'difference', 'held'),
    account('fire', 'world', 'destroyed'),
    account('patients', 'world', 'dispensed'),
  ]
  const anyMove = fc.record({
    from: fc.integer({ min: 0, max: places.length - 1 }),
    to: fc.integer({ min: 0, max: places.length - 1 }),
    part: fc.integer({ min: 1, max: 100 }),
  })

  test('is the whole at every moment, whatever moved', () => {
    fc.assert(
      fc.property(
        fc.array(anyMove, { maxLength: 60 }),
        fc.nat(60),
        fc.bigInt(0n, 1_000_000n),
        (moves, cut, inflowMg) => {
          const amounts = new Map(places.map(({ accountId }) => [accountId, 0n]))
          const done: RecallMove[] = []
          const go = (fromId: string | null, toId: string, amount: bigint) => {
            if (amount <= 0n || fromId === toId) return
            if (fromId !== null) amounts.set(fromId, amounts.get(fromId)! - amount)
            amounts.set(toId, amounts.get(toId)! + amount)
            done.push({ eventId: `${done.length}`, at: '2026-01-01T00:00:00.000Z', fromId, toId, amount })
          }
          go(null, 'here', inflowMg)
          go('grown', 'here', 1_000_000n)
          for (const { from, to, part } of moves) {
            const source = places[from]!.accountId
            const has = source === 'grown' ? 5_000n : amounts.get(source)!
            go(source, places[to]!.accountId, (has * BigInt(part)) / 100n)
          }
          const ledger = {
            accounts: places.map((place) => ({ ...place, amount: amounts.get(place.accountId)! })),
            moves: done.slice(Math.min(cut + 2, done.length)),
            inflowMg,
          }
          const { now, course } = followMass(ledger)
          // What stands behind a part is that part.
          for (const [part, amount] of now.parts) {
            expect(piecesOf(ledger, part).reduce((sum, piece) => sum + piece.amount, 0n)).toBe(amount)
          }
          expect(now.isWhole).toBe(true)
          expect([...now.parts.values()].every((amount) => amount > 0n)).toBe(true)
          if (course.length > 0) expect(course.at(-1)!.parts).toEqual(now.parts)
        },
      ),
    )
  })

  test('a missing milligram is said', () => {
    const accounts = [
      { ...places[0]!, amount: -10n },
      { ...places[1]!, amount: 9n },
    ]
    expect(followMass({ accounts, moves: [], inflowMg: 0n }).now).toMatchObject({ totalMg: 9n, isWhole: false })
  })
})
