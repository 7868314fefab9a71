// What was called off and permitted, as a screen shows it. Not here: granting it (acts/allowance.ts).
import { type Instant, legalDayOf, parseId, printId, trustId } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { AllowanceFilter, AllowanceView } from '../contract.ts'
import type { LawForChain } from '../law.ts'
import { accountIdOf, type Place } from '../place.ts'
import { lookUp, nothingWanted } from '../refs.ts'
import { selectAllowances, selectOpened, selectUses } from '../store/allowances.ts'

/** Of whoever the reader may look at: staff all, a holder its own. Newest first. */
export async function listAllowances(
  tx: Tx,
  actor: Actor,
  { filter, law, now }: { readonly filter: AllowanceFilter; readonly law: LawForChain; readonly now: Instant },
): Promise<{ items: AllowanceView[] }> {
  const { authorityId } = actor
  const holder = filter.holder ? parseId('party', filter.holder) : null
  const rows = await selectAllowances(tx, authorityId, {
    ...(holder ? { holder } : {}),
    ...(filter.kind ? { kind: filter.kind } : {}),
  })
  const uses = await selectUses(
    tx,
    authorityId,
    rows.map(({ eventId }) => eventId),
  )
  const accountOf = (place: Place) => accountIdOf(authorityId, place)
  const usedOf = (place: Place) => accountOf({ ...place, kind: 'world', state: 'used' })
  const opened = await selectOpened(
    tx,
    authorityId,
    rows.map(({ place }) => usedOf(place)),
  )
  const wanted = nothingWanted()
  for (const { holderId, counterId } of rows) {
    wanted.parties.add(holderId)
    if (counterId) wanted.parties.add(counterId)
  }
  const names = await lookUp(tx, authorityId, wanted)
  const on = legalDayOf(now)
  return {
    items: rows.map(({ eventId, kind, number, holderId, counterId, productCode, massMg, leftMg, period, place }) => ({
      grantEventId: printId('event', trustId('event', eventId)),
      kind,
      number,
      holder: names.party(holderId),
      counter: counterId === null ? null : names.party(counterId),
      productCode,
      productName: productCode === null ? null : (law.product(productCode, on)?.name ?? productCode),
      from: period.from.toString(),
      through: period.until?.subtract({ days: 1 }).toString() ?? null,
      grantedMassMg: `${massMg}`,
      usedMassMg: `${massMg - leftMg}`,
      leftMassMg: `${leftMg}`,
      accountId: printId('account', accountOf(place)),
      usedAccountId: opened.has(usedOf(place)) ? printId('account', usedOf(place)) : null,
      uses: uses
        .filter(({ allowanceId }) => allowanceId === eventId)
        .map((use) => ({
          eventId: printId('event', trustId('event', use.eventId)),
          occurredAt: use.at.toString(),
          massMg: `${use.massMg}`,
        })),
    })),
  }
}
