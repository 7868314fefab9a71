// What a reader must know beside the answer: other acts, what is policy and not law, what the recorded law does not reach.
// Not here: anything that changes the outcome.
import type { LawBook } from './book.ts'
import type { Words } from './condition-words.ts'
import type { DecisionQuestion, Outcome } from './contract.ts'
import type { Standing } from './substance.ts'

export function noticesOf(
  book: LawBook,
  { form, purpose }: DecisionQuestion,
  standing: Standing,
  outcome: Outcome,
): Words[] {
  const notices: Words[] = []
  const isMedicine =
    form === 'medicine' ||
    purpose === 'medicinal-supply' ||
    purpose === 'clinical-trial' ||
    purpose === 'own-medical-use'
  if (isMedicine) notices.push(medicinesAct)
  if (outcome === 'no-prohibition') notices.push(otherActs)
  if (outcome === 'prohibited') notices.push(prosecution)
  if (standing.listings.some(({ status, list }) => status === 'model' && list === 'IA')) notices.push(model)
  if (standing.listings.some(({ status, weight }) => status === 'inferred' && weight !== 'expert-record'))
    notices.push(inferred)
  for (const { extent, acceptedBy, list, note } of book.coverage) {
    if (extent === 'text' || acceptedBy !== null) continue
    notices.push({ nl: `Lijst ${list}: ${note.nl}`, en: `List ${list}: ${note.en}` })
  }
  if (book.corpus.hypothetical !== undefined) notices.unshift(draft)
  return notices
}

const medicinesAct: Words = {
  nl: 'De Geneesmiddelenwet geldt apart: een route van artikel 40 heft de Opiumwet niet op, en een ontheffing de Geneesmiddelenwet niet.',
  en: 'The Medicines Act applies beside this: a route of article 40 does not lift the Opium Act, nor an exemption the Medicines Act.',
}
const otherActs: Words = {
  nl: 'Dit gaat over de Opiumwet alleen. De Geneesmiddelenwet, de Warenwet en andere wetten kunnen iets anders zeggen.',
  en: 'This is about the Opium Act alone. The Medicines Act, the Commodities Act and others may say otherwise.',
}
const prosecution: Words = {
  nl: 'Of er wordt vervolgd of gedoogd, is beleid van het Openbaar Ministerie en geen wet.',
  en: 'Whether it is prosecuted or tolerated is policy of the Public Prosecution Service, not law.',
}
const model: Words = {
  nl: 'De stofgroep is een model: de officiële chemische tekst is niet gelezen.',
  en: 'The group is a model: the official chemical wording was not read.',
}
const inferred: Words = {
  nl: 'Deze plaatsing is afgeleid uit een verdragsplicht; het Nederlandse besluit is niet gelezen.',
  en: 'This listing is inferred from a treaty duty; the Dutch decree was not read.',
}
const draft: Words = { nl: 'Dit is een ontwerp, niet de wet.', en: 'This is a draft, not the law.' }
