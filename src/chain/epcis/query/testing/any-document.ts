// Random valid EPCIS documents: all five kinds of event and somebody's own, written in every way their identifiers and words may be. Test furniture.
// Not here: what is asked of them (any-question.ts).
import fc from 'fast-check'
import {
  bizSteps,
  classes,
  devices,
  dispositions,
  epcs,
  measures,
  namespaces,
  papers,
  paperTypes,
  parties,
  places,
  reasons,
  runs,
  type Spellings,
  sideTypes,
} from './things.ts'

export type AnyDocument = { readonly prefixes: Readonly<Record<string, string>>; readonly text: string }

export const few = <Value>(...values: readonly Value[]) => fc.constantFrom(...values)
export const spelt = (table: Spellings) => few(...Object.values(table).flat())
const some = <Value>(one: fc.Arbitrary<Value>) => fc.array(one, { minLength: 1, maxLength: 2 })
const different = (table: Spellings) =>
  fc
    .uniqueArray(few(...Object.values(table)), { minLength: 1, maxLength: 3 })
    .chain((things) => fc.tuple(...things.map((one) => few(...one))))
/** An object of which each of these may be missing, but for those named. */
const maybe = <Fields extends object>(
  fields: { [Name in keyof Fields]: fc.Arbitrary<Fields[Name]> },
  required: readonly (keyof Fields & string)[] = [],
) => fc.record(fields, { requiredKeys: [...required] as never }) // The keys are those of `fields`.

export const anyMoment = few(
  '2026-05-01T08:00:00Z',
  '2026-05-01T10:00:00.000+02:00',
  '2026-05-01T08:00:00.250Z',
  '2026-05-02T00:00:00-01:00',
  '2026-10-25T02:30:00+01:00',
)
export const anyNumber = few(0, 1, 2, 12.5, 70.7, 21.5, 294.65, 0.0125, 1e3)
const anyReading = fc.oneof(anyNumber, few(-3, -40))
const anyUnit = few('KGM', 'GRM', 'CEL', 'KEL', 'FAH', 'ZZZ')
export const ownTexts = ['10', '10.0', '9', 'tall', 'Tall', '', 'true', '2026-02-30T00:00:00Z'] as const
/** In a field of somebody's own a link to another's site is a link, and no thing of GS1. */
const ownNamed = Object.values(places).flatMap((spellings: readonly string[]) => spellings.slice(0, 2))
const anyText = fc.oneof(few<string>(...ownTexts), anyMoment, few<string>(...ownNamed), few('a|b', 'a b', "it's"))
const anyScalar = fc.oneof<fc.Arbitrary<string | number | boolean>[]>(anyText, anyNumber, fc.boolean())

/** Two prefixes of one namespace, one of another, and one that means now this and now that. */
const contexts: readonly Readonly<Record<string, string>>[] = [
  { ext: namespaces.one, two: namespaces.one, oth: namespaces.other, v: namespaces.one },
  { ext: namespaces.one, oth: namespaces.other, v: namespaces.other },
]
const ownKeys = ['ext:a', 'oth:a', 'v:a', 'ext:b', 'https://ns.example.com/a', 'https://other.example/v#b']
const nothing = {}
const inner = maybe({ 'ext:a': fc.oneof(anyScalar, some(anyScalar)), 'oth:a': anyScalar, plain: anyScalar })
const middle = maybe({ 'ext:a': anyScalar, 'ext:b': fc.oneof(anyScalar, inner, some(inner)), plain: inner })
const anyOwn = fc.oneof(anyScalar, anyScalar, fc.array(anyScalar, { maxLength: 2 }), middle, some(middle), few(nothing))
const owns = fc.dictionary(few(...ownKeys), anyOwn, { maxKeys: 2 }).map((one) => ({ ...one }))
const withOwn = <Fields extends object>(fields: fc.Arbitrary<Fields>) =>
  fc.tuple(fields, owns).map(([one, own]) => ({ ...one, ...own }))

const anyQuantity = fc.oneof(
  maybe({ epcClass: spelt(classes) }, ['epcClass']),
  fc.record({ epcClass: spelt(classes), quantity: anyNumber }),
  fc.record({ epcClass: spelt(classes), quantity: anyNumber, uom: few('KGM', 'EA', 'PR', 'LTR', 'MLT') }),
  fc.record({ epcClass: spelt(classes), quantity: few(1, 500, 12_500, 70_700), uom: few('GRM', 'MGM') }),
)
const quantities = fc.array(anyQuantity, { minLength: 1, maxLength: 2 })

const anyReport = withOwn(
  maybe(
    {
      type: spelt(measures),
      value: anyReading,
      minValue: anyReading,
      maxValue: anyReading,
      meanValue: anyReading,
      sDev: anyReading,
      percRank: anyReading,
      percValue: anyReading,
      uom: anyUnit,
      deviceID: spelt(devices),
      stringValue: few('a', 'b', ''),
      booleanValue: fc.boolean(),
      hexBinaryValue: few('f0f0', 'F0F0', '0a'),
      uriValue: few('https://value.example/1', 'https://value.example/2'),
      microorganism: few('https://life.example/1', 'https://life.example/2'),
      chemicalSubstance: few('https://matter.example/1', 'https://matter.example/2'),
      time: anyMoment,
    },
    ['type'],
  ),
)
const anyMetadata = withOwn(
  maybe({
    time: anyMoment,
    startTime: anyMoment,
    endTime: anyMoment,
    dataProcessingMethod: few('https://method.example/1', 'https://method.example/2'),
    bizRules: few('https://rules.example/1', 'https://rules.example/2'),
  }),
)
const anySensor = withOwn(
  fc.oneof(
    fc.record({ sensorReport: some(anyReport) }),
    fc.record({ sensorMetadata: anyMetadata, sensorReport: some(anyReport) }),
    // A device stands in one of both places: said twice it may not differ.
    fc.tuple(spelt(devices), anyMetadata, some(anyReport)).map(([deviceID, metadata, reports]) => ({
      sensorMetadata: { ...metadata, deviceID },
      sensorReport: reports.map(({ deviceID: _, ...report }) => report),
    })),
  ),
)

const anyPlace = withOwn(fc.record({ id: spelt(places) }))
const anySides = (member: 'source' | 'destination') =>
  some(
    fc
      .tuple(spelt(sideTypes), fc.oneof(spelt(parties), spelt(places)))
      .map(([type, value]) => ({ type, [member]: value })),
  )
const anyPapers = some(maybe({ type: spelt(paperTypes), bizTransaction: spelt(papers) }, ['bizTransaction']))
const anyDeclaration = withOwn(
  maybe(
    {
      declarationTime: anyMoment,
      reason: spelt(reasons),
      correctiveEventIDs: some(few('urn:x:right:1', 'urn:x:right:2')),
    },
    ['declarationTime'],
  ),
)

const common = {
  bizStep: spelt(bizSteps),
  disposition: spelt(dispositions),
  readPoint: anyPlace,
  bizLocation: anyPlace,
  bizTransactionList: anyPapers,
  sourceList: anySides('source'),
  destinationList: anySides('destination'),
  sensorElementList: fc.array(anySensor, { maxLength: 2 }),
  errorDeclaration: anyDeclaration,
}
const persistent = fc.oneof(
  fc.record({ set: different(dispositions) }),
  fc.record({ unset: different(dispositions) }),
  fc.record({ set: different(dispositions), unset: different(dispositions) }),
)
const anyAction = few('ADD', 'OBSERVE', 'DELETE')
const children = { childEPCs: different(epcs), childQuantityList: quantities }
const inOut = {
  inputEPCList: different(epcs),
  inputQuantityList: quantities,
  outputEPCList: different(epcs),
  outputQuantityList: quantities,
  transformationID: spelt(runs),
}

const kinds = fc.oneof(
  maybe(
    {
      ...common,
      epcList: different(epcs),
      quantityList: quantities,
      action: anyAction,
      persistentDisposition: persistent,
      ilmd: owns,
    },
    ['epcList', 'action'],
  ).map(({ ilmd, ...event }) => ({
    type: 'ObjectEvent',
    ...event,
    ...(event.action === 'ADD' && ilmd ? { ilmd } : {}),
  })),
  maybe({ ...common, ...children, parentID: spelt(epcs), action: anyAction }, ['parentID', 'childEPCs', 'action']).map(
    (event) => ({
      type: 'AggregationEvent',
      ...event,
    }),
  ),
  maybe({ ...common, ...children, parentID: spelt({ ...epcs, ...places }), action: anyAction }, [
    'parentID',
    'childQuantityList',
    'action',
  ]).map((event) => ({ type: 'AssociationEvent', ...event })),
  maybe({ ...common, epcList: different(epcs), quantityList: quantities, parentID: spelt(epcs), action: anyAction }, [
    'bizTransactionList',
    'quantityList',
    'action',
  ]).map((event) => ({ type: 'TransactionEvent', ...event })),
  maybe({ ...common, ...inOut, persistentDisposition: persistent, ilmd: owns }, [
    'inputQuantityList',
    'outputEPCList',
  ]).map((event) => ({
    type: 'TransformationEvent',
    ...event,
  })),
  fc
    .tuple(
      few('ext:WeatherEvent', 'https://ns.example.com/WeatherEvent'),
      maybe({ ...common, epcList: different(epcs) }),
    )
    .map(([type, event]) => ({ type, ...event })),
)
const anyEvent = fc
  .tuple(
    withOwn(kinds),
    fc.record({
      eventID: fc.uuid().map((id) => `urn:uuid:${id}`),
      eventTime: anyMoment,
      eventTimeZoneOffset: few('+00:00', '+02:00'),
    }),
    // What it says of prefixes goes before what its document says.
    fc.option(few({ own: namespaces.other }), { nil: undefined, freq: 2 }),
  )
  .map(([event, when, context]) => ({
    ...(context ? { '@context': [{ ...context }], 'own:a': 'own' } : {}),
    ...event,
    ...when,
  }))

const attributeNames = ['cbvmda:city', 'urn:epcglobal:cbv:mda:city', 'ext:colour', 'https://ns.example.com/colour']
const anyAttribute = fc.record({ id: few(...attributeNames), attribute: few('Veendam', 'Emmen', 'green') })
const anyElement = (table: Spellings) =>
  maybe(
    {
      id: spelt(table),
      attributes: fc.array(anyAttribute, { maxLength: 2 }),
      children: fc.uniqueArray(spelt(table), { maxLength: 2 }),
    },
    ['id'],
  )
const anyVocabularies = fc
  .tuple(
    some(anyElement(places)),
    some(anyElement({ ...epcs, ...classes })),
    some(anyElement({ ...parties, ...papers, ...runs })),
  )
  .map(([located, things, others]) =>
    [
      ['urn:epcglobal:epcis:vtype:BusinessLocation', located],
      ['urn:epcglobal:epcis:vtype:EPCClass', things],
      ['urn:epcglobal:epcis:vtype:SourceDest', others],
    ].map(([type, vocabularyElementList]) => ({ type, vocabularyElementList })),
  )

export const anyDocument: fc.Arbitrary<AnyDocument> = fc
  .tuple(
    few(...contexts),
    fc.array(anyEvent, { minLength: 1, maxLength: 6 }),
    fc.option(anyVocabularies, { nil: undefined, freq: 2 }),
  )
  .map(([prefixes, eventList, vocabularyList]) => ({
    prefixes,
    text: JSON.stringify({
      '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld', prefixes],
      type: 'EPCISDocument',
      schemaVersion: '2.0',
      creationDate: '2026-05-03T00:00:00Z',
      ...(vocabularyList ? { epcisHeader: { epcisMasterData: { vocabularyList } } } : {}),
      epcisBody: { eventList },
    }),
  }))
