// Whether the records of a set speak of what the file says they are about. Not here: whether they were recorded (verify.ts).

type About = { readonly id: string; readonly name: string }

/** As our ids of a batch are spelled: any other word may stand in a record that is about something else. */
const batchPattern = /^bat_[0-9a-z-]+$/

/**
 * A heading nobody signed: someone can put the proof of one batch under the name of another. So one of the records that can be read must speak
 * of `id`, and none may call it by another name. Where no record can be read, nothing speaks against it; where none calls it by a name, the
 * name is the word of whoever made the file.
 */
export function headingOf({ id, name }: About, records: readonly (string | null)[]): 'differs' | 'named' | 'unnamed' {
  const said = records.filter((record) => record !== null)
  const naming = said.filter((record) => record.includes(JSON.stringify(id)))
  if (!batchPattern.test(id) || (said.length > 0 && naming.length === 0)) return 'differs'
  const names = naming.flatMap((record) => namesOf(id, JSON.parse(record)))
  if (!names.every((called) => called === name)) return 'differs'
  return names.length > 0 ? 'named' : 'unnamed'
}

/** What a record calls it: `{ "batchId": id, "name": … }`, however deep. */
function namesOf(id: string, value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  const { batchId, name } = value as { batchId?: unknown; name?: unknown }
  const own = batchId === id && typeof name === 'string' ? [name] : []
  return [...own, ...Object.values(value).flatMap((inner) => namesOf(id, inner))]
}
