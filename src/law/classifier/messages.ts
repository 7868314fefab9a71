// What is said beside the findings, in both languages. Not here: when it is said (findings.ts, structure.ts).
import type { Message } from './answer.ts'

export const unsupported: Message = {
  code: 'unsupported',
  nl: 'Deze structuur valt buiten wat hier beoordeeld kan worden. Leg haar aan een deskundige voor.',
  en: 'This structure is beyond what can be judged here. Put it to an expert.',
}
export const enol: Message = {
  code: 'enol',
  nl: 'Deze structuur is als enol getekend. Zij is ook als keton beoordeeld, want dat is dezelfde stof.',
  en: 'This structure is drawn as an enol. It was judged as a ketone too, for that is the same substance.',
}
export const treatyOnly: Message = {
  code: 'treaty-only',
  nl: 'Een verdrag noemt deze stof; een Nederlandse tekst die haar op een lijst zet, is hier niet vastgesteld.',
  en: 'A treaty names this substance; no Dutch text that puts it on a list is established here.',
}
export const radical: Message = {
  code: 'radical',
  nl: 'Deze structuur heeft een los elektron. Controleer de tekening of leg haar aan een deskundige voor.',
  en: 'This structure has an unpaired electron. Check the drawing or put it to an expert.',
}
export const isotopes: Message = {
  code: 'isotopes',
  nl: 'De isotopen zijn gelezen als gewone atomen. Of de tekst ze noemt, staat bij elke bevinding.',
  en: 'The isotopes were read as ordinary atoms. Whether the text names them stands with each finding.',
}
export const byNameExcepted: Message = {
  code: 'excepted-by-name',
  nl: 'Lijst I zondert deze vorm met naam uit van de slotbepaling.',
  en: 'List I excepts this form by name from its closing clause.',
}
export const formOpen: Message = {
  code: 'form-open',
  nl: 'De tekening zegt niet welke vorm in de ruimte het is. Zij staat dan ook voor de genoemde vorm en haar spiegelbeeld.',
  en: 'The drawing does not say which form in space it is. It then stands for the named form and its mirror image too.',
}
export const handOfListed: Message = {
  code: 'hand-of-listed',
  nl: 'Lijst II noemt deze stof zonder vorm in de ruimte en heeft geen bepaling over enantiomeren. Dat een zuivere vorm eronder valt, is een lezing.',
  en: 'List II names this substance without a form in space and has no clause on enantiomers. That a pure form is included is a reading.',
}
export const severalRecords: Message = {
  code: 'several-records',
  nl: 'Dit bestand bevat meer structuren. Alleen de eerste is beoordeeld; gebruik de toets voor hele bestanden voor de andere.',
  en: 'This file holds more structures. Only the first was judged; use the check for whole files for the others.',
}
