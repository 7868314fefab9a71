// The map itself: the country, a band for what was sent, a dot for each place. A dot is a link, so a keyboard goes from one to the next. Not
// here: where anything stands (layout.ts), and what is told of a chosen place (place-panel.tsx).
import { useRouter } from '@tanstack/react-router'
import type { MouseEvent } from 'react'
import { useLocale } from '../../locale.tsx'
import { mapMessages } from '../../messages/map.ts'
import { dashOf, heightFor, type Laid, type Mark, pathOf } from './layout.ts'
import { channel, land, water } from './netherlands.ts'
import './map.css'

const reasons = ['supply', 'service', 'sample', 'return', 'recall'] as const

/** The head of a thin line and of a wide one. */
const arrowSizes = [9, 18] as const
/** From here a line is wide. */
const wideMin = 7

type Props = {
  readonly laid: Laid
  readonly width: number
  readonly chosen: string | null
  readonly hrefOf: (mark: Mark) => string
}

export function MapDrawing({ laid: { marks, bands }, width, chosen, hrefOf }: Props) {
  const { t } = useLocale(mapMessages)
  const height = heightFor(width)
  const isOn = (mark: Mark) => mark.places.some(({ premises }) => premises.premisesId === chosen)
  const isAside = marks.some(isOn)
  return (
    // biome-ignore lint/a11y/useSemanticElements: no element groups the dots of a drawing; a fieldset is for a form.
    <svg
      className="gr-map"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="group"
      aria-label={t('map.title')}
    >
      <Country width={width} />
      <defs>
        {reasons.flatMap((reason) =>
          arrowSizes.map((size) => (
            <marker
              key={`${reason} ${size}`}
              id={`gr-map-arrow-${reason}-${size}`}
              viewBox="0 0 8 8"
              refX="5"
              refY="4"
              markerWidth={size}
              markerHeight={size}
              markerUnits="userSpaceOnUse"
              orient="auto"
            >
              <path d="M0 0L8 4L0 8z" className={`gr-map-arrow gr-map-${reason}`} />
            </marker>
          )),
        )}
      </defs>
      <g>
        {bands.map(({ id, path, width: wide, reason, from, to }) => (
          <path
            key={id}
            d={path}
            strokeWidth={wide}
            strokeDasharray={dashOf(reason, wide) || undefined}
            markerEnd={`url(#gr-map-arrow-${reason}-${wide > wideMin ? arrowSizes[1] : arrowSizes[0]})`}
            className={`gr-map-band gr-map-${reason}${isAside && !isOn(from) && !isOn(to) ? ' gr-map-aside' : ''}`}
          />
        ))}
      </g>
      {marks.map((mark) => (
        <Dot key={mark.id} mark={mark} isChosen={isOn(mark)} href={hrefOf(mark)} />
      ))}
    </svg>
  )
}

function Dot({ mark, isChosen, href }: { mark: Mark; isChosen: boolean; href: string }) {
  const { t, mass } = useLocale(mapMessages)
  const router = useRouter()
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    void router.navigate({ href, replace: true, resetScroll: false })
  }
  const said = t('map.mark', { name: mark.name, places: mark.places.length, has: mass(`${mark.hasMg}`) })
  return (
    <a
      className={`gr-map-mark${isChosen ? ' gr-map-chosen' : ''}`}
      href={href}
      aria-label={said}
      {...(isChosen ? { 'aria-current': 'true' } : {})}
      onClick={follow}
    >
      <circle className="gr-map-touch" cx={mark.x} cy={mark.y} r={Math.max(13, mark.r + 4)} />
      <circle className={mark.hasMg > 0n ? 'gr-map-stands' : 'gr-map-was'} cx={mark.x} cy={mark.y} r={mark.r} />
      {mark.places.length > 1 ? <circle className="gr-map-several" cx={mark.x} cy={mark.y} r={mark.r + 3} /> : null}
      {mark.label ? (
        <text x={mark.label.x} y={mark.label.y} textAnchor={mark.label.anchor} className="gr-map-name">
          {mark.name}
        </text>
      ) : null}
      <title>{said}</title>
    </a>
  )
}

/** Land, and the waters one knows it by. */
export function Country({ width }: { width: number }) {
  return (
    <g>
      {land.map((ring) => (
        <path key={`${ring[0]}`} className="gr-map-land" d={pathOf(ring, width)} />
      ))}
      {water.map((ring) => (
        <path key={`${ring[0]}`} className="gr-map-water" d={pathOf(ring, width)} />
      ))}
      <path className="gr-map-channel" d={pathOf(channel, width, false)} />
    </g>
  )
}
