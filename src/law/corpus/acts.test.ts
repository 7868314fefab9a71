// The articles: one version a day, the changes of the act by name, and no citation of an article that is not there. Not here: lists.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { articleOn, citation } from '../citations.ts'
import { loadCorpus } from './index.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const corpus = await loadCorpus(join(root, 'corpus'))
const day = (text: string) => Temporal.PlainDate.from(text)

/** The days on which the consolidated Opium Act changed, lists included. */
const changed = [
  ...['2012-05-09', '2012-06-15', '2013-01-05', '2013-07-01', '2015-03-01', '2015-07-01', '2016-01-01', '2016-05-01'],
  ...['2016-08-01', '2017-05-25', '2018-04-27', '2018-08-01', '2019-01-01', '2019-04-02', '2019-07-19', '2020-01-01'],
  ...['2020-11-17', '2021-07-01', '2021-10-28', '2022-07-01', '2023-01-01', '2023-09-12', '2024-04-16', '2025-07-01'],
  ...['2026-01-01', '2026-01-28', '2026-07-09', '2026-09-17'],
]

describe('every change day of the act and the day before', () => {
  const days = changed.flatMap((on) => [day(on).subtract({ days: 1 }).toString(), on])
  test.each(days)('%s: one version of each article that began and has not ended, none of the others', (on) => {
    const wrong: string[] = []
    for (const [article, versions] of corpus.articles) {
      const holding = versions.filter(({ from, until }) => from <= on && (until === null || on < until))
      const began = versions.some(({ from }) => from <= on)
      const ended = versions.every(({ until }) => until !== null && until <= on)
      if (holding.length !== (began && !ended ? 1 : 0)) wrong.push(article)
      // What the citation says is that version, and no other.
      const cited = articleOn(corpus, article, day(on))
      if ((cited?.from ?? null) !== (holding[0]?.from ?? null)) wrong.push(`${article}, cited`)
    }
    expect(wrong).toEqual([])
  })
})

// What changed, by name: the day before, and the day itself; `null` where the article did not exist.
test.each<[string, string, RegExp | null, RegExp | null]>([
  ['opiumwet/11a', '2015-03-01', /organisatie/, /Voorbereiden/],
  ['opiumwet/11b', '2015-03-01', null, /organisatie/],
  ['opiumwet/13b', '2019-01-01', /daarvoor aanwezig/, /voorbereiden/],
  ['opiumwetbesluit/15a', '2023-01-01', null, /lachgas/],
  ['opiumwet/2a/2/j', '2025-07-01', null, /lijst I of II/],
  ['opiumwet/3aa/3', '2025-07-01', null, /minder dan twee/],
  ['opiumwet/6/1', '2025-07-01', /lijst I en II/, /lijst I, IA en II/],
  ['opiumwet/8/1/d', '2025-07-01', null, /industriële/],
  ['opiumwet/10b/2', '2025-07-01', null, /6 jaar/],
  ['geneesmiddelenwet/40/3/c', '2025-09-09', /bestelling van een arts/, /tijdelijke ontheffing/],
  ['opiumwet/9a', '2026-01-01', /Bestuurlijke boete/, /Beslag/],
  ['opiumwet/9b', '2026-01-01', null, /Bestuurlijke boete/],
  ['opiumwet/11/2', '2026-01-01', /vierde categorie/, /vijfde categorie/],
  ['opiumwet/13d', '2026-01-01', null, /vernietigen/],
])('%s on %s', (article, on, before, after) => {
  const say = (at: Temporal.PlainDate) => articleOn(corpus, article, at)?.summary.nl ?? null
  if (before === null) expect(say(day(on).subtract({ days: 1 }))).toBeNull()
  else expect(say(day(on).subtract({ days: 1 }))).toMatch(before)
  if (after === null) expect(say(day(on))).toBeNull()
  else expect(say(day(on))).toMatch(after)
})

test('a change counts from the day it was issued: before that the old text still had no end', () => {
  const [asked, before, after] = [day('2025-08-01'), day('2025-01-28'), day('2025-01-29')]
  expect(articleOn(corpus, 'opiumwet/6/1', asked, before)?.summary.nl).toContain('lijst I en II')
  expect(articleOn(corpus, 'opiumwet/6/1', asked, after)?.summary.nl).toContain('lijst I, IA en II')
  expect(citation(corpus, 'opiumwet/2a/1', asked, before)).toBeNull()
  expect(citation(corpus, 'opiumwet/2a/1', asked, after)?.jci).toContain('&g=2025-08-01&z=2025-01-29')
})

test('every article the law of lists and exemptions rests on is there on 17 September 2026', () => {
  const letters = (of: string, last: string) =>
    Array.from({ length: last.charCodeAt(0) - 96 }, (_, at) => `${of}/${String.fromCharCode(97 + at)}`)
  const paths = [
    ...['1/2', '1/3', '1/4', '1/5', '2/A', '2/B', '2/C', '2/D', '2a/1/A', '2a/1/B', '2a/1/C', '2a/1/D', '2a/3', '3/A'],
    ...letters('2a/2', 'j'),
    ...['3/B', '3/C', '3/D', '3a/1', '3a/2', '3a/3', '3a/4', '3a/5', '3aa/1', '3aa/2', '3aa/3', '3aa/4', '3b', '3c/1'],
    ...['3c/2', '4/1', '4/2', '4/3', '5/1/a', '5/1/b', '5/2', '5/3', '5/4', '6/1', '6/2', '6/3', '6a', '7/1', '7/2'],
    ...letters('8/1', 'd'),
    ...letters('8/3', 'd'),
    ...letters('8a/2', 'f'),
    ...letters('8d', 'd'),
    ...letters('8g', 'c'),
    ...[
      '8/2',
      '8a/1',
      '8b',
      '8c/1',
      '8e/1/a',
      '8e/1/b',
      '8f/1',
      '8f/2',
      '8h',
      '8i/1',
      '8i/2',
      '8i/3',
      '8i/4',
      '8i/5/a',
    ],
    ...[
      '8i/5/b',
      '8i/5/c',
      '8i/6',
      '8j',
      '8k',
      '9a',
      '9b',
      '10/1/a',
      '10/1/b',
      '10/1/c',
      '10/2',
      '10/3',
      '10/4',
      '10/5',
    ],
    ...['10/6', '10a/1', '10a/2', '10b/1', '10b/2', '10b/3', '10c/1', '10c/2', '11/1', '11/2', '11/3', '11/4', '11/5'],
    ...['11/6', '11/7', '11a', '11b', '12', '13/1', '13/2', '13a', '13b', '13d', 'lijst/I', 'lijst/IA', 'lijst/II'],
  ].map((path) => `opiumwet/${path}`)
  const others = [
    ...letters('geneesmiddelenwet/40/3', 'i'),
    ...['1/1/mm', '1/1/nn', '18', '38', '38a/2', '40/1', '40/2'].map((path) => `geneesmiddelenwet/${path}`),
    ...['2', '3', '19', '20', '21', '23', '26', '28', '30', '31', '36'].map((path) => `enkelvoudig-verdrag/${path}`),
    ...['2', '3', '5', '7', '12', '13', '22'].map((path) => `psychotrope-stoffen-verdrag/${path}`),
    ...[
      '1/2',
      '2/1',
      '2/2',
      '3',
      '4',
      '5',
      '6',
      '7',
      '8/1',
      '8/2',
      '10',
      '11',
      '12',
      '13',
      '14',
      '15',
      '15a',
      '16',
    ].map((path) => `opiumwetbesluit/${path}`),
    ...['opiumwetbesluit/bijlage/1', 'opiumwetbesluit/bijlage/2', 'wmo/2', 'wetboek-van-strafrecht/23/4'],
    ...['wet-dieren/2.19', 'verordening-273-2004/bijlage/I', 'verordening-111-2005/bijlage'],
  ]
  const on = day('2026-09-17')
  expect([...paths, ...others].filter((article) => citation(corpus, article, on) === null)).toEqual([])
})

test('an article says where it stands, and its short form fits its path', () => {
  const wrong = corpus.acts.flatMap(({ act, articles }) =>
    articles
      .filter(({ path, place, short }) => {
        const bare = (text: string) => text.replace(/[^A-Za-z0-9:.]/g, '')
        const fits = bare(short) === bare(path)
        const placed = path
          .split('/')
          .every((part) => ['lijst', 'bijlage'].includes(part) || place.includes(`=${part}`))
        return !fits || !placed
      })
      .map(({ path, short, place }) => `${act}/${path}: ${short}, ${place}`),
  )
  expect(wrong).toEqual([])
})

// Every place that cites an article by its path: a rule, a term, a refusal, a `@basis`.
describe('no citation of an article that is not there', () => {
  const acts = corpus.acts.map(({ act }) => act).join('|')

  test('in the code', () => {
    const cited = new Set<string>()
    const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    for (const file of files.filter((name) => /\.tsx?$/.test(name) && !/\.(test|property\.test)\.tsx?$/.test(name))) {
      const text = readFileSync(join(root, 'src', file), 'utf8')
      for (const [, article] of text.matchAll(
        new RegExp(`['" ]((?:${acts})/[A-Za-z0-9:./]*[A-Za-z0-9])['"\\s,]`, 'g'),
      )) {
        cited.add(article!)
      }
    }
    expect(cited.size).toBeGreaterThan(20)
    expect([...cited].filter((article) => !corpus.articles.has(article))).toEqual([])
  })

  test('in the corpus, on the first and the last day the citing file names', () => {
    const missing: string[] = []
    const files = readdirSync(join(root, 'corpus'), { recursive: true, encoding: 'utf8' })
    for (const file of files.filter((name) => name.endsWith('.json') && !/^(schema|acts)\//.test(name))) {
      const value: unknown = JSON.parse(readFileSync(join(root, 'corpus', file), 'utf8'))
      const isArticle = new RegExp(`^(?:${acts})/[A-Za-z0-9:./]+$`)
      for (const { article, from, until } of citedIn(value, isArticle, { from: null, until: null })) {
        const versions = corpus.articles.get(article)
        if (!versions) {
          missing.push(`${file}: ${article}`)
          continue
        }
        // A day before the text begins that we know of is not a fault of the citing file: the true start is open.
        const earliest = versions.map((version) => version.from).sort()[0]!
        const isOpen = versions.some((version) => version.from === earliest && version.fromIs === 'earliest-known')
        for (const on of [from, until && day(until).subtract({ days: 1 }).toString()]) {
          if (on === null || (isOpen && on < earliest)) continue
          if (citation(corpus, article, day(on), day('9999-01-01')) === null)
            missing.push(`${file}: ${article} on ${on}`)
        }
      }
    }
    expect(missing).toEqual([])
  })
})

type Days = { readonly from: string | null; readonly until: string | null }

/** Every article a JSON value cites, with the period nearest around it. */
function citedIn(value: unknown, isArticle: RegExp, days: Days): readonly (Days & { article: string })[] {
  if (typeof value === 'string') return isArticle.test(value) ? [{ article: value, ...days }] : []
  if (typeof value !== 'object' || value === null) return []
  const own = 'inForce' in value ? value.inForce : value
  const here =
    typeof own === 'object' && own !== null && 'from' in own && typeof own.from === 'string' && 'until' in own
      ? { from: own.from, until: typeof own.until === 'string' ? own.until : null }
      : days
  return Object.entries(value).flatMap(([key, inner]) =>
    // The grounds an exemption may name are a choice over time: one that came later is no ground before.
    citedIn(inner, isArticle, key === 'grounds' ? { from: null, until: null } : here),
  )
}
