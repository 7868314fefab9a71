// What is said of a row that could not be read or judged. Not here: what is said of a structure that could (classifier).

export type BatchMessage = {
  readonly code: string
  readonly nl: string
  readonly en: string
  /** The line of the file. */
  readonly line?: number
  /** The offset into the structure, counted from 0, where reading stopped. */
  readonly at?: number
  /** In English, for whoever looks into it. */
  readonly detail?: string
}

/** The message of a code; one that is not known here speaks by its detail. */
export function said(code: string, more: Pick<BatchMessage, 'line' | 'at' | 'detail'>): BatchMessage {
  return { code, ...(words[code] ?? words['syntax']!), ...more }
}

const words: Readonly<Record<string, { readonly nl: string; readonly en: string }>> = {
  empty: { nl: 'Hier staat geen structuur.', en: 'There is no structure here.' },
  'no-structure': { nl: 'Deze rij heeft geen veld met een structuur.', en: 'This row has no field with a structure.' },
  character: {
    nl: 'Dit teken hoort hier niet in een structuur.',
    en: 'This character does not belong here in a structure.',
  },
  wildcard: {
    nl: 'Een * of R-groep staat voor veel stoffen tegelijk. Geef één stof.',
    en: 'A * or R-group stands for many substances at once. Give one substance.',
  },
  'too-large': {
    nl: 'Deze structuur is te groot om hier te beoordelen.',
    en: 'This structure is too large to be judged here.',
  },
  syntax: { nl: 'Vanaf deze plaats is dit geen structuur.', en: 'From this place on this is no structure.' },
  chemistry: {
    nl: 'Dit kan geen molecuul zijn: een atoom heeft te veel bindingen, of een ring kan zo niet aromatisch zijn.',
    en: 'This cannot be a molecule: an atom has too many bonds, or a ring cannot be aromatic like this.',
  },
  stopped: {
    nl: 'Het beoordelen van deze rij is afgebroken. Leg haar aan een deskundige voor.',
    en: 'Judging this row was stopped. Put it to an expert.',
  },
  fields: {
    nl: 'Deze rij heeft meer velden dan er kolommen zijn. Zet velden met een scheidingsteken tussen aanhalingstekens.',
    en: 'This row has more fields than there are columns. Put fields that hold a separator between quotes.',
  },
  'too-long': { nl: 'Deze rij is langer dan een miljoen tekens.', en: 'This row is longer than a million characters.' },
  'open-quote': {
    nl: 'Een aanhalingsteken op deze regel wordt nergens gesloten. De regels erna zijn als eigen rijen gelezen.',
    en: 'A quote on this line is never closed. The lines after it were read as rows of their own.',
  },
  'stray-quote': {
    nl: 'Na een gesloten aanhalingsteken op deze regel volgt nog tekst. Schrijf een aanhalingsteken in een veld dubbel.',
    en: 'Text follows a closed quote on this line. Write a quote inside a field twice.',
  },
  'not-utf-8': {
    nl: 'Deze rij is geen UTF-8; zij is gelezen als Windows-1252.',
    en: 'This row is not UTF-8; it was read as Windows-1252.',
  },
}
