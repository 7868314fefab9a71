// A person's question and its answer: names, numbers, structures, days; and what is never assumed.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { Value } from 'typebox/value'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Toolkit } from '#chemistry'
import { openServerToolkit } from '#chemistry/server'
import { unwrap } from '#kernel'
import { classify } from './classify.ts'
import { bases, SubstanceAnswer, type SubstanceQuestion } from './contract.ts'
import { loadCorpus } from './corpus/index.ts'
import { nameKey, typingErrors } from './names.ts'
import { suggest } from './suggest.ts'
import { csvRows } from './testing/csv.ts'

const root = join(import.meta.dirname, '..', '..')
const corpus = await loadCorpus(join(root, 'corpus'))
const today = Temporal.PlainDate.from('2026-11-21')
let toolkit: Toolkit
beforeAll(async () => {
  toolkit = await openServerToolkit()
})
afterAll(() => toolkit[Symbol.asyncDispose]())

const ask = async (q: string, rest: Partial<SubstanceQuestion> = {}) =>
  unwrap(await classify(corpus, toolkit, { q, ...rest }, today))
/** A molfile without coordinates: elements, and bonds as pairs of numbers with an order. */
function molfileOf(atoms: readonly string[], bonds: readonly (readonly number[])[]): string {
  const pad = (value: number) => String(value).padStart(3)
  const lines = atoms.map((symbol) => `    0.0000    0.0000    0.0000 ${symbol.padEnd(3)} 0  0`)
  const joins = bonds.map(([a, b, order = 1]) => `${pad(a!)}${pad(b!)}${pad(order)}  0`)
  return [
    '',
    ' by hand',
    '',
    `${pad(atoms.length)}${pad(bonds.length)}  0  0  0  0  0  0  0  0999 V2000`,
    ...lines,
    ...joins,
    'M  END',
    '',
  ].join('\n')
}
const kinds = (answer: SubstanceAnswer) => answer.steps.map(({ kind }) => kind)

describe('what is on no list has a name too, and is judged by its structure', () => {
  test.each([
    ['ketamine', 'not-controlled', []],
    ['CBD', 'not-controlled', []],
    ['GBL', 'not-controlled', []],
    ['bupropion', 'controlled', ['IA fenethylaminen']],
    ['E951', 'controlled', ['IA fenethylaminen']], // Aspartame: in the group, the ban lifted.
    ['imazalil', 'controlled', ['IA fenethylaminen']],
    ['psilacetin', 'controlled', ['I esters']],
    ['ketamine hydrochloride 50 mg/ml', 'not-controlled', []],
    ['24219-97-4', 'unknown-substance', []], // Mianserin: a right number nobody wrote down here.
  ])('%s: %s', async (q, verdict, expected) => {
    const answer = await ask(q, { on: '2025-07-02' })
    expect(answer.verdict).toBe(verdict)
    expect(answer.findings.map(({ list, rule }) => `${list} ${rule}`)).toEqual(expected)
    if (q === 'bupropion') expect(answer.exceptions.map(({ kind }) => kind)).toEqual(['medicine'])
  })

  test('every name in the register of exceptions leads to that substance', async () => {
    const named = corpus.exceptions.flatMap(({ substances }) => substances)
    const unknown = named.filter(({ name }) => !corpus.byName.has(nameKey(name.replace(/ \(.*\)$/, ''))))
    expect(unknown.map(({ name }) => name)).toEqual([])
  })
})

describe('by name', () => {
  test.each([
    ['MDMA', 'mdma'],
    ['mdma', 'mdma'],
    ['XTC', 'mdma'],
    ['3,4-Methylenedioxymethamphetamine', 'mdma'],
    ['heroine', 'heroine'], // The accent is often left off.
    ['HEROÏNE', 'heroine'],
    ['diamorphine', 'heroine'],
    ['alpha-PVP', 'alfa-pvp'],
    ['α-PVP', 'alfa-pvp'],
    ['alfa PVP', 'alfa-pvp'],
    ['2cb', '2c-b'],
    ['phenobarbital', 'fenobarbital'],
    ['fenobarbital', 'fenobarbital'],
    ['lachgas', 'lachgas'],
    ['Psilocybe cubensis', 'psilocybe-cubensis'],
    ['wiet', 'hennep'],
    ['ghb', 'ghb'],
    ['PCP', 'fencyclidine'], // Also a readable SMILES: a known name goes first.
  ])('%s is %s', async (q, substanceId) => {
    const answer = await ask(q)
    expect(answer.substance?.substanceId).toBe(substanceId)
    expect(answer.verdict).toBe('controlled')
    expect(answer.question.readAs).toBe('name')
  })

  test.each([
    ['fentanil', 'fentanyl'],
    ['amfetamien', 'amfetamine'],
    ['metadon', 'methadon'],
    ['ocycodon', 'oxycodon'],
    ['kokaine', 'cocaine'],
  ])('%s is not known; %s is suggested, never assumed', async (q, meant) => {
    const answer = await ask(q)
    expect(answer.verdict).toBe('unknown-substance')
    expect(answer.substance).toBeNull()
    expect(answer.suggestions.map(({ substanceId }) => substanceId)).toContain(meant)
    expect(answer.suggestions.every(({ why }) => why === 'similar')).toBe(true)
  })

  test('a word that happens to be made of atoms is a name when it is no molecule', async () => {
    expect(await ask('cocoon')).toMatchObject({ verdict: 'unknown-substance', question: { readAs: 'name' } })
    expect((await ask('CCO')).question.readAs).toBe('smiles')
  })

  test('nothing but spaces is unreadable, not unknown', async () => {
    expect((await ask('   ')).verdict).toBe('unreadable')
  })

  test('a name of two substances lists both', async () => {
    const answer = await ask('speed')
    expect(answer.verdict).toBe('ambiguous')
    expect(answer.suggestions.map(({ substanceId }) => substanceId).sort()).toEqual(['amfetamine', 'metamfetamine'])
  })

  test.each(['MDMA hydrochloride', 'cocaine HCl', 'fentanyl citraat', 'sodium oxybate'])(
    '%s is a salt, and it says so',
    async (q) => {
      const answer = await ask(q)
      expect(answer.verdict).toBe('controlled')
      expect(kinds(answer)).toContain('salt-stripped')
      expect(answer.citations.map(({ article }) => article)).toContain('opiumwet/1/2')
    },
  )

  test.each([
    ['cocaine HCl monohydrate', 'cocaine', 'salt-stripped'],
    ['codeine tabletten 20 mg', 'codeine', 'preparation'],
    ['fentanyl pleister', 'fentanyl', 'preparation'],
    ['MDMA-d3', 'mdma', 'isotopes'],
  ])('%s is %s, and says what was left off', async (q, substanceId, kind) => {
    const answer = await ask(q)
    expect(answer.substance?.substanceId).toBe(substanceId)
    expect(kinds(answer)).toContain(kind)
  })

  test('an extract or an oil may be another substance: no such word is left off', async () => {
    expect((await ask('hennep extract')).substance).toBeNull()
  })

  test('what the corpus remarks on a substance is told: MMDA names two molecules', async () => {
    const answer = await ask('MMDA')
    expect(answer.substance?.smiles).toBeNull()
    expect(answer.steps.find(({ kind }) => kind === 'note')?.en).toContain('a lawyer must say')
  })

  test('a name nobody recorded does not say the substance is free', async () => {
    const answer = await ask('theobromine')
    expect(answer.verdict).toBe('unknown-substance')
    expect(answer.steps.some(({ en }) => en.includes('does not say it is free'))).toBe(true)
    expect(answer.coverage.length).toBe(3)
  })
})

describe('by CAS number', () => {
  test('the base and its salt lead to the same substance', async () => {
    expect((await ask('42542-10-9')).substance?.substanceId).toBe('mdma')
    const salt = await ask('64057-70-1')
    expect(salt.substance?.substanceId).toBe('mdma')
    expect(kinds(salt)).toContain('salt-stripped')
  })

  test('dashes as a word processor makes them are hyphens', async () => {
    expect((await ask('42542–10–9')).substance?.substanceId).toBe('mdma')
  })

  test('a wrong check digit is unreadable, with the reason', async () => {
    const answer = await ask('42542-10-8')
    expect(answer.verdict).toBe('unreadable')
    expect(answer.error?.en).toContain('check digit')
    expect(answer.error?.nl).toContain('controlecijfer')
  })

  test('a valid number of something else is unknown', async () => {
    expect((await ask('83-67-0')).verdict).toBe('unknown-substance')
  })
})

describe('by structure', () => {
  test.each([
    ['CNC(C)Cc1ccc2OCOc2c1', 'mdma', false],
    ['Cl.CNC(C)Cc1ccc2OCOc2c1', 'mdma', true],
    ['C[NH2+]C(C)Cc1ccc2OCOc2c1.[Cl-]', 'mdma', true],
    ['[Na+].OCCCC([O-])=O', 'ghb', true],
    ['CC(N)Cc1ccccc1.CC(N)Cc1ccccc1.OS(O)(=O)=O', 'amfetamine', true],
    ['[N-]=[N+]=O', 'lachgas', false],
    ['OC1=Nc2ccc(Br)cc2C(=NC1)c1ccccc1Cl', 'fenazepam', false], // Another tautomer, the same InChIKey.
  ])('%s is %s', async (q, substanceId, wasSalt) => {
    const answer = await ask(q)
    expect(answer.substance?.substanceId).toBe(substanceId)
    expect(answer.verdict).toBe('controlled')
    expect(kinds(answer).includes('salt-stripped')).toBe(wasSalt)
    expect(answer.structure?.inchiKey).toBe(answer.substance?.inchiKey)
  })

  test('an enantiomer listed apart is found as itself, not as its racemate', async () => {
    expect((await ask('C[C@H](N)Cc1ccccc1')).substance?.substanceId).toBe('dexamfetamine')
    expect((await ask('C[C@@H](N)Cc1ccccc1')).substance?.substanceId).toBe('levamfetamine')
    expect((await ask('CC(N)Cc1ccccc1')).substance?.substanceId).toBe('amfetamine')
  })

  test.each([
    ['one hand of a listed racemate', 'CN[C@H](C)Cc1ccc2OCOc2c1', 'mdma'],
    ['an isotopologue', '[2H]C([2H])([2H])NC(C)Cc1ccc2OCOc2c1', 'mdma'],
  ])('%s is the substance itself', async (_name, q, substanceId) => {
    const answer = await ask(q)
    expect(answer).toMatchObject({ verdict: 'controlled', substance: { substanceId } })
    expect(answer.findings[0]).toMatchObject({ basis: 'named', certainty: 'in', rule: substanceId })
  })

  test.each([
    ['morphine drawn flat', 'CN1CCC23C4Oc5c(O)ccc(CC1C2C=CC4O)c35', ['morfine']],
    ['a pair of diastereomers listed apart', 'CCC(=O)OC1(c2ccccc2)CCN(C)CC1C', ['alfaprodine', 'betaprodine']],
  ])('%s stands for every form that is listed', async (_name, q, rules) => {
    const answer = await ask(q)
    expect(answer.verdict).toBe('controlled')
    expect(answer.findings.filter(({ basis }) => basis === 'named').map(({ rule }) => rule)).toEqual(rules)
  })

  test('another form in space of a listed substance is judged apart, and what it resembles is told', async () => {
    const pseudoephedrine = await ask('C[C@@H]([C@H](c1ccccc1)O)NC')
    expect(pseudoephedrine.findings.every(({ basis }) => basis === 'group')).toBe(true)
    const epimer = await ask('CN1CC[C@]23[C@H]4Oc5c(O)ccc(C[C@@H]1[C@@H]2C=C[C@H]4O)c35')
    expect(epimer.substance).toBeNull()
    expect(epimer.suggestions.map(({ substanceId }) => substanceId)).toContain('morfine')
  })

  test('what nearly fits says which clause refused, and on which atoms', async () => {
    const { verdict, nearMisses, drawing } = await ask('CC(N)Cc1cccc(O)c1')
    expect(verdict).toBe('not-controlled')
    const [miss] = nearMisses
    expect(miss).toMatchObject({ list: 'IA', rule: 'fenethylaminen', refusals: 1 })
    const refused = miss!.trace.filter(({ outcome }) => outcome === 'not-met')
    expect(refused.map(({ atoms }) => atoms.map((atom) => drawing?.elements[atom]))).toEqual([['O']])
  })

  test('what fits nothing is not controlled as recorded, and how far the record goes stands apart', async () => {
    for (const on of ['2016-01-01', '2026-01-01']) {
      const answer = await ask('Cn1cnc2c1c(=O)n(C)c(=O)n2C', { on })
      expect(answer).toMatchObject({ verdict: 'not-controlled', findings: [] })
      const said = answer.steps.find(({ kind }) => kind === 'judged')?.en
      expect(said).toContain('closing clauses')
      expect(said?.includes('groups of list IA')).toBe(on === '2026-01-01')
      expect(answer.steps.some(({ en }) => en.includes('not read in full'))).toBe(true)
    }
  })

  test('a listed part of a mixture decides, and the mixture is named', async () => {
    const answer = await ask('Cn1cnc2c1c(=O)n(C)c(=O)n2C.CNC(C)Cc1ccc2OCOc2c1')
    expect(answer.substance?.substanceId).toBe('mdma')
    expect(answer.steps.some(({ en }) => en.startsWith('This is a mixture'))).toBe(true)
  })

  const fluoroamfetamine = 'CC(N)Cc1ccc(F)cc1'
  test('a group is found with its clauses, on atoms numbered as written, and says what the definition is', async () => {
    const { verdict, findings, drawing, listings } = await ask('CC(NC(C)(C)C)C(=O)c1cccc(Cl)c1')
    expect(verdict).toBe('controlled')
    expect(listings).toEqual([])
    const [found] = findings
    expect(found).toMatchObject({ list: 'IA', basis: 'group', rule: 'fenethylaminen', status: 'model' })
    expect(found!.title.en).not.toBe('fenethylaminen')
    expect(found!.trace.map(({ role }) => role)).toEqual(expect.arrayContaining(['core', 'ring', 'substituent']))
    expect(drawing?.elements.join('')).toBe('CCNCCCCCOCCCCCClC')
    for (const { atoms } of found!.trace) for (const atom of atoms) expect(drawing?.elements[atom]).toBeDefined()
  })

  test('an exception says that a ban may not apply; what is in the group stays in it', async () => {
    const { verdict, findings, exceptions } = await ask('CC(NC(C)(C)C)C(=O)c1cccc(Cl)c1')
    expect(verdict).toBe('controlled')
    expect(findings.some(({ basis }) => basis === 'group')).toBe(true)
    expect(exceptions).toMatchObject([{ kind: 'medicine', article: 'opiumwet/2a/2/a' }])
    expect(exceptions[0]?.needsEvidence).not.toBeNull()
  })

  test('all findings are told, named first; lists I and II go before list IA', async () => {
    const { findings, exceptions } = await ask('MDMA', { on: '2025-07-02' })
    expect(findings.map(({ list, basis }) => `${list} ${basis}`)).toEqual(['I named', 'IA group'])
    expect(findings.map(({ since }) => since)).toEqual([expect.stringMatching(/^(19|20)/), '2025-07-01'])
    expect(exceptions.map(({ kind }) => kind)).toContain('other-list')
    expect((await ask('MDMA', { on: '2025-06-30' })).findings.map(({ list }) => list)).toEqual(['I'])
  })

  test('a closing clause names the substance it starts from', async () => {
    const morphine = corpus.substanceById.get('morfine')!.structure!.smiles // It has one.
    const [found] = (await ask(morphine.replace('(O)', '(OC(=O)CC)'), { on: '2025-07-02' })).findings
    expect(found).toMatchObject({ list: 'I', basis: 'ester', substanceId: 'morfine' })
    expect(found?.title.nl).toContain('morfine')
  })

  test('a molfile is judged by the numbers of its own atoms; of an SD file the first, and it says so', async () => {
    const ring = [
      [5, 6, 2],
      [6, 7],
      [7, 8, 2],
      [8, 9],
      [9, 10, 2],
      [10, 5],
    ]
    const reading = molfileOf([...'CCNCCCCCCCF'], [[1, 2], [2, 3], [2, 4], [4, 5], ...ring, [8, 11]])
    const answer = await ask(`${reading}> <ID>\n7\n\n$$$$\n${reading}$$$$\n`)
    expect(answer.question.readAs).toBe('molfile')
    expect(answer.findings.map(({ rule }) => rule)).toEqual(['4-fa', 'fenethylaminen'])
    expect(answer.steps[0]?.en).toContain('2 structures')
    expect(answer.drawing?.elements.join('')).toBe('CCNCCCCCCCF')
    expect(answer.structure?.strippedSmiles).toBe((await ask(fluoroamfetamine)).structure?.strippedSmiles)
  })

  test('several lines that are no molfile are refused clearly', async () => {
    const answer = await ask('CCO\nCCN')
    expect(answer).toMatchObject({ verdict: 'unreadable', error: { at: 3 } })
    expect(answer.error?.en).toContain('several lines')
  })

  test.each([
    ['InChI=1S/C11H15NO2/c1-8(12-2)5-9-3-4-10-11(6-9)14-7-13-10/h3-4,6,8,12H,5,7H2,1-2H3', 'mdma'],
    ['InChI=1S/C4H8O3/c5-3-1-2-4(6)7/h5H,1-3H2,(H,6,7)', 'ghb'],
  ])('%s is read as an InChI, and its drawing has the numbers of the clauses', async (q, substanceId) => {
    const answer = await ask(q)
    expect(answer).toMatchObject({ verdict: 'controlled', question: { readAs: 'inchi' }, substance: { substanceId } })
    expect(answer.structure?.inchiKey).toBe(answer.substance?.inchiKey)
    expect(answer.drawing?.structure).not.toContain('InChI')
  })

  test('an InChI that breaks off is unreadable, with the place', async () => {
    const answer = await ask('InChI=1S/C11H15NO2/c1-8(12-2')
    expect(answer).toMatchObject({ verdict: 'unreadable', question: { readAs: 'inchi' } })
    expect(answer.error?.at).not.toBeUndefined()
  })

  test('an InChIKey is looked up, and an unknown one cannot be turned back', async () => {
    expect((await ask('SHXWCVYOXRDMCX-UHFFFAOYSA-N')).substance?.substanceId).toBe('mdma')
    expect(await ask('YAPQBXQYLJRXSA-UHFFFAOYSA-N')).toMatchObject({ verdict: 'unknown-substance', substance: null })
  })

  test('a drawing that stands for many molecules is for an expert, with the place', async () => {
    expect(await ask('CC(N)Cc1ccccc1*')).toMatchObject({ verdict: 'needs-expert', error: { at: 14 } })
  })

  test('without a toolkit the judgement is the same, but for the key', async () => {
    for (const q of ['MDMA', fluoroamfetamine, 'Cl.CNC(C)Cc1ccc2OCOc2c1', '42542-10-8', 'CC(C)(C)(C)C', 'hennep']) {
      const alone = unwrap(await classify(corpus, null, { q }, today))
      const { verdict, findings, exceptions, coverage } = await ask(q)
      expect(alone).toMatchObject({ verdict, findings, exceptions, coverage, structure: null })
      expect([...Value.Errors(SubstanceAnswer, alone)]).toEqual([])
    }
  })

  test('what cannot be read says where, counted in what was typed', async () => {
    const answer = await ask('  CC(C)(C)(C)C', { as: 'smiles' })
    expect(answer.verdict).toBe('unreadable')
    expect(answer.error?.at).toBe(3)
  })

  test.each([
    ['a chain of 1,000 atoms', 'C'.repeat(1000)],
    ['a chain of 10,000 atoms', 'C'.repeat(10_000)],
    ['rings that make RDKit trap', 'C1CC1'.repeat(165)],
    ['branches within branches', `${'C('.repeat(600)}C${')'.repeat(600)}`],
  ])('hostile: %s is answered, and so is the next question', async (_name, q) => {
    expect(['unreadable', 'needs-expert', 'not-controlled']).toContain((await ask(q)).verdict)
    expect((await ask('CNC(C)Cc1ccc2OCOc2c1')).verdict).toBe('controlled')
  })
})

describe('on a day', () => {
  test.each([
    ['3-MMC', '2020-01-01', 'not-controlled', []],
    ['3-MMC', '2021-10-27', 'not-controlled', []],
    ['3-MMC', '2023-06-01', 'controlled', ['II']],
    ['3-MMC', '2024-04-15', 'controlled', ['II']],
    ['3-MMC', '2024-04-16', 'controlled', ['I']],
    ['methoxetamine', '2015-02-27', 'not-controlled', []],
    ['psilocybe cubensis', '2008-11-30', 'not-controlled', []],
    // Listed in 2015, since when is not known: neither yes nor no.
    ['morfine', '2010-01-01', 'needs-expert', []],
    ['GHB', '2000-01-01', 'needs-expert', []],
  ] as const)('%s on %s is %s', async (q, on, verdict, lists) => {
    const answer = await ask(q, { on })
    expect(answer.verdict).toBe(verdict)
    expect(answer.listings.map(({ list }) => list)).toEqual(lists)
  })

  test('a negative answer where the text was not read in full says so', async () => {
    const answer = await ask('3-MMC', { on: '2020-01-01' })
    expect(answer.steps.some(({ kind, en }) => kind === 'coverage' && en.includes('not read in full'))).toBe(true)
    expect(answer.coverage.find(({ list }) => list === 'I')?.extent).toBe('partial')
  })

  test('a UN decision without a recorded Dutch listing is told as just that', async () => {
    const answer = await ask('HHC', { on: '2026-01-01' })
    expect(answer.verdict).toBe('needs-expert')
    expect(answer.listings).toEqual([])
    expect(answer.steps.some(({ en }) => en.includes('A treaty duty is not a listing'))).toBe(true)
  })

  test('an inferred listing says that it is inferred', async () => {
    const answer = await ask('isotonitazene')
    expect(answer.listings).toMatchObject([{ list: 'I', certainty: 'inferred' }])
    expect(answer.listings[0]?.note?.en).toContain('was not read')
    expect(answer.citations[0]?.status).toBe('inferred')
  })

  test.each([
    ['1918-12-31', undefined, 'law/day-before-the-act'],
    ['2028-11-22', undefined, 'law/day-too-far-ahead'],
    ['2026-01-01', '2026-11-22', 'law/known-later-than-today'],
  ])('%s as known on %s is refused: %s', async (on, knownOn, code) => {
    const result = await classify(corpus, toolkit, { q: 'MDMA', on, ...(knownOn ? { knownOn } : {}) }, today)
    expect(result.ok).toBe(false)
    if (!result.ok) expect(result.refusal.problem.code).toBe(code)
  })

  test('the last day that may be asked about is answered', async () => {
    expect((await ask('MDMA', { on: '2028-11-21' })).verdict).toBe('controlled')
    expect((await ask('MDMA', { on: '1919-01-01' })).verdict).toBe('needs-expert')
  })
})

test('every answer fits the contract, whatever was typed', async () => {
  const anyText = fc.oneof(
    fc.string({ minLength: 1, maxLength: 60 }),
    fc.string({ unit: fc.constantFrom(...'CcNnOo()[]=#123.+-@H'), minLength: 1, maxLength: 40 }),
    fc.constantFrom(...[...corpus.byName.values()].flat().map(({ name }) => name)),
  )
  const anyDay = fc
    .integer({ min: 0, max: 39_000 })
    .map((days) => Temporal.PlainDate.from('1919-01-01').add({ days }).toString())
  await fc.assert(
    fc.asyncProperty(anyText, anyDay, async (q, on) => {
      const answer = await ask(q, { on })
      expect([...Value.Errors(SubstanceAnswer, answer)]).toEqual([])
      // Nothing is controlled without a finding that is certain, and every listing is a finding.
      expect(answer.verdict === 'controlled').toBe(answer.findings.some(({ certainty }) => certainty === 'in'))
      for (const { list } of answer.listings)
        expect(answer.findings.some((found) => found.list === list && found.basis === 'named')).toBe(true)
      const ranks = answer.findings.map(({ basis }) => bases.indexOf(basis))
      expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
    }),
    { numRuns: 300 },
  )
})

describe('the search field', () => {
  test('the whole name comes first, then what begins with it', () => {
    const found = suggest(corpus, 'mor', today).map(({ substanceId }) => substanceId)
    expect(found[0]).toBe('morfine')
    expect(suggest(corpus, 'fentanyl', today)[0]).toMatchObject({ substanceId: 'fentanyl', list: 'I' })
    expect(suggest(corpus, 'cannab', today)[0]?.substanceId).toBe('hennep')
  })

  test('a number is completed, each substance stands once, ten at most', () => {
    expect(suggest(corpus, '42542', today)).toMatchObject([{ substanceId: 'mdma', matched: '42542-10-9' }])
    const many = suggest(corpus, 'psilocybe', today)
    expect(many.length).toBe(10)
    expect(new Set(many.map(({ substanceId }) => substanceId)).size).toBe(10)
    expect(suggest(corpus, ' -', today)).toEqual([])
  })
})

describe('spellings', () => {
  test('the key of a name is stable, and does not see case, accents or hyphens', () => {
    fc.assert(
      fc.property(fc.constantFrom(...[...corpus.byName.values()].flat().map(({ name }) => name)), (name) => {
        expect(nameKey(nameKey(name))).toBe(nameKey(name))
        expect(nameKey(name.toUpperCase())).toBe(nameKey(name))
        expect(nameKey(name.normalize('NFD'))).toBe(nameKey(name))
        expect(nameKey(` ${name.replaceAll('-', ' ')} `)).toBe(nameKey(name))
      }),
    )
  })

  test('typing errors are counted as a person makes them', () => {
    for (const [a, b, errors] of [
      ['fentanyl', 'fentanyl', 0],
      ['fentanil', 'fentanyl', 1],
      ['fenatnyl', 'fentanyl', 1],
      ['fentany', 'fentanyl', 1],
      ['ffentanyl', 'fentanyl', 1],
      ['morfine', 'codeine', 3],
      ['morfine', 'amfetamine', 4], // 4: more than the three that were asked about.
    ] as const) {
      expect(typingErrors(a, b, 3)).toBe(errors)
      expect(typingErrors(b, a, 3)).toBe(errors)
    }
  })
})

const molecules = join(root, '..', 'shared', 'data', 'molecules', 'molecules.csv')
describe.skipIf(!existsSync(molecules))('the named rows of ../shared/data/molecules/molecules.csv', () => {
  test('each is found by its structure, its number and its names, on the list expected', async () => {
    const rows = csvRows(readFileSync(molecules, 'utf8'))
      .map(([name, smiles, cas, list, basis]) => ({
        name: name!,
        smiles: smiles!,
        cas: cas!,
        list: list!,
        basis: basis!,
      }))
      .filter(({ basis }) => ['named', 'named-UN', 'salt', 'tautomer'].includes(basis))
    expect(rows.length).toBeGreaterThan(80)
    const disagreements: string[] = []
    for (const { name, smiles, cas, list, basis } of rows) {
      // "MDMA [date 2025-06-30]" and "DOM (STP)": a day, and two names.
      const names =
        basis === 'tautomer'
          ? []
          : name
              .replace(/ \[.*\]$/, '')
              .split(/ \(|\)/)
              .filter(Boolean)
      for (const q of [smiles, ...(cas ? [cas] : []), ...names]) {
        const answer = await ask(q, { on: '2025-07-02' })
        const found = answer.listings.map((listing) => listing.list).join()
        if (found !== list) disagreements.push(`${name}, asked as ${q}: ${answer.verdict} ${found}, expected ${list}`)
      }
    }
    expect(disagreements).toEqual([])
  })
})
