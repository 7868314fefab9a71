// What prefixes stand for in JSON-LD: those the standard's own context brings, which a document names by address and we know. Not here:
// what a document adds (from-json.ts), and what a question adds (query/prefixes.ts).

export type Prefixes = ReadonlyMap<string, string>

export const standardPrefixes: Prefixes = new Map([
  ['epcis', 'https://ref.gs1.org/epcis/'],
  ['cbv', 'https://ref.gs1.org/cbv/'],
  ['cbvmda', 'urn:epcglobal:cbv:mda:'],
  ['gs1', 'https://gs1.org/voc/'],
  ['rdfs', 'http://www.w3.org/2000/01/rdf-schema#'],
  ['owl', 'http://www.w3.org/2002/07/owl#'],
  ['xsd', 'http://www.w3.org/2001/XMLSchema#'],
  ['dcterms', 'http://purl.org/dc/terms/'],
])

/** A value written with a prefix, whole; `urn`, `https` and the like are nobody's prefix. */
export function wholeValue(text: string, prefixes: Prefixes): string {
  const colon = text.indexOf(':')
  const namespace = colon > 0 && !text.startsWith('//', colon + 1) ? prefixes.get(text.slice(0, colon)) : undefined
  return namespace === undefined ? text : namespace + text.slice(colon + 1)
}
