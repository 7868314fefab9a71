// Where the lines of the picture of the lists stand. Pure. Not here: drawing, and counting (on-day.ts).
import { type Size, toEpochDay } from './on-day.ts'

export type Span = { readonly first: string; readonly last: string }
export type Growth = {
  readonly lines: readonly {
    readonly list: 'I' | 'II'
    readonly path: string
    readonly endY: number
    readonly size: number
  }[]
  readonly years: readonly { readonly year: number; readonly x: number }[]
  readonly levels: readonly { readonly count: number; readonly y: number }[]
}
export type Frame = {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** From the January before the first change to the last day one may look at. */
export function spanOf(changeDays: readonly string[], today: string): Span {
  const first = changeDays[0] ?? today
  const lastChange = changeDays.at(-1) ?? today
  return { first: `${first.slice(0, 4)}-01-01`, last: lastChange > today ? lastChange : today }
}

export function xOf(on: string, { first, last }: Span, { width, left, right }: Frame): number {
  const share = (toEpochDay(on) - toEpochDay(first)) / Math.max(1, toEpochDay(last) - toEpochDay(first))
  return left + Math.min(1, Math.max(0, share)) * (width - left - right)
}

/** Fewer years where there is less room for them; each needs about this much. */
const yearWidth = 56

export function growth(sizes: readonly Size[], span: Span, frame: Frame): Growth {
  const most = Math.max(1, ...sizes.flatMap(({ I, II }) => [I, II]))
  const step = most > 200 ? 100 : most > 40 ? 20 : 10
  const top = Math.ceil(most / step) * step
  const y = (count: number) => frame.height - frame.bottom - (count / top) * (frame.height - frame.top - frame.bottom)
  const x = (on: string) => xOf(on, span, frame)
  const end = frame.width - frame.right
  const lines = (['I', 'II'] as const).map((list) => {
    const steps = sizes.map((size) => `H${round(x(size.on))}V${round(y(size[list]))}`).join('')
    const size = sizes.at(-1)?.[list] ?? 0
    return { list, path: `M${frame.left},${round(y(0))}${steps}H${round(end)}`, endY: y(size), size }
  })
  const firstYear = Number(span.first.slice(0, 4))
  const lastYear = Number(span.last.slice(0, 4))
  const every = Math.max(1, Math.ceil(((lastYear - firstYear + 1) * yearWidth) / (end - frame.left)))
  const years = Array.from({ length: Math.floor((lastYear - firstYear) / every) + 1 }, (_, index) => {
    const year = firstYear + index * every
    return { year, x: x(`${year}-01-01`) }
  })
  const levels = Array.from({ length: top / step + 1 }, (_, index) => ({ count: index * step, y: y(index * step) }))
  return { lines, years, levels }
}

const round = (value: number) => Math.round(value * 10) / 10
