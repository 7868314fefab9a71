// What was released beside what was dispensed and exported, month by month, on one scale of kilograms. Not here: the sums (national.ts) and the
// table of the same (national-screen.tsx).
import type { National } from '#chain/contract'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { pictureMessages } from '../../messages/pictures.ts'
import { ChartScale } from '../../parts/chart-scale.tsx'
import { useWidth } from '../../parts/use-width.ts'
import { StayLink } from '../stay-link.tsx'
import { byMonth, marksFor, monthsOf, spanOf } from './national.ts'

/** `right`: half a name of the last month. */
const at = { top: 10, bottom: 200, right: 8, height: 238 } as const
/** Of a letter of the scale, and what stands between the longest word of it and the first bar. */
const letter = 6.5
const beside = 10
/** Of a month's room this part stays empty, so that months stand apart. */
const gap = 0.28
/** Room for the name of a month; where there is less, not every month has one. */
const nameWidth = 34

type Kind = 'released' | 'dispensed' | 'exported'

type Props = {
  readonly picture: National
  /** Those that are told apart under it. */
  readonly kinds: readonly Kind[]
}

export function SupplyChart({ picture, kinds }: Props) {
  const { t, number } = useLocale(pictureMessages)
  const { ref, width } = useWidth<SVGSVGElement>(900)
  const all = monthsOf(picture)
  const monthly = byMonth(picture.flow)
  const bars = all.map((month) => {
    const kilograms = (what: Kind) => Number((monthly.get(month)?.get(what) ?? 0n) / 1_000n) / 1_000
    return { month, up: kilograms('released'), out: kilograms('dispensed'), away: kilograms('exported') }
  })
  const top = Math.max(...bars.map(({ up, out, away }) => Math.max(up, out + away)))
  const y = (kilograms: number) => at.bottom - (kilograms / top) * (at.bottom - at.top)
  const marks = marksFor(top)
  const say = (mark: number) => `${number(mark)}\u00a0kg`
  const left = beside + letter * Math.max(0, ...marks.map((mark) => say(mark).length))
  const step = (width - left - at.right) / all.length
  const wide = step * (1 - gap) * 0.5
  const every = Math.ceil(nameWidth / step)
  return (
    <div className="gr-recall-mass">
      <svg
        ref={ref}
        className="gr-picture-drawn"
        viewBox={`0 0 ${width} ${at.height}`}
        style={{ blockSize: at.height }}
        aria-hidden="true"
      >
        <ChartScale marks={marks} y={y} left={left} right={width} say={say} />
        {bars.map(({ month, up, out, away }, index) => {
          const x = left + index * step + (step * gap) / 2
          const { from: begins, until } = spanOf(picture, month)
          // The table has the same links for the keyboard.
          const bar = (what: Kind, edge: number, from: number, to: number) =>
            to > from ? (
              <StayLink href={withQuery('/national', { what, from: begins, until })} isAside>
                <rect className={`gr-picture-${what}`} x={edge} y={y(to)} width={wide} height={y(from) - y(to)} />
              </StayLink>
            ) : null
          return (
            <g key={month}>
              {bar('released', x, 0, up)}
              {bar('exported', x + wide, 0, away)}
              {bar('dispensed', x + wide, away, away + out)}
              {index % every === 0 ? <MonthName month={month} x={x + wide} isFirst={index === 0} /> : null}
            </g>
          )
        })}
        <line className="gr-picture-line" x1={left} x2={width} y1={at.bottom} y2={at.bottom} />
      </svg>
      <ul className="gr-picture-legend">
        {kinds.map((what) => (
          <li key={what}>
            <svg viewBox="0 0 12 12" aria-hidden="true">
              <rect width="12" height="12" className={`gr-picture-${what}`} />
            </svg>
            {t(`national.${what}`)}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The year is said where it begins, and under the first. */
function MonthName({ month, x, isFirst }: { month: string; x: number; isFirst: boolean }) {
  const { locale } = useLocale()
  const day = Temporal.PlainDate.from(`${month}-01`)
  return (
    <text className="gr-picture-label" x={x} y={at.bottom + 18} textAnchor="middle">
      {day.toLocaleString(locale, { month: 'short' })}
      {isFirst || day.month === 1 ? (
        <tspan x={x} dy="16">
          {day.year}
        </tspan>
      ) : null}
    </text>
  )
}
