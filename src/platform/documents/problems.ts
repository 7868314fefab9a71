// Every refusal about documents, in order of precedence. Not here: who may see one (the wall says "absent").
import { absent, conflict, defineProblems, invalid, type Locale, tooLarge, tooMany, unavailable } from '#kernel'

const kinds = 'PDF, PNG, JPEG, JSON, XML, CSV'

/** One decimal, rounded against the sender: what is said to fit does. */
function megabytes(bytes: number, locale: Locale, roundingMode: 'ceil' | 'floor'): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 1, roundingMode }).format(bytes / 1_000_000)
}

export const documentProblems = defineProblems('platform', {
  'no-such-document': absent({
    title: { nl: 'Dit document is er niet', en: 'There is no such document' },
    detail: () => ({
      nl: 'Er is geen document met dit nummer, of u mag het niet zien. Controleer het nummer.',
      en: 'There is no document with this number, or you may not see it. Check the number.',
    }),
  }),
  'document-too-large': tooLarge<{ size: number; sizeMax: number }>({
    title: { nl: 'Dit bestand is te groot', en: 'This file is too large' },
    detail: ({ sizeMax }) => ({
      nl: `Een document is hoogstens ${Math.floor(sizeMax / 1_000_000)} MB. Maak het kleiner of deel het op.`,
      en: `A document is at most ${Math.floor(sizeMax / 1_000_000)} MB. Make it smaller or split it.`,
    }),
  }),
  'document-empty': invalid({
    title: { nl: 'Dit bestand is leeg', en: 'This file is empty' },
    detail: () => ({
      nl: 'Er staat niets in dit bestand. Kies het juiste bestand.',
      en: 'There is nothing in this file. Choose the right file.',
    }),
  }),
  'document-name': invalid({
    title: { nl: 'Deze bestandsnaam kan niet', en: 'This file name is not possible' },
    detail: () => ({
      nl: 'Een bestandsnaam is één regel van hoogstens 200 tekens, zonder schuine strepen of onzichtbare tekens. Geef het bestand een andere naam.',
      en: 'A file name is one line of at most 200 characters, without slashes or invisible characters. Rename the file.',
    }),
  }),
  'document-kind': invalid<{ mediaType: string }>({
    title: { nl: 'Dit soort bestand nemen wij niet aan', en: 'This kind of file is not accepted' },
    detail: () => ({
      nl: `Wij nemen ${kinds} en tekst (UTF-8) aan. Sla het op als een van deze soorten, het liefst als PDF.`,
      en: `We accept ${kinds} and text (UTF-8). Save it as one of these, PDF if you can.`,
    }),
  }),
  'document-not-what-it-says': invalid<{ mediaType: string }>({
    title: { nl: 'Het bestand is niet wat het zegt te zijn', en: 'The file is not what it says it is' },
    detail: ({ mediaType }) => ({
      nl: `De inhoud is geen ${mediaType}, of het bestand is beschadigd. Open het zelf, sla het opnieuw op en probeer het nog eens.`,
      en: `The content is no ${mediaType}, or the file is damaged. Open it yourself, save it anew and try again.`,
    }),
  }),
  'document-changed': conflict<{ documentId: string }>({
    title: { nl: 'Onder dit nummer staat een ander document', en: 'Another document has this number' },
    detail: ({ documentId }) => ({
      nl: `Document ${documentId} is al bewaard met een andere inhoud. Een document wordt niet gewijzigd; bewaar het onder een nieuw nummer.`,
      en: `Document ${documentId} was stored with other content. A document is never changed; store it under a new number.`,
    }),
  }),
  'documents-day-full': tooMany<{ size: number; left: number; piecesLeft: number; freeOn: string; seconds: number }>({
    title: { nl: 'Meer documenten kan vandaag niet', en: 'No more documents today' },
    detail: ({ size, left, piecesLeft, freeOn }, say) => ({
      nl: `${piecesLeft === 0 ? 'Er kan vandaag geen document meer bij, hoe klein ook' : `Dit bestand is ${megabytes(size, 'nl', 'ceil')} MB en er kan vandaag nog ${megabytes(left, 'nl', 'floor')} MB bij`}. Stuur het opnieuw vanaf ${say.day(freeOn)} 00:00${piecesLeft === 0 ? '' : ', of nu een kleiner bestand'}. Is dit vaker te weinig, vraag dan de beheerder om meer per dag. Stuurde u niet zoveel, laat dan nakijken wie namens u stuurt.`,
      en: `${piecesLeft === 0 ? 'Today no document more can be stored, however small' : `This file is ${megabytes(size, 'en', 'ceil')} MB and today there is room for ${megabytes(left, 'en', 'floor')} MB more`}. Send it again from ${say.day(freeOn)} 00:00${piecesLeft === 0 ? '' : ', or a smaller file now'}. If this happens often, ask the operator for more a day. If you did not send this much, have it looked into who sends for you.`,
    }),
  }),
  'documents-full': unavailable({
    title: { nl: 'De opslag voor documenten is vol', en: 'The storage for documents is full' },
    detail: () => ({
      nl: 'Er is niets half opgeslagen. De beheerder moet ruimte maken; probeer het daarna opnieuw.',
      en: 'Nothing was half written. The operator must free space; then try again.',
    }),
  }),
  'document-damaged': unavailable<{ documentId: string }>({
    title: { nl: 'Dit document is beschadigd', en: 'This document is damaged' },
    detail: ({ documentId }) => ({
      nl: `Het bestand van document ${documentId} ontbreekt of is niet meer wat is vastgelegd. De beheerder moet het uit de back-up terugzetten.`,
      en: `The file of document ${documentId} is missing or no longer what was recorded. The operator must put it back from the backup.`,
    }),
  }),
})

/** What printing can refuse: nothing of a document that was handed in. */
export const typesetProblems = defineProblems('platform', {
  'typesetting-busy': unavailable({
    title: { nl: 'Er wordt te veel tegelijk afgedrukt', en: 'Too much is being printed at once' },
    detail: () => ({
      nl: 'Er wachten al veel documenten. Er is niets verloren; probeer het over een minuut opnieuw.',
      en: 'Many documents are waiting already. Nothing is lost; try again in a minute.',
    }),
  }),
})
