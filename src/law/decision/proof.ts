// The proof: each rule that played a part, what it asked, what came of it, and who took its force. Not here: the outcome (decide.ts).
import type { Citation } from '../vocabulary.ts'
import type { HeldRule } from './book.ts'
import { clausesOf, isAccepted } from './condition.ts'
import { shown, type Words } from './condition-words.ts'
import type { FactUsed, ProofNode } from './contract.ts'
import { exemptionChecks } from './exemption.ts'
import type { Resolved } from './resolve.ts'
import { gradeOn } from './substance.ts'
import { FALSE, isOpen, TRUE, truthOf } from './truth.ts'
import * as say from './words.ts'

/** Deeper than any chain of rules we have; a corpus that goes on and on must not fill the page. */
const depthMax = 6

/** The substance on one list, the prohibitions of that list, and beneath each what takes its force or tried to. */
export function proofOf(
  resolved: Resolved,
  prohibitions: readonly HeldRule[],
  nearest: HeldRule | null,
): readonly ProofNode[] {
  const root = listingNode(resolved)
  const nodes = [root]
  for (const rule of prohibitions) addRule(resolved, rule, root.id, nearest, nodes, 0)
  return nodes
}

function addRule(
  resolved: Resolved,
  rule: HeldRule,
  parent: string,
  nearest: HeldRule | null,
  nodes: ProofNode[],
  depth: number,
): void {
  const { about, applies, stands } = resolved
  const node = ruleNode(resolved, rule, parent)
  nodes.push(node)
  if (depth >= depthMax) return
  for (const other of about.book.beneath.get(rule.id) ?? []) {
    // What is out of force needs no more reasons than those that took it.
    const isTold = stands(rule.id) === FALSE ? stands(other.id) === TRUE : applies(other) !== FALSE
    if (isTold || other === nearest) addRule(resolved, other, node.id, nearest, nodes, depth + 1)
  }
}

export function ruleNode({ about, applies, stands }: Resolved, rule: HeldRule, parent: string | null): ProofNode {
  const clauses = clausesOf(rule, about, stands)
  const grade = applies(rule)
  const standing = stands(rule.id)
  const against = about.book.defeatersOf.get(rule.id) ?? []
  const defeaters = against.filter(({ id }) => (standing === FALSE ? stands(id) === TRUE : stands(id) !== FALSE))
  const state = grade === FALSE ? 'fails' : standing === TRUE ? 'stands' : standing === FALSE ? 'defeated' : 'open'
  const isListOpen =
    state === 'open' &&
    rule.kind === 'prohibition' &&
    about.list !== null &&
    isOpen(gradeOn(about.standing, about.list))
  const { id, kind, title, sentence, citations, held, untranslatable = [] } = rule
  const outside =
    grade === FALSE && clauses.every(({ truth }) => truth !== 'false') ? [outsideScope(about.question.act, about)] : []
  const shownClauses = [...outside, ...clauses]
  return {
    ...{
      id: parent === null ? id : `${parent}/${id}`,
      parent,
      rule: id,
      kind,
      title,
      untranslatable: [...untranslatable],
    },
    sentence: say.step(
      sentence,
      shownClauses,
      state,
      isListOpen ? [whetherListed, ...defeaters.map((one) => one.title)] : defeaters.map((one) => one.title),
    ),
    ...{ citations: [...citations], version: { ...held }, truth: truthOf(grade), stands: standing === TRUE },
    defeatedBy: defeaters.filter((one) => stands(one.id) === TRUE).map((one) => one.id),
    clauses: shownClauses,
    facts: [...factsUsed(['act', ...shownClauses.flatMap(({ facts }) => facts)], about), ...givenFor(rule, about)],
  }
}

const whetherListed = { nl: 'of de stof onder de lijst valt', en: 'whether the substance is on the list' }

/** The act or the list itself is not among those the rule speaks of. */
export function outsideScope(act: string, about: Resolved['about']): ProofNode['clauses'][number] {
  const fact = about.book.facts.get('act')
  const done = shown(fact, act)
  return {
    words: { nl: `de handeling "${done.nl}" hoort erbij`, en: `the act "${done.en}" is among them` },
    truth: 'false',
    facts: ['act'],
  }
}

export function factsUsed(facts: readonly string[], about: Resolved['about']): FactUsed[] {
  return [...new Set(facts)].flatMap((fact) => say.factUsed(fact, about) ?? [])
}

/** What was given beside the facts: the exemption that was looked at, and the readings somebody takes. */
function givenFor(rule: HeldRule, about: Resolved['about']): FactUsed[] {
  return about.book.partsOf(rule).flatMap(({ expr }): FactUsed[] => {
    if ('exemption' in expr) {
      const { number } = exemptionChecks(expr.exemption, about)
      return number === null ? [] : [given('exemption', say.given.exemption, number, 'exemption', null)]
    }
    if (!('reading' in expr) || !isAccepted(expr.reading, about)) return []
    const by = (about.question.readings ?? []).find(({ id }) => id === expr.reading)?.acceptedBy ?? null
    return [given('reading', say.given.reading, expr.reading, 'accepted-reading', by)]
  })
}

function given(fact: string, label: Words, value: string, origin: FactUsed['origin'], source: string | null): FactUsed {
  return { fact, label, value, shown: { nl: value, en: value }, origin, source }
}

/** A name at the head of a sentence; one that begins with a figure or a single Greek or Latin letter keeps its form. */
const capital = (name: string) => (/^\p{L}{2}/u.test(name) ? name.slice(0, 1).toUpperCase() + name.slice(1) : name)

function listingNode({ about }: Resolved): ProofNode {
  const { book, list, standing } = about
  const onList = standing.listings.filter((one) => one.list === list)
  const first = onList[0]
  const grade = list === null ? FALSE : gradeOn(standing, list)
  const name = standing.substance ?? { nameNl: '', nameEn: '' }
  const citations = listingCitations(about)
  const lists: Record<'nl' | 'en', string> = { nl: `lijst ${list}`, en: `list ${list}` }
  const title =
    list === null ? { nl: 'Op geen lijst', en: 'On no list' } : { nl: `Op ${lists.nl}`, en: `On ${lists.en}` }
  const how = first ? basisWords[first.basis] : { nl: '', en: '' }
  const open = isOpen(grade)
    ? { nl: ' Dat is een bevinding, nog geen recht.', en: ' That is a finding, not yet law.' }
    : { nl: '', en: '' }
  const sentence =
    list === null
      ? {
          nl: `${capital(name.nameNl)} staat op deze dag op geen gelezen lijst.`,
          en: `${capital(name.nameEn)} is on no list that was read for this day.`,
        }
      : {
          nl: `${capital(name.nameNl)} valt onder ${lists.nl}, ${how.nl}.${open.nl}`,
          en: `${capital(name.nameEn)} falls under ${lists.en}, ${how.en}.${open.en}`,
        }
  return {
    ...{
      id: `listing-${list ?? 'none'}`,
      parent: null,
      rule: `opiumwet/lijst/${list ?? 'I'}`,
      kind: 'listing',
      title,
      sentence,
      citations,
    },
    version: first?.period ?? { from: book.day, until: null, knownOn: book.days.knownOn.toString() },
    ...{ truth: truthOf(grade), stands: grade === TRUE, defeatedBy: [], untranslatable: [] },
    clauses: onList.map((one) => ({
      words: { nl: `${basisWords[one.basis].nl}: ${one.rule}`, en: `${basisWords[one.basis].en}: ${one.rule}` },
      ...{ truth: truthOf(one.grade), facts: [] },
    })),
    facts: [
      ...factsUsed(['substance.id', ...(list === null ? [] : ['list'])], about),
      ...onList
        .filter(({ weight }) => weight === 'expert-record')
        .map((one) =>
          given('expert-record', say.given.expert, `${one.basis}:${one.rule}`, 'expert-record', one.source),
        ),
    ],
  }
}

function listingCitations({ book, list, standing }: Resolved['about']): Citation[] {
  const cited = (list === null ? (['I', 'II', 'IA'] as const) : [list]).flatMap((one) => book.listCitations[one] ?? [])
  const found = standing.listings.flatMap((one) => (one.list === list && one.citation ? [one.citation] : []))
  const salt = standing.isSalt ? book.saltCitation : []
  const all = cited.length > 0 ? cited : found
  return [...(all.length > 0 ? all : [book.earliestListCitation]), ...salt]
}

const basisWords: Record<Resolved['about']['standing']['listings'][number]['basis'], Words> = {
  named: { nl: 'met naam genoemd', en: 'by name' },
  enantiomer: { nl: 'als spiegelbeeld', en: 'as a mirror image' },
  isomer: { nl: 'als isomeer', en: 'as an isomer' },
  ester: { nl: 'als ester', en: 'as an ester' },
  ether: { nl: 'als ether', en: 'as an ether' },
  derivative: { nl: 'als derivaat', en: 'as a derivative' },
  group: { nl: 'als lid van een stofgroep', en: 'as a member of a group' },
}
