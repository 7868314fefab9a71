// Verdicts over the real database: whose they are, what a release waits for, its certificate, and the signal of a batch unlike those before it.
// Not here: how results come about (quality.test.ts), and HTTP.
import { describe, expect, test } from 'vitest'
import { newId, parseId, printId, verifyProofFile } from '#kernel'
import { openLogSigner, proofFor, sealOnce, type Tx } from '#platform'
import type { Act } from '../contract.ts'
import { recordAct } from '../record/record-act.ts'
import { openQualityBench } from '../testing/quality-bench.ts'
import { goodResults, type Someone } from '../testing/world.ts'
import { appoint, endAppointment, listAppointments } from './appointments.ts'
import { certificateContent, readCertificate } from './certificates.ts'
import { releaseDossier } from './dossier.ts'
import { listSignals, lookAtSignal, raiseAllSignals } from './drift.ts'
import { openThread } from './store.ts'
import { qualityWork } from './work.ts'

const { act, as, asks, confirm, figure, idOf, law, needs, nowText, refusal, release, report, sampled, world } =
  await openQualityBench()

describe('a release', () => {
  async function ready() {
    const made = await sampled()
    await report(made.orderId, '217')
    await confirm(made.orderId)
    return made
  }

  test('is a qualified person’s, appointed by somebody else, on that day', async () => {
    const { authority } = world.who
    const { harvest } = await ready()
    asks.capacity = true
    try {
      expect(await refusal(release(harvest.batchId))).toBe('chain/not-qualified')
      const mine = { userId: printId('user', authority.actor.userId!), from: '2020-01-01', until: null }
      const now = Temporal.Now.instant()
      expect(await refusal(as(authority, (tx) => appoint(tx, authority.actor, mine, now)))).toBe(
        'chain/appointment-own',
      )
      const other = { ...authority, actor: { ...authority.actor, userId: newId('user') } }
      const ended = await as(other, (tx) => appoint(tx, other.actor, { ...mine, until: '2021-01-01' }, now))
      expect(await refusal(release(harvest.batchId))).toBe('chain/not-qualified')
      const again = (from: string, until: string | null) =>
        refusal(as(other, (tx) => appoint(tx, other.actor, { ...mine, from, until }, now)))
      expect(await again('2020-12-31', null)).toBe('chain/appointment-stands')
      expect(await again('2019-01-01', '2020-01-02')).toBe('chain/appointment-stands')
      expect(await again('2022-01-01', '2022-01-01')).toBe('chain/appointment-days')
      const standing = await as(other, (tx) => appoint(tx, other.actor, { ...mine, from: '2021-01-01' }, now))
      await release(harvest.batchId)
      const appointmentId = idOf(standing.appointmentId)
      await as(other, (tx) => endAppointment(tx, other.actor, { appointmentId, reason: 'left' }, now))
      expect(await as(other, (tx) => listAppointments(tx, other.actor))).toMatchObject([
        { stands: false },
        { appointmentId: ended.appointmentId, stands: true },
      ])
      const { harvest: next } = await ready()
      expect(await refusal(release(next.batchId))).toBe('chain/not-qualified')
    } finally {
      asks.capacity = false
    }
  })

  test('issues a certificate anyone may read and prove until three months after expiry; a retest makes a second version', async () => {
    const { authority, pharmacy, laboratory } = world.who
    const { harvest, sample } = await ready()
    const number = `COA-${harvest.batchId.slice(-6)}`
    const releasedFirst = await release(harvest.batchId, { expiresOn: '2030-06-01' })
    const visitor = { ...pharmacy, actor: world.actorFor({ wall: 'public' }) }
    const read = (who: Someone, on: string, version?: number) =>
      as(who, (tx) =>
        readCertificate(tx, who.actor, {
          number,
          now: Temporal.Instant.from(`${on}T12:00:00Z`),
          ...(version ? { version } : {}),
        }),
      )
    const first = await read(visitor, '2030-08-31')
    expect(first).toMatchObject({
      state: 'issued',
      publicUntil: '2030-09-01',
      certificate: { version: 1, batch: { name: harvest.name } },
    })
    expect(first.certificate.specification[0]).toMatchObject({
      value: '21.7',
      compared: '21.7',
      min: '17.6',
      max: '26.4',
    })
    expect(JSON.stringify(first)).not.toContain(laboratory.partyId)
    expect(await refusal(read(visitor, '2030-09-01'))).toBe('chain/unknown-certificate')
    expect((await read(authority, '2031-01-01')).number).toBe(number)

    expect(await refusal(release(harvest.batchId, { expiresOn: '2031-06-01' }))).toBe('chain/nothing-to-move')
    const results = goodResults.map((row) => (row.analyte === 'total-thc' ? { ...row, value: '21.2' } : row))
    await act(laboratory, 'test', { sampleId: sample.batchId, consumedMassMg: '1', results } as never)
    const { eventId } = await release(harvest.batchId, { expiresOn: '2031-06-01' })
    const second = await read(visitor, '2031-08-31')
    expect(second).toMatchObject({ publicUntil: '2031-09-01', certificate: { version: 2, replaces: 1 } })
    expect((await read(visitor, '2031-08-31', 1)).sha256).toBe(first.sha256)

    const signer = openLogSigner({ seed: new Uint8Array(32).fill(9), name: 'grein.example/log' })
    await sealOnce(world.database, world.authorityId, { signer })
    const file = await as(visitor, async (tx) => {
      const { stepId, content } = await certificateContent(tx, visitor.actor, { number, now: Temporal.Now.instant() })
      return proofFor(tx, visitor.actor, stepId, content)
    })
    expect(verifyProofFile(JSON.stringify(file)).isValid).toBe(true)
    expect(JSON.parse(file.record!).content.certificate).toEqual(second.certificate)

    await act(authority, 'correct', { correctsId: eventId, reason: 'wrong day' } as never)
    // The release behind the first version was not taken back: that one stands again, and the second says that it does not.
    expect(await read(visitor, '2031-08-31')).toMatchObject({ state: 'issued', certificate: { version: 1 } })
    expect(await read(visitor, '2031-08-31', 2)).toMatchObject({ state: 'withdrawn', certificate: { version: 2 } })
    const listed = async () => {
      const asked = { batchId: parseId('batch', harvest.batchId)! }
      return (await as(authority, (tx) => releaseDossier(tx, authority.actor, asked, needs()))).certificates
    }
    expect(await listed()).toEqual([{ number, state: 'issued' }])
    // Before versions stood by themselves, the withdrawal of one wrote that word for all of them.
    await world.admin.query('alter table chain.quality_step disable trigger user')
    await world.admin.query(`update chain.quality_step set state = 'withdrawn' where kind = 'withdrawn'`)
    await world.admin.query('alter table chain.quality_step enable trigger user')
    expect(await listed()).toEqual([{ number, state: 'issued' }])
    await act(authority, 'correct', { correctsId: releasedFirst.eventId, reason: 'wrong batch' } as never)
    expect(await read(visitor, '2031-08-31')).toMatchObject({ state: 'withdrawn', certificate: { version: 2 } })
    expect((await read(visitor, '2031-08-31', 1)).state).toBe('withdrawn')
    expect(await listed()).toEqual([{ number, state: 'withdrawn' }])
  })
})

test('a release names its last day; a paper from before that names none is taken in as it is, and asked after', async () => {
  const { authority } = world.who
  const { harvest, orderId } = await sampled()
  await report(orderId, '217')
  await confirm(orderId)
  const verdict = { batchId: harvest.batchId, verdict: 'released', certificate: 'OLD', expiresOn: null, reason: null }
  const decide = (isImport: boolean) =>
    as(authority, (tx) => {
      const released = world.make(authority, 'release', { ...verdict, occurredAt: nowText() } as never) as Act
      return recordAct(tx, authority.actor, { act: released, law, now: Temporal.Now.instant(), isImport })
    })
  expect(await refusal(decide(false))).toBe('chain/last-day-missing')
  expect(await refusal(decide(true))).toBe('done')
  const asked = { law, today: Temporal.Now.plainDateISO(), itemsMax: 200 }
  const { items } = await as(authority, (tx) => qualityWork(tx, authority.actor, 'releases-ending', asked))
  expect(items.find(({ title }) => title === harvest.name)).toEqual({
    ...{ id: harvest.batchId, title: harvest.name, subtitle: 'Flower' },
    href: `/batches/${harvest.batchId}/release`,
  })
})

test('a result by another method than the specification asks carries no release, and is shown with both', async () => {
  const { authority } = world.who
  const { harvest, orderId } = await sampled()
  await report(orderId, '217')
  await confirm(orderId)
  const asking = (...methods: string[]) => ({
    ...law,
    product: (code: string, on: Temporal.PlainDate) => {
      const found = law.product(code, on)
      return found && { ...found, specification: found.specification.map((line) => ({ ...line, methods })) }
    },
  })
  const verdict = {
    batchId: harvest.batchId,
    verdict: 'released',
    certificate: 'COA-M',
    expiresOn: '2099-01-01',
    reason: null,
  }
  const now = Temporal.Now.instant()
  const decide = (...methods: string[]) =>
    as(authority, (tx) => {
      const released = world.make(authority, 'release', { ...verdict, occurredAt: nowText() } as never) as Act
      return recordAct(tx, authority.actor, { act: released, law: asking(...methods), now: Temporal.Now.instant() })
    })
  expect(await refusal(decide('LAB-017'))).toBe('chain/other-method')
  const asked = { batchId: parseId('batch', harvest.batchId)! }
  const dossier = await as(authority, (tx) =>
    releaseDossier(tx, authority.actor, asked, { law: asking('LAB-017'), now }),
  )
  expect(dossier).toMatchObject({ verdict: 'missing' })
  expect(dossier.specification[0]).toMatchObject({
    why: 'method',
    method: 'HPLC',
    methods: ['LAB-017'],
    compared: '21.7',
  })
  expect(await refusal(decide('LAB-017', 'HPLC'))).toBe('done')
})

test('what the laboratory could not put a number to is on the certificate as less than', async () => {
  const { harvest, orderId } = await sampled()
  const results = [figure('Δ9-THC, TOTAL', '217', 'mg/g'), { ...figure('CBD', '0.05'), isBelow: true }]
  await report(orderId, '217', { results })
  await confirm(orderId)
  await release(harvest.batchId)
  const { actor } = world.who.authority
  const asked = { number: `COA-${harvest.batchId.slice(-6)}`, now: Temporal.Now.instant() }
  const { certificate } = await as(world.who.authority, (tx) => readCertificate(tx, actor, asked))
  const below = certificate.specification.filter(({ isBelow }) => isBelow)
  expect(below.map(({ analyte, value }) => [analyte, value])).toEqual([['total-cbd', '0.05']])
})

test('a batch unlike those before it raises a signal as it is released, once; somebody looks at it', async () => {
  const { authority, grower, pharmacy } = world.who
  const made: string[] = []
  for (const thc of ['217', '218', '260']) {
    const { harvest, orderId } = await sampled()
    await report(orderId, thc)
    await confirm(orderId)
    await release(harvest.batchId)
    made.push(harvest.batchId)
  }
  const signals = (who = authority) => as(who, (tx) => listSignals(tx, who.actor, { law }))
  const found = (await signals()).find(({ batch }) => batch?.batchId === made.at(-1))
  expect(found).toMatchObject({
    analyte: 'total-thc',
    value: '26.0000',
    state: 'raised',
    kinds: expect.arrayContaining(['outside']),
  })
  expect(await as(authority, (tx) => raiseAllSignals(tx, authority.actor, { law, now: Temporal.Now.instant() }))).toBe(
    0,
  )
  expect((await signals(grower)).map(({ signalId }) => signalId)).toContain(found!.signalId)
  expect(await signals(pharmacy)).toEqual([])
  const look = () =>
    as(authority, (tx) =>
      lookAtSignal(tx, authority.actor, { signalId: idOf(found!.signalId), reason: 'a new mother plant' }, needs()),
    )
  const waiting = async () =>
    (
      await as(authority, (tx) =>
        qualityWork(tx, authority.actor, 'quality-signals', { law, today: Temporal.Now.plainDateISO(), itemsMax: 8 }),
      )
    ).count
  const before = await waiting()
  await look()
  expect(await waiting()).toBe(before - 1)
  expect(await refusal(look())).toBe('chain/wrong-step')
})

test('what nobody looked at is listed however many were seen since, and of those the newest', async () => {
  const { authority } = world.who
  const long = Temporal.Instant.from('2020-01-01T00:00:00Z')
  const raise = async (tx: Tx, number: string, state: 'raised' | 'seen', hours: number) => {
    const at = long.add({ hours })
    const thread = { kind: 'signal' as const, number, subject: number, batchId: null, sampleId: null }
    const of = { productCode: 'flower', holderId: authority.partyId, laboratoryId: null }
    const content = { analyte: 'total-thc', kinds: ['drift'], value: '1', eventId: null }
    await openThread(tx, authority.actor, { ...thread, ...of }, { kind: 'raised', state, at, content })
  }
  await as(authority, async (tx) => {
    await raise(tx, 'OLD', 'raised', 0)
    for (let hour = 1; hour <= 101; hour += 1) await raise(tx, `SEEN-${hour}`, 'seen', hour)
  })
  const numbers = (await as(authority, (tx) => listSignals(tx, authority.actor, { law }))).map(({ number }) => number)
  expect(numbers).toContain('OLD')
  expect(numbers).toContain('SEEN-101')
  expect(numbers).not.toContain('SEEN-1')
})
