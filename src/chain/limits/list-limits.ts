// What conditions of exemptions limit, period by period, as a screen shows it: what was used, and what is left. Not here: using it (acts/stand.ts).
import { covers, type Instant, legalDayOf, type PlainDate, parseId, printId } from '#kernel'
import { type ExemptionLimit, exemptionLimits, type LimitPeriod, limitPeriodOf } from '#licensing'
import type { Actor, Tx } from '#platform'
import type { LimitFilter, LimitView } from '../contract.ts'
import type { LawForChain } from '../law.ts'
import { accountIdOf } from '../place.ts'
import { lookUp, nothingWanted } from '../refs.ts'
import { selectLimitStates, selectUntold, selectUsed } from '../store/limits.ts'
import { limitPlace, productsOfLimit } from './limits.ts'

type Asked = { readonly filter: LimitFilter; readonly law: LawForChain; readonly now: Instant }

/** Of whoever the reader may look at: staff all, a holder its own. By exemption and condition, the newest period first. */
export async function listLimits(tx: Tx, actor: Actor, { filter, law, now }: Asked): Promise<{ items: LimitView[] }> {
  const { authorityId } = actor
  const today = legalDayOf(now)
  const holderId = filter.holder ? parseId('party', filter.holder) : null
  const exemptionId = filter.exemption ? parseId('exemption', filter.exemption) : null
  const found = await exemptionLimits(tx, authorityId, {
    ...(holderId ? { holderId } : {}),
    ...(exemptionId ? { exemptionId } : {}),
  })
  const rows = lastOfEach(
    found.flatMap((limit) => periodsOf(limit, today)),
    today,
  ).map((row) => ({
    ...row,
    accountId: accountIdOf(authorityId, limitPlace(row.limit, row.period.key)),
  }))
  const opened = await selectUsed(
    tx,
    authorityId,
    rows.map((row) => row.accountId),
  )
  const asked = rows.map(({ limit, period: { days }, accountId }) => ({
    ...limit,
    accountId,
    on: compare(limit.version.from, days.from) > 0 ? limit.version.from : days.from,
    products: productsOfLimit(limit, law),
  }))
  const states = await selectLimitStates(tx, authorityId, asked)
  // Asked only where the account does not say all.
  const short = asked.filter(({ accountId }, index) => states[index]?.usedMg !== (opened.get(accountId) ?? 0n))
  const acts = await selectUntold(tx, authorityId, short)
  const untold = new Map(short.map(({ accountId }, index) => [accountId, acts[index] ?? []]))
  const wanted = nothingWanted()
  for (const { limit } of rows) wanted.parties.add(limit.holderId)
  const names = await lookUp(tx, authorityId, wanted)
  return {
    items: rows.map(({ limit, period: { days }, accountId }, index) => {
      const usedMg = states[index]?.usedMg ?? 0n
      const { number, nl, en, basis, substanceId, productCode, acts, per, maxMg } = limit
      return {
        exemption: { exemptionId: printId('exemption', limit.exemptionId), number: limit.exemption },
        condition: number,
        from: days.from.toString(),
        through: days.until?.subtract({ days: 1 }).toString() ?? null,
        maxMassMg: `${maxMg}`,
        holder: names.party(limit.holderId),
        ...{ nl, en, basis, substanceId, acts: [...acts], per },
        productName: productCode === null ? null : (law.product(productCode, today)?.name ?? productCode),
        isNow: covers(days, today),
        usedMassMg: `${usedMg}`,
        leftMassMg: `${usedMg < maxMg ? maxMg - usedMg : 0n}`,
        accountId: opened.has(accountId) ? printId('account', accountId) : null,
        untold: (untold.get(accountId) ?? []).map(({ eventId, on, massMg }) => ({
          eventId: printId('event', eventId),
          on: on.toString(),
          massMg: `${massMg}`,
        })),
      }
    }),
  }
}

type OfPeriod = { readonly limit: ExemptionLimit; readonly period: LimitPeriod }

const { compare } = Temporal.PlainDate

/** The periods a version lies in, as far as they have begun; of a version that is still to come its first, so that it is seen beforehand. */
function periodsOf(limit: ExemptionLimit, today: PlainDate): OfPeriod[] {
  const { per, version } = limit
  const isOver = version.until !== null && compare(version.until, today) <= 0
  const last = isOver ? version.until.subtract({ days: 1 }) : today
  const years = per === 'validity' ? 1 : Math.max(1, last.year - version.from.year + 1)
  return Array.from({ length: years }, (_, index) => {
    const on = index === 0 ? version.from : version.from.with({ month: 1, day: 1 }).add({ years: index })
    return { limit, period: limitPeriodOf(limit, on) }
  })
}

/** Of a period that several versions lie in, what the last that has begun says of it. Versions come oldest first. */
function lastOfEach(rows: readonly OfPeriod[], today: PlainDate): OfPeriod[] {
  const byPeriod = new Map<string, OfPeriod>()
  for (const row of rows) {
    const { limit, period } = row
    const key = `${limit.exemptionId} ${limit.number} ${period.key}`
    if (!byPeriod.has(key) || compare(limit.version.from, today) <= 0) byPeriod.set(key, row)
  }
  return [...byPeriod.values()].toSorted(
    (a, b) =>
      a.limit.exemption.localeCompare(b.limit.exemption) ||
      a.limit.number - b.limit.number ||
      compare(b.period.days.from, a.period.days.from),
  )
}
