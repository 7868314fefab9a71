// What the proof of a ledger can find wrong, and how it is told. Not here: finding it (records.ts, accounts.ts, beside.ts).

export const ledgerFaultKinds = [
  'leaf-differs', // a record is not what was hashed
  'leaf-not-in-log', // an event that the log never took in: added, or its leaf was changed
  'event-missing', // a leaf of the log whose event is gone
  'event-differs', // an event's columns are not what its record says
  'movement-differs', // the movements of an event are not those in its record
  'movement-missing-end', // a movement without its event, or an account that moved and is not there
  'movement-time',
  'batch-differs',
  'balance-differs',
  'balance-missing',
  'balance-negative',
  'closed-not-empty',
  'history-negative',
  'account-differs', // an account's id does not follow from its place
  'photograph-differs', // a photograph is gone, or is not the one that was signed
  'mark-differs', // a kept past balance is not what moved before it
  'sum-differs', // what the pictures read as a sum is not the sum of what moved
  'edge-differs', // what a batch came from is not what the record that opened it says
  'shipment-differs',
  'settlement-differs', // what was weighed at the door
  'decision-differs', // a verdict, a result, a hold or a lift that is not what its record says, or is gone
  'correction-differs',
  'task-differs', // a signature, a notice, a paper, a room, a permit, a dispute or a closed difference is not what its record says
  'quality-differs', // a step of quality is not what its record says
  'erasure-differs', // a record is gone that nobody decided to erase, or a decision is not what the log says of it
  'captured-differs', // what was captured as EPCIS is not what the log says of it, or is gone
  'register-differs', // a party or an exemption is not what the log says of it, or is gone
  'unreadable', // the database itself can make nothing of what is stored; the detail is what it said
] as const

export type LedgerFault = {
  readonly kind: (typeof ledgerFaultKinds)[number]
  /** The event, account, batch, holder or day, as the database knows it. */
  readonly id: string
  readonly detail: string
}

/** So many faults of each kind are named; a ledger with more has one cause. */
export const faultsMax = 100

/** What one part of the proof looked at, and what it found. */
export type PartFound = {
  readonly events: number
  readonly movements: number
  readonly accounts: number
  readonly faults: readonly LedgerFault[]
}
