// What is no flower, through the real door: oil extracted from flower, and a powder of list I in a trial, to the milligram of salt and the
// microgram of base. Not here: the flower they stand beside, and other refusals.
import { beforeAll, expect, test } from 'vitest'
import { createGraph, massOf, readMolecule } from '#chemistry'
import { parseId, printId } from '#kernel'
import type { ActOf } from '../contract.ts'
import { verifyLedger } from '../proof/verify-ledger.ts'
import { trace } from '../read/trace.ts'
import { refusalsOf } from '../testing/refusals.ts'
import { powder, type Someone, type World } from '../testing/world.ts'

const { open, fresh, supplied, grown, send, states } = refusalsOf('mass')
let world: World
beforeAll(async () => {
  world = await open()
})

/** What a world account of a batch took, or gave where it is less than nothing. */
async function worldOf(state: string, { batchId }: { batchId: string }): Promise<bigint> {
  const [row] = await world.admin.query<{ mg: bigint }>(
    `select coalesce(sum(case when a.account_id = m.to_account_id then m.amount else -m.amount end), 0)::bigint as mg
     from chain.account a join chain.movement m on a.authority_id = m.authority_id and a.account_id in (m.from_account_id, m.to_account_id)
     where a.kind = 'world' and a.state = $1 and a.batch_id = $2 and a.ledger = 'material_mg'`,
    [state, parseId('batch', batchId)],
  )
  return row?.mg ?? 0n
}

async function contentOf(ledger: string, { batchId }: { batchId: string }, { partyId }: Someone): Promise<bigint> {
  const [row] = await world.admin.query<{ n: bigint }>(
    `select coalesce(sum(b.amount), 0)::bigint as n from chain.balance b join chain.account a using (authority_id, account_id)
     where a.ledger = $1 and a.batch_id = $2 and a.holder_id = $3`,
    [ledger, parseId('batch', batchId), partyId],
  )
  return row?.n ?? 0n
}

type Results = ActOf<'test'>['results']
const asItIs = { unit: '%', of: 'as-is', method: 'HPLC', uncertainty: null } as const

/** Ten milligrams of it to the laboratory, and what that finds. */
async function measured(holder: Someone, batch: { batchId: string }, results: Results) {
  const { laboratory } = world.who
  const sample = fresh('S')
  await world.act(holder, 'sample', { batchId: batch.batchId, state: 'quarantine', massMg: '10', sample })
  await send(holder, laboratory, 'sample', sample.batchId, 'sample', '10')
  await world.act(laboratory, 'test', { sampleId: sample.batchId, consumedMassMg: '5', results })
}

const verdict = { verdict: 'released' as const, certificate: 'C', expiresOn: '2099-01-01', reason: null }
const extracted = {
  ...{ solvent: 'ethanol' as const, productCode: 'oil' },
  ...{ outputMassMg: '112', carrierMassMg: '100', wasteMassMg: '50' },
}

test('an oil is its extract and its carrier, comes from the plants, and holds what was measured in it as it is', async () => {
  const { packer, authority, pharmacy } = world.who
  const { harvest } = await supplied()
  const made = fresh('O')
  const inputs = [{ batchId: harvest.batchId, state: 'released' as const, massMg: '70' }]
  await world.act(packer, 'extract', { ...extracted, inputs, output: made })
  expect(await states(packer, made)).toEqual({ quarantine: 112n })
  expect([await worldOf('converted', harvest), await worldOf('converted', made)]).toEqual([20n, -12n])
  expect(await worldOf('carrier', made)).toBe(-100n)

  const batchId = parseId('batch', made.batchId)!
  const { nodes } = await world.database.transaction(packer.actor, (tx) =>
    trace(tx, packer.actor, { batchId, direction: 'back' }),
  )
  expect(nodes.map(({ productCode }) => productCode)).toContain('flower')
  expect(nodes.filter(({ batch }) => batch.kind === 'plant-lot')).toHaveLength(1)

  // The figures of the flower do not speak for the oil; its own do, without any loss on drying.
  await expect(world.act(authority, 'release', { batchId: made.batchId, ...verdict })).rejects.toThrow(
    'chain/results-missing',
  )
  await measured(packer, made, [{ analyte: 'total-thc', value: '2.05', ...asItIs }])
  await world.act(authority, 'assay', { batchId: made.batchId })
  expect(await contentOf('thc_ug', made, packer)).toBe(2_091n) // 2.05 % of 102 mg.
  expect(await contentOf('dried_mg', made, packer)).toBe(0n)
  await world.act(authority, 'release', { batchId: made.batchId, ...verdict })
  expect(await contentOf('material_mg', made, packer)).toBe(102n)

  // List I: annex 1 of the Decree does not name hemp oil, so no pharmacy has it without an exemption.
  await expect(send(packer, pharmacy, 'supply', made.batchId, 'released', '10')).rejects.toThrow(
    'chain/receiver-not-exempted',
  )
  expect((await verifyLedger(world.admin, world.authorityId)).faults).toEqual([])
})

test('the carrier is no yield, and is never more than the oil', async () => {
  const { packer } = world.who
  const { harvest } = await supplied()
  const inputs = [{ batchId: harvest.batchId, state: 'released' as const, massMg: '50' }]
  const extract = (outputMassMg: string, carrierMassMg: string) =>
    world.act(packer, 'extract', {
      ...{ ...extracted, inputs, output: fresh('O'), outputMassMg, carrierMassMg, wasteMassMg: '10' },
    })
  await expect(extract('526', '500')).rejects.toThrow('chain/extraction-yield') // 26 mg of 50: more than half.
  await expect(extract('500', '500')).rejects.toThrow('chain/extraction-yield') // Carrier alone.
  await expect(extract('500', '501')).rejects.toThrow('chain/carrier-beyond')
  await extract('525', '500')
})

test('an oil comes of an extraction, and an extraction gives an oil', async () => {
  const { packer, grower } = world.who
  const { harvest } = await supplied()
  const inputs = [{ batchId: harvest.batchId, state: 'released' as const, massMg: '50' }]
  const refused = 'chain/not-made-so'
  const into = (productCode: string) =>
    world.act(packer, 'extract', { ...extracted, inputs, output: fresh('O'), productCode })
  await expect(into('flower')).rejects.toThrow(refused)
  await expect(into('powder')).rejects.toThrow(refused)
  const trimmed = { method: 'trim' as const, outputMassMg: '50', wasteMassMg: '0' }
  await expect(
    world.act(packer, 'process', { ...trimmed, inputs, output: fresh('B'), productCode: 'oil' }),
  ).rejects.toThrow(refused)
  await expect(
    world.act(grower, 'plant', { batch: fresh('L'), productCode: 'oil', cultivar: 'C', plants: 1, room: '1' }),
  ).rejects.toThrow(refused)
})

test('who may work flower may not yet prepare an oil of list I', async () => {
  const { grower } = world.who
  const { lot } = await grown()
  const harvest = fresh('H')
  await world.act(grower, 'harvest', { plantLotId: lot.batchId, plantsCut: 1, batch: harvest, wetMassMg: '2000' })
  await world.act(grower, 'dry', { batchId: harvest.batchId, driedMassMg: '500' })
  const inputs = [{ batchId: harvest.batchId, state: 'quarantine' as const, massMg: '70' }]
  await expect(world.act(grower, 'extract', { ...extracted, inputs, output: fresh('O') })).rejects.toThrow(
    'chain/not-exempted',
  )
})

const imported = (batch: ReturnType<typeof fresh>, massMg: string) => ({
  ...{ batch, massMg, productCode: 'powder', sellerId: printId('party', world.who['foreign-buyer'].partyId) },
  ...{ importPermit: `P-${batch.name}`, exportPermit: 'X-1', foreignName: 'LOT 7' },
})

test('a powder of list I, from its import to what is left, to the milligram and the microgram of base', async () => {
  const { institution, authority } = world.who
  const made = fresh('M')
  await world.act(institution, 'import', imported(made, '25000'))
  await measured(institution, made, [{ analyte: 'mdma-base', value: '84.05', ...asItIs }])
  await world.act(authority, 'assay', { batchId: made.batchId })
  await world.act(authority, 'release', { batchId: made.batchId, ...verdict })
  expect(await contentOf('mdma_base_ug', made, institution)).toBe(21_004_095n) // 84.05 % of 24,990 mg.

  const study = '2026-512345-20-00'
  await world.act(institution, 'administer', { batchId: made.batchId, massMg: '143', study, recordNumber: 'PP-1' })
  await world.act(institution, 'destroy', {
    ...{ batchId: made.batchId, state: 'released', massMg: '57', method: 'chemical' },
    ...{ witnesses: ['MZ-1', 'MZ-2'], documents: [] },
  })
  const line = { batchId: made.batchId, state: 'released' as const, countedMassMg: '24790' }
  await world.act(institution, 'count', { lines: [line], counter: 'MZ-1', countersigner: 'MZ-2', followsId: null })
  expect(await contentOf('material_mg', made, institution)).toBe(24_790n)
  expect(await contentOf('mdma_base_ug', made, institution)).toBe(20_835_996n) // What leaves takes its part, rounded down.
  expect((await verifyLedger(world.admin, world.authorityId)).faults).toEqual([])
})

test('nobody has it who is not exempted for it, whatever else they may have', async () => {
  const { institution, wholesaler, pharmacy, laboratory } = world.who
  // The wholesaler may import hemp, and the pharmacy may have what a doctor prescribes: neither is this.
  await expect(world.act(wholesaler, 'import', imported(fresh('M'), '1000'))).rejects.toThrow('chain/not-exempted')
  const made = fresh('M')
  await world.act(institution, 'import', imported(made, '1000'))
  const ship = (receiver: Someone) => send(institution, receiver, 'return', made.batchId, 'quarantine', '10')
  for (const receiver of [pharmacy, wholesaler]) {
    await expect(ship(receiver)).rejects.toThrow('chain/receiver-not-exempted')
  }
  await ship(laboratory)
  const unlikely: Results = [{ analyte: 'mdma-base', value: '100.01', ...asItIs }]
  await expect(measured(institution, made, unlikely)).rejects.toThrow('chain/no-part-of-it')
  const given = { batchId: made.batchId, massMg: '120', study: 'S', recordNumber: 'R' }
  await expect(world.act(institution, 'administer', given)).rejects.toThrow('chain/stock-short') // Not released yet.
})

test('the range of a salt is that of its base by the ratio of their molar masses', () => {
  const weigh = (smiles: string) => {
    const graph = createGraph()
    expect(readMolecule(graph, smiles)).toBe(true)
    return massOf(graph)
  }
  const ratio = weigh('CNC(C)Cc1ccc2OCOc2c1') / weigh('CNC(C)Cc1ccc2OCOc2c1.Cl')
  expect(ratio).toBeCloseTo(0.8413, 4)
  const [{ min, max } = { min: null, max: null }] = powder.specification
  expect([min, max]).toEqual([(ratio * 98).toFixed(1), (ratio * 102).toFixed(1)])
})
