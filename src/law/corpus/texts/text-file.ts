// What is kept of an imported regulation, and which text held on a day. Pure. Not here: XML, files, what the corpus says of the articles.
import { Day, Nullable, type PlainDate, type Static, Strict, Type } from '#kernel'
import type { Corpus } from '../../corpus-value.ts'
import type { Manifest, Toestand } from './bwb-file.ts'

const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' })

/** `<folder>/BWBR0001941.json`: the texts of one regulation as imported; the folder is the authority's own. */
export const TextFile = Strict({
  bwb: Type.String({ pattern: '^BWB[RVW][0-9]{7}$' }),
  title: Nullable(Type.String()),
  /** The consolidated texts read, each with the first day it no longer held where a manifest said so. */
  toestanden: Type.Array(Strict({ on: Day, until: Nullable(Day), sha256: Sha256 })),
  articles: Type.Array(
    Strict({
      article: Type.String(),
      /** The day this text of the article began. */
      from: Day,
      decree: Nullable(Type.String()),
      /** The consolidated texts it stands in, by their day. */
      seenOn: Type.Array(Day, { minItems: 1 }),
      sha256: Sha256,
      paragraphs: Type.Array(Strict({ path: Type.String(), number: Nullable(Type.String()), text: Type.String() })),
    }),
  ),
})
export type TextFile = Static<typeof TextFile>

/** Every imported regulation by its number; empty where nothing was imported. */
export type LawTexts = ReadonlyMap<string, TextFile>

export type ArticleTextOn = {
  readonly paragraphs: readonly { readonly number: string | null; readonly text: string; readonly depth: number }[]
  readonly source: {
    readonly bwb: string
    readonly toestand: string
    readonly decree: string | null
    readonly url: string
  }
  /** The day the text of the whole article began. */
  readonly from: string
  /** sha-256 over the whole article as imported. */
  readonly hash: string
}

/** The official text of `articleId` (`opiumwet/2a/2/a`) on a day, with the sentence it hangs on; null where none was imported. */
export function textOn(texts: LawTexts, corpus: Corpus, articleId: string, on: PlainDate): ArticleTextOn | null {
  const version = corpus.articles.get(articleId)?.[0]
  const file = version?.act.bwb ? texts.get(version.act.bwb) : undefined
  return version && file ? textAt(file, pathOfPlace(version.place), on.toString()) : null
}

/** The same by the path within the regulation. */
export function textAt(file: TextFile, path: string, day: string): ArticleTextOn | null {
  const held = versionAt(file, articleOf(path), day)
  if (!held?.paragraphs.some((paragraph) => isAtOrUnder(paragraph.path, path))) return null
  const shown = held.paragraphs.filter(({ path: at }) => isAtOrUnder(at, path) || isAtOrUnder(path, at))
  const base = articleOf(path).split('/').length
  // The text asked for may be older than the first file it was seen in.
  const toestand = held.seenOn.findLast((seen) => seen <= day) ?? held.seenOn[0]!
  return {
    paragraphs: shown.map(({ number, text, path: at }) => ({ number, text, depth: at.split('/').length - base })),
    source: { bwb: file.bwb, toestand, decree: held.decree, url: `https://wetten.overheid.nl/${file.bwb}/${toestand}` },
    from: held.from,
    hash: held.sha256,
  }
}

/** The text of an article that held on a day: never one of before or after it. */
export function versionAt(file: TextFile, article: string, day: string): TextFile['articles'][number] | null {
  const versions = file.articles.filter((version) => version.article === article)
  const toestand = toestandAt(file, day)
  if (toestand) return versions.find(({ seenOn }) => seenOn.includes(toestand.on)) ?? null
  // No imported text speaks of this day; but a text that began before it and was seen after it held in between.
  const spanning = versions.filter(({ from, seenOn }) => from <= day && day < seenOn[0]!)
  return spanning.sort((a, b) => (a.from < b.from ? 1 : -1))[0] ?? null
}

/** The consolidated text that speaks of a day. One without an end holds on, if it is the newest; else on its own day only. */
export function toestandAt(file: TextFile, day: string): TextFile['toestanden'][number] | null {
  const newest = file.toestanden.at(-1)
  const latest = file.toestanden.findLast(({ on }) => on <= day)
  if (!latest) return null
  const holds = latest.until === null ? latest === newest || latest.on === day : day < latest.until
  return holds ? latest : null
}

/** `artikel=2a&lid=2&o=a` → `2a/2/a`; `bijlage=I` → `bijlage/I`. */
export function pathOfPlace(place: string): string {
  return place
    .split('&')
    .map((part) => (part.startsWith('bijlage=') ? part.replace('=', '/') : part.slice(part.indexOf('=') + 1)))
    .join('/')
}

const isAtOrUnder = (path: string, top: string) => path === top || path.startsWith(`${top}/`)
const articleOf = (path: string) =>
  path
    .split('/')
    .slice(0, path.startsWith('bijlage/') ? 2 : 1)
    .join('/')

/** Adds a consolidated text; one of the same day is replaced. `hashOf` gives the sha-256 of a text. */
export function withToestand(
  file: TextFile | null,
  toestand: Toestand,
  { sha256, hashOf }: { sha256: string; hashOf: (text: string) => string },
): TextFile {
  const { on, bwb, title } = toestand
  const before = file ? without(file, on) : { bwb, title, toestanden: [], articles: [] }
  const articles = before.articles.map((version) => ({ ...version, seenOn: [...version.seenOn] }))
  for (const { article, from, decree, paragraphs } of toestand.articles) {
    const hash = hashOf(JSON.stringify(paragraphs.map(({ path, number, text }) => [path, number, text])))
    const start = from ?? on
    const known = articles.find((other) => other.article === article && other.from === start && other.sha256 === hash)
    if (known) known.seenOn = [...known.seenOn, on].sort()
    else articles.push({ article, from: start, decree, seenOn: [on], sha256: hash, paragraphs: [...paragraphs] })
  }
  const until = file?.toestanden.find((other) => other.on === on)?.until ?? null
  return {
    bwb,
    title: title ?? before.title,
    toestanden: [...before.toestanden, { on, until, sha256 }].sort((a, b) => (a.on < b.on ? -1 : 1)),
    articles: articles.sort(
      (a, b) => a.article.localeCompare(b.article, 'nl', { numeric: true }) || (a.from < b.from ? -1 : 1),
    ),
  }
}

/** Gives each consolidated text the end the manifest says. */
export function withManifest(file: TextFile, { periods }: Manifest): TextFile {
  const ends = new Map(periods.map(({ from, until }) => [from, until]))
  return { ...file, toestanden: file.toestanden.map((each) => ({ ...each, until: ends.get(each.on) ?? each.until })) }
}

function without(file: TextFile, on: string): TextFile {
  return {
    ...file,
    toestanden: file.toestanden.filter((other) => other.on !== on),
    articles: file.articles
      .map((version) => ({ ...version, seenOn: version.seenOn.filter((seen) => seen !== on) }))
      .filter(({ seenOn }) => seenOn.length > 0),
  }
}
