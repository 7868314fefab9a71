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
import { SubstanceAnswer, type SubstanceQuestion } from './contract.ts'
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
const kinds = (answer: SubstanceAnswer) => answer.steps.map(({ kind }) => kind)

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

  test('what the corpus remarks on a substance is told: MMDA names two molecules', async () => {
    const answer = await ask('MMDA')
    expect(answer.substance?.smiles).toBeNull()
    expect(answer.steps.find(({ kind }) => kind === 'note')?.en).toContain('a lawyer must say')
  })

  test('a name nobody recorded does not say the substance is free', async () => {
    const answer = await ask('caffeine')
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
    expect((await ask('58-08-2')).verdict).toBe('unknown-substance')
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
    ['one enantiomer of a listed racemate', 'CN[C@H](C)Cc1ccc2OCOc2c1', 'mdma'],
    ['morphine drawn flat', 'CN1CCC23C4Oc5c(O)ccc(CC1C2C=CC4O)c35', 'morfine'],
    ['an isotopologue', '[2H]C([2H])([2H])NC(C)Cc1ccc2OCOc2c1', 'mdma'],
    ['a pair of diastereomers listed apart', 'CCC(=O)OC1(c2ccccc2)CCN(C)CC1C', 'alfaprodine'],
  ])('%s is left to an expert, with what it resembles', async (_name, q, twin) => {
    const answer = await ask(q)
    expect(answer.verdict).toBe('needs-expert')
    expect(answer.substance).toBeNull()
    expect(answer.suggestions.map(({ substanceId }) => substanceId)).toContain(twin)
  })

  test('a structure on no list by name is never called free', async () => {
    for (const on of ['2016-01-01', '2026-01-01']) {
      const answer = await ask('Cn1cnc2c1c(=O)n(C)c(=O)n2C', { on })
      expect(answer.verdict).toBe('needs-expert')
      expect(answer.steps.some(({ en }) => en.includes('closing clause'))).toBe(true)
      expect(answer.steps.some(({ en }) => en.includes('group of list IA'))).toBe(on === '2026-01-01')
    }
  })

  test('a listed part of a mixture decides, and the mixture is named', async () => {
    const answer = await ask('Cn1cnc2c1c(=O)n(C)c(=O)n2C.CNC(C)Cc1ccc2OCOc2c1')
    expect(answer.substance?.substanceId).toBe('mdma')
    expect(answer.steps.some(({ en }) => en.startsWith('This is a mixture'))).toBe(true)
  })

  test('what cannot be read says where, counted in what was typed', async () => {
    const answer = await ask('  CC(C)(C)(C)C', { as: 'smiles' })
    expect(answer.verdict).toBe('unreadable')
    expect(answer.error?.at).toBe(3)
  })

  test.each([
    ['a chain of 1,000 atoms', 'C'.repeat(1000)],
    ['rings that make RDKit trap', 'C1CC1'.repeat(165)],
    ['branches within branches', `${'C('.repeat(600)}C${')'.repeat(600)}`],
  ])('hostile: %s is unreadable, and the next question is answered', async (_name, q) => {
    expect((await ask(q)).verdict).toBe('unreadable')
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
      // A list is never named without its citation, and nothing is controlled without a list.
      expect(answer.verdict === 'controlled').toBe(answer.listings.length > 0)
      expect(answer.citations.length >= answer.listings.length).toBe(true)
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
