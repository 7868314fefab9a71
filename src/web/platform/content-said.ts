// What a proof's content says, picked out for a reader: the document or event as it was handed in. Pure; which place says what is in
// docs/reference/proof-format.md. Not here: texts, and whether it is proven.

export type ContentSaid = {
  /** As it came; null where the record is none that is known here. */
  readonly document: string | null
  /** All that was hashed. */
  readonly whole: string
}

/** Where the document stands in what was hashed, by the kind of the record. */
const documentAt: ReadonlyMap<unknown, number> = new Map([
  ['epcis-event', 11],
  ['epcis-capture', 4],
])

/** Null where the record points at no content; 'left-out' where it does and the file has none. */
export function contentSaid({
  record,
  content,
}: {
  readonly record: string | null
  readonly content: string | null
}): ContentSaid | 'left-out' | null {
  const kind = kindOf(record)
  const place = documentAt.get(kind)
  if (content === null) return place === undefined ? null : 'left-out'
  const fields = parsed(content)
  const document = Array.isArray(fields) && place !== undefined ? fields[place] : null
  return { document: typeof document === 'string' ? document : null, whole: content }
}

function kindOf(record: string | null): unknown {
  const said = parsed(record ?? 'null')
  return typeof said === 'object' && said !== null && 'kind' in said ? said.kind : null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
