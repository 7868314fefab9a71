// What each harvest of a grower gave, product by product, as a point between the lines of what was expected of everybody and of what that grower used
// to get of it, with its table. Not here: the verdict; the API gives it.
import { Fragment } from 'react'
import type { HarvestYield, National } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { chainMessages } from '../../messages/chain.ts'
import { compositionMessages } from '../../messages/composition.ts'
import { pictureMessages } from '../../messages/pictures.ts'
import { AboutMass } from '../../parts/about-mass.tsx'
import { Badge } from '../../parts/badge.tsx'
import { ChartScale } from '../../parts/chart-scale.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Link } from '../../parts/link.tsx'
import { Picture } from '../../parts/picture.tsx'
import { useWidth } from '../../parts/use-width.ts'
import { askingWhy, type GrowerYields, yieldOf, yieldsByGrower } from './national.ts'

const texts = { ...chainMessages, ...compositionMessages, ...pictureMessages }
const at = { top: 14, bottom: 160, left: 64, right: 14, height: 190 } as const

/** As many pictures as one looks at together; with more each is a line that opens. */
const openMax = 2

/** One picture for each grower and product, on one scale, so that they can be laid side by side. */
export function Harvests({ picture }: { picture: Pick<National, 'harvests' | 'charts'> }) {
  const { t } = useLocale(texts)
  const growers = yieldsByGrower(picture)
  const shares = [
    ...picture.harvests.flatMap((one) => [yieldOf(one) ?? one.dryingMin / 1_000_000, one.dryingMax / 1_000_000]),
    ...growers.flatMap(({ chart }) => (chart ? [Math.max(0, chart.lower), chart.upper] : [])),
  ]
  const scale = { low: Math.min(...shares) * 0.8, top: Math.max(...shares) * 1.06 } // Not from nought: the bands are what one looks at.
  const drawn = growers.map((grower) => ({
    grower,
    key: `${grower.holder.partyId} ${grower.productCode}`,
    figure: <OfGrower grower={grower} scale={scale} baseline={picture.charts?.baseline ?? 0} />,
  }))
  if (drawn.length <= openMax) return drawn.map(({ key, figure }) => <Fragment key={key}>{figure}</Fragment>)
  const holders = new Set(growers.map(({ holder }) => holder.partyId)).size
  return (
    <section className="gr-chain-panel">
      <h2>{t('national.harvests')}</h2>
      <p className="gr-muted">
        {t('national.harvests.all', {
          count: picture.harvests.length,
          growers: holders,
          asking: growers.reduce((sum, grower) => sum + askingWhy(grower), 0),
        })}
      </p>
      <div className="gr-picture-folds">
        {drawn.map(({ grower, key, figure }, index) => (
          <Disclosure
            key={key}
            title={<Line grower={grower} isOfMany={holders > 1} />}
            isOpen={index === 0 && askingWhy(grower) > 0}
          >
            {figure}
          </Disclosure>
        ))}
      </div>
    </section>
  )
}

/** Of what, and of whom where there are several; and whether one need open it. */
function Line({ grower, isOfMany }: { grower: GrowerYields; isOfMany: boolean }) {
  const { t, number } = useLocale(texts)
  const { harvests, holder, productName } = grower
  const mean = meanYield(harvests)
  const asking = askingWhy(grower)
  return (
    <span className="gr-picture-fold">
      {isOfMany ? `${productName}, ${holder.name}` : productName}
      <span className="gr-muted gr-small">
        {t('national.harvests.line', {
          count: harvests.length,
          mean: mean === null ? null : `${number(mean * 100, 1)}\u00a0%`,
        })}
      </span>
      {asking > 0 ? <Badge tone="warning">{t('national.harvests.asking', { count: asking })}</Badge> : null}
    </span>
  )
}

/** Of those that are dry, each as much as another; null as long as none is. */
function meanYield(harvests: readonly HarvestYield[]): number | null {
  const dry = harvests.flatMap((one) => yieldOf(one) ?? [])
  return dry.length === 0 ? null : dry.reduce((sum, share) => sum + share, 0) / dry.length
}

type Scale = { readonly low: number; readonly top: number }
type GrowerProps = { readonly grower: GrowerYields; readonly scale: Scale; readonly baseline: number }

function OfGrower({ grower, scale, baseline }: GrowerProps) {
  const { t, number } = useLocale(texts)
  const { harvests, chart, signals, holder, productName } = grower
  const percent = (share: number) => `${number(share * 100, 1)} %`
  const dry = harvests.filter(({ driedMg }) => driedMg !== null)
  const outside = harvests.filter(({ drying, loss }) => drying === 'outside' || loss === 'outside').length
  const own = chart
    ? ` ${t('national.own', {
        ...{ signalled: signals.size, lower: percent(Math.max(0, chart.lower)), upper: percent(chart.upper) },
        baseline: chart.isSettled ? null : baseline,
      })}`
    : ''
  return (
    <Picture
      title={t('national.harvests.of', { name: holder.name, product: productName })}
      reading={
        t('national.harvests.reading', { count: harvests.length, outside, mean: percent(meanYield(harvests) ?? 0) }) +
        own
      }
      picture={dry.length > 1 ? <Dots grower={grower} scale={scale} /> : null}
      table={<HarvestTable grower={grower} />}
    />
  )
}

function Dots({ grower: { harvests, chart, signals }, scale: { low, top } }: Pick<GrowerProps, 'grower' | 'scale'>) {
  const { t, number, dayShort } = useLocale(texts)
  const { ref, width } = useWidth<SVGSVGElement>(900)
  const shown = harvests.filter(({ driedMg }) => driedMg !== null).toReversed()
  const [first, newest] = [shown[0], shown.at(-1)]
  const [last] = harvests
  if (!last || !first || !newest) return null
  const [min, max] = [last.dryingMin / 1_000_000, last.dryingMax / 1_000_000]
  const y = (share: number) => at.bottom - ((share - low) / (top - low)) * (at.bottom - at.top)
  const right = width - at.right
  const step = (right - at.left - at.right) / Math.max(1, shown.length - 1)
  const own = chart
    ? ([
        ['lower', Math.max(0, chart.lower), 'gr-picture-own'],
        ['centre', chart.centre, 'gr-picture-own-centre'],
        ['upper', chart.upper, 'gr-picture-own'],
      ] as const)
    : []
  return (
    <div className="gr-recall-mass">
      <svg
        ref={ref}
        className="gr-picture-drawn"
        viewBox={`0 0 ${width} ${at.height}`}
        style={{ blockSize: at.height }}
        aria-hidden="true"
      >
        <rect className="gr-picture-band" x={at.left} width={right - at.left} y={y(max)} height={y(min) - y(max)} />
        {own.map(([which, share, look]) => (
          <line key={which} className={look} x1={at.left} x2={right} y1={y(share)} y2={y(share)} />
        ))}
        <ChartScale
          marks={[min, max]}
          y={y}
          left={at.left}
          right={right}
          say={(share) => `${number(share * 100, 0)}\u00a0%`}
          line="gr-picture-limit"
        />
        {shown.map((one, index) => (
          <circle
            key={one.batch.batchId}
            className={
              one.drying === 'outside' || signals.has(one.batch.batchId)
                ? 'gr-picture-dot gr-picture-dot-out'
                : 'gr-picture-dot'
            }
            cx={at.left + at.right + index * step}
            cy={y(yieldOf(one) ?? 0)}
            r={signals.has(one.batch.batchId) ? 6 : 4}
          >
            <title>{`${one.batch.name}: ${number((yieldOf(one) ?? 0) * 100, 1)} %`}</title>
          </circle>
        ))}
        <text className="gr-picture-label" x={at.left} y={at.height - 6}>
          {dayShort(first.harvestedOn)}
        </text>
        <text className="gr-picture-label" x={right} y={at.height - 6} textAnchor="end">
          {dayShort(newest.harvestedOn)}
        </text>
      </svg>
      <p className="gr-muted gr-small">
        {t('national.band', { min: `${number(min * 100, 0)} %`, max: `${number(max * 100, 0)} %` })}{' '}
        {chart ? t('national.own.lines') : null}
      </p>
    </div>
  )
}

/** A number of a harvest stands in the events of that harvest. */
function BehindMass({ one, massMg }: { one: HarvestYield; massMg: string }) {
  return (
    <Link href={`/batches/${one.batch.batchId}?tab=events`} look="plain">
      <AboutMass massMg={massMg} />
    </Link>
  )
}

const tones = { inside: 'positive', outside: 'warning', waiting: 'neutral' } as const

function HarvestTable({ grower: { harvests, signals, holder, productName } }: Pick<GrowerProps, 'grower'>) {
  const { t, number, dayShort } = useLocale(texts)
  return (
    <DataTable
      label={t('national.harvests.of', { name: holder.name, product: productName })}
      items={harvests}
      idOf={({ batch }) => batch.batchId}
      columns={[
        {
          id: 'batch',
          text: t('national.harvest'),
          isFixed: true,
          cell: ({ batch }) => (
            <Link href={`/batches/${batch.batchId}`} look="plain">
              {batch.name}
            </Link>
          ),
        },
        { id: 'on', text: t('national.harvested'), cell: ({ harvestedOn }) => dayShort(harvestedOn) },
        {
          id: 'wet',
          text: t('national.wet'),
          align: 'end',
          cell: (one) => <BehindMass one={one} massMg={one.wetMg} />,
        },
        {
          id: 'dried',
          text: t('national.dried'),
          align: 'end',
          cell: (one) => (one.driedMg === null ? '–' : <BehindMass one={one} massMg={one.driedMg} />),
        },
        {
          id: 'yield',
          text: t('national.yield'),
          align: 'end',
          cell: (one) => (one.driedMg === null ? '–' : `${number((yieldOf(one) ?? 0) * 100, 1)} %`),
        },
        {
          id: 'expected',
          text: t('national.expected'),
          cell: ({ drying, loss }) => {
            const worst =
              drying === 'outside' || loss === 'outside' ? 'outside' : drying === 'waiting' ? 'waiting' : 'inside'
            return <Badge tone={tones[worst]}>{t(`national.${worst}`)}</Badge>
          },
        },
        {
          id: 'bulk',
          text: t('national.bulk'),
          align: 'end',
          cell: (one) => (one.bulkMg === null ? '–' : <BehindMass one={one} massMg={one.bulkMg} />),
        },
        {
          id: 'waste',
          text: t('national.waste'),
          align: 'end',
          cell: (one) => <BehindMass one={one} massMg={one.wasteMg} />,
        },
        {
          id: 'loss',
          text: t('national.loss'),
          align: 'end',
          cell: (one) => <BehindMass one={one} massMg={one.lossMg} />,
        },
        {
          id: 'own',
          text: t('national.own.column'),
          cell: ({ batch }) => {
            const found = signals.get(batch.batchId)
            return found ? (
              <Badge tone="warning">{found.map((signal) => t(`composition.signal.${signal}`)).join(', ')}</Badge>
            ) : (
              '–'
            )
          },
        },
      ]}
    />
  )
}
