// What a substance is by law on a date, over HTTP; public, because the law is. Not here: deciding it (law).
import type { Drawing } from '#chemistry'
import { Day, Nullable, type Static, Strict, Type, unwrap } from '#kernel'
import { articleOn, cardOf, classify, history, lawProblems, productsOn, suggest } from '#law'
import {
  Citation,
  Listing,
  LongSubstanceQuestion,
  Product,
  SubstanceAnswer,
  SubstanceCard,
  SubstanceQuestion,
  SubstanceSuggestion,
} from '#law/contract'
import { textOn } from '#law/corpus'
import { platformProblems } from '#platform'
import type { House } from '../house.ts'
import { dayOr } from '../http/ids.ts'
import type { App } from '../http/request-context.ts'
import { addRoute } from '../http/route.ts'

const Words = Strict({ nl: Type.String(), en: Type.String() })

/** The official text as the authority took it in with `grein law import`, with the sentence it hangs on. */
const ArticleText = Strict({
  paragraphs: Type.Array(
    Strict({
      number: Nullable(Type.String({ description: 'as printed: `a.`' })),
      text: Type.String(),
      depth: Type.Integer({ minimum: 0 }),
    }),
  ),
  source: Strict({
    bwb: Type.String(),
    toestand: Day,
    decree: Nullable(Type.String({ description: 'Stb.2025-32' })),
    url: Type.String(),
  }),
  from: Day,
  hash: Type.String({ description: 'sha-256 over the whole article' }),
})

export const ArticleView = Strict({
  article: Type.String({ description: 'opiumwet/6/2' }),
  short: Type.String({ description: 'Ow 6(2)' }),
  title: Words,
  summary: Words,
  status: Citation.properties.status,
  from: Day,
  until: Nullable(Day),
  jci: Type.String(),
  url: Nullable(Type.String({ description: 'where the official text can be read' })),
  text: Nullable(ArticleText),
})

/** The path of an article: `opiumwet/8i/5/a`. */
const ArticlePath = Type.String({ pattern: '^[a-z][a-z0-9-]*(/[A-Za-z0-9:.]+)*$', maxLength: 100 })

export function mountLaw(app: App, house: House): void {
  const { corpus, toolkit, texts } = house.law

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/substances/check',
    operationId: 'checkSubstance',
    tag: 'law',
    summary: 'What a substance is by law on a day',
    description:
      'By name, CAS number or structure (SMILES, InChI). Whatever is asked gets an answer, "needs an expert" among them, with every finding, its clauses by atom, the exceptions, the articles and each step.',
    action: 'law:check-substance',
    query: SubstanceQuestion,
    answer: SubstanceAnswer,
    refusals: Object.values(lawProblems),
    handle: async ({ query }) => unwrap(await classify(corpus, toolkit, query, house.clock.today())),
  })

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/substances/check',
    operationId: 'checkLongSubstance',
    tag: 'law',
    summary: 'The same for a structure that is too long, or too secret, for an address',
    description:
      'Takes a molfile, or an SD file of which it answers for the first structure, and all that `checkSubstance` takes. Nothing of it is kept or logged.',
    action: 'law:check-substance',
    body: LongSubstanceQuestion,
    answer: SubstanceAnswer,
    refusals: Object.values(lawProblems),
    isQuestion: true,
    handle: async ({ body }) => unwrap(await classify(corpus, toolkit, body, house.clock.today())),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/substances/suggest',
    operationId: 'suggestSubstances',
    tag: 'law',
    summary: 'Names and numbers that begin with or contain a text',
    action: 'law:check-substance',
    query: Strict({ q: Type.String({ minLength: 1, maxLength: 80 }), on: Type.Optional(Day) }),
    answer: Strict({ items: Type.Array(SubstanceSuggestion) }),
    refusals: [],
    handle: async ({ query }) => ({ items: [...suggest(corpus, query.q, dayOr(query.on, house.clock.today()))] }),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/substances/:substanceId',
    operationId: 'readSubstance',
    tag: 'law',
    summary: 'One substance of the corpus and every list it was ever on',
    action: 'law:check-substance',
    params: Strict({ substanceId: SubstanceCard.properties.substanceId }),
    query: Strict({ knownOn: Type.Optional(Day) }),
    answer: Strict({ substance: SubstanceCard, history: Type.Array(Listing) }),
    refusals: [platformProblems['not-found']],
    async handle({ params, query, found }) {
      const kind = { kind: 'substance', id: params.substanceId }
      const substance = await found(corpus.substanceById.get(params.substanceId), kind)
      const knownOn = dayOr(query.knownOn, house.clock.today())
      return { substance: cardOf(substance), history: [...history(corpus, params.substanceId, knownOn)] }
    },
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/articles',
    operationId: 'readArticle',
    tag: 'law',
    summary: 'What an article is about and where its text is, on a day',
    action: 'law:check-substance',
    query: Strict({ article: ArticlePath, on: Type.Optional(Day), knownOn: Type.Optional(Day) }),
    answer: ArticleView,
    refusals: [platformProblems['not-found']],
    async handle({ query, found }) {
      const on = dayOr(query.on, house.clock.today())
      const cited = articleOn(corpus, query.article, on, dayOr(query.knownOn, on))
      const kind = { kind: 'article', id: query.article }
      const { article, short, title, summary, status, from, until, jci } = await found(cited, kind)
      const held = textOn(texts, corpus, article, on)
      const text = held && { ...held, paragraphs: [...held.paragraphs] }
      return { article, short, title, summary, status, from, until, jci, url: addressOf(jci), text }
    },
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/products',
    operationId: 'listProducts',
    tag: 'law',
    summary: 'Products on offer on a day, with the ranges they are released within',
    action: 'law:check-substance',
    query: Strict({ on: Type.Optional(Day) }),
    answer: Strict({ items: Type.Array(Product) }),
    refusals: [],
    handle: async ({ query }) => ({ items: [...productsOn(corpus, dayOr(query.on, house.clock.today()))] }),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/substances/drawing',
    operationId: 'drawStructure',
    tag: 'law',
    summary: 'A structure as a drawing (SVG), and where each atom stands in it',
    action: 'law:check-substance',
    query: Strict({ smiles: SubstanceQuestion.properties.q }),
    answer: DrawingView,
    refusals: [],
    handle: async ({ query }) => drawingView(await toolkit.draw(query.smiles)),
  })

  addRoute(app, house, {
    method: 'POST',
    url: '/v1/substances/drawing',
    operationId: 'drawLongStructure',
    tag: 'law',
    summary: 'The same for a molfile, which keeps the form it was drawn in',
    action: 'law:check-substance',
    body: Strict({ structure: LongSubstanceQuestion.properties.q }),
    answer: DrawingView,
    refusals: [],
    isQuestion: true,
    handle: async ({ body }) => drawingView(await toolkit.draw(body.structure)),
  })
}

const Place = Type.Tuple([Type.Number(), Type.Number()])

/** Null where it cannot be drawn. */
export const DrawingView = Nullable(
  Strict({
    svg: Type.String(),
    width: Type.Number(),
    height: Type.Number(),
    atoms: Type.Array(Nullable(Place), { description: 'by the place an atom is written at; null for one not drawn' }),
    bonds: Type.Array(Place, { description: 'pairs of such places' }),
  }),
)

function drawingView(drawing: Drawing | null): Static<typeof DrawingView> {
  if (drawing === null) return null
  const { svg, width, height, atoms, bonds } = drawing
  return {
    ...{ svg, width, height },
    atoms: atoms.map((place) => place && [place[0], place[1]]),
    bonds: bonds.map(([from, to]) => [from, to]),
  }
}

/** The Dutch government's own site of laws reads a jci link as it stands. */
function addressOf(jci: string): string | null {
  return jci.startsWith('jci') ? `https://wetten.overheid.nl/${jci}` : null
}
