// JSON-LD of EPCIS 2.0 as events: prefixes resolved, numbers as they were written. No address is ever fetched. Not here: whether it is valid.
import { entryOf } from './entry.ts'
import { isNumber, isObject, type JsonObject, type JsonValue, listed, parseExact } from './json.ts'
import { type Prefixes, standardPrefixes } from './prefixes.ts'
import { type EpcisEvent, type Field, ownName } from './tree.ts'

const asksToIgnore = '{https://repository-x.example.com/}ignoreFields'
/** Deeper than any document anybody writes; what is deeper is a trap. */
const maxDepth = 64

/** What a list of one-kind things calls each of them in XML, and so in the tree. */
const memberOf: Readonly<Record<string, string>> = {
  epcList: 'epc',
  childEPCs: 'epc',
  inputEPCList: 'epc',
  outputEPCList: 'epc',
  quantityList: 'quantityElement',
  childQuantityList: 'quantityElement',
  inputQuantityList: 'quantityElement',
  outputQuantityList: 'quantityElement',
  sensorElementList: 'sensorElement',
  bizTransactionList: 'bizTransaction',
  sourceList: 'source',
  destinationList: 'destination',
}

/** A document, a query document or a single event. Throws `SyntaxError` on what is no JSON, or is nested beyond reason. */
export const eventsFromJson = (text: string): readonly EpcisEvent[] => eventsOf(parseExact(text))

/** The same of what was parsed already. */
export function eventsOf(document: JsonValue): readonly EpcisEvent[] {
  if (!isObject(document)) return []
  const prefixes = prefixesOf(document)
  const body = isObject(document['epcisBody']) ? document['epcisBody'] : {}
  const results = isObject(body['queryResults']) ? body['queryResults'] : {}
  const held = isObject(results['resultsBody']) ? results['resultsBody'] : {}
  const ignored = new Set([...ignoredBy(document, prefixes), ...ignoredBy(results, prefixes)])
  const single = 'eventTime' in document ? [document] : body['event'] === undefined ? [] : [body['event']]
  return [...single, ...listed(body['eventList']), ...listed(held['eventList'])].filter(isObject).map((event) => {
    const own = withContext(prefixes, event['@context'])
    return {
      type: typeof event['type'] === 'string' ? event['type'] : '',
      fields: fieldsOf(event, own, 0),
      ignored,
      prefixes: own,
    }
  })
}

/** What prefixes stand for in the whole of a document. */
export const prefixesOf = (document: JsonObject): Prefixes => withContext(standardPrefixes, document['@context'])

function withContext(known: Prefixes, context: JsonValue | undefined): Prefixes {
  const own = listed(context).length > 0 ? listed(context) : isObject(context) ? [context] : []
  const added = own
    .filter(isObject)
    .flatMap((one) => Object.entries(one).filter((pair): pair is [string, string] => typeof pair[1] === 'string'))
  return added.length === 0 ? known : new Map([...known, ...added])
}

function ignoredBy(holder: JsonObject, prefixes: Prefixes): readonly string[] {
  return Object.entries(holder)
    .filter(([key]) => nameOf(key, prefixes) === asksToIgnore)
    .flatMap(([, names]) => listed(names))
    .filter((name) => typeof name === 'string')
    .map((name) => nameOf(name, prefixes))
}

/** `ext:lot` and `https://ns.example.com/lot` are the same field; a bare word is the standard's. */
export function nameOf(key: string, prefixes: Prefixes): string {
  const colon = key.indexOf(':')
  if (colon <= 0) return key
  const namespace = prefixes.get(key.slice(0, colon))
  if (namespace !== undefined) return ownName(namespace, key.slice(colon + 1))
  const whole = /^([a-z][a-z0-9+.-]*:.*[/#:])([^/#:]+)$/i.exec(key)
  return whole ? ownName(whole[1]!, whole[2]!) : key // Both groups are in every match.
}

function fieldsOf(object: JsonObject, prefixes: Prefixes, depth: number): readonly Field[] {
  return Object.entries(object)
    .filter(([key]) => key !== '@context')
    .flatMap(([key, value]) => valuesOf(nameOf(key, prefixes), value, prefixes, depth))
}

function valuesOf(name: string, value: JsonValue, prefixes: Prefixes, depth: number): readonly Field[] {
  if (depth > maxDepth) throw new SyntaxError('nested too deeply')
  const member = entryOf(memberOf, name)
  if (member)
    return [{ name, text: null, fields: listed(value).flatMap((one) => valuesOf(member, one, prefixes, depth + 1)) }]
  if (Array.isArray(value)) {
    return value.flatMap((one: JsonValue) => valuesOf(name, one, prefixes, depth + 1))
  }
  if (isObject(value)) return [{ name, text: null, fields: fieldsOf(value, prefixes, depth + 1) }]
  return value === null ? [] : [{ name, text: isNumber(value) ? value.rawJSON : String(value), fields: [] }]
}
