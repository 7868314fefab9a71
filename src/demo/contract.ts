// What the simulator gives: a world and then its steps in order of time. Not here: how they come about, and any effect.
import type { Act, ActOf } from '#chain/contract'
import type { AuthorityId } from '#kernel'
import type { ExemptionView, PartyView } from '#licensing/contract'
import type { Persona, Role, Session } from '#platform/contract'

export type DemoArguments = {
  /** Any text; the same text gives the same world. */
  readonly seed: string
  /** Whole years of history before `until`, 1–20; half a year of growing goes before them. */
  readonly years: number
  /** 1 is the whole Dutch chain; 0.05–4. */
  readonly scale: number
  /** The first legal day that is not history: its work is left to do. */
  readonly until: Temporal.PlainDate
}

export type Assurance = NonNullable<Session['user']>['assurance']

/** Somebody of the demo world; the personas are those you can log in as. Ids as they leave the house, with their prefix. */
export type DemoStaff = {
  readonly userId: string
  readonly name: string
  readonly partyId: string
  readonly roles: readonly Role[]
  readonly assurance: Assurance
}
export type DemoPersona = Persona & DemoStaff

export type DemoWorld = {
  readonly demo: true
  readonly arguments: { readonly seed: string; readonly years: number; readonly scale: number; readonly until: string }
  readonly authorityId: AuthorityId
  readonly authorityName: string
  readonly parties: readonly PartyView[]
  readonly exemptions: readonly ExemptionView[]
  readonly personas: readonly DemoPersona[]
  /** Everybody who acts, by the key that a step carries. */
  readonly staff: Readonly<Record<string, DemoStaff>>
}

/** Which difference is settled; its account is the chain's to name, so a step points at the line or the run it came from. */
export type DifferenceOf = { readonly eventId: string; readonly shipmentId: string | null; readonly batchId: string }

/** A paper that belongs to a batch: plain text, as a laboratory or a witness would hand it in. */
export type DemoDocument = {
  readonly documentId: string
  readonly fileName: string
  readonly mediaType: 'text/plain'
  readonly text: string
  readonly batchId: string
  /** Who may see it, beside staff. */
  readonly partyIds: readonly string[]
}

export type DemoStep =
  | { readonly kind: 'world'; readonly at: string; readonly world: DemoWorld }
  | { readonly kind: 'act'; readonly at: string; readonly as: string; readonly isSteppedUp: boolean; readonly act: Act }
  | {
      readonly kind: 'settle'
      readonly at: string
      readonly as: string
      readonly difference: DifferenceOf
      readonly act: Omit<ActOf<'settle-difference'>, 'accountId'>
    }
  | { readonly kind: 'document'; readonly at: string; readonly as: string; readonly document: DemoDocument }
