// A capture ends whatever happens: by a fault of ours as failed, with the number the log has it under; by an outage it waits; and two captures of
// one name are one event. Not here: a program that is killed (test/model/epcis-crash.test.ts), and what a capture is refused for.
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Refused, refuseNow } from '#kernel'
import { loadCorpus } from '#law/corpus'
import { platformProblems, type Tx } from '#platform'
import type { Act } from '../contract.ts'
import { verifyLedger } from '../proof/verify-ledger.ts'
import { newBatch, openWorld, type Someone, testLaw, type World } from '../testing/world.ts'
import { actContext, eventOfAct } from './acts/write-act.ts'
import { type CaptureInput, captureEvents } from './capture.ts'
import { endBroken, handIn, runCapture } from './capture-job.ts'
import { captureAlone } from './capture-race.ts'
import { printExact } from './json.ts'
import { type ProfileOn, profilesIn } from './profile/profile.ts'
import { readDocument } from './read-document.ts'
import { findCapture, selectFates } from './store.ts'

let world: World
let profileOn: ProfileOn
beforeAll(async () => {
  world = await openWorld()
  profileOn = profilesIn(await loadCorpus(resolve(import.meta.dirname, '../../../corpus')))
})
afterAll(() => world[Symbol.asyncDispose]())

type MayRecord = CaptureInput['mayRecord']
const told = (act: Act, change: object = {}) =>
  JSON.parse(printExact({ ...eventOfAct(act, { lots: new Map(), movedMg: 0n }), ...change })) as object
const seen = (name: string, more: object = {}) => ({
  ...{ type: 'ObjectEvent', action: 'OBSERVE', eventID: name, epcList: [`${name}:thing`] },
  ...{ eventTime: '2026-05-01T10:00:00Z', eventTimeZoneOffset: '+02:00', ...more },
})
const planted = (name: string) =>
  told(
    world.make(world.who.grower, 'plant', {
      ...{ batch: newBatch(name), productCode: 'flower', cultivar: 'C', plants: 3, room: '1' },
    }) as Act,
  )
const documentOf = (...eventList: readonly object[]) =>
  JSON.stringify({
    ...{ '@context': actContext, type: 'EPCISDocument', schemaVersion: '2.0', creationDate: '2026-05-01T10:00:00Z' },
    epcisHeader: {
      'grein:sender': 'x',
      epcisMasterData: {
        vocabularyList: [
          {
            type: 'urn:epcglobal:epcis:vtype:BusinessLocation',
            vocabularyElementList: [{ id: 'urn:epc:id:sgln:8712345.00001.0' }],
          },
        ],
      },
    },
    epcisBody: { eventList },
  })

const give = (who: Someone, behaviour: 'rollback' | 'proceed', text: string) =>
  world.database.transaction(who.actor, (tx) =>
    handIn(tx, who.actor, { text, mediaType: 'json', behaviour, eventCount: readDocument(text, 'json').events.length }),
  )
const counted: number[] = []
const run = (captureId: string, mayRecord: MayRecord = async () => {}) =>
  runCapture({
    database: world.database,
    house: world.staff,
    captureId,
    input: () => ({ law: testLaw, profileOn, now: world.now, mayRecord }),
    onCaptured: (captured) => counted.push(captured.length),
  })
const look = (who: Someone, captureId: string) =>
  world.database.transaction(who.actor, async (tx) => ({
    job: await findCapture(tx, world.authorityId, captureId),
    places: (await selectFates(tx, world.authorityId, captureId)).map(({ place }) => place),
  }))
const bug = new RangeError('a bug of ours')
/** The nth act of a document meets a bug. */
const breaksAt = (nth: number): MayRecord => {
  let count = 0
  return async () => {
    count += 1
    if (count === nth) throw bug
  }
}
const reference = () => world.staff.trace.traceId

test('what stays is told once, and what was rolled back never', async () => {
  const { grower } = world.who
  counted.length = 0
  const broken = await give(grower, 'rollback', documentOf(planted('COUNT-1'), planted('COUNT-2')))
  await expect(run(broken, breaksAt(2))).rejects.toBe(bug)
  expect(counted).toEqual([])
  await run(await give(grower, 'rollback', documentOf(planted('COUNT-3'), planted('COUNT-4'))))
  expect(counted).toEqual([2])
  const halves = await give(grower, 'proceed', documentOf(planted('COUNT-5'), planted('COUNT-6'), planted('COUNT-7')))
  await expect(run(halves, breaksAt(2))).rejects.toBe(bug)
  await run(halves)
  expect(counted).toEqual([2, 1, 1])
})

describe('a bug of ours', () => {
  test('ends all or nothing with nothing, says its number, is thrown for the log, and not tried again', async () => {
    const { grower } = world.who
    const id = await give(grower, 'rollback', documentOf(planted('BROKEN-1'), planted('BROKEN-2')))
    await expect(run(id, breaksAt(2))).rejects.toBe(bug)
    const { job, places } = await look(grower, id)
    expect(job).toMatchObject({
      success: false,
      doneCount: 0,
      errors: [{ code: 'epcis/capture-broken', place: null, pointer: '', reference: reference() }],
    })
    expect([job?.finishedAt === null, places]).toEqual([false, []])
    for (const language of ['nl', 'en'] as const) expect(job?.errors[0]?.detail[language]).toContain(reference())
    await run(id)
    expect(await look(grower, id)).toEqual({ job, places })
  })

  test('in one event of many is that event’s alone where each goes by itself', async () => {
    const { grower } = world.who
    const id = await give(
      grower,
      'proceed',
      documentOf(planted('BROKEN-3'), planted('BROKEN-4'), seen('urn:x:broken:1'), planted('BROKEN-5')),
    )
    await expect(run(id, breaksAt(2))).rejects.toBe(bug)
    const { job, places } = await look(grower, id)
    expect(job).toMatchObject({
      success: false,
      doneCount: 4,
      errors: [{ code: 'epcis/capture-broken', place: 1, pointer: '/epcisBody/eventList/1', reference: reference() }],
    })
    expect(places).toEqual([0, 2, 3])
  })

  test('nobody ended is ended when it is given up, with what was told before; and one that ended stays so', async () => {
    const { grower } = world.who
    const id = await give(grower, 'proceed', documentOf(seen('urn:x:broken:2')))
    const end = () => endBroken({ database: world.database, house: world.staff, captureId: id })
    await end()
    const { job } = await look(grower, id)
    expect(job).toMatchObject({ success: false, errors: [{ code: 'epcis/capture-broken', reference: reference() }] })
    await end()
    expect((await look(grower, id)).job).toEqual(job)
  })
})

test('an outage ends nothing: the next try does all of it, and what stands before the events is there once', async () => {
  const { grower } = world.who
  const away: MayRecord = async () => refuseNow(platformProblems['database-unavailable'], {})
  for (const behaviour of ['rollback', 'proceed'] as const) {
    const name = `AWAY-${behaviour}`
    const id = await give(grower, behaviour, documentOf(seen(`urn:x:${name}`), planted(name)))
    await expect(run(id, away)).rejects.toBeInstanceOf(Refused)
    expect((await look(grower, id)).job?.finishedAt).toBeNull()
    await run(id)
    const { job, places } = await look(grower, id)
    expect([job?.success, job?.errors, places]).toEqual([true, [], [0, 1]])
    const kept = await world.admin.query<{ header: object }>(
      `select c.header from chain.epcis_capture as c join chain.epcis_master as m using (authority_id, capture_id) where c.capture_id = $1`,
      [id],
    )
    expect(kept).toEqual([{ header: { 'grein:sender': 'x' } }])
  }
})

test('a fault that quotes a word between the halves of a sign is told, and the capture ends', async () => {
  const { grower } = world.who
  const long = (length: number) => `${'x'.repeat(length)}🌱🌱🌱`
  const id = await give(grower, 'proceed', documentOf(seen('urn:x:half', { bizStep: long(59) }), seen('urn:x:whole')))
  await run(id)
  const { job, places } = await look(grower, id)
  expect(job?.errors).toMatchObject([{ code: 'epcis/not-valid', place: 0 }])
  expect([job?.finishedAt === null, places]).toEqual([false, [1]])
})

describe('two captures of one name at the same moment', () => {
  const capture = (tx: Tx, who: Someone, text: string) =>
    captureEvents(tx, who.actor, readDocument(text, 'json').events, {
      ...{ captureId: null, law: testLaw, profileOn, now: world.now, mayRecord: async () => {} },
    })
  const alone = (who: Someone, text: string) => {
    const [event] = readDocument(text, 'json').events
    return captureAlone(
      world.database,
      who.actor,
      () => event ?? null,
      (tx) => capture(tx, who, text),
    )
  }
  const isWaiting = async () =>
    (
      await world.admin.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      )
    ).length > 0

  /** The first has captured and not committed when the second comes; then it commits. */
  async function race(who: Someone, [first, second]: readonly [object, object]) {
    const texts = [first, second].map((event) => JSON.stringify({ '@context': actContext, ...event })) as [
      string,
      string,
    ]
    let later: Promise<unknown> | undefined
    await world.database.transaction(who.actor, async (tx) => {
      await capture(tx, who, texts[0])
      later = alone(who, texts[1]).then(
        ([done]) => done?.outcome,
        (error: Refused) => error.refusal ?? error,
      )
      await expect.poll(isWaiting).toBe(true)
    })
    return later
  }

  test('with the same content the second hears what the first did, whether or not it is an act', async () => {
    const { grower } = world.who
    expect(await race(grower, [seen('urn:x:race:1'), seen('urn:x:race:1')])).toBe('already')
    const lot = { ...planted('RACE-1'), eventID: 'urn:x:race:2' } // A name that is no id of ours.
    expect(await race(grower, [lot, lot])).toBe('already')
    const own = planted('RACE-2')
    expect(await race(grower, [own, own])).toBe('already')
    expect((await verifyLedger(world.admin, world.authorityId)).faults).toEqual([])
  })

  test('with other content it is refused, and both are named', async () => {
    const { grower } = world.who
    for (const [first, second] of [
      [seen('urn:x:race:3'), seen('urn:x:race:3', { epcList: ['urn:x:other'] })],
      [
        { ...planted('RACE-3'), eventID: 'urn:x:race:4' },
        { ...planted('RACE-4'), eventID: 'urn:x:race:4' },
      ],
    ] as const) {
      const hashes = [first, second].map(
        (event) => readDocument(JSON.stringify({ '@context': actContext, ...event }), 'json').events[0]?.hashId,
      )
      expect(await race(grower, [first, second])).toMatchObject({
        problem: { code: 'epcis/event-changed' },
        params: { kept: hashes[0], sent: hashes[1] },
      })
    }
    const [lots] = await world.admin.query<{ count: bigint }>(
      `select count(*) as count from chain.batch where name in ('RACE-3', 'RACE-4')`,
    )
    expect(lots?.count).toBe(1n)
  })

  test('as declarations of one error, both are named by what they declare', async () => {
    const { packer } = world.who
    const event = seen('urn:x:race:5')
    await alone(packer, JSON.stringify({ '@context': actContext, ...event }))
    const declared = (reason: string) => ({
      ...event,
      errorDeclaration: { declarationTime: '2026-05-02T10:00:00Z', reason },
    })
    const refusal = await race(packer, [declared('incorrect_data'), declared('did_not_occur')])
    expect(refusal).toMatchObject({
      problem: { code: 'epcis/event-changed' },
      params: { kept: expect.stringContaining('incorrect_data'), sent: expect.stringContaining('did_not_occur') },
    })
  })

  test('in a document, all of which is done again', async () => {
    const { grower } = world.who
    const [shared, other] = [planted('RACE-6'), planted('RACE-7')]
    const id = await give(grower, 'rollback', documentOf(other, { ...shared, eventID: 'urn:x:race:6' }))
    let done: Promise<void> | undefined
    await world.database.transaction(grower.actor, async (tx) => {
      await capture(tx, grower, JSON.stringify({ '@context': actContext, ...shared, eventID: 'urn:x:race:6' }))
      done = run(id)
      await expect.poll(isWaiting).toBe(true)
    })
    await done
    const { job, places } = await look(grower, id)
    expect([job?.success, job?.errors, places]).toEqual([true, [], [0]])
  })
})
