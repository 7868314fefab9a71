// The rows every event has, as the door takes them: times as text, amounts as whole numbers in text. Not here: what few events say beside
// (they travel as they are), and how rows become columns (store/door-columns.ts).

export type EventRow = {
  readonly id: string
  readonly kind: string
  readonly at: string
  readonly actor: string | null
  readonly holder: string
  readonly premises: string | null
  readonly counter: string | null
  readonly corrects: string | null
  readonly exemption: string | null
  /** On which day the version of it began that this was decided on. */
  readonly exemptionFrom?: string | null
  readonly basis: readonly string[]
  /** Canonical, as it is hashed. */
  readonly record: string
  /** Base64. */
  readonly salt: string
}

/** A place that an event moves from or to, or opens. `event` is the one that may open it. */
export type AccountRow = {
  readonly id: string
  readonly event: string
  readonly at: string
  readonly ledger: string
  readonly kind: string
  readonly holder: string
  readonly counter: string | null
  readonly premises: string | null
  readonly batch: string | null
  readonly shipment: string | null
  readonly state: string
}

/** It moves when its event occurs. */
export type MovementRow = {
  readonly event: string
  readonly at: string
  readonly line: number
  readonly ledger: string
  readonly from: string
  readonly to: string
  readonly amount: string
}

export type PartyRow = { readonly event: string; readonly holder: string }
export type TouchedRow = { readonly event: string; readonly batch: string; readonly at: string }
