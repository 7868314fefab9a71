// The definitions beside those in force: each compiles, each changes answers when it is switched in, and that is a change of data alone.
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadCorpus } from '../corpus/index.ts'
import { type Corpus, type CorpusData, openCorpus } from '../corpus-value.ts'
import type { Days } from '../lists.ts'
import { openClassifier } from './index.ts'

const days: Days = { on: Temporal.PlainDate.from('2026-06-01'), knownOn: Temporal.PlainDate.from('2026-09-17') }
let corpus: Corpus
beforeAll(async () => {
  corpus = await loadCorpus(join(import.meta.dirname, '..', '..', '..', 'corpus'))
})

/** The corpus with one version of a group in force and no other of it. */
function withVersion(group: string, version: string, change = (data: CorpusData): CorpusData => data) {
  const inForce = { from: '2025-07-01', until: null }
  const stofgroepen = corpus.stofgroepen.map((file) =>
    file.group === group ? { ...file, inForce: file.version === version ? inForce : null } : file,
  )
  expect(stofgroepen.some((file) => file.group === group && file.version === version)).toBe(true)
  return openClassifier(openCorpus(change({ ...corpus, stofgroepen })), days)
}

const certaintyIn = (classifier: ReturnType<typeof withVersion>, group: string, smiles: string) =>
  classifier.classify(smiles).findings.find(({ basis, rule }) => basis === 'group' && rule === group)?.certainty ??
  'out'

describe('group 1 over time', () => {
  const one = 'fenethylaminen'
  test.each<[string, string, string, string, string, string]>([
    // name, structure, 2016, 2021, 2024, 2025
    ['amphetamine', 'CC(N)Cc1ccccc1', 'in', 'in', 'in', 'in'],
    ['2-phenethylamine', 'NCCc1ccccc1', 'in', 'out', 'out', 'out'],
    ['a ring of three over C1 and C2', 'NC1CC1c1ccccc1', 'arguable', 'out', 'out', 'out'],
    ['a chain of seven on N', 'CCCCCCCN(C)C(C)Cc1ccccc1', 'out', 'in', 'in', 'in'],
    ['an aromatic ring around N', 'CCCC(Cn1cncn1)c1ccc(Cl)cc1Cl', 'in', 'in', 'out', 'out'],
    ['alkoxycarbonyl on N', 'CC(Cc1ccccc1)NC(=O)OCC', 'arguable', 'arguable', 'in', 'in'],
    ['a benzothiophene', 'CC(N)Cc1ccc2sccc2c1', 'out', 'out', 'out', 'in'],
    ['an indole is the core of group 2', 'CC(N)Cc1ccc2cc[nH]c2c1', 'out', 'out', 'out', 'out'],
    ['two rings at opposite sides of one', 'CC(N)Cc1ccc2cc3ccccc3cc2c1', 'out', 'out', 'out', 'in'],
    ['a quinoline', 'CC(N)Cc1ccc2ncccc2c1', 'out', 'out', 'out', 'in'],
    ['two rings fused to one', 'CC(N)Cc1cc2OCOc2c2OCCc12', 'out', 'out', 'out', 'in'],
    ['a fused ring of nine', 'CC(N)Cc1ccc2CCCCCCCc2c1', 'out', 'out', 'out', 'out'],
    ['three hetero atoms in a fused ring', 'CC(N)Cc1ccc2nonc2c1', 'out', 'out', 'out', 'out'],
    ['rings fused to a fused ring', 'CC(N)Cc1ccc2cc3cc4ccccc4cc3cc2c1', 'out', 'out', 'out', 'out'],
    ['deuterium', '[2H]C([2H])([2H])NC(C)Cc1ccccc1', 'in', 'in', 'in', 'in'],
  ])('%s', (_name, smiles, ...expected) => {
    const versions = ['npsg-2016', 'npsg-2021', 'npsg-2024', 'npsg-2025']
    expect(versions.map((version) => certaintyIn(withVersion(one, version), one, smiles))).toEqual(expected)
  })

  test('since 2024 the core of another group, failed, keeps a molecule out', () => {
    // A quinolone-3-carboxamide without a tail that has a phenethylamine in it.
    const smiles = 'CC(Cc1ccccc1)NC(=O)c1cn(CC)c2ccccc12'
    expect(certaintyIn(withVersion(one, 'npsg-2021'), one, 'CC(Cc1ccccc1)NCc1cn(CC)c2ccccc12')).toBe('in')
    expect(certaintyIn(withVersion(one, 'npsg-2024'), one, 'CC(Cc1ccccc1)NCc1cn(CC)c2ccccc12')).toBe('out')
    expect(certaintyIn(withVersion(one, 'npsg-2024'), 'cannabimimetica', smiles)).toBe('out')
  })
})

describe('group 2 over time', () => {
  const two = 'cannabimimetica'
  test.each<[string, string, string, string, string, string]>([
    ['JWH-018', 'CCCCCn1cc(C(=O)c2cccc3ccccc23)c2ccccc12', 'in', 'in', 'in', 'in'],
    ['an azaindole', 'CC(C)(NC(=O)c1cn(CCCCCF)c2ncccc12)c1ccccc1', 'out', 'in', 'in', 'in'],
    ['a six-ring to C2', 'CC(C)(n1ccc2n(CCCCCF)c3ccccc3c2c1=O)c1ccccc1', 'out', 'in', 'in', 'in'],
    ['a tail of eight', 'CCCCCCCCn1cc(C(=O)c2cccc3ccccc23)c2ccccc12', 'out', 'out', 'in', 'in'],
    ['a tail of eleven', 'CCCCCCCCCCCn1cc(C(=O)c2cccc3ccccc23)c2ccccc12', 'out', 'out', 'out', 'out'],
    ['a CH2-amide', 'CCCCCn1cc(CC(=O)NC2CCCCC2)c2ccccc12', 'out', 'out', 'in', 'in'],
    ['CH2 alone', 'CCCCCn1cc(Cc2cccc3ccccc23)c2ccccc12', 'out', 'out', 'arguable', 'arguable'],
    ['a hydrazone of an oxindole', 'CCCCCCN1C(=O)C(=NNC(=O)c2ccccc2)c2ccccc12', 'out', 'out', 'in', 'in'],
    ['a tetrahydroindazole', 'CCCCCn1nc(C(=O)NC(C)(C)c2ccccc2)c2CCCCc12', 'out', 'out', 'out', 'arguable'],
    ['a cyclobutylmethyl tail', 'CC(C)(NC(=O)c1cn(CC2CCC2)c2ccccc12)c1ccccc1', 'out', 'in', 'in', 'in'],
  ])('%s', (_name, smiles, ...expected) => {
    const versions = ['npsg-2016', 'npsg-2021', 'npsg-2024', 'npsg-2025']
    expect(versions.map((version) => certaintyIn(withVersion(two, version), two, smiles))).toEqual(expected)
  })
})

describe('groups with a switch of their own', () => {
  test.each<[string, string, string, string, string]>([
    ['nitazenen', 'model-1', 'etonitazene', 'CCOc1ccc(Cc2nc3cc(ccc3n2CCN(CC)CC)[N+]([O-])=O)cc1', 'in'],
    ['nitazenen', 'model-1', 'methylenedioxynitazene', 'CCN(CC)CCn1c(Cc2ccc3OCOc3c2)nc2cc(ccc12)[N+]([O-])=O', 'in'],
    ['nitazenen', 'model-1', 'protonitazepyne', 'CCCOc1ccc(Cc2nc3cc(ccc3n2CCN2CCCC2)[N+]([O-])=O)cc1', 'in'],
    ['nitazenen', 'model-1', 'metodesnitazene', 'COc1ccc(Cc2nc3ccccc3n2CCN(CC)CC)cc1', 'in'],
    ['nitazenen', 'model-1', 'N-desethyl isotonitazene', 'CC(C)Oc1ccc(Cc2nc3cc(ccc3n2CCNCC)[N+]([O-])=O)cc1', 'in'],
    ['nitazenen', 'model-1', 'a thienyl for the benzene', 'CCN(CC)CCn1c(Cc2cccs2)nc2cc(ccc12)[N+]([O-])=O', 'arguable'],
    ['nitazenen', 'model-1', 'an antihistamine: clemizole', 'Clc1ccc(Cn2c(CN3CCCC3)nc3ccccc23)cc1', 'out'],
    ['nitazenen', 'model-1', 'bendazol', 'C(c1ccccc1)c1nc2ccccc2[nH]1', 'out'],
    ['dibenzopyranen', 'npsg-2024', 'THC', 'CCCCCc1cc(O)c2C3C=C(C)CCC3C(C)(C)Oc2c1', 'in'],
    ['dibenzopyranen', 'npsg-2024', 'THCP', 'CCCCCCCc1cc(O)c2C3C=C(C)CCC3C(C)(C)Oc2c1', 'in'],
    ['dibenzopyranen', 'npsg-2024', 'HHC acetate', 'CCCCCc1cc(OC(C)=O)c2C3CC(C)CCC3C(C)(C)Oc2c1', 'in'],
    ['dibenzopyranen', 'npsg-2024', 'nabilone', 'CCCCCCC(C)(C)c1cc(O)c2C3CC(=O)CCC3C(C)(C)Oc2c1', 'in'],
    ['dibenzopyranen', 'npsg-2024', 'cannabinol', 'CCCCCc1cc(O)c2-c3cc(C)ccc3C(C)(C)Oc2c1', 'arguable'],
    ['dibenzopyranen', 'npsg-2024', 'cannabidiol', 'CCCCCc1cc(O)c(C2C=C(C)CCC2C(C)=C)c(O)c1', 'out'],
    ['dibenzopyranen', 'npsg-2024', 'cannabichromene', 'CCCCCc1cc(O)c2C=CC(C)(CCC=C(C)C)Oc2c1', 'out'],
    ['sulfamoylbenzoaten', 'npsg-2021', 'QMMSB', 'Cc1ccc(cc1S(=O)(=O)N1CCCCC1)C(=O)Oc1cccc2cccnc12', 'arguable'],
    ['sulfamoylbenzoaten', 'npsg-2021', 'sulpiride', 'CCN1CCCC1CNC(=O)c1cc(ccc1OC)S(N)(=O)=O', 'out'],
    ['sulfamoylbenzoaten', 'npsg-2021', 'probenecid', 'CCCN(CCC)S(=O)(=O)c1ccc(cc1)C(O)=O', 'out'],
  ])('%s %s: %s', (group, version, _name, smiles, expected) => {
    expect(certaintyIn(openClassifier(corpus, days), group, smiles)).toBe('out') // Not in force as recorded.
    expect(certaintyIn(withVersion(group, version), group, smiles)).toBe(expected)
  })
})

test('every definition compiles, says where it comes from, and only one of a group is in force on a day', () => {
  for (const { group, version, source, rules } of corpus.stofgroepen) {
    expect(source.ref, `${group} ${version}`).not.toBe('')
    expect(rules.isotopes, `${group} ${version}`).toBeDefined()
    for (const [name, reading] of Object.entries(rules.readings))
      expect(reading.source, `${group} ${name}`).toBeTruthy()
  }
  const inForce = corpus.stofgroepen.filter(({ inForce: span }) => span !== null).map(({ group }) => group)
  expect(new Set(inForce).size).toBe(inForce.length)
})

describe('a reading somebody accepts, or takes back', () => {
  const reread =
    (group: string, id: string, accepted: { why: { nl: string; en: string } } | null) => (data: CorpusData) => ({
      ...data,
      stofgroepen: data.stofgroepen.map((file) =>
        file.group === group && file.inForce
          ? {
              ...file,
              rules: {
                ...file.rules,
                readings: { ...file.rules.readings, [id]: { ...file.rules.readings[id]!, accepted } },
              },
            }
          : file,
      ),
    })
  const why = { why: { nl: 'proef', en: 'trial' } }
  test.each([
    ['cyano on the ring', 'substituted-methyl', why, 'CC(N)Cc1ccc(C#N)cc1', 'arguable', 'in'],
    ['phenylalanine', 'carboxy-as-substituted-alkyl', null, 'NC(Cc1ccccc1)C(O)=O', 'in', 'arguable'],
    ['penconazole', 'aromatic-nitrogen-ring', null, 'CCCC(Cn1cncn1)c1ccc(Cl)cc1Cl', 'in', 'arguable'],
    ['xylometazoline', 'imine-in-ring', why, 'Cc1cc(cc(C)c1CC1=NCCN1)C(C)(C)C', 'arguable', 'in'],
    ['a quaternary amine', 'quaternary-nitrogen', why, 'CC(Cc1ccccc1)[N+](C)(C)C', 'arguable', 'in'],
    ['an isobenzofuran', 'isobenzofuranyl', why, 'CC(N)Cc1ccc2cocc2c1', 'arguable', 'in'],
  ])('%s', (_name, id, accepted, smiles, before, after) => {
    const one = 'fenethylaminen'
    expect(certaintyIn(withVersion(one, 'npsg-2021'), one, smiles)).toBe(before)
    const changed = { ...corpus, stofgroepen: reread(one, id, accepted)(corpus).stofgroepen }
    expect(certaintyIn(openClassifier(openCorpus(changed), days), one, smiles)).toBe(after)
  })
})

describe('"ester" and "isomer" read to the end are switches, each with a source', () => {
  const reread = (kind: 'esters' | 'isomers', change: object) => {
    const clauses = corpus.clauses.map((file) => ({
      ...file,
      clauses: file.clauses.map((clause) =>
        clause.kind === kind ? ({ ...clause, ...change } as typeof clause) : clause,
      ),
    }))
    return openClassifier(openCorpus({ ...corpus, clauses }), days)
  }
  const lactones = (rule: 'out' | 'arguable' | 'in') =>
    reread('esters', { lactones: { rule, source: 'trial', why: { nl: '-', en: '-' } } })
  test.each([
    ['out', 'not-controlled'],
    ['arguable', 'needs-expert'],
    ['in', 'controlled'],
  ] as const)('a lactone of a listed acid: %s', (rule, verdict) => {
    const { classify } = lactones(rule)
    const answer = classify('O=C1CCCO1', { trace: true })
    expect(answer.verdict).toBe(verdict)
    expect(answer.findings.map(({ basis, substanceId }) => [basis, substanceId])).toEqual(
      rule === 'out' ? [] : [['ester', 'ghb']],
    )
    // A lactone of what is on no list stays out whatever the switch, and an open ester in.
    expect(classify('CC1CCC(=O)O1').verdict).toBe('not-controlled')
    expect(classify('OCCCC(=O)OC').verdict).toBe('controlled')
  })
  test.each([
    ['out', 'not-controlled'],
    ['arguable', 'needs-expert'],
    ['in', 'controlled'],
  ] as const)('what only shares the formula of THC: %s', (formulaOnly, verdict) => {
    const { classify } = reread('isomers', { formulaOnly })
    expect(classify('CCCCCc1cc(O)c(C2C=C(C)CCC2C(C)=C)c(O)c1').verdict).toBe(verdict)
    expect(classify('CCCCCc1cc(O)c2C3CC(C)=CCC3C(C)(C)Oc2c1').verdict).toBe('controlled')
  })
  test('each switch says where its reading comes from', () => {
    for (const { clauses } of corpus.clauses)
      for (const clause of clauses) {
        if (clause.kind === 'isomers') expect(clause.source).toBeTruthy()
        if (clause.kind === 'esters') expect(clause.lactones?.source).toBeTruthy()
      }
  })
})
