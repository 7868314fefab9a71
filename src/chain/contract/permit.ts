// Under which permit something crosses the border, and whether the authority keeps that permit here. Pure. Not here: drawing on it (acts).
import type { Act } from './acts.ts'
import type { Ledger } from './words.ts'

export type PermitSaid = {
  readonly number: string
  /** Granted here, so that it was held against its days, parties and mass, and is used up. Else the number stands as it was given. */
  readonly isKept: boolean
}

/** Null for an act that crosses no border. @basis enkelvoudig-verdrag/31 */
export function permitSaid(act: Act | null, movements: readonly { readonly ledger: Ledger }[]): PermitSaid | null {
  if (act?.kind !== 'import' && act?.kind !== 'export') return null
  const number = act.kind === 'import' ? act.importPermit : act.exportPermit
  return { number, isKept: movements.some(({ ledger }) => ledger === 'allowance_mg') }
}
