// The log as C2SP tlog-tiles serves it: bytes for a path below the log's prefix. Not here: HTTP; api mounts this at /log/<authorityId>/.
import { concatBytes, packEntries, parseResourcePath, tileWidth, utf8, widthOfTile } from '#kernel'
import type { Actor } from '../actor.ts'
import type { Tx } from '../database/database.ts'
import { findLatestCheckpoint, findRecords, type RecordContent, readLeaves, readTiles } from './store.ts'
import { withWitnesses } from './witnesses.ts'

export type LogResource = {
  readonly bytes: Uint8Array
  readonly mediaType: 'text/plain; charset=utf-8' | 'application/octet-stream'
  /** May be kept for ever: tiles. The checkpoint changes within seconds, and an entry may be erased. */
  readonly isImmutable: boolean
}

/** How rooms that keep their own records (the chain) let the log read them: for these entries, what this actor may see. */
export type ReadContents = (tx: Tx, entryIds: readonly string[]) => Promise<readonly RecordContent[]>

/**
 * What stands at `path`, or null: no such path, nothing there yet, or not for this actor. Checkpoint and tiles are for everyone.
 * Entry bundles are for staff: records say who holds how much. An entry that was erased is given with length zero; its hash stands
 * in the tile, and no entry of ours is empty, for each begins with its salt.
 */
export async function readLogResource(
  tx: Tx,
  actor: Pick<Actor, 'authorityId' | 'wall'>,
  { path, readContents = async () => [] }: { path: string; readContents?: ReadContents },
): Promise<LogResource | null> {
  const resource = parseResourcePath(path)
  const checkpoint = resource && (await findLatestCheckpoint(tx, actor.authorityId))
  if (!resource || !checkpoint) return null
  if (resource.kind === 'checkpoint') {
    const { note } = await withWitnesses(tx, actor.authorityId, checkpoint)
    return { bytes: utf8(note), mediaType: 'text/plain; charset=utf-8', isImmutable: false }
  }
  const level = resource.kind === 'tile' ? resource.level : 0
  const tile = { level, index: resource.index }
  if (resource.width > widthOfTile(tile, checkpoint.size)) return null
  if (resource.kind === 'tile') {
    const hashes = (await readTiles(tx, actor.authorityId, [tile]))(tile).slice(0, resource.width)
    return { bytes: concatBytes(...hashes), mediaType: 'application/octet-stream', isImmutable: true }
  }
  if (actor.wall !== 'staff') return null
  const from = resource.index * tileWidth
  const leaves = await readLeaves(tx, actor.authorityId, { from, until: from + resource.width })
  const entryIds = leaves.map(({ entryId }) => entryId)
  const contents = [...(await findRecords(tx, actor.authorityId, entryIds)), ...(await readContents(tx, entryIds))]
  const entries = new Map(contents.map((content) => [content.entryId, entryOf(content)]))
  const bundle = packEntries(entryIds.map((entryId) => entries.get(entryId) ?? new Uint8Array()))
  return { bytes: bundle, mediaType: 'application/octet-stream', isImmutable: false }
}

function entryOf({ record, salt }: RecordContent): Uint8Array {
  return record === null || salt === null ? new Uint8Array() : concatBytes(salt, utf8(record))
}
