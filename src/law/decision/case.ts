// One case against one list: every fact by its name, with its value and where it came from. Not here: rules.
import type { ListName } from '../vocabulary.ts'
import type { LawBook } from './book.ts'
import type { FactValue } from './condition-words.ts'
import type { DecisionQuestion, FactUsed } from './contract.ts'
import { gradeOn, type OnList, type Standing } from './substance.ts'
import { FALSE, TRUE } from './truth.ts'

type Known = { readonly value: FactValue; readonly origin: FactUsed['origin']; readonly source: string | null }

export type Case = {
  readonly book: LawBook
  readonly question: DecisionQuestion
  readonly standing: Standing
  readonly list: ListName | null
  readonly listing: OnList | null
  /** What was asked of it, for the proof; a fact that is not known has `null`. */
  readonly known: (fact: string) => Known | null
  /** The facts as the proof tells them, each made once. */
  readonly told: Map<string, FactUsed | null>
}

export function openCase(book: LawBook, question: DecisionQuestion, standing: Standing, list: ListName | null): Case {
  const listing = standing.listings.find((one) => one.list === list) ?? null
  const typed = new Map<string, FactValue | null | undefined>([
    ['party.capacity', question.party.capacity],
    ['party.institution', question.party.institution],
    ['act', question.act],
    ['form', question.form],
    ['purpose', question.purpose],
    ['place.kind', question.place?.kind],
    ['place.premises', question.place?.premises],
    ['quantity.mass-mg', question.quantity?.massMg === undefined ? undefined : Number(question.quantity.massMg)],
    ['quantity.units', question.quantity?.units],
    // Who weighs it does not count plants; who counts plants may still weigh.
    ['quantity.plants', question.quantity?.plants ?? (question.quantity?.massMg === undefined ? undefined : 0)],
  ])
  return {
    ...{ book, question, standing, list, listing, told: new Map() },
    known(fact) {
      const value = typed.get(fact) ?? question.facts?.[fact]
      if (value !== undefined && value !== null) return { value, origin: 'question', source: null }
      return derived(book, standing, list, fact)
    },
  }
}

/** What the classification says, where the question does not. */
function derived(book: LawBook, standing: Standing, list: ListName | null, fact: string): Known | null {
  const said = (value: FactValue, source: string | null = null): Known => ({ value, origin: 'classification', source })
  switch (fact) {
    case 'list':
      return list === null ? null : said(list)
    case 'substance.id':
      return standing.substanceId === null ? null : said(standing.substanceId)
    case 'also-listed': {
      const grades = [gradeOn(standing, 'I'), gradeOn(standing, 'II')]
      if (grades.includes(TRUE)) return said(true)
      return grades.every((grade) => grade === FALSE) ? said(false) : null
    }
    case 'named-exception':
      return registered(book, standing, 'substance', 'opiumwet/3c/1')
    case 'precursor-273':
      return registered(book, standing, 'precursor', 'opiumwet/2a/2/h')
    case 'precursor-111':
      return registered(book, standing, 'precursor', 'opiumwet/2a/2/i')
    default:
      return null
  }
}

/** A register of the corpus answers yes or no; where there is none on that day, the fact is not known. */
function registered({ corpus, day }: LawBook, standing: Standing, kind: string, article: string): Known | null {
  const found = standing.exceptions.find((one) => one.kind === kind && one.article === article)
  if (found) return { value: true, origin: 'classification', source: found.source }
  const isKept = corpus.exceptions.some(
    (file) => file.kind === kind && file.article === article && file.inForce.from <= day,
  )
  return isKept ? { value: false, origin: 'classification', source: null } : null
}
