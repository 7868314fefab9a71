// What there is to do for whoever asks, the most pressing first, over HTTP. Not here: the words (web), and the work of the chain (chain).
import { chainWork, lawForChain } from '#chain'
import type { Instant, PlainDate } from '#kernel'
import { listExemptions } from '#licensing'
import { type Actor, countDenials, type Tx } from '#platform'
import { Work, type WorkSection } from '#platform/contract'
import type { House } from './house.ts'
import type { App } from './request-context.ts'
import { addRoute, readRefusals } from './route.ts'

/** An application for a new exemption takes the Awb's eight weeks; this leaves time to write it. House default. */
const endingWithinDays = 90
/** What was refused longer ago was looked at, or never will be. House default. */
const denialDays = 7
/** As many as a section shows. */
const itemsMax = 8
const exemptionsMax = 200

export function mountWork(app: App, house: House): void {
  const law = lawForChain(house.law.corpus)

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/work',
    operationId: 'readWork',
    tag: 'platform',
    summary: 'What waits for me, the most pressing first',
    description: 'Sections without anything in them are left out; for a visitor there are none.',
    action: null,
    answer: Work,
    refusals: readRefusals,
    async handle({ actor, transaction }) {
      if (actor.kind === 'anonymous') return { sections: [] }
      const now = house.clock.now()
      return transaction(async (tx) => {
        const ofChain = await chainWork(tx, actor, { now, law })
        const ending = await endingExemptions(tx, { house, actor, today: house.clock.today() })
        const denied = await recentDenials(tx, { house, actor, now })
        const own = [...ending, ...denied]
        const recent = ofChain.filter(({ kind }) => kind === 'recent-events')
        return { sections: [...ofChain.filter((section) => !recent.includes(section)), ...own, ...recent] }
      })
    },
  })
}

/** Nothing is asked of access twice: what this person may not read is simply no work of theirs. */
async function endingExemptions(
  tx: Tx,
  { house, actor, today }: { house: House; actor: Actor; today: PlainDate },
): Promise<WorkSection[]> {
  if (!house.access.check(actor, 'licensing:read-exemptions').allowed) return []
  const { items } = await listExemptions(tx, actor, { on: today, limit: exemptionsMax })
  const last = today.add({ days: endingWithinDays }).toString()
  const ending = items
    .filter(({ period, withdrawnOn }) => withdrawnOn === null && period.until !== null)
    .filter(({ period }) => period.until! > today.toString() && period.until! <= last) // Checked on the line above.
    .sort((a, b) => (a.period.until! < b.period.until! ? -1 : 1))
  if (ending.length === 0) return []
  return [
    {
      kind: 'exemptions-ending',
      count: ending.length,
      href: '/exemptions',
      items: ending.slice(0, itemsMax).map(({ exemptionId, number, holder, period }) => ({
        id: exemptionId,
        title: number,
        subtitle: holder.name,
        // The last day on which it holds; those without an end were left out above.
        dueOn: Temporal.PlainDate.from(period.until!).subtract({ days: 1 }).toString(),
        href: `/exemptions/${exemptionId}`,
      })),
    },
  ]
}

async function recentDenials(
  tx: Tx,
  { house, actor, now }: { house: House; actor: Actor; now: Instant },
): Promise<WorkSection[]> {
  if (!house.access.check(actor, 'platform:read-denials').allowed) return []
  const count = await countDenials(tx, actor, now.subtract({ hours: 24 * denialDays }))
  return count === 0 ? [] : [{ kind: 'denials', count, items: [], href: '/denials' }]
}
