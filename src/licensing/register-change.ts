// What the next record of an entry says: what the newest said, with what this transaction changed. So an edit behind our back does not come on record with
// the next lawful change, and stays named. Pure. Not here: reading and writing records (register-record.ts).
import { canonicalJson, type Json } from '#kernel'

/** What stands of a party or an exemption, part by part. */
export type Said = { readonly [part: string]: Json }

type States = {
  /** By the newest record; null where there is none. */
  readonly recorded: Said | null
  /** Before and after this transaction; null: not there yet. */
  readonly before: Said | null
  readonly after: Said
}

/** Null where there is nothing to record: nothing changed, or it stood there and was never recorded, which the proof names. */
export function toRecord({ recorded, before, after }: States): Said | null {
  if (before === null) return after
  if (recorded === null) return null
  const said: Record<string, Json> = {}
  for (const [part, now] of Object.entries(after)) {
    const [was, known] = [before[part], recorded[part]]
    // A part that this version of the program says and the record does not is said from now on.
    said[part] = known === undefined ? now : nextOf(known, was ?? null, now)
  }
  return isSame(said, recorded) ? null : said
}

function nextOf(known: Json, was: Json, now: Json): Json {
  if (holdsSame(known, now)) return now // The same rows, of which one was away for a while: in their order again.
  if (isSame(was, now)) return known
  if (isSame(known, was)) return now
  if (!Array.isArray(known) || !Array.isArray(was) || !Array.isArray(now)) return known
  const [before, after] = [spellings(was), spellings(now)]
  return [
    ...known.filter((one) => !before.has(canonicalJson(one)) || after.has(canonicalJson(one))),
    ...now.filter((one) => !before.has(canonicalJson(one))),
  ]
}

const spellings = (list: readonly Json[]) => new Set(list.map(canonicalJson))
const holdsSame = (one: Json, other: Json) =>
  Array.isArray(one) && Array.isArray(other) && isSame([...spellings(one)].sort(), [...spellings(other)].sort())
const isSame = (one: Json, other: Json) => canonicalJson(one) === canonicalJson(other)
