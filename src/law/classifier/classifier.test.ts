// The classifier against the law as recorded: molecules made by construction, broken by one rule, and written in every way.
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadCorpus } from '../corpus/index.ts'
import type { Corpus } from '../corpus-value.ts'
import type { Days } from '../lists.ts'
import { csvRows } from '../testing/csv.ts'
import { classifyStructure, type Finding, openClassifier, type StructureClassifier } from './index.ts'
import { agreementPage, arguments_, judged } from './testing/agreement.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const table = join(root, '..', 'shared', 'data', 'molecules', 'molecules.csv')
const days = (on: string, knownOn = '2026-09-17'): Days => ({
  on: Temporal.PlainDate.from(on),
  knownOn: Temporal.PlainDate.from(knownOn),
})
const today = days('2025-07-02')
let corpus: Corpus
let classifier: StructureClassifier
beforeAll(async () => {
  corpus = await loadCorpus(join(root, 'corpus'))
  classifier = openClassifier(corpus, today)
})

const short = ({ list, basis, rule, certainty }: Finding) => `${list} ${basis} ${rule}${certainty === 'in' ? '' : '?'}`
const findings = (smiles: string) => classifier.classify(smiles).findings.map(short)
const groupOf = (smiles: string, group: string) =>
  classifier.classify(smiles).findings.find(({ basis, rule }) => basis === 'group' && rule === group)?.certainty ??
  'out'
const one = 'fenethylaminen'
const two = 'cannabimimetica'
const three = '4-aminopiperidinen'

describe('every finding, in the order of the law', () => {
  test.each([
    ['MDMA, named, and in the group', 'CNC(C)Cc1ccc2OCOc2c1', ['I named mdma', `IA group ${one}`]],
    ['its hydrochloride', 'Cl.CNC(C)Cc1ccc2OCOc2c1', ['I named mdma', `IA group ${one}`]],
    ['as an ion', 'C[NH2+]C(C)Cc1ccc2OCOc2c1', ['I named mdma', `IA group ${one}`]],
    ['with deuterium', '[2H]C([2H])([2H])NC(C)Cc1ccc2OCOc2c1', ['I named mdma', `IA group ${one}`]],
    ['an ester of morphine', 'CN1CC[C@]23[C@H]4Oc5c(O)ccc(C[C@@H]1[C@@H]2C=C[C@@H]4OC(C)=O)c35', ['I ester esters']],
    ['an ether of psilocin', 'CN(C)CCc1c[nH]c2cccc(OC)c12', ['I ether ethers']],
    ['an ester of a listed acid', 'OCCCC(=O)OC', ['I ester esters']],
    ['an isomer of THC', 'CCCCCc1cc(O)c2[C@@H]3CC(C)=CC[C@H]3C(C)(C)Oc2c1', ['I isomer thc-isomeren']],
    ['cannabidiol has only the formula', 'CCCCCc1cc(O)c([C@@H]2C=C(C)CC[C@H]2C(C)=C)c(O)c1', []],
    ['dextrorphan is excepted by name', 'CN1CC[C@@]23CCCC[C@@H]2[C@@H]1Cc1ccc(O)cc13', []],
    ['dextromethorphan too', 'CN1CC[C@@]23CCCC[C@@H]2[C@@H]1Cc1ccc(OC)cc13', []],
    [
      'a dialkylamide of lysergic acid',
      'CCN(C)C(=O)[C@H]1CN(C)[C@@H]2Cc3c[nH]c4cccc(C2=C1)c34',
      ['I derivative lyserginezuur'],
    ],
    ['its bare amide is out', 'NC(=O)[C@H]1CN(C)[C@@H]2Cc3c[nH]c4cccc(C2=C1)c34', []],
    ['its piperidide is out', 'O=C(N9CCCCC9)[C@H]1CN(C)[C@@H]2Cc3c[nH]c4cccc(C2=C1)c34', []],
    ['acetyl comes in', 'CCN(CC)C(=O)[C@H]1CN(C)[C@@H]2Cc3cn(C(C)=O)c4cccc(C2=C1)c34', ['I derivative lyserginezuur']],
    ['propionyl does not', 'CCN(CC)C(=O)[C@H]1CN(C)[C@@H]2Cc3cn(C(=O)CC)c4cccc(C2=C1)c34', []],
    [
      'two groups at once: fentanyl analogue',
      'O=C(C1CCCC1)N(c1ccccc1)C1CCN(CCc2ccccc2)CC1',
      [`IA group ${three}`, `IA group ${one}`],
    ],
  ])('%s', (_name, smiles, expected) => expect(findings(smiles).sort()).toEqual(expected.sort()))

  test('list II has no closing clause', () => {
    expect(findings('CC(=O)OC1N=C(c2ccccc2)c2cc(Cl)ccc2NC1=O')).toEqual([]) // the acetate of oxazepam
  })

  test('a mixture is judged piece by piece', () => {
    const { findings: all } = classifier.classify('CN(C)CCc1c[nH]c2ccccc12.Cn1cnc2c1c(=O)n(C)c(=O)n2C')
    expect(all.map(({ rule, piece }) => [rule, piece])).toEqual([['dmt', 0]])
  })
})

describe('the day decides', () => {
  const at = (smiles: string, on: string, knownOn?: string) => classifyStructure(corpus, smiles, days(on, knownOn))
  const mmc2 = 'CNC(C)C(=O)c1ccccc1C'
  test('list IA begins on 1 July 2025', () => {
    expect(at(mmc2, '2025-06-30').verdict).toBe('not-controlled')
    expect(at(mmc2, '2025-07-01').verdict).toBe('controlled')
  })
  test('what was not known yet does not count', () => {
    expect(at(mmc2, '2025-07-01', '2025-01-28').verdict).toBe('not-controlled')
    expect(at(mmc2, '2025-07-01', '2025-01-29').verdict).toBe('controlled')
  })
  test('a model says that it is one', () => {
    expect(at(mmc2, '2025-07-01').findings).toMatchObject([{ status: 'model', version: 'npsg-2021', list: 'IA' }])
  })
})

describe('exceptions are told beside the finding, never in its place', () => {
  const told = (smiles: string) => classifier.classify(smiles).exceptions.map(({ kind }) => kind)
  test.each([
    ['phenylalanine', 'N[C@@H](Cc1ccccc1)C(O)=O', ['substance']],
    ['penconazole', 'CCCC(Cn1cncn1)c1ccc(Cl)cc1Cl', ['substance']],
    ['a medicine', 'CC(NC(C)(C)C)C(=O)c1cccc(Cl)c1', ['medicine']],
    ['a substance of list I', 'CNC(C)Cc1ccc2OCOc2c1', ['other-list']],
    ['none', 'CNC(C)C(=O)c1ccccc1C', []],
  ])('%s', (_name, smiles, expected) => {
    expect(told(smiles)).toEqual(expected)
    expect(classifier.classify(smiles).verdict).toBe('controlled')
  })
})

describe('members by construction, and one rule broken', () => {
  const rings = ['c1ccccc1', 'c1ccc2OCOc2c1', 'c1ccc2ccccc2c1', 'c1cccs1', 'c1ccc2occc2c1', 'C1CCCCC1', 'c1ccncc1']
  const onRing = ['', '(F)', '(Cl)', '(C)', '(OC)', '(SCC)', '([N+](=O)[O-])', '(C(F)(F)F)', '(OC(C)=O)', '(C=C)']
  const onChain = ['', '(C)', '(CC)', '(O)', '(C(C)C)', '(OC)', '(C1CC1)', '(c9ccccc9)', '(F)']
  // Written so that N comes last and bears the chain.
  const onNitrogen = ['N', 'CN', 'CCN(C)', 'C9CCCN9', 'C9COCCN9', 'COc9ccccc9CN', 'CC(=O)N', 'ON', 'C#CCN']
  const phenyl = (chosen: string) => `c1ccc${chosen}cc1`
  const member = fc.record({
    n: fc.constantFrom(...onNitrogen),
    c1: fc.constantFrom(...onChain),
    c2: fc.constantFrom(...onChain, '(=O)'),
    ring: fc.oneof(fc.constantFrom(...rings), fc.constantFrom(...onRing).map(phenyl)),
  })
  const written = ({ n, c1, c2, ring }: { n: string; c1: string; c2: string; ring: string }) =>
    `${n}C${c1}C${c2}${ring}`
  // 2-Phenethylamine itself is left out by the text.
  const isOut = (smiles: string) => /^NCCc1cccc?cc1$/.test(smiles.replace(/[()]/g, ''))

  test('group 1: every member is in', () => {
    fc.assert(
      fc.property(member, (parts) => {
        const smiles = written(parts)
        fc.pre(!isOut(smiles))
        expect(groupOf(smiles, one), smiles).toBe('in')
      }),
    )
  })

  const breaks: [string, (parts: { n: string; c1: string; c2: string; ring: string }) => string][] = [
    ['hydroxy on the ring', (parts) => written({ ...parts, ring: phenyl('(O)') })],
    ['amino on the ring', (parts) => written({ ...parts, ring: phenyl('(N)') })],
    ['indole for a ring', (parts) => written({ ...parts, ring: 'c1ccc2[nH]ccc2c1' })],
    ['a ring fused through Rn', (parts) => written({ ...parts, ring: 'c1ccc2CCCCCc2c1' })],
    ['C=O on C1', (parts) => written({ ...parts, c1: '(=O)' })],
    [
      'cyano group at the far end and a chain of nine on the ring',
      (parts) => written({ ...parts, ring: phenyl('(CCCCCCCC#N)') }),
    ],
    ['a chain of eleven on N', (parts) => written({ ...parts, n: 'CCCCCCCCCCCN(C)' })],
    ['phosphorus', (parts) => written({ ...parts, ring: phenyl('(CP(C)C)') })],
    ['phenyl on N', (parts) => written({ ...parts, n: 'c9ccccc9N' })],
  ]
  test.each(breaks)('group 1: %s puts it out', (_name, broken) => {
    // Phenyl on the chain could stand in for ring A, and so bring it back in.
    const fixed = member.map((parts) => ({
      ...parts,
      c1: parts.c1.includes('c9') ? '' : parts.c1,
      c2: parts.c2.includes('c9') ? '' : parts.c2,
    }))
    const plain = fixed.map((parts) => ({ ...parts, n: parts.n.includes('c9') ? 'N' : parts.n }))
    fc.assert(
      fc.property(plain, (parts) => {
        expect(groupOf(broken(parts), one), broken(parts)).toBe('out')
      }),
      { numRuns: 40 },
    )
  })

  test.each([
    ['two carbons, one more between', 'NCCCc1ccccc1', 'out'],
    ['one fewer', 'NCc1ccccc1', 'out'],
    ['2-phenethylamine itself', 'NCCc1ccccc1', 'out'],
    ['its salt', 'Cl.NCCc1ccccc1', 'out'],
    ['ring closed on C1: 2-aminoindane', 'NC1Cc2ccccc2C1', 'in'],
    ['N in a ring on A: tetrahydroisoquinoline', 'C1NCCc2ccccc12', 'out'],
    ['a ring of three over C1 and C2', 'NC1CC1c1ccccc1', 'out'],
    ['a ring of four', 'NC1CCC1c1ccccc1', 'in'],
    ['a ring of seven', 'NC1CCCCCC1c1ccccc1', 'out'],
    ['a cage: amantadine', 'NC12CC3CC(CC(C3)C1)C2', 'out'],
    ['a cage: memantine', 'CC12CC3CC(C)(C1)CC(N)(C3)C2', 'out'],
    ['a quinone is no phenyl', 'NCCC1=CC(=O)C=CC1=O', 'out'],
    ['an aromatic ring around N', 'CCCC(Cn1cncn1)c1ccc(Cl)cc1Cl', 'in'],
    ['cyano on the ring depends on a reading', 'CC(N)Cc1ccc(C#N)cc1', 'arguable'],
    ['the chain on the ring: eight', 'CC(N)Cc1ccc(CCCCCCCC)cc1', 'in'],
    ['the chain on the ring: nine', 'CC(N)Cc1ccc(CCCCCCCCC)cc1', 'out'],
    ['just under 500 u', `CC(N)Cc1c(I)c(I)cc(F)c1`, 'in'],
    ['over 500 u', `CC(N)Cc1c(I)c(I)c(I)c(F)c1`, 'out'],
    ['two rings in one piece: levamisole', 'C1CSC2=NC(CN21)c1ccccc1', 'in'],
    ['an enol is the ketone', 'CNC(C)=C(O)c1ccccc1C', 'in'],
    ['a phenol is no enol', 'CC(N)Cc1ccc(O)cc1', 'out'],
    ['an etonitazene', 'CCN(CC)CCn1c(Cc2ccc3OCOc3c2)nc2cc(ccc12)[N+](=O)[O-]', 'out'],
  ])('group 1: %s', (_name, smiles, expected) => expect(groupOf(smiles, one)).toBe(expected))

  const cannabimimetic = fc.record({
    core: fc.constantFrom(
      'n1cc(B)c2ccccc12',
      'n1nc(B)c2ccccc12',
      'n1cc(B)c2cccnc12',
      'n1c(B)nc2ccccc12',
      'n1c(C)c(B)c2ccccc12',
      'n1cc(B)c2cc(F)ccc12',
    ),
    bridge: fc.constantFrom(
      'C(=O)c7cccc8ccccc78',
      'C(=O)NC(C(N)=O)C(C)(C)C',
      'C(=O)Oc7cccc8cccnc78',
      'C(=O)C7C(C)(C)C7(C)C',
      'C(=O)NC(C)(C)c7ccccc7',
    ),
    tail: fc.constantFrom(
      'CCC',
      'CCCCC',
      'FCCCCC',
      'CCCCCCC',
      'N#CCCCC',
      'C5CCCCC5C',
      'c5ccc(F)cc5C',
      'C=CCCC',
      'O5CCC(CC5)C',
    ),
  })
  const assembled = ({ core, bridge, tail }: { core: string; bridge: string; tail: string }) =>
    `${tail}${core.replace('B', bridge)}`
  test('group 2: every member is in', () => {
    fc.assert(
      fc.property(cannabimimetic, (parts) => {
        expect(groupOf(assembled(parts), two), assembled(parts)).toBe('in')
      }),
    )
  })
  test.each([
    ['no tail', { tail: '' }],
    ['a tail of two', { tail: 'CC' }],
    ['a tail of eight', { tail: 'CCCCCCCC' }],
    ['no bridge', { bridge: '' }],
    ['methylene for a bridge', { bridge: 'Cc7cccc8ccccc78' }],
    ['a bare acid', { bridge: 'C(=O)O' }],
    ['a pyrrole for a core', { core: 'n1ccc(B)c1' }],
    ['amino on the core', { core: 'n1cc(B)c2cc(N)ccc12' }],
    ['something on position 4', { core: 'n1cc(B)c2c(F)cccc12' }],
  ])('group 2: %s puts it out', (_name, broken) => {
    fc.assert(
      fc.property(cannabimimetic, (parts) => {
        const { core, bridge, tail } = { ...parts, ...broken }
        const smiles =
          tail === ''
            ? core.replace(/^n1/, '[nH]1').replace('B', bridge)
            : assembled({ core, bridge, tail }).replace('()', '')
        expect(groupOf(smiles, two), smiles).toBe('out')
      }),
      { numRuns: 30 },
    )
  })

  test.each([
    ['another acyl', 'O=C(c1ccco1)N(c1ccccc1)C1CCN(CCc2ccccc2)CC1', 'in'],
    ['another ring on the nitrogen', 'CCC(=O)N(c1ccsc1)C1CCN(C)CC1', 'in'],
    ['no acyl', 'CCN(c1ccccc1)C1CCN(C)CC1', 'arguable'],
    ['benzyl for phenyl', 'CCC(=O)N(Cc1ccccc1)C1CCN(C)CC1', 'arguable'],
    ['oxygen for the nitrogen', 'CCC(=O)OC1CCN(CCc2ccccc2)CC1', 'out'],
    ['a ring of five', 'CCC(=O)N(c1ccccc1)C1CCN(CCc2ccccc2)C1', 'out'],
  ])('group 3: %s', (_name, smiles, expected) => expect(groupOf(smiles, three)).toBe(expected))
})

describe('why', () => {
  test('a trace names each clause with its atoms, and says what was refused', () => {
    const answer = classifyStructure(corpus, 'CNC(C)C(=O)c1ccccc1C', today)
    const trace = answer.findings[0]!.trace
    expect(trace.every(({ outcome }) => outcome === 'met')).toBe(true)
    expect(trace.map(({ site }) => site)).toEqual(expect.arrayContaining(['Rn', 'R1, R2', 'R3, R4', 'R5, R6']))
    expect(trace.find(({ site, atoms }) => site === 'R1, R2' && atoms.includes(0))?.en).toBe('Allowed: alkyl.')
    expect(trace.find(({ role }) => role === 'ring')).toMatchObject({
      nl: 'Ringsysteem: fenyl.',
      en: 'Ring system: phenyl.',
    })
    const arguable = classifyStructure(corpus, 'CC(N)Cc1ccc(C#N)cc1', today)
    expect(arguable.verdict).toBe('needs-expert')
    const open = arguable.findings[0]!.trace.filter(({ outcome }) => outcome === 'arguable')
    expect(open.map(({ atoms }) => atoms)).toEqual([[8, 9]])
  })
})

describe('what cannot be judged is for an expert or unreadable, never "not controlled"', () => {
  test.each([
    ['a wildcard', '*CCc1ccccc1', 'needs-expert'],
    ['a bound metal', 'C[Hg]C', 'needs-expert'],
    ['a radical', 'C[CH]C', 'needs-expert'],
    ['ten thousand atoms', 'C'.repeat(10_000), 'needs-expert'],
    ['no molecule', 'hello', 'unreadable'],
    ['nothing', '', 'unreadable'],
    ['a ring left open', 'C1CC', 'unreadable'],
  ])('%s', (_name, smiles, expected) => expect(classifier.classify(smiles).verdict).toBe(expected))
})

test('the order of writing changes nothing', async () => {
  type Molecule = { get_smiles(details: string): string; delete(): void }
  const load = createRequire(import.meta.url)('@rdkit/rdkit') as () => Promise<{
    get_mol(smiles: string): Molecule | null
  }>
  const rdkit = await load()
  for (const { structure } of corpus.substances.filter((_, index) => index % 3 === 0)) {
    const molecule = structure && rdkit.get_mol(structure.smiles)
    if (!molecule) continue
    for (let turn = 0; turn < 3; turn++) {
      const other = molecule.get_smiles(JSON.stringify({ canonical: false, doRandom: true }))
      expect(findings(other).sort(), other).toEqual(findings(structure.smiles).sort())
    }
    molecule.delete()
  }
})

test('every listed structure whose form is recorded is found by its structure', () => {
  const missed = corpus.substances.flatMap(({ substanceId, structure }) => {
    if (structure?.stereo !== 'as-listed' || !corpus.mutationsBySubstance.has(substanceId)) return []
    const found = classifier.classify(structure.smiles).findings.some((finding) => finding.substanceId === substanceId)
    return found ? [] : [substanceId]
  })
  expect(missed).toEqual([])
})

describe.skipIf(!existsSync(table))('../shared/data/molecules/molecules.csv', () => {
  const rows = existsSync(table) ? csvRows(readFileSync(table, 'utf8')) : []

  test('agrees, or differs for a reason; docs/reference says both (renew: vitest --update=all)', async () => {
    const all = judged(
      corpus,
      rows.map(([name = '', smiles = '', , expected = '', , sure = '']) => ({ name, smiles, expected, sure })),
    )
    const differing = all.filter(({ expected, got }) => expected !== got)
    expect(differing.map(({ name }) => name).sort()).toEqual(Object.keys(arguments_).sort())
    expect(differing.filter(({ sure }) => sure !== 'low')).toEqual([])
    const argued = csvRows(readFileSync(join(import.meta.dirname, 'testing', 'unseen.csv'), 'utf8')).map(
      ([name = '', , , expected = '', why = '']) => ({ name, expected, why }),
    )
    await expect(agreementPage(all, argued)).toMatchFileSnapshot(
      join(root, 'docs', 'reference', 'classifier-agreement.md'),
    )
  })
})
