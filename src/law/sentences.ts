// The sentences of an answer, in both languages. Not here: when each is said.
import type { Structure } from '#chemistry'
import { formatDay } from '#kernel'
import type { ListName, SubstanceAnswer } from './contract.ts'
import type { SubstanceFile } from './files.ts'

type Step = SubstanceAnswer['steps'][number]
type Words = { readonly nl: string; readonly en: string }
const step = (kind: Step['kind'], nl: string, en: string): Step => ({ kind, nl, en })

export const readAs = {
  name: () => step('read', 'Gelezen als naam.', 'Read as a name.'),
  cas: () => step('read', 'Gelezen als CAS-nummer.', 'Read as a CAS number.'),
  smiles: (structure: Structure) =>
    step(
      'read',
      `Gelezen als structuur (SMILES): ${structure.formula ?? 'formule onbekend'}.`,
      `Read as a structure (SMILES): ${structure.formula ?? 'formula unknown'}.`,
    ),
}

export function saltWordLeftOff(name: string, saltWord: string): Step {
  return step(
    'salt-stripped',
    `"${saltWord}" is weggelaten: een zout geldt als het middel zelf (Ow 1(2)). Verder gezocht met "${name}".`,
    `"${saltWord}" was left off: a salt counts as the substance itself (Ow 1(2)). Searched on with "${name}".`,
  )
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
    'Meer dan één middel heet zo. Kies hieronder.',
    'More than one substance is called this. Choose below.',
  )

export function structureUnknown(listIaExists: boolean): Step {
  return step(
    'not-matched',
    `Deze structuur staat niet met naam op een lijst. Of ze onder een slotbepaling van lijst I valt (esters, ethers, enantiomeren en meer)${listIaExists ? ' of onder een stofgroep van lijst IA' : ''}, rekent dit programma nog niet uit. Vraag een deskundige.`,
    `This structure is on no list by name. Whether it falls under a closing clause of list I (esters, ethers, enantiomers and more)${listIaExists ? ' or in a group of list IA' : ''} is not yet worked out by this program. Ask an expert.`,
  )
}

/** Same atoms joined the same way, another form in space, isotopes or protons. */
export function sameSkeleton(others: readonly SubstanceFile[], differsIn: 'isotopes' | 'stereo' | 'unrecorded'): Step {
  const nl = others.map((other) => other.nameNl).join(', ')
  const en = others.map((other) => other.nameEn).join(', ')
  const why: Record<typeof differsIn, Words> = {
    isotopes: { nl: 'met andere isotopen', en: 'with other isotopes' },
    stereo: {
      nl: 'met een andere of niet getekende ruimtelijke vorm',
      en: 'with another form in space, or none drawn',
    },
    unrecorded: {
      nl: 'en de ruimtelijke vorm daarvan is hier niet vastgelegd',
      en: 'whose form in space is not recorded here',
    },
  }
  return step(
    'not-matched',
    `Dezelfde atomen, zo verbonden als in ${nl}, ${why[differsIn].nl}. Lijst I heeft een slotbepaling over enantiomeren, lijst II niet; dit programma rekent die nog niet uit. Vraag een deskundige.`,
    `The same atoms, joined as in ${en}, ${why[differsIn].en}. List I has a closing clause on enantiomers, list II has none; this program does not yet work it out. Ask an expert.`,
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
    'coverage',
    `Op ${formatDay(from, 'nl')} stond dit middel op lijst ${list}. Of dat op de gevraagde dag al zo was, is hier niet vastgesteld.`,
    `On ${formatDay(from, 'en')} this substance was on list ${list}. Whether it already was on the day asked is not established here.`,
  )
}

export function treatyOnly({ treaty, nameNl, nameEn }: SubstanceFile): Step {
  return step(
    'coverage',
    `${nameNl} staat sinds ${treaty?.decidedIn} onder VN-verdrag ${treaty?.convention}, lijst ${treaty?.schedule}. Nederland moet zo’n stof plaatsen (Ow 3a(1)), maar een Nederlandse plaatsing is hier niet vastgelegd. Een verdragsplicht is geen plaatsing.`,
    `${nameEn} has been under UN convention ${treaty?.convention}, schedule ${treaty?.schedule}, since ${treaty?.decidedIn}. The Netherlands must list such a substance (Ow 3a(1)), but no Dutch listing is recorded here. A treaty duty is not a listing.`,
  )
}

export const groupsNotWorkedOut = () =>
  step(
    'not-matched',
    'Het middel staat op deze dag niet met naam op een lijst. Of het in een stofgroep van lijst IA valt, rekent dit programma nog niet uit.',
    'The substance is on no list by name on this day. Whether it is in a group of list IA is not yet worked out by this program.',
  )

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
  empty: { nl: 'Er staat niets om te lezen.', en: 'There is nothing to read.' },
  character: { nl: 'Dit teken komt in SMILES niet voor.', en: 'This character is not used in SMILES.' },
  wildcard: {
    nl: 'Een * staat voor veel stoffen tegelijk. Teken één stof.',
    en: 'A * stands for many substances at once. Draw one substance.',
  },
  'too-large': {
    nl: 'Deze structuur is te groot om veilig te lezen. Geef ten hoogste 500 atomen.',
    en: 'This structure is too large to read safely. Give at most 500 atoms.',
  },
  syntax: {
    nl: 'Dit is geen geldige SMILES vanaf het aangewezen teken.',
    en: 'This is no valid SMILES from the character shown.',
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
