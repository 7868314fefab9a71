// The sentences of an answer, in both languages. Not here: when each is said.
import type { Structure } from '#chemistry'
import { formatDay } from '#kernel'
import type { StructureAnswer } from './classifier/index.ts'
import type { ListName, SubstanceAnswer, SubstanceFinding } from './contract.ts'
import type { SubstanceFile } from './files.ts'
import type { WordKind } from './names.ts'

type Step = SubstanceAnswer['steps'][number]
type StructureStep = StructureAnswer['steps'][number]
type Words = { readonly nl: string; readonly en: string }
const step = (kind: Step['kind'], nl: string, en: string): Step => ({ kind, nl, en })

export const readAs = {
  name: () => step('read', 'Gelezen als naam.', 'Read as a name.'),
  cas: () => step('read', 'Gelezen als CAS-nummer.', 'Read as a CAS number.'),
  inchikey: () => step('read', 'Gelezen als InChIKey.', 'Read as an InChIKey.'),
  structure: (how: 'smiles' | 'inchi' | 'molfile', formula: string | null) => {
    const notation = { smiles: 'SMILES', inchi: 'InChI', molfile: 'molfile' }[how]
    return step(
      'read',
      `Gelezen als structuur (${notation}): ${formula ?? 'formule onbekend'}.`,
      `Read as a structure (${notation}): ${formula ?? 'formula unknown'}.`,
    )
  },
}

export const firstOf = (count: number) =>
  step(
    'read',
    `Het bestand heeft ${count} structuren. Dit gaat over de eerste; gebruik voor de rest de lijstcontrole.`,
    `The file holds ${count} structures. This is about the first; use the batch check for the rest.`,
  )

export const noIdentity = () =>
  step(
    'read',
    'De InChIKey is van deze structuur niet berekend. Voor het oordeel is hij niet nodig.',
    'The InChIKey of this structure was not worked out. The judgement does not need it.',
  )

const kindOfStep = {
  pieces: 'read',
  'same-piece': 'read',
  'left-off': 'salt-stripped',
  neutralised: 'salt-stripped',
  isotopes: 'isotopes',
  tautomer: 'note',
  'form-open': 'note',
} as const satisfies Partial<Record<StructureStep['code'], Step['kind']>>
const ofParts: readonly StructureStep['code'][] = ['pieces', 'same-piece', 'left-off', 'neutralised']

/** What the classifier did before it judged. A reading of our own may have told of the parts already, and by name. */
export function judgedAs(steps: readonly StructureStep[], which: 'all' | 'not-parts'): Step[] {
  return steps.flatMap(({ code, nl, en }) =>
    code === 'read-as' || (which === 'not-parts' && ofParts.includes(code)) ? [] : [step(kindOfStep[code], nl, en)],
  )
}

export const keyUnknown = () =>
  step(
    'not-matched',
    'Geen middel in de wetgegevens heeft deze sleutel. Een InChIKey is niet terug te rekenen: geef de structuur zelf.',
    'No substance in the law’s data has this key. An InChIKey cannot be turned back: give the structure itself.',
  )

/** A word of the name that does not change what it is in law. */
export function wordLeftOff(kind: WordKind, word: string, base: string): Step {
  const on = { nl: `Verder gezocht met "${base}".`, en: `Searched on with "${base}".` }
  switch (kind) {
    case 'salt':
      return step(
        'salt-stripped',
        `"${word}" is weggelaten: een zout geldt als het middel zelf (Ow 1(2)). ${on.nl}`,
        `"${word}" was left off: a salt counts as the substance itself (Ow 1(2)). ${on.en}`,
      )
    case 'solvate':
      return step(
        'salt-stripped',
        `"${word}" is weggelaten: water of oplosmiddel in het kristal verandert het middel niet. ${on.nl}`,
        `"${word}" was left off: water or solvent in the crystal does not change the substance. ${on.en}`,
      )
    case 'preparation':
      return step(
        'preparation',
        `"${word}" is weggelaten: een preparaat van een middel is ook een middel (Ow 1(1)). ${on.nl}`,
        `"${word}" was left off: a preparation of a substance counts as the substance (Ow 1(1)). ${on.en}`,
      )
    case 'isotope':
      return step(
        'isotopes',
        `"${word}" is weggelaten: de wetstekst noemt geen isotopen. ${on.nl}`,
        `"${word}" was left off: the text of the law names no isotopes. ${on.en}`,
      )
    default:
      return kind satisfies never
  }
}

export function saltNumber(salt: string): Step {
  return step(
    'salt-stripped',
    `Dit nummer is van het zout ${salt}. Een zout geldt als het middel zelf (Ow 1(2)).`,
    `This number belongs to the salt ${salt}. A salt counts as the substance itself (Ow 1(2)).`,
  )
}

export function saltLeftOff({ parts }: Structure): Step {
  const kept = parts[0]!.smiles
  const left = parts.filter((part) => part.isCounterIon && part !== parts[0]).map((part) => part.smiles)
  return left.length === 0
    ? step(
        'salt-stripped',
        `Lading teruggebracht tot het neutrale deel ${kept}.`,
        `Charge taken back to the neutral part ${kept}.`,
      )
    : step(
        'salt-stripped',
        `Tegenion of oplosmiddel weggelaten: ${left.join(', ')}. Een zout geldt als het middel zelf (Ow 1(2)). Over: ${kept}.`,
        `Counter-ion or solvent left off: ${left.join(', ')}. A salt counts as the substance itself (Ow 1(2)). Left: ${kept}.`,
      )
}

export function matched(kind: 'matched-name' | 'matched-cas' | 'matched-structure', substance: SubstanceFile): Step {
  const how = { 'matched-name': ['Deze naam', 'This name'], 'matched-cas': ['Dit nummer', 'This number'] } as const
  const [nl, en] = kind === 'matched-structure' ? ['Deze structuur (InChIKey)', 'This structure (InChIKey)'] : how[kind]
  return step(kind, `${nl} hoort bij ${substance.nameNl}.`, `${en} belongs to ${substance.nameEn}.`)
}

export const nameUnknown = () =>
  step(
    'not-matched',
    'Geen middel in de wetgegevens heet zo. Dat zegt niet dat de stof vrij is: geef het CAS-nummer of de structuur.',
    'No substance in the law’s data is called this. That does not say it is free: give the CAS number or the structure.',
  )

export const numberUnknown = () =>
  step(
    'not-matched',
    'Dit nummer is geldig, maar hoort bij geen middel in de wetgegevens. Geef de naam of de structuur.',
    'This number is valid but belongs to no substance in the law’s data. Give the name or the structure.',
  )

export const nameAmbiguous = () =>
  step(
    'not-matched',
    'Meer dan één middel heet zo. Kies welke u bedoelt.',
    'More than one substance is called this. Choose which you mean.',
  )

/** Found by the law's own comparison: a hand of what is listed flat, or with other isotopes. */
export const matchedInLaw = ({ nameNl, nameEn }: SubstanceFile) =>
  step('matched-structure', `Dit is een vorm van ${nameNl}.`, `This is a form of ${nameEn}.`)

/** Same atoms joined the same way, another form in space or none drawn: said, and judged apart. */
export function sameSkeleton(others: readonly SubstanceFile[]): Step {
  const nl = others.map((other) => other.nameNl).join(', ')
  const en = others.map((other) => other.nameEn).join(', ')
  return step(
    'note',
    `Dezelfde atomen, zo verbonden als in ${nl}; de ruimtelijke vorm is een andere, of is hier niet getekend of vastgelegd.`,
    `The same atoms, joined as in ${en}; the form in space is another one, or is not drawn or recorded here.`,
  )
}

export function mixture(named: readonly SubstanceFile[], unnamedSmiles: readonly string[]): Step {
  const nl = [...named.map((one) => one.nameNl), ...unnamedSmiles].join(', ')
  const en = [...named.map((one) => one.nameEn), ...unnamedSmiles].join(', ')
  return step(
    'read',
    `Dit is een mengsel. Het bevat ook: ${nl}. Elk deel is apart een vraag.`,
    `This is a mixture. It also holds: ${en}. Each part is a question of its own.`,
  )
}

export function listedOn(list: ListName, on: string): Step {
  return step(
    'listed',
    `Op ${formatDay(on, 'nl')} staat het middel op lijst ${list}.`,
    `On ${formatDay(on, 'en')} the substance is on list ${list}.`,
  )
}

export function startUnknown(list: ListName, from: string): Step {
  return step(
    'note',
    `Op ${formatDay(from, 'nl')} stond dit middel op lijst ${list}. Of dat op de gevraagde dag al zo was, is hier niet vastgesteld.`,
    `On ${formatDay(from, 'en')} this substance was on list ${list}. Whether it already was on the day asked is not established here.`,
  )
}

export function treatyOnly({ treaty, nameNl, nameEn }: SubstanceFile): Step {
  return step(
    'note',
    `${nameNl} staat sinds ${treaty?.decidedIn} onder VN-verdrag ${treaty?.convention}, lijst ${treaty?.schedule}. Nederland moet zo’n stof plaatsen (Ow 3a(1)), maar een Nederlandse plaatsing is hier niet vastgelegd. Een verdragsplicht is geen plaatsing.`,
    `${nameEn} has been under UN convention ${treaty?.convention}, schedule ${treaty?.schedule}, since ${treaty?.decidedIn}. The Netherlands must list such a substance (Ow 3a(1)), but no Dutch listing is recorded here. A treaty duty is not a listing.`,
  )
}

export const noStructure = () =>
  step(
    'not-matched',
    'Van dit middel is geen structuur vastgelegd. Of het onder een slotbepaling of in een stofgroep valt, is daarom niet na te gaan.',
    'No structure is recorded for this substance. Whether it falls under a closing clause or in a group can therefore not be worked out.',
  )

export const nothingFits = (hasGroups: boolean) =>
  step(
    'judged',
    `Niet met naam genoemd; de slotbepalingen van lijst I${hasGroups ? ' en de stofgroepen van lijst IA' : ''} zijn nagegaan en passen niet.`,
    `Not named; the closing clauses of list I${hasGroups ? ' and the groups of list IA' : ''} were worked out and do not fit.`,
  )

export function judged({ list, title, certainty }: SubstanceFinding): Step {
  return certainty === 'in'
    ? step('judged', `Lijst ${list}: ${title.nl}.`, `List ${list}: ${title.en}.`)
    : step('judged', `Misschien lijst ${list}: ${title.nl}.`, `Perhaps list ${list}: ${title.en}.`)
}

/** Lists with the same gap are named together. */
export function notFullyRead(gaps: readonly { list: ListName; note: Words }[]): Step {
  const byGap = Map.groupBy(gaps, ({ note }) => note.en)
  const said = (locale: 'nl' | 'en', word: string, and: string) =>
    [...byGap.values()]
      .map((same) => `${word} ${same.map(({ list }) => list).join(and)}: ${same[0]!.note[locale]}`)
      .join(' ')
  return step(
    'coverage',
    `Let op: de lijsttekst van deze dag is niet volledig gelezen. ${said('nl', 'Lijst', ' en ')}`,
    `Note: the lists’ text of this day was not read in full. ${said('en', 'List', ' and ')}`,
  )
}

export const remark = ({ nl, en }: Words) => step('note', nl, en)

export const unreadable: Record<string, Words> = {
  lines: {
    nl: 'Dit zijn meer regels, en geen molfile. Geef één stof tegelijk, of controleer een hele lijst.',
    en: 'These are several lines, and no molfile. Give one substance at a time, or check a whole list.',
  },
  empty: { nl: 'Er staat niets om te lezen.', en: 'There is nothing to read.' },
  character: {
    nl: 'Dit teken hoort hier niet in een structuur.',
    en: 'This character does not belong here in a structure.',
  },
  wildcard: {
    nl: 'Een * staat voor veel stoffen tegelijk. Teken één stof.',
    en: 'A * stands for many substances at once. Draw one substance.',
  },
  'too-large': {
    nl: 'Deze structuur is te groot om veilig te lezen. Geef ten hoogste 500 atomen.',
    en: 'This structure is too large to read safely. Give at most 500 atoms.',
  },
  syntax: {
    nl: 'Vanaf de aangewezen plaats is dit geen geldige structuur.',
    en: 'From the place shown this is no valid structure.',
  },
  chemistry: {
    nl: 'Dit kan geen molecuul zijn: een atoom heeft te veel bindingen, of een ring kan zo niet aromatisch zijn.',
    en: 'This cannot be a molecule: an atom has too many bonds, or a ring cannot be aromatic like this.',
  },
  stopped: {
    nl: 'Het lezen van deze structuur is afgebroken. Probeer een eenvoudiger vorm, of vraag een deskundige.',
    en: 'Reading this structure was stopped. Try a simpler form, or ask an expert.',
  },
}
