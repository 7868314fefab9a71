// The texts around findings on a structure: cards, clauses, pictures, exceptions. Not here: the clauses themselves; the API gives those.
import { defineMessages, text } from '#kernel'

const elementNames: Readonly<Record<string, readonly [nl: string, en: string]>> = {
  C: ['koolstof', 'carbon'],
  H: ['waterstof', 'hydrogen'],
  N: ['stikstof', 'nitrogen'],
  O: ['zuurstof', 'oxygen'],
  S: ['zwavel', 'sulfur'],
  P: ['fosfor', 'phosphorus'],
  F: ['fluor', 'fluorine'],
  Cl: ['chloor', 'chlorine'],
  Br: ['broom', 'bromine'],
  I: ['jood', 'iodine'],
  Si: ['silicium', 'silicon'],
  B: ['boor', 'boron'],
  Se: ['seleen', 'selenium'],
}

type Count = { readonly symbol: string; readonly count: number }
const counted = (place: 0 | 1, counts: readonly Count[]) =>
  counts
    .map(({ symbol, count }) => `${count > 1 ? `${count} ` : ''}${elementNames[symbol]?.[place] ?? symbol}`)
    .join(', ')

export const findingMessages = defineMessages({
  'finding.title': text<{ count: number }>({
    nl: ({ count }) => (count === 1 ? 'Waarom' : `Waarom: ${count} gronden, in de volgorde van de wet`),
    en: ({ count }) => (count === 1 ? 'Why' : `Why: ${count} grounds, in the law’s order`),
  }),
  'finding.basis.named': { nl: 'met naam genoemd', en: 'named' },
  'finding.basis.enantiomer': { nl: 'spiegelbeeld (slotbepaling)', en: 'mirror image (closing clause)' },
  'finding.basis.isomer': { nl: 'isomeer (slotbepaling)', en: 'isomer (closing clause)' },
  'finding.basis.ester': { nl: 'ester (slotbepaling)', en: 'ester (closing clause)' },
  'finding.basis.ether': { nl: 'ether (slotbepaling)', en: 'ether (closing clause)' },
  'finding.basis.derivative': { nl: 'afgeleide stof (slotbepaling)', en: 'derivative (closing clause)' },
  'finding.basis.group': { nl: 'stofgroep', en: 'substance group' },
  'finding.since': text<{ on: string }>({
    nl: ({ on }, { day }) => `sinds ${day(on)}`,
    en: ({ on }, { day }) => `since ${day(on)}`,
  }),
  'finding.arguable': { nl: 'betwistbaar: voor een deskundige', en: 'arguable: for an expert' },
  'finding.status.text': { nl: 'wettekst gelezen', en: 'text of the law read' },
  'finding.status.title': { nl: 'alleen de titel van het besluit gelezen', en: 'only the decree’s title read' },
  'finding.status.inferred': { nl: 'afgeleid, nog te controleren', en: 'inferred, still to be checked' },
  'finding.status.official': { nl: 'officiële tekst', en: 'official text' },
  'finding.status.model': { nl: 'model, niet de officiële tekst', en: 'model, not the official text' },
  'finding.model.note': text<{ version: string }>({
    nl: ({ version }) =>
      `De officiële Nederlandse tekst van deze groep is hier nog niet gelezen. Dit oordeel rust op een model (${version}) dat daarvoor in de plaats staat. Laat het bevestigen voordat u erop steunt.`,
    en: ({ version }) =>
      `The official Dutch text of this group has not been read here yet. This judgement rests on a model (${version}) that stands in for it. Have it confirmed before you rely on it.`,
  }),
  'finding.first-list': {
    nl: 'Lijst I en II gaan voor: wat daarop staat, valt onder hún verboden en niet ook nog onder dat van lijst IA.',
    en: 'Lists I and II come first: what is on them falls under their bans, and not under that of list IA as well.',
  },
  'finding.clauses': { nl: 'Voorwaarden', en: 'Clauses' },
  'finding.clauses.help': {
    nl: 'Elk teken in de tekening hoort bij een regel. Wijs een regel aan om het stuk te zien.',
    en: 'Each sign in the drawing belongs to a line. Point at a line to see its piece.',
  },
  'finding.core': { nl: 'kern', en: 'core' },
  'finding.met': { nl: 'voldaan', en: 'met' },
  'finding.not-met': { nl: 'niet voldaan', en: 'not met' },
  'finding.outcome.arguable': { nl: 'betwistbaar', en: 'arguable' },
  'finding.atoms': text<{ counts: readonly Count[] }>({
    nl: ({ counts }) => counted(0, counts),
    en: ({ counts }) => counted(1, counts),
  }),
  'finding.reading': text<{ why: string }>({
    nl: ({ why }) => `Dit is een lezing van de tekst. ${why}`,
    en: ({ why }) => `This is a reading of the text. ${why}`,
  }),
  'finding.picture': text<{ title: string; pieces: number }>({
    nl: ({ title, pieces }) =>
      `Structuur met ${pieces === 1 ? 'één gemerkt stuk' : `${pieces} gemerkte stukken`}: ${title}`,
    en: ({ title, pieces }) =>
      `Structure with ${pieces === 1 ? 'one marked piece' : `${pieces} marked pieces`}: ${title}`,
  }),
  'finding.part': text<{ number: number }>({
    nl: ({ number }) => `deel ${number} van de structuur`,
    en: ({ number }) => `part ${number} of the structure`,
  }),
  'finding.none': {
    nl: 'Zonder structuur is alleen naar de naam gekeken.',
    en: 'Without a structure only the name was looked at.',
  },
  'finding.drawing.offline': {
    nl: 'De tekening komt van de server en kan nu niet worden gemaakt. De regels hieronder zeggen hetzelfde.',
    en: 'The drawing comes from the server and cannot be made now. The lines below say the same.',
  },
  'miss.title': text<{ count: number }>({
    nl: ({ count }) =>
      count === 1 ? 'Bijna: wat net niet past' : `Bijna: ${count} omschrijvingen die net niet passen`,
    en: ({ count }) =>
      count === 1 ? 'Nearly: what does not quite fit' : `Nearly: ${count} definitions that do not quite fit`,
  }),
  'miss.refusals': text<{ count: number }>({
    nl: ({ count }) => (count === 1 ? 'past niet: één voorwaarde' : `past niet: ${count} voorwaarden`),
    en: ({ count }) => (count === 1 ? 'does not fit: one clause' : `does not fit: ${count} clauses`),
  }),
  'exception.title': { nl: 'Wanneer het verbod niet geldt', en: 'When the ban does not apply' },
  'exception.lead': {
    nl: 'De stof blijft in de groep. Een uitzondering zegt alleen dat het verbod van lijst IA niet geldt.',
    en: 'The substance stays in the group. An exception only says that the ban of list IA does not apply.',
  },
  'exception.needs': { nl: 'Toon aan', en: 'Show' },
  'exception.applies': { nl: 'geldt zonder meer', en: 'applies by itself' },
  'exception.possible': { nl: 'geldt als u het aantoont', en: 'applies if you show it' },
  'exception.names': text<{ substance: string }>({
    nl: ({ substance }) => `Het register noemt ${substance}.`,
    en: ({ substance }) => `The register names ${substance}.`,
  }),
  'next.title': { nl: 'Verder', en: 'Next' },
  'next.ask': { nl: 'Mag ik hier iets mee doen?', en: 'May I do something with it?' },
  'next.expert': { nl: 'Zoek of vraag een deskundig oordeel', en: 'Find or ask an expert’s opinion' },
  'next.batch': { nl: 'Een hele lijst controleren', en: 'Check a whole list' },
  'next.lists': { nl: 'Blader door de lijsten', en: 'Browse the lists' },
  'next.compare': { nl: 'En als de wet anders was?', en: 'What if the law were different?' },
})
