// The report of a holder's own drill on paper, for its file and for who inspects it. Pure. Not here: reading the drill (own-drill.ts).
import { defineMessages, type Locale, type PlainDate, text, translator, writerIn } from '#kernel'
import type { Paper } from '#platform'
import type { OwnDrillView, RecallPart } from '../contract.ts'

const texts = defineMessages({
  title: { nl: 'Verslag van een oefening', en: 'Report of a drill' },
  says: {
    nl: 'Oefening van een terugroepactie. Er is niets geblokkeerd.',
    en: 'Drill of a recall. Nothing was stopped.',
  },
  by: { nl: 'Gehouden door', en: 'Held by' },
  batch: { nl: 'Partij', en: 'Batch' },
  reason: { nl: 'Waarom', en: 'Why' },
  began: { nl: 'Begonnen', en: 'Began' },
  number: { nl: 'Nummer', en: 'Number' },
  times: { nl: 'Hoe snel', en: 'How fast' },
  listed: { nl: 'Tot de lijst van ontvangers', en: 'To the list of receivers' },
  ms: text<{ ms: number }>({ nl: ({ ms }) => `${ms} ms`, en: ({ ms }) => `${ms} ms` }),
  term: { nl: 'Termijn om te antwoorden', en: 'Term to answer' },
  hours: text<{ hours: number }>({ nl: ({ hours }) => `${hours} uur`, en: ({ hours }) => `${hours} hours` }),
  first: { nl: 'Eerste antwoord', en: 'First answer' },
  last: { nl: 'Laatste antwoord tot nu', en: 'Last answer so far' },
  none: { nl: 'nog niet', en: 'not yet' },
  answered: { nl: 'Ontvangers die antwoordden', en: 'Receivers who answered' },
  of: text<{ part: number; all: number }>({
    nl: ({ part, all }) => `${part} van ${all}`,
    en: ({ part, all }) => `${part} of ${all}`,
  }),
  accounted: { nl: 'Verantwoord', en: 'Accounted for' },
  whereabouts: { nl: 'Waar alles was toen de oefening begon', en: 'Where all of it was when the drill began' },
  part: { nl: 'Deel', en: 'Part' },
  mass: { nl: 'Massa', en: 'Mass' },
  share: { nl: 'Aandeel', en: 'Share' },
  'passed-on': { nl: 'doorgeleverd', en: 'passed on' },
  together: { nl: 'Samen', en: 'Together' },
  receivers: { nl: 'Wie het kreeg', en: 'Who got it' },
  abroad: { nl: 'Afnemers in het buitenland', en: 'Buyers in other countries' },
  exported: { nl: 'Uitgevoerd', en: 'Exported' },
  knows: { nl: 'Weet het', en: 'Knows' },
  nobody: { nl: 'Niemand: alles bleef in eigen huis.', en: 'Nobody: all of it stayed in the house.' },
  who: { nl: 'Ontvanger', en: 'Receiver' },
  sent: { nl: 'Gestuurd', en: 'Sent' },
  back: { nl: 'Kwam terug', en: 'Came back' },
  received: { nl: 'Bericht ontvangen', en: 'Notice received' },
  coming: text<{ name: string; mass: string }>({
    nl: ({ name, mass }) => `Onderweg naar ${name}: ${mass}.`,
    en: ({ name, mass }) => `On its way to ${name}: ${mass}.`,
  }),
  uneven: {
    nl: 'De delen zijn samen niet het geheel. Dat is een fout in de boeken: meld het.',
    en: 'The parts together are not the whole. That is a fault in the books: report it.',
  },
  further: {
    nl: 'Wat een ontvanger ermee deed, ziet alleen die ontvanger en de autoriteit.',
    en: 'What a receiver did with it is for that receiver and the authority to see.',
  },
  signed: { nl: 'Beoordeeld door (naam en functie)', en: 'Assessed by (name and capacity)' },
  at: { nl: 'Datum en handtekening', en: 'Date and signature' },
  page: { nl: 'Oefening van een terugroepactie, door de houder zelf', en: 'Drill of a recall, by the holder itself' },
})

const partTexts = defineMessages({
  blocked: { nl: 'geblokkeerd', en: 'on hold' },
  'on-the-way-back': { nl: 'op de terugweg', en: 'on the way back' },
  returned: { nl: 'teruggekomen', en: 'returned' },
  destroyed: { nl: 'vernietigd', en: 'destroyed' },
  free: { nl: 'in eigen huis, vrij', en: 'in the house, free' },
  'under-way': { nl: 'onderweg', en: 'under way' },
  'set-apart': { nl: 'afgekeurd of afval', en: 'rejected or waste' },
  sample: { nl: 'monster', en: 'sample' },
  dispensed: { nl: 'ter hand gesteld', en: 'dispensed' },
  exported: { nl: 'uitgevoerd', en: 'exported' },
  tested: { nl: 'verbruikt in onderzoek', en: 'used in tests' },
  lost: { nl: 'verloren of gestolen', en: 'lost or stolen' },
  'gone-before': { nl: 'verwerkt of eerder vernietigd', en: 'processed or destroyed before' },
  difference: { nl: 'verschil', en: 'difference' },
  elsewhere: { nl: 'ergens anders', en: 'elsewhere' },
} satisfies Record<RecallPart, { nl: string; en: string }>)

export function ownDrillPaper(
  view: OwnDrillView,
  { locale, on }: { readonly locale: Locale; readonly on: PlainDate },
): Paper {
  const t = translator(texts, locale)
  const part = translator(partTexts, locale)
  const { mass, instant, day, number } = writerIn(locale)
  const { recall, receivers, abroad } = view
  const countries = new Intl.DisplayNames([locale], { type: 'region' })
  const shareOf = (massMg: string) => {
    const share = percent(massMg, view.everMg)
    return `${number(share, share === 100 ? 0 : 1)} %`
  }
  const rows = [
    ...view.mass.parts.map((one) => [part(one.part), mass(one.massMg), shareOf(one.massMg)]),
    ...(view.passedOnMg === '0' ? [] : [[t('passed-on'), mass(view.passedOnMg), shareOf(view.passedOnMg)]]),
    [t('together'), mass(view.everMg), shareOf(view.everMg)],
  ]
  return {
    template: new URL('./own-drill.typ', import.meta.url),
    language: locale,
    title: t('title'),
    author: recall.heldBy?.name ?? '',
    foot: t('page'),
    day: on,
    data: {
      says: t('says'),
      facts: [
        [t('by'), recall.heldBy?.name ?? ''],
        [t('batch'), recall.root.name],
        [t('reason'), recall.reason],
        [t('began'), instant(recall.startedAt)],
        [t('number'), recall.recallId ?? ''],
      ],
      times: [
        t('times'),
        [
          ...(view.listedMs === null ? [] : [[t('listed'), t('ms', { ms: view.listedMs })]]),
          [t('term'), t('hours', { hours: view.termHours })],
          [t('first'), view.firstAcknowledgedAt ? instant(view.firstAcknowledgedAt) : t('none')],
          [t('last'), view.lastAcknowledgedAt ? instant(view.lastAcknowledgedAt) : t('none')],
          [t('answered'), t('of', { part: recall.acknowledged, all: recall.told })],
          [t('accounted'), `${mass(view.accountedMg)} (${shareOf(view.accountedMg)})`],
        ],
      ],
      whereabouts: t('whereabouts'),
      parts: [[t('part'), t('mass'), t('share')], rows],
      receivers: t('receivers'),
      nobody: t('nobody'),
      head: [t('who'), t('sent'), t('back'), t('received')],
      rows: receivers.map(({ receiver, sentMg, cameBackMg, acknowledgedAt }) => [
        receiver.name,
        mass(sentMg),
        cameBackMg === '0' ? '–' : mass(cameBackMg),
        acknowledgedAt ? instant(acknowledgedAt) : t('none'),
      ]),
      abroad: [
        t('abroad'),
        [t('who'), t('exported'), t('knows')],
        abroad.map(({ party, country, exportedMg, heardAt }) => [
          `${party?.name ?? ''}, ${countries.of(country) ?? country}`,
          mass(exportedMg),
          heardAt ? instant(heardAt) : t('none'),
        ]),
      ],
      remarks: [
        ...receivers
          .filter(({ comingMg }) => comingMg !== '0')
          .map(({ receiver, comingMg }) => t('coming', { name: receiver.name, mass: mass(comingMg) })),
        ...(view.mass.isWhole ? [] : [t('uneven')]),
        t('further'),
      ],
      signatures: [t('signed'), t('at')],
      printed: day(on),
    },
  }
}

/** With one decimal: a hundred percent is all of it and nothing less. */
export function percent(part: string, all: string): number {
  const whole = BigInt(all)
  if (whole === 0n || BigInt(part) === whole) return 100
  return Math.min(Number((BigInt(part) * 2000n + whole) / (2n * whole)) / 10, 99.9)
}
