// Erasing again after a restore: a backup of before a decision brings back what was erased. What was decided is kept as a file beside the backups, ids and articles
// and no word of any record, and done again from it. Not here: deciding (erasures.ts), and backups (platform/backup).
import { assert, type ErasureId, parseId, printId } from '#kernel'
import type { Actor, Tx } from '#platform'
import { recordErasure } from './erasures.ts'
import { type ErasureRow, putReplay, selectErased, selectErasures } from './store.ts'

export const erasureFileFormat = 'grein-erasures/1'

type KeptErasure = {
  readonly erasureId: string
  readonly termId: string
  readonly months: number
  readonly before: string
  readonly basis: readonly string[]
  readonly reason: string
  readonly proposedBy: string
  readonly proposedAt: string
  readonly decisionReason: string
  readonly decidedBy: string
  readonly decidedAt: string
  readonly events: readonly string[]
}
export type ErasureFile = {
  readonly format: typeof erasureFileFormat
  readonly authority: string
  readonly erasures: readonly KeptErasure[]
}

/** Of one authority and its whole life: ten years of twelve lists a year, and ten times that. */
const erasuresMax = 1_200

/** Everything this authority ever erased, oldest first. */
export async function keepErasures(tx: Tx, actor: Actor): Promise<ErasureFile> {
  const rows = await selectErasures(tx, actor.authorityId, { limit: erasuresMax + 1 })
  assert(rows.length <= erasuresMax, 'an authority has fewer lists than that')
  const erasures: KeptErasure[] = []
  for (const row of rows.toReversed()) {
    if (row.outcome === 'erased') erasures.push(await keptOf(tx, actor, row))
  }
  return { format: erasureFileFormat, authority: printId('authority', actor.authorityId), erasures }
}

async function keptOf(tx: Tx, actor: Actor, row: ErasureRow): Promise<KeptErasure> {
  const { erasureId, termId, months, before, basis, reason, proposedBy, proposedAt, decision, decidedBy, decidedAt } =
    row
  assert(decidedBy !== null && decidedAt !== null, 'what was erased was decided')
  return {
    ...{ erasureId: printId('erasure', erasureId), termId, months, before: before.toString(), basis, reason },
    ...{ proposedBy, proposedAt: proposedAt.toString(), decisionReason: decision ?? '', decidedBy },
    decidedAt: decidedAt.toString(),
    events: (await selectErased(tx, actor.authorityId, erasureId)).map((id) => printId('event', id)),
  }
}

/** The file as it was kept, or null: it is another's, or no such file. */
export function readErasureFile(text: string, actor: Actor): ErasureFile | null {
  const file: unknown = parsed(text)
  if (!isObject(file) || file['format'] !== erasureFileFormat) return null
  if (file['authority'] !== printId('authority', actor.authorityId) || !Array.isArray(file['erasures'])) return null
  return file['erasures'].every(isKept) ? (file as ErasureFile) : null // Each part was looked at on this line.
}

/** Does again what the file says and the database no longer knows. Doing it twice is doing it once. Answers how many events went. */
export async function replayErasures(tx: Tx, actor: Actor, { erasures }: ErasureFile): Promise<number> {
  let gone = 0
  for (const one of erasures) {
    const id = parseId('erasure', one.erasureId)
    assert(id, 'the file was read')
    const events = one.events.map((event) => parseId('event', event))
    gone += await putReplay(tx, actor, { ...one, erasureId: id, events })
    await sayAgain(tx, actor, id)
  }
  return gone
}

/** A backup of before the decision has no leaf of it either; where the log has it still, nothing is added. */
async function sayAgain(tx: Tx, actor: Actor, id: ErasureId): Promise<void> {
  const [row] = await selectErasures(tx, actor.authorityId, { id, limit: 1 })
  assert(row, 'it was written just now')
  await recordErasure(tx, actor, row)
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isText = (value: unknown): value is string => typeof value === 'string'
const isTextOf = (pattern: RegExp) => (value: unknown) => isText(value) && pattern.test(value)
const isUser = isTextOf(/^[0-9a-f-]{36}$/)

function isKept(one: unknown): one is KeptErasure {
  if (!isObject(one)) return false
  const texts = ['termId', 'reason', 'decisionReason', 'proposedAt', 'decidedAt', 'before']
  return (
    texts.every((name) => isText(one[name])) &&
    [one['proposedAt'], one['decidedAt']].every(isReadable(Temporal.Instant.from)) &&
    isReadable(Temporal.PlainDate.from)(one['before']) &&
    [one['proposedBy'], one['decidedBy']].every(isUser) &&
    Number.isInteger(one['months']) &&
    isText(one['erasureId']) &&
    parseId('erasure', one['erasureId']) !== null &&
    Array.isArray(one['basis']) &&
    one['basis'].every(isText) &&
    Array.isArray(one['events']) &&
    one['events'].every((id) => isText(id) && parseId('event', id) !== null)
  )
}

const isReadable = (read: (text: string) => unknown) => (value: unknown) => {
  try {
    return isText(value) && read(value) !== undefined
  } catch {
    return false
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
