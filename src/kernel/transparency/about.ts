// Whether the records of a set speak of what the file says they are about. Not here: whether they were recorded (verify.ts).

type About = { readonly id: string; readonly name: string }

/**
 * A heading nobody signed: someone can put the proof of one batch under the name of another. So one of the records that can be read must speak
 * of `id`, and none may call it by another name. Where no record can be read, nothing speaks against it.
 */
export function isAsRecorded({ id, name }: About, records: readonly (string | null)[]): boolean {
  const said = records.filter((record) => record !== null)
  const naming = said.filter((record) => record.includes(JSON.stringify(id)))
  if (said.length > 0 && naming.length === 0) return false
  return naming.every((record) => namesOf(id, JSON.parse(record)).every((called) => called === name))
}

/** What a record calls it: `{ "batchId": id, "name": … }`, however deep. */
function namesOf(id: string, value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  const { batchId, name } = value as { batchId?: unknown; name?: unknown }
  const own = batchId === id && typeof name === 'string' ? [name] : []
  return [...own, ...Object.values(value).flatMap((inner) => namesOf(id, inner))]
}
