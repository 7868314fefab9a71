// The graph kernel against RDKit, molecule by molecule, and against itself: whatever the order of writing, one identity.
import { existsSync, readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { copyPiece, createGraph, type Graph, maxAtoms } from './graph.ts'
import { identityOf, neutralHydrogens } from './hash.ts'
import { formulaOf, massOf, neutralMass } from './mass.ts'
import { inSpace } from './match.ts'
import { readMolfile } from './molfile.ts'
import { readMolecule, workedOut } from './read.ts'

type Oracle = {
  get_smiles(details?: string): string
  get_json(): string
  get_descriptors(): string
  get_inchi(): string
  get_molblock(): string
  get_v3Kmolblock(): string
  set_new_coords(): boolean
  delete(): void
}
type Rdkit = { get_mol(text: string, details?: string): Oracle | null }

const root = join(import.meta.dirname, '..', '..', '..')
const table = join(root, '..', 'shared', 'data', 'molecules', 'molecules.csv')
let rdkit: Rdkit
let corpus: string[]
let asListed: string[]
beforeAll(async () => {
  const require = createRequire(import.meta.url)
  rdkit = (await (require('@rdkit/rdkit') as () => Promise<Rdkit>)()) as Rdkit
  const folder = join(root, 'corpus', 'substances', 'compound')
  const files = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')))
  const structures = files.flatMap(
    (text) => (JSON.parse(text) as { structure: { smiles: string; stereo: string } | null }).structure ?? [],
  )
  corpus = structures.map(({ smiles }) => smiles)
  asListed = structures.filter(({ stereo }) => stereo === 'as-listed').map(({ smiles }) => smiles)
})

function read(smiles: string): Graph {
  const graph = createGraph()
  if (!readMolecule(graph, smiles)) throw new Error(`${smiles}: ${graph.fault} at ${graph.failedAt}: ${graph.detail}`)
  return graph
}

/** What RDKit and we say of one molecule, side by side. */
function differences(smiles: string): string[] {
  const molecule = rdkit.get_mol(smiles)
  if (!molecule) return [`${smiles}: RDKit does not read it`]
  try {
    const graph = read(smiles)
    const json = JSON.parse(molecule.get_json()) as {
      defaults: { atom: { impHs: number; z: number } }
      molecules: [{ atoms: { impHs?: number; z?: number }[]; extensions: { name: string; atomRings?: number[][] }[] }]
    }
    const { atoms, extensions } = json.molecules[0]
    const inRing = new Set(extensions.flatMap(({ atomRings = [] }) => atomRings.flat()))
    const said: string[] = []
    const bearers = atoms.map((atom, index) => ({
      index,
      z: atom.z ?? json.defaults.atom.z,
      hydrogens: atom.impHs ?? json.defaults.atom.impHs,
    }))
    const written = bearers.filter(({ z }) => z === 1).length
    if (bearers.length - written !== graph.atomCount) said.push(`${bearers.length} atoms, ${graph.atomCount}`)
    for (let atom = 0; atom < graph.atomCount; atom++) {
      const theirs = bearers[graph.order[atom]!]!
      if (theirs.z !== graph.element[atom]) said.push(`element of ${atom}`)
      if (inRing.has(theirs.index) !== graph.atomBlock[atom]! >= 0) said.push(`ring of ${atom}`)
      if (written === 0 && theirs.hydrogens !== graph.hydrogens[atom])
        said.push(`hydrogens of ${atom}: ${theirs.hydrogens}, ${graph.hydrogens[atom]}`)
    }
    const formula = molecule.get_inchi().split('/')[1]
    if (
      formula &&
      !formula.includes('.') &&
      !smiles.includes('.') &&
      !/[+-]\d?\]/.test(smiles) &&
      formula !== formulaOf(graph)
    )
      said.push(`formula ${formula}, ${formulaOf(graph)}`)
    const { amw } = JSON.parse(molecule.get_descriptors()) as { amw: number }
    if (Math.abs(amw - massOf(graph)) > 0.05) said.push(`mass ${amw}, ${massOf(graph)}`)
    return said.map((what) => `${smiles}: ${what}`)
  } finally {
    molecule.delete()
  }
}

/** The same molecule written in other orders, and without aromatic letters. */
function variants(smiles: string, count: number): string[] {
  const molecule = rdkit.get_mol(smiles)!
  try {
    const random = Array.from({ length: count }, () =>
      molecule.get_smiles(JSON.stringify({ canonical: false, doRandom: true })),
    )
    return [...random, molecule.get_smiles(JSON.stringify({ doKekule: true })), molecule.get_smiles()]
  } finally {
    molecule.delete()
  }
}

test('every structure of the corpus: atoms, hydrogens, rings, formula and mass as RDKit has them', () => {
  expect(corpus.length).toBeGreaterThan(300)
  expect(corpus.flatMap(differences)).toEqual([])
})

/** The second column of a table, whatever commas stand in the others. */
async function smilesOf(path: string): Promise<string[]> {
  const lines = (await readFile(path, 'utf8')).trim().split('\n').slice(1)
  return lines.map((line) => (line.startsWith('"') ? line.replace(/^"[^"]*"/, '') : line).split(',')[1]!)
}

test('and the structures that the classifier is tried on', async () => {
  const unseen = await smilesOf(join(root, 'src', 'law', 'classifier', 'testing', 'unseen.csv'))
  expect(unseen.length).toBeGreaterThan(400)
  expect(unseen.flatMap(differences)).toEqual([])
})

test('every structure of the corpus has one identity and one form in space, in whatever order it is written', () => {
  const faults: string[] = []
  for (const smiles of corpus) {
    const graph = read(smiles)
    const identity = identityOf(graph)
    for (const variant of variants(smiles, 4)) {
      const other = read(variant)
      if (identityOf(other) !== identity) faults.push(`${smiles} = ${variant}`)
      else if (inSpace(other, graph) !== 'same')
        faults.push(`${smiles} = ${variant} in space: ${inSpace(other, graph)}`)
    }
  }
  expect(faults).toEqual([])
})

test('a molfile, old or new, is the molecule it was drawn from, in space too', () => {
  const faults: string[] = []
  for (const smiles of corpus) {
    const molecule = rdkit.get_mol(smiles)!
    molecule.set_new_coords()
    const graph = read(smiles)
    for (const text of [molecule.get_molblock(), molecule.get_v3Kmolblock()]) {
      const drawn = createGraph()
      const isRead = readMolfile(drawn, text)
      if (!isRead) faults.push(`${smiles}: ${drawn.detail}`)
      else if (identityOf(drawn) !== identityOf(graph)) faults.push(`${smiles}: another molecule`)
      // Two bonds on top of each other in the drawing say nothing of a centre: open, and never another form.
      else if (!['same', 'open'].includes(inSpace(drawn, graph) ?? ''))
        faults.push(`${smiles}: ${inSpace(drawn, graph)} in space`)
    }
    molecule.delete()
  }
  expect(faults).toEqual([])
})

test('a molfile that cannot be read says on which line', () => {
  const graph = createGraph()
  const file = (...lines: string[]) => ['', '', '', ...lines, 'M  END'].join('\n')
  const carbon = '    0.0000    0.0000    0.0000 C   0  0'
  expect(readMolfile(graph, file('  2  1  0     0  0              V2000', carbon, carbon, '  1  2  1  0'))).toBe(true)
  expect(formulaOf(graph)).toBe('C2H6')
  const bad: [string, string][] = [
    [file('  1  0  0     0  0              V2000', carbon.replace(' C ', ' R#')), 'wildcard'],
    [file('  1  0  0     0  0              V2000', carbon.replace(' C ', ' Zz')), 'character'],
    [file('  1  1  0     0  0              V2000', carbon, '  1  9  1  0'), 'syntax'],
    [file('  0  0  0     0  0              V2000'), 'empty'],
    ['hello', 'syntax'],
    ['', 'syntax'],
  ]
  for (const [text, fault] of bad) {
    expect(readMolfile(graph, text), text).toBe(false)
    expect(graph.fault, text).toBe(fault)
  }
})

test('no two structures of the corpus share an identity and a form in space', () => {
  const byIdentity = new Map<string, string[]>()
  for (const smiles of asListed) {
    const identity = identityOf(read(smiles))
    byIdentity.set(identity, [...(byIdentity.get(identity) ?? []), smiles])
  }
  for (const alike of byIdentity.values())
    for (const [index, smiles] of alike.entries())
      for (const other of alike.slice(index + 1))
        expect(inSpace(read(smiles), read(other)), `${smiles} ${other}`).not.toBe('same')
})

describe.skipIf(!existsSync(table))('../shared/data/molecules/molecules.csv', () => {
  test('every row as RDKit has it, in whatever order it is written', () => {
    const lines = existsSync(table) ? readFileSync(table, 'utf8').split('\n').slice(1) : []
    const structures = lines.flatMap((line) => /^(?:"[^"]*"|[^,"]*),([^,]+),/.exec(line)?.[1] ?? [])
    expect(structures.length).toBeGreaterThan(200)
    expect(structures.flatMap(differences)).toEqual([])
    for (const smiles of structures)
      for (const variant of variants(smiles, 2))
        expect(identityOf(read(variant)), variant).toBe(identityOf(read(smiles)))
  })
})

describe('what the law takes as one substance', () => {
  const law = (smiles: string) => identityOf(read(smiles), 'law')
  test.each([
    ['an ion', 'C[NH2+]C(C)Cc1ccc2OCOc2c1', 'CNC(C)Cc1ccc2OCOc2c1'],
    ['a carboxylate', 'OCCCC([O-])=O', 'OCCCC(O)=O'],
    ['a lactim', 'OC1=Nc2ccc(Br)cc2C(=NC1)c1ccccc1Cl', 'O=C1CN=C(c2ccccc2Cl)c2cc(Br)ccc2N1'],
    ['an azole with its hydrogen elsewhere', 'Cc1cc[nH]n1', 'Cc1ccn[nH]1'],
    ['deuterium', '[2H]C([2H])([2H])NC', 'CNC'],
    ['nitro with two double bonds', 'CN(=O)=O', 'C[N+](=O)[O-]'],
    ['kekulé', 'CNC(C)CC1=CC=CC=C1', 'CNC(C)Cc1ccccc1'],
  ])('%s', (_name, one, other) => expect(law(one)).toBe(law(other)))
  test.each([
    ['a double bond elsewhere', 'CC1=CCCCC1O', 'CC1CCCC=C1O'],
    ['an enol', 'CC(=O)C', 'CC(O)=C'],
    ['a homologue', 'CCO', 'CCCO'],
  ])('but not %s', (_name, one, other) => expect(law(one)).not.toBe(law(other)))
  test('an ion weighs what the substance weighs', () => {
    expect(neutralMass(read('C[NH2+]C'))).toBeCloseTo(massOf(read('CNC')), 6)
    expect(neutralMass(read('CC([O-])=O'))).toBeCloseTo(massOf(read('CC(O)=O')), 6)
    expect(neutralMass(read('C[N+](=O)[O-]'))).toBeCloseTo(massOf(read('C[N+](=O)[O-]')), 6)
    expect(neutralHydrogens(read('C[NH2+]C'))).toBe(7)
  })
})

describe('bad input', () => {
  test.each([
    ['', 'empty', 0],
    ['C1CC', 'syntax', 1],
    ['C(C', 'syntax', 1],
    ['CC)', 'syntax', 2],
    ['C()C', 'syntax', 2],
    ['C==C', 'syntax', 2],
    ['C=', 'syntax', 1],
    ['C.', 'syntax', 1],
    ['C11', 'syntax', 2],
    ['C12CC12', 'syntax', 6],
    ['[C', 'syntax', 0],
    ['[Xx]', 'character', 1],
    ['[CH4', 'syntax', 0],
    ['C%1', 'syntax', 1],
    ['CéC', 'character', 1],
    ['C*', 'wildcard', 1],
    ['[*]C', 'wildcard', 1],
    ['cc', 'chemistry', 0],
    ['c1cccn1', 'chemistry', 6],
    ['CC(C)(C)(C)C', 'chemistry', 1],
    ['C(C)(C)N(C)(C)C', 'chemistry', 7],
    ['CCClC', 'chemistry', 2],
    ['CO[nH]1cccc1', 'chemistry', 2],
  ])('%s is refused with its place', (smiles, fault, at) => {
    const graph = createGraph()
    expect(readMolecule(graph, smiles)).toBe(false)
    expect([graph.fault, graph.failedAt >= 0 ? Math.min(graph.failedAt, smiles.length) : -1]).toEqual([
      fault,
      fault === 'chemistry' ? graph.failedAt : at,
    ])
  })

  test('what is too large is refused, whatever its shape', () => {
    const graph = createGraph()
    const huge = [
      'C'.repeat(10_000),
      '('.repeat(5_000),
      `C${'(C'.repeat(1_500)}${')'.repeat(1_500)}`,
      `${'C1'.repeat(8_000)}`,
    ]
    for (const smiles of huge) expect(readMolecule(graph, smiles)).toBe(false)
    expect(readMolecule(graph, 'C'.repeat(maxAtoms))).toBe(true)
    expect(formulaOf(graph)).toBe(`C${maxAtoms}H${2 * maxAtoms + 2}`)
    expect(readMolecule(graph, `${'c1ccccc1-'.repeat(100)}c1ccccc1`)).toBe(true)
  })

  test('any text ends in a molecule or in a fault with a place inside it', () => {
    const graph = createGraph()
    const pieces = fc.constantFrom(
      'C',
      'c',
      'N',
      'n',
      'O',
      '[nH]',
      '[C@@H]',
      '(',
      ')',
      '1',
      '2',
      '=',
      '#',
      '/',
      '.',
      '[',
      ']',
      '%12',
      'Cl',
      '+',
      '*',
      ' ',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const text = parts.join('')
        const isRead = readMolecule(graph, text)
        expect(isRead).toBe(graph.fault === null)
        if (!isRead) expect(graph.failedAt >= 0 && graph.failedAt <= text.length).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })
})

test.each([
  ['[Na]OC(=O)CCCO', 'OCCCC(=O)O', 2],
  ['CC1(CC)C(=O)N([K])C(=O)NC1=O', 'CC1(CC)C(=O)NC(=O)NC1=O', 2],
  ['O=C(CCCO)O[Ca]OC(=O)CCCO', 'OCCCC(=O)O', 3],
])('a salt drawn with a bond comes apart: %s', (salt, acid, pieces) => {
  const graph = read(salt)
  expect(graph.pieceCount).toBe(pieces)
  const part = createGraph()
  const laws = Array.from({ length: pieces }, (_, piece) => {
    copyPiece(graph, piece, part)
    expect(workedOut(part)).toBe(true)
    return identityOf(part, 'law')
  })
  expect(laws).toContain(identityOf(read(acid), 'law'))
})

test('a metal on carbon stays where it is', () => {
  expect(read('C[Hg]C').pieceCount).toBe(1)
  expect(read('CCCC[Li]').pieceCount).toBe(1)
})
