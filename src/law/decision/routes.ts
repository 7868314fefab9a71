// Along which way of the Medicines Act (Gmw 40) a treatment may reach a patient on a day, and what each needs. Not here: the Opium Act,
// which no route lifts.
import { ok, type PlainDate, type Result } from '#kernel'
import { citation } from '../citations.ts'
import { daysOf } from '../classify.ts'
import type { Corpus } from '../corpus-value.ts'
import { type HeldRule, type LawBook, lawBook } from './book.ts'
import { openCase } from './case.ts'
import type { DecisionQuestion, MedicineRoute, MedicineRoutesAnswer } from './contract.ts'
import { type Resolved, resolve } from './resolve.ts'
import { type Standing, standingOf } from './substance.ts'
import { FALSE, TRUE } from './truth.ts'

export type RoutesQuestion = { readonly substance: string; readonly on?: string; readonly knownOn?: string }

/** Every route in force that day, open, closed or unknown. A substance the corpus does not know gets them all as unknown. */
export function medicineRoutes(corpus: Corpus, asked: RoutesQuestion, today: PlainDate): Result<MedicineRoutesAnswer> {
  const days = daysOf(asked, today)
  if (!days.ok) return days
  const book = lawBook(corpus, days.value)
  const isId = corpus.substanceById.has(asked.substance)
  const question: DecisionQuestion = {
    party: { capacity: 'patient' },
    act: 'supply',
    substance: isId ? { id: asked.substance } : { name: asked.substance },
    form: 'medicine',
    purpose: 'medicinal-supply',
  }
  const standing = standingOf(book, question)
  const list = standing.listings[0]?.list ?? null
  const resolved = resolve(openCase(book, question, standing, list))
  const routes = book.ofLaw.filter(({ kind, isUnrecorded }) => kind === 'route' && !isUnrecorded)
  return ok({
    substanceId: standing.substanceId,
    ...{ on: book.day, knownOn: days.value.knownOn.toString() },
    routes: routes.flatMap((rule) => routeOf(resolved, rule, standing)),
    notices: standing.unreadable ? [standing.unreadable, beside] : [beside],
    lawVersion: corpus.version,
  })
}

const beside = {
  nl: 'Een route van de Geneesmiddelenwet heft de Opiumwet niet op: daarvoor gelden de uitzonderingen en de ontheffing apart.',
  en: 'A route of the Medicines Act does not lift the Opium Act: its exceptions and the exemption apply beside it.',
}

function routeOf({ applies, about }: Resolved, rule: HeldRule, { substanceId }: Standing): MedicineRoute[] {
  if (rule.route === undefined) return []
  const { book } = about
  const known = rule.route.known.find(
    (one) =>
      substanceId !== null &&
      one.substances.includes(substanceId) &&
      one.from <= book.day &&
      (one.until === null || book.day < one.until),
  )
  const grade = rule.when === undefined ? null : applies(rule)
  const state =
    known?.state ??
    (substanceId === null ? 'unknown' : grade === TRUE ? 'open' : grade === FALSE ? 'closed' : 'unknown')
  return [
    {
      ...{ route: rule.route.name, rule: rule.id, title: rule.title, state },
      sentence: known
        ? { nl: `${rule.sentence.nl} ${known.words.nl}`, en: `${rule.sentence.en} ${known.words.en}` }
        : rule.sentence,
      needs: rule.route.needs.map(({ words, basis }) => ({ words, citations: cited(book, basis) })),
      citations: [...rule.citations],
      source: known?.source ?? rule.source,
    },
  ]
}

function cited({ corpus, days }: LawBook, articles: readonly string[]) {
  return articles.flatMap((article) => citation(corpus, article, days.on, days.knownOn) ?? [])
}
