// Where everything of a trace stands on the map, in pixels: places that nearly coincide become one mark, bands bend apart, and a town is named
// where there is room. Pure; not here: the outline (netherlands.ts) and drawing (map-drawing.tsx).
import type { MapFlow, MapPlace, TraceMap } from '#chain/contract'
import type { Point } from './netherlands.ts'

/** What the picture spans. */
const box = { west: 3.25, east: 7.35, south: 50.68, north: 53.6 } as const
/** A degree of longitude is so much shorter than one of latitude in the middle of the country. */
const squeeze = Math.cos((52.15 * Math.PI) / 180)
/** Closer than a fingertip is one mark. */
const apartMin = 18
const radius = { min: 5, max: 15 } as const
const band = { min: 1.5, max: 12 } as const
/** For this width a band and a dot have their full size; on a narrower picture they shrink with it, to half at most. */
const fullWidth = 560
const smaller = (width: number) => Math.min(1, Math.max(0.5, width / fullWidth))
const letter = { width: 6.6, height: 14 } as const

export const heightFor = (width: number): number =>
  Math.round((width * (box.north - box.south)) / ((box.east - box.west) * squeeze))

export function project([longitude, latitude]: Point, width: number): readonly [x: number, y: number] {
  const scale = width / ((box.east - box.west) * squeeze)
  return [round((longitude - box.west) * squeeze * scale), round((box.north - latitude) * scale)]
}
const round = (value: number) => Math.round(value * 10) / 10

export const pathOf = (ring: readonly Point[], width: number, isClosed = true): string =>
  `M${ring.map((point) => project(point, width).join(' ')).join('L')}${isClosed ? 'Z' : ''}`

export type Mark = {
  /** Of its first place. */
  readonly id: string
  readonly places: readonly MapPlace[]
  readonly x: number
  readonly y: number
  readonly r: number
  readonly hasMg: bigint
  readonly name: string
  /** Where the name fits; null where it would cover another. */
  readonly label: { readonly x: number; readonly y: number; readonly anchor: 'start' | 'end' | 'middle' } | null
}
export type Band = {
  readonly id: string
  readonly from: Mark
  readonly to: Mark
  readonly reason: MapFlow['reason']
  readonly massMg: bigint
  readonly width: number
  readonly path: string
}
export type Laid = {
  readonly marks: readonly Mark[]
  readonly bands: readonly Band[]
  /** Places without a mark: nobody said where they lie, or they lie outside the picture. */
  readonly beside: readonly MapPlace[]
}

export function layMap({ places, flows }: Pick<TraceMap, 'places' | 'flows'>, width: number): Laid {
  const bare = gather(places, width)
  const beside = places.filter((place) => !bare.some((mark) => mark.places.includes(place)))
  const most = bare.reduce((top, { hasMg }) => (hasMg > top ? hasMg : top), 0n)
  const sized = bare.map((mark) => ({ ...mark, r: radiusOf(mark.hasMg, most, smaller(width)) }))
  const marks = named(sized, width)
  return { marks, bands: bandsOf(flows, marks, smaller(width)), beside }
}

type Gathered = Omit<Mark, 'label' | 'r'>

function gather(places: readonly MapPlace[], width: number): Gathered[] {
  const marks: Gathered[] = []
  for (const place of places) {
    const { location } = place
    if (location === null) continue
    const point: Point = [Number(location.longitude), Number(location.latitude)] // For the eye; the text is what counts.
    if (point[0] < box.west || point[0] > box.east || point[1] < box.south || point[1] > box.north) continue
    const [x, y] = project(point, width)
    const near = marks.findIndex((mark) => Math.hypot(mark.x - x, mark.y - y) < apartMin)
    const found = marks[near]
    const hasMg = BigInt(place.hasMassMg)
    if (found) {
      marks[near] = { ...found, places: [...found.places, place], hasMg: found.hasMg + hasMg }
    } else marks.push({ id: place.premises.premisesId, places: [place], x, y, hasMg, name: place.town })
  }
  return marks
}

/** The area says how much, so that twice the mass looks twice as large. */
function radiusOf(hasMg: bigint, most: bigint, scale: number): number {
  if (most === 0n || hasMg === 0n) return radius.min
  return Math.max(radius.min, round(Math.sqrt(share(hasMg, most)) * radius.max * scale))
}

/** Of two masses, for the eye: six places are more than a screen has. */
export function share(part: bigint, whole: bigint): number {
  return whole === 0n ? 0 : Number((part * 1_000_000n) / whole) / 1_000_000
}

/** A second sign beside the colour: how the line is broken, longer where it is wider. Supply is whole. */
const breaks: Record<MapFlow['reason'], readonly number[]> = {
  supply: [],
  service: [10, 4],
  sample: [2, 4],
  return: [9, 4, 2, 4],
  recall: [16, 3],
}
export const dashOf = (reason: MapFlow['reason'], wide: number): string =>
  breaks[reason].map((part) => round(part * Math.max(1, wide / 4))).join(' ')

type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }
const overlaps = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

/** The largest marks are named first; a name that would cover another mark or name is left to the list. */
function named(marks: readonly Omit<Mark, 'label'>[], width: number): Mark[] {
  const taken: Box[] = marks.map(({ x, y, r }) => ({ left: x - r, right: x + r, top: y - r, bottom: y + r }))
  const order = marks.toSorted((a, b) =>
    b.hasMg > a.hasMg ? 1 : b.hasMg < a.hasMg ? -1 : b.places.length - a.places.length,
  )
  const labels = new Map<string, Mark['label']>()
  for (const { id, x, y, r, name } of order) {
    const long = name.length * letter.width
    const half = letter.height / 2
    const tries = [
      { x: x + r + 4, y: y + 4, anchor: 'start', left: x + r + 3, top: y - half },
      { x: x - r - 4, y: y + 4, anchor: 'end', left: x - r - 5 - long, top: y - half },
      { x, y: y - r - 5, anchor: 'middle', left: x - long / 2, top: y - r - 5 - letter.height },
      { x, y: y + r + 13, anchor: 'middle', left: x - long / 2, top: y + r + 3 },
    ] as const
    const fits = tries.find(({ left, top }) => {
      const own = { left, top, right: left + long, bottom: top + letter.height }
      return own.left >= 0 && own.right <= width && !taken.some((other) => overlaps(own, other))
    })
    if (fits) {
      taken.push({ left: fits.left, top: fits.top, right: fits.left + long, bottom: fits.top + letter.height })
      labels.set(id, { x: round(fits.x), y: round(fits.y), anchor: fits.anchor })
    }
  }
  return marks.map((mark) => ({ ...mark, label: labels.get(mark.id) ?? null }))
}

function bandsOf(flows: readonly MapFlow[], marks: readonly Mark[], scale: number): Band[] {
  const markOf = new Map(
    marks.flatMap((mark) => mark.places.map((place) => [place.premises.premisesId, mark] as const)),
  )
  const sums = new Map<string, { from: Mark; to: Mark; reason: MapFlow['reason']; massMg: bigint }>()
  for (const { fromId, toId, reason, massMg } of flows) {
    const from = markOf.get(fromId)
    const to = markOf.get(toId)
    if (!from || !to || from === to) continue
    const id = `${from.id} ${to.id} ${reason}`
    const known = sums.get(id)
    sums.set(id, { from, to, reason, massMg: (known?.massMg ?? 0n) + BigInt(massMg) })
  }
  const most = [...sums.values()].reduce((top, { massMg }) => (massMg > top ? massMg : top), 0n)
  const bends = new Map<string, number>()
  return [...sums]
    .sort(([, a], [, b]) => (a.massMg < b.massMg ? 1 : a.massMg > b.massMg ? -1 : 0))
    .map(([id, { from, to, reason, massMg }]) => {
      const pair = `${from.id} ${to.id}`
      const nth = bends.get(pair) ?? 0
      bends.set(pair, nth + 1)
      const width = Math.max(band.min, round(share(massMg, most) * band.max * scale))
      return { id, from, to, reason, massMg, width, path: bend(from, to, 0.14 + nth * 0.1) }
    })
}

/** Always to the same side as one goes, so that there and back lie apart. It ends at the edge of the mark, for the arrow. */
function bend(from: Mark, to: Mark, by: number): string {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const mid = { x: from.x + dx / 2 - dy * by, y: from.y + dy / 2 + dx * by }
  const left = Math.hypot(to.x - mid.x, to.y - mid.y) || 1
  const end = { x: to.x - ((to.x - mid.x) / left) * (to.r + 3), y: to.y - ((to.y - mid.y) / left) * (to.r + 3) }
  return `M${from.x} ${from.y}Q${round(mid.x)} ${round(mid.y)} ${round(end.x)} ${round(end.y)}`
}
