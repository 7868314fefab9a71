// What a buyer or a supplier abroad, or the authority of its country, is sent of a recall: which batches crossed the border, and what to do. Pure.
// Not here: the sheet itself (notice-sheet.ts), the notice to a holder (notice-paper.ts), and that somebody was told (abroad.ts).
import { defineMessages, legalDayOf, refuseNow, text, translator, writerIn } from '#kernel'
import type { Paper } from '#platform'
import type { AbroadRow, RecallView } from '../contract.ts'
import { noticeSheet, type Sheet, sheetTexts } from './notice-sheet.ts'
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
  'stop.supplier': {
    nl: 'Bericht van een terugroepactie aan wie leverde',
    en: 'Notification of a recall to its supplier',
  },
  'yours.buyer': { nl: 'Dit werd aan u uitgevoerd', en: 'This was exported to you' },
  'yours.supplier': { nl: 'Dit kwam van u', en: 'This came from you' },
  'yours.authority': { nl: 'Dit ging over de grens met uw land', en: 'This crossed the border with your country' },
  day: { nl: 'Wanneer', en: 'When' },
  whom: { nl: 'Wie', en: 'Who' },
  mass: { nl: 'Massa', en: 'Mass' },
  'way.exported': { nl: 'uitgevoerd', en: 'exported' },
  'way.imported': { nl: 'ingevoerd', en: 'imported' },
  foreign: text<{ name: string; theirs: string }>({
    nl: ({ name, theirs }) => `${theirs} (hier ${name})`,
    en: ({ name, theirs }) => `${theirs} (here ${name})`,
  }),
  'apart.buyer': {
    nl: '1. Leg alles van deze partijen apart, achter slot. 2. Tel wat u hebt. 3. Waarschuw wie het van u kreeg. 4. Volg wat uw autoriteit zegt over terugsturen of vernietigen. 5. Teken hieronder en stuur de strook terug.',
    en: '1. Set all of these batches apart, under lock. 2. Count what you have. 3. Warn whoever got it from you. 4. Follow what your authority says of sending back or destroying. 5. Sign below and return the slip.',
  },
  'apart.supplier': {
    nl: '1. Zoek uit of de oorzaak bij u ligt. 2. Zeg ons welke andere partijen het betreft, en wie in ons land die kreeg. 3. Waarschuw wie het ook van u kreeg. 4. Bewaar monsters en de stukken. 5. Teken hieronder en stuur de strook terug.',
    en: '1. Find out whether the cause lies with you. 2. Tell us which other batches it concerns, and who in our country got them. 3. Warn whoever else got it from you. 4. Keep samples and records. 5. Sign below and return the slip.',
  },
  'apart.authority': {
    nl: 'De afnemers en leveranciers in uw land krijgen dit bericht ook van ons. Teken hieronder en stuur de strook terug.',
    en: 'The buyers and suppliers in your country get this notice from us too. Sign below and return the slip.',
  },
})

export type AbroadPaperAsked = {
  readonly country: string
  /** Null: to the authority of that country. */
  readonly partyId: string | null
} & Pick<Sheet, 'locale' | 'authorityName' | 'on'>

type Crossing = AbroadRow['crossings'][number]

/** Refuses `not-exported-there`. */
export function abroadPaper(
  view: Pick<RecallView, 'recall' | 'abroad'>,
  { country, partyId, ...printed }: AbroadPaperAsked,
): Paper {
  const row = view.abroad.find((one) => one.country === country && (one.party?.partyId ?? null) === partyId)
  if (!row) return refuseNow(recallProblems['not-exported-there'], {})
  const { locale } = printed
  const t = translator({ ...sheetTexts, ...texts }, locale)
  const { mass, day } = writerIn(locale)
  // Who bought is told to stop, also where it supplied as well.
  const whom = row.party ? (row.exportedMg === '0' ? 'supplier' : 'buyer') : 'authority'
  const ways = new Set(row.crossings.map(({ way }) => way))
  const there = new Intl.DisplayNames([locale], { type: 'region' }).of(country) ?? country
  const dayOf = (at: string) => day(legalDayOf(Temporal.Instant.from(at)))
  const partyOf = ({ eventId, batch }: Crossing) =>
    view.abroad.find(
      ({ party, crossings }) =>
        party && crossings.some((one) => one.eventId === eventId && one.batch.batchId === batch.batchId),
    )?.party?.name ?? ''
  const named = (one: Crossing) => [
    one.foreignName === null ? one.batch.name : t('foreign', { name: one.batch.name, theirs: one.foreignName }),
    ...(row.party ? [] : [partyOf(one)]),
    ...(ways.size > 1 || whom === 'authority' ? [t(`way.${one.way}`)] : []),
  ]
  return noticeSheet({
    ...printed,
    recall: view.recall,
    to: row.party ? `${row.party.name} (${there})` : t('authority', { country: there }),
    stop: t(`stop.${whom}`),
    since: { text: t('since'), at: view.recall.startedAt },
    dueAt: row.dueAt,
    yours: t(`yours.${whom}`),
    head: [`${t('batch')}${row.party ? '' : ` · ${t('whom')}`}`, t('day'), t('mass')],
    rows: row.crossings.map((one) => [named(one).join(' · '), dayOf(one.at), mass(one.massMg)]),
    remarks: [],
    apart: t(`apart.${whom}`),
  })
}
