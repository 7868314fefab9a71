// What random events and random questions are about, each thing with all the ways it may be written; which patterns mean which of them is said by
// hand. Test furniture. Not here: how the program makes two spellings one (digital-link.ts, words.ts); nothing of it is used.
export const namespaces = { one: 'https://ns.example.com/', other: 'https://other.example/v#' } as const

/** A thing under a short name, and how it may be written in a document or a question. `ext:` stands for the first namespace everywhere. */
export type Spellings = Readonly<Record<string, readonly string[]>>

export const epcs = {
  serialA: [
    'urn:epc:id:sgtin:8712345.012345.A1',
    'https://id.gs1.org/01/08712345123451/21/A1',
    'https://shop.example/app/gtin/8712345123451/10/L1/21/A1?17=261231',
  ],
  serialB: ['urn:epc:id:sgtin:8712345.012345.b%2F.2', 'https://id.gs1.org/01/08712345123451/21/b%2F.2'],
  outer: ['urn:epc:id:sgtin:8712345.112345.A1', 'https://id.gs1.org/01/18712345123458/21/A1'],
  neighbour: ['urn:epc:id:sgtin:8712346.012345.A1', 'https://id.gs1.org/01/08712346123450/21/A1'],
  box: ['urn:epc:id:sscc:8712345.0000000001', 'https://id.gs1.org/00/087123450000000011'],
  crate: ['urn:epc:id:grai:8712345.00001.9', 'https://id.gs1.org/8003/087123450000119'],
  own: ['urn:x:mine', 'urn:x:mine'],
  curie: ['ext:thing', 'https://ns.example.com/thing'],
} as const satisfies Spellings

export const classes = {
  lot1: [
    'urn:epc:class:lgtin:8712345.012345.L1',
    'https://id.gs1.org/01/08712345123451/10/L1',
    'https://shop.example/01/08712345123451/lot/L1',
  ],
  lot2: ['urn:epc:class:lgtin:8712345.012345.L2', 'https://id.gs1.org/01/08712345123451/10/L2'],
  other: ['urn:epc:class:lgtin:8712345.012346.L1', 'https://id.gs1.org/01/08712345123468/10/L1'],
  item: [
    'urn:epc:idpat:sgtin:8712345.012345.*',
    'https://id.gs1.org/01/08712345123451',
    'https://id.gs1.org/01/8712345123451',
  ],
  waste: ['https://ns.example.com/waste', 'ext:waste'],
} as const satisfies Spellings

/** What a pattern means, said by hand: the names above. */
export const patterns: Readonly<Record<string, readonly string[]>> = {
  'urn:epc:idpat:sgtin:8712345.012345.*': ['serialA', 'serialB', 'lot1', 'lot2', 'item'],
  'urn:epc:idpat:sgtin:8712345.*.*': ['serialA', 'serialB', 'outer', 'lot1', 'lot2', 'other', 'item'],
  'urn:epc:idpat:sgtin:*.*.*': ['serialA', 'serialB', 'outer', 'neighbour', 'lot1', 'lot2', 'other', 'item'],
  'urn:epc:idpat:sscc:8712345.*': ['box'],
  'urn:epc:idpat:sscc:*.*': ['box'],
  'urn:epc:idpat:grai:8712345.00001.*': ['crate'],
  'urn:epc:class:lgtin:8712345.012345.*': ['serialA', 'serialB', 'lot1', 'lot2', 'item'],
  'https://id.gs1.org/01/08712345123451/10/*': ['lot1', 'lot2'],
  'https://shop.example/gtin/8712345123451/21/*': ['serialA', 'serialB'],
}

export const places = {
  site: [
    'urn:epc:id:sgln:8712345.00001.0',
    'https://id.gs1.org/414/8712345000011',
    'https://map.example/gln/8712345000011',
  ],
  room: ['urn:epc:id:sgln:8712345.00001.R%2F7', 'https://id.gs1.org/414/8712345000011/254/R%2F7'],
  yard: ['urn:epc:id:sgln:8712345.00002.0', 'https://id.gs1.org/414/8712345000028'],
  shed: ['https://ns.example.com/shed', 'ext:shed'],
  far: ['urn:epc:id:sgln:8712345.00003.0', 'https://id.gs1.org/414/8712345000035'],
} as const satisfies Spellings
/** What lies in a place without anybody saying so: a GLN with an extension is a part of the place of that GLN. */
export const partsByNumber: Readonly<Record<string, readonly string[]>> = { site: ['room'] }

export const parties = {
  grower: ['urn:epc:id:pgln:8712345.00001', 'https://id.gs1.org/417/8712345000011'],
  carrier: ['urn:epc:id:pgln:8712345.00002', 'https://id.gs1.org/417/8712345000028'],
} as const satisfies Spellings
export const papers = {
  order: ['urn:epcglobal:cbv:bt:8712345000011:1', 'urn:epcglobal:cbv:bt:8712345000011:1'],
  advice: ['urn:epc:id:gdti:8712345.00001.77', 'https://id.gs1.org/253/871234500001177'],
  permit: ['ext:permit-1', 'https://ns.example.com/permit-1'],
} as const satisfies Spellings
export const devices = {
  probe: ['urn:epc:id:giai:8712345.1', 'https://id.gs1.org/8004/87123451'],
  scale: ['https://ns.example.com/scale', 'ext:scale'],
} as const satisfies Spellings
export const runs = {
  first: ['urn:epc:id:gdti:8712345.00001.run-1', 'https://id.gs1.org/253/8712345000011run-1'],
  second: ['ext:run-2', 'https://ns.example.com/run-2'],
} as const satisfies Spellings

const cbv = 'https://ref.gs1.org/cbv/'
const word = (kind: string, name: string) => [name, `cbv:${kind}-${name}`, `${cbv}${kind}-${name}`]
export const bizSteps = {
  transporting: word('BizStep', 'transporting'),
  loading: word('BizStep', 'loading'),
  ownStep: ['ext:curing', 'https://ns.example.com/curing'],
} satisfies Spellings
export const dispositions = {
  recalled: word('Disp', 'recalled'),
  damaged: word('Disp', 'damaged'),
  ownState: ['ext:damp', 'https://ns.example.com/damp'],
} satisfies Spellings
export const reasons = {
  incorrect: word('ER', 'incorrect_data'),
  never: word('ER', 'did_not_occur'),
  ownReason: ['ext:typo', 'https://ns.example.com/typo'],
} satisfies Spellings
export const paperTypes = {
  po: word('BTT', 'po'),
  desadv: word('BTT', 'desadv'),
  ownPaper: ['ext:permit', 'https://ns.example.com/permit'],
} satisfies Spellings
export const sideTypes = {
  owning: word('SDT', 'owning_party'),
  possessing: word('SDT', 'possessing_party'),
  ownSide: ['ext:insurer', 'https://ns.example.com/insurer'],
} satisfies Spellings
export const measures = {
  Temperature: ['Temperature', 'gs1:Temperature'],
  Mass: ['Mass', 'gs1:Mass'],
  ownMeasure: ['ext:Wetness', 'https://ns.example.com/Wetness'],
} satisfies Spellings
export const eventTypes = {
  object: ['ObjectEvent'],
  aggregation: ['AggregationEvent'],
  association: ['AssociationEvent'],
  transaction: ['TransactionEvent'],
  transformation: ['TransformationEvent'],
  ownEvent: ['ext:WeatherEvent', 'https://ns.example.com/WeatherEvent'],
} satisfies Spellings

/** Every spelling, whole, and what it means. One spelling means one thing in all fields, so fields need no tables of their own. */
const meanings: ReadonlyMap<string, string> = new Map(
  [
    epcs,
    classes,
    places,
    parties,
    papers,
    devices,
    runs,
    bizSteps,
    dispositions,
    reasons,
    paperTypes,
    sideTypes,
    measures,
    eventTypes,
  ].flatMap((table: Spellings) =>
    Object.entries(table).flatMap(([name, spellings]) =>
      spellings.map((one): [string, string] => [
        one.replace(/^ext:/, namespaces.one).replace(/^gs1:/, 'https://gs1.org/voc/'),
        name,
      ]),
    ),
  ),
)

/** The name of what is written so, or the text itself where it is nobody's. */
export const meaningOf = (whole: string): string => meanings.get(whole) ?? whole
