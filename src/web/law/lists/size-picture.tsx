// How long lists I and II were through the years, with the day one looks at; the hatched part was not read whole. Not here: choosing the day.
import { useId } from 'react'
import { useLocale } from '../../locale.tsx'
import { listsMessages } from '../../messages/lists.ts'
import { useWidth } from '../../parts/use-width.ts'
import { type Frame, growth, type Span, xOf } from './growth.ts'
import type { Size } from './on-day.ts'

/** Half the thumb of the slider beneath: with it on both sides, both stand on the same days. */
export const thumbHalf = 11

type Props = {
  readonly sizes: readonly Size[]
  readonly span: Span
  readonly on: string
  /** Before this day the picture says what is known, not how long the lists were. */
  readonly wholeFrom: string | null
}

export function SizePicture({ sizes, span, on, wholeFrom }: Props) {
  const { t } = useLocale(listsMessages)
  const { ref, width } = useWidth<SVGSVGElement>(900)
  const hatch = useId()
  const frame: Frame = { width, height: 176, left: thumbHalf, right: thumbHalf, top: 16, bottom: 24 }
  const { lines, years, levels } = growth(sizes, span, frame)
  const bottom = frame.height - frame.bottom
  const at = xOf(on, span, frame)
  const wholeX = wholeFrom === null ? width : xOf(wholeFrom, span, frame)
  const groups = sizes.find(({ IA }) => IA > 0)
  const groupsX = groups ? xOf(groups.on, span, frame) : 0
  return (
    <svg ref={ref} className="gr-lists-picture" viewBox={`0 0 ${width} ${frame.height}`} aria-hidden="true">
      <defs>
        <pattern id={hatch} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" y1="0" x2="0" y2="7" className="gr-lists-hatch" />
        </pattern>
      </defs>
      <rect x="0" y={frame.top} width={wholeX} height={bottom - frame.top} fill={`url(#${hatch})`} />
      {levels.map(({ count, y }) => (
        <g key={count}>
          <line x1="0" x2={width} y1={y} y2={y} className="gr-lists-level" />
          {count > 0 ? (
            <text x="0" y={y - 4} className="gr-lists-label">
              {count}
            </text>
          ) : null}
        </g>
      ))}
      {wholeX > 150 ? (
        <text x={Math.min(wholeX / 2, wholeX - 60)} y={frame.top + 14} textAnchor="middle" className="gr-lists-label">
          {t('lists.picture.partial')}
        </text>
      ) : null}
      {groups ? (
        <g>
          <line x1={groupsX} x2={groupsX} y1={bottom} y2={bottom - 30} className="gr-lists-groups" />
          <text x={groupsX - 5} y={bottom - 20} textAnchor="end" className="gr-lists-label gr-lists-label-IA">
            {t('lists.picture.groups')}
          </text>
        </g>
      ) : null}
      {lines.map(({ list, path }) => (
        <path key={list} d={path} className={`gr-lists-line gr-lists-line-${list}`} />
      ))}
      {years.map(({ year, x }) => (
        <text key={year} x={x} y={frame.height - 6} textAnchor={x < 30 ? 'start' : 'middle'} className="gr-lists-label">
          {year}
        </text>
      ))}
      {sizes.map((size) => {
        const x = xOf(size.on, span, frame)
        return <line key={size.on} x1={x} x2={x} y1={bottom} y2={bottom + 6} className="gr-lists-tick" />
      })}
      <line x1={at} x2={at} y1={frame.top} y2={frame.height} className="gr-lists-now" />
    </svg>
  )
}
