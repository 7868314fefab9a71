// How the parts of a recall's mass are shown: in which order, in which colour, as which share. Pure; not here: drawing.
import { type NoticeRow, type RecallMass, type RecallPart, recallParts } from '#chain/contract'

/** What can reach nobody any more; the rest is loose, out of reach, or gone before. */
const stopped: readonly RecallPart[] = ['blocked', 'on-the-way-back', 'returned', 'destroyed', 'under-way', 'set-apart']
const toneOf: Record<RecallPart, 'free' | 'stopped' | 'back' | 'gone' | 'beyond' | 'abroad' | 'other'> = {
  free: 'free',
  blocked: 'stopped',
  'under-way': 'stopped',
  'on-the-way-back': 'back',
  returned: 'back',
  destroyed: 'gone',
  dispensed: 'beyond',
  exported: 'abroad',
  'set-apart': 'other',
  sample: 'other',
  tested: 'other',
  lost: 'other',
  'gone-before': 'other',
  difference: 'other',
  elsewhere: 'other',
}
export const tone = (part: RecallPart) => toneOf[part]

/** In a picture: what is loose first, then as it fills. */
export const shownOrder: readonly RecallPart[] = [
  'free',
  'under-way',
  'blocked',
  'on-the-way-back',
  'returned',
  'destroyed',
  'dispensed',
  'exported',
  ...recallParts.filter((part) => toneOf[part] === 'other'),
]

export type Shown = { readonly part: RecallPart; readonly massMg: bigint; readonly share: number }

/** Each part with its share; a share is for the eye, the mass is exact. */
export function shownParts(parts: RecallMass['parts']): readonly Shown[] {
  const masses = new Map(parts.map(({ part, massMg }) => [part, BigInt(massMg)]))
  const total = [...masses.values()].reduce((sum, massMg) => sum + massMg, 0n)
  return shownOrder.flatMap((part) => {
    const massMg = masses.get(part) ?? 0n
    return massMg === 0n ? [] : [{ part, massMg, share: shareOf(massMg, total) }]
  })
}

/** A bigint quotient with six places: enough for any screen, without losing a large mass to a float. */
export function shareOf(massMg: bigint, total: bigint): number {
  return total === 0n ? 0 : Number((massMg * 1_000_000n) / total) / 1_000_000
}

/**
 * Of what was within reach when it began (so not what was dispensed, exported or gone before), which part can reach nobody now. Null when
 * nothing was within reach.
 */
export function stoppedShare(parts: RecallMass['parts']): number | null {
  const sum = (names: readonly RecallPart[]) =>
    parts.reduce((total, { part, massMg }) => (names.includes(part) ? total + BigInt(massMg) : total), 0n)
  const within = sum(stopped) + sum(['free'])
  return within === 0n ? null : shareOf(sum(stopped), within)
}

/** Whom to call first: of those who have not answered, who has most of it now. The rest stand as they came. */
export function callFirst(notices: readonly NoticeRow[]): readonly NoticeRow[] {
  const [silent, heard] = [true, false].map((isSilent) =>
    notices.filter(({ acknowledgedAt }) => (acknowledgedAt === null) === isSilent),
  ) as [NoticeRow[], NoticeRow[]] // One list for each of the two.
  const byMass = silent.toSorted((a, b) => Number(BigInt(b.hasNowMg) - BigInt(a.hasNowMg)))
  return [...byMass, ...heard]
}

export type Span = { readonly days: number; readonly hours: number; readonly minutes: number }

export function spanBetween(from: string, to: string): Span {
  const minutes = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 60_000))
  return { days: Math.floor(minutes / 1440), hours: Math.floor((minutes % 1440) / 60), minutes: minutes % 60 }
}

export type Band = { readonly part: RecallPart; readonly path: string }

/** The course as steps: every moment holds until the next. `until` is now. */
export function courseBands(
  course: readonly { readonly at: string; readonly parts: RecallMass['parts'] }[],
  { until, width, height }: { readonly until: string; readonly width: number; readonly height: number },
): readonly Band[] {
  const [first] = course
  if (!first) return []
  const begin = Date.parse(first.at)
  const end = Math.max(Date.parse(until), begin + 1)
  const x = (at: string) => Math.round(((Date.parse(at) - begin) / (end - begin)) * width * 10) / 10
  const columns = course.map(({ at, parts }, index) => ({
    from: x(at),
    to: x(course[index + 1]?.at ?? until),
    shares: new Map(shownParts(parts).map(({ part, share }) => [part, share])),
  }))
  return shownOrder.flatMap((part) => {
    const tops: string[] = []
    const bottoms: string[] = []
    let isThere = false
    for (const { from, to, shares } of columns) {
      const below = shownOrder.slice(0, shownOrder.indexOf(part)).reduce((sum, one) => sum + (shares.get(one) ?? 0), 0)
      const own = shares.get(part) ?? 0
      if (own > 0) isThere = true
      const [top, bottom] = [below * height, (below + own) * height].map((y) => Math.round(y * 10) / 10)
      tops.push(`${from} ${top}`, `${to} ${top}`)
      bottoms.unshift(`${to} ${bottom}`, `${from} ${bottom}`)
    }
    return isThere ? [{ part, path: `M${[...tops, ...bottoms].join('L')}Z` }] : []
  })
}
