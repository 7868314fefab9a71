// Where premises lie, as the reader may know it, and saying so. Not here: the wall itself (0006-locations.sql), and drawing a map.
import { sql } from 'kysely'
import { type Id, type PartyId, type PremisesId, parseId, printId, refuseNow, trustId } from '#kernel'
import type { Actor, Tx } from '#platform'
import { printDegrees, readDegrees, toTown } from './coordinates.ts'
import type { Location, NewLocation, Place, PlaceDetail } from './location-contract.ts'
import { licensingProblems } from './problems.ts'
import { onRecord } from './register-record.ts'
import { glnToday } from './store.ts'

type Line = {
  readonly exactness: Location['exactness']
  readonly latitude: number | null
  readonly longitude: number | null
  readonly source: string
  readonly knownOn: string
}
type PlaceRow = {
  readonly premisesId: string
  readonly name: string
  readonly partyId: string
  readonly partyName: string
  readonly gln: string | null
  readonly town: string
  readonly country: string
  /** The newest of each exactness that the wall lets through. */
  readonly lines: readonly Line[]
}

/** What somebody asked to be on the map and is one of ours; everything without a wish. The rest has no row. */
export async function placesOf(
  tx: Tx,
  { authorityId }: Pick<Actor, 'authorityId'>,
  wish: { readonly premises?: readonly string[]; readonly partyId?: PartyId } = {},
): Promise<Place[]> {
  const { premises, partyId } = wish
  const { rows } = await sql<PlaceRow>`
    select s.premises_id as "premisesId", s.name, s.party_id as "partyId", p.name as "partyName", ${glnToday('s', true)} as gln, s.town, s.country, (
      select coalesce(jsonb_agg(jsonb_build_object('exactness', newest.exactness, 'latitude', newest.latitude_udeg,
        'longitude', newest.longitude_udeg, 'source', newest.source, 'knownOn', newest.known_on)), '[]')
      from (
        select distinct on (l.exactness) l.exactness, l.latitude_udeg, l.longitude_udeg, l.source, l.known_on
        from licensing.premises_location as l
        where l.authority_id = s.authority_id and l.premises_id = s.premises_id
        order by l.exactness, l.recorded_at desc, l.location_id desc
      ) as newest) as lines
    from licensing.premises as s
    join licensing.party as p on p.authority_id = s.authority_id and p.party_id = s.party_id
    where s.authority_id = ${authorityId}
      and ${premises ? sql`s.premises_id = any (${[...new Set(premises)]}::uuid[])` : sql`true`}
      and ${partyId ? sql`s.party_id = ${partyId}` : sql`true`}
    order by lower(s.name), s.premises_id`.execute(tx)
  return rows.map(viewPlace)
}

/** The spot where the reader may know it, else the town. */
function viewPlace({ premisesId, name, partyId, partyName, gln, town, country, lines }: PlaceRow): Place {
  const known = (exactness: Line['exactness']) =>
    lines.find((line) => line.exactness === exactness && line.latitude !== null && line.longitude !== null)
  const best = known('spot') ?? known('town')
  return {
    premises: { premisesId: printId('premises', trustId('premises', premisesId)), name },
    party: { partyId: printId('party', trustId('party', partyId)), name: partyName },
    gln,
    town,
    country,
    location: best
      ? {
          exactness: best.exactness,
          latitude: printDegrees(best.latitude ?? 0), // `known` found both.
          longitude: printDegrees(best.longitude ?? 0),
          source: best.source,
          knownOn: best.knownOn,
        }
      : null,
  }
}

/** Refuses `unknown-premises`. */
export async function readPlace(tx: Tx, actor: Actor, premisesId: PremisesId): Promise<PlaceDetail> {
  const [place] = await placesOf(tx, actor, { premises: [premisesId] })
  if (!place) return refuseNow(licensingProblems['unknown-premises'], {})
  const { rows } = await sql<Line & { recordedAt: string }>`
    select l.exactness, l.latitude_udeg as latitude, l.longitude_udeg as longitude, l.source, l.known_on::text as "knownOn",
      to_char(l.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "recordedAt"
    from licensing.premises_location as l
    where l.authority_id = ${actor.authorityId} and l.premises_id = ${premisesId}
    order by l.recorded_at desc, l.location_id desc
    limit 50`.execute(tx)
  return {
    place,
    lines: rows.map(({ exactness, latitude, longitude, source, knownOn, recordedAt }) => ({
      exactness,
      point:
        latitude === null || longitude === null
          ? null
          : { latitude: printDegrees(latitude), longitude: printDegrees(longitude) },
      source,
      knownOn,
      recordedAt,
    })),
  }
}

/** Whose premises these are, for the question who may say where they lie. Refuses `unknown-premises`. */
export async function ownerOfPremises(tx: Tx, actor: Actor, premisesId: PremisesId): Promise<PartyId> {
  const { rows } = await sql<{ partyId: string }>`
    select s.party_id as "partyId" from licensing.premises as s
    where s.authority_id = ${actor.authorityId} and s.premises_id = ${premisesId}`.execute(tx)
  const [row] = rows
  return row ? trustId('party', row.partyId) : refuseNow(licensingProblems['unknown-premises'], {})
}

/** Says where premises lie, or that it is unknown; a town is rounded here. Refuses `unknown-premises`, `location-changed`. */
export async function recordLocation(
  tx: Tx,
  actor: Actor,
  { premisesId, input }: { readonly premisesId: PremisesId; readonly input: NewLocation },
): Promise<PlaceDetail> {
  const owner = await ownerOfPremises(tx, actor, premisesId)
  if (actor.wall === 'holder' && owner !== actor.partyId) refuseNow(licensingProblems['unknown-premises'], {})
  const id = parseId('location', input.locationId)
  const row = rowOf({ id, premisesId, input })
  const { rows } = await onRecord(tx, actor, { parties: [owner] }, () =>
    sql<{ isNew: boolean }>`
      select licensing.put_location(${actor.authorityId}, ${JSON.stringify({ ...row, userId: actor.userId })}::jsonb) as "isNew"`.execute(
      tx,
    ),
  )
  if (!rows[0]?.isNew && !(await isSame(tx, actor, row))) refuseNow(licensingProblems['location-changed'], {})
  return readPlace(tx, actor, premisesId)
}

type Row = {
  readonly id: Id<'location'> | null
  readonly premises: PremisesId
  readonly exactness: Location['exactness']
  readonly latitude: number | null
  readonly longitude: number | null
  readonly source: string
  readonly knownOn: string
}

export function rowOf({
  id,
  premisesId,
  input: { exactness, point, source, knownOn },
}: {
  readonly id: Id<'location'> | null
  readonly premisesId: PremisesId
  readonly input: Omit<NewLocation, 'locationId'>
}): Row {
  const degrees = (text: string) => (exactness === 'town' ? toTown(readDegrees(text)) : readDegrees(text))
  return {
    id,
    premises: premisesId,
    exactness,
    latitude: point === null ? null : degrees(point.latitude),
    longitude: point === null ? null : degrees(point.longitude),
    source,
    knownOn,
  }
}

async function isSame(tx: Tx, { authorityId }: Actor, row: Row): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`
    select true as is from licensing.premises_location as l
    where l.authority_id = ${authorityId} and l.location_id = ${row.id} and l.premises_id = ${row.premises}
      and l.exactness = ${row.exactness} and l.latitude_udeg is not distinct from ${row.latitude}::integer
      and l.longitude_udeg is not distinct from ${row.longitude}::integer and l.source = ${row.source}
      and l.known_on = ${row.knownOn}::date`.execute(tx)
  return rows.length > 0
}

export type SeedLocation = Omit<NewLocation, 'locationId'> & {
  readonly locationId: Id<'location'>
  readonly premisesId: PremisesId
}

/** Together with the registers, while an administrator holds the import open; what is known stays as it is. */
export async function seedLocations(tx: Tx, actor: Actor, locations: readonly SeedLocation[]): Promise<void> {
  const rows = locations.map(({ locationId, premisesId, ...input }) => rowOf({ id: locationId, premisesId, input }))
  const { rows: owners } = await sql<{ partyId: PartyId }>`
    select distinct s.party_id as "partyId" from licensing.premises as s
    where s.authority_id = ${actor.authorityId} and s.premises_id = any (${locations.map(({ premisesId }) => premisesId)}::uuid[])`.execute(
    tx,
  )
  await onRecord(tx, actor, { parties: owners.map(({ partyId }) => partyId) }, async () => {
    await sql`select licensing.import_locations(${actor.authorityId}, ${JSON.stringify(rows)}::jsonb)`.execute(tx)
  })
}
