// The maxima the law threatens with, each as its provision says. Never a sentence: a court sentences. Not here: whether it is forbidden.

import type { HeldRule } from './book.ts'
import { clausesOf } from './condition.ts'
import type { PenaltyView } from './contract.ts'
import type { Resolved } from './resolve.ts'
import { FALSE, TRUE, truthOf } from './truth.ts'

/** Every provision that is met or may be met, the heaviest of those met marked. */
export function penaltiesOf(resolved: readonly Resolved[]): readonly PenaltyView[] {
  const views = resolved.flatMap((one) => one.about.book.penalties.flatMap((rule) => viewOf(one, rule)))
  const met = views.filter(({ truth }) => truth === 'true')
  const heaviest = met.reduce<PenaltyView | null>((top, one) => (top && weight(top) >= weight(one) ? top : one), null)
  return views
    .map((view) => ({ ...view, heaviest: view === heaviest }))
    .sort((a, b) => Number(b.truth === 'true') - Number(a.truth === 'true') || weight(b) - weight(a))
}

function viewOf({ about, applies, stands }: Resolved, rule: HeldRule): PenaltyView[] {
  if (rule.penalty === undefined) return []
  const grade = applies(rule)
  if (grade === FALSE || stands(rule.id) === FALSE) return []
  const { onlyWhenStated, offence, custody, fineCategory } = rule.penalty
  if (onlyWhenStated && grade !== TRUE) return []
  const open = clausesOf(rule, about, stands).filter(({ truth }) => truth !== 'true')
  const when = rule.sentence
  const ifSo = {
    nl: open.length === 0 ? when.nl : `${when.nl} Alleen als: ${ended(open.map(({ words }) => words.nl).join('; '))}`,
    en: open.length === 0 ? when.en : `${when.en} Only if: ${ended(open.map(({ words }) => words.en).join('; '))}`,
  }
  return [
    {
      ...{ rule: rule.id, title: rule.title, when: ifSo, citations: [...rule.citations], truth: truthOf(grade) },
      ...{ offence, custody: custody && { ...custody }, fineCategory, heaviest: false },
    },
  ]
}

/** By the longest custody, a crime before a contravention, then the fine. */
function weight({ custody, fineCategory, offence }: PenaltyView): number {
  const months = custody === null ? 0 : custody.count * (custody.unit === 'years' ? 12 : 1)
  return months * 100 + (offence === 'crime' ? 10 : 0) + fineCategory
}

/** A question ends with its own mark. */
const ended = (text: string) => (/[.?!]$/.test(text) ? text : `${text}.`)
