// One holder at a glance: who it is, what it has by product, which books it keeps, and the notices that wait. Not here: its batches, events, differences and
// exemptions, which are lists of their own; and who may ask (api).
import { type Instant, legalDayOf, type PartyId, printId, trustId } from '#kernel'
import { party } from '#licensing'
import type { Actor, Tx } from '#platform'
import { listBooks } from '../book/read-book.ts'
import type { HolderView } from '../contract.ts'
import type { LawForChain } from '../law.ts'
import { listNotices } from '../recall/notices.ts'
import { lookUp, nothingWanted } from '../refs.ts'
import { selectToTell } from '../store/losses.ts'

export type HolderAsked = { readonly holderId: PartyId; readonly law: LawForChain; readonly now: Instant }

/** More than anybody can have open at once without being looked at otherwise. */
const noticesMax = 50

/** Refuses `licensing/unknown-party`. What the reader's wall does not show is not in it. */
export async function readHolder(tx: Tx, actor: Actor, { holderId, law, now }: HolderAsked): Promise<HolderView> {
  const found = await party(tx, actor, holderId)
  const { items, isCut } = await listBooks(tx, actor, { holderId, law, on: legalDayOf(now) })
  return {
    party: found,
    stock: stockByProduct(items),
    books: items
      .map(({ book, lastAt }) => ({ book, lastAt }))
      .sort((a, b) => (b.lastAt ?? '').localeCompare(a.lastAt ?? '')),
    isCut,
    lossNotices: await lossNotices(tx, actor, { holderId, law, now }),
    recallNotices: await recallNotices(tx, actor, { holderId, law, now }),
  }
}

type Books = Awaited<ReturnType<typeof listBooks>>['items']

/** The most first; a product of which nothing is left is told by its book alone. */
function stockByProduct(books: Books): HolderView['stock'] {
  const byProduct = new Map<string, { readonly productName: string; readonly stock: bigint }>()
  for (const { book, stockMg } of books) {
    const { productCode, productName } = book
    if (productCode === null || productName === null) continue // Of a whole substance, which these are not.
    byProduct.set(productCode, { productName, stock: (byProduct.get(productCode)?.stock ?? 0n) + BigInt(stockMg) })
  }
  return [...byProduct]
    .filter(([, { stock }]) => stock > 0n)
    .sort(([, a], [, b]) => (a.stock < b.stock ? 1 : -1))
    .map(([productCode, { productName, stock }]) => ({ productCode, productName, stockMg: `${stock}` }))
}

async function lossNotices(tx: Tx, actor: Actor, { holderId, now }: HolderAsked): Promise<HolderView['lossNotices']> {
  const rows = await selectToTell(tx, actor, { limit: noticesMax, dueBefore: null, holderId })
  const wanted = nothingWanted()
  for (const { premisesId } of rows) wanted.premises.add(premisesId)
  const names = await lookUp(tx, actor.authorityId, wanted)
  const today = legalDayOf(now)
  return rows.map(({ lossId, cause, to, premisesId, amount, unit, dueOn }) => ({
    eventId: printId('event', trustId('event', lossId)),
    cause: cause === 'stolen' ? 'theft' : 'loss',
    to,
    premises: names.premises(premisesId),
    massMg: unit === 'mg' ? `${amount}` : null,
    dueOn: dueOn.toString(),
    isOverdue: Temporal.PlainDate.compare(dueOn, today) < 0,
  }))
}

async function recallNotices(
  tx: Tx,
  actor: Actor,
  { holderId, now }: HolderAsked,
): Promise<HolderView['recallNotices']> {
  const notices = await listNotices(tx, { authorityId: actor.authorityId, partyId: holderId }, now)
  return notices
    .map(({ recallId, kind, heldBy, reason, lines, toldAt, dueAt, acknowledgedAt, isLifted }) => {
      const answeredAt = acknowledgedAt === null ? now : Temporal.Instant.from(acknowledgedAt)
      return {
        recallId,
        kind,
        isOwnDrill: heldBy !== null,
        reason,
        batches: lines.map(({ batch }) => batch),
        toldAt,
        dueAt,
        acknowledgedAt,
        isOverdue: !isLifted && Temporal.Instant.compare(answeredAt, Temporal.Instant.from(dueAt)) > 0,
        isLifted,
      }
    })
    .sort(
      (a, b) =>
        Number(a.acknowledgedAt !== null) - Number(b.acknowledgedAt !== null) || b.toldAt.localeCompare(a.toldAt),
    )
    .slice(0, noticesMax)
}
