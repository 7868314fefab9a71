// Two laws side by side over HTTP: public for what is law, behind the reader's wall for what it touches. Not here: comparing (law).
import { Strict, Type, unwrap } from '#kernel'
import {
  ComparisonAsked,
  compareLaws,
  compareProblems,
  DraftExample,
  DraftParts,
  daysOf,
  decisionProblems,
  draftExamples,
  draftParts,
  type Law,
  LawComparison,
  lawOf,
  lawProblems,
  Touched,
} from '#law'
import { licensingProblems } from '#licensing'
import type { House } from '../house.ts'
import type { App } from '../http/request-context.ts'
import { addRoute, readRefusals } from '../http/route.ts'
import { touchedBy } from './touched.ts'

const dayRefusals = [
  lawProblems['day-before-the-act'],
  lawProblems['day-too-far-ahead'],
  lawProblems['known-later-than-today'],
]
const draftRefusals = [
  compareProblems['draft-substance-taken'],
  compareProblems['draft-structure'],
  compareProblems['draft-unknown'],
  compareProblems['draft-already-listed'],
  compareProblems['draft-not-listed'],
]

const questionRefusals = [
  decisionProblems['fact-unknown'],
  decisionProblems['fact-misread'],
  decisionProblems['reading-unknown'],
]

export function mountCompare(app: App, house: House): void {
  const laws = lawKeeper(house)

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/law/compare',
    operationId: 'compareLaws',
    tag: 'law',
    summary: 'Two laws side by side: two days, or a day and a draft',
    description:
      'What moves by name, closing clause or group, which articles, rules and figures differ. `b.draft` lies over the law of `b` for this answer alone: nothing of it is kept, and everything made from it says `hypothetical`. A definition of a group of your own is for the command line and the library.',
    action: 'law:check-substance',
    isQuestion: true,
    body: ComparisonAsked,
    answer: LawComparison,
    refusals: [...dayRefusals, ...draftRefusals, ...questionRefusals],
    handle: async ({ body }) => {
      const { a, b } = laws(body)
      return unwrap(compareLaws(a, b, { structures: body.structures ?? [], questions: body.questions ?? [] }))
    },
  })

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/law/compare/touched',
    operationId: 'readTouched',
    tag: 'law',
    summary: 'Exemptions, premises, products, batches, shipments and exports a change of law touches',
    description:
      'Of the substances named on a list that move. Staff see all of it, a holder its own. A room this system does not keep yet says so: `kept` is false.',
    action: 'licensing:read-exemptions',
    isQuestion: true,
    body: ComparisonAsked,
    answer: Touched,
    refusals: [...readRefusals, ...dayRefusals, ...draftRefusals, licensingProblems['bad-cursor']],
    handle: async ({ body, actor, transaction }) => {
      const { a, b } = laws(body)
      const comparison = unwrap(compareLaws(a, b))
      return transaction((tx) => touchedBy(tx, actor, { house, a, b, comparison }))
    },
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/law/drafts/examples',
    operationId: 'listDraftExamples',
    tag: 'law',
    summary: 'Worked examples: drafts to look at, download and change',
    action: 'law:check-substance',
    query: Strict({}),
    answer: Strict({ items: Type.Array(DraftExample) }),
    refusals: [],
    handle: async () => ({ items: [...draftExamples] }),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/law/drafts/parts',
    operationId: 'readDraftParts',
    tag: 'law',
    summary: 'What a draft can change by choosing: groups, figures and maximum penalties, as they stand today',
    action: 'law:check-substance',
    query: Strict({}),
    answer: DraftParts,
    refusals: [],
    handle: async () => draftParts(laws({}).a),
  })
}

/** The two laws of a question. A few are kept: who looks at a draft asks it twice, once for the law and once for what it touches. */
function lawKeeper({ law: { corpus }, clock }: House): (asked: ComparisonAsked) => { a: Law; b: Law } {
  const keptMax = 16
  const kept = new Map<string, Law>()
  const lawFor = (side: NonNullable<ComparisonAsked['b']>): Law => {
    const days = unwrap(daysOf(side, clock.today()))
    const key = JSON.stringify([`${days.on}`, `${days.knownOn}`, side.draft ?? null])
    const known = kept.get(key)
    if (known) return known
    const law = unwrap(lawOf(corpus, days, side.draft))
    if (kept.size >= keptMax) kept.clear()
    kept.set(key, law)
    return law
  }
  return ({ a = {}, b = {} }) => ({ a: lawFor(a), b: lawFor(b) })
}
