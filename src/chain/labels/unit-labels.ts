// Labels of boxes: a page of A6 each, with the SSCC as GS1-128 and DataMatrix and in figures, from whom, to whom, and what is in it. Not here:
// labels of packs (pack-labels.ts), and giving numbers out (../logistic-units.ts).
import { type Locale, legalDayOf, refuseNow, translator, writerIn } from '#kernel'
import type { Paper } from '#platform'
import { gramsIn, type ShipmentView } from '../contract.ts'
import { manifestProblems } from '../problems/manifest-problems.ts'
import { unitTexts } from './unit-texts.ts'

/** Loaded with the first label, as symbols.ts does. */
const drawing = () => import('bwip-js/node')

/** More would push the number of the box off its page; the manifest names them all. */
const linesMax = 8

/** `(00)` says: this is the number of a logistic unit. */
export async function unitSymbols(sscc: string): Promise<{ readonly bars: string; readonly matrix: string }> {
  const { toSVG } = await drawing()
  return {
    bars: toSVG({ bcid: 'gs1-128', text: `(00)${sscc}`, height: 20, includetext: false }),
    matrix: toSVG({ bcid: 'gs1datamatrix', text: `(00)${sscc}` }),
  }
}

/** Refuses `chain/no-units` for a shipment without numbered boxes. */
export async function unitLabels(shipment: ShipmentView, locale: Locale): Promise<Paper> {
  const { units, sender, fromPremises, receiver, toPremises, shippedAt, shipmentId } = shipment
  if (units.length === 0) refuseNow(manifestProblems['no-units'], {})
  const t = translator(unitTexts, locale)
  const write = writerIn(locale)
  const files: Record<string, Uint8Array> = {}
  const labels = []
  for (const [at, { sscc, contents }] of units.entries()) {
    const { bars, matrix } = await unitSymbols(sscc)
    files[`bars-${at}.svg`] = Buffer.from(bars)
    files[`matrix-${at}.svg`] = Buffer.from(matrix)
    labels.push({
      ...{ sscc, bars: `/bars-${at}.svg`, matrix: `/matrix-${at}.svg`, alt: t('symbol', { sscc }) },
      count: t('count', { number: at + 1, of: units.length }),
      contents: [
        ...contents.slice(0, linesMax).map(({ batch, massMg }) => `${batch.name}: ${gramsIn(massMg, locale)} g`),
        ...(contents.length > linesMax ? [t('more', { count: contents.length - linesMax })] : []),
      ],
    })
  }
  return {
    template: new URL('./unit-labels.typ', import.meta.url),
    language: locale,
    title: t('title'),
    author: sender.name,
    foot: '',
    day: legalDayOf(Temporal.Instant.from(shippedAt)),
    data: {
      labels,
      from: [t('from'), sender.name, fromPremises.name],
      to: [t('to'), receiver.name, toPremises.name],
      shipment: shipmentId,
      shipped: write.instant(shippedAt),
    },
    files,
  }
}
