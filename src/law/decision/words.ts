// The sentences of a decision, in both languages. Not here: when each is said, and what a rule asks (condition-words.ts).
import type { Case } from './case.ts'
import { both, labelOf, shown, type Words } from './condition-words.ts'
import type { FactUsed, Official, ProofClause, UndecidedReason } from './contract.ts'

type Locale = keyof Words

/** A fact as the proof tells it; null where it is not known. */
export function factUsed(fact: string, about: Case): FactUsed | null {
  const told = about.told.get(fact)
  if (told !== undefined) return told
  const made = tell(fact, about)
  about.told.set(fact, made)
  return made
}

function tell(fact: string, { known, book, standing }: Case): FactUsed | null {
  const held = known(fact)
  if (held === null) return null
  const said = book.facts.get(fact)
  const { substance } = standing
  const name = fact === 'substance.id' && substance ? { nl: substance.nameNl, en: substance.nameEn } : null
  const { value, origin, source } = held
  return { fact, label: labelOf(said, fact), value, shown: name ?? shown(said, value), origin, source }
}

export const given = {
  exemption: { nl: 'ontheffing', en: 'exemption' },
  reading: { nl: 'lezing', en: 'reading' },
  expert: { nl: 'oordeel van een deskundige', en: 'expert’s word' },
} as const

export const officialNames: Record<Official, Words> = {
  minister: { nl: 'de minister', en: 'the Minister' },
  inspectorate: { nl: 'de inspectie (IGJ)', en: 'the inspectorate' },
  court: { nl: 'de officier van justitie en de rechter', en: 'the public prosecutor and the court' },
  chemist: { nl: 'een scheikundige', en: 'a chemist' },
  lawyer: { nl: 'een jurist', en: 'a lawyer' },
  doctor: { nl: 'een arts', en: 'a doctor' },
  pharmacist: { nl: 'een apotheker', en: 'a pharmacist' },
  'ethics-committee': { nl: 'een METC of de CCMO', en: 'an ethics committee' },
}

const list = (clauses: readonly ProofClause[], locale: Locale) => clauses.map(({ words }) => words[locale]).join('; ')

/** A rule's own sentence, and what became of it here. */
export function step(
  sentence: Words,
  clauses: readonly ProofClause[],
  state: 'stands' | 'defeated' | 'fails' | 'open',
  by: readonly Words[],
): Words {
  const failed = clauses.filter(({ truth }) => truth === 'false')
  const open = clauses.filter(({ truth }) => truth === 'unknown' || truth === 'judgement')
  switch (state) {
    case 'stands':
      return sentence
    case 'defeated':
      return both((locale) => {
        const names = by.map((title) => title[locale]).join('; ')
        return locale === 'nl'
          ? `${sentence.nl} Dat geldt hier niet, door: ${names}.`
          : `${sentence.en} That does not apply here, because of: ${names}.`
      })
    case 'fails':
      return both((locale) =>
        locale === 'nl'
          ? `${sentence.nl} Daaraan is niet voldaan: ${list(failed, 'nl')}.`
          : `${sentence.en} That is not met: ${list(failed, 'en')}.`,
      )
    case 'open':
      return both((locale) => {
        const what = open.length > 0 ? list(open, locale) : by.map((title) => title[locale]).join('; ')
        return locale === 'nl'
          ? `${sentence.nl} Nog niet te bepalen: ${what || 'de tekst van deze dag is niet vastgelegd'}.`
          : `${sentence.en} Not yet decided: ${what || 'the text of this day is not on record'}.`
      })
    default:
      return state satisfies never
  }
}

export const undecidedWords: Record<UndecidedReason, Words> = {
  'missing-fact': { nl: 'Er ontbreekt een feit.', en: 'A fact is missing.' },
  judgement: { nl: 'Dit is een oordeel van een mens.', en: 'This is for a person to judge.' },
  expert: {
    nl: 'De indeling van de stof berust op een model of is niet uit te rekenen. Een scheikundige moet haar vastleggen.',
    en: 'How the substance is classified rests on a model or cannot be worked out. A chemist must put it on record.',
  },
  coverage: {
    nl: 'De lijsttekst van deze dag is niet helemaal gelezen. Wie dat aanvaardt, neemt de lezing "list-coverage" over.',
    en: 'The lists of this day were not read in full. Who accepts that takes the reading "list-coverage".',
  },
  reading: {
    nl: 'De wet is hier voor meer dan één uitleg vatbaar.',
    en: 'The law can be read in more than one way here.',
  },
  lacuna: {
    nl: 'De wet zwijgt hier: geen regel beslist. Een jurist moet kijken.',
    en: 'The law is silent here: no rule decides. A lawyer must look.',
  },
  conflict: {
    nl: 'Regels spreken elkaar hier tegen en geen van beide gaat voor. Een jurist moet kijken.',
    en: 'Rules contradict each other here and neither goes first. A lawyer must look.',
  },
  'unknown-substance': { nl: 'Niet bekend is om welke stof het gaat.', en: 'Which substance it is is not known.' },
  'law-not-recorded': {
    nl: 'De wettekst van deze dag is hier niet vastgelegd.',
    en: 'The text of the law of this day is not on record here.',
  },
}

/** More than these are named by number: the proof shows them all. */
const namedMax = 4

/** A prohibition that applies, and the exceptions of which it is not known whether they do. */
export function prohibitedUnless(
  { citations }: { readonly citations: readonly { readonly short: string }[] },
  open: readonly { readonly title: Words }[],
): Words {
  const articles = citations
    .map((one) => one.short)
    .slice(0, 2)
    .join(', ')
  const more = open.length - namedMax
  const names = (locale: Locale) =>
    open
      .slice(0, namedMax)
      .map(({ title }) => `“${title[locale]}”`)
      .join(', ')
  return {
    nl: `Nog niet te bepalen. Verboden volgens ${articles}, tenzij een uitzondering opgaat: ${names('nl')}${more > 0 ? ` en nog ${more}` : ''}. Wat daarvoor ontbreekt, staat hieronder.`,
    en: `Not decidable yet. Prohibited by ${articles}, unless an exception applies: ${names('en')}${more > 0 ? ` and ${more} more` : ''}. What is missing for that stands below.`,
  }
}
