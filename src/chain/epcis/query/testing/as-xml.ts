// The XML twin of a random document: the same events as a program would write them that speaks XML. Test furniture. Not here: reading XML (xml-to-json.ts).
// What XML has no words for is left out of both twins: an empty list or thing of somebody's own, and attributes that are no single text.
import { isList, isNumber, isObject, type JsonObject, type JsonValue, listed } from '../../json.ts'
import { elementOrder } from '../../validate/order.ts'

type Prefixes = ReadonlyMap<string, string>
const epcLists = new Set(['epcList', 'childEPCs', 'inputEPCList', 'outputEPCList'])
const typedLists: Readonly<Record<string, readonly [string, string]>> = {
  bizTransactionList: ['bizTransaction', 'btt'],
  sourceList: ['source', 'sdt'],
  destinationList: ['destination', 'sdt'],
}
const cbv = 'https://ref.gs1.org/cbv/'
const kinds: Readonly<Record<string, string>> = { bizstep: 'BizStep', disp: 'Disp', btt: 'BTT', sdt: 'SDT', er: 'ER' }

/** A document of both forms has only what each of them can say. */
export function sayable(value: JsonValue, isAttribute = false): JsonValue | undefined {
  if (isList(value)) {
    const items = value.flatMap((one) => sayable(one) ?? [])
    return items.length === 0 || isAttribute ? undefined : items
  }
  if (!isObject(value)) return value
  if (isAttribute) return undefined
  const entries = Object.entries(value).flatMap(([name, part]): [string, JsonValue][] => {
    const inAttributes = name === 'sensorMetadata' || name === 'sensorReport'
    const kept = inAttributes ? attributesIn(part) : sayable(part)
    return kept === undefined ? [] : [[name, kept]]
  })
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

function attributesIn(part: JsonValue): JsonValue | undefined {
  if (isList(part)) return part.map((one) => attributesIn(one) ?? {})
  const entries = Object.entries(isObject(part) ? part : {}).filter(([, one]) => sayable(one, true) !== undefined)
  // Of two spellings of one name XML has one attribute.
  const once = new Map(entries.map(([name, one]) => [name.replace(/^.*[:/#]/, ':'), [name, one] as const]))
  return Object.fromEntries(entries.some(([name]) => name.includes(':')) ? [...once.values()] : entries)
}

export function asXml(document: JsonObject): string {
  const known = prefixesIn(document['@context'])
  const body = document['epcisBody'] as JsonObject // As the generator writes it.
  const events = listed(body['eventList']).filter(isObject)
  return `<?xml version="1.0" encoding="UTF-8"?>
<epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:2" ${known.map(([prefix, namespace]) => `xmlns:${prefix}="${namespace}" `).join('')}schemaVersion="2.0" creationDate="${document['creationDate']}"><EPCISBody><EventList>${events
    .map((event) => eventXml(event, new Map([...known, ...prefixesIn(event['@context'])])))
    .join('')}</EventList></EPCISBody></epcis:EPCISDocument>`
}

const prefixesIn = (context: JsonValue | undefined): [string, string][] =>
  listed(context)
    .filter(isObject)
    .flatMap((one) => Object.entries(one) as [string, string][]) // As the generator writes them.

function eventXml(event: JsonObject, known: Prefixes): string {
  const type = String(event['type'])
  const order = elementOrder(type)
  const parts = Object.entries(event).filter(([name]) => name !== '@context' && name !== 'type')
  const standard = parts.filter(([name]) => !name.includes(':'))
  const placeOf = (name: string) => order?.indexOf(name) ?? 0
  const inside = [
    ...standard.toSorted(([a], [b]) => placeOf(a) - placeOf(b)).map(([name, value]) => partXml(name, value, known)),
    ...parts.filter(([name]) => name.includes(':')).map(([name, value]) => ownXml(name, value, known)),
  ]
  return element(type, inside.join(''), known)
}

function partXml(name: string, value: JsonValue, known: Prefixes): string {
  const fields = isObject(value) ? Object.entries(value) : []
  const own = fields
    .filter(([key]) => key.includes(':'))
    .map(([key, one]) => ownXml(key, one, known))
    .join('')
  const plain = (key: string, one: JsonValue) => `<${key}>${text(one)}</${key}>`
  const typed = typedLists[name]
  if (epcLists.has(name))
    return `<${name}>${listed(value)
      .map((one) => plain('epc', one))
      .join('')}</${name}>`
  if (typed) {
    const [member, kind] = typed
    const one = (link: JsonObject) =>
      `<${member}${link['type'] === undefined ? '' : ` type="${word(link['type'], kind)}"`}>${text(link[member] ?? '')}</${member}>`
    return `<${name}>${listed(value).filter(isObject).map(one).join('')}</${name}>`
  }
  if (/[qQ]uantityList$/.test(name)) {
    const one = (quantity: JsonObject) =>
      `<quantityElement>${['epcClass', 'quantity', 'uom'].flatMap((key) => (quantity[key] === undefined ? [] : plain(key, quantity[key]))).join('')}</quantityElement>`
    return `<${name}>${listed(value).filter(isObject).map(one).join('')}</${name}>`
  }
  switch (name) {
    case 'bizStep':
      return `<bizStep>${word(value, 'bizstep')}</bizStep>`
    case 'disposition':
      return `<disposition>${word(value, 'disp')}</disposition>`
    case 'readPoint':
    case 'bizLocation':
      return `<${name}>${plain('id', isObject(value) ? (value['id'] ?? '') : '')}${own}</${name}>`
    case 'persistentDisposition': {
      const side = ([key, words]: [string, JsonValue]) =>
        listed(words)
          .map((one) => `<${key}>${word(one, 'disp')}</${key}>`)
          .join('')
      return `<${name}>${fields.map(side).join('')}</${name}>`
    }
    case 'errorDeclaration': {
      const part = ([key, one]: [string, JsonValue]) => {
        if (key.includes(':')) return ''
        if (key === 'reason') return `<reason>${word(one, 'er')}</reason>`
        return key === 'correctiveEventIDs'
          ? `<${key}>${listed(one)
              .map((id) => plain('correctiveEventID', id))
              .join('')}</${key}>`
          : plain(key, one)
      }
      return `<${name}>${fields.map(part).join('')}${own}</${name}>`
    }
    case 'sensorElementList':
      return `<${name}>${listed(value)
        .filter(isObject)
        .map((one) => sensorXml(one, known))
        .join('')}</${name}>`
    case 'ilmd':
      return `<${name}>${own}</${name}>`
    default:
      return plain(name, value)
  }
}

function sensorXml(sensor: JsonObject, known: Prefixes): string {
  const attributes = (part: JsonValue) =>
    Object.entries(isObject(part) ? part : {})
      .map(([key, one], at) => {
        if (key === 'type') return ` type="${String(one).includes(':') ? text(one) : `gs1:${one}`}"`
        if (!key.includes(':')) return ` ${key}="${text(one)}"`
        const { namespace, local } = nameOf(key, known)
        return ` xmlns:a${at}="${namespace}" a${at}:${local}="${text(one)}"`
      })
      .join('')
  const metadata = sensor['sensorMetadata']
  const own = Object.entries(sensor).filter(([key]) => key.includes(':'))
  return `<sensorElement>${metadata === undefined ? '' : `<sensorMetadata${attributes(metadata)}/>`}${listed(
    sensor['sensorReport'],
  )
    .map((report) => `<sensorReport${attributes(report)}/>`)
    .join('')}${own.map(([key, one]) => ownXml(key, one, known)).join('')}</sensorElement>`
}

/** A field of somebody's own: each of a list is an element, and so is each part of a thing. */
function ownXml(name: string, value: JsonValue, known: Prefixes): string {
  if (isList(value)) return value.map((one) => ownXml(name, one, known)).join('')
  const inside = isObject(value)
    ? Object.entries(value)
        .map(([key, one]) => ownXml(key, one, known))
        .join('')
    : text(value)
  return element(name, inside, known)
}

function element(name: string, inside: string, known: Prefixes): string {
  if (!name.includes(':')) return `<${name}>${inside}</${name}>`
  const { namespace, local } = nameOf(name, known)
  return `<own:${local} xmlns:own="${namespace}">${inside}</own:${local}>`
}

function nameOf(name: string, known: Prefixes): { readonly namespace: string; readonly local: string } {
  const namespace = known.get(name.slice(0, name.indexOf(':')))
  if (namespace !== undefined) return { namespace, local: name.slice(name.indexOf(':') + 1) }
  const [, start = '', local = ''] = /^(.*[/#])([^/#]+)$/.exec(name) ?? []
  return { namespace: start, local }
}

/** Prefixes in texts are those of the namespaces around them, as in GS1's own documents. */
function text(value: JsonValue): string {
  const plain = isNumber(value) ? value.rawJSON : String(value)
  return plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

function word(value: JsonValue, kind: string): string {
  const plain = String(value)
  if (!plain.includes(':')) return `urn:epcglobal:cbv:${kind}:${plain}`
  return plain.startsWith('cbv:') ? `${cbv}${kinds[kind]}-${plain.slice(plain.indexOf('-') + 1)}` : text(plain)
}
