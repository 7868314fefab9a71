// Why a case stays open: the facts to find out, the judgements to ask and of whom, the readings to take. Not here: the outcome.
import type { Citation } from '../vocabulary.ts'
import type { HeldRule } from './book.ts'
import { openLeaves } from './condition.ts'
import type { LeafExpr } from './condition-shape.ts'
import type { Decision, JudgementNeeded, MissingFact, UndecidedReason } from './contract.ts'
import { exemptionChecks } from './exemption.ts'
import type { Resolved } from './resolve.ts'
import type { ReadingFile } from './rule.ts'
import { gradeOn } from './substance.ts'
import { isOpen, JUDGEMENT } from './truth.ts'
import * as say from './words.ts'

export type OpenPoints = {
  readonly reasons: Map<UndecidedReason, Set<string>>
  readonly missing: Map<string, MissingFact>
  readonly judgements: Map<string, JudgementNeeded>
}

export const noOpenPoints = (): OpenPoints => ({ reasons: new Map(), missing: new Map(), judgements: new Map() })

/** Goes down from an open prohibition to every rule that keeps it open. */
export function addOpenPoints(points: OpenPoints, resolved: Resolved, rule: HeldRule, seen = new Set<string>()): void {
  if (seen.has(rule.id)) return
  seen.add(rule.id)
  const { about, applies, stands } = resolved
  if (isOpen(applies(rule))) {
    if (rule.isUnrecorded) addReason(points, 'law-not-recorded', rule.id)
    if (rule.kind === 'prohibition') addListing(points, resolved, rule)
    for (const leaf of rule.when ? openLeaves(rule.when, about, stands) : [])
      addLeaf(points, resolved, rule, leaf, seen)
  }
  for (const defeater of about.book.defeatersOf.get(rule.id) ?? []) {
    if (isOpen(stands(defeater.id))) addOpenPoints(points, resolved, defeater, seen)
  }
}

export function addReason({ reasons }: OpenPoints, reason: UndecidedReason, rule: string): void {
  const rules = reasons.get(reason) ?? new Set()
  reasons.set(reason, rules.add(rule))
}

/** Whether the substance is on the list is itself open. */
function addListing(points: OpenPoints, { about }: Resolved, rule: HeldRule): void {
  const { standing, list, book } = about
  const grade = list === null ? undefined : gradeOn(standing, list)
  if (list === null || grade === undefined || !isOpen(grade)) return
  if (grade !== JUDGEMENT) {
    addReason(points, 'coverage', rule.id)
    return
  }
  addReason(points, 'expert', rule.id)
  for (const one of standing.listings.filter((found) => found.list === list && found.grade === JUDGEMENT)) {
    const id = `${one.basis}:${one.rule}`
    const cited = book.listCitations[list]
    points.judgements.set(id, {
      ...{ id, by: 'chemist', byName: say.officialNames.chemist, neededBy: [rule.id], citations: cited ? [cited] : [] },
      question: {
        nl: `Valt deze stof onder lijst ${list} (${one.rule})? Leg het vast als deskundigenoordeel over "${id}".`,
        en: `Does this substance fall under list ${list} (${one.rule})? Put it on record as an expert's word on "${id}".`,
      },
    })
  }
}

function addLeaf(points: OpenPoints, resolved: Resolved, rule: HeldRule, leaf: LeafExpr, seen: Set<string>): void {
  const { about } = resolved
  if ('judgement' in leaf) {
    addReason(points, 'judgement', rule.id)
    const { judgement: id, by, question } = leaf
    points.judgements.set(id, {
      id,
      question,
      by,
      byName: say.officialNames[by],
      neededBy: [rule.id],
      citations: [...rule.citations],
    })
  } else if ('reading' in leaf) {
    const reading = about.book.readings.get(leaf.reading)
    addReason(points, reasonOf(reading?.nature), rule.id)
    const question = reading?.question ?? { nl: leaf.reading, en: leaf.reading }
    const known = { by: 'lawyer' as const, byName: say.officialNames.lawyer, neededBy: [rule.id] }
    points.judgements.set(`reading:${leaf.reading}`, {
      id: `reading:${leaf.reading}`,
      question,
      ...known,
      citations: [...rule.citations],
    })
  } else if ('stands' in leaf) {
    const other = about.book.rules.get(leaf.stands)
    if (other) addOpenPoints(points, resolved, other, seen)
  } else if ('inSet' in leaf) {
    addReason(points, 'law-not-recorded', rule.id)
  } else if ('exemption' in leaf) {
    const open = exemptionChecks(leaf.exemption, about).clauses.filter(({ truth }) => truth === 'unknown')
    for (const fact of open.flatMap(({ facts }) => facts)) addMissing(points, resolved, fact, rule.id, rule.citations)
  } else {
    addMissing(points, resolved, 'daysSince' in leaf ? leaf.daysSince : leaf.fact, rule.id, rule.citations)
  }
}

const reasonOf = (nature: ReadingFile['nature'] | undefined): UndecidedReason =>
  nature === undefined || nature === 'doubtful' ? 'reading' : nature

function addMissing(
  points: OpenPoints,
  { about }: Resolved,
  fact: string,
  rule: string,
  citations: readonly Citation[],
): void {
  addReason(points, 'missing-fact', rule)
  const held = about.book.facts.get(fact)
  const earlier = points.missing.get(fact)
  if (earlier) {
    points.missing.set(fact, { ...earlier, neededBy: [...new Set([...earlier.neededBy, rule])] })
    return
  }
  points.missing.set(fact, {
    ...{ fact, question: held?.question ?? { nl: fact, en: fact }, kind: held?.kind ?? 'choice' },
    choices: [...(held?.choices ?? premisesChoices(fact, about))],
    ...{ neededBy: [rule], citations: [...citations] },
  })
}

function premisesChoices(fact: string, { question }: Resolved['about']): MissingFact['choices'] {
  if (fact !== 'place.premises') return []
  const named = (question.party.exemptions ?? []).flatMap(({ premises }) => premises)
  return [...new Set(named)].map((value) => ({ value, label: { nl: value, en: value } }))
}

/** In the order a person would go about it: what is missing first, what no one here can settle last. */
const order: readonly UndecidedReason[] = [
  'unknown-substance',
  'missing-fact',
  'judgement',
  'expert',
  'reading',
  'conflict',
  'lacuna',
  'coverage',
  'law-not-recorded',
]

export function undecidedViews({ reasons }: OpenPoints): Decision['undecided'] {
  return order.flatMap((reason) => {
    const rules = reasons.get(reason)
    return rules ? [{ reason, words: say.undecidedWords[reason], rules: [...rules] }] : []
  })
}
