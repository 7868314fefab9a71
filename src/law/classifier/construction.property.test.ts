// Members made from the definition and then broken by exactly one rule: the label comes from how a molecule was made, so every one that
// chance makes is a test. And the same molecule written in other ways. Not here: named substances (unseen.test.ts).
import { createRequire } from 'node:module'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadCorpus } from '../corpus/index.ts'
import type { Corpus } from '../corpus-value.ts'
import { openClassifier, type StructureClassifier } from './index.ts'

/** Printed with every describe below; FC_SEED repeats a run. */
const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000)
const days = { on: Temporal.PlainDate.from('2025-07-02'), knownOn: Temporal.PlainDate.from('2026-09-17') }
let corpus: Corpus
let classifier: StructureClassifier
beforeAll(async () => {
  corpus = await loadCorpus(join(import.meta.dirname, '..', '..', '..', 'corpus'))
  classifier = openClassifier(corpus, days)
})
const certainty = (smiles: string, group: string) =>
  classifier.classify(smiles).findings.find(({ basis, rule }) => basis === 'group' && rule === group)?.certainty ??
  'out'
/** A property that says nothing holds: what an assertion returns is no verdict. */
const each = <Value>(made: fc.Arbitrary<Value>, check: (value: Value) => void, numRuns = 120) => {
  const property = fc.property(made, (value) => {
    check(value)
  })
  fc.assert(property, { seed, numRuns })
}
/** A carbon chain of `length`, written from the core outwards. */
const chain = (length: number) => 'C'.repeat(length)
const upTo = (max: number, min = 1) => fc.integer({ min, max })

describe(`group 1: the limits of chains, rings and mass (seed ${seed})`, () => {
  const one = 'fenethylaminen'
  const ringA = fc.constantFrom('c1ccccc1', 'c1ccc2OCOc2c1', 'c1ccsc1', 'C1CCCCC1', 'c1ccc2ccccc2c1', 'c1ccc2c(c1)CCC2')
  /** What a chain is made of: carbon, with a hetero atom here and there. */
  const link = (length: number) =>
    fc
      .array(fc.constantFrom('C', 'C', 'C', 'O', 'S', 'N'), { minLength: length - 1, maxLength: length - 1 })
      .map((parts) => {
        // No two hetero atoms together, and carbon at both ends.
        const plain = parts.map((part, index) => (index % 2 === 0 ? part : 'C'))
        return `C${plain.join('')}`
      })
  const tail = (length: number) => link(length).map((text) => (/[OSN]$/.test(text) ? `${text.slice(0, -1)}C` : text))

  test('N bears chains to ten atoms, and none of eleven', () => {
    each(fc.tuple(upTo(10).chain(tail), ringA), ([text, ring]) =>
      expect(certainty(`CC(N(C)${text})C${ring}`, one), text).toBe('in'),
    )
    each(fc.tuple(tail(11), ringA), ([text, ring]) =>
      expect(certainty(`CC(N(C)${text})C${ring}`, one), text).toBe('out'),
    )
  })
  test('C1 and C2 bear chains to twelve atoms, and none of thirteen', () => {
    for (const place of ['C1', 'C2'] as const) {
      const written = (text: string, ring: string) => (place === 'C1' ? `NC(${text})C${ring}` : `NCC(${text})${ring}`)
      each(fc.tuple(upTo(12).chain(tail), ringA), ([text, ring]) =>
        expect(certainty(written(text, ring), one), text).toBe('in'),
      )
      each(fc.tuple(tail(13), ringA), ([text, ring]) => expect(certainty(written(text, ring), one), text).toBe('out'))
    }
  })
  test('the ring bears chains to eight atoms, and none of nine', () => {
    each(upTo(8).chain(tail), (text) => expect(certainty(`CC(N)Cc1ccc(${text})cc1`, one), text).toBe('in'))
    each(tail(9), (text) => expect(certainty(`CC(N)Cc1ccc(${text})cc1`, one), text).toBe('out'))
  })
  test('atoms of a ring are not counted in a chain', () => {
    each(fc.tuple(upTo(5), upTo(3, 0)), ([before, after]) =>
      expect(certainty(`CC(N(C)${chain(before)}C9CCC(CC9)${chain(after)})Cc1ccccc1`, one)).toBe('in'),
    )
  })
  test('over C1 and C2 rings of four to six close; of three, seven and eight they do not', () => {
    for (let size = 3; size <= 9; size++) {
      const smiles = `NC1${chain(size - 2)}C1c1ccccc1`
      expect(certainty(smiles, one), smiles).toBe(size >= 4 && size <= 6 ? 'in' : 'out')
    }
  })
  test('over A and C1 rings of four to six close', () => {
    // Size counts C1, C2, the two atoms of A and what closes the ring.
    for (let closing = 1; closing <= 5; closing++) {
      const smiles = `NC1Cc2ccccc2${chain(closing)}1`.replace(/C1$/, 'C1')
      expect(certainty(smiles, one), smiles).toBe(closing <= 2 ? 'in' : 'out')
    }
  })
  test('over N and C1, and N and C2, rings of five to seven close', () => {
    for (let size = 4; size <= 9; size++) {
      const outcome = size >= 5 && size <= 7 ? 'in' : 'out'
      expect(certainty(`N1${chain(size - 2)}C1Cc1ccccc1`, one), `N-C1 ${size}`).toBe(outcome)
      expect(certainty(`N1${chain(size - 3)}C(C1)c1ccccc1`.replace('N1', 'N1'), one), `N-C2 ${size}`).toBe(outcome)
    }
  })
  test('500 u is in, and one more is not', () => {
    // 499.8 u and 500.8 u: the same skeleton, one hydrogen more where a fluorine could be no nearer.
    expect(certainty('CC(N)Cc1c(I)c(F)c(I)cc1OC(C)CC', one)).toBe('in')
    expect(certainty('CC(N)Cc1c(I)c(F)c(I)c(C)c1OC(C)CC', one)).toBe('in')
    expect(certainty('CC(N)Cc1c(I)c(F)c(I)c(CC)c1OC(C)CC', one)).toBe('out')
  })
  test('one rule broken puts any member out', () => {
    const part = fc.record({
      n: fc.constantFrom('N', 'CN', 'CCN(C)', 'C9CCCN9', 'C9COCCN9', 'OCCN', 'C=CCN'),
      c1: fc.constantFrom('', '(C)', '(CC)', '(C(C)C)', '(CO)', '(C)(C)'),
      c2: fc.constantFrom('', '(C)', '(O)', '(F)', '(OC)', '(SC)'),
      ring: fc.constantFrom('', '(F)', '(OC)', '(C)', '(Br)', '(C(F)(F)F)', '(SC)'),
    })
    type Part = { n: string; c1: string; c2: string; ring: string }
    const written = ({ n, c1, c2, ring }: Part) => `${n}C${c1}C${c2}c1cccc${ring}c1`
    each(part, (made) =>
      expect(certainty(written(made), one), written(made)).toBe(written(made) === 'NCCc1ccccc1' ? 'out' : 'in'),
    )
    const breaks: readonly ((made: Part) => string)[] = [
      ({ n, c1, c2 }) => `${n}C${c1}C${c2}c1ccc(O)cc1`,
      ({ n, c1, c2 }) => `${n}C${c1}C${c2}c1ccc(NC)cc1`,
      ({ n, c1, c2, ring }) => `${n}C${c1}C${c2}Cc1cccc${ring}c1`,
      ({ n, c2, ring }) => `${n}C(=O)C${c2}c1cccc${ring}c1`,
      ({ n, c1, c2 }) => `${n}C${c1}C${c2}c1ccc2[nH]ncc2c1`,
      ({ n, c1, c2 }) => `${n}C${c1}C${c2}c1ccc2CCCCCc2c1`,
      ({ n, c1, c2 }) => `${n}C${c1}C${c2}C1=CCCCC1`,
      ({ c1, c2, ring }) => `c8ccccc8NC${c1}C${c2}c1cccc${ring}c1`,
      ({ n, c1, c2 }) => `${n}C${c1}C${c2}c1ccc(C[Si](C)(C)C)cc1`,
    ]
    for (const broken of breaks)
      each(part, (made) => expect(certainty(broken(made), one), broken(made)).toBe('out'), 40)
  })
})

describe(`group 2: the tail (seed ${seed})`, () => {
  const two = 'cannabimimetica'
  const head = fc.constantFrom('n1cc(C(=O)c2cccc3ccccc23)c2ccccc12', 'n1nc(C(=O)NC(C(N)=O)C(C)C)c2ccccc12')
  test('a chain of three to seven, and neither two nor eight', () => {
    for (let length = 1; length <= 10; length++)
      each(
        head,
        (core) => expect(certainty(`${chain(length)}${core}`, two)).toBe(length >= 3 && length <= 7 ? 'in' : 'out'),
        4,
      )
  })
  test('a ring of three to seven, straight on or over one to four carbons', () => {
    for (let size = 3; size <= 9; size++)
      for (let spacer = 0; spacer <= 3; spacer++)
        each(
          head,
          (core) => {
            const smiles = `C9${chain(size - 2)}C9${chain(spacer)}${core}`
            // A spacer of three is a chain already.
            expect(certainty(smiles, two), smiles).toBe(size <= 7 || spacer >= 3 ? 'in' : 'out')
          },
          2,
        )
  })
  test('residue to 400 u', () => {
    expect(certainty('CCCCCn1cc(C(=O)c2c(I)c(I)ccc2F)c2ccccc12', two)).toBe('in')
    expect(certainty('CCCCCn1cc(C(=O)c2c(I)c(I)c(I)cc2F)c2ccccc12', two)).toBe('out')
  })
})

describe(`the same molecule, written otherwise (seed ${seed})`, () => {
  type Molecule = {
    get_smiles(details?: string): string
    get_new_coords(): string
    get_molblock(details?: string): string
    get_v3Kmolblock(): string
    get_inchi(): string
    add_hs(): string
    delete(): void
  }
  type Rdkit = { get_mol(text: string): Molecule | null }
  const listed = () => corpus.substances.flatMap(({ structure }) => structure?.smiles ?? [])
  const findings = (text: string) =>
    classifier
      .classify(text)
      .findings.map(({ list, basis, rule, certainty: how }) => `${list} ${basis} ${rule} ${how}`)
      .sort()
  let rdkit: Rdkit
  beforeAll(async () => {
    const load = createRequire(import.meta.url)('@rdkit/rdkit') as () => Promise<Rdkit>
    rdkit = await load()
  })
  const others: readonly [string, (molecule: Molecule, smiles: string) => string | null][] = [
    ['in another order', (molecule) => molecule.get_smiles('{"canonical":false,"doRandom":true}')],
    ['with double bonds for aromatic rings', (molecule) => molecule.get_smiles('{"doKekule":true}')],
    ['with its hydrogens as atoms', (molecule) => molecule.add_hs()],
    ['as a molfile', (molecule) => molecule.get_new_coords()],
    ['as a molfile of the newer kind', (molecule) => molecule.get_v3Kmolblock()],
    ['as the first record of an SD file', (molecule) => `${molecule.get_new_coords()}> <id>\n1\n\n$$$$\n`],
    ['as an InChI', (molecule, smiles) => (smiles.includes('[N-]') ? null : molecule.get_inchi())],
    ['as a hydrochloride', (_molecule, smiles) => `Cl.${smiles}`],
    ['as a hydrate', (_molecule, smiles) => `${smiles}.O`],
    [
      'with a proton on an amine',
      // Written first and bound once: two bonds and three hydrogens would be one too many.
      (_molecule, smiles) => (/^NC/.test(smiles) ? smiles.replace(/^N/, '[NH3+]') : null),
    ],
    [
      'with deuterium',
      (_molecule, smiles) => (/^C[CNO]/.test(smiles) ? smiles.replace(/^C/, '[2H]C([2H])([2H])') : null),
    ],
  ]
  test.each(others)('%s', (_name, other) => {
    const every = listed()
    each(fc.nat(every.length - 1), (index) => {
      const smiles = every[index]!
      const molecule = rdkit.get_mol(smiles)!
      try {
        const text = other(molecule, smiles)
        if (text !== null) expect(findings(text), `${smiles} as ${text}`).toEqual(findings(smiles))
      } finally {
        molecule.delete()
      }
    })
  })
})
