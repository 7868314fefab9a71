// The texts of capturing EPCIS events. Not here: faults and refusals; the API says those in the reader's language.
import { defineMessages, text } from '#kernel'

const many = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`

export const epcisMessages = defineMessages({
  'epcis.title': { nl: 'EPCIS-gebeurtenissen vastleggen', en: 'Capture EPCIS events' },
  'epcis.lead': {
    nl: 'Geef een EPCIS-document. U ziet eerst of het klopt en wat elke gebeurtenis wordt; pas daarna beslist u.',
    en: 'Give an EPCIS document. You first see whether it is right and what each event becomes; only then you decide.',
  },
  'epcis.forbidden': {
    nl: 'Wie vastlegt voor een teler, verpakker, groothandel, laboratorium of apotheek kan hier documenten geven.',
    en: 'Who records for a grower, a packer, a wholesaler, a laboratory or a pharmacy can give documents here.',
  },
  'epcis.drop': { nl: 'Sleep het document hierheen', en: 'Drop the document here' },
  'epcis.drop.help': {
    nl: 'JSON-LD of XML van EPCIS 2.0, of XML van 1.2; hooguit 5.000 gebeurtenissen.',
    en: 'JSON-LD or XML of EPCIS 2.0, or XML of 1.2; 5,000 events at most.',
  },
  'epcis.reading': { nl: 'Het document wordt nagekeken', en: 'The document is being checked' },
  'epcis.another': { nl: 'Een ander document', en: 'Another document' },
  'epcis.sound': text<{ events: number }>({
    nl: ({ events }) => `${many(events, 'gebeurtenis', 'gebeurtenissen')}: geen fouten`,
    en: ({ events }) => `${many(events, 'event', 'events')}: nothing wrong`,
  }),
  'epcis.sound.text': {
    nl: 'Er is nog niets vastgelegd. Kijk hieronder wat elke gebeurtenis wordt.',
    en: 'Nothing is captured yet. See below what each event becomes.',
  },
  'epcis.faults': text<{ count: number }>({
    nl: ({ count }) => `${many(count, 'fout', 'fouten')} in dit document`,
    en: ({ count }) => `${many(count, 'fault', 'faults')} in this document`,
  }),
  'epcis.faults.first': text<{ shown: number }>({
    nl: ({ shown }) => `Alleen de eerste ${shown} fouten staan hieronder. Verbeter ze en kijk het document opnieuw na.`,
    en: ({ shown }) => `Only the first ${shown} faults are below. Mend them and check the document again.`,
  }),
  'epcis.faults.text': {
    nl: 'Verbeter ze en geef het opnieuw, of bewaar alleen wat wel goed is.',
    en: 'Mend them and give it again, or keep only what is right.',
  },
  'epcis.refusals': text<{ count: number }>({
    nl: ({ count }) => `${many(count, 'gebeurtenis', 'gebeurtenissen')} zou geweigerd worden`,
    en: ({ count }) => `${many(count, 'event', 'events')} would be refused`,
  }),
  'epcis.nothing': { nl: 'Er staat geen gebeurtenis in', en: 'There is no event in it' },
  'epcis.remark': { nl: 'Wat opvalt', en: 'What is odd' },
  'epcis.remarks': text<{ count: number }>({
    nl: ({ count }) => (count === 1 ? 'Eén ding valt op' : `${count} dingen vallen op`),
    en: ({ count }) => (count === 1 ? 'One thing is odd' : `${count} things are odd`),
  }),
  'epcis.remarks.text': {
    nl: 'Dit houdt niets tegen: het document wordt bewaard zoals het is.',
    en: 'This stops nothing: the document is kept as it is.',
  },
  'epcis.place': { nl: 'Plaats in het document', en: 'Place in the document' },
  'epcis.fault': { nl: 'Wat eraan schort', en: 'What is wrong' },
  'epcis.whole': { nl: 'het hele document', en: 'the whole document' },
  'epcis.event': { nl: 'Gebeurtenis', en: 'Event' },
  'epcis.events': { nl: 'Wat elke gebeurtenis wordt', en: 'What each event becomes' },
  'epcis.events.first': text<{ shown: number }>({
    nl: ({ shown }) => `De eerste ${shown}.`,
    en: ({ shown }) => `The first ${shown}.`,
  }),
  'epcis.type': { nl: 'Soort', en: 'Kind' },
  'epcis.becomes': { nl: 'Wordt', en: 'Becomes' },
  'epcis.kept': { nl: 'bewaard, beweegt niets', en: 'kept, moves nothing' },
  'epcis.refused': { nl: 'geweigerd', en: 'refused' },
  'epcis.proof': { nl: 'Bewijs', en: 'Proof' },
  'epcis.proof.save': { nl: 'Bewaren', en: 'Save' },
  'epcis.proof.of': text<{ place: number }>({
    nl: ({ place }) => `Bewijs van gebeurtenis ${place} bewaren`,
    en: ({ place }) => `Save the proof of event ${place}`,
  }),
  'epcis.proof.document': { nl: 'Bewijs van het document bewaren', en: 'Save the proof of the document' },
  'epcis.proof.holds': {
    nl: 'In een bewijs staat wat u aanbood, woord voor woord: wie het krijgt, kan het lezen.',
    en: 'A proof holds what you handed in, word for word: whoever gets it can read it.',
  },
  'epcis.proof.check': { nl: 'Bewijs controleren', en: 'Check a proof' },
  'epcis.mass': { nl: 'Massa', en: 'Mass' },
  'epcis.mass.balanced': { nl: 'in balans', en: 'balanced' },
  'epcis.mass.imbalance': { nl: 'niet in balans', en: 'not balanced' },
  'epcis.mass.not-decidable': { nl: 'niet te beoordelen', en: 'not decidable' },
  'epcis.mass.open': { nl: 'nog open', en: 'still open' },
  'epcis.mass.none': { nl: '–', en: '–' },
  'epcis.masses': { nl: 'Klopt de massa?', en: 'Does the mass balance?' },
  'epcis.masses.none': {
    nl: 'Er zijn geen omzettingen in dit document, dus valt er niets op te tellen.',
    en: 'There are no transformations in this document, so there is nothing to add up.',
  },
  'epcis.in': { nl: 'Erin', en: 'In' },
  'epcis.out': { nl: 'Eruit', en: 'Out' },
  'epcis.lacking': { nl: 'Zonder massa', en: 'Without mass' },
  'epcis.behaviour': { nl: 'Als er iets geweigerd wordt', en: 'When something is refused' },
  'epcis.behaviour.rollback': { nl: 'Alles of niets', en: 'All or nothing' },
  'epcis.behaviour.rollback.note': {
    nl: 'Eén weigering, en er wordt niets bewaard.',
    en: 'One refusal, and nothing is kept.',
  },
  'epcis.behaviour.proceed': { nl: 'Bewaar wat goed is', en: 'Keep what is right' },
  'epcis.behaviour.proceed.note': {
    nl: 'Elke gebeurtenis voor zich; wat geweigerd wordt, ziet u met de reden.',
    en: 'Each event by itself; you see what is refused, and why.',
  },
  'epcis.capture': text<{ count: number }>({
    nl: ({ count }) => `${many(count, 'gebeurtenis', 'gebeurtenissen')} vastleggen`,
    en: ({ count }) => `Capture ${many(count, 'event', 'events')}`,
  }),
  'epcis.capture.most': text<{ count: number }>({
    nl: ({ count }) => `Hooguit ${many(count, 'gebeurtenis', 'gebeurtenissen')} vastleggen`,
    en: ({ count }) => `Capture ${many(count, 'event', 'events')} at most`,
  }),
  'epcis.away': { nl: 'Niet vastleggen', en: 'Do not capture' },
  'epcis.running': { nl: 'Bezig met vastleggen', en: 'Capturing' },
  'epcis.running.of': text<{ done: number; all: number }>({
    nl: ({ done, all }) => `${done} van ${all}`,
    en: ({ done, all }) => `${done} of ${all}`,
  }),
  'epcis.done': text<{ count: number }>({
    nl: ({ count }) => `${many(count, 'gebeurtenis', 'gebeurtenissen')} vastgelegd`,
    en: ({ count }) => `${many(count, 'event', 'events')} captured`,
  }),
  'epcis.done.text': {
    nl: 'Wat een handeling werd, staat in het grootboek, met een bewijs; open haar hieronder. De rest is bewaard en beweegt niets.',
    en: 'What became an act stands in the ledger, with a proof; open it below. The rest is kept and moves nothing.',
  },
  'epcis.failed': { nl: 'Er is niets vastgelegd', en: 'Nothing was captured' },
  'epcis.partly': text<{ kept: number; all: number }>({
    nl: ({ kept, all }) => `${kept} van ${many(all, 'gebeurtenis', 'gebeurtenissen')} vastgelegd`,
    en: ({ kept, all }) => `${kept} of ${many(all, 'event', 'events')} captured`,
  }),
  'epcis.failed.text': {
    nl: 'Hieronder staat waarom. Verbeter het en geef het document opnieuw; wat er al is, telt geen tweede keer.',
    en: 'Below is why. Mend it and give the document again; what is here already does not count twice.',
  },
  'epcis.failed.ours': {
    nl: 'Hieronder staat waarom. Geef het document opnieuw als wij het verholpen hebben; wat er al is, telt geen tweede keer.',
    en: 'Below is why. Give the document again once we have mended it; what is here already does not count twice.',
  },
  'epcis.earlier': { nl: 'Eerder gegeven', en: 'Given before' },
  'epcis.earlier.none': { nl: 'Er is nog geen document gegeven', en: 'No document has been given yet' },
  'epcis.earlier.none.text': {
    nl: 'Wat u hier of met een programma vastlegt, ziet u daarna hier terug.',
    en: 'What you capture here or by a program you find back here.',
  },
  'epcis.when': { nl: 'Wanneer', en: 'When' },
  'epcis.number': { nl: 'Nummer', en: 'Number' },
  'epcis.count': { nl: 'Gebeurtenissen', en: 'Events' },
  'epcis.outcome': { nl: 'Uitkomst', en: 'Outcome' },
  'epcis.outcome.running': { nl: 'bezig', en: 'under way' },
  'epcis.outcome.all': { nl: 'alles vastgelegd', en: 'all captured' },
  'epcis.outcome.some': { nl: 'deels vastgelegd', en: 'partly captured' },
  'epcis.outcome.none': { nl: 'niets vastgelegd', en: 'nothing captured' },
  'epcis.profile': {
    nl: 'Wat een gebeurtenis van de keten moet zeggen (JSON Schema)',
    en: 'What an event of the chain must say (JSON Schema)',
  },
})
