// What is wrong with a document, where, and what belongs there. Not here: finding it.
import type { Localised } from '#kernel'

export type Fault = {
  /** RFC 6901, into the document as JSON-LD. */
  readonly pointer: string
  readonly code: keyof typeof sentences
  readonly detail: Localised
}

/** Half a sign at its end would be no text: no database keeps it, and the fault would never be told. */
const quote = (text: string) =>
  text.length > 60 ? `"${text.slice(0, 60).replace(/[\ud800-\udbff]$/, '')}…"` : `"${text}"`

/** A sentence for each kind of fault. */
export const sentences = {
  'type-unknown': (given: string) => ({
    nl: `${quote(given)} is geen soort gebeurtenis. Kies ObjectEvent, AggregationEvent, TransactionEvent, TransformationEvent of AssociationEvent, of een eigen soort met een prefix of een heel adres.`,
    en: `${quote(given)} is no kind of event. Choose ObjectEvent, AggregationEvent, TransactionEvent, TransformationEvent or AssociationEvent, or a kind of your own with a prefix or a whole address.`,
  }),
  'document-unknown': (given: string) => ({
    nl: `${quote(given)} is geen document van EPCIS. Kies EPCISDocument of EPCISQueryDocument.`,
    en: `${quote(given)} is no EPCIS document. Choose EPCISDocument or EPCISQueryDocument.`,
  }),
  missing: (name: string) => ({ nl: `Het veld "${name}" ontbreekt.`, en: `The field "${name}" is missing.` }),
  'unknown-field': (name: string) => ({
    nl: `Het veld ${quote(name)} kent EPCIS hier niet. Haal het weg, of geef het een prefix uit @context als het een eigen veld is.`,
    en: `EPCIS does not know the field ${quote(name)} here. Take it out, or give it a prefix from @context if it is a field of your own.`,
  }),
  'unknown-word': (given: string) => ({
    nl: `${quote(given)} is geen woord van het CBV. Gebruik een woord uit de lijst, of een eigen adres of CURIE.`,
    en: `${quote(given)} is no word of the CBV. Use a word of its list, or an address or CURIE of your own.`,
  }),
  'word-as-urn': (given: string) => ({
    nl: `${quote(given)} schrijft JSON-LD als los woord: het laatste deel, zonder wat ervoor staat.`,
    en: `JSON-LD writes ${quote(given)} as a bare word: its last part, without what stands before it.`,
  }),
  'not-text': () => ({ nl: 'Hier staat een tekst.', en: 'A text belongs here.' }),
  'not-number': () => ({
    nl: 'Hier staat een getal, zonder aanhalingstekens.',
    en: 'A number belongs here, without quotes.',
  }),
  'not-boolean': () => ({ nl: 'Hier staat true of false.', en: 'True or false belongs here.' }),
  'not-list': () => ({ nl: 'Hier staat een lijst: [ … ].', en: 'A list belongs here: [ … ].' }),
  'not-object': () => ({ nl: 'Hier staat een object: { … }.', en: 'An object belongs here: { … }.' }),
  empty: () => ({ nl: 'Deze lijst is leeg en moet iets bevatten.', en: 'This list is empty and must hold something.' }),
  twice: (given: string) => ({ nl: `${quote(given)} staat er twee keer.`, en: `${quote(given)} is there twice.` }),
  'not-uri': (given: string) => ({
    nl: `${quote(given)} is geen adres (URI): er hoort een schema voor, zoals urn: of https:, zonder spaties.`,
    en: `${quote(given)} is no address (URI): it begins with a scheme such as urn: or https:, without spaces.`,
  }),
  'too-long': (given: string) => ({
    nl: `${quote(given)} is te lang: een adres heeft hooguit 2048 tekens.`,
    en: `${quote(given)} is too long: an address has at most 2048 signs.`,
  }),
  'not-time': (given: string) => ({
    nl: `${quote(given)} is geen tijdstip met tijdzone, zoals 2026-05-01T10:00:00+02:00.`,
    en: `${quote(given)} is no moment with a time zone, such as 2026-05-01T10:00:00+02:00.`,
  }),
  'time-ahead': (given: string) => ({
    nl: `${quote(given)} ligt in de toekomst. Meld wat gebeurd is; controleer het jaar, de tijdzone en de klok van het apparaat.`,
    en: `${quote(given)} lies in the future. Report what has happened; check the year, the time zone and the clock of the device.`,
  }),
  'not-offset': (given: string) => ({
    nl: `${quote(given)} is geen tijdzone van +00:00 tot ±14:00.`,
    en: `${quote(given)} is no time zone between +00:00 and ±14:00.`,
  }),
  'not-hex': () => ({ nl: 'Alleen 0–9 en A–F.', en: 'Only 0–9 and A–F.' }),
  'not-version': (given: string) => ({
    nl: `schemaVersion is ${quote(given)}; JSON-LD is er sinds 2.0.`,
    en: `schemaVersion is ${quote(given)}; JSON-LD exists since 2.0.`,
  }),
  'not-context': () => ({
    nl: 'De @context is een adres, een object met prefixen, of een lijst daarvan; een prefix staat voor hooguit 500 tekens, en het geheel heeft er hooguit 65.536.',
    en: 'The @context is an address, an object of prefixes, or a list of those; a prefix stands for 500 signs at most, and the whole has 65,536 at most.',
  }),
  negative: () => ({ nl: 'Een hoeveelheid is niet negatief.', en: 'A quantity is not negative.' }),
  'unknown-unit': (given: string) => ({
    nl: `${quote(given)} is geen eenheid voor een hoeveelheid. Gebruik een code van UN/ECE 20, zoals KGM of GRM; geen eenheid betekent stuks.`,
    en: `${quote(given)} is no unit of a quantity. Use a code of UN/ECE 20, such as KGM or GRM; no unit means pieces.`,
  }),
  'unit-alone': () => ({
    nl: 'Een eenheid zonder hoeveelheid zegt niets.',
    en: 'A unit without a quantity says nothing.',
  }),
  'too-fine': () => ({
    nl: 'Dit is fijner dan een milligram; rond af op een hele milligram.',
    en: 'This is finer than a milligram; round to a whole milligram.',
  }),
  'too-many-digits': () => ({
    nl: 'Dit getal heeft meer cijfers dan een hoeveelheid nodig heeft.',
    en: 'This number has more digits than a quantity needs.',
  }),
  'nothing-named': (names: string) => ({
    nl: `Er staat niet in waar de gebeurtenis over gaat. Noem ${names}.`,
    en: `It does not say what the event is about. Name ${names}.`,
  }),
  'ilmd-not-added': () => ({
    nl: 'Gegevens over een partij (ilmd) horen bij het begin: alleen bij action ADD.',
    en: 'Data about a lot (ilmd) belong to its beginning: only with action ADD.',
  }),
  'no-parent': () => ({
    nl: 'Bij ADD en DELETE hoort een parentID.',
    en: 'ADD and DELETE need a parentID.',
  }),
  'half-transformation': () => ({
    nl: 'Een omzetting heeft invoer en uitvoer, of een transformationID dat de delen verbindt.',
    en: 'A transformation has input and output, or a transformationID that joins its parts.',
  }),
  'said-twice': (name: string) => ({
    nl: `"${name}" zegt in sensorMetadata iets anders dan in sensorReport. Zet het op één van beide plaatsen.`,
    en: `"${name}" says one thing in sensorMetadata and another in sensorReport. Put it in one of them.`,
  }),
  'wrong-order': (name: string) => ({
    nl: `Het element <${name}> staat te laat: in XML is de volgorde van de elementen voorgeschreven.`,
    en: `The element <${name}> comes too late: in XML the order of the elements is prescribed.`,
  }),
  'too-deep': () => ({ nl: 'Dit is te diep genest.', en: 'This is nested too deeply.' }),
} as const

export const faultOf = <Code extends keyof typeof sentences>(
  pointer: string,
  code: Code,
  ...about: Parameters<(typeof sentences)[Code]>
): Fault => {
  const say = sentences[code] as (...given: readonly string[]) => Localised // Its own parameters, as the signature asks.
  return { pointer, code, detail: say(...about) }
}
