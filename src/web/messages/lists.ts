// The texts of the lists browser. Not here: names of substances and titles of decrees; the API gives those.
import { defineMessages, text } from '#kernel'

type Counted = { count: number }

export const listsMessages = defineMessages({
  'lists.title': { nl: 'De lijsten van de Opiumwet', en: 'The lists of the Opium Act' },
  'lists.lead': {
    nl: 'Wat stond er op lijst I, IA en II op een dag die u kiest, en wat veranderde er? Bij elke stof staat de bron en hoe zeker die is.',
    en: 'What was on lists I, IA and II on a day you choose, and what changed? Each substance has its source, and how certain that is.',
  },
  'lists.on': { nl: 'De lijsten op', en: 'The lists on' },
  'lists.today': { nl: 'Vandaag', en: 'Today' },
  'lists.slider': { nl: 'Dag van de lijsten', en: 'Day of the lists' },
  'lists.slider.keys': {
    nl: 'Met de pijltjes springt u van wijziging naar wijziging.',
    en: 'The arrow keys jump from change to change.',
  },
  'lists.previous': { nl: 'Vorige wijziging', en: 'Previous change' },
  'lists.next': { nl: 'Volgende wijziging', en: 'Next change' },
  'lists.at': text<{ on: string }>({
    nl: ({ on }, { day }) => `Op ${day(on)}`,
    en: ({ on }, { day }) => `On ${day(on)}`,
  }),
  'lists.spoken': text<{ on: string; I: number; II: number; IA: number }>({
    nl: ({ on, I, II, IA }, { day }) => `${day(on)}: lijst I ${I}, lijst II ${II}, lijst IA ${IA} stofgroepen`,
    en: ({ on, I, II, IA }, { day }) => `${day(on)}: list I ${I}, list II ${II}, list IA ${IA} groups`,
  }),
  'lists.list': text<{ list: string }>({ nl: ({ list }) => `Lijst ${list}`, en: ({ list }) => `List ${list}` }),
  'lists.count.substances': text<Counted>({
    nl: ({ count }) => (count === 1 ? 'stof' : 'stoffen'),
    en: ({ count }) => (count === 1 ? 'substance' : 'substances'),
  }),
  'lists.count.groups': text<Counted>({
    nl: ({ count }) => (count === 1 ? 'stofgroep' : 'stofgroepen'),
    en: ({ count }) => (count === 1 ? 'group' : 'groups'),
  }),
  'lists.count.clauses': text<Counted>({
    nl: ({ count }) => `en ${count} ${count === 1 ? 'slotbepaling' : 'slotbepalingen'}`,
    en: ({ count }) => `and ${count} closing ${count === 1 ? 'clause' : 'clauses'}`,
  }),
  'lists.extent.text': { nl: 'hele tekst gelezen', en: 'whole text read' },
  'lists.extent.partial': { nl: 'deels gelezen', en: 'partly read' },
  'lists.extent.none': { nl: 'niet gelezen', en: 'not read' },
  'lists.extent.unread': {
    nl: 'Van deze dag is geen lijsttekst gelezen.',
    en: 'No text of the list was read for this day.',
  },
  'lists.picture': { nl: 'Hoe de lijsten groeiden', en: 'How the lists grew' },
  'lists.picture.reading': text<{ first: string; I: number; II: number }>({
    nl: ({ first, I, II }, { day }) =>
      `Nu staan er ${I} stoffen op lijst I en ${II} op lijst II. In het gearceerde deel (voor ${day(first)}) zijn niet alle besluiten gelezen: daar ziet u wat wij weten, niet hoe lang de lijst was. Een sprong kan ook betekenen dat stoffen die dag voor het eerst gelezen zijn.`,
    en: ({ first, I, II }, { day }) =>
      `List I now names ${I} substances and list II ${II}. In the hatched part (before ${day(first)}) not all decrees were read: there you see what we know, not how long the list was. A jump may also mean that substances were read for the first time that day.`,
  }),
  'lists.picture.partial': { nl: 'niet alles gelezen', en: 'not all read' },
  'lists.picture.groups': { nl: 'lijst IA', en: 'list IA' },
  'lists.advanced': { nl: 'Meer: wat op een eerdere dag bekend was', en: 'More: what was known on an earlier day' },
  'lists.known': { nl: 'Zoals bekend op', en: 'As known on' },
  'lists.known.help': {
    nl: 'Besluiten die pas daarna bekend werden, tellen niet mee. Leeg is vandaag.',
    en: 'Decrees that became known later do not count. Empty is today.',
  },
  'lists.known.is': text<{ on: string }>({
    nl: ({ on }, { day }) => `Zoals bekend op ${day(on)}: latere besluiten tellen niet mee.`,
    en: ({ on }, { day }) => `As known on ${day(on)}: later decrees do not count.`,
  }),
  'lists.known.now': { nl: 'Terug naar wat nu bekend is', en: 'Back to what is known now' },
  'lists.version': { nl: 'Versie van de wetgegevens', en: 'Version of the law data' },
  'lists.version.what': { nl: 'de versie van de wetgegevens', en: 'the version of the law data' },
  'lists.download': { nl: 'Deze dag als JSON', en: 'This day as JSON' },
  'lists.tabs': { nl: 'Wat wilt u zien?', en: 'What do you want to see?' },
  'lists.tab.entries': { nl: 'Stoffen', en: 'Substances' },
  'lists.tab.changes': { nl: 'Wat veranderde er', en: 'What changed' },
  'lists.tab.definitions': { nl: 'Groepen en slotbepalingen', en: 'Groups and closing clauses' },
  'lists.search': { nl: 'Zoeken', en: 'Search' },
  'lists.search.help': { nl: 'Naam, INN of CAS-nummer', en: 'Name, INN or CAS number' },
  'lists.which': { nl: 'Lijst', en: 'List' },
  'lists.which.all': { nl: 'Alle lijsten', en: 'All lists' },
  'lists.table': { nl: 'Stoffen op de lijsten', en: 'Substances on the lists' },
  'lists.none': {
    nl: 'Geen stof op deze dag. Kies een andere dag of lijst, of zoek ruimer.',
    en: 'No substance on this day. Choose another day or list, or search more widely.',
  },
  'lists.none.IA': {
    nl: 'Lijst IA noemt geen stoffen maar stofgroepen. Die staan onder “Groepen en slotbepalingen”.',
    en: 'List IA names no substances but groups. Those stand under “Groups and closing clauses”.',
  },
  'lists.name': { nl: 'Naam', en: 'Name' },
  'lists.name.other': { nl: 'Engelse naam', en: 'Dutch name' },
  'lists.inn': { nl: 'INN', en: 'INN' },
  'lists.cas': { nl: 'CAS-nummer', en: 'CAS number' },
  'lists.kind': { nl: 'Soort', en: 'Kind' },
  'lists.kind.compound': { nl: 'stof', en: 'compound' },
  'lists.kind.plant': { nl: 'plant', en: 'plant' },
  'lists.kind.fungus': { nl: 'paddenstoel', en: 'mushroom' },
  'lists.kind.material': { nl: 'materiaal', en: 'material' },
  'lists.since': { nl: 'Sinds', en: 'Since' },
  'lists.since.latest': text<{ on: string }>({
    nl: ({ on }, { dayShort }) => `uiterlijk ${dayShort(on)}`,
    en: ({ on }, { dayShort }) => `at latest ${dayShort(on)}`,
  }),
  'lists.source': { nl: 'Bron', en: 'Source' },
  'lists.certainty': { nl: 'Zekerheid', en: 'Certainty' },
  'lists.certainty.text': { nl: 'wettekst gelezen', en: 'text read' },
  'lists.certainty.title': { nl: 'titel van besluit', en: 'title of decree' },
  'lists.certainty.inferred': { nl: 'afgeleid', en: 'inferred' },
  'lists.treaty': { nl: 'Verdrag en schema', en: 'Treaty and schedule' },
  'lists.treaty.is': text<{ convention: string; schedule: string; alsoIV: boolean; isCertain: boolean }>({
    nl: ({ convention, schedule, alsoIV, isCertain }) =>
      `${convention}, schema ${schedule}${alsoIV ? ' en IV' : ''}${isCertain ? '' : ' (te controleren)'}`,
    en: ({ convention, schedule, alsoIV, isCertain }) =>
      `${convention}, schedule ${schedule}${alsoIV ? ' and IV' : ''}${isCertain ? '' : ' (to be checked)'}`,
  }),
  'lists.treaty.none': { nl: 'geen', en: 'none' },
  'lists.unknown': { nl: '–', en: '–' },
  'lists.changes.between': text<{ from: string; until: string }>({
    nl: ({ from, until }, { day }) => `Tussen ${day(from)} en ${day(until)}`,
    en: ({ from, until }, { day }) => `Between ${day(from)} and ${day(until)}`,
  }),
  'lists.changes.from': { nl: 'Vergelijk met de dag', en: 'Compare with the day' },
  'lists.changes.from.help': {
    nl: 'De andere dag is die van de schuif.',
    en: 'The other day is that of the slider.',
  },
  'lists.changes.none': {
    nl: 'Voor zover wij weten veranderde er tussen deze dagen niets op de lijsten.',
    en: 'As far as we know nothing changed on the lists between these days.',
  },
  'lists.changes.backwards': {
    nl: 'De eerste dag ligt na de tweede. Kies een eerdere dag.',
    en: 'The first day is after the second. Choose an earlier day.',
  },
  'lists.changes.added': text<{ list: string; count: number }>({
    nl: ({ list, count }, { number }) => `Bij op lijst ${list}: ${number(count)}`,
    en: ({ list, count }, { number }) => `Added to list ${list}: ${number(count)}`,
  }),
  'lists.changes.moved': text<{ from: string; list: string; count: number }>({
    nl: ({ from, list, count }, { number }) => `Van lijst ${from} naar lijst ${list}: ${number(count)}`,
    en: ({ from, list, count }, { number }) => `From list ${from} to list ${list}: ${number(count)}`,
  }),
  'lists.changes.removed': text<{ list: string; count: number }>({
    nl: ({ list, count }, { number }) => `Van lijst ${list} af: ${number(count)}`,
    en: ({ list, count }, { number }) => `Off list ${list}: ${number(count)}`,
  }),
  'lists.changes.first-read': text<{ list: string; count: number }>({
    nl: ({ list, count }, { number }) => `Voor het eerst gelezen op lijst ${list}: ${number(count)}`,
    en: ({ list, count }, { number }) => `Read for the first time on list ${list}: ${number(count)}`,
  }),
  'lists.changes.first-read.note': {
    nl: 'Deze stonden in de eerste hele tekst die gelezen is. Sinds wanneer zij op de lijst staan, is hier niet vastgesteld.',
    en: 'These stood in the first whole text that was read. Since when they are on the list is not established here.',
  },
  'lists.changes.lapsed': { nl: 'afgelopen', en: 'lapsed' },
  'lists.changes.all': { nl: 'Alle dagen waarop iets veranderde', en: 'All days on which something changed' },
  'lists.changes.all.none': { nl: 'Er is geen wijziging bekend.', en: 'No change is known.' },
  'lists.changes.day': { nl: 'Dag', en: 'Day' },
  'lists.changes.count.added': { nl: 'Erbij', en: 'Added' },
  'lists.changes.count.moved': { nl: 'Verplaatst', en: 'Moved' },
  'lists.changes.count.removed': { nl: 'Eraf', en: 'Removed' },
  'lists.changes.count.first-read': { nl: 'Eerst gelezen', en: 'First read' },
  'lists.changes.decree': { nl: 'Besluit', en: 'Decree' },
  'lists.changes.definitions': text<Counted>({
    nl: ({ count }) => `ook ${count} ${count === 1 ? 'groep of slotbepaling' : 'groepen of slotbepalingen'}`,
    en: ({ count }) => `also ${count} ${count === 1 ? 'group or closing clause' : 'groups or closing clauses'}`,
  }),
  'lists.definitions.groups': { nl: 'Stofgroepen van lijst IA', en: 'Groups of list IA' },
  'lists.definitions.groups.text': {
    nl: 'Lijst IA verbiedt sinds 1 juli 2025 hele groepen stoffen op hun bouw. Staat er “model”, dan is de officiële tekst hier niet gelezen en gebruiken wij een vervanger: een treffer is dan een bevinding, nog geen recht.',
    en: 'Since 1 July 2025 list IA bans whole groups of substances by their structure. Where it says “model”, the official text was not read here and we use a stand-in: a hit is then a finding, not yet law.',
  },
  'lists.definitions.clauses': { nl: 'Slotbepalingen', en: 'Closing clauses' },
  'lists.definitions.clauses.text': {
    nl: 'Aan het eind van een lijst staat wat er naast de genoemde stoffen onder valt. Lijst II heeft geen bepaling voor esters, ethers of enantiomeren. Zouten vallen er altijd onder (Opiumwet, artikel 1, lid 2).',
    en: 'The end of a list says what it covers beside the substances it names. List II has no clause for esters, ethers or enantiomers. Salts are always covered (Opium Act, article 1(2)).',
  },
  'lists.definitions.none': { nl: 'Op deze dag zijn er geen bekend.', en: 'None are known on this day.' },
  'lists.status.model': { nl: 'model, nog geen recht', en: 'model, not yet law' },
  'lists.status.official': { nl: 'officiële tekst', en: 'official text' },
  'lists.status.text': { nl: 'wettekst gelezen', en: 'text read' },
  'lists.status.title': { nl: 'titel van besluit', en: 'title of decree' },
  'lists.status.inferred': { nl: 'afgeleid', en: 'inferred' },
  'lists.definition.since': text<{ on: string; isLatest: boolean }>({
    nl: ({ on, isLatest }, { day }) => (isLatest ? `uiterlijk sinds ${day(on)}` : `sinds ${day(on)}`),
    en: ({ on, isLatest }, { day }) => (isLatest ? `at the latest since ${day(on)}` : `since ${day(on)}`),
  }),
})
