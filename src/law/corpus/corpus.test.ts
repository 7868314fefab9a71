// The corpus itself: every file fits its schema, every structure is what it says, and a bad file stops the start by name.
import { existsSync } from 'node:fs'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Toolkit } from '#chemistry'
import { openServerToolkit } from '#chemistry/server'
import { parseCas } from '#kernel'
import { citation } from '../citations.ts'
import { type Corpus, openCorpus } from '../corpus-value.ts'
import { termOn } from '../terms.ts'
import { csvRows } from '../testing/csv.ts'
import { CorpusFault, loadCorpus, publishedSchemas, readCorpus } from './index.ts'

const folder = join(import.meta.dirname, '..', '..', '..', 'corpus')
const on = Temporal.PlainDate.from('2026-09-17')
let corpus: Corpus
let toolkit: Toolkit
beforeAll(async () => {
  corpus = await loadCorpus(folder)
  toolkit = await openServerToolkit()
})
afterAll(() => toolkit[Symbol.asyncDispose]())

test('the schemas in corpus/schema are those the loader checks with', async () => {
  for (const [name, text] of publishedSchemas()) {
    // To renew: node bin/grein.mjs generate.
    expect(await readFile(join(folder, 'schema', name), 'utf8'), name).toBe(text)
  }
})

test('every structure has the InChIKey, formula and mass that the file says', async () => {
  const faults: string[] = []
  for (const { substanceId, structure } of corpus.substances) {
    if (!structure) continue
    const reading = await toolkit.read(structure.smiles)
    if (!reading.ok) {
      faults.push(`${substanceId}: ${reading.failure.detail}`)
      continue
    }
    const [part] = reading.structure.parts
    const { inchiKey, formula, molarMass } = structure
    const read = { inchiKey: part?.inchiKey, formula: part?.formula, molarMass: part?.molarMass }
    // The key of what a question is matched by: a listed structure must survive the salt stripping unharmed.
    if (reading.structure.parts.length !== 1) faults.push(`${substanceId}: more than one part`)
    if (JSON.stringify(read) !== JSON.stringify({ inchiKey, formula, molarMass })) {
      faults.push(`${substanceId}: ${JSON.stringify(read)} is not what the file says`)
    }
  }
  expect(faults).toEqual([])
})

test('the formula of a structure adds up to its mass', () => {
  // Conventional atomic weights (IUPAC 2021), written here a second time so that a slip in one place shows.
  const weights: Record<string, number> = {
    ...{ C: 12.011, H: 1.008, N: 14.007, O: 15.999, F: 18.998, P: 30.974, S: 32.06, Cl: 35.45, Br: 79.904, I: 126.904 },
  }
  for (const { substanceId, structure } of corpus.substances) {
    if (!structure) continue
    const atoms = [...structure.formula.matchAll(/([A-Z][a-z]?)(\d*)/g)]
    const mass = atoms.reduce((sum, [, element, count]) => sum + weights[element!]! * Number(count || 1), 0)
    expect(Math.abs(mass - structure.molarMass), substanceId).toBeLessThan(0.05)
  }
})

test('every CAS number has a right check digit and belongs to one substance', () => {
  const numbers = corpus.substances.flatMap(({ cas, salts = [] }) => [...cas, ...salts.map((salt) => salt.cas)])
  expect(numbers.filter((number) => !parseCas(number).ok)).toEqual([])
  expect(new Set(numbers).size).toBe(numbers.length)
})

const molecules = join(folder, '..', '..', 'shared', 'data', 'molecules', 'molecules.csv')
test.skipIf(!existsSync(molecules))(
  'a CAS number of ../shared/data/molecules names the molecule our file draws',
  async () => {
    const rows = csvRows(await readFile(molecules, 'utf8')) // name, smiles, cas, …
    const wrong: string[] = []
    let compared = 0
    for (const [, smiles = '', cas = ''] of rows) {
      const named = corpus.byCas.get(cas)
      const structure = named && corpus.substanceById.get(named.substanceId)?.structure
      if (!structure) continue
      const reading = await toolkit.read(smiles)
      // Which atoms are joined to which: a racemate and its forms in space share the first block of the key.
      const keys = reading.ok ? reading.structure.parts.map(({ inchiKey }) => inchiKey?.slice(0, 14)) : []
      compared += 1
      if (!keys.includes(structure.inchiKey.slice(0, 14))) wrong.push(`${named.substanceId}: ${cas}`)
    }
    expect(wrong).toEqual([])
    expect(compared).toBeGreaterThan(80)
  },
)

test('every substance on a list says under which treaty schedule it stands, or that it stands on none', () => {
  const listed = corpus.substances.filter(({ substanceId }) => corpus.mutationsBySubstance.has(substanceId))
  expect(listed.filter(({ treaty }) => treaty === undefined).map(({ substanceId }) => substanceId)).toEqual([])
  const scheduleOf = (id: string) => {
    const treaty = corpus.substanceById.get(id)?.treaty
    return treaty ? `${treaty.convention} ${treaty.schedule}${treaty.alsoScheduleIV ? '+IV' : ''}` : null
  }
  // One of each schedule that anybody can look up, and what stands on none.
  expect(
    ['morfine', 'heroine', 'codeine', 'mdma', 'amfetamine', 'buprenorfine', 'diazepam', 'lachgas', 'qat'].map(
      scheduleOf,
    ),
  ).toEqual(['1961 I', '1961 I+IV', '1961 II', '1971 I', '1971 II', '1971 III', '1971 IV', null, null])
  for (const { treaty, substanceId } of corpus.substances) {
    if (treaty?.alsoScheduleIV) expect(`${treaty.convention} ${treaty.schedule}`, substanceId).toBe('1961 I')
    if (treaty?.convention === '1961') expect(['I', 'II'], substanceId).toContain(treaty.schedule)
  }
})

test('what only a treaty names has the year since when', () => {
  const only = corpus.substances.filter(
    ({ treaty, substanceId }) => treaty && !corpus.mutationsBySubstance.has(substanceId),
  )
  expect(only.length).toBeGreaterThan(0)
  expect(only.filter(({ treaty }) => treaty?.decidedIn === null)).toEqual([])
})

test('every article a term or product rests on can be cited, and every product names a substance', () => {
  const missing = corpus.terms.flatMap(({ termId, basis }) =>
    basis.filter((article) => citation(corpus, article, on) === null).map((article) => `${termId}: ${article}`),
  )
  expect(missing).toEqual([])
  const named = corpus.products.flatMap(({ substanceId, madeFrom }) => [substanceId, ...madeFrom])
  expect(named.filter((substanceId) => !corpus.substanceById.has(substanceId))).toEqual([])
})

test('the versions of one article do not overlap: each day has one, or none', () => {
  for (const [article, versions] of corpus.articles) {
    const spans = versions
      .map(({ from, until }) => ({ from, until: until ?? '9999' }))
      .sort((a, b) => (a.from < b.from ? -1 : 1))
    for (const [index, span] of spans.slice(1).entries()) expect(span.from >= spans[index]!.until, article).toBe(true)
  }
})

test('an article that changed its number is cited by the day', () => {
  expect(citation(corpus, 'opiumwet/9b', Temporal.PlainDate.from('2025-12-31'))).toBeNull()
  expect(citation(corpus, 'opiumwet/9b', Temporal.PlainDate.from('2026-01-01'))?.jci).toBe(
    'jci1.3:c:BWBR0001941&artikel=9b&g=2026-01-01&z=2026-01-01',
  )
  expect(citation(corpus, 'opiumwet/2a/1', Temporal.PlainDate.from('2025-06-30'))).toBeNull()
  expect(citation(corpus, 'opiumwet/8i/5/a', on)?.short).toBe('Ow 8i(5)(a)')
  expect(citation(corpus, 'opiumwet/2/B', on)?.short).toBe('Ow 2 B')
})

test('a term is given in its own kind, and an unknown one is refused', () => {
  const months = termOn(corpus, 'harvest-delivery', 'months', on)
  expect(months.ok && months.value.value.count).toBe(4)
  expect(termOn(corpus, 'harvest-delivery', 'days', on).ok).toBe(false)
  expect(termOn(corpus, 'no-such-term', 'days', on).ok).toBe(false)
})

test('what a server sends to a browser opens to the same law', async () => {
  const sent = JSON.parse(JSON.stringify(await readCorpus(folder)))
  const opened = openCorpus(sent)
  expect(opened.version).toBe(corpus.version)
  expect(opened.byName.size).toBe(corpus.byName.size)
})

describe('a file that cannot be used stops the start, and is named with the place', () => {
  let copy: string
  beforeAll(async () => {
    copy = await mkdtemp(join(tmpdir(), 'grein-corpus-'))
    await cp(folder, copy, { recursive: true })
  })
  afterAll(() => rm(copy, { recursive: true, force: true }))

  async function faultAfter(path: string, change: (text: string) => string): Promise<CorpusFault> {
    const file = join(copy, path)
    const original = await readFile(file, 'utf8').catch(() => null)
    await writeFile(file, change(original ?? ''))
    try {
      await loadCorpus(copy)
      throw new Error('the corpus was accepted')
    } catch (error) {
      if (!(error instanceof CorpusFault)) throw error
      return error
    } finally {
      if (original === null) await rm(file)
      else await writeFile(file, original)
    }
  }

  test.each([
    [
      'a field of the wrong kind',
      'substances/compound/mdma.json',
      (text: string) => text.replace('"MDMA"', '7'),
      '/nameNl',
      '"nameNl": 7',
    ],
    [
      'an unknown field',
      'substances/compound/mdma.json',
      (text: string) => text.replace('{', '{"nmae": "x",'),
      '/nmae',
      '"nmae"',
    ],
    [
      'a CAS number with a slip',
      'substances/compound/mdma.json',
      (text: string) => text.replace('42542-10-9', '42542-10-8'),
      '/cas/0',
      '42542-10-8',
    ],
    [
      'a GTIN with a slip',
      'products/bedrocan.json',
      (text: string) =>
        text.replace(/("gtin": "\d{13})(\d)/, (_m, body, digit) => `${body}${(Number(digit) + 1) % 10}`),
      '/gtin',
      '"gtin":',
    ],
    [
      'an oil that is made of nothing',
      'products/thc-olie-2.json',
      (text: string) => text.replace('"madeFrom": [\n    "hennep"\n  ]', '"madeFrom": []'),
      '/madeFrom',
      '"madeFrom"',
    ],
    [
      'flower that is extracted',
      'products/bedrocan.json',
      (text: string) => text.replace('"madeFrom": []', '"madeFrom": ["hennep"]'),
      '/madeFrom',
      '"madeFrom"',
    ],
    [
      'an oil measured on the dried drug',
      'products/thc-olie-2.json',
      (text: string) => text.replace('"of": "as-is"', '"of": "dried"'),
      '/specification/0/of',
      '"of": "dried"',
    ],
    [
      'a powder that is asked for its twigs',
      'products/mdma-hcl.json',
      (text: string) => text.replace('"analyte": "mdma-base"', '"analyte": "foreign-matter"'),
      '/specification/0/analyte',
      '"foreign-matter"',
    ],
    ['no JSON', 'terms/receipt-check.json', (text: string) => text.replace('"termId"', 'termId'), '', 3],
    ['a file that breaks off', 'terms/receipt-check.json', () => '{\n  "termId": "x",\n', '', 3],
    [
      'a field that misses, deep in a list',
      'lists/2012-05-09-stb-2012-201.json',
      (text: string) => text.replace('"action": "move",', ''),
      '/mutations/1',
      43,
    ],
    [
      'a period that ends before it begins',
      'lists/2012-05-09-stb-2012-201.json',
      (text: string) => text.replace('"until": null', '"until": "2012-05-09"'),
      '/inForce/until',
      13,
    ],
    [
      'a day of another century',
      'acts/wmo.json',
      (text: string) => text.replace('"from": "2015-10-02"', '"from": "0215-10-02"'),
      '/articles/0/from',
      '0215-10-02',
    ],
    [
      'an urgent order of more than a year',
      'lists/2017-05-25-stb-2017-206.json',
      (text: string) => text.replace('"ground": "3a(2)"', '"ground": "3a(5)", "latestEnd": "2018-05-26"'),
      '/mutations/0/latestEnd',
      33,
    ],
    [
      'an urgent order without an end',
      'lists/2017-05-25-stb-2017-206.json',
      (text: string) => text.replace('"ground": "3a(2)"', '"ground": "3a(5)"'),
      '/mutations/0',
      23,
    ],
    ['a folder of no known kind', 'strange.json', () => '{}', '', null],
    // The place by what stands there, or by its line in a file that is never edited.
  ])('%s', async (_name, path, change, pointer, place) => {
    const changed = change(await readFile(join(copy, path), 'utf8').catch(() => ''))
    const line = typeof place === 'string' ? changed.split('\n').findIndex((text) => text.includes(place)) + 1 : place
    const fault = await faultAfter(path, change)
    expect(fault.file).toBe(path)
    expect(fault.pointer).toBe(pointer)
    expect(fault.line).toBe(line)
    expect(fault.message).toContain(`${path}${line === null ? '' : `:${line}`}`)
  })

  test('a mutation of a substance nobody described', async () => {
    const file = join(copy, 'lists/2023-01-01-stb-2022-461.json')
    const original = await readFile(file, 'utf8')
    await writeFile(file, original.replace('"substance": "lachgas"', '"substance": "lachgasje"'))
    await expect(loadCorpus(copy)).rejects.toThrow('lachgasje')
    await writeFile(file, original)
  })

  test('the same name in another language changes the version: every byte counts', async () => {
    const file = join(copy, 'substances/compound/mdma.json')
    const original = await readFile(file, 'utf8')
    await writeFile(file, original.replace('"nameEn": "MDMA"', '"nameEn": "Mdma"'))
    expect((await loadCorpus(copy)).version).not.toBe(corpus.version)
    await writeFile(file, original)
    expect((await loadCorpus(copy)).version).toBe(corpus.version)
  })
})
