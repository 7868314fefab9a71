// Turning an article's id into a citation that holds on a day. Not here: the articles (corpus/acts), or what they demand.
import type { PlainDate } from '#kernel'
import type { Citation, ListName } from './contract.ts'
import { type Corpus, compare } from './corpus-value.ts'
import type { ActFile } from './files.ts'

type DatedArticle = ActFile['articles'][number] & { readonly act: ActFile }

/**
 * The version of `articleId` that holds on `on`, or null: never an older or newer one. What was issued after `knownOn` does
 * not count: as known before a change was issued, the version before it still had no end.
 */
function versionOf(corpus: Corpus, articleId: string, on: string, knownOn: string): DatedArticle | null {
  const known = (corpus.articles.get(articleId) ?? []).filter((version) => isKnown(version, knownOn))
  const held = known.filter(({ from }) => from <= on).sort((a, b) => compare(b.from, a.from))[0]
  if (!held || held.until === null || on < held.until) return held ?? null
  // It ended. Its successor, if there is one, is the text that says so.
  const successor = (corpus.articles.get(articleId) ?? []).find(({ from }) => from === held.until)
  return successor && !isKnown(successor, knownOn) ? held : null
}

function isKnown({ knownOn, from, fromIs }: DatedArticle, day: string): boolean {
  if (knownOn !== undefined) return knownOn <= day
  return fromIs === 'earliest-known' || from <= day
}

/**
 * "Ow 8i(4)" with its jci link, in force on `on` as known on `knownOn`. An id the corpus lacks, or one that does not hold
 * on that day, gives null. For `opiumwet/8i/4`, pass that; for a list `opiumwet/lijst/I`.
 */
export function citation(corpus: Corpus, articleId: string, on: PlainDate, knownOn: PlainDate = on): Citation | null {
  const found = versionOf(corpus, articleId, on.toString(), knownOn.toString())
  return found && { ...shortOf(found), article: articleId, jci: jciOf(found, on, knownOn), status: found.status }
}

/** The same with our summary, for a page that explains a refusal. */
export function articleOn(corpus: Corpus, articleId: string, on: PlainDate, knownOn: PlainDate = on) {
  const found = versionOf(corpus, articleId, on.toString(), knownOn.toString())
  const cited = citation(corpus, articleId, on, knownOn)
  return (
    found && cited && { ...cited, title: found.act.title, summary: found.summary, from: found.from, until: found.until }
  )
}

export const listArticle = (list: ListName) => `opiumwet/lijst/${list}`

function shortOf({ act, short }: DatedArticle): { short: string } {
  return { short: `${act.short} ${short}` }
}

/** g: in force on; z: as known on. An act outside the Basiswettenbestand is named as it is. */
function jciOf({ act, place }: DatedArticle, on: PlainDate, knownOn: PlainDate): string {
  return act.bwb === null ? `${act.act}:${place}` : `jci1.3:c:${act.bwb}&${place}&g=${on}&z=${knownOn}`
}
