// The sheet on which anybody is told of a recall: what it is about, what to do, and a slip to sign and send back. Pure. Not here: whom it is for and
// what went there (notice-paper.ts, abroad-paper.ts).
import { defineMessages, type Locale, type PlainDate, translator, writerIn } from '#kernel'
import type { Paper } from '#platform'
import type { RecallSummary } from '../contract.ts'

/** For every sheet, and for those who fill one. */
export const sheetTexts = defineMessages({
  title: { nl: 'Terugroepactie', en: 'Recall' },
  drill: { nl: 'Oefening van een terugroepactie', en: 'Drill of a recall' },
  'stop.drill': {
    nl: 'Dit is een oefening. Er is niets geblokkeerd; meld alleen dat u dit bericht kreeg.',
    en: 'This is a drill. Nothing is stopped; only say that you received this notice.',
  },
  to: { nl: 'Aan', en: 'To' },
  batch: { nl: 'Partij', en: 'Batch' },
  reason: { nl: 'Reden', en: 'Reason' },
  due: { nl: 'Antwoord vóór', en: 'Answer before' },
  number: { nl: 'Nummer', en: 'Number' },
  todo: { nl: 'Wat u nu doet', en: 'What to do now' },
  receipt: { nl: 'Ontvangen door (naam en functie)', en: 'Received by (name and capacity)' },
  at: { nl: 'Datum, tijd en handtekening', en: 'Date, time and signature' },
  page: { nl: 'Opiumwet, toezicht op de gesloten keten', en: 'Opium Act, supervision of the closed chain' },
  'page.own': {
    nl: 'Oefening van een terugroepactie, door de houder zelf',
    en: 'Drill of a recall, by the holder itself',
  },
})

export type Sheet = {
  readonly recall: Pick<RecallSummary, 'recallId' | 'kind' | 'heldBy' | 'root' | 'reason'>
  readonly locale: Locale
  /** The authority of this house, whose notice it is where no holder drills. */
  readonly authorityName: string
  readonly on: PlainDate
  readonly to: string
  /** What it says loudest; of a drill it says that it is one. */
  readonly stop: string
  /** Since when, and what that is the beginning of. */
  readonly since: { readonly text: string; readonly at: string }
  readonly dueAt: string
  /** What went there. */
  readonly yours: string
  readonly head: readonly [string, string, string]
  readonly rows: readonly (readonly string[])[]
  readonly remarks: readonly string[]
  /** What to do with it; a drill asks nothing of that. */
  readonly apart: string
}

export function noticeSheet({
  recall,
  locale,
  authorityName,
  on,
  to,
  stop,
  since,
  dueAt,
  apart,
  ...said
}: Sheet): Paper {
  const t = translator(sheetTexts, locale)
  const { instant, day } = writerIn(locale)
  const isDrill = recall.kind === 'drill'
  return {
    template: new URL('./notice.typ', import.meta.url),
    language: locale,
    title: t(isDrill ? 'drill' : 'title'),
    author: recall.heldBy?.name ?? authorityName,
    foot: t(recall.heldBy ? 'page.own' : 'page'),
    day: on,
    data: {
      ...said,
      stop: isDrill ? t('stop.drill') : stop,
      facts: [
        [t('to'), to],
        [t('batch'), recall.root.name],
        [t('reason'), recall.reason],
        [since.text, instant(since.at)],
        [t('due'), instant(dueAt)],
        [t('number'), recall.recallId ?? ''],
      ],
      todo: t('todo'),
      apart: isDrill ? null : apart,
      signatures: [t('receipt'), t('at')],
      printed: day(on),
    },
  }
}
