// The samples of studies that wait to be drawn: within their window, or past it. Not here: the rest of the day's work (chain/agenda/work.ts).
import { type PlainDate, printId } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { WorkItem, WorkSection } from '#platform/contract'
import type { LawForChain } from '../law.ts'
import { selectThreads } from '../quality/store.ts'
import { isSamePlace } from './place.ts'
import { pointsOf } from './points.ts'
import { protocolOf } from './protocol.ts'
import { scheduleOf } from './schedule.ts'
import { stateOf } from './views.ts'

type Asked = { readonly law: LawForChain; readonly today: PlainDate; readonly itemsMax: number }

/** One line for each study and day, the earliest first; its last day of drawing is what is due. */
export async function pullsToMake(tx: Tx, actor: Actor, { law, today, itemsMax }: Asked): Promise<WorkSection> {
  const asked = { kind: 'study' as const, states: ['running', 'concluded'], limit: null }
  const studies = await selectThreads(tx, actor.authorityId, asked)
  const points = await pointsOf(tx, actor, studies)
  const windowDays = law.quality?.stability(today).windowDays ?? 0
  const items = studies.flatMap((study): WorkItem[] => {
    const own = points.get(study.threadId) ?? []
    const waiting = scheduleOf(protocolOf(study), windowDays).filter(
      (one) => !own.some((point) => isSamePlace(point, one)) && stateOf(one, undefined, today) !== 'planned',
    )
    const id = printId('quality', study.threadId)
    const product = law.product(study.productCode ?? '', today)?.name ?? study.productCode ?? ''
    return [...Map.groupBy(waiting, ({ until }) => until.toString())].map(([until, list]) => ({
      ...{ id: `${id}-${until}`, title: study.number, dueOn: until, href: `/quality/stability/${id}` },
      subtitle: `${product} · ${list.length} × ${[...new Set(list.map(({ month }) => month))].join(', ')} M`,
    }))
  })
  const sorted = items.sort((one, other) => ((one.dueOn ?? '') < (other.dueOn ?? '') ? -1 : 1))
  return { kind: 'stability-pulls', count: items.length, items: sorted.slice(0, itemsMax), href: '/quality/stability' }
}
