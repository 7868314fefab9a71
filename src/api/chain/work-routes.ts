// What there is to do for whoever asks, the most pressing first, over HTTP. Not here: the words (web), and the work of the chain (chain).
import { chainWork, lawForChain } from '#chain'
import { type Instant, OneOf, type PlainDate, Strict, Type, unwrap } from '#kernel'
import { termOn } from '#law'
import { endingExemptions } from '#licensing'
import { type Actor, countDenials, type Tx } from '#platform'
import { Work, type WorkKind, type WorkSection, workItemsMax, workKinds } from '#platform/contract'
import type { House } from '../house.ts'
import type { App } from '../http/request-context.ts'
import { addRoute, readRefusals } from '../http/route.ts'

/** What was refused longer ago was looked at, or never will be. House default. */
const denialDays = 7
/** Of each section, where all are asked for. */
const fewItems = 8

export function mountWork(app: App, house: House): void {
  const law = lawForChain(house.law.corpus)

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/work',
    operationId: 'readWork',
    tag: 'platform',
    summary: 'What waits for me, the most pressing first',
    description:
      'Sections without anything in them are left out; for a visitor there are none. With `kind` that section alone, and more of it.',
    action: null,
    query: Strict({ kind: Type.Optional(OneOf(workKinds)) }),
    answer: Work,
    refusals: readRefusals,
    async handle({ actor, transaction, query: { kind } }) {
      if (actor.kind === 'anonymous') return { sections: [] }
      const now = house.clock.now()
      const itemsMax = kind === undefined ? fewItems : workItemsMax
      return transaction(async (tx) => {
        const ofChain = await chainWork(tx, actor, { now, law, itemsMax, ...(kind === undefined ? {} : { kind }) })
        const isAsked = (one: WorkKind) => kind === undefined || kind === one
        const own = [
          ...(isAsked('exemptions-ending')
            ? await exemptionsEnding(tx, { house, actor, today: house.clock.today(), itemsMax })
            : []),
          ...(isAsked('denials') ? await recentDenials(tx, { house, actor, now }) : []),
        ]
        const recent = ofChain.filter((section) => section.kind === 'recent-events')
        return { sections: [...ofChain.filter((section) => !recent.includes(section)), ...own, ...recent] }
      })
    },
  })
}

/** Nothing is asked of access twice: what this person may not read is simply no work of theirs. */
async function exemptionsEnding(
  tx: Tx,
  { house, actor, today, itemsMax }: { house: House; actor: Actor; today: PlainDate; itemsMax: number },
): Promise<WorkSection[]> {
  if (!house.access.check(actor, 'licensing:read-exemptions').allowed) return []
  const warnDays = unwrap(termOn(house.law.corpus, 'exemption-warning', 'days', today)).value.count
  const lastBefore = today.add({ days: warnDays })
  const { count, items } = await endingExemptions(tx, actor, { on: today, lastBefore, limit: itemsMax })
  if (count === 0) return []
  return [
    {
      kind: 'exemptions-ending',
      count,
      href: '/exemptions',
      items: items.map(({ exemptionId, number, holder, lastOn }) => ({
        id: exemptionId,
        title: number,
        subtitle: holder.name,
        dueOn: lastOn.toString(),
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
