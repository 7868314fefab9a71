// Orders, results and cases over the real database: what follows what, and who may. Not here: verdicts and what follows them
// (release.test.ts), and HTTP.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, parseId, printId, trustId } from '#kernel'
import type { NewOrder } from '../contract.ts'
import { openQualityBench } from '../testing/quality-bench.ts'
import { goodResults, type Someone } from '../testing/world.ts'
import { confirmCase, explainCase, orderRetest, standCasesAgain } from './cases.ts'
import { releaseDossier } from './dossier.ts'
import { orderTests } from './order-thread.ts'
import { confirmResult, correctResult, startOrder, withdrawOrder } from './orders.ts'
import { addStep } from './store.ts'
import { listCases, listOrders, readCase } from './views.ts'
import { qualityWork } from './work.ts'

const { act, as, asks, confirm, figure, law, needs, nowText, order, refusal, release, report, sampled, world } =
  await openQualityBench()

const supersededOf = async (batchId: string) => {
  const { authority } = world.who
  const asked = { batchId: parseId('batch', batchId)! }
  return (await as(authority, (tx) => releaseDossier(tx, authority.actor, asked, needs()))).superseded
}

describe('an order', () => {
  test('goes from ordered to released, each step by who may, each in the log, the figures as received beside what they were read as', async () => {
    const { laboratory, grower, authority } = world.who
    const { orderId, harvest } = await sampled()
    expect((await order(orderId)).state).toBe('received')
    expect(await refusal(release(harvest.batchId))).toBe('chain/release-waits')
    await as(laboratory, (tx) => startOrder(tx, laboratory.actor, orderId, needs()))
    await report(orderId, '217.0')
    expect(await refusal(release(harvest.batchId))).toBe('chain/release-waits')
    expect((await confirm(orderId)).opened).toBeNull()
    const view = await order(orderId)
    expect(view.steps.map(({ kind }) => kind)).toEqual(['ordered', 'received', 'started', 'result', 'confirmed'])
    expect(view.received[0]).toMatchObject({ analyte: 'Δ9-THC, TOTAL', value: '217.0', unit: 'mg/g', lod: '0.01' })
    expect(view.results[0]).toMatchObject({ analyte: 'total-thc', value: '21.7', unit: '%', uncertainty: '0.05' })
    expect(view.compared[0]).toMatchObject({ compared: '21.7', min: '17.6', verdict: 'inside', rule: 'simple' })
    expect(view.batch).toBeNull() // The laboratory has the sample, and need not know of what.
    expect((await order(orderId, grower)).batch?.name).toBe(harvest.name)
    await release(harvest.batchId)
    expect((await order(orderId, authority)).state).toBe('released')
    const waiting = await world.admin.query<{ n: bigint }>(
      `select count(*) as n from log.unsealed u join chain.quality_step s on s.step_id = u.entry_id where s.thread_id = $1`,
      [orderId],
    )
    expect(waiting[0]?.n).toBe(5n)
  })

  test('is refused for what is no sample, no laboratory, or is being tested already', async () => {
    const { grower, laboratory, packer } = world.who
    const { harvest, sample, orderId } = await sampled()
    const place = (who: Someone, over: object) =>
      refusal(
        as(who, (tx) =>
          orderTests(
            tx,
            who.actor,
            {
              sampleId: sample.batchId,
              laboratoryId: printId('party', laboratory.partyId),
              tests: ['total-thc'],
              dueOn: null,
              ...over,
            },
            needs(),
          ),
        ),
      )
    expect(await place(grower, { sampleId: harvest.batchId })).toBe('chain/not-a-sample')
    expect(await place(packer, {})).toBe('chain/unknown-batch')
    expect(await place(grower, { laboratoryId: printId('party', packer.partyId) })).toBe('chain/not-a-laboratory')
    expect(await place(grower, {})).toBe('chain/order-open')
    await as(grower, (tx) => withdrawOrder(tx, grower.actor, { orderId, reason: 'by mistake' }, needs()))
    expect(await refusal(report(orderId, '217'))).toBe('chain/wrong-step')
    expect(await place(grower, {})).toBe('done')
  })

  test('is the laboratory’s to report and nobody else’s; what no table knows and what is left out is refused', async () => {
    const { grower, packer } = world.who
    const { orderId } = await sampled()
    expect(await refusal(as(grower, (tx) => startOrder(tx, grower.actor, orderId, needs())))).toBe(
      'chain/not-this-laboratory',
    )
    expect(await refusal(as(packer, (tx) => startOrder(tx, packer.actor, orderId, needs())))).toBe(
      'chain/unknown-quality',
    )
    expect(await refusal(report(orderId, '217', { results: [figure('delta THC', '21')] }))).toBe('chain/result-unread')
    expect(await refusal(report(orderId, '217', { results: [figure('CBD', '4', 'oz')] }))).toBe('chain/result-unread')
    expect(await refusal(report(orderId, '217', { observations: [] }))).toBe('chain/results-incomplete')
    // Of which nobody can tell on which side of its limit it lies: a part over the most, or over the least.
    const [thc, cbd] = [figure('Δ9-THC, TOTAL', '217', 'mg/g'), figure('CBD', '0.05')]
    for (const results of [
      [thc, { ...cbd, value: '50', isBelow: true }],
      [{ ...thc, isBelow: true }, cbd],
    ])
      expect(await refusal(report(orderId, '217', { results }))).toBe('chain/result-undecided')
    expect(await refusal(confirm(orderId))).toBe('chain/wrong-step')
  })

  test('two who confirm at once: one does, the other hears of it', async () => {
    const { orderId } = await sampled()
    await report(orderId, '217')
    const answers = await Promise.all([refusal(confirm(orderId).then()), refusal(confirm(orderId).then())])
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(1)
    expect(['chain/quality-moved-on', 'chain/wrong-step']).toContain(answers.find((answer) => answer !== 'done'))
  })
})

describe('a result outside the specification', () => {
  async function outside() {
    const made = await sampled()
    await report(made.orderId, '270')
    const { opened } = await confirm(made.orderId)
    return { ...made, caseId: opened!.threadId, number: opened!.number }
  }

  test('opens a case with a clock; explained, it is tested again; the second result speaks', async () => {
    const { laboratory, grower, authority } = world.who
    const { harvest, sample, orderId, caseId } = await outside()
    expect((await order(orderId)).state).toBe('out-of-specification')
    const found = await as(grower, (tx) => readCase(tx, grower.actor, caseId))
    expect(found.findings).toMatchObject([{ analyte: 'total-thc', value: '27', compared: '27.0', max: '26.4' }])
    expect(found.dueOn).not.toBeNull()
    expect(await refusal(release(harvest.batchId))).toBe('chain/release-waits')
    const again = {
      sampleId: sample.batchId,
      laboratoryId: printId('party', laboratory.partyId),
      tests: ['total-thc' as const, 'total-cbd' as const, 'appearance' as const],
      dueOn: null,
    }
    const retest = () => as(authority, (tx) => orderRetest(tx, authority.actor, { caseId, order: again }, needs()))
    expect(await refusal(retest())).toBe('chain/wrong-step') // Nobody tests until it fits.
    await as(laboratory, (tx) => explainCase(tx, laboratory.actor, { caseId, reason: 'diluted twice' }, needs()))
    expect(await refusal(release(harvest.batchId))).toBe('chain/release-waits')
    const placed = await retest()
    expect((await order(orderId)).state).toBe('retest')
    expect(await refusal(release(harvest.batchId))).toBe('chain/release-waits')
    await report(placed.order.threadId, '219')
    await confirm(placed.order.threadId)
    expect((await order(placed.order.threadId)).retestOf?.number).toBe(found.number)
    // Whoever releases sees what was first found, why it does not count, and what the second test replaced beside it.
    const shown = await supersededOf(harvest.batchId)
    expect(shown.map(({ how, test }) => `${how} ${test}`).sort()).toEqual([
      ...['invalidated total-thc', 'replaced appearance', 'replaced total-cbd'],
    ])
    expect(shown.find(({ how }) => how === 'invalidated')).toMatchObject({
      ...{ was: { value: '27' }, became: { value: '21.9' }, verdict: 'outside', reason: 'diluted twice' },
      ...{ by: { partyId: printId('party', authority.partyId) }, caseRef: { number: found.number } },
    })
    await release(harvest.batchId)
  })

  test('is not got rid of: reported it is not withdrawn, nor taken from under its order, nor explained and left out by one person', async () => {
    const { laboratory, grower, authority } = world.who
    const { orderId, sample } = await sampled()
    await report(orderId, '270')
    const withdraw = () =>
      as(grower, (tx) => withdrawOrder(tx, grower.actor, { orderId, reason: 'another sample' }, needs()))
    expect(await refusal(withdraw())).toBe('chain/order-has-result')
    const taken = async () => {
      const { eventId } = (await order(orderId)).steps.find(({ kind }) => kind === 'result')!
      return act(laboratory, 'correct', { correctsId: eventId, reason: 'not so good' } as never)
    }
    expect(await refusal(taken())).toBe('chain/result-of-order')
    const { opened } = await confirm(orderId)
    expect(await refusal(taken())).toBe('chain/result-of-order')
    const caseId = opened!.threadId
    const again = {
      ...{ sampleId: sample.batchId, laboratoryId: printId('party', laboratory.partyId), dueOn: null },
      tests: ['total-thc' as const],
    }
    const retest = ({ actor } = authority) =>
      as({ ...authority, actor }, (tx) => orderRetest(tx, actor, { caseId, order: again }, needs()))
    await as(authority, (tx) => explainCase(tx, authority.actor, { caseId, reason: 'a bad column' }, needs()))
    expect(await refusal(retest())).toBe('chain/retest-own')
    await retest({ ...authority, actor: { ...authority.actor, userId: newId('user') } })
  })

  test('confirmed, it can only be refused', async () => {
    const { authority, packer } = world.who
    const { harvest, orderId, caseId, number } = await outside()
    expect(await refusal(as(packer, (tx) => explainCase(tx, packer.actor, { caseId, reason: 'x' }, needs())))).toBe(
      'chain/unknown-quality',
    )
    await as(authority, (tx) => confirmCase(tx, authority.actor, { caseId, reason: 'the crop was late' }, needs()))
    expect((await order(orderId)).state).toBe('out-of-specification-confirmed')
    expect(await refusal(release(harvest.batchId))).toBe('chain/release-waits')
    const dossier = await as(authority, (tx) =>
      releaseDossier(tx, authority.actor, { batchId: parseId('batch', harvest.batchId)! }, needs()),
    )
    expect(dossier).toMatchObject({ verdict: 'outside', blocking: [{ kind: 'case', number, state: 'confirmed' }] })
    await release(harvest.batchId, { verdict: 'rejected', reason: number })
    expect((await order(orderId, authority)).state).toBe('refused')
  })

  test('waits for its case again when the second test is withdrawn, and that test is of what was outside', async () => {
    const { laboratory, authority } = world.who
    const { harvest, sample, orderId } = await sampled()
    const unfit = { observations: [{ test: 'appearance', conforms: false, method: 'by eye' }] }
    await report(orderId, '217', unfit)
    const { threadId: caseId, number } = (await confirm(orderId)).opened!
    await as(laboratory, (tx) => explainCase(tx, laboratory.actor, { caseId, reason: 'bad light' }, needs()))
    const retest = (...tests: NewOrder['tests']) => {
      const to = { sampleId: sample.batchId, laboratoryId: printId('party', laboratory.partyId), dueOn: null }
      return as(authority, (tx) => orderRetest(tx, authority.actor, { caseId, order: { ...to, tests } }, needs()))
    }
    const read = () => as(authority, (tx) => readCase(tx, authority.actor, caseId))
    expect(await refusal(retest('total-thc', 'total-cbd'))).toBe('chain/retest-lacks')
    const first = await retest('appearance')
    const withdrawn = { orderId: first.order.threadId, reason: 'no sample left' }
    await as(authority, (tx) => withdrawOrder(tx, authority.actor, withdrawn, needs()))
    expect(await read()).toMatchObject({ state: 'explained', explanation: 'bad light', retest: null })
    expect(await refusal(release(harvest.batchId))).toBe('chain/release-waits')
    const dossier = await as(authority, (tx) =>
      releaseDossier(tx, authority.actor, { batchId: parseId('batch', harvest.batchId)! }, needs()),
    )
    expect(dossier.blocking).toMatchObject([{ kind: 'case', number, state: 'explained' }])
    const second = await retest('appearance')
    expect((await read()).retest?.number).toBe(second.order.number)
    const conforms = { results: [], observations: [{ test: 'appearance', conforms: true, method: 'by eye' }] }
    await report(second.order.threadId, '', conforms)
    await confirm(second.order.threadId)
    await release(harvest.batchId)
  })

  test('stands again too when its second test was withdrawn before withdrawing did that, and can be decided', async () => {
    const { laboratory, authority, grower } = world.who
    const { harvest, sample, caseId, number } = await outside()
    await as(laboratory, (tx) => explainCase(tx, laboratory.actor, { caseId, reason: 'diluted twice' }, needs()))
    const to = { sampleId: sample.batchId, laboratoryId: printId('party', laboratory.partyId), dueOn: null }
    const retest = () =>
      as(authority, (tx) =>
        orderRetest(tx, authority.actor, { caseId, order: { ...to, tests: ['total-thc'] } }, needs()),
      )
    const { order: again } = await retest()
    const stand = () => world.database.transaction(world.staff, (tx) => standCasesAgain(tx, world.staff, world.now))
    expect(await stand()).toBe(0) // It is being tested again.
    // As it was withdrawn then: the order alone.
    const withdrawn = { kind: 'withdrawn', state: 'withdrawn', at: world.now, content: { reason: 'no sample left' } }
    await as(authority, (tx) => addStep(tx, authority.actor, again, withdrawn))
    const read = () => as(grower, (tx) => readCase(tx, grower.actor, caseId))
    expect(await read()).toMatchObject({ state: 'retest', retest: null })
    expect(await refusal(retest())).toBe('chain/wrong-step')
    expect([await stand(), await stand()]).toEqual([1, 0])
    const stood = await read()
    expect(stood).toMatchObject({ state: 'explained', explanation: 'diluted twice' })
    expect(stood.steps.at(-1)).toMatchObject({ kind: 'retest-withdrawn', reason: 'no sample left' })
    expect(await refusal(release(harvest.batchId))).toBe('chain/release-waits')
    await as(authority, (tx) => confirmCase(tx, authority.actor, { caseId, reason: 'the crop was late' }, needs()))
    await release(harvest.batchId, { verdict: 'rejected', reason: number })
  })

  test('of a test without an order opens a case all the same, once; what does not conform is outside too', async () => {
    const { laboratory, authority } = world.who
    const { harvest, sample, orderId } = await sampled()
    const before = (await as(authority, (tx) => listCases(tx, authority.actor))).length
    const results = goodResults.map((row) => (row.analyte === 'total-thc' ? { ...row, value: '30' } : row))
    const { eventId } = await act(laboratory, 'test', {
      sampleId: sample.batchId,
      consumedMassMg: '1',
      results,
    } as never)
    expect(await as(authority, (tx) => listCases(tx, authority.actor))).toHaveLength(before + 1)
    expect(await supersededOf(harvest.batchId)).toEqual([])
    await act(laboratory, 'correct', { correctsId: eventId, reason: 'another sample' } as never)
    const taken = await supersededOf(harvest.batchId)
    expect(taken).toHaveLength(results.length)
    const outside = { how: 'taken-back', was: { value: '30', eventId }, became: null, verdict: 'outside' }
    expect(taken.find(({ test }) => test === 'total-thc')).toMatchObject({ ...outside, reason: 'another sample' })
    await report(orderId, '217', { observations: [{ test: 'appearance', conforms: false, method: 'by eye' }] })
    expect((await confirm(orderId)).opened?.steps[0]?.content).toMatchObject({ findings: [{ analyte: 'appearance' }] })
  })
})
describe('a second pair of eyes', () => {
  const second = () => ({
    ...world.who.laboratory,
    actor: world.actorFor({ partyId: world.who.laboratory.partyId, wall: 'holder' }),
  })
  const confirmBy = (who: Someone, orderId: string) =>
    as(who, (tx) => confirmResult(tx, who.actor, trustId('quality', orderId), needs()))
  const correct = (orderId: string, thc: string, over: object = {}) => {
    const { laboratory } = world.who
    return as(laboratory, (tx) =>
      correctResult(
        tx,
        laboratory.actor,
        {
          orderId: trustId('quality', orderId),
          reason: 'a comma in the wrong place',
          report: {
            ...{ eventId: printId('event', newId('event')), occurredAt: nowText(), consumedMassMg: '5' },
            premisesId: printId('premises', laboratory.premisesId),
            results: [figure('Δ9-THC, TOTAL', thc, 'mg/g'), figure('CBD', '0.4')],
            observations: [{ test: 'appearance', conforms: true, method: 'by eye' }],
            ...over,
          },
        },
        needs(),
      ),
    )
  }
  beforeAll(() => {
    asks.secondEyes = true
  })
  afterAll(() => {
    asks.secondEyes = false
  })

  test('confirms a result: who entered it does not, nor a program; until then there is no release', async () => {
    const { harvest, orderId } = await sampled()
    await report(orderId, '217')
    expect(await refusal(confirm(orderId))).toBe('chain/confirm-own')
    const { actor } = second()
    const program = { ...world.who.laboratory, actor: { ...actor, kind: 'machine' as const, userId: null } }
    expect(await refusal(confirmBy(program, orderId))).toBe('chain/confirm-own')
    expect(await refusal(release(harvest.batchId))).toBe('chain/release-waits')
    expect((await order(orderId)).isMine).toBe(true)
    const colleague = second()
    expect((await order(orderId, colleague)).isMine).toBe(false)
    await confirmBy(colleague, orderId)
    await release(harvest.batchId)
  })
  test('is beside the figures that were corrected before it: both stay, the last one speaks, the mass is used once', async () => {
    const { harvest, orderId, sample } = await sampled()
    await report(orderId, '317')
    await correct(orderId, '217')
    const seen = await order(orderId)
    expect(seen.received[0]?.value).toBe('217')
    expect(seen.earlier).toMatchObject([{ received: [{ value: '317' }, { value: '0.4' }] }])
    expect(seen.steps.map(({ kind }) => kind).filter((kind) => kind === 'result')).toHaveLength(2)
    expect(seen.steps.at(-1)?.reason).toBe('a comma in the wrong place')
    const { opened } = await confirmBy(second(), orderId)
    expect(opened).toBeNull() // 31.7 % would have been outside, and the dossier of the release says so.
    expect(await supersededOf(harvest.batchId)).toMatchObject([
      {
        ...{
          how: 'corrected',
          test: 'total-thc',
          was: { value: '31.7' },
          became: { value: '21.7' },
          verdict: 'outside',
        },
        ...{ reason: 'a comma in the wrong place', order: { number: seen.number } },
        by: { partyId: printId('party', world.who.laboratory.partyId) },
      },
    ])
    const used = await world.admin.query<{ mg: bigint }>(
      `select coalesce(sum(case when t.kind = 'world' then m.amount else -m.amount end), 0)::bigint as mg
       from chain.movement m join chain.account t on t.account_id = m.to_account_id join chain.account f on f.account_id = m.from_account_id
       where m.ledger = 'material_mg' and 'consumed-in-test' in (t.state, f.state) and $1 in (t.batch_id, f.batch_id)`,
      [parseId('batch', sample.batchId)],
    )
    expect(used).toEqual([{ mg: 5n }])
    expect(await refusal(correct(orderId, '218'))).toBe('chain/wrong-step')
  })
  test('needs an order: a result by itself is refused', async () => {
    const { sample } = await sampled()
    const alone = { sampleId: sample.batchId, consumedMassMg: '5', results: goodResults }
    expect(await refusal(act(world.who.laboratory, 'test', alone as never))).toBe('chain/order-first')
  })
})

test('what waits: orders at the bench, open cases, and a release that ends while there is stock', async () => {
  const { authority, laboratory } = world.who
  const today = Temporal.Now.plainDateISO('Europe/Amsterdam')
  const count = async (who: Someone, kind: Parameters<typeof qualityWork>[2]) =>
    (await as(who, (tx) => qualityWork(tx, who.actor, kind, { law, today, itemsMax: 200 }))).items.map(
      ({ title }) => title,
    )
  const { harvest, orderId } = await sampled()
  expect(await count(laboratory, 'orders-to-test')).toContain((await order(orderId)).number)
  await report(orderId, '217')
  await confirm(orderId)
  expect(await count(laboratory, 'orders-to-test')).not.toContain((await order(orderId)).number)
  await release(harvest.batchId, { expiresOn: today.add({ days: 61 }).toString() })
  expect(await count(authority, 'releases-ending')).not.toContain(harvest.name)
  const second = await sampled()
  await report(second.orderId, '217')
  await confirm(second.orderId)
  await release(second.harvest.batchId, { expiresOn: today.add({ days: 60 }).toString() })
  expect(await count(authority, 'releases-ending')).toContain(second.harvest.name)
})

test('a step is written once, and a holder writes only its own', async () => {
  const { orderId } = await sampled()
  await expect(
    world.admin.query('update chain.quality_step set state = $1 where thread_id = $2', ['confirmed', orderId]),
  ).rejects.toThrow()
  const { packer, pharmacy } = world.who
  expect(await as(packer, (tx) => listOrders(tx, packer.actor, { law }))).toEqual([])
  expect(await as(pharmacy, (tx) => listCases(tx, pharmacy.actor))).toEqual([])
})
