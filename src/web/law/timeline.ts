// Where the bars of a listing's history stand in a picture 600 wide. Pure; not here: drawing.
import type { Listing } from '#law/contract'

type Bar = { readonly list: Listing['list']; readonly x: number; readonly width: number; readonly isOpen: boolean }
export type Timeline = {
  readonly bars: readonly Bar[]
  readonly askedAt: number
  readonly years: readonly { readonly year: number; readonly x: number }[]
}

const pictureWidth = 600
const daysOf = (day: string) =>
  Temporal.PlainDate.from('1900-01-01').until(Temporal.PlainDate.from(day), { largestUnit: 'days' }).days

/** From the January before the first listing (or the day asked, if earlier) to a year after the last day named. */
export function timeline(history: readonly Pick<Listing, 'list' | 'from' | 'until'>[], on: string): Timeline {
  const days = [on, ...history.flatMap(({ from, until }) => (until ? [from, until] : [from]))].sort()
  const firstYear = Number(days[0]!.slice(0, 4)) // `on` is always there.
  const lastYear = Number(days.at(-1)!.slice(0, 4)) + 1
  const start = daysOf(`${firstYear}-01-01`)
  const span = daysOf(`${lastYear}-12-31`) - start
  const at = (day: string) => ((daysOf(day) - start) / span) * pictureWidth
  const bars = history.map(({ list, from, until }) => ({
    list,
    x: at(from),
    width: Math.max(2, (until ? at(until) : pictureWidth) - at(from)),
    isOpen: until === null,
  }))
  const step = Math.max(1, Math.ceil((lastYear - firstYear) / 6))
  const years = Array.from({ length: Math.floor((lastYear - firstYear) / step) + 1 }, (_, index) => {
    const year = firstYear + index * step
    return { year, x: at(`${year}-01-01`) }
  })
  return { bars, askedAt: at(on), years }
}
