// The notice of a recall to one holder on paper: what of it was there, and what to do with it. Pure. Not here: the sheet itself (notice-sheet.ts),
// reading the recall (cockpit.ts), and telling by telephone (attempts.ts).
import { defineMessages, refuseNow, text, translator, writerIn } from '#kernel'
import type { Paper } from '#platform'
import type { RecallView } from '../contract.ts'
import { noticeSheet, type Sheet, sheetTexts } from './notice-sheet.ts'
import { recallProblems } from './problems.ts'

const texts = defineMessages({
  stop: { nl: 'Stop. Lever niets uit.', en: 'Stop. Do not supply.' },
  told: { nl: 'Bericht van', en: 'Notice of' },
  yours: { nl: 'Volgens ons gaat het bij u om', en: 'As we know it, this is about' },
  had: { nl: 'Had u op dat moment', en: 'You had then' },
  ever: { nl: 'Kreeg u in totaal', en: 'You received in all' },
  coming: text<{ mass: string }>({
    nl: ({ mass }) => `Onderweg naar u: ${mass}. Leg dat bij aankomst apart.`,
    en: ({ mass }) => `On its way to you: ${mass}. Set it apart when it arrives.`,
  }),
  dispensed: text<{ mass: string }>({
    nl: ({ mass }) => `U leverde er ${mass} van uit. Zoek in uw eigen administratie wie dat kreeg, en bericht hen.`,
    en: ({ mass }) => `You dispensed ${mass} of it. Find in your own records who got it, and tell them.`,
  }),
  apart: {
    nl: '1. Leg alles van deze partijen apart, achter slot. 2. Tel wat u hebt. 3. Stuur het terug of laat het vernietigen zoals de autoriteit zegt. 4. Teken hieronder en stuur de strook terug.',
    en: '1. Set all of these batches apart, under lock. 2. Count what you have. 3. Send it back or have it destroyed as the authority says. 4. Sign below and return the slip.',
  },
})

/** Refuses `not-told` for a holder without a notice. */
export function noticePaper(
  view: RecallView,
  { holderId, ...printed }: Pick<Sheet, 'locale' | 'authorityName' | 'on'> & { readonly holderId: string },
): Paper {
  const notice = view.notices.find(({ holder }) => holder.partyId === holderId)
  if (!notice) return refuseNow(recallProblems['not-told'], {})
  const { locale } = printed
  const t = translator({ ...sheetTexts, ...texts }, locale)
  const { mass } = writerIn(locale)
  return noticeSheet({
    ...printed,
    recall: view.recall,
    to: notice.holder.name,
    stop: t('stop'),
    since: { text: t('told'), at: notice.toldAt },
    dueAt: notice.dueAt,
    yours: t('yours'),
    head: [t('batch'), t('had'), t('ever')],
    rows: notice.batches.map(({ batch, hadThenMg, everHadMg }) => [batch.name, mass(hadThenMg), mass(everHadMg)]),
    remarks: [
      ...(notice.comingThenMg === '0' ? [] : [t('coming', { mass: mass(notice.comingThenMg) })]),
      ...(notice.dispensedThenMg === '0' ? [] : [t('dispensed', { mass: mass(notice.dispensedThenMg) })]),
    ],
    apart: t('apart'),
  })
}
