// What is refused of state, results, releases and expiry. Not here: other rooms of rules, and what succeeds.
import { beforeAll, describe, expect, test } from 'vitest'
import { legalDayOf, parseId, printId } from '#kernel'
import { refusalsOf, shipment, to } from '../testing/refusals.ts'
import { goodResults, type World } from '../testing/world.ts'

const { open, reachedAll, expectRefusal, fresh, dried, send } = refusalsOf('quality')
let world: World
beforeAll(async () => {
  world = await open()
})

describe('state and quality', () => {
  test('no results, or results outside the specification', async () => {
    const { grower, laboratory, authority } = world.who
    const { harvest } = await dried()
    const release = (verdict: 'released' | 'rejected', reason: string | null = null) =>
      world.act(authority, 'release', {
        ...{ batchId: harvest.batchId, verdict, certificate: 'C', expiresOn: null, reason },
      })
    await expectRefusal('results-missing', () => release('released'))
    await expectRefusal('content-unknown', () => world.act(authority, 'assay', { batchId: harvest.batchId }))
    const sample = fresh('S')
    await world.act(grower, 'sample', { batchId: harvest.batchId, state: 'quarantine', massMg: '10', sample })
    await send(grower, laboratory, 'sample', sample.batchId, 'sample', '10')
    await world.act(laboratory, 'test', {
      sampleId: sample.batchId,
      consumedMassMg: '5',
      results: [
        ...goodResults.map((row) => (row.analyte === 'total-thc' ? { ...row, value: '26.45' } : row)),
        { analyte: 'loss-on-drying', value: '8.00', unit: '%', of: 'as-is', method: 'oven', uncertainty: null },
      ],
    })
    await expectRefusal('outside-specification', () => release('released'))
    await world.act(authority, 'assay', { batchId: harvest.batchId })
    await expectRefusal('content-as-booked', () => world.act(authority, 'assay', { batchId: harvest.batchId }))
    await expectRefusal('not-for-you', () =>
      world.act(grower, 'test', { sampleId: sample.batchId, consumedMassMg: '1', results: goodResults }),
    )
    for (const wrong of [
      { value: '217' },
      { value: '100.001' },
      { value: '-0.1' },
      { value: '-1', unit: 'ppm' } as const,
    ]) {
      const results = goodResults.map((row, at) => (at === 0 ? { ...row, ...wrong } : row))
      await expectRefusal('no-part-of-it', () =>
        world.act(laboratory, 'test', { sampleId: sample.batchId, consumedMassMg: '1', results }),
      )
    }
    for (const silent of [null, ' ', '\u00a0 '])
      await expectRefusal('reason-missing', () => release('rejected', silent))
    await release('rejected', 'Too strong.')
    await expectRefusal('nothing-to-move', () => release('rejected', 'Too strong.'))
  })

  test('a parcel sent back without a word why', async () => {
    const { grower, laboratory } = world.who
    const { harvest } = await dried()
    const sample = fresh('S')
    const sampled = { batchId: harvest.batchId, state: 'quarantine' as const, massMg: '10' }
    await world.act(grower, 'sample', { ...sampled, sample })
    const shipmentId = shipment()
    const lines = [{ batchId: sample.batchId, state: 'sample' as const, massMg: '10' }]
    await world.act(grower, 'ship', { shipmentId, ...to(laboratory), reason: 'sample', lines })
    const refuse = (reason: string) =>
      world.act(laboratory, 'refuse', { shipmentId, returnShipmentId: shipment(), reason })
    await expectRefusal('reason-missing', () => refuse('  '))
    await refuse('The seal was broken.')
  })

  test('a release that names no last day, of what names none itself', async () => {
    const { grower, laboratory, authority } = world.who
    const { harvest } = await dried()
    const [sample, packs] = [fresh('S'), fresh('P')]
    await world.act(grower, 'sample', { batchId: harvest.batchId, state: 'quarantine', massMg: '10', sample })
    await send(grower, laboratory, 'sample', sample.batchId, 'sample', '10')
    await world.act(laboratory, 'test', { sampleId: sample.batchId, consumedMassMg: '5', results: goodResults })
    await world.act(grower, 'pack', {
      ...{ batchId: harvest.batchId, inputMassMg: '200', pack: packs, gtin: '08712345678906' },
      ...{ expiresOn: '2099-01-01', packs: 2, packMassMg: '100', wasteMassMg: '0' },
    })
    const release = (batchId: string, expiresOn: string | null) =>
      world.act(authority, 'release', { batchId, verdict: 'released', certificate: 'C', expiresOn, reason: null })
    await expectRefusal('last-day-missing', () => release(harvest.batchId, null))
    await release(harvest.batchId, '2099-01-01')
    await release(packs.batchId, null) // Its label says it.
  })

  test('a release dated before the result it rests on', async () => {
    const { grower, laboratory, authority } = world.who
    const { harvest } = await dried()
    const sample = fresh('S')
    const tested = (minutesAgo: number, results: typeof goodResults) =>
      world.act(laboratory, 'test', { sampleId: sample.batchId, consumedMassMg: '1', results, ...ago(minutesAgo) })
    const release = (minutesAgo: number) =>
      world.act(authority, 'release', {
        batchId: harvest.batchId,
        verdict: 'released',
        certificate: 'C',
        expiresOn: '2099-01-01',
        reason: null,
        ...ago(minutesAgo),
      })
    const ago = (minutes: number) => ({
      occurredAt: world.now.subtract({ seconds: Math.round(minutes * 60) }).toString(),
    })
    await world.act(grower, 'sample', { batchId: harvest.batchId, state: 'quarantine', massMg: '10', sample })
    await send(grower, laboratory, 'sample', sample.batchId, 'sample', '10')
    await tested(0.9, goodResults)
    await tested(0.5, goodResults)
    await expectRefusal('verdict-before-results', () => release(0.6)) // The older results are not what it would rest on.
    await expectRefusal('before-batch', () => release(2))
    await release(0.5)
  })

  test('past the day its release holds until', async () => {
    const { grower, laboratory, authority, packer, wholesaler } = world.who
    const { harvest } = await dried()
    const sample = fresh('S')
    await world.act(grower, 'sample', { batchId: harvest.batchId, state: 'quarantine', massMg: '10', sample })
    await send(grower, laboratory, 'sample', sample.batchId, 'sample', '10')
    await world.act(laboratory, 'test', { sampleId: sample.batchId, consumedMassMg: '5', results: goodResults })
    await world.act(grower, 'hand-over', { batchId: harvest.batchId, massMg: '490', bags: 1 })
    const atGrower = { premisesId: printId('premises', grower.premisesId) }
    await send(authority, packer, 'service', harvest.batchId, 'quarantine', '490', atGrower)
    const today = legalDayOf(world.now)
    await world.act(authority, 'release', {
      batchId: harvest.batchId,
      verdict: 'released',
      certificate: 'C',
      expiresOn: today.subtract({ days: 1 }).toString(),
      reason: null,
    })
    await expectRefusal('expired', () =>
      world.act(packer, 'pack', {
        batchId: harvest.batchId,
        inputMassMg: '400',
        pack: fresh('P'),
        gtin: '08712345678906',
        expiresOn: '2099-01-01',
        packs: 4,
        packMassMg: '100',
        wasteMassMg: '0',
      }),
    )
    const line = { batchId: harvest.batchId, state: 'released' as const, massMg: '10' }
    const supply = () =>
      world.act(packer, 'ship', { shipmentId: shipment(), ...to(wholesaler), reason: 'supply', lines: [line] })
    await expectRefusal('expired', supply)
  })

  test('of a blend on what one of its parents measured', async () => {
    const { grower, laboratory, authority } = world.who
    const [known, unknown] = [(await dried()).harvest, (await dried()).harvest]
    const tested = async (batchId: string) => {
      const sample = fresh('S')
      await world.act(grower, 'sample', { batchId, state: 'quarantine', massMg: '10', sample })
      await send(grower, laboratory, 'sample', sample.batchId, 'sample', '10')
      await world.act(laboratory, 'test', { sampleId: sample.batchId, consumedMassMg: '5', results: goodResults })
    }
    await tested(known.batchId)
    const made = async (...from: readonly { batchId: string }[]) => {
      const output = fresh('B')
      await world.act(grower, 'process', {
        method: from.length > 1 ? 'blend' : 'trim',
        inputs: from.map(({ batchId }) => ({ batchId, state: 'quarantine' as const, massMg: '100' })),
        output,
        productCode: 'flower',
        outputMassMg: `${100 * from.length}`,
        wasteMassMg: '0',
      })
      return output.batchId
    }
    const release = (batchId: string) =>
      world.act(authority, 'release', {
        ...{ batchId, verdict: 'released', certificate: 'C', expiresOn: '2099-01-01', reason: null },
      })
    const [trimmed, blend] = [await made(known), await made(known, unknown)]
    await release(trimmed) // The same material, less its stems.
    await expectRefusal('results-missing', () => release(blend))
    await tested(blend)
    await release(blend)
  })

  test('the day on the label is the last day, and a part keeps no longer than the whole', async () => {
    const { grower, laboratory, authority, packer } = world.who
    const { harvest } = await dried()
    const sample = fresh('S')
    await world.act(grower, 'sample', { batchId: harvest.batchId, state: 'quarantine', massMg: '10', sample })
    await send(grower, laboratory, 'sample', sample.batchId, 'sample', '10')
    await world.act(laboratory, 'test', { sampleId: sample.batchId, consumedMassMg: '5', results: goodResults })
    await world.act(grower, 'hand-over', { batchId: harvest.batchId, massMg: '490', bags: 1 })
    await send(authority, packer, 'service', harvest.batchId, 'quarantine', '490', {
      premisesId: printId('premises', grower.premisesId),
    })
    const today = legalDayOf(world.now.subtract({ minutes: 1 }))
    await world.act(authority, 'release', {
      ...{ batchId: harvest.batchId, verdict: 'released', certificate: 'C', reason: null },
      expiresOn: today.toString(),
    })
    const [part, smaller] = [fresh('B'), fresh('B')]
    const split = { batchId: harvest.batchId, state: 'released' as const, massMg: '100', part }
    await world.act(packer, 'split', split)
    await world.act(packer, 'process', {
      method: 'trim',
      inputs: [{ batchId: part.batchId, state: 'released', massMg: '10' }],
      output: fresh('B'),
      productCode: 'flower',
      outputMassMg: '10',
      wasteMassMg: '0',
    })
    // What came back is released anew, for a shorter time than its label said.
    await send(packer, authority, 'return', part.batchId, 'released', '90')
    const yesterday = today.subtract({ days: 1 }).toString()
    const again = { verdict: 'released' as const, certificate: 'C', expiresOn: yesterday, reason: null }
    await world.act(authority, 'release', { batchId: part.batchId, ...again })
    await world.act(authority, 'split', { ...split, batchId: part.batchId, massMg: '10', part: smaller })
    const days = await world.admin.query<{ on: string }>(
      `select expires_on::text as on from chain.batch where batch_id = any ($1) order by opened_at, expires_on desc`,
      [[part, smaller].map(({ batchId }) => parseId('batch', batchId))],
    )
    expect(days.map(({ on }) => on)).toEqual([today.toString(), yesterday])
    const trim = { method: 'trim' as const, productCode: 'flower', outputMassMg: '1', wasteMassMg: '0' }
    const inputs = [{ batchId: smaller.batchId, state: 'released' as const, massMg: '1' }]
    const atPacker = { ...trim, inputs, output: fresh('B') }
    await send(authority, packer, 'service', smaller.batchId, 'released', '10')
    await expectRefusal('expired', () => world.act(packer, 'process', atPacker))
  })

  test.each(['0', '0.00', '-10'])('irradiated with %s kGy, which is none', async (doseKGy) => {
    const { grower, irradiator } = world.who
    const { harvest } = await dried()
    await send(grower, irradiator, 'service', harvest.batchId, 'quarantine', '100')
    const irradiate = (dose: string) =>
      world.act(irradiator, 'irradiate', { batchId: harvest.batchId, doseKGy: dose, certificate: 'G1' })
    await expectRefusal('dose-none', () => irradiate(doseKGy))
    await irradiate('10.00')
  })

  test('packed under a date that was past already; on the day itself it is still good', async () => {
    const { harvest } = await dried()
    const today = legalDayOf(world.now.subtract({ minutes: 1 })) // When acts of this world happen.
    const packUntil = (expiresOn: Temporal.PlainDate) =>
      world.act(world.who.grower, 'pack', {
        ...{ batchId: harvest.batchId, inputMassMg: '400', pack: fresh('P'), gtin: '08712345678906' },
        ...{ expiresOn: expiresOn.toString(), packs: 4, packMassMg: '100', wasteMassMg: '0' },
      })
    await expectRefusal('label-past', () => packUntil(today.subtract({ days: 1 })))
    await packUntil(today)
  })

  test('packed under a date beyond what is packed, and packs released for less than their label says', async () => {
    const { grower, laboratory, authority } = world.who
    const { harvest } = await dried()
    const sample = fresh('S')
    await world.act(grower, 'sample', { batchId: harvest.batchId, state: 'quarantine', massMg: '10', sample })
    await send(grower, laboratory, 'sample', sample.batchId, 'sample', '10')
    await world.act(laboratory, 'test', { sampleId: sample.batchId, consumedMassMg: '5', results: goodResults })
    const last = legalDayOf(world.now).add({ months: 6 })
    const pack = async (expiresOn: Temporal.PlainDate) => {
      const packs = fresh('P')
      await world.act(grower, 'pack', {
        ...{ batchId: harvest.batchId, inputMassMg: '200', pack: packs, gtin: '08712345678906' },
        ...{ expiresOn: expiresOn.toString(), packs: 2, packMassMg: '100', wasteMassMg: '0' },
      })
      return packs.batchId
    }
    const release = (batchId: string, day: Temporal.PlainDate) =>
      world.act(authority, 'release', {
        ...{ batchId, verdict: 'released', certificate: 'C', expiresOn: day.toString(), reason: null },
      })
    const waiting = await pack(last) // In quarantine: nothing was said of the bulk yet.
    await expectRefusal('label-beyond-release', () => release(waiting, last.subtract({ days: 1 })))
    await release(waiting, last)
    await release(harvest.batchId, last)
    await expectRefusal('label-beyond-release', () => pack(last.add({ days: 1 })))
    await pack(last)
  })
})

reachedAll()
