// Words of the Core Business Vocabulary, written short, as URN, as CURIE or whole, made one. Not here: what they mean for the ledger.

import { entryOf } from './entry.ts'

const cbv = 'https://ref.gs1.org/cbv/'
const voc = 'https://gs1.org/voc/'

/** Which vocabulary a bare word belongs to is said by the field it stands in, never by how it looks. */
const prefixOf: Readonly<Record<string, string>> = {
  bizStep: `${cbv}BizStep-`,
  disposition: `${cbv}Disp-`,
  set: `${cbv}Disp-`,
  unset: `${cbv}Disp-`,
  bizTransactionType: `${cbv}BTT-`,
  sourceDestType: `${cbv}SDT-`,
  reason: `${cbv}ER-`,
  component: `${cbv}Comp-`,
  measurementType: voc,
  exception: voc,
}

const urns: readonly (readonly [urn: string, whole: string])[] = [
  ['urn:epcglobal:cbv:bizstep:', `${cbv}BizStep-`],
  ['urn:epcglobal:cbv:disp:', `${cbv}Disp-`],
  ['urn:epcglobal:cbv:btt:', `${cbv}BTT-`],
  ['urn:epcglobal:cbv:sdt:', `${cbv}SDT-`],
  ['urn:epcglobal:cbv:er:', `${cbv}ER-`],
  ['urn:epcglobal:cbv:inchikey:', 'https://identifiers.org/inchikey:'],
  ['cbv:', cbv],
  ['gs1:', voc],
]

/** `field` is the field's name, or for a `type` what it is the type of (`bizTransactionType`, `sourceDestType`, `measurementType`). */
export function wholeWord(text: string, field: string): string {
  for (const [urn, whole] of urns) if (text.startsWith(urn)) return whole + text.slice(urn.length)
  const prefix = entryOf(prefixOf, field)
  return prefix !== undefined && /^[A-Za-z][A-Za-z0-9_-]*$/.test(text) ? prefix + text : text
}
