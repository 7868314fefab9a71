// The only SQL that names the log's tables. Not here: what a tree is (kernel/transparency) and when it is sealed (sealer.ts).
import { sql } from 'kysely'
import { type AuthorityId, type FullTile, hashLength, splitBytes, type TileId, tileWidth } from '#kernel'
import type { Tx } from '../database/database.ts'

export type Waiting = { readonly authorityId: AuthorityId; readonly leafCount: number; readonly waitingMs: number }

/** Every authority that has leaves in the queue, counted up to `countMax`. Runs under any actor. */
export async function findWaiting(tx: Tx, countMax: number): Promise<readonly Waiting[]> {
  const { rows } = await sql<Waiting>`
    select authority_id as "authorityId", leaf_count as "leafCount",
           (extract(epoch from clock_timestamp() - waiting_since) * 1000)::float8 as "waitingMs"
    from log.waiting(${countMax})`.execute(tx)
  return rows
}

/** Locks the head, moves waiting leaves to their places and returns them; null when there is nothing to do or another does it. */
export async function takeUnsealed(tx: Tx, authorityId: AuthorityId, takeMax: number) {
  const { rows } = await sql<{ size: bigint; leaves: Uint8Array }>`
    select from_size as size, leaves from log.take_unsealed(${authorityId}, ${takeMax})`.execute(tx)
  const taken = rows[0]
  return taken ? { fromSize: Number(taken.size), leaves: splitBytes(taken.leaves, hashLength) } : null
}

export type Sealed = {
  readonly size: number
  readonly root: Uint8Array
  readonly note: string
  readonly verifierKey: string
  readonly tiles: readonly FullTile[]
}

export async function writeSeal(tx: Tx, authorityId: AuthorityId, sealed: Sealed): Promise<void> {
  const { size, root, note, verifierKey, tiles } = sealed
  await sql`
    select log.seal(
      ${authorityId}, ${size}, ${Buffer.from(root)}, ${note}, ${verifierKey},
      ${tiles.map((tile) => tile.level)}::smallint[],
      ${tiles.map((tile) => tile.index)}::bigint[],
      ${tiles.map((tile) => Buffer.concat(tile.hashes))}::bytea[],
      ${tiles.map((tile) => Buffer.from(tile.root))}::bytea[]
    )`.execute(tx)
}

/** The unfinished tiles of a tree of `size` leaves, lowest level first: what the next leaves are appended to. */
export async function loadEdge(tx: Tx, authorityId: AuthorityId, size: number): Promise<Uint8Array[][]> {
  const edge: Uint8Array[][] = []
  for (let level = 0, width = size; width > 0; level += 1, width = Math.floor(width / tileWidth)) {
    const index = Math.floor(width / tileWidth)
    edge.push(await readPartialTile(tx, authorityId, { level, index }, width - index * tileWidth))
  }
  return edge
}

/** The first `width` hashes of a tile that may not be full yet: from the leaves, or from the roots of the tiles below. */
async function readPartialTile(tx: Tx, authorityId: AuthorityId, tile: TileId, width: number): Promise<Uint8Array[]> {
  const from = tile.index * tileWidth
  const { rows } =
    tile.level === 0
      ? await sql<{ hashes: Uint8Array | null; count: number }>`
          select string_agg(leaf, '' order by leaf_index) as hashes, count(*)::integer as count
          from log.leaf
          where authority_id = ${authorityId} and leaf_index >= ${from} and leaf_index < ${from + width}`.execute(tx)
      : await sql<{ hashes: Uint8Array | null; count: number }>`
          select string_agg(root, '' order by tile_index) as hashes, count(*)::integer as count
          from log.tile
          where authority_id = ${authorityId} and level = ${tile.level - 1}
            and tile_index >= ${from} and tile_index < ${from + width}`.execute(tx)
  return rows[0]?.hashes ? splitBytes(rows[0].hashes, hashLength) : []
}

/** Tiles as far as they reach now; one round trip for the full ones, one for each partial one (at most one a level). */
export async function readTiles(tx: Tx, authorityId: AuthorityId, tiles: readonly TileId[]) {
  const found = new Map<string, readonly Uint8Array[]>()
  const { rows } = await sql<{ level: number; index: bigint; hashes: Uint8Array }>`
    select tile.level, tile.tile_index as index, tile.hashes
    from log.tile
    join unnest(${tiles.map(({ level }) => level)}::smallint[], ${tiles.map(({ index }) => index)}::bigint[])
      as wanted (level, tile_index) using (level, tile_index)
    where tile.authority_id = ${authorityId}`.execute(tx)
  for (const { level, index, hashes } of rows) found.set(`${level}/${index}`, splitBytes(hashes, hashLength))
  for (const tile of tiles) {
    const name = `${tile.level}/${tile.index}`
    if (!found.has(name)) found.set(name, await readPartialTile(tx, authorityId, tile, tileWidth))
  }
  return (tile: TileId) => found.get(`${tile.level}/${tile.index}`) ?? []
}

export type CheckpointRow = {
  readonly size: number
  readonly root: Uint8Array
  readonly note: string
  readonly verifierKey: string
  readonly signedAt: Temporal.Instant
}

const checkpointColumns = sql`size::float8 as size, root, note, verifier_key as "verifierKey", signed_at as "signedAt"`

export async function findLatestCheckpoint(tx: Tx, authorityId: AuthorityId): Promise<CheckpointRow | null> {
  const { rows } = await sql<CheckpointRow>`
    select ${checkpointColumns} from log.checkpoint
    where authority_id = ${authorityId}
    order by size desc
    limit 1`.execute(tx)
  return rows[0] ?? null
}

/** Hours of a busy house and months of a quiet one: so long a clock that was set back is told of. */
const newestMax = 1_000

/** How far the latest moment under the newest checkpoints lies ahead of the clock; below zero where the clock has passed it. */
export async function findNewestMoment(tx: Tx, authorityId: AuthorityId): Promise<{ readonly aheadSeconds: number }> {
  const { rows } = await sql<{ aheadSeconds: number }>`
    select coalesce(extract(epoch from max(newest.signed_at) - clock_timestamp()), 0)::float8 as "aheadSeconds"
    from (
      select signed_at from log.checkpoint where authority_id = ${authorityId} order by size desc limit ${newestMax}
    ) as newest`.execute(tx)
  return rows[0] ?? { aheadSeconds: 0 }
}

export async function findCheckpoint(tx: Tx, authorityId: AuthorityId, size: number): Promise<CheckpointRow | null> {
  const { rows } = await sql<CheckpointRow>`
    select ${checkpointColumns} from log.checkpoint
    where authority_id = ${authorityId} and size = ${size}`.execute(tx)
  return rows[0] ?? null
}

/** Checkpoints with a size in (after, until], smallest first; without when, which may be no time of ours when it was edited. */
export async function findCheckpoints(
  tx: Tx,
  authorityId: AuthorityId,
  { after, until }: { after: number; until: number },
) {
  const { rows } = await sql<Omit<CheckpointRow, 'signedAt'>>`
    select size::float8 as size, root, note, verifier_key as "verifierKey" from log.checkpoint
    where authority_id = ${authorityId} and size > ${after} and size <= ${until}
    order by size`.execute(tx)
  return rows
}

/** The last checkpoint signed at or before an instant: what was known then. */
export async function findCheckpointAt(tx: Tx, authorityId: AuthorityId, at: Temporal.Instant) {
  const { rows } = await sql<CheckpointRow>`
    select ${checkpointColumns} from log.checkpoint
    where authority_id = ${authorityId} and signed_at <= ${at}
    order by size desc
    limit 1`.execute(tx)
  return rows[0] ?? null
}

export type CosignatureRow = {
  readonly witness: string
  readonly line: string
  readonly seenAt: Temporal.Instant
}

/** The lines of witnesses under one checkpoint, by name. */
export async function findCosignatures(
  tx: Tx,
  authorityId: AuthorityId,
  size: number,
): Promise<readonly CosignatureRow[]> {
  const { rows } = await sql<CosignatureRow>`
    select witness, line, seen_at as "seenAt" from log.cosignature
    where authority_id = ${authorityId} and size = ${size}
    order by witness`.execute(tx)
  return rows
}

/** The newest checkpoint of more than `above` leaves that a witness co-signed. */
export async function findCosignedCheckpoint(tx: Tx, authorityId: AuthorityId, above: number) {
  const { rows } = await sql<CheckpointRow>`
    select ${checkpointColumns} from log.checkpoint
    where authority_id = ${authorityId} and size = (
      select max(c.size) from log.cosignature as c where c.authority_id = ${authorityId} and c.size > ${above})`.execute(
    tx,
  )
  return rows[0] ?? null
}

export async function writeCosignature(
  tx: Tx,
  authorityId: AuthorityId,
  { size, witness, line, seenAt }: CosignatureRow & { readonly size: number },
): Promise<void> {
  await sql`select log.add_cosignature(${authorityId}, ${size}, ${witness}, ${line}, ${seenAt.toString()})`.execute(tx)
}

export type LeafRow = { readonly entryId: string; readonly index: number; readonly leaf: Uint8Array }

/** Where entries stand in the tree; those not sealed yet are missing. */
export async function findLeaves(
  tx: Tx,
  authorityId: AuthorityId,
  entryIds: readonly string[],
): Promise<readonly LeafRow[]> {
  const { rows } = await sql<LeafRow>`
    select entry_id as "entryId", leaf_index::float8 as index, leaf
    from log.leaf
    where authority_id = ${authorityId} and entry_id = any(${[...entryIds]}::uuid[])
    order by leaf_index`.execute(tx)
  return rows
}

/** The leaves [from, until) of the tree, in their order. */
export async function readLeaves(tx: Tx, authorityId: AuthorityId, { from, until }: { from: number; until: number }) {
  const { rows } = await sql<LeafRow>`
    select entry_id as "entryId", leaf_index::float8 as index, leaf
    from log.leaf
    where authority_id = ${authorityId} and leaf_index >= ${from} and leaf_index < ${until}
    order by leaf_index`.execute(tx)
  return rows
}

export async function isQueued(tx: Tx, authorityId: AuthorityId, entryId: string): Promise<boolean> {
  const { rows } = await sql`
    select from log.queued_between(${authorityId}, ${entryId}, ${entryId})`.execute(tx)
  return rows.length > 0
}

/** A record and its salt, both null where the record of an event was erased. */
export type RecordContent = {
  readonly entryId: string
  readonly record: string | null
  readonly salt: Uint8Array | null
}

/** Those of platform's own records that this actor may see. */
export async function findRecords(
  tx: Tx,
  authorityId: AuthorityId,
  entryIds: readonly string[],
): Promise<readonly RecordContent[]> {
  const { rows } = await sql<RecordContent>`
    select entry_id as "entryId", record, salt
    from log.record
    where authority_id = ${authorityId} and entry_id = any(${[...entryIds]}::uuid[])`.execute(tx)
  return rows
}

export type NewRecord = {
  readonly entryId: string
  readonly partyId: string | null
  readonly record: string
  readonly salt: Uint8Array
  readonly leaf: Uint8Array
}

/** Raises 23505 `record_changed` when this entry was recorded with other content. */
export async function writeRecord(
  tx: Tx,
  authorityId: AuthorityId,
  { entryId, partyId, record, salt, leaf }: NewRecord,
) {
  const { rows } = await sql<{ leaf: Uint8Array }>`
    select log.record_leaf(
      ${authorityId}, ${entryId}, ${partyId}, ${record}, ${Buffer.from(salt)}, ${Buffer.from(leaf)}
    ) as leaf`.execute(tx)
  return rows[0]!.leaf
}

/** The names of the logs that were signed in this database, whosever they are. */
export async function findOrigins(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ origin: string }>`select o as origin from log.origins() as o`.execute(tx)
  return rows.map(({ origin }) => origin)
}

/**
 * Leaves as tiles of 256, from tile `fromTile` on: how a whole tree is read fast. A tile with a hole has a count that tells. Beside each what
 * is stored of it, null where nothing is; whether the stored hashes are these leaves is seen here, so that they do not travel twice.
 */
export async function readLeafTiles(
  tx: Tx,
  authorityId: AuthorityId,
  { fromTile, tileCount }: { fromTile: number; tileCount: number },
) {
  const { rows } = await sql<{
    index: number
    firstLeaf: number
    leafCount: number
    leaves: Uint8Array
    storedRoot: Uint8Array | null
    isAsStored: boolean
  }>`
    select made.index::float8 as index, made."firstLeaf", made."leafCount", made.leaves,
           stored.root as "storedRoot", coalesce(stored.hashes = made.leaves, false) as "isAsStored"
    from (
      select leaf_index >> 8 as index, min(leaf_index)::float8 as "firstLeaf", count(*)::integer as "leafCount",
             string_agg(leaf, '' order by leaf_index) as leaves
      from log.leaf
      where authority_id = ${authorityId}
        and leaf_index >= ${fromTile * tileWidth} and leaf_index < ${(fromTile + tileCount) * tileWidth}
      group by leaf_index >> 8) as made
    left join log.tile as stored
      on stored.authority_id = ${authorityId} and stored.level = 0 and stored.tile_index = made.index
    order by made.index`.execute(tx)
  return rows
}

/** Full tiles of one level, in order. */
export async function readTileLevel(
  tx: Tx,
  authorityId: AuthorityId,
  { level, fromTile, tileCount }: { level: number; fromTile: number; tileCount: number },
) {
  const { rows } = await sql<{ index: number; hashes: Uint8Array; root: Uint8Array }>`
    select tile_index::float8 as index, hashes, root
    from log.tile
    where authority_id = ${authorityId} and level = ${level}
      and tile_index >= ${fromTile} and tile_index < ${fromTile + tileCount}
    order by tile_index`.execute(tx)
  return rows
}

/** The roots of the first so many full tiles over the leaves, in order. */
export async function readTileRoots(tx: Tx, authorityId: AuthorityId, tileCount: number): Promise<Uint8Array[]> {
  const { rows } = await sql<{ roots: Uint8Array | null }>`
    select string_agg(root, '' order by tile_index) as roots
    from log.tile
    where authority_id = ${authorityId} and level = 0 and tile_index < ${tileCount}`.execute(tx)
  return rows[0]?.roots ? splitBytes(rows[0].roots, hashLength) : []
}

/** Platform's own records whose leaf in the tree is not the hash of what they say, or another than their own, and those that say nothing. At most `countMax`. */
export async function findWrongRecords(tx: Tx, authorityId: AuthorityId, countMax: number): Promise<readonly string[]> {
  const { rows } = await sql<{ entryId: string }>`
    select record.entry_id as "entryId"
    from log.record
    where record.authority_id = ${authorityId}
      and (
        record.record is null or record.salt is null -- nothing erases one
        or record.leaf <> sha256('\\x00'::bytea || record.salt || convert_to(record.record, 'UTF8'))
        or not exists (
          select from log.leaf as sealed
          where sealed.authority_id = record.authority_id and sealed.entry_id = record.entry_id and sealed.leaf = record.leaf
        ) and not exists (
          select from log.unsealed as waiting
          where waiting.authority_id = record.authority_id and waiting.entry_id = record.entry_id and waiting.leaf = record.leaf
        )
      )
    limit ${countMax}`.execute(tx)
  return rows.map(({ entryId }) => entryId)
}

export async function readHeadSize(tx: Tx, authorityId: AuthorityId): Promise<number> {
  const { rows } = await sql<{ size: number }>`
    select size::float8 as size from log.head where authority_id = ${authorityId}`.execute(tx)
  return rows[0]?.size ?? 0
}

/** The first leaf, or else the first checkpoint, past the head; null when there is none. */
export async function findBeyond(tx: Tx, authorityId: AuthorityId, size: number): Promise<number | null> {
  const { rows } = await sql<{ beyond: number | null }>`
    select coalesce(
      (select min(leaf_index) from log.leaf where authority_id = ${authorityId} and leaf_index >= ${size}),
      (select min(size) from log.checkpoint where authority_id = ${authorityId} and size > ${size})
    )::float8 as beyond`.execute(tx)
  return rows[0]?.beyond ?? null
}
