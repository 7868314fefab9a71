// A decision as plain text for a reader: the answer, why, and what follows. Not here: deciding; the web page has a look of its own.
import { formatDay, type Locale } from '#kernel'
import type { Citation } from '../vocabulary.ts'
import { type Decision, type PenaltyView, type ProofTree, proofTree } from './contract.ts'

type Words = { readonly nl: string; readonly en: string }

const heads = {
  asked: { nl: 'Gevraagd', en: 'Asked' },
  proof: { nl: 'Bewijs', en: 'Proof' },
  undecided: { nl: 'Waarom het niet te bepalen is', en: 'Why it cannot be decided' },
  missing: { nl: 'Wat ontbreekt', en: 'What is missing' },
  judgements: { nl: 'Wie moet oordelen', en: 'Who must judge' },
  whyNot: { nl: 'Waarom geen uitzondering', en: 'Why no exception' },
  penalties: {
    nl: 'Hoogste straffen (de rechter bepaalt de straf)',
    en: 'Maximum penalties (the court sets the sentence)',
  },
  duties: { nl: 'Plichten en voorwaarden', en: 'Duties and conditions' },
  readings: { nl: 'Hoe twijfel is gelezen', en: 'How doubt was read' },
  notices: { nl: 'Let op', en: 'Note' },
  outcome: {
    'no-prohibition': { nl: 'GEEN VERBOD', en: 'NO PROHIBITION' },
    prohibited: { nl: 'VERBODEN', en: 'PROHIBITED' },
    permitted: { nl: 'TOEGESTAAN', en: 'PERMITTED' },
    'not-decidable': { nl: 'NIET TE BEPALEN', en: 'NOT DECIDABLE' },
  },
} as const

/** The whole answer in one language, lines of text without markup. */
export function explainDecision(decision: Decision, locale: Locale): string {
  const say = (words: Words) => words[locale]
  const section = (head: Words, lines: readonly string[]) => (lines.length > 0 ? ['', say(head), ...lines] : [])
  const { whyNot } = decision
  return [
    ...(decision.hypothetical === null ? [] : [locale === 'nl' ? 'ONTWERP, NIET DE WET' : 'A DRAFT, NOT THE LAW']),
    say(heads.outcome[decision.outcome]),
    say(decision.sentence),
    ...section(heads.asked, askedLines(decision, locale)),
    ...section(
      heads.undecided,
      decision.undecided.map(({ words, rules }) => `- ${say(words)} (${rules.join(', ')})`),
    ),
    ...section(
      heads.missing,
      decision.missing.map(({ question, fact }) => `- ${say(question)} [${fact}]`),
    ),
    ...section(
      heads.judgements,
      decision.judgements.map(({ byName, question, id }) => `- ${say(byName)}: ${say(question)} [${id}]`),
    ),
    ...section(
      heads.proof,
      proofTree(decision.proof).flatMap((node) => nodeLines(node, locale, 0)),
    ),
    ...section(
      heads.whyNot,
      whyNot === null ? [] : [`- ${say(whyNot.title)} (${short(whyNot.citations)})`, `  ${say(whyNot.sentence)}`],
    ),
    ...section(
      heads.penalties,
      decision.penalties.map((view) => penaltyLine(view, locale)),
    ),
    ...section(
      heads.duties,
      decision.duties.map(({ sentence, citations }) => `- ${say(sentence)} (${short(citations)})`),
    ),
    ...section(
      heads.readings,
      decision.readings.map((reading) => readingLine(reading, locale)),
    ),
    ...section(
      heads.notices,
      decision.notices.map((words) => `- ${say(words)}`),
    ),
  ].join('\n')
}

const short = (citations: readonly Citation[]) => citations.map((cited) => cited.short).join(', ')

function askedLines({ facts, on, knownOn, question }: Decision, locale: Locale): string[] {
  const days =
    locale === 'nl'
      ? `op ${formatDay(on, locale)}, zoals bekend op ${formatDay(knownOn, locale)}`
      : `on ${formatDay(on, locale)}, as known on ${formatDay(knownOn, locale)}`
  return [
    `- ${days}`,
    ...('structure' in question.substance
      ? [`- ${locale === 'nl' ? 'structuur' : 'structure'}: ${question.substance.structure}`]
      : []),
    ...facts.map(
      ({ label, shown, origin }) =>
        `- ${label[locale]}: ${shown[locale]}${origin === 'question' ? '' : ` (${originWords[origin][locale]})`}`,
    ),
  ]
}

const originWords: Record<Decision['facts'][number]['origin'], Words> = {
  question: { nl: 'uit de vraag', en: 'from the question' },
  classification: { nl: 'uit de indeling van de stof', en: 'from how the substance is classified' },
  exemption: { nl: 'uit de ontheffing', en: 'from the exemption' },
  'expert-record': { nl: 'volgens een deskundige', en: 'by an expert' },
  'accepted-reading': { nl: 'zo gelezen', en: 'read so' },
  law: { nl: 'uit de wet', en: 'from the law' },
}

function nodeLines(node: ProofTree, locale: Locale, depth: number): string[] {
  const indent = '  '.repeat(depth)
  const stands = { nl: node.stands ? 'geldt' : 'geldt niet', en: node.stands ? 'stands' : 'does not stand' }
  const open = { nl: 'open', en: 'open' }
  const isOpen = !node.stands && node.truth !== 'false' && node.defeatedBy.length === 0
  const mark = (isOpen ? open : stands)[locale]
  return [
    `${indent}- ${node.title[locale]} [${mark}] (${short(node.citations)})`,
    `${indent}  ${node.sentence[locale]}`,
    ...node.children.flatMap((child) => nodeLines(child, locale, depth + 1)),
  ]
}

function penaltyLine(
  { custody, fineCategory, heaviest, when, citations, truth, title }: PenaltyView,
  locale: Locale,
): string {
  const units = {
    years: { nl: 'jaar', en: custody?.count === 1 ? 'year' : 'years' },
    months: { nl: custody?.count === 1 ? 'maand' : 'maanden', en: custody?.count === 1 ? 'month' : 'months' },
  } as const
  const kinds = {
    prison: { nl: 'gevangenisstraf', en: 'imprisonment' },
    detention: { nl: 'hechtenis', en: 'detention' },
  } as const
  const time = custody === null ? '' : `${custody.count} ${units[custody.unit][locale]} ${kinds[custody.kind][locale]}`
  const fine = locale === 'nl' ? `geldboete van categorie ${fineCategory}` : `a fine of category ${fineCategory}`
  const marks = [
    heaviest ? (locale === 'nl' ? 'zwaarste' : 'heaviest') : '',
    truth === 'true' ? '' : locale === 'nl' ? 'mogelijk' : 'possible',
  ].filter(Boolean)
  const maximum = [time, fine].filter(Boolean).join(locale === 'nl' ? ' of ' : ' or ')
  return `- ${title[locale]}: ${maximum} (${short(citations)})${marks.length > 0 ? ` [${marks.join(', ')}]` : ''}. ${when[locale]}`
}

function readingLine({ question, acceptedBy }: Decision['readings'][number], locale: Locale): string {
  const by =
    acceptedBy === null
      ? locale === 'nl'
        ? 'Niemand heeft dit aanvaard.'
        : 'Nobody has accepted this.'
      : `${locale === 'nl' ? 'Ja, volgens' : 'Yes, by'} ${acceptedBy[locale]}`
  return `- ${question[locale]} ${by}`
}
