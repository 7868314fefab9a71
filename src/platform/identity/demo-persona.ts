// Somebody the demo lets you be: a person of its world with what the broker would tell of them. Not here: their names and tasks (demo).
import type { Persona } from '../contract.ts'
import type { Assurance } from './claims.ts'

export type DemoPersona = Persona & {
  /** As it leaves the house, with its prefix: `usr_…`. The demo's history names the same person. */
  readonly userId: string
  readonly partyId: string
  readonly assurance: Assurance
}
