// The notice of a recall to one holder on paper: what it is about, what to do, and a slip to sign and send back. Pure. Not here: reading the
// recall (cockpit.ts), and telling by telephone (attempts.ts).
import { defineMessages, type Locale, type PlainDate, refuseNow, text, translator, writerIn } from '#kernel'
import type { Paper } from '#platform'
import type { RecallView } from '../contract.ts'
import { recallProblems } from './problems.ts'

const texts = defineMessages({
  title: { nl: 'Terugroepactie', en: 'Recall' },
  drill: { nl: 'Oefening van een terugroepactie', en: 'Drill of a recall' },
  stop: { nl: 'Stop. Lever niets uit.', en: 'Stop. Do not supply.' },
  'stop.drill': {
    nl: 'Dit is een oefening. Er is niets geblokkeerd; meld alleen dat u dit bericht kreeg.',
    en: 'This is a drill. Nothing is stopped; only say that you received this notice.',
  },
  to: { nl: 'Aan', en: 'To' },
  reason: { nl: 'Reden', en: 'Reason' },
  told: { nl: 'Bericht van', en: 'Notice of' },
  due: { nl: 'Antwoord vóór', en: 'Answer before' },
  number: { nl: 'Nummer', en: 'Number' },
  yours: { nl: 'Volgens ons gaat het bij u om', en: 'As we know it, this is about' },
  batch: { nl: 'Partij', en: 'Batch' },
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
  todo: { nl: 'Wat u nu doet', en: 'What to do now' },
  apart: {
    nl: '1. Leg alles van deze partijen apart, achter slot. 2. Tel wat u hebt. 3. Stuur het terug of laat het vernietigen zoals de autoriteit zegt. 4. Teken hieronder en stuur de strook terug, of bel.',
    en: '1. Set all of these batches apart, under lock. 2. Count what you have. 3. Send it back or have it destroyed as the authority says. 4. Sign below and return the slip, or call.',
  },
  receipt: { nl: 'Ontvangen door (naam en functie)', en: 'Received by (name and capacity)' },
  at: { nl: 'Datum, tijd en handtekening', en: 'Date, time and signature' },
  page: { nl: 'Opiumwet, toezicht op de gesloten keten', en: 'Opium Act, supervision of the closed chain' },
})

/** Refuses `not-told` for a holder without a notice. */
export function noticePaper(
  view: RecallView,
  { holderId, locale, on }: { readonly holderId: string; readonly locale: Locale; readonly on: PlainDate },
): Paper {
  const notice = view.notices.find(({ holder }) => holder.partyId === holderId)
  if (!notice) return refuseNow(recallProblems['not-told'], {})
  const t = translator(texts, locale)
  const { mass, instant, day } = writerIn(locale)
  const { recall } = view
  const isDrill = recall.kind === 'drill'
  return {
    template: new URL('./notice.typ', import.meta.url),
    language: locale,
    title: t(isDrill ? 'drill' : 'title'),
    author: 'Bureau voor Medicinale Cannabis',
    foot: t('page'),
    day: on,
    data: {
      stop: t(isDrill ? 'stop.drill' : 'stop'),
      facts: [
        [t('to'), notice.holder.name],
        [t('batch'), recall.root.name],
        [t('reason'), recall.reason],
        [t('told'), instant(notice.toldAt)],
        [t('due'), instant(notice.dueAt)],
        [t('number'), recall.recallId ?? ''],
      ],
      yours: t('yours'),
      head: [t('batch'), t('had'), t('ever')],
      rows: notice.batches.map(({ batch, hadThenMg, everHadMg }) => [batch.name, mass(hadThenMg), mass(everHadMg)]),
      remarks: [
        ...(notice.comingThenMg === '0' ? [] : [t('coming', { mass: mass(notice.comingThenMg) })]),
        ...(notice.dispensedThenMg === '0' ? [] : [t('dispensed', { mass: mass(notice.dispensedThenMg) })]),
      ],
      todo: t('todo'),
      apart: isDrill ? null : t('apart'),
      signatures: [t('receipt'), t('at')],
      printed: day(on),
    },
  }
}
