// "May this party do this, by law?": the substance on its lists, the prohibitions of the act, what takes their force, the outcome. Pure.
// Not here: what the law is (corpus/), what a user may do in the software (platform/access), and remembering the answer.
import { ok, type PlainDate, type Result } from '#kernel'
import { daysOf } from '../classify.ts'
import type { Corpus } from '../corpus-value.ts'
import type { Days } from '../lists.ts'
import type { ListName } from '../vocabulary.ts'
import { type HeldRule, type LawBook, lawBook } from './book.ts'
import { openCase } from './case.ts'
import { checkQuestion } from './check-question.ts'
import type { Words } from './condition-words.ts'
import type { Decision, DecisionQuestion, Outcome, ProofNode } from './contract.ts'
import { dutiesOf } from './duties.ts'
import { noticesOf } from './notices.ts'
import { penaltiesOf } from './penalties.ts'
import { proofOf } from './proof.ts'
import { readingViews } from './readings.ts'
import { type Resolved, resolve } from './resolve.ts'
import { gradeOn, type Standing, standingOf } from './substance.ts'
import { FALSE, TRUE } from './truth.ts'
import { addOpenPoints, addReason, noOpenPoints, type OpenPoints, undecidedViews } from './undecided.ts'
import { nearestFailed, whyNotView } from './why-not.ts'
import * as say from './words.ts'

/** Raised when the same question on the same law may get another answer or another proof. */
export const engineVersion = 'grein-decision/1'

/** The law that answers: the corpus, with or without a draft over it, on a day as known on a day. */
export type LawAsked = { readonly corpus: Corpus; readonly days: Days }

/**
 * Decides one question. `today` is the day of asking. Refuses days the law cannot speak of (`daysOf`), and facts or readings the corpus
 * does not know; everything else is an answer, "not decidable" included.
 */
export function decide(corpus: Corpus, question: DecisionQuestion, today: PlainDate): Result<Decision> {
  const days = daysOf(question, today)
  return days.ok ? decideUnder({ corpus, days: days.value }, question) : days
}

/** The same under a law that was chosen: its days go before those of the question. */
export function decideUnder({ corpus, days }: LawAsked, asked: DecisionQuestion): Result<Decision> {
  const book = lawBook(corpus, days)
  const checked = checkQuestion(book, asked)
  if (!checked.ok) return checked
  const question = { ...asked, on: days.on.toString(), knownOn: days.knownOn.toString() }
  const standing = standingOf(book, question)
  return ok(standing.unreadable ? unreadable(book, question, standing) : answer(book, question, standing))
}

type OnOneList = { readonly resolved: Resolved; readonly prohibitions: readonly HeldRule[] }

function answer(book: LawBook, question: DecisionQuestion, standing: Standing): Decision {
  const lists = [...new Set(standing.listings.map(({ list }) => list))]
  const perList = lists.map((list) => onOneList(book, question, standing, list))
  const all =
    perList.length > 0 ? perList : [{ resolved: resolve(openCase(book, question, standing, null)), prohibitions: [] }]
  const points = noOpenPoints()
  const outcome = outcomeOf(all, points, book, standing, question)
  const standingBans = all.flatMap(({ resolved, prohibitions }) =>
    prohibitions.filter(({ id }) => resolved.stands(id) === TRUE).map((rule) => ({ resolved, rule })),
  )
  const first = outcome === 'prohibited' ? standingBans[0] : undefined
  const nearest = first ? nearestFailed(first.resolved, first.rule) : null
  const proof = all.flatMap(({ resolved, prohibitions }) =>
    proofOf(resolved, prohibitions, first?.resolved === resolved ? nearest : null),
  )
  const isDecided = outcome !== 'not-decidable'
  return {
    outcome,
    undecided: isDecided ? [] : undecidedViews(points),
    sentence: sentenceOf(outcome, standing, proof, points),
    ...{ question, on: book.day, knownOn: book.days.knownOn.toString(), substance: standing.substance },
    listings: standing.listings.map(({ grade: _, substanceId: __, period: ___, ...listing }) => listing),
    proof: [...proof],
    facts: distinctFacts(proof),
    missing: isDecided ? [] : [...points.missing.values()],
    judgements: isDecided ? [] : [...points.judgements.values()],
    whyNot: first && nearest ? whyNotView(first.resolved, nearest) : null,
    penalties: first ? [...penaltiesOf([...new Set(standingBans.map(({ resolved }) => resolved))])] : [],
    duties:
      outcome === 'permitted' || outcome === 'prohibited' ? [...dutiesOf(all.map(({ resolved }) => resolved))] : [],
    readings: readingViews(book, question, proof),
    notices: noticesOf(book, question, standing, outcome),
    citations: citationsOf(outcome, proof),
    hypothetical: book.corpus.hypothetical ?? null,
    ...{ lawVersion: book.corpus.version, engineVersion },
  }
}

function onOneList(book: LawBook, question: DecisionQuestion, standing: Standing, list: ListName): OnOneList {
  const resolved = resolve(openCase(book, question, standing, list))
  const prohibitions = book
    .inScope(question.act, list)
    .rules.filter((rule) => rule.kind === 'prohibition' && resolved.applies(rule) !== FALSE)
  // What forbids everybody before what keeps an act to one party.
  return {
    resolved,
    prohibitions: prohibitions.sort((a, b) => Number(a.when !== undefined) - Number(b.when !== undefined)),
  }
}

/** One standing prohibition decides. An open one leaves it open. All defeated: permitted. None: no prohibition, as far as the lists were read. */
function outcomeOf(
  all: readonly OnOneList[],
  points: OpenPoints,
  book: LawBook,
  standing: Standing,
  question: DecisionQuestion,
): Outcome {
  let isForbidden = false
  let isOpened = false
  let isLifted = false
  for (const { resolved, prohibitions } of all) {
    const silent = lacunae(resolved, prohibitions)
    for (const rule of prohibitions) {
      const grade = resolved.stands(rule.id)
      const meets = grade === TRUE ? silent.filter(({ prohibition }) => prohibition === rule) : []
      for (const { exception } of meets) addReason(points, 'lacuna', exception.id)
      if (grade === TRUE && meets.length === 0) isForbidden = true
      else if (grade === FALSE) isLifted = true
      else {
        isOpened = true
        addOpenPoints(points, resolved, rule)
      }
    }
    for (const pair of resolved.conflicts) for (const id of pair) addReason(points, 'conflict', id)
  }
  if (isForbidden) return 'prohibited'
  if (isOpened) return 'not-decidable'
  if (isLifted) return 'permitted'
  return isCovered(points, book, standing, question) ? 'no-prohibition' : 'not-decidable'
}

/**
 * An exception that stands for this very act and list, and names none of the prohibitions that stand: the corpus does not say which of
 * the two goes first.
 */
function lacunae(resolved: Resolved, prohibitions: readonly HeldRule[]) {
  const standing = prohibitions.filter(({ id }) => resolved.stands(id) === TRUE)
  if (standing.length === 0) return []
  const { book, question, list } = resolved.about
  return book
    .inScope(question.act, list)
    .rules.filter(({ kind }) => kind === 'exception' || kind === 'exemption')
    .filter((rule) => resolved.applies(rule) === TRUE && resolved.stands(rule.id) === TRUE)
    .filter((rule) => !prohibitions.some(({ id }) => rule.defeats.includes(id)))
    .flatMap((exception) => standing.map((prohibition) => ({ exception, prohibition })))
}

/** "On no list" is an answer only where the lists were read, or somebody takes the gap upon himself. */
function isCovered(
  points: OpenPoints,
  book: LawBook,
  standing: Standing,
  { readings = [] }: DecisionQuestion,
): boolean {
  if (standing.needsExpert) {
    addReason(points, 'expert', 'classification')
    return false
  }
  const unrecorded = book.ofLaw.filter(({ kind, isUnrecorded }) => kind === 'prohibition' && isUnrecorded)
  if (unrecorded.length > 0) {
    for (const { id } of unrecorded) addReason(points, 'law-not-recorded', id)
    return false
  }
  if (readings.some(({ id }) => id === 'list-coverage')) return true
  const gaps = book.coverage.filter(({ extent, acceptedBy }) => extent !== 'text' && acceptedBy === null)
  const isListedNow = (list: ListName) => gradeOn(standing, list) === TRUE
  if (gaps.every(({ list }) => isListedNow(list)) && !standing.isStartUnknown) return true
  addReason(points, 'coverage', 'list-coverage')
  return false
}

function sentenceOf(outcome: Outcome, standing: Standing, proof: readonly ProofNode[], points: OpenPoints): Words {
  const short = (node: ProofNode | undefined) =>
    node?.citations
      .map((one) => one.short)
      .slice(0, 2)
      .join(', ') ?? ''
  const bans = proof.filter(({ kind }) => kind === 'prohibition')
  switch (outcome) {
    case 'prohibited': {
      const ban = bans.find(({ stands }) => stands) ?? bans[0]
      return {
        nl: `Verboden: ${ban?.sentence.nl ?? ''} Niets in deze vraag heft dat op.`,
        en: `Prohibited: ${ban?.sentence.en ?? ''} Nothing in this question lifts that.`,
      }
    }
    case 'permitted': {
      const winner = proof.find(({ kind, stands }) => stands && (kind === 'exception' || kind === 'exemption'))
      return {
        nl: `Toegestaan: ${winner?.sentence.nl ?? ''} Dat heft het verbod van ${short(bans[0])} op.`,
        en: `Permitted: ${winner?.sentence.en ?? ''} That lifts the prohibition of ${short(bans[0])}.`,
      }
    }
    case 'no-prohibition': {
      const { nameNl, nameEn } = standing.substance ?? { nameNl: 'het middel', nameEn: 'the substance' }
      return {
        nl: `Geen verbod: de Opiumwet verbiedt deze handeling met ${nameNl} op deze dag niet.`,
        en: `No prohibition: the Opium Act does not forbid this act with ${nameEn} on this day.`,
      }
    }
    case 'not-decidable': {
      const why = undecidedViews(points)
      const unless = unlessLifted(proof, why)
      if (unless) return unless
      return {
        nl: `Niet te bepalen. ${why.map(({ words }) => words.nl).join(' ')}`,
        en: `Not decidable. ${why.map(({ words }) => words.en).join(' ')}`,
      }
    }
    default:
      return outcome satisfies never
  }
}

/** Where all that is open are exceptions to one prohibition that does apply, the reader is told so: a missing fact alone says nothing. */
function unlessLifted(proof: readonly ProofNode[], why: Decision['undecided']): Words | null {
  if (why.some(({ reason }) => reason !== 'missing-fact' && reason !== 'judgement')) return null
  const ban = proof.find(
    ({ kind, truth, defeatedBy }) => kind === 'prohibition' && truth === 'true' && defeatedBy.length === 0,
  )
  const open = proof.filter(
    ({ parent, kind, truth }) =>
      parent === ban?.id &&
      (kind === 'exception' || kind === 'exemption') &&
      (truth === 'unknown' || truth === 'judgement'),
  )
  return ban && open.length > 0 ? say.prohibitedUnless(ban, open) : null
}

function citationsOf(outcome: Outcome, proof: readonly ProofNode[]): Decision['citations'] {
  const lifts = proof.filter(
    ({ kind, stands }) => stands && (kind === 'exception' || kind === 'exemption' || kind === 'priority'),
  )
  const bans = proof.filter(({ kind }) => kind === 'prohibition')
  const listings = proof.filter(({ kind }) => kind === 'listing')
  const nodes = outcome === 'permitted' ? [...lifts, ...bans, ...listings] : [...bans, ...lifts, ...listings]
  const seen = new Map(nodes.flatMap(({ citations }) => citations).map((cited) => [cited.jci, cited]))
  return [...seen.values()]
}

function distinctFacts(proof: readonly ProofNode[]): Decision['facts'] {
  return [...new Map(proof.flatMap(({ facts }) => facts).map((fact) => [`${fact.fact}=${fact.value}`, fact])).values()]
}

/** Nothing was recognised: no rule was asked, and nothing is said of any. */
function unreadable(book: LawBook, question: DecisionQuestion, { unreadable: why }: Standing): Decision {
  const points = noOpenPoints()
  addReason(points, 'unknown-substance', 'classification')
  const words = why ?? say.undecidedWords['unknown-substance']
  return {
    outcome: 'not-decidable',
    undecided: [{ reason: 'unknown-substance', words, rules: ['classification'] }],
    sentence: { nl: `Niet te bepalen. ${words.nl}`, en: `Not decidable. ${words.en}` },
    ...{
      question,
      on: book.day,
      knownOn: book.days.knownOn.toString(),
      substance: null,
      listings: [],
      proof: [],
      facts: [],
    },
    ...{
      missing: [],
      judgements: [],
      whyNot: null,
      penalties: [],
      duties: [],
      readings: [],
      notices: [],
      citations: [],
    },
    hypothetical: book.corpus.hypothetical ?? null,
    ...{ lawVersion: book.corpus.version, engineVersion },
  }
}
