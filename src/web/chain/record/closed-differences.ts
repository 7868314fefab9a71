// Which accounts an act is about when it is refused because a difference was closed, or because what it granted was used. Pure. Not here: the link to them (settled-where.tsx).
import { type Act, type EventView, isContentLedger } from '#chain/contract'

export type ClosedDifference = { readonly accountId: string; readonly name: string | null }

/** The one that is settled, or those that what is taken back moved; what was in the material is closed with it. */
export function differencesOf(act: Act, corrects: Pick<EventView, 'movements'> | null): readonly ClosedDifference[] {
  if (act.kind === 'settle-difference') return [{ accountId: act.accountId, name: null }]
  if (act.kind !== 'correct' || corrects === null) return []
  const ends = corrects.movements
    .filter(({ ledger }) => !isContentLedger(ledger))
    .flatMap(({ from, to }) => [from, to])
    .filter(({ kind }) => kind === 'difference')
  const byId = new Map(ends.map(({ accountId, batch }) => [accountId, { accountId, name: batch?.name ?? null }]))
  return [...byId.values()]
}

/** Where what was granted stands, with all that used it; null where nothing was. */
export function allowanceOf(corrects: Pick<EventView, 'movements'> | null): string | null {
  return corrects?.movements.map(({ to }) => to).find(({ kind }) => kind === 'allowance')?.accountId ?? null
}
