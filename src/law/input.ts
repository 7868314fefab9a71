// What kind of thing was typed: a name, a number, a structure in one of its notations. Pure; not here: what it stands for.

export type KindOfText = 'name' | 'cas' | 'smiles' | 'inchi' | 'inchikey' | 'molfile' | 'lines'

/** A number has its own form; a known name goes before a structure. `text` has no spaces around it. */
export function kindOfText(text: string, isName: (text: string) => boolean): KindOfText {
  if (/^\d+-\d+-\d$/.test(plainDashes(text))) return 'cas'
  if (/^InChI=/i.test(text)) return 'inchi'
  if (/^[A-Z]{14}-[A-Z]{10}-[A-Z]$/.test(text)) return 'inchikey'
  if (/\n/.test(text)) return looksLikeMolfile(text) ? 'molfile' : 'lines'
  return !isName(text) && looksLikeSmiles(text) ? 'smiles' : 'name'
}

export const plainDashes = (text: string) => text.replace(/[\u2010-\u2015]/g, '-')

/** Made of nothing but the signs of SMILES. "PCP" is so too, but a known name goes first. */
function looksLikeSmiles(text: string): boolean {
  return /^(\[[^\]\s]*\]|Cl|Br|[BCNOPSFIbcnops]|[-=#$:/\\().%0-9*])+$/.test(text) && /[A-Za-z]/.test(text)
}

const looksLikeMolfile = (text: string) => /V[23]000|^M {2}END|^\$\$\$\$/m.test(text)

/** The first record of an SD file as a molfile, and how many records there are. A molfile is a file of one. */
export function molfileIn(text: string): { readonly molfile: string; readonly count: number } {
  const records = text.split(/^\$\$\$\$.*$/m).filter((record) => record.trim() !== '')
  return { molfile: records[0] ?? text, count: Math.max(1, records.length) }
}
