// How a shipment travels: who carries it, in what, when, and in which boxes. Not here: what is in it and for whom (acts.ts), and who may
// carry (acts/manifest.ts).
import { Amount, IdOf, Label, Moment, Nullable, OneOf, PositiveAmount, type Static, Strict, Type } from '#kernel'
import { BatchRef, PartyRef } from './refs.ts'
import { StaffNumber } from './staff-number.ts'
import { stockStates } from './words.ts'

export const vehiclePattern = '^[A-Z0-9][A-Z0-9-]{1,14}$'
const planned = {
  /** As on its plate, in capitals. */
  vehicle: Type.String({
    pattern: vehiclePattern,
    description: 'registration of the vehicle, capitals, digits and hyphens',
  }),
  /** The carrier's own number for whoever drives; nobody else needs to know who that is. */
  driver: Nullable(StaffNumber),
  departsAt: Moment,
  arrivesAt: Moment,
  route: Nullable(Label(400)),
}
/** `carrierId` null: the sender carries it itself. */
export const Transport = Strict({ carrierId: Nullable(IdOf('party')), ...planned })
export type Transport = Static<typeof Transport>

export const ssccPattern = '^[0-9]{18}$'
/** One box with its number, and what of the shipment is in it. */
export const LogisticUnit = Strict({
  sscc: Type.String({ pattern: ssccPattern }),
  contents: Type.Array(Strict({ batchId: IdOf('batch'), state: OneOf(stockStates), massMg: PositiveAmount }), {
    minItems: 1,
    maxItems: 50,
  }),
})
export type LogisticUnit = Static<typeof LogisticUnit>
export const unitsMax = 100

export const TransportView = Strict({ carrier: Nullable(PartyRef), ...planned })
export type TransportView = Static<typeof TransportView>
export const LogisticUnitView = Strict({
  sscc: Type.String({ pattern: ssccPattern }),
  contents: Type.Array(Strict({ batch: BatchRef, state: OneOf(stockStates), massMg: Amount })),
})

/** Numbers for the boxes of a shipment that is being made. Asking again for the same shipment answers the same numbers. */
export const UnitsWanted = Strict({ count: Type.Integer({ minimum: 1, maximum: unitsMax }) })
export const UnitsTaken = Strict({
  items: Type.Array(Strict({ unit: Type.Integer(), sscc: Type.String({ pattern: ssccPattern }) })),
})
export type UnitsTaken = Static<typeof UnitsTaken>

export const companyPrefixPattern = '^[0-9]{6,12}$'
/** The numbers GS1 gave a company to begin its own with; null where none was registered. */
export const CompanyPrefix = Strict({ prefix: Nullable(Type.String({ pattern: companyPrefixPattern })) })
export type CompanyPrefix = Static<typeof CompanyPrefix>
export const NewCompanyPrefix = Strict({ prefix: Type.String({ pattern: companyPrefixPattern }) })
