// EPCIS XML (2.0, and 1.2 with its wrappers) as the JSON-LD of 2.0, so that everything after reads one form. Not here: whether it is valid,
// and XML out.
//
// XML may say a thing twice, and may call the parts of a list anything: a list of JSON cannot, so both are faults found here.
import { entryOf } from './entry.ts'
import { isList, isObject, type JsonValue, numberOf } from './json.ts'
import { standardPrefixes } from './prefixes.ts'
import { type Fault, faultOf } from './validate/fault.ts'
import { misplaced } from './validate/order.ts'
import { below } from './validate/shapes.ts'
import { attributeOf, childOf, parseXml, type XmlElement } from './xml.ts'

type Mutable = { [key: string]: JsonValue }
export type FromXml = { readonly document: JsonValue; readonly faults: readonly Fault[] }

const standardContext = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'
const eventNames = new Set([
  'ObjectEvent',
  'AggregationEvent',
  'TransactionEvent',
  'TransformationEvent',
  'AssociationEvent',
  'QuantityEvent',
])
const wrappers = new Set(['extension', 'baseExtension'])

/** Throws `SyntaxError` on what is no XML. Faults are those only XML can have: elements out of order. */
export function documentFromXml(source: string): FromXml {
  const root = parseXml(source)
  const contexts = new Map<string, string>()
  const faults: Fault[] = []
  const version = attributeOf(root, 'schemaVersion') ?? ''
  const isOld = version.startsWith('1')
  const reader: Reader = { contexts, taken: new Set(schemes), faults, isOld }
  if (eventNames.has(root.local) && root.uri === '') {
    const event = eventOf(root, '', reader)
    return { document: { '@context': contextOf(reader, root, event), ...event }, faults }
  }
  const body = childOf(root, 'EPCISBody')
  const results = body && childOf(body, 'QueryResults')
  const held = results ? childOf(results, 'resultsBody') : body
  const list = held && childOf(held, 'EventList')
  const at = results ? '/epcisBody/queryResults/resultsBody/eventList' : '/epcisBody/eventList'
  // A 1.2 list holds a transformation inside a wrapper of its own.
  const elements = (list?.children ?? []).flatMap((one) => (wrappers.has(one.local) ? unwrapped(one.children) : [one]))
  const eventList = elements.map((element, index) => eventOf(element, `${at}/${index}`, reader))
  const header = masterDataOf(root)
  const document: Mutable = {
    type: root.local,
    // What is read from 1.2 is kept as 2.0, for there is no JSON-LD of 1.2.
    ...(version === '' ? {} : { schemaVersion: isOld ? '2.0' : version }),
    ...optional('creationDate', attributeOf(root, 'creationDate')),
    ...(header && !results ? { epcisHeader: header } : {}),
    ...(body
      ? {
          epcisBody: results
            ? {
                queryResults: {
                  ...optional('queryName', childOf(results, 'queryName')?.text),
                  ...optional('subscriptionID', childOf(results, 'subscriptionID')?.text),
                  ...(list ? { resultsBody: { eventList } } : {}),
                },
              }
            : list
              ? { eventList }
              : {},
        }
      : {}),
  }
  return { document: { '@context': contextOf(reader, root, document), ...document }, faults }
}

type Reader = {
  /** The prefix of each namespace, and those given out. */
  readonly contexts: Map<string, string>
  readonly taken: Set<string>
  readonly faults: Fault[]
  readonly isOld: boolean
}

const optional = (name: string, value: string | undefined): Mutable => (value === undefined ? {} : { [name]: value })
const unwrapped = (children: readonly XmlElement[]): readonly XmlElement[] =>
  children.flatMap((one) => (wrappers.has(one.local) && one.uri === '' ? unwrapped(one.children) : [one]))

/** With these begin addresses; as a prefix one of them would change what each of them means. */
const schemes: readonly string[] = ['urn', 'http', 'https']

function contextOf({ contexts, taken }: Reader, root: XmlElement, document: JsonValue): JsonValue {
  const prefixes = [
    ...[...contexts].map(([namespace, prefix]) => [prefix, namespace] as const),
    ...saidInTexts(root, document, taken),
  ]
  return prefixes.length === 0 ? [standardContext] : [standardContext, Object.fromEntries(prefixes)]
}

/** Prefixes that texts alone use: the namespace declares them, and no element or attribute brought them. */
function saidInTexts(
  root: XmlElement,
  document: JsonValue,
  taken: ReadonlySet<string>,
): readonly (readonly [string, string])[] {
  const declared = root.attributes
    .filter(({ prefix, local }) => prefix === 'xmlns' && !taken.has(local) && !standardPrefixes.has(local))
    .map(({ local, value }) => [local, value] as const)
  if (declared.length === 0) return []
  const used = prefixesIn(document)
  return declared.filter(([prefix]) => used.has(prefix))
}

/** What stands before the colon of each text. */
function prefixesIn(value: JsonValue): ReadonlySet<string> {
  const found = new Set<string>()
  const look = (one: JsonValue): void => {
    if (typeof one === 'string') found.add(/^([A-Za-z_][\w.-]*):(?!\/\/)/.exec(one)?.[1] ?? '')
    else if (isList(one)) one.forEach(look)
    else if (isObject(one)) Object.values(one).forEach(look)
  }
  look(value)
  return found
}

/** The document's own prefix for a namespace, or one made for it when that is taken. */
function keyOf(
  { uri, prefix, local }: Pick<XmlElement, 'uri' | 'prefix' | 'local'>,
  { contexts, taken }: Reader,
): string {
  const known = contexts.get(uri)
  if (known !== undefined) return `${known}:${local}`
  let chosen = prefix
  // As many tries as there are prefixes of this form that somebody chose, which is none in any honest document.
  for (let number = contexts.size + 1; chosen === '' || taken.has(chosen); number += 1) chosen = `ns${number}`
  taken.add(chosen)
  contexts.set(uri, chosen)
  return `${chosen}:${local}`
}

/** Elements of the standard that may stand there once, each for what it says; the second of one name is a fault. */
function needOnce(children: readonly XmlElement[], pointer: string, { faults }: Reader): void {
  const seen = new Set<string>()
  for (const { uri, local } of children) {
    if (uri !== '') continue
    if (seen.has(local)) faults.push(faultOf(below(pointer, local), 'twice', local))
    seen.add(local)
  }
}

/** The parts of a list, which all have one name; any other is a fault. */
function membersOf(children: readonly XmlElement[], name: string, { pointer, reader }: At): readonly XmlElement[] {
  for (const { uri, local } of children)
    if (uri !== '' || local !== name) reader.faults.push(faultOf(below(pointer, local), 'unknown-field', local))
  return children.filter(({ uri, local }) => uri === '' && local === name)
}
type At = { readonly pointer: string; readonly reader: Reader }

function eventOf(element: XmlElement, pointer: string, reader: Reader): Mutable {
  const parts = unwrapped(element.children)
  if (!reader.isOld) {
    const late = misplaced(
      element.local,
      parts.filter(({ uri }) => uri === '').map(({ local }) => local),
    )
    if (late !== null) reader.faults.push(faultOf(`${pointer}/${late}`, 'wrong-order', late))
  }
  const type = element.uri === '' ? element.local : keyOf(element, reader)
  const isCertificate = ({ local, uri }: XmlElement) => uri === '' && local === 'certificationInfo'
  const certificates = parts.filter(isCertificate).map(({ text }) => text)
  const rest = parts.filter((part) => !isCertificate(part))
  needOnce(rest, pointer, reader)
  const said = rest
    .filter(({ uri }) => uri === '')
    .map((part): [string, JsonValue] => [
      part.local,
      valueOfPart(part, { pointer: below(pointer, part.local), reader }),
    ])
  const [only] = certificates
  return {
    type,
    ...Object.fromEntries(said),
    ...(only === undefined ? {} : { certificationInfo: certificates.length === 1 ? only : certificates }),
    ...ownFields(parts, reader),
  }
}

const epcLists = new Set(['epcList', 'childEPCs', 'inputEPCList', 'outputEPCList'])
const quantityLists = new Set(['quantityList', 'childQuantityList', 'inputQuantityList', 'outputQuantityList'])
const typedLists: Readonly<Record<string, { readonly member: string; readonly kind: string }>> = {
  bizTransactionList: { member: 'bizTransaction', kind: 'BTT' },
  sourceList: { member: 'source', kind: 'SDT' },
  destinationList: { member: 'destination', kind: 'SDT' },
}

function valueOfPart(part: XmlElement, at: At): JsonValue {
  const { pointer, reader } = at
  const { local, text } = part
  const children = unwrapped(part.children)
  const inside = (index: number): At => ({ pointer: below(pointer, index), reader })
  if (epcLists.has(local)) return membersOf(children, 'epc', at).map((child) => child.text)
  if (quantityLists.has(local))
    return membersOf(children, 'quantityElement', at).map((child, index) => quantityOf(child, inside(index)))
  const typed = entryOf(typedLists, local)
  if (typed) return membersOf(children, typed.member, at).map((child) => typedOf(child, typed.kind))
  switch (local) {
    case 'bizStep':
      return bareWord(text, 'BizStep')
    case 'disposition':
      return bareWord(text, 'Disp')
    case 'readPoint':
    case 'bizLocation':
      needOnce(children, pointer, reader)
      return { ...textsOf(children), ...ownFields(children, reader) }
    case 'errorDeclaration':
      return declarationOf(children, at)
    case 'persistentDisposition':
      return Object.fromEntries(
        ['set', 'unset'].flatMap((side) => {
          const words = children.filter((child) => child.local === side).map((child) => bareWord(child.text, 'Disp'))
          return words.length === 0 ? [] : [[side, words]]
        }),
      )
    case 'sensorElementList':
      return membersOf(children, 'sensorElement', at).map((child, index) => sensorElementOf(child, inside(index)))
    case 'ilmd':
      return ownFields(children, reader)
    default:
      return children.length === 0 ? text : ownValue(part, reader)
  }
}

function quantityOf({ children }: XmlElement, { pointer, reader }: At): JsonValue {
  needOnce(children, pointer, reader)
  // An empty quantity is XML's way to say there is none.
  const told = children.filter(({ text }) => text !== '')
  return Object.fromEntries(told.map(({ local, text }) => [local, local === 'quantity' ? number(text) : text]))
}

function typedOf(element: XmlElement, kind: string): JsonValue {
  const type = attributeOf(element, 'type')
  return { ...(type === undefined ? {} : { type: bareWord(type, kind) }), [element.local]: element.text }
}

function declarationOf(children: readonly XmlElement[], { pointer, reader }: At): JsonValue {
  needOnce(children, pointer, reader)
  const corrective = children.find(({ local, uri }) => uri === '' && local === 'correctiveEventIDs')
  const plain = textsOf(children.filter((child) => child !== corrective))
  return {
    ...plain,
    ...(typeof plain['reason'] === 'string' ? { reason: bareWord(plain['reason'], 'ER') } : {}),
    ...(corrective ? { correctiveEventIDs: correctiveIn(corrective, { pointer, reader }) } : {}),
    ...ownFields(children, reader),
  }
}

const correctiveIn = ({ children }: XmlElement, { pointer, reader }: At): string[] =>
  membersOf(children, 'correctiveEventID', { pointer: below(pointer, 'correctiveEventIDs'), reader }).map(
    ({ text }) => text,
  )

const numbers = new Set(['value', 'minValue', 'maxValue', 'meanValue', 'sDev', 'percRank', 'percValue'])

function sensorElementOf({ children }: XmlElement, { pointer, reader }: At): JsonValue {
  const own = children.filter(({ uri }) => uri !== '')
  const [reports, others] = [true, false].map((isReport) =>
    children.filter(({ local, uri }) => uri === '' && (local === 'sensorReport') === isReport),
  ) as [XmlElement[], XmlElement[]] // Two, as just made.
  needOnce(others, pointer, reader)
  const [metadata] = membersOf(others, 'sensorMetadata', { pointer, reader })
  return {
    ...(metadata ? { sensorMetadata: attributesOf(metadata, reader) } : {}),
    sensorReport: reports.map((one) => attributesOf(one, reader)),
    ...ownFields(own, reader),
  }
}

function attributesOf(element: XmlElement, reader: Reader): Mutable {
  const told = element.attributes.filter(({ prefix, local }) => prefix !== 'xmlns' && local !== 'xmlns')
  return Object.fromEntries(
    told.map((one): [string, JsonValue] => {
      const { uri, local, value } = one
      if (uri !== '') return [keyOf(one, reader), value]
      if (numbers.has(local)) return [local, number(value)]
      if (local === 'booleanValue')
        return [local, value === 'true' || value === '1' ? true : value === 'false' || value === '0' ? false : value]
      if (local === 'type' || local === 'exception')
        return [local, value.replace(/^(gs1:|https:\/\/gs1\.org\/voc\/)/, '')]
      return [local, local === 'component' ? bareWord(value, 'Comp') : value]
    }),
  )
}

const textsOf = (children: readonly XmlElement[]): Mutable =>
  Object.fromEntries(children.filter(({ uri }) => uri === '').map(({ local, text }) => [local, text]))

/** Anybody's own elements, those of one name together. */
function ownFields(children: readonly XmlElement[], reader: Reader): Mutable {
  const own = children.filter(({ uri }) => uri !== '')
  const byKey = [...Map.groupBy(own, (child) => keyOf(child, reader))]
  return Object.fromEntries(
    byKey.map(([key, same]): [string, JsonValue] => {
      const values = same.map((child) => ownValue(child, reader))
      return [key, values.length === 1 ? (values[0] ?? '') : values]
    }),
  )
}

function ownValue(element: XmlElement, reader: Reader): JsonValue {
  const attributes = attributesOf(element, reader)
  if (element.children.length === 0 && Object.keys(attributes).length === 0) return element.text
  const plain = element.children.filter(({ uri }) => uri === '')
  const inside = Object.fromEntries(plain.map((child) => [child.local, ownValue(child, reader)]))
  return { ...attributes, ...inside, ...ownFields(element.children, reader) }
}

/** A number as XML may write it, as JSON writes it; what is no number stays a text, and is a fault. */
function number(text: string): JsonValue {
  const found = /^([+-]?)0*(\d+)?(?:\.(\d*))?([eE][+-]?\d+)?$/.exec(text)
  if (!found || !/\d/.test(text)) return text
  const [, sign = '', whole = '0', fraction = '', exponent = ''] = found
  return numberOf(`${sign === '-' ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}${exponent}`)
}

const urnOf: Readonly<Record<string, string>> = {
  BizStep: 'bizstep',
  Disp: 'disp',
  BTT: 'btt',
  SDT: 'sdt',
  ER: 'er',
  Comp: 'comp',
}

/** XML writes the words of the CBV as addresses, JSON-LD bare. */
function bareWord(text: string, kind: string): string {
  const starts = [`urn:epcglobal:cbv:${urnOf[kind]}:`, `https://ref.gs1.org/cbv/${kind}-`, `cbv:${kind}-`]
  const start = starts.find((one) => text.startsWith(one))
  return start === undefined ? text : text.slice(start.length)
}

function masterDataOf(root: XmlElement): JsonValue | null {
  const header = childOf(root, 'EPCISHeader')
  const inside = header ? unwrapped(header.children) : []
  const master = inside.find(({ local }) => local === 'EPCISMasterData')
  const vocabularies = master && childOf(master, 'VocabularyList')?.children
  if (!vocabularies) return null
  const vocabularyList = vocabularies.map((vocabulary) => ({
    ...optional('type', attributeOf(vocabulary, 'type')),
    vocabularyElementList: (childOf(vocabulary, 'VocabularyElementList')?.children ?? []).map(elementOf),
  }))
  return { epcisMasterData: { vocabularyList } }
}

function elementOf(element: XmlElement): JsonValue {
  const attributes = element.children
    .filter(({ local }) => local === 'attribute')
    .map(
      (one): JsonValue => ({
        ...optional('id', attributeOf(one, 'id')),
        attribute: one.children.length === 0 ? one.text : plain(one),
      }),
    )
  const children = childOf(element, 'children')?.children.map(({ text }) => text)
  return {
    ...optional('id', attributeOf(element, 'id')),
    ...(attributes.length > 0 ? { attributes } : {}),
    ...(children ? { children } : {}),
  }
}

function plain({ children, text }: XmlElement): JsonValue {
  if (children.length === 0) return text
  const inside = Object.fromEntries(children.map((child) => [child.local, plain(child)]))
  return isObject(inside) ? inside : text
}
