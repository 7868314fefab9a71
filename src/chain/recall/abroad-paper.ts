// What a buyer abroad, or the authority of its country, is sent of a recall: which batches went there, and what to do. Pure. Not here: the sheet
// itself (notice-sheet.ts), the notice to a holder (notice-paper.ts), and that somebody was told (abroad.ts).
import { defineMessages, type Locale, legalDayOf, type PlainDate, refuseNow, text, translator, writerIn } from '#kernel'
import type { Paper } from '#platform'
import type { RecallView } from '../contract.ts'
import { noticeSheet, sheetTexts } from './notice-sheet.ts'
import { recallProblems } from './problems.ts'

const texts = defineMessages({
  'stop.buyer': { nl: 'Stop. Lever niets uit.', en: 'Stop. Do not supply.' },
  'stop.authority': {
    nl: 'Bericht van een terugroepactie aan de bevoegde autoriteit',
    en: 'Notification of a recall to the competent authority',
  },
  authority: text<{ country: string }>({
    nl: ({ country }) => `de bevoegde autoriteit voor geneesmiddelen en verdovende middelen: ${country}`,
    en: ({ country }) => `the competent authority for medicines and narcotics: ${country}`,
  }),
  since: { nl: 'Begonnen op', en: 'Begun on' },
  'yours.buyer': { nl: 'Dit werd aan u uitgevoerd', en: 'This was exported to you' },
  'yours.authority': { nl: 'Dit werd naar uw land uitgevoerd', en: 'This was exported to your country' },
  day: { nl: 'Uitgevoerd op', en: 'Exported on' },
  buyer: { nl: 'Afnemer', en: 'Buyer' },
  mass: { nl: 'Massa', en: 'Mass' },
  'apart.buyer': {
    nl: '1. Leg alles van deze partijen apart, achter slot. 2. Tel wat u hebt. 3. Waarschuw wie het van u kreeg. 4. Volg wat uw autoriteit zegt over terugsturen of vernietigen. 5. Teken hieronder en stuur de strook terug, of bel.',
    en: '1. Set all of these batches apart, under lock. 2. Count what you have. 3. Warn whoever got it from you. 4. Follow what your authority says of sending back or destroying. 5. Sign below and return the slip, or call.',
  },
  'apart.authority': {
    nl: 'De afnemers in uw land krijgen dit bericht ook van ons. Teken hieronder en stuur de strook terug, of bel.',
    en: 'The buyers in your country get this notice from us too. Sign below and return the slip, or call.',
  },
})

export type AbroadPaperAsked = {
  readonly country: string
  /** Null: to the authority of that country. */
  readonly buyerId: string | null
  readonly locale: Locale
  readonly on: PlainDate
}

/** Refuses `not-exported-there`. */
export function abroadPaper(view: RecallView, { country, buyerId, locale, on }: AbroadPaperAsked): Paper {
  const row = view.abroad.find((one) => one.country === country && (one.buyer?.partyId ?? null) === buyerId)
  if (!row) return refuseNow(recallProblems['not-exported-there'], {})
  const t = translator({ ...sheetTexts, ...texts }, locale)
  const { mass, day } = writerIn(locale)
  const whom = row.buyer ? 'buyer' : 'authority'
  const named = new Intl.DisplayNames([locale], { type: 'region' }).of(country) ?? country
  const dayOf = (at: string) => day(legalDayOf(Temporal.Instant.from(at)))
  const buyersOf = ({ eventId, batch }: (typeof row.exports)[number]) =>
    view.abroad.find(
      ({ buyer, exports }) =>
        buyer && exports.some((one) => one.eventId === eventId && one.batch.batchId === batch.batchId),
    )?.buyer?.name ?? ''
  return noticeSheet({
    recall: view.recall,
    locale,
    on,
    to: row.buyer ? `${row.buyer.name} (${named})` : t('authority', { country: named }),
    stop: t(`stop.${whom}`),
    since: { text: t('since'), at: view.recall.startedAt },
    dueAt: row.dueAt,
    yours: t(`yours.${whom}`),
    head: [`${t('batch')}${row.buyer ? '' : ` · ${t('buyer')}`}`, t('day'), t('mass')],
    rows: row.exports.map((one) => [
      row.buyer ? one.batch.name : `${one.batch.name} · ${buyersOf(one)}`,
      dayOf(one.at),
      mass(one.massMg),
    ]),
    remarks: [],
    apart: t(`apart.${whom}`),
  })
}
