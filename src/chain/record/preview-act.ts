// What an act would do: decided and posted like any other, then rolled back to before. Not here: recording it.
import { sql } from 'kysely'
import { type Locale, printId, type Refusal, Refused, sayRefusal, trustId } from '#kernel'
import type { Actor, Tx } from '#platform'
import { type Decision, openedBy } from '../acts/decision.ts'
import { keptUnder, tellingKeeper } from '../acts/record-basis.ts'
import type { Situation } from '../acts/situation.ts'
import type { Preview } from '../contract.ts'
import { accountIdOf, type Place, placeKey } from '../place.ts'
import { accountRef, lookUp, nothingWanted, wantAccount } from '../refs.ts'
import { postEvents } from '../store/door.ts'
import { postingOf } from './posting.ts'
import { actorIdOf, decideAct, doorFor, type RecordInput, refuseLate } from './record-act.ts'

export type PreviewInput = RecordInput & { readonly locale: Locale }

/** Movements and balances after, or the refusal with its way out. The door is asked too, so a late event is judged as it would be. */
export async function previewAct(tx: Tx, actor: Actor, input: PreviewInput): Promise<Preview> {
  try {
    const { situation, decision } = await decideAct(tx, actor, input)
    await tryDoor(tx, actor, { situation, decision, input })
    const view = await viewDecision(tx, actor, { situation, decision })
    // Whoever counts does not see the book: what differs is told when the count is on record.
    return input.act.kind === 'count' ? { ...view, movements: [], balances: [] } : view
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return {
      movements: [],
      balances: [],
      limits: [],
      basis: [...error.refusal.basis],
      exemption: null,
      exemptionsBeside: [],
      refusal: viewRefusal(error.refusal, input.locale),
    }
  }
}

/** The one that an event is filed under, and every other it relies on. */
export function viewExemptions(exemptions: Decision['exemptions']): Pick<Preview, 'exemption' | 'exemptionsBeside'> {
  const [exemption = null, ...exemptionsBeside] = exemptions.map(({ exemptionId, number }) => ({
    exemptionId: printId('exemption', trustId('exemption', exemptionId)),
    number,
  }))
  return { exemption, exemptionsBeside }
}

export function viewRefusal(refusal: Refusal, locale: Locale): NonNullable<Preview['refusal']> {
  return { code: refusal.problem.code, ...sayRefusal(refusal, locale), basis: [...refusal.basis] }
}

type Decided = { readonly situation: Situation; readonly decision: Decision }

async function tryDoor(
  tx: Tx,
  actor: Actor,
  { situation, decision, input }: Decided & { input: PreviewInput },
): Promise<void> {
  const { posting } = postingOf(situation, input.act, decision, { actorId: actorIdOf(actor) })
  await sql`savepoint preview`.execute(tx)
  try {
    await postEvents(tx, posting, doorFor(actor, input))
  } catch (error) {
    await sql`rollback to savepoint preview`.execute(tx)
    return tellingKeeper(keptUnder(situation), () => refuseLate(error, input, posting))
  }
  await sql`rollback to savepoint preview`.execute(tx)
}

async function viewDecision(tx: Tx, actor: Actor, { situation, decision }: Decided): Promise<Preview> {
  const { authorityId } = situation
  const before = new Map(situation.facts.accounts.map((account) => [placeKey(account), account.amount]))
  const target = situation.facts.event?.movements.flatMap(({ from, to }) => [from, to]) ?? []
  for (const account of [...target, ...(situation.facts.account ? [situation.facts.account] : [])])
    before.set(placeKey(account), account.amount)
  for (const { place, leftMg } of situation.facts.allowances) before.set(placeKey(place), leftMg)
  const changes = new Map<string, { place: Place; change: bigint }>()
  for (const { from, to, amount } of decision.moves) {
    for (const [place, change] of [
      [from, -amount],
      [to, amount],
    ] as const) {
      const known = changes.get(placeKey(place))
      changes.set(placeKey(place), { place, change: (known?.change ?? 0n) + change })
    }
  }
  // A receiver's shelf is the receiver's: its balance is not shown to the sender.
  const isOurs = ({ holderId, counterId }: Place) =>
    actor.wall === 'staff' || holderId === actor.partyId || counterId === actor.partyId
  const wanted = nothingWanted()
  for (const { place } of changes.values()) wantAccount(wanted, place)
  const names = await lookUp(tx, authorityId, wanted)
  const opened = new Map(openedBy(decision).map((batch) => [batch.batchId, batch]))
  const ref = (place: Place) => {
    const seen = accountRef(names, { ...place, accountId: accountIdOf(authorityId, place) })
    const fresh = place.batchId && opened.get(place.batchId)
    return fresh
      ? { ...seen, batch: { batchId: printId('batch', fresh.batchId), name: fresh.name, kind: fresh.kind } }
      : seen
  }
  const { exemptions, limits = [] } = decision
  const ofLimits = new Set(limits.map(({ place }) => placeKey(place)))
  return {
    movements: decision.moves.map(({ from, to, amount }, index) => ({
      line: index + 1,
      ledger: from.ledger,
      from: ref(from),
      to: ref(to),
      amount: `${amount}`,
    })),
    balances: [...changes.values()]
      .filter(({ place }) => place.kind !== 'world' && isOurs(place) && !ofLimits.has(placeKey(place)))
      .map(({ place, change }) => {
        const had = before.get(placeKey(place)) ?? 0n
        return { account: ref(place), beforeAmount: `${had}`, afterAmount: `${had + change}` }
      }),
    limits: limits.map(({ exemptionId, exemption: number, number: condition, days, maxMg, usedMg, addsMg }) => ({
      exemption: { exemptionId: printId('exemption', exemptionId), number },
      condition,
      from: days.from.toString(),
      through: days.until?.subtract({ days: 1 }).toString() ?? null,
      maxMassMg: `${maxMg}`,
      beforeMassMg: `${usedMg}`,
      afterMassMg: `${usedMg + addsMg}`,
    })),
    basis: [...decision.basis],
    ...viewExemptions(exemptions),
    refusal: null,
  }
}
