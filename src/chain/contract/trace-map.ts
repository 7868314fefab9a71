// A trace laid out over the country: where its batches came to be and lie, and what was sent from one place to another. Not here: how it is drawn.
import { Amount, Day, IdOf, Moment, OneOf, PositiveAmount, type Static, Strict, Type } from '#kernel'
import { Place } from '#licensing/contract'
import { shipReasons } from './acts.ts'
import { BatchRef, PartyRef } from './refs.ts'
import { Trace } from './trace.ts'

export const MapPlace = Strict({
  ...Place.properties,
  /** Of these batches, as far as the reader may know: what stands here now, and all that ever came here. */
  hasMassMg: Amount,
  hadMassMg: Amount,
  /** What stands here, largest first, and how many batches that is in all. */
  stands: Type.Array(Strict({ batch: BatchRef, massMg: PositiveAmount }), { maxItems: 50 }),
  batches: Type.Integer(),
  /** Batches of the trace that were opened here: planted, harvested, made; `isOpen` where the reader had some. */
  opened: Type.Array(Strict({ batch: BatchRef, openedOn: Day, isOpen: Type.Boolean() }), { maxItems: 50 }),
  openedCount: Type.Integer(),
})
export type MapPlace = Static<typeof MapPlace>

/** A band names so many of its shipments or exports; one family seldom has more between two places. */
export const mapNamedMax = 1_000

/** What went from one place to another for one reason, cancelled shipments left out. */
export const MapFlow = Strict({
  fromId: IdOf('premises'),
  toId: IdOf('premises'),
  reason: OneOf(shipReasons),
  massMg: PositiveAmount,
  count: Type.Integer({ description: 'shipments; those beyond the newest thousand are counted and not named' }),
  shipments: Type.Array(Strict({ shipmentId: IdOf('shipment'), shippedAt: Moment, massMg: PositiveAmount }), {
    maxItems: mapNamedMax,
  }),
})
export type MapFlow = Static<typeof MapFlow>

export const TraceMap = Strict({
  asked: BatchRef,
  direction: Trace.properties.direction,
  places: Type.Array(MapPlace),
  flows: Type.Array(MapFlow),
  /** What left the country: to whom, never where. */
  exports: Type.Array(
    Strict({
      party: PartyRef,
      country: Type.String({ pattern: '^[A-Z]{2}$' }),
      massMg: PositiveAmount,
      count: Type.Integer(),
      events: Type.Array(Strict({ eventId: IdOf('event'), occurredAt: Moment, massMg: PositiveAmount }), {
        maxItems: mapNamedMax,
      }),
    }),
  ),
  truncated: Type.Boolean(),
})
export type TraceMap = Static<typeof TraceMap>
