// InChI in, SMILES out, against RDKit: what it writes of a molecule, read here and written again, must be what it writes of the result.
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { smilesOfInchi } from '../inchi.ts'
import { createGraph, identityOf, inSpace, readInchi, readMolecule, readMolfile, writeSmiles } from './index.ts'

type Molecule = { get_smiles(): string; get_inchi(): string; get_molblock(): string; delete(): void }
type Rdkit = { get_mol(text: string): Molecule | null }
let rdkit: Rdkit
beforeAll(async () => {
  const load = createRequire(import.meta.url)('@rdkit/rdkit') as () => Promise<Rdkit>
  rdkit = await load()
})

const compounds = join(import.meta.dirname, '..', '..', '..', 'corpus', 'substances', 'compound')
const listed = readdirSync(compounds).flatMap((file) => {
  const { structure } = JSON.parse(readFileSync(join(compounds, file), 'utf8')) as {
    structure: { smiles: string } | null
  }
  return structure ? [structure.smiles] : []
})
/** RDKit's word on a text, null where it reads nothing. */
function asked<Value>(text: string, question: (molecule: Molecule) => Value): Value | null {
  const molecule = rdkit.get_mol(text)
  if (!molecule) return null
  try {
    return question(molecule)
  } finally {
    molecule.delete()
  }
}
const inchiOf = (smiles: string) => asked(smiles, (molecule) => molecule.get_inchi())
const canonical = (smiles: string) => asked(smiles, (molecule) => molecule.get_smiles())

const others = [
  ...['C[N+](C)(C)CCO', 'C[N+]([O-])(C)CC', '[O-][N+](=O)c1ccccc1', 'N#CC=CN=[N+]=[N-]', '[C-]#[N+]C', 'C#CC#CC'],
  ...[
    'CS(=O)(=O)NC',
    'CS(C)=O',
    'OP(=O)(O)OC',
    'OS(=O)(=O)O',
    'C/C=C/C(=O)N',
    'C/C=C\\C=C/C',
    'F/C(Cl)=C(Br)/I',
    'NC(=N)N',
  ],
  ...[
    'C[n+]1ccccc1',
    'c1ccc2c(c1)ccc1ccccc12',
    'O=c1cc[nH]cc1',
    'C[C@H](O)[C@@H](N)C',
    '[2H]C([2H])([2H])NC',
    '[13CH3]N',
    'O',
  ],
]

test('every listed molecule comes back from its InChI', () => {
  // A charge-separated ring for which an InChI leaves the place of the minus open.
  const beyond = listed.filter((smiles) => smiles.includes('[N-]'))
  expect(beyond.length).toBeLessThan(3)
  for (const smiles of [...listed, ...others].filter((one) => !beyond.includes(one))) {
    const inchi = inchiOf(smiles)!
    const read = smilesOfInchi(inchi)
    expect(read.ok && inchiOf(read.smiles), smiles).toBe(inchi)
  }
})

test('what is written as SMILES is the molecule that was read', () => {
  const graph = createGraph()
  for (const smiles of [...listed, ...others]) {
    expect(readMolecule(graph, smiles)).toBe(true)
    expect(canonical(writeSmiles(graph)), smiles).toBe(canonical(smiles))
  }
})

test('protons that an InChI counts apart change nothing but the charge', () => {
  expect(smilesOfInchi('InChI=1S/C4H8O3/c5-3-1-2-4(6)7/h5H,1-3H2,(H,6,7)/p-1')).toMatchObject({ ok: true })
  const [ion, acid] = [createGraph(), createGraph()]
  readInchi(ion, 'InChI=1S/C4H8O3/c5-3-1-2-4(6)7/h5H,1-3H2,(H,6,7)/p-1')
  readMolecule(acid, 'OCCCC(=O)O')
  expect(identityOf(ion, 'law')).toBe(identityOf(acid, 'law'))
})

describe('bad InChI', () => {
  test.each([
    ['no InChI', 'InChI', 'syntax'],
    ['an older version', 'InChI=1.12/CH4', 'syntax'],
    ['a formula that is none', 'InChI=1S/!!/c1', 'syntax'],
    ['no element', 'InChI=1S/CXx4/c1-2', 'character'],
    ['a bond to an atom that is not there', 'InChI=1S/C2H6/c1-9/h1-2H3', 'syntax'],
    ['a bracket left open', 'InChI=1S/C3H8/c1-3(2/h3H2,1-2H3', 'syntax'],
    ['hydrogens on an atom that is not there', 'InChI=1S/C2H6/c1-2/h1-9H3', 'syntax'],
    ['hydrogens that fit nothing', 'InChI=1S/C2H7/c1-2/h1H3,2H9', 'chemistry'],
    ['a proton', 'InChI=1S/p+1', 'syntax'],
    ['hydrogen alone', 'InChI=1S/H2/h1H', 'chemistry'],
    ['too many atoms', 'InChI=1S/C1001', 'too-large'],
    ['too long', `InChI=1S/C${'/c1'.repeat(9000)}`, 'too-large'],
    ['a million components', 'InChI=1S/999C1000', 'too-large'],
  ])('%s', (_name, inchi, reason) => {
    expect(smilesOfInchi(inchi)).toMatchObject({ ok: false, failure: { reason } })
  })
})

describe('E and Z', () => {
  const form = (a: string, b: string) => {
    const [one, other] = [createGraph(), createGraph()]
    for (const [graph, text] of [
      [one, a],
      [other, b],
    ] as const)
      expect(text.includes('\n') ? readMolfile(graph, text) : readMolecule(graph, text), text).toBe(true)
    return inSpace(one, other)
  }
  test.each([
    ['C/C=C/C', 'C/C=C/C', 'same'],
    ['C/C=C/C', 'C\\C=C\\C', 'same'],
    ['C(/C)=C\\C', 'C/C=C\\C', 'other'],
    ['C/C=C/C', 'C/C=C\\C', 'other'],
    ['CC=CC', 'C/C=C/C', 'open'],
    ['C/C=C/C', 'CC=CC', 'closer'],
    ['C1=CCCCC1', 'C1=CCCCC1', 'same'],
    ['CC(/C)=C/C', 'CC(C)=CC', 'closer'],
    ['C/C=C/[C@H](N)O', 'C/C=C/[C@@H](N)O', 'mirror'],
    ['C/C=C/[C@H](N)O', 'C/C=C\\[C@@H](N)O', 'other'],
    ['C\\1=C/CCCCCCCC1', 'C1=CCCCCCCCC1', 'same'],
  ])('%s beside %s: %s', (a, b, expected) => expect(form(a, b)).toBe(expected))

  test('a molfile tells it by where atoms stand', () => {
    for (const smiles of ['C/C=C/C', 'C/C=C\\C', 'CC/C(C)=C(/C)N', 'F/C(Cl)=C(Br)/I', 'C/C=C/C=C\\C'])
      expect(form(asked(smiles, (molecule) => molecule.get_molblock())!, smiles), smiles).toBe('same')
  })
})
