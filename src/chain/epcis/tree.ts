// An EPCIS event as a tree of named values, the one form that JSON-LD and XML are both read into. Not here: reading, and what an event means.

/**
 * `name` is a word of the standard as it stands ("bizStep") or, for anybody's own field, its namespace and name ("{https://ns.example.com/}lot").
 * A number keeps the digits it was written with: `text` is what stood in the document.
 */
export type Field = {
  readonly name: string
  readonly text: string | null
  readonly fields: readonly Field[]
}

/** An event, what its document calls it ("ObjectEvent"), and the fields a hash leaves out because the document asks for it. */
export type EpcisEvent = {
  readonly type: string
  readonly fields: readonly Field[]
  readonly ignored: ReadonlySet<string>
  /** What prefixes of values stand for in a document that has them. */
  readonly prefixes?: ReadonlyMap<string, string>
}

export const isOwn = (name: string) => name.startsWith('{')

export const ownName = (namespace: string, local: string) => `{${namespace}}${local}`

const written = '{urn:epcglobal:cbv:mda}'
const meant = '{urn:epcglobal:cbv:mda:}'
/** The standard's own namespace for what is made of a thing: XML writes it without the colon that JSON-LD has at its end. Of the hash, each has its own. */
export const oneName = (name: string) => (name.startsWith(written) ? meant + name.slice(written.length) : name)
