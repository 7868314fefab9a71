// What the toolkit promises: the same structure has one identity, salts come off, hostile input ends in an answer.
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { limits, refusedBeforeReading } from './limits.ts'
import type { RdkitModule } from './rdkit.ts'
import { openServerToolkit } from './server/index.ts'
import type { Structure, Toolkit } from './structure.ts'
import { openToolkit } from './toolkit.ts'

const ethanol = `
  by hand

  3  2  0  0  0  0  0  0  0  0999 V2000
    0.0000    0.0000    0.0000 C   0  0
    1.3000    0.7500    0.0000 C   0  0
    2.6000    0.0000    0.0000 O   0  0
  1  2  1  0
  2  3  1  0
M  END
`
let toolkit: Toolkit
beforeAll(async () => {
  toolkit = await openServerToolkit()
})
afterAll(() => toolkit[Symbol.asyncDispose]())

async function structureOf(smiles: string): Promise<Structure> {
  const reading = await toolkit.read(smiles)
  if (!reading.ok) throw new Error(`${smiles}: ${reading.failure.reason} ${reading.failure.detail}`)
  return reading.structure
}

const mdma = 'CNC(C)Cc1ccc2OCOc2c1'
const mdmaKey = 'SHXWCVYOXRDMCX-UHFFFAOYSA-N'

test('a structure is read to its identity, formula and mass', async () => {
  const [part] = (await structureOf(mdma)).parts
  expect(part).toMatchObject({ inchiKey: mdmaKey, formula: 'C11H15NO2', heavyAtoms: 14, count: 1, isCounterIon: false })
  expect(part?.molarMass).toBeCloseTo(193.246, 2)
})

describe('the part that counts has one identity, however the salt is written', () => {
  test.each([
    ['hydrochloride as two molecules', `Cl.${mdma}`],
    ['hydrochloride as ions', 'C[NH2+]C(C)Cc1ccc2OCOc2c1.[Cl-]'],
    ['hydrochloride monohydrate', `${mdma}.Cl.O`],
    ['sulfate of two bases', `${mdma}.${mdma}.OS(=O)(=O)O`],
    ['tartrate, larger in oxygen than in meaning', `OC(=O)C(O)C(O)C(O)=O.${mdma}`],
    ['a protonated base alone', 'C[NH2+]C(C)Cc1ccc2OCOc2c1'],
  ])('%s', async (_name, smiles) => {
    const structure = await structureOf(smiles)
    expect(structure.parts[0]?.inchiKey).toBe(mdmaKey)
    expect(structure.wasStripped).toBe(true)
    expect(structure.parts.slice(1).every((part) => part.isCounterIon)).toBe(true)
  })

  test('two bases of a sulfate are counted', async () => {
    expect((await structureOf(`${mdma}.${mdma}.OS(=O)(=O)O`)).parts[0]?.count).toBe(2)
  })
})

test('a metal salt of an acid is its acid', async () => {
  const acid = (await structureOf('OCCCC(=O)O')).inchiKey
  for (const salt of ['[Na+].OCCCC([O-])=O', '[K+].[O-]C(=O)CCCO']) {
    expect((await structureOf(salt)).parts[0]?.inchiKey).toBe(acid)
  }
})

test('charges that are no salt stay: nitro, N-oxide, quaternary nitrogen, nitrous oxide, a sydnone imine', async () => {
  for (const smiles of [
    'O=[N+]([O-])c1ccccc1',
    'C[N+](C)(C)[O-]',
    'C[N+](C)(C)C',
    '[N-]=[N+]=O',
    'C[n+]1cc([N-]C(C)=O)on1',
  ]) {
    const structure = await structureOf(smiles)
    expect(structure.parts[0]?.smiles).toBe(structure.smiles)
  }
})

test('a mixture of two actives keeps both, neither as counter-ion', async () => {
  const { parts } = await structureOf(`${mdma}.CN1CCC[C@H]1c1cccnc1`)
  expect(parts.map((part) => part.isCounterIon)).toEqual([false, false])
})

describe('what cannot be read says where and why', () => {
  test.each([
    ['CC(', 'syntax', 3],
    ['CC)C', 'syntax', 2],
    ['C1CC', 'syntax', 1],
    ['C=%%C', 'syntax', null],
    ['CC[Q]', 'syntax', null],
    ['CCX', 'character', 2],
    ['C C', 'character', 1],
    ['CC(C)(C)(C)C', 'chemistry', 1],
    ['CCC*', 'wildcard', 3],
    ['', 'empty', 0],
  ])('%s', async (smiles, reason, at) => {
    const reading = await toolkit.read(smiles)
    expect(reading.ok).toBe(false)
    if (!reading.ok) {
      expect(reading.failure.reason).toBe(reason)
      if (at !== null) expect(reading.failure.at).toBe(at)
    }
  })
})

describe('hostile structures are refused before RDKit sees them, and it still works afterwards', () => {
  test.each([
    ['a chain of 1,000 atoms', 'C'.repeat(1000)],
    ['1,000 branches inside each other', `${'C('.repeat(990)}C${')'.repeat(990)}`],
    ['500 rings', `${'C1CC1'.repeat(399)}`],
    ['a megabyte', 'C'.repeat(1_000_000)],
  ])('%s', async (_name, smiles) => {
    const reading = await toolkit.read(smiles)
    expect(reading).toMatchObject({ ok: false, failure: { reason: 'too-large' } })
    expect(await toolkit.draw(smiles)).toBeNull()
    expect((await structureOf(mdma)).inchiKey).toBe(mdmaKey)
  })

  test('the largest that passes our limits is answered, whatever the answer', async () => {
    for (const smiles of [
      'C'.repeat(limits.atoms),
      `${'C('.repeat(limits.nesting)}C${')'.repeat(limits.nesting)}`,
      'C1CC1'.repeat(limits.atoms / 3 - 1),
    ]) {
      expect(refusedBeforeReading(smiles)).toBeNull()
      expect(typeof (await toolkit.read(smiles)).ok).toBe('boolean')
    }
    expect((await structureOf(mdma)).inchiKey).toBe(mdmaKey)
  })
})

test('a structure that makes RDKit trap is answered, and so is the next question', async () => {
  const chainOfRings = 'C1CC1'.repeat(165) // Within our limits; RDKit runs out of stack on it.
  const [trapped, next] = await Promise.all([toolkit.read(chainOfRings), toolkit.read(mdma)])
  expect(trapped).toMatchObject({ ok: false, failure: { reason: 'stopped' } })
  expect(next.ok && next.structure.inchiKey).toBe(mdmaKey)
})

test('a structure that takes longer than allowed is stopped, and so is everything that waits behind it answered', async () => {
  await using hasty = await openServerToolkit({ jobMsMax: 1 }) // InChI of 500 atoms takes many times that anywhere.
  const answers = await Promise.all([1, 2, 3].map(() => hasty.read('C'.repeat(limits.atoms))))
  for (const answer of answers) expect(answer).toMatchObject({ ok: false, failure: { detail: 'longer than 1 ms' } })
})

test('more questions than may wait are turned away at once', async () => {
  await using narrow = await openServerToolkit({ waitingMax: 2 })
  const answers = await Promise.all(Array.from({ length: 10 }, () => narrow.read(mdma)))
  expect(answers.some((answer) => !answer.ok && answer.failure.detail === 'too many structures at once')).toBe(true)
  expect(answers.some((answer) => answer.ok)).toBe(true)
})

test('a drawing has no inline style and no colour of its own', async () => {
  const svg = (await toolkit.draw(`Cl.${mdma}`))?.svg
  expect(svg).toMatch(/^<svg [^>]*viewBox="0 0 \d+ \d+"/)
  expect(svg).not.toMatch(/style=|#[0-9A-Fa-f]{6}|<rect|<ellipse|<script|href/)
  expect(svg).toContain('currentColor')
})

test('a drawing tells where each atom stands, numbered as written', async () => {
  const drawing = (await toolkit.draw('[H]N(C)CC[2H].[Cl-]'))! // It can be read.
  expect(drawing.atoms.length).toBe(7)
  // Deuterium says something and is drawn, so nothing is left out; a plain hydrogen alone is.
  expect(drawing.atoms.every((place) => place !== null)).toBe(true)
  const plain = (await toolkit.draw('[H]OC'))!
  expect(plain.atoms.map((place) => place !== null)).toEqual([false, true, true])
  expect(plain.bonds).toEqual([[1, 2]])
  const [, oxygen, carbon] = plain.atoms
  expect(Math.abs(oxygen![0] - carbon![0])).toBeGreaterThan(10)
  for (const [x, y] of drawing.atoms as readonly (readonly [number, number])[]) {
    expect(x > 0 && x < drawing.width && y > 0 && y < drawing.height).toBe(true)
  }
})

test('hydrogens that RDKit draws of itself, where rings meet in space, are no atoms of ours', async () => {
  const morphine = 'CN1CC[C@]23[C@H]4Oc5c(O)ccc(C[C@@H]1[C@@H]2C=C[C@@H]4O)c35'
  const { atoms, bonds } = (await toolkit.draw(morphine))!
  expect(atoms.length).toBe(21)
  for (const [from, to] of bonds) expect(atoms[from] && atoms[to]).toBeTruthy()
})

test('a molfile is read and drawn as a SMILES is, and one that is too large is refused first', async () => {
  const { atoms } = (await toolkit.draw(ethanol))!
  expect(atoms.length).toBe(3)
  const reading = await toolkit.read(ethanol)
  expect(reading).toMatchObject({ ok: true, structure: { smiles: 'CCO' } })
  const huge = `\n\n\n${'999'}  0  0  0  0  0  0  0  0  0999 V2000\n${'    0.0000    0.0000    0.0000 C   0  0\n'.repeat(999)}M  END\n`
  expect(await toolkit.read(huge)).toMatchObject({ ok: false, failure: { reason: 'too-large' } })
  expect(await toolkit.read('\n\n\nnonsense\n')).toMatchObject({ ok: false, failure: { reason: 'syntax' } })
})

test('the toolkit of the browser answers the same, and loads another RDKit after a trap', async () => {
  let loads = 0
  await using here = await openToolkit(() => {
    loads++
    return (createRequire(import.meta.url)('@rdkit/rdkit') as () => Promise<RdkitModule>)()
  })
  for (const smiles of [`Cl.${mdma}`, 'C1CC', 'CC(C)(C)(C)C']) {
    expect(await here.read(smiles)).toEqual(await toolkit.read(smiles))
  }
  expect(await here.draw(mdma)).toEqual(await toolkit.draw(mdma))
  expect(await here.read('C1CC1'.repeat(165))).toMatchObject({ ok: false, failure: { reason: 'stopped' } })
  expect(await here.read(mdma)).toEqual(await toolkit.read(mdma))
  expect(loads).toBe(2)
})
