// What `grein witness` says. Not here: the texts of other commands.
import { defineMessages, text } from '#kernel'

export const witnessTexts = defineMessages({
  'witness.about': {
    nl: 'teken als getuige mee met het logboek van een ander huis; zonder adres: toon de eigen sleutel',
    en: 'co-sign the log of another house as its witness; without an address: show one’s own key',
  },
  'witness.log': { nl: 'de sleutel van het logboek (C2SP verifier key)', en: 'the key of the log (C2SP verifier key)' },
  'witness.name': {
    nl: 'de naam van de getuige, zoals getuige.example.nl/w1; zij hoort bij de sleutel',
    en: 'the name of the witness, such as witness.example.org/w1; it belongs to the key',
  },
  'witness.folder': {
    nl: 'waar sleutel en geheugen van de getuige liggen (.grein-witness)',
    en: 'where the key and the memory of the witness lie (.grein-witness)',
  },
  'witness.every': { nl: 'om de hoeveel seconden te kijken (30)', en: 'how many seconds between two looks (30)' },
  'witness.once': { nl: 'kijk één keer, en stop', en: 'look once, and stop' },
  'witness.example.key': {
    nl: 'maak de sleutel, en toon wat het huis in GREIN_LOG_WITNESSES zet',
    en: 'make the key, and show what the house puts in GREIN_LOG_WITNESSES',
  },
  'witness.example.run': { nl: 'kijk en teken mee, tot u stopt', en: 'look and co-sign until stopped' },
  'witness.name-needed': {
    nl: 'Geef de getuige een naam zonder spaties of plustekens, met --name getuige.example.nl/w1.',
    en: 'Give the witness a name without spaces or plus signs, with --name witness.example.org/w1.',
  },
  'witness.bad-key': text<{ folder: string }>({
    nl: ({ folder }) =>
      `witness.key in ${folder} is geen sleutel. Zet hem terug; met een nieuwe sleutel is het een andere getuige.`,
    en: ({ folder }) => `witness.key in ${folder} holds no key. Put it back; with a new key it is another witness.`,
  }),
  'witness.log-needed': {
    nl: 'Geef het adres van het huis, en met --log de sleutel van het logboek die de autoriteit bekend maakt.',
    en: 'Give the address of the house, and with --log the key of the log as the authority publishes it.',
  },
  'witness.signed': text<{ size: number }>({
    nl: ({ size }, write) => `Meegetekend: ${write.number(size)} regels, en alles wat er eerder was staat er nog.`,
    en: ({ size }, write) => `Co-signed: ${write.number(size)} entries, and all that was there before still is.`,
  }),
  'witness.same': text<{ size: number }>({
    nl: ({ size }, write) => `Niets nieuws: nog steeds ${write.number(size)} regels.`,
    en: ({ size }, write) => `Nothing new: still ${write.number(size)} entries.`,
  }),
  'witness.refused.not-signed': {
    nl: 'Niet meegetekend: wat het huis geeft is niet met de sleutel van dit logboek ondertekend. Vraag de autoriteit wat er is gebeurd.',
    en: 'Not co-signed: what the house gives is not signed with the key of this log. Ask the authority what happened.',
  },
  'witness.refused.other-log': {
    nl: 'Niet meegetekend: dit is een ander logboek dan dat van de sleutel.',
    en: 'Not co-signed: this is another log than that of the key.',
  },
  'witness.refused.shorter': {
    nl: 'Niet meegetekend: het logboek is korter dan de getuige het al zag. Er is iets verdwenen. Bewaar de map van de getuige en vraag de autoriteit om uitleg.',
    en: 'Not co-signed: the log is shorter than the witness saw it before. Something is gone. Keep the folder of the witness and ask the authority to explain.',
  },
  'witness.refused.contradicts': {
    nl: 'Niet meegetekend: het huis tekende twee verschillende standen van dezelfde grootte. Bewaar de map van de getuige en vraag de autoriteit om uitleg.',
    en: 'Not co-signed: the house signed two different states of the same size. Keep the folder of the witness and ask the authority to explain.',
  },
  'witness.refused.not-grown': {
    nl: 'Niet meegetekend: de nieuwe stand bouwt niet voort op wat de getuige zag. Er is iets verdwenen, ingevoegd of veranderd. Bewaar de map van de getuige en vraag de autoriteit om uitleg.',
    en: 'Not co-signed: the new state does not build on what the witness saw. Something was removed, inserted or changed. Keep the folder of the witness and ask the authority to explain.',
  },
  'witness.no-log': text<{ url: string; origin: string }>({
    nl: ({ url, origin }) =>
      `${url} heeft geen logboek ${origin}, of er is nog niets in vastgelegd. Er is niets getekend. Controleer het adres, en de sleutel achter --log.`,
    en: ({ url, origin }) =>
      `${url} has no log ${origin}, or nothing was recorded in it yet. Nothing was signed. Check the address, and the key after --log.`,
  }),
  'witness.log-gone': text<{ url: string; size: number }>({
    nl: ({ url, size }, write) =>
      `Het logboek dat de getuige zag, van ${write.number(size)} regels, is er niet meer op ${url}. Er is niets getekend. Bewaar de map van de getuige en vraag de autoriteit om uitleg.`,
    en: ({ url, size }, write) =>
      `The log that the witness saw, of ${write.number(size)} entries, is no longer there at ${url}. Nothing was signed. Keep the folder of the witness and ask the authority to explain.`,
  }),
  'witness.no-answer': text<{ url: string; status: number }>({
    nl: ({ url, status }) => `Geen bruikbaar antwoord van ${url}${status ? ` (${status})` : ''}. Er is niets getekend.`,
    en: ({ url, status }) => `No usable answer from ${url}${status ? ` (${status})` : ''}. Nothing was signed.`,
  }),
  'witness.not-taken': text<{ status: number }>({
    nl: ({ status }) =>
      `Het huis nam de handtekening niet aan${status ? ` (${status})` : ''}. Staat de sleutel van deze getuige in GREIN_LOG_WITNESSES?`,
    en: ({ status }) =>
      `The house did not take the signature${status ? ` (${status})` : ''}. Is the key of this witness in GREIN_LOG_WITNESSES?`,
  }),
})
