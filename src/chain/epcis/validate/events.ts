// The five kinds of event of EPCIS 2.0, and which parts each has. Not here: the parts (shapes.ts) and what an event means for the ledger.
import { isList, isObject, type JsonObject, type JsonValue, listed } from '../json.ts'
import { type Fault, faultOf } from './fault.ts'
import {
  anyText,
  anything,
  below,
  boolean,
  type Check,
  context,
  decimal,
  either,
  type Fields,
  gs1Word,
  hex,
  isUri,
  list,
  object,
  offset,
  oneOf,
  quantityElement,
  time,
  uri,
  word,
} from './shapes.ts'
import {
  actions,
  bizSteps,
  bizTransactionTypes,
  components,
  dispositions,
  errorReasons,
  measurementTypes,
  sensorAlerts,
  sourceDestTypes,
} from './vocabulary.ts'

const idOnly = object({ id: uri }, { required: ['id'], takesOwn: true })
const uris = list(uri, { isUnique: true })
const quantities = list(quantityElement)
const disposition = word(dispositions)

const metadata: Fields = {
  time,
  startTime: time,
  endTime: time,
  deviceID: uri,
  deviceMetadata: uri,
  rawData: uri,
  dataProcessingMethod: uri,
  bizRules: uri,
}
const report: Fields = {
  type: gs1Word(measurementTypes),
  exception: gs1Word(sensorAlerts),
  deviceID: uri,
  deviceMetadata: uri,
  rawData: uri,
  dataProcessingMethod: uri,
  bizRules: uri,
  time,
  microorganism: uri,
  chemicalSubstance: uri,
  coordinateReferenceSystem: uri,
  value: decimal,
  component: word(components),
  stringValue: anyText,
  booleanValue: boolean,
  hexBinaryValue: hex,
  uriValue: uri,
  minValue: decimal,
  maxValue: decimal,
  meanValue: decimal,
  sDev: decimal,
  percRank: decimal,
  percValue: decimal,
  uom: anyText,
}
/**
 * What may stand in either place, and may not say two things (TCR-53, step 29). The standard's own examples repeat a value in both, and give
 * a reading a time of its own within that of its element: neither is a contradiction, and both are taken.
 */
const eitherPlace = ['deviceID', 'deviceMetadata', 'rawData', 'dataProcessingMethod', 'bizRules']

const sensorElement = object(
  {
    sensorMetadata: object(metadata, { takesOwn: true }),
    sensorReport: list(object(report, { required: ['type'], takesOwn: true }), { isFilled: true }),
  },
  {
    required: ['sensorReport'],
    takesOwn: true,
    rules({ sensorMetadata, sensorReport }, pointer) {
      if (!isObject(sensorMetadata)) return []
      const said = eitherPlace.filter((name) => sensorMetadata[name] !== undefined)
      return listed(sensorReport).flatMap((one, index) =>
        said
          .filter((name) => isObject(one) && one[name] !== undefined && one[name] !== sensorMetadata[name])
          .map((name) => faultOf(`${pointer}/sensorReport/${index}/${name}`, 'said-twice', name)),
      )
    },
  },
)

const common: Fields = {
  '@context': context,
  type: anything,
  eventTime: time,
  recordTime: time,
  eventTimeZoneOffset: offset,
  eventID: uri,
  certificationInfo: either(uri, list(uri)),
  errorDeclaration: object(
    { declarationTime: time, reason: word(errorReasons), correctiveEventIDs: list(uri) },
    { required: ['declarationTime'], takesOwn: true },
  ),
}
const what: Fields = { epcList: uris, quantityList: quantities }
const children: Fields = { parentID: uri, childEPCs: list(uri), childQuantityList: quantities }
const why: Fields = {
  bizStep: word(bizSteps),
  disposition,
  readPoint: idOnly,
  bizLocation: idOnly,
  bizTransactionList: list(
    object({ type: word(bizTransactionTypes), bizTransaction: uri }, { required: ['bizTransaction'] }),
  ),
  sourceList: list(object({ type: word(sourceDestTypes), source: uri }, { required: ['type', 'source'] })),
  destinationList: list(
    object({ type: word(sourceDestTypes), destination: uri }, { required: ['type', 'destination'] }),
  ),
  sensorElementList: list(sensorElement),
}
const persistent: Check = object(
  {
    set: list(disposition, { isFilled: true, isUnique: true }),
    unset: list(disposition, { isFilled: true, isUnique: true }),
  },
  {
    rules: ({ set, unset }, pointer) =>
      set === undefined && unset === undefined ? [faultOf(pointer, 'nothing-named', 'set / unset')] : [],
  },
)
const ilmd: Check = (value, pointer) => {
  if (!isObject(value)) return [faultOf(pointer, 'not-object')]
  return Object.keys(value)
    .filter((name) => !isUri(name))
    .map((name) => faultOf(below(pointer, name), 'unknown-field', name))
}
const action = oneOf(actions)
const timed = ['eventTime', 'eventTimeZoneOffset']
const has = (event: JsonObject, name: string) => listed(event[name]).length > 0
const event = (
  fields: Fields,
  required: readonly string[],
  rules?: (event: JsonObject, pointer: string) => readonly Fault[],
): Check =>
  object(
    { ...common, ...why, ...fields },
    { required: [...timed, ...required], takesOwn: true, ...(rules ? { rules } : {}) },
  )

const objectEvent = event({ ...what, action, persistentDisposition: persistent, ilmd }, ['action'], (it, pointer) => [
  // An empty list of identifiers is allowed: it says that nothing was seen.
  ...(isList(it['epcList']) ||
  has(it, 'quantityList') ||
  (has(it, 'sensorElementList') && it['readPoint'] !== undefined)
    ? []
    : [faultOf(pointer, 'nothing-named', 'epcList, quantityList, sensorElementList + readPoint')]),
  ...(it['ilmd'] !== undefined && it['action'] !== 'ADD' ? [faultOf(below(pointer, 'ilmd'), 'ilmd-not-added')] : []),
])
const aggregationEvent = event({ ...children, action }, ['action'], (it, pointer) => [
  ...childless(it, pointer),
  ...(it['parentID'] === undefined && it['action'] !== 'OBSERVE' ? [faultOf(pointer, 'no-parent')] : []),
])
const associationEvent = event({ ...children, action }, ['action', 'parentID'], childless)
const transactionEvent = event(
  { ...what, parentID: uri, action, bizTransactionList: listFilled(why['bizTransactionList']) },
  ['action', 'bizTransactionList'],
  (it, pointer) =>
    isList(it['epcList']) || has(it, 'quantityList') || it['action'] === 'DELETE'
      ? []
      : [faultOf(pointer, 'nothing-named', 'epcList, quantityList')],
)
const transformationEvent = event(
  {
    inputEPCList: uris,
    inputQuantityList: quantities,
    outputEPCList: uris,
    outputQuantityList: quantities,
    transformationID: uri,
    persistentDisposition: persistent,
    ilmd,
  },
  [],
  (it, pointer) => {
    const isIn = has(it, 'inputEPCList') || has(it, 'inputQuantityList')
    const isOut = has(it, 'outputEPCList') || has(it, 'outputQuantityList')
    const isWhole = (isIn && isOut) || ((isIn || isOut) && it['transformationID'] !== undefined)
    return isWhole ? [] : [faultOf(pointer, 'half-transformation')]
  },
)

function childless(it: JsonObject, pointer: string): readonly Fault[] {
  const isNamed = has(it, 'childEPCs') || has(it, 'childQuantityList') || it['action'] === 'DELETE'
  return isNamed ? [] : [faultOf(pointer, 'nothing-named', 'childEPCs, childQuantityList')]
}

function listFilled(check: Check | undefined): Check {
  return (value, pointer) =>
    isList(value) && value.length === 0 ? [faultOf(pointer, 'empty')] : (check?.(value, pointer) ?? [])
}

export const eventChecks = {
  ObjectEvent: objectEvent,
  AggregationEvent: aggregationEvent,
  TransactionEvent: transactionEvent,
  TransformationEvent: transformationEvent,
  AssociationEvent: associationEvent,
} as const
export const isEventType = (type: string): type is keyof typeof eventChecks => Object.hasOwn(eventChecks, type)

/** Somebody's own kind of event: when and where are the standard's, the rest is theirs. */
const anyone: Fields = Object.fromEntries(
  [
    ...Object.keys(what),
    ...Object.keys(children),
    ...Object.keys(why),
    'action',
    'ilmd',
    'persistentDisposition',
    'transformationID',
    'inputEPCList',
    'inputQuantityList',
    'outputEPCList',
    'outputQuantityList',
  ].map((name) => [name, anything]),
)
const ownEvent = object({ ...anyone, ...common }, { required: timed, takesOwn: true })

/** An unknown kind is the first thing to say, and the only one: nothing else can be judged. */
export const anyEvent: Check = (value, pointer) => {
  if (!isObject(value)) return [faultOf(pointer, 'not-object')]
  const type: JsonValue | undefined = value['type']
  if (typeof type !== 'string') return [faultOf(pointer, 'missing', 'type')]
  if (isEventType(type)) return eventChecks[type](value, pointer)
  return isUri(type) ? ownEvent(value, pointer) : [faultOf(below(pointer, 'type'), 'type-unknown', type)]
}
