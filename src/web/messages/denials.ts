// The texts of what was refused: who tried what on what, and why not. Not here: the words for acts on stock (chain.ts) and for kinds of parties.
import { defineMessages, text } from '#kernel'

export const denialMessages = defineMessages({
  'denials.title': { nl: 'Geweigerde handelingen', en: 'Refused actions' },
  'denials.lead': {
    nl: 'Wat iemand wilde doen of bekijken en niet mocht. Eén keer is vaak een vergissing; vaker vraagt om een gesprek. Dat u dit leest, wordt per persoon vastgelegd.',
    en: 'What someone wanted to do or see and was not allowed to. Once is often a mistake; a pattern calls for a conversation. That you read this is recorded, for each person.',
  },
  'denials.at': { nl: 'Wanneer', en: 'When' },
  'denials.action': { nl: 'Wat', en: 'What' },
  'denials.resource': { nl: 'Waarop', en: 'On what' },
  'denials.user': { nl: 'Wie', en: 'Who' },
  'denials.why': { nl: 'Waarom niet', en: 'Why not' },
  'denials.trace': { nl: 'Verzoek', en: 'Request' },
  'denials.party': { nl: 'Houder', en: 'Holder' },
  'denials.none': { nl: 'Er is niets geweigerd', en: 'Nothing was refused' },
  'denials.none.party': { nl: 'Deze houder is niets geweigerd', en: 'This holder was refused nothing' },
  'denials.visitor': { nl: 'iemand die niet was ingelogd', en: 'someone who was not logged in' },
  'denials.system': { nl: 'het systeem zelf', en: 'the system itself' },
  'denials.someone': { nl: 'iemand zonder naam hier', en: 'someone without a name here' },
  'denials.program': text<{ name: string }>({
    nl: ({ name }) => `het programma ${name}`,
    en: ({ name }) => `the program ${name}`,
  }),

  'denials.reason.not-authenticated': { nl: 'Niet ingelogd.', en: 'Not logged in.' },
  'denials.reason.not-found': {
    nl: 'Dit is er niet, of het is van een ander.',
    en: 'It is not there, or it is another’s.',
  },
  'denials.reason.of-another': {
    nl: 'Dit is van een ander; wie het vroeg, hoorde dat het er niet is.',
    en: 'It is another’s; who asked was told that it is not there.',
  },
  'denials.reason.assurance-too-low': {
    nl: 'Ingelogd op een te laag niveau.',
    en: 'Logged in at too low a level.',
  },
  'denials.reason.step-up-needed': { nl: 'De passkey was niet getoond.', en: 'The passkey was not shown.' },
  'denials.reason.forbidden': { nl: 'Deze rol mag dit niet.', en: 'This role may not do this.' },

  'denials.rule.other-authority': {
    nl: 'Niemand reikt over de muur tussen twee autoriteiten.',
    en: 'Nobody reaches over the wall between two authorities.',
  },
  'denials.rule.other-authority-machine': {
    nl: 'Niemand reikt over de muur tussen twee autoriteiten, ook een programma niet.',
    en: 'Nobody reaches over the wall between two authorities, programs included.',
  },
  'denials.rule.machine-own-party': {
    nl: 'Een programma handelt voor één houder, wat zijn rollen ook zeggen.',
    en: 'A program acts for one party alone, whatever its roles say.',
  },
  'denials.rule.machine-scope-licensing': {
    nl: 'Een programma leest ontheffingen alleen met dat recht.',
    en: 'A program reads exemptions only with that right.',
  },
  'denials.rule.machine-scope-chain-read': {
    nl: 'Een programma leest de keten alleen met dat recht.',
    en: 'A program reads the chain only with that right.',
  },
  'denials.rule.machine-scope-chain-record': {
    nl: 'Een programma legt alleen met dat recht iets vast.',
    en: 'A program records only with that right.',
  },
  'denials.rule.machine-scope-documents': {
    nl: 'Een programma werkt alleen met dat recht met documenten.',
    en: 'A program handles documents only with that right.',
  },
  'denials.rule.record-needs-assurance': {
    nl: 'Vastleggen in de keten vraagt een login op niveau substantieel (eHerkenning 3) of hoger.',
    en: 'Recording in the chain needs a login at level substantial (eHerkenning 3) or higher.',
  },
  'denials.rule.decision-needs-passkey': {
    nl: 'Een besluit neemt iemand die net een passkey heeft getoond.',
    en: 'A decision is taken by a person who has just shown a passkey.',
  },

  'denials.thing.batch': { nl: 'partij', en: 'batch' },
  'denials.thing.event': { nl: 'gebeurtenis', en: 'event' },
  'denials.thing.shipment': { nl: 'zending', en: 'shipment' },
  'denials.thing.account': { nl: 'rekening', en: 'account' },
  'denials.thing.order-form': { nl: 'bestelformulier', en: 'order form' },
  'denials.thing.test-order': { nl: 'onderzoeksopdracht', en: 'test order' },
  'denials.thing.case': { nl: 'afwijking', en: 'deviation' },
  'denials.thing.certificate': { nl: 'certificaat', en: 'certificate' },
  'denials.thing.study': { nl: 'houdbaarheidsonderzoek', en: 'stability study' },
  'denials.thing.recall': { nl: 'terugroepactie', en: 'recall' },
  'denials.thing.party': { nl: 'houder', en: 'party' },
  'denials.thing.premises': { nl: 'locatie', en: 'premises' },
  'denials.thing.exemption': { nl: 'ontheffing', en: 'exemption' },
  'denials.thing.document': { nl: 'een document', en: 'a document' },
  'denials.thing.session': { nl: 'een sessie', en: 'a session' },
  'denials.thing.passkey': { nl: 'een passkey', en: 'a passkey' },
  'denials.thing.machine-client': { nl: 'een programma', en: 'a program' },
  'denials.thing.any': { nl: 'geen bepaald ding', en: 'no one thing' },
  'denials.thing.unknown': { nl: 'iets dat er niet is', en: 'something that is not there' },
})
