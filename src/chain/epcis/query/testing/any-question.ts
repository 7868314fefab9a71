// Random questions of up to three names, over what random documents do say. Test furniture. Not here: the documents.
import fc from 'fast-check'
import { anyMoment, anyNumber, few, ownTexts, spelt } from './any-document.ts'
import type { Json, Question } from './plain-query.ts'
import {
  bizSteps,
  classes,
  devices,
  dispositions,
  epcs,
  measures,
  namespaces,
  papers,
  parties,
  patterns,
  places,
  reasons,
  runs,
} from './things.ts'

/** Who asks has prefixes of their own. */
export const askersPrefixes = { ext: namespaces.one, q: namespaces.one, oth: namespaces.other } as const

type Parameter = readonly [name: string, value: Json]
const some = <Value extends Json>(one: fc.Arbitrary<Value>) => fc.uniqueArray(one, { minLength: 1, maxLength: 3 })
const of = (name: string, value: fc.Arbitrary<Json>): fc.Arbitrary<Parameter> => value.map((one) => [name, one])
const named = (names: readonly string[], value: fc.Arbitrary<Json>): fc.Arbitrary<Parameter> =>
  fc.tuple(few(...names), value)
const joined = (...parts: readonly (readonly string[])[]) =>
  fc.tuple(...parts.map((part) => few(...part))).map((chosen) => chosen.join(''))

const ownNames = ['ext:a', 'q:a', 'oth:a', 'ext:b', 'oth:b', 'https://ns.example.com/a']
const areas = ['', 'ILMD_', 'ERROR_DECLARATION_', 'SENSORELEMENT_', 'SENSORMETADATA_', 'SENSORREPORT_']
const placeAreas = ['readPoint_', 'bizLocation_']
const inner = ['', 'INNER_']
const compares = ['GT_', 'GE_', 'LT_', 'LE_']
const uomOf = (fields: readonly string[]) =>
  joined(fields, ['_'], ['KGM', 'GRM', 'MGM', 'CEL', 'KEL', 'FAH', 'ZZZ', 'C62', 'EA', 'MLT'])
const reading = fc.oneof(anyNumber, few(-3, -40, 500, 12_500, 70_700, 273.15))
const anyOwnText = fc.oneof(few<string>(...ownTexts), spelt(places), anyMoment, few('12.50', '0', '1000'))
const linkTypes = ['po', 'desadv', 'ext:permit', 'q:permit']
const attributes = few('cbvmda:city', 'urn:epcglobal:cbv:mda:city', 'ext:colour', 'q:colour')
const attributeValues = some(few('Veendam', 'Emmen', 'green'))
const described = {
  readPoint: places,
  bizLocation: places,
  epc: epcs,
  parentID: epcs,
  epcClass: classes,
  anyEPCClass: classes,
  inputEPCClass: classes,
  bizTransaction: papers,
  source: parties,
  destination: parties,
  transformationID: runs,
}

export const anyParameter: fc.Arbitrary<Parameter> = fc.oneof(
  of(
    'eventType',
    some(
      few(
        'ObjectEvent',
        'AggregationEvent',
        'AssociationEvent',
        'TransactionEvent',
        'TransformationEvent',
        'q:WeatherEvent',
      ),
    ),
  ),
  named(['GE_eventTime', 'LT_eventTime', 'GE_errorDeclaration_Time', 'LT_errorDeclaration_Time'], anyMoment),
  named(['GE_time', 'LT_time', 'GE_startTime', 'LT_startTime', 'GE_endTime', 'LT_endTime', 'EQ_time'], anyMoment),
  of('EQ_action', some(few('ADD', 'OBSERVE', 'DELETE'))),
  of('EQ_bizStep', some(spelt(bizSteps))),
  named(
    ['EQ_disposition', 'EQ_persistentDisposition_set', 'EQ_persistentDisposition_unset'],
    some(spelt(dispositions)),
  ),
  named(['EQ_readPoint', 'EQ_bizLocation', 'WD_readPoint', 'WD_bizLocation'], some(spelt(places))),
  of('EQ_transformationID', some(spelt(runs))),
  named(
    [
      'MATCH_epc',
      'MATCH_parentID',
      'MATCH_inputEPC',
      'MATCH_outputEPC',
      'MATCH_anyEPC',
      'MATCH_epcClass',
      'MATCH_inputEPCClass',
    ],
    some(fc.oneof(spelt(epcs), spelt(classes), few(...Object.keys(patterns)))),
  ),
  named(
    ['MATCH_outputEPCClass', 'MATCH_anyEPCClass', 'MATCH_anyEPC'],
    some(fc.oneof(spelt(classes), few(...Object.keys(patterns)))),
  ),
  named(['GT_quantity', 'GE_quantity', 'LT_quantity', 'LE_quantity'], reading),
  of('EQ_quantity', some(reading)),
  fc.tuple(uomOf(['EQ_quantity', 'EQ_value']), some(reading)),
  fc.tuple(
    fc
      .tuple(few(...compares), uomOf(['quantity', 'value', 'minValue', 'maxValue', 'meanValue', 'sDev', 'percValue']))
      .map((parts) => parts.join('')),
    reading,
  ),
  named(['GT_percRank', 'GE_percRank', 'LT_percRank', 'LE_percRank'], reading),
  fc.tuple(joined(['EQ_bizTransaction_'], linkTypes), some(spelt(papers))),
  fc.tuple(
    joined(['EQ_source_', 'EQ_destination_'], ['owning_party', 'possessing_party', 'ext:insurer']),
    some(fc.oneof(spelt(parties), spelt(places))),
  ),
  of('EQ_errorReason', some(spelt(reasons))),
  of('EQ_correctiveEventID', some(few('urn:x:right:1', 'urn:x:right:2', 'urn:x:right:3'))),
  named(['EXISTS_errorDeclaration', 'EXISTS_sensorElementList'], few<Json>(1, null)),
  of('EQ_type', some(spelt(measures))),
  of('EQ_deviceID', some(spelt(devices))),
  named(
    ['EQ_dataProcessingMethod', 'EQ_bizRules', 'EQ_microorganism', 'EQ_chemicalSubstance', 'EQ_uriValue'],
    some(
      few(
        'https://method.example/1',
        'https://rules.example/2',
        'https://life.example/1',
        'https://matter.example/2',
        'https://value.example/1',
      ),
    ),
  ),
  of('EQ_stringValue', some(few('a', 'b', ''))),
  of('EQ_booleanValue', fc.boolean()),
  of('EQ_hexBinaryValue', some(few('f0f0', 'F0F0', '0A'))),
  // Fields of somebody's own.
  fc.tuple(joined(compares, inner, areas, ownNames), fc.oneof(reading, anyMoment)),
  fc.tuple(
    joined(['EQ_'], inner, [...areas, ...placeAreas], ownNames),
    fc.oneof<fc.Arbitrary<Json>[]>(some(anyOwnText), reading, anyMoment),
  ),
  fc.tuple(joined(['EQ_'], inner, [...areas, ...placeAreas], ownNames), some(anyOwnText)),
  fc.tuple(joined(['EXISTS_'], inner, ['', 'ILMD_', 'ERROR_DECLARATION_'], ownNames), few<Json>(1, null)),
  fc.tuple(joined(['EXISTS_'], ['SENSORELEMENT_', 'SENSORMETADATA_', 'SENSORREPORT_'], ownNames), few<Json>(1)),
  // What master data says.
  fc.tuple(joined(['HASATTR_'], [...Object.keys(described), 'ext:a', 'oth:a']), some(attributes)),
  fc.tuple(
    fc.tuple(joined(['EQ_ATTR_'], Object.keys(described), ['_']), attributes).map((parts) => parts.join('')),
    attributeValues,
  ),
)

const anyOrder = fc.oneof(
  few<Question>({}, {}),
  fc.record(
    {
      orderBy: few('eventTime', 'recordTime', 'ext:a', 'oth:a', 'q:b'),
      orderDirection: few('ASC', 'DESC'),
      eventCountLimit: few(1, 2, 5, 40),
    },
    { requiredKeys: ['orderBy'] },
  ),
)

export const anyQuestion: fc.Arbitrary<Question> = fc
  .tuple(fc.array(anyParameter, { maxLength: 3 }), anyOrder)
  .map(([parameters, order]) => ({ ...Object.fromEntries(parameters), ...order }))
