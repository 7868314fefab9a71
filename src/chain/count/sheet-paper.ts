// The count sheet on paper: lots to count, room to write, two signatures, and nothing of what the book says. Pure. Not here: reading it (sheet.ts).
import { defineMessages, type Locale, type PlainDate, text, translator, writerIn } from '#kernel'
import type { Paper } from '#platform'
import type { CountSheet } from '../contract.ts'
import { recordBasisText } from '../record-basis-text.ts'
import { stateText } from '../state-text.ts'

const texts = defineMessages({
  title: { nl: 'Telstaat', en: 'Count sheet' },
  holder: { nl: 'Houder', en: 'Holder' },
  premises: { nl: 'Locatie', en: 'Premises' },
  printed: { nl: 'Afgedrukt op', en: 'Printed on' },
  blind: {
    nl: 'Tel of weeg zonder in de administratie te kijken. Vul in wat er is, ook als dat niets is. Een ander telt na en tekent mee.',
    en: 'Count or weigh without looking in the book. Write what is there, also when that is nothing. Somebody else counts again and signs too.',
  },
  product: { nl: 'Product', en: 'Product' },
  batch: { nl: 'Partij', en: 'Batch' },
  state: { nl: 'Toestand', en: 'State' },
  counted: { nl: 'Geteld', en: 'Counted' },
  again: { nl: 'Nageteld', en: 'Counted again' },
  // In what it is counted, at the end of the room to write.
  grams: { nl: 'g', en: 'g' },
  packs: { nl: 'pakken', en: 'packs' },
  of: text<{ product: string; each: string }>({
    nl: ({ product, each }) => `${product}, pakken van ${each}`,
    en: ({ product, each }) => `${product}, packs of ${each}`,
  }),
  remark: { nl: 'Opmerking', en: 'Remark' },
  counter: { nl: 'Geteld door (personeelsnummer)', en: 'Counted by (staff number)' },
  countersigner: { nl: 'Meegetekend door (personeelsnummer)', en: 'Countersigned by (staff number)' },
  at: { nl: 'Datum en tijd van de telling', en: 'Date and time of the count' },
  basis: { nl: 'Administratie krachtens', en: 'Record kept under' },
})

export function sheetPaper(
  sheet: CountSheet,
  { locale, on }: { readonly locale: Locale; readonly on: PlainDate },
): Paper {
  const t = translator(texts, locale)
  const say = writerIn(locale)
  const { holder, premises, lines, basis } = sheet
  return {
    template: new URL('./count-sheet.typ', import.meta.url),
    language: locale,
    title: t('title'),
    author: `${holder.name}, ${premises.name}`,
    foot: `${t('basis')}: ${recordBasisText(basis)[locale]}`,
    day: on,
    data: {
      facts: [
        [t('holder'), holder.name],
        [t('premises'), premises.name],
        [t('printed'), say.day(on)],
      ],
      blind: t('blind'),
      head: [t('product'), t('batch'), t('state'), t('counted'), t('again'), t('remark')],
      rows: lines.map(({ batch, state, productName, packMassMg }) => {
        const unit = t(packMassMg === null ? 'grams' : 'packs')
        const product =
          packMassMg === null ? productName : t('of', { product: productName, each: say.mass(packMassMg) })
        return { said: [product, batch.name, stateText[state][locale]], unit }
      }),
      signatures: [t('counter'), t('countersigner')],
      at: t('at'),
    },
  }
}
