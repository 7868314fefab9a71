// Every refusal of photographs, in order of precedence. Not here: refusals of documents in general (platform).
import { absent, conflict, defineProblems, invalid, tooLarge } from '#kernel'
import { photographSideMax } from '../contract.ts'

export const photographProblems = defineProblems('chain', {
  'photograph-too-large': tooLarge<{ maxBytes: number }>({
    title: { nl: 'Deze foto is te groot.', en: 'This photograph is too large.' },
    detail: ({ maxBytes }) => ({
      nl: `Een foto is hoogstens ${maxBytes / 1_000_000} MB. Het formulier maakt een foto vanzelf kleiner; doe dat anders zelf.`,
      en: `A photograph is at most ${maxBytes / 1_000_000} MB. The form makes one smaller by itself; otherwise do so yourself.`,
    }),
  }),
  'photograph-unreadable': invalid({
    title: { nl: 'Dit is geen hele foto.', en: 'This is not a whole photograph.' },
    detail: () => ({
      nl: 'Een foto is een JPEG, van het eerste tot het laatste teken, en er zit niets achter. Maak de foto opnieuw of sla haar op als JPEG.',
      en: 'A photograph is a JPEG from its first byte to its last, with nothing behind it. Take it again or save it as JPEG.',
    }),
  }),
  'photograph-too-many-points': invalid({
    title: { nl: 'Deze foto heeft te veel punten.', en: 'This photograph has too many points.' },
    detail: () => ({
      nl: `Een zijde is hoogstens ${photographSideMax} punten. Maak de foto kleiner.`,
      en: `A side has at most ${photographSideMax} points. Make the photograph smaller.`,
    }),
  }),
  'photograph-tells-more': invalid({
    title: { nl: 'In deze foto staat meer dan het beeld.', en: 'This photograph holds more than its picture.' },
    detail: () => ({
      nl: 'Een telefoon schrijft plaats, tijd en toestel in de foto. Dat zijn gegevens van een persoon en die bewaren wij niet. Kies de foto in het formulier, dat haalt ze weg, of sla haar op zonder metagegevens.',
      en: 'A phone writes place, time and device into a photograph. Those are personal data and we do not keep them. Choose the photograph in the form, which takes them out, or save it without metadata.',
    }),
  }),
  'photograph-unknown': absent({
    title: { nl: 'Deze foto hoort niet bij deze vernietiging.', en: 'This photograph is not of this destruction.' },
    detail: () => ({
      nl: 'Een foto wordt eerst ingestuurd onder het nummer van de vernietiging, en hoort dan alleen daarbij. Stuur de foto opnieuw in.',
      en: 'A photograph is first handed in under the number of the destruction, and then belongs to that alone. Hand it in again.',
    }),
  }),
  'photograph-changed': conflict({
    title: { nl: 'Deze foto is niet de foto die u ondertekent.', en: 'This photograph is not the one you sign.' },
    detail: () => ({
      nl: 'De vingerafdruk (SHA-256) in uw verklaring is niet die van de ingestuurde foto. Stuur de foto opnieuw in en onderteken die.',
      en: 'The fingerprint (SHA-256) in your statement is not that of the photograph handed in. Hand it in again and sign that one.',
    }),
  }),
})
