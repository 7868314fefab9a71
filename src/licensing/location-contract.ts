// Where premises lie: a town for whoever may know the name, the spot for whose it is and the authority. Not here: an address; nobody keeps one.
import { Day, IdOf, Label, Moment, Nullable, OneOf, type Static, Strict, Type } from '#kernel'
import { Gln } from './gln-contract.ts'

export const exactnesses = ['town', 'spot'] as const

/** Degrees of WGS 84 as decimal texts, six decimals at most (a tenth of a metre); a text, so that what was typed is what is kept. */
export const Latitude = Type.String({ pattern: '^-?(90(\\.0{1,6})?|[1-8]?[0-9](\\.[0-9]{1,6})?)$' })
export const Longitude = Type.String({
  pattern: '^-?(180(\\.0{1,6})?|(1[0-7][0-9]|[1-9]?[0-9])(\\.[0-9]{1,6})?)$',
})

export const Location = Strict({
  exactness: OneOf(exactnesses),
  latitude: Latitude,
  longitude: Longitude,
  source: Label(200),
  /** The day the source was asked. */
  knownOn: Day,
})
export type Location = Static<typeof Location>

/** A place on a map, or a name beside it. */
export const Place = Strict({
  premises: Strict({ premisesId: IdOf('premises'), name: Label() }),
  party: Strict({ partyId: IdOf('party'), name: Label() }),
  /** Of the premises, today. */
  gln: Nullable(Gln),
  town: Label(),
  country: Type.String({ pattern: '^[A-Z]{2}$' }),
  /** As exact as the reader may know; null: nobody said. */
  location: Nullable(Location),
})
export type Place = Static<typeof Place>

/** For the screen that sets them: each place, and whether the reader may say where it lies. */
export const Places = Strict({ items: Type.Array(Place) })

/** The sender makes `locationId`, so that sending twice says it once. A point that is null says that it is unknown. */
export const NewLocation = Strict({
  locationId: IdOf('location'),
  exactness: OneOf(exactnesses),
  point: Nullable(Strict({ latitude: Latitude, longitude: Longitude })),
  source: Label(200),
  knownOn: Day,
})
export type NewLocation = Static<typeof NewLocation>

export const LocationLine = Strict({
  exactness: OneOf(exactnesses),
  point: Nullable(Strict({ latitude: Latitude, longitude: Longitude })),
  source: Label(200),
  knownOn: Day,
  recordedAt: Moment,
})
/** One place, and everything that was said of where it lies, newest first, as far as the reader may know. */
export const PlaceDetail = Strict({ place: Place, lines: Type.Array(LocationLine) })
export type PlaceDetail = Static<typeof PlaceDetail>
