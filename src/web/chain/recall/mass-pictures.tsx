// The mass of a recall as one bar, and how it filled since it began; each with its table. Not here: which part is which (parts.ts).
import type { RecallPart, RecallView } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { recallMessages } from '../../messages/recall.ts'
import { Badge } from '../../parts/badge.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Link } from '../../parts/link.tsx'
import { Picture } from '../../parts/picture.tsx'
import { inOneUnit } from '../common-unit.ts'
import { StayLink } from '../stay-link.tsx'
import { courseBands, type Shown, shownParts, spanBetween, tone } from './parts.ts'

const size = { width: 900, bar: 44, course: 180 } as const
/** The sentence names the largest parts; the table has them all. */
const namedMax = 4

type HrefOf = (part: RecallPart) => string

/** Each part leads to the accounts behind it, shown below. */
type MassProps = {
  readonly view: Pick<RecallView, 'mass' | 'batches'>
  readonly hrefOf: HrefOf
  /** What it is a picture of, where that is not all of a recall now. */
  readonly title?: string
}

export function MassPicture({ view, hrefOf, title }: MassProps) {
  const { t, mass: inUnit } = useLocale(recallMessages)
  const shown = shownParts(view.mass.parts)
  const mass = inOneUnit(inUnit, massesOf(shown))
  const named = shown
    .toSorted((a, b) => b.share - a.share)
    .slice(0, namedMax)
    .map(({ part, massMg }) => `${mass(`${massMg}`)} ${t(`part.${part}`)}`)
    .join(', ')
  return (
    <Picture
      title={title ?? t('recall.mass')}
      reading={t('recall.mass.reading', { total: mass(view.mass.totalMg), batches: view.batches, parts: named })}
      picture={<Bar shown={shown} hrefOf={hrefOf} />}
      table={
        <>
          <p className="gr-recall-whole">
            <Badge tone={view.mass.isWhole ? 'positive' : 'negative'}>
              {t(view.mass.isWhole ? 'recall.mass.whole' : 'recall.mass.broken')}
            </Badge>
          </p>
          <PartsTable shown={shown} hrefOf={hrefOf} />
        </>
      }
    />
  )
}

function Bar({ shown, hrefOf }: { shown: readonly Shown[]; hrefOf: HrefOf }) {
  const { t, number } = useLocale(recallMessages)
  let x = 0
  return (
    <div className="gr-recall-mass">
      <svg
        className="gr-recall-bar"
        viewBox={`0 0 ${size.width} ${size.bar}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {shown.map(({ part, share }) => {
          const from = x
          x += share * size.width
          return (
            <StayLink key={part} href={hrefOf(part)} isAside>
              <rect
                className={`gr-recall-tone-${tone(part)}`}
                x={from}
                width={Math.max(share * size.width, 1.5)}
                height={size.bar}
              />
            </StayLink>
          )
        })}
      </svg>
      <ul className="gr-recall-legend">
        {shown.map(({ part, share }) => (
          <li key={part}>
            <svg viewBox="0 0 12 12" aria-hidden="true" className="gr-recall-swatch">
              <rect width="12" height="12" className={`gr-recall-tone-${tone(part)}`} />
            </svg>
            <StayLink href={hrefOf(part)}>
              {t(`part.${part}`)}{' '}
              <strong>{share > 0 && share < 0.001 ? `< ${number(0.1, 1)}` : number(share * 100, 1)} %</strong>
            </StayLink>
          </li>
        ))}
      </ul>
    </div>
  )
}

const massesOf = (shown: readonly Shown[]) => shown.map(({ massMg }) => massMg)

function PartsTable({ shown, hrefOf }: { shown: readonly Shown[]; hrefOf: HrefOf }) {
  const { t, number, mass: inUnit } = useLocale(recallMessages)
  const mass = inOneUnit(inUnit, massesOf(shown))
  return (
    <DataTable
      label={t('recall.mass')}
      items={shown}
      idOf={({ part }) => part}
      columns={[
        { id: 'part', text: t('recall.part'), isFixed: true, cell: ({ part }) => t(`part.${part}`) },
        {
          id: 'mass',
          text: t('recall.amount'),
          align: 'end',
          cell: ({ part, massMg }) => <StayLink href={hrefOf(part)}>{mass(`${massMg}`)}</StayLink>,
        },
        { id: 'share', text: t('recall.share'), align: 'end', cell: ({ share }) => `${number(share * 100, 2)} %` },
        { id: 'means', text: t('recall.means'), cell: ({ part }) => t(`part.${part}.means`) },
      ]}
    />
  )
}

type Moment = RecallView['course'][number]
/** Each mass of a past moment leads to the accounts it stood on then. */
type CourseProps = { readonly view: RecallView; readonly hrefOf: (part: RecallPart, moment: Moment) => string }

export function CoursePicture({ view, hrefOf }: CourseProps) {
  const { t, instant } = useLocale(recallMessages)
  const first = view.course[0]
  const last = view.course.at(-1)
  if (!first || !last) return null
  // To a tenth beyond the last step, so that how it stands now is seen as a stretch and not as a line.
  const until = new Date(
    Date.parse(last.at) + Math.max(60_000, (Date.parse(last.at) - Date.parse(first.at)) / 10),
  ).toISOString()
  const bands = courseBands(view.course, { until, width: size.width, height: size.course })
  const { days } = spanBetween(first.at, last.at)
  return (
    <Picture
      title={t('recall.course')}
      reading={t('recall.course.reading', { days: days + 1, steps: view.course.length - 1 })}
      picture={
        <div className="gr-recall-mass">
          <svg
            className="gr-recall-course"
            viewBox={`0 0 ${size.width} ${size.course}`}
            preserveAspectRatio="none"
            aria-hidden="true"
          >
            {bands.map(({ part, path }) => (
              <path key={part} d={path} className={`gr-recall-tone-${tone(part)}`}>
                <title>{t(`part.${part}`)}</title>
              </path>
            ))}
          </svg>
          <p className="gr-recall-axis gr-small gr-muted">
            <time dateTime={first.at}>{instant(first.at)}</time>
            <time dateTime={last.at}>{instant(last.at)}</time>
          </p>
        </div>
      }
      table={<CourseTable view={view} hrefOf={hrefOf} />}
    />
  )
}

function CourseTable({ view, hrefOf }: CourseProps) {
  const { t, instant, mass: inUnit } = useLocale(recallMessages)
  const mass = inOneUnit(
    inUnit,
    view.course.flatMap(({ parts }) => parts.map(({ massMg }) => massMg)),
  )
  const used = shownParts(view.course.flatMap(({ parts }) => parts)).map(({ part }) => part)
  return (
    <DataTable
      label={t('recall.course')}
      items={view.course.map((moment, index) => ({ ...moment, key: `${index}` }))}
      idOf={({ key }) => key}
      columns={[
        {
          id: 'at',
          text: t('recall.at'),
          isFixed: true,
          cell: ({ at, eventId }) =>
            eventId ? <Link href={`/events/${eventId}`}>{instant(at)}</Link> : `${instant(at)} (${t('recall.begin')})`,
        },
        ...used.map((part) => ({
          id: part,
          text: t(`part.${part}`),
          align: 'end' as const,
          cell: (moment: Moment) => {
            const massMg = moment.parts.find((one) => one.part === part)?.massMg ?? '0'
            return massMg === '0' ? mass(massMg) : <StayLink href={hrefOf(part, moment)}>{mass(massMg)}</StayLink>
          },
        })),
      ]}
    />
  )
}
