// Where each name of the query language looks in an expanded event. Not here: what values the names take (names.ts).
import type { Place } from './condition.ts'

const quantityLists = {
  epcClass: ['quantityList', 'childQuantityList'],
  inputEPCClass: ['inputQuantityList'],
  outputEPCClass: ['outputQuantityList'],
  anyEPCClass: ['quantityList', 'childQuantityList', 'inputQuantityList', 'outputQuantityList'],
} as const

const epcLists = {
  epc: [
    ['epcList', '*'],
    ['childEPCs', '*'],
  ],
  parentID: [['parentID']],
  inputEPC: [['inputEPCList', '*']],
  outputEPC: [['outputEPCList', '*']],
  anyEPC: [['epcList', '*'], ['childEPCs', '*'], ['parentID'], ['inputEPCList', '*'], ['outputEPCList', '*']],
} as const satisfies Record<string, readonly Place[]>

export const matchPlaces: Readonly<Record<string, readonly Place[]>> = {
  ...epcLists,
  ...Object.fromEntries(
    Object.entries(quantityLists).map(([name, lists]) => [name, lists.map((list) => [list, '*', 'epcClass'])]),
  ),
}

/** Things that have a quantity and perhaps a unit. */
export const quantityPlaces: readonly Place[] = quantityLists.anyEPCClass.map((list) => [list, '*'])

export const reportPlace: Place = ['sensorElementList', '*', 'sensorReport', '*']
const metadataPlace: Place = ['sensorElementList', '*', 'sensorMetadata']

/** An attribute of a sensor is found whether it stands in the metadata or in a report. */
export const sensorPlaces = (name: string): readonly Place[] => [
  [...metadataPlace, name],
  [...reportPlace, name],
]

/** Where anybody's own fields stand: in the event itself, or in a part of it. */
export const ownAreas = {
  '': [],
  ILMD: ['ilmd'],
  ERROR_DECLARATION: ['errorDeclaration'],
  SENSORELEMENT: ['sensorElementList', '*'],
  SENSORMETADATA: metadataPlace,
  SENSORREPORT: reportPlace,
  readPoint: ['readPointFields'],
  bizLocation: ['bizLocationFields'],
} as const satisfies Record<string, Place>

export type OwnArea = keyof typeof ownAreas

/** The field of this name, or with `isInner` those of this name inside any other own field there. */
export function ownPlace(area: OwnArea, name: string, isInner: boolean): Place {
  return isInner ? [...ownAreas[area], '**', name, '*'] : [...ownAreas[area], name, '*']
}

/** Fields whose values master data may describe. */
export const describedPlaces: Readonly<Record<string, readonly Place[]>> = {
  ...matchPlaces,
  readPoint: [['readPoint']],
  bizLocation: [['bizLocation']],
  bizTransaction: [['bizTransactionList', '*', 'id']],
  source: [['sourceList', '*', 'id']],
  destination: [['destinationList', '*', 'id']],
  transformationID: [['transformationID']],
}
