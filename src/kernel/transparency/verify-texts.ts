// Why a proof does not hold, for the person who checks it, in the order in which it is checked. Not here: the checks (verify.ts).
import type { Localised } from '../refusal.ts'

export const proofFailures = {
  unreadable: {
    nl: 'Dit bestand is geen bewijs: het is geen JSON in UTF-8, of het is te groot. Vraag het bewijs opnieuw op.',
    en: 'This file is no proof: it is not JSON in UTF-8, or it is too large. Ask for the proof again.',
  },
  'unknown-format': {
    nl: 'Dit is geen bewijs in een vorm die deze controle kent. Het veld "format" hoort "grein-proof/1", "grein-proofs/1" of "grein-consistency/1" te zijn.',
    en: 'This is no proof of a form this check knows. The field "format" should be "grein-proof/1", "grein-proofs/1" or "grein-consistency/1".',
  },
  'bad-field': {
    nl: 'In dit bewijs ontbreekt een veld, staat er een te veel, of heeft er een niet de juiste vorm. Het is veranderd of beschadigd.',
    en: 'In this proof a field is missing, is one too many, or has the wrong form. It was changed or damaged.',
  },
  'record-differs': {
    nl: 'De gegevens in dit bewijs zijn niet de gegevens die zijn vastgelegd. Er is iets aan veranderd, hoe klein ook.',
    en: 'The record in this proof is not the record that was logged. Something in it was changed, however small.',
  },
  'record-not-canonical': {
    nl: 'De gegevens in dit bewijs zijn niet geschreven zoals het logboek ze schrijft (RFC 8785). Daardoor zijn zij voor meer dan één uitleg vatbaar.',
    en: 'The record in this proof is not written as the log writes it (RFC 8785), so it could be read in more than one way.',
  },
  'content-differs': {
    nl: 'De inhoud in dit bewijs is niet wat is vastgelegd: de gegevens dragen een andere vingerafdruk. Er is iets aan veranderd, hoe klein ook.',
    en: 'The content in this proof is not what was logged: the record bears another fingerprint. Something in it was changed, however small.',
  },
  'key-malformed': {
    nl: 'De sleutel in dit bewijs is geen geldige Ed25519-sleutel in C2SP-vorm.',
    en: 'The key in this proof is no valid Ed25519 key in C2SP form.',
  },
  'key-not-trusted': {
    nl: 'Dit bewijs is ondertekend met een sleutel die u niet vertrouwt. Vraag de sleutel van het logboek bij de toezichthouder op.',
    en: 'This proof is signed with a key you do not trust. Ask the authority for the key of its log.',
  },
  'checkpoint-malformed': {
    nl: 'De ondertekende stand van het logboek in dit bewijs is niet leesbaar.',
    en: 'The signed checkpoint of the log in this proof cannot be read.',
  },
  'signature-missing': {
    nl: 'De stand van het logboek is niet ondertekend met de sleutel in dit bewijs.',
    en: 'The checkpoint of the log is not signed with the key in this proof.',
  },
  'signature-wrong': {
    nl: 'De handtekening onder de stand van het logboek klopt niet.',
    en: 'The signature under the checkpoint of the log is wrong.',
  },
  'origin-differs': {
    nl: 'De sleutel hoort bij een ander logboek dan de ondertekende stand.',
    en: 'The key belongs to another log than the signed checkpoint.',
  },
  'witness-key-malformed': {
    nl: 'De sleutel van de getuige is geen geldige sleutel in C2SP-vorm om mee te tekenen.',
    en: 'The key of the witness is no valid co-signing key in C2SP form.',
  },
  'witness-missing': {
    nl: 'Deze getuige heeft de stand van het logboek niet meegetekend. Vraag het bewijs later opnieuw op, of vraag de getuige ernaar.',
    en: 'This witness did not co-sign the checkpoint of the log. Ask for the proof again later, or ask the witness about it.',
  },
  'witness-wrong': {
    nl: 'De handtekening van de getuige onder de stand van het logboek klopt niet.',
    en: 'The signature of the witness under the checkpoint of the log is wrong.',
  },
  'index-outside': {
    nl: 'De plaats in dit bewijs ligt buiten het logboek van deze stand.',
    en: 'The place in this proof lies outside the log of this checkpoint.',
  },
  'path-length': {
    nl: 'Het pad in dit bewijs past niet bij deze plaats in een logboek van deze grootte.',
    en: 'The path in this proof does not fit this place in a log of this size.',
  },
  'root-differs': {
    nl: 'Het pad leidt niet naar de ondertekende stand: dit staat niet op deze plaats in dit logboek.',
    en: 'The path does not lead to the signed checkpoint: this does not stand at this place in this log.',
  },
  'about-differs': {
    nl: 'Boven dit bewijs staat iets anders dan in de gegevens zelf: zij gaan over een andere partij, of die heet anders. De gegevens zijn wel vastgelegd.',
    en: 'The heading of this proof differs from the records themselves: they are about another batch, or it has another name. The records were logged.',
  },
  'order-reversed': {
    nl: 'De twee standen staan verkeerd om: de eerste is groter dan de tweede.',
    en: 'The two checkpoints stand in the wrong order: the first is larger than the second.',
  },
  'history-differs': {
    nl: 'De latere stand bouwt niet voort op de eerdere: er is iets uit het logboek verdwenen, ingevoegd of veranderd.',
    en: 'The later checkpoint does not build on the earlier one: something in the log was removed, inserted or changed.',
  },
} as const satisfies Record<string, Localised>

export type ProofFailure = keyof typeof proofFailures
