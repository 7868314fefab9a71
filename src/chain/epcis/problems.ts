// Every refusal of EPCIS capture, in order of precedence. Not here: faults inside a document (validate/ says those with their pointers),
// and what an act itself is refused for (chain problems).
import { absent, conflict, defineProblems, invalid, type Localised, tooLarge, tooMany, unavailable } from '#kernel'
import { recordArticles } from '../contract.ts'

export const epcisProblems = defineProblems('epcis', {
  'version-not-offered': invalid<{ header: string; asked: string }>({
    title: { nl: 'Deze versie van EPCIS of CBV is er niet', en: 'This version of EPCIS or CBV is not offered' },
    detail: ({ header, asked }) => ({
      nl: `De kop ${header} vraagt "${asked}". Deze dienst spreekt EPCIS 2.0.0 en CBV 2.0.0; vraag dat, of laat de kop weg.`,
      en: `The header ${header} asks for "${asked}". This service speaks EPCIS 2.0.0 and CBV 2.0.0; ask for that, or leave the header out.`,
    }),
  }),
  'header-unknown': invalid<{ header: string; given: string; offered: string }>({
    title: { nl: 'Deze waarde kent de kop niet', en: 'The header does not know this value' },
    detail: ({ header, given, offered }) => ({
      nl: `${header} is "${given}". Kies uit ${offered}, of laat de kop weg.`,
      en: `${header} is "${given}". Choose from ${offered}, or leave the header out.`,
    }),
  }),
  'document-too-large': tooLarge<{ maxBytes: number }>({
    title: { nl: 'Het document is te groot', en: 'The document is too large' },
    detail: ({ maxBytes }) => ({
      nl: `Een document is hooguit ${maxBytes} bytes (GS1-EPCIS-Capture-File-Size-Limit). Verdeel de gebeurtenissen over meer documenten.`,
      en: `A document is at most ${maxBytes} bytes (GS1-EPCIS-Capture-File-Size-Limit). Spread the events over more documents.`,
    }),
  }),
  'too-many-events': tooLarge<{ count: number; max: number }>({
    title: { nl: 'Er staan te veel gebeurtenissen in het document', en: 'The document holds too many events' },
    detail: ({ count, max }) => ({
      nl: `Er staan er ${count} in en één document mag er ${max} hebben (GS1-EPCIS-Capture-Limit). Verdeel ze over meer documenten.`,
      en: `It holds ${count} and one document may have ${max} (GS1-EPCIS-Capture-Limit). Spread them over more documents.`,
    }),
  }),
  'captures-day-full': tooMany<{ size: number; left: number; piecesLeft: number; freeOn: string; seconds: number }>({
    title: { nl: 'Meer EPCIS kan vandaag niet', en: 'No more EPCIS today' },
    detail: ({ size, left, piecesLeft, freeOn }, say) => ({
      nl: `${piecesLeft === 0 ? 'Er kan vandaag geen document of gebeurtenis meer bij, hoe klein ook' : `Dit is ${size} bytes en er kunnen vandaag nog ${left} bytes bij (Grein-Capture-Day-Left)`}. Er is niets bewaard. Stuur het opnieuw vanaf ${say.day(freeOn)} 00:00${piecesLeft === 0 ? '' : ', of nu minder'}. Is dit vaker te weinig, vraag dan de beheerder om meer per dag. Stuurde u niet zoveel, laat dan nakijken wie namens u stuurt.`,
      en: `${piecesLeft === 0 ? 'Today no document or event more can be captured, however small' : `This is ${size} bytes and today there is room for ${left} bytes more (Grein-Capture-Day-Left)`}. Nothing was kept. Send it again from ${say.day(freeOn)} 00:00${piecesLeft === 0 ? '' : ', or less now'}. If this happens often, ask the operator for more a day. If you did not send this much, have it looked into who sends for you.`,
    }),
  }),
  unreadable: invalid<{ why: string }>({
    title: { nl: 'Dit is geen leesbaar EPCIS-document', en: 'This is not a readable EPCIS document' },
    detail: ({ why }) => ({
      nl: `Het document kan niet gelezen worden: ${why}. Herstel dat en stuur het opnieuw.`,
      en: `The document cannot be read: ${why}. Mend that and send it again.`,
    }),
  }),
  'not-valid': invalid<{ count: number; told: number }>({
    title: { nl: 'Het document volgt EPCIS 2.0 niet', en: 'The document does not follow EPCIS 2.0' },
    detail: ({ count, told }) => ({
      nl: `${count === 1 ? 'Er is één fout' : `Er zijn ${count} fouten`}; "errors" noemt van ${count > told ? `de eerste ${told}` : 'elke'} de plaats en wat er moet staan. Er is niets bewaard.`,
      en: `${count === 1 ? 'There is one fault' : `There are ${count} faults`}; "errors" names the place of ${count > told ? `the first ${told}` : 'each'} and what belongs there. Nothing was kept.`,
    }),
  }),
  'event-exists': conflict<{ eventId: string }>({
    title: { nl: 'Deze gebeurtenis is er al', en: 'This event is here already' },
    detail: ({ eventId }) => ({
      nl: `U stuurde ${eventId} al eerder. Er is niets twee keer gebeurd; lees de gebeurtenis op haar adres.`,
      en: `You sent ${eventId} before. Nothing happened twice; read the event at its address.`,
    }),
  }),
  'event-changed': conflict<{ eventId: string; kept: string; sent: string }>({
    title: {
      nl: 'Deze gebeurtenis is er al, met andere inhoud',
      en: 'This event is here already, with other content',
    },
    detail: ({ eventId, kept, sent }) => ({
      nl: `Onder ${eventId} staat ${kept}, en dit is ${sent}. Een gebeurtenis verandert niet: stuur een foutmelding (errorDeclaration) met hetzelfde eventID, en de juiste gebeurtenis met een nieuw.`,
      en: `Under ${eventId} stands ${kept}, and this is ${sent}. An event does not change: send an errorDeclaration with the same eventID, and the right event with a new one.`,
    }),
  }),
  'transformation-whole': conflict<{ transformationId: string }>({
    title: { nl: 'Deze omzetting is al heel', en: 'This transformation is whole already' },
    detail: ({ transformationId }) => ({
      nl: `Wat onder ${transformationId} inging is eruit gekomen, en de handeling is vastgelegd. Hoort dit deel er toch bij, meld dan eerst de gebeurtenis die haar sloot als fout (errorDeclaration); geef een andere omzetting een eigen transformationID.`,
      en: `What went in under ${transformationId} has come out, and the act is recorded. If this part belongs to it after all, first declare the event that closed it an error (errorDeclaration); give another transformation a transformationID of its own.`,
    }),
  }),
  'mass-imbalance': conflict<{ inMg: bigint; outMg: bigint }>({
    title: { nl: 'De massa klopt niet', en: 'The mass does not balance' },
    detail: ({ inMg, outMg }, say) => ({
      nl: `Er gaat ${say.mass(inMg)} in en er komt ${say.mass(outMg)} uit: ${say.mass(inMg > outMg ? inMg - outMg : outMg - inMg)} ${inMg > outMg ? 'ontbreekt' : 'te veel'}. Noem ook afval, vocht en verlies, elk gewogen.`,
      en: `${say.mass(inMg)} goes in and ${say.mass(outMg)} comes out: ${say.mass(inMg > outMg ? inMg - outMg : outMg - inMg)} ${inMg > outMg ? 'is missing' : 'too much'}. Name waste, moisture and loss as well, each weighed.`,
    }),
    basis: recordArticles,
  }),
  'lot-differs': conflict<{ lots: readonly { lot: string; saidMg: bigint | null; movedMg: bigint }[] }>({
    title: { nl: 'Van een partij bewoog iets anders', en: 'Of a lot something else was moved' },
    detail: ({ lots }, say) => ({
      nl: `${lots.map(({ lot, saidMg, movedMg }) => `${lot}: het grootboek bewoog ${say.mass(movedMg)}, en de gebeurtenis noemt ${saidMg === null ? 'de partij' : say.mass(saidMg)}`).join('; ')}. Noem elke partij met wat er van bewoog, of noem er geen.`,
      en: `${lots.map(({ lot, saidMg, movedMg }) => `${lot}: the ledger moved ${say.mass(movedMg)}, and the event names ${saidMg === null ? 'the lot' : say.mass(saidMg)}`).join('; ')}. Name each lot with what was moved of it, or name none.`,
    }),
    basis: recordArticles,
  }),
  'not-as-profiled': invalid<{ act: string; faults: string }>({
    title: { nl: 'Deze handeling is niet volgens het profiel', en: 'This act does not follow the profile' },
    detail: ({ act, faults }) => ({
      nl: `Dit is de handeling "${act}" in de Nederlandse keten. Volgens het profiel van de autoriteit (/v1/epcis-profile) ontbreekt dit, hoort het hier niet, of heeft het een andere vorm: ${faults}. Nooit een patiënt of recept.`,
      en: `This is the act "${act}" in the Dutch chain. By the authority's profile (/v1/epcis-profile) this is missing, does not belong here, or has another form: ${faults}. Never a patient or a prescription.`,
    }),
  }),
  'unknown-place': invalid<{ places: readonly { pointer: string; uri: string; why: Localised }[] }>({
    title: {
      nl: 'Deze handeling noemt een locatie of partij die hier niet bekend is',
      en: 'This act names a place or a party that is not known here',
    },
    detail: ({ places }) => ({
      nl: `${places.map(({ pointer, uri, why }) => `${pointer} (${uri}): ${why.nl}`).join('. ')}. Een GLN leggen de houder of de overheid vast bij de locatie (scherm "Waar locaties liggen", of POST /v1/premises/{premisesId}/gln). Er is niets bewaard.`,
      en: `${places.map(({ pointer, uri, why }) => `${pointer} (${uri}): ${why.en}`).join('. ')}. A GLN is recorded with the premises by their holder or the authority (screen "Where premises lie", or POST /v1/premises/{premisesId}/gln). Nothing was kept.`,
    }),
    basis: recordArticles,
  }),
  'capture-broken': unavailable<{ reference: string }>({
    title: { nl: 'Dit brak af door een fout van ons', en: 'This broke off by a fault of ours' },
    detail: ({ reference }) => ({
      nl: `Aan uw document ligt het niet. Noem nummer ${reference} als u om hulp vraagt, en stuur het document daarna opnieuw: wat er al is, gebeurt niet nog eens.`,
      en: `Your document is not the cause. Name number ${reference} when you ask for help, and then send the document again: what is here already does not happen twice.`,
    }),
  }),
  'unknown-capture': absent({
    title: { nl: 'Deze inzending is er niet', en: 'There is no such capture' },
    detail: () => ({
      nl: 'Controleer het nummer. U ziet alleen wat uw eigen organisatie instuurde.',
      en: 'Check the number. You see only what your own organisation sent in.',
    }),
  }),
  'no-such-profile': absent({
    title: { nl: 'Op die dag was er geen profiel', en: 'There was no profile on that day' },
    detail: () => ({
      nl: 'Kies een latere dag; /v1/epcis-profile noemt de versies.',
      en: 'Choose a later day; /v1/epcis-profile names the versions.',
    }),
  }),
})
