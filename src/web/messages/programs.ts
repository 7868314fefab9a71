// The texts of the programs that act for a party: which there are, adding one, new keys, ending one.
import { defineMessages, text } from '#kernel'

export const programMessages = defineMessages({
  'programs.title': { nl: 'Programma’s', en: 'Programs' },
  'programs.lead': text<{ party: string }>({
    nl: ({ party }) =>
      `Software die voor ${party} leest of vastlegt. Elk programma heeft een eigen sleutel; u trekt het hier in.`,
    en: ({ party }) =>
      `Software that acts for ${party} and reads or records by itself. Each program has a key of its own; you end it here.`,
  }),
  'programs.add': { nl: 'Programma toevoegen', en: 'Add a program' },
  'programs.none': { nl: 'Nog geen programma’s', en: 'No programs yet' },
  'programs.none.text': {
    nl: 'Voeg er een toe als uw kassa, voorraadsysteem of laboratorium zelf moet kunnen vastleggen.',
    en: 'Add one when your till, stock system or laboratory must be able to record by itself.',
  },
  'programs.none.offered': {
    nl: 'Voor uw soort organisatie leggen alleen mensen vast.',
    en: 'For your kind of organisation people alone record.',
  },
  'programs.name': { nl: 'Naam', en: 'Name' },
  'programs.name.help': { nl: 'Zoals u het herkent: “Kassa balie 2”.', en: 'As you know it: “Till, desk 2”.' },
  'programs.name.missing': { nl: 'Geef het programma een naam.', en: 'Give the program a name.' },
  'programs.may': { nl: 'Mag', en: 'May' },
  'programs.role': { nl: 'Handelt als', en: 'Acts as' },
  'programs.scopes': { nl: 'Mag', en: 'May' },
  'programs.scopes.missing': {
    nl: 'Kies ten minste één ding dat het mag.',
    en: 'Choose at least one thing it may do.',
  },
  'programs.scope.licensing:read': { nl: 'ontheffingen lezen', en: 'read exemptions' },
  'programs.scope.chain:read': { nl: 'partijen en gebeurtenissen lezen', en: 'read batches and events' },
  'programs.scope.chain:record': { nl: 'gebeurtenissen vastleggen', en: 'record events' },
  'programs.scope.documents': { nl: 'documenten lezen en toevoegen', en: 'read and add documents' },
  'programs.keys': { nl: 'Sleutels', en: 'Keys' },
  'programs.since': { nl: 'Sinds', en: 'Since' },
  'programs.renewed': text<{ on: string }>({ nl: ({ on }) => `nieuwe sleutel ${on}`, en: ({ on }) => `new key ${on}` }),
  'programs.number': { nl: 'Nummer (client_id)', en: 'Number (client_id)' },
  'programs.actions': { nl: 'Doen', en: 'Actions' },
  'programs.ended': text<{ on: string }>({ nl: ({ on }) => `ingetrokken ${on}`, en: ({ on }) => `ended ${on}` }),
  'programs.key': { nl: 'Publieke sleutel (JWK of JWKS)', en: 'Public key (JWK or JWKS)' },
  'programs.key.help': {
    nl: 'Plak de JSON die uw leverancier geeft, met "kid" en "alg". De geheime sleutel blijft in het programma; plak die nergens.',
    en: 'Paste the JSON your supplier gives, with "kid" and "alg". The private key stays in the program; paste that nowhere.',
  },
  'programs.key.missing': { nl: 'Plak de publieke sleutel.', en: 'Paste the public key.' },
  'programs.key.not-json': {
    nl: 'Dit is geen JSON. Kopieer de hele sleutel, met de accolades.',
    en: 'This is not JSON. Copy the whole key, with its braces.',
  },
  'programs.key.secret': {
    nl: 'Dit is een geheime sleutel. Hij is niet verstuurd. Vervang hem in het programma en plak hier alleen het publieke deel.',
    en: 'This is a private key. It was not sent. Replace it in the program, and paste only the public part here.',
  },
  'programs.key.incomplete': {
    nl: 'Aan deze sleutel ontbreekt "kid" of "alg". Vraag uw leverancier om een sleutel met beide.',
    en: 'This key lacks "kid" or "alg". Ask your supplier for a key with both.',
  },
  'programs.key.too-many': { nl: 'Ten hoogste vijf sleutels.', en: 'Five keys at most.' },
  'programs.add.do': { nl: 'Toevoegen', en: 'Add' },
  'programs.added': text<{ name: string }>({
    nl: ({ name }) => `${name} is toegevoegd`,
    en: ({ name }) => `${name} was added`,
  }),
  'programs.added.title': { nl: 'Wat het programma nodig heeft', en: 'What the program needs' },
  'programs.added.text': {
    nl: 'Geef dit aan wie het programma inricht. Het bewijst zich met zijn sleutel en krijgt daar steeds een toegang van tien minuten.',
    en: 'Give this to whoever sets up the program. It proves itself with its key, and gets access there for ten minutes at a time.',
  },
  'programs.endpoint': { nl: 'Adres voor toegang', en: 'Address for access' },
  'programs.renew': { nl: 'Nieuwe sleutel', en: 'New key' },
  'programs.renew.title': text<{ name: string }>({
    nl: ({ name }) => `Nieuwe sleutel voor ${name}`,
    en: ({ name }) => `New key for ${name}`,
  }),
  'programs.renew.text': {
    nl: 'De oude sleutel en alle lopende toegang vervallen meteen. Het nummer blijft.',
    en: 'The old key and all access that runs end at once. The number stays.',
  },
  'programs.renew.do': { nl: 'Vervangen', en: 'Replace' },
  'programs.renew.done': { nl: 'De sleutel is vervangen', en: 'The key was replaced' },
  'programs.end': { nl: 'Intrekken', en: 'End' },
  'programs.end.title': text<{ name: string }>({
    nl: ({ name }) => `${name} intrekken?`,
    en: ({ name }) => `End ${name}?`,
  }),
  'programs.end.text': {
    nl: 'Het programma kan dan meteen niets meer. Dit is niet terug te draaien; u kunt wel een nieuw programma toevoegen. Wat het vastlegde, blijft.',
    en: 'The program can then do nothing more, at once. This cannot be undone; you can add a new program. What it recorded stays.',
  },
  'programs.end.done': { nl: 'Het programma is ingetrokken', en: 'The program was ended' },
  'programs.forbidden': {
    nl: 'Programma’s beheert de beheerder van uw organisatie.',
    en: 'Programs are managed by the administrator of your organisation.',
  },
})
