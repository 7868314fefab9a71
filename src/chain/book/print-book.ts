// The record book as a paper and as a table: words and numbers, ready to be set. Pure. Not here: reading it (read-book.ts) and setting it (platform).
import { exactDecimal, type Locale, translator, writerIn } from '#kernel'
import type { Paper } from '#platform'
import { bookTexts } from '../contract/book-texts.ts'
import { type BookLine, type BookPage, gramsIn, isOfSeveral } from '../contract.ts'

/** Where the log stood when the book was made. */
export type BookCheckpoint = {
  readonly origin: string
  readonly size: number
  readonly rootHash: string
  readonly signedAt: string
}

export type BookPrinted = {
  readonly book: BookPage
  readonly checkpoint: BookCheckpoint | null
  readonly locale: Locale
  /** Of a screen of ours: each line opens its event. */
  readonly publicUrl: URL
  /** How an article is written for people. */
  readonly cite: (basis: string) => string
}

export function bookPaper({ book, checkpoint, locale, publicUrl, cite }: BookPrinted): Paper {
  const t = translator(bookTexts, locale)
  const write = writerIn(locale)
  const { premises, holder, productName, products, substanceName, list, basis } = book.book
  const last = Temporal.PlainDate.from(book.until).subtract({ days: 1 })
  const grams = (massMg: string) => gramsIn(massMg, locale)
  let [inMg, outMg] = [0n, 0n]
  const rows = book.lines.map((line) => {
    inMg += BigInt(line.inMg)
    outMg += BigInt(line.outMg)
    return {
      on: write.dayShort(line.on),
      entry: t(`book.entry.${line.entry}`),
      batch: [line.batch?.name ?? '', isOfSeveral(book.book) ? line.product.name : '']
        .filter((one) => one !== '')
        .join(', '),
      party: line.party?.name ?? '',
      reference: [referenceText(line, locale), line.isLate ? t('book.late') : '']
        .filter((one) => one !== '')
        .join('; '),
      into: line.inMg === '0' ? '' : grams(line.inMg),
      out: line.outMg === '0' ? '' : grams(line.outMg),
      stock: grams(line.stockMg),
      sums: [grams(`${inMg}`), grams(`${outMg}`), grams(line.stockMg)],
      href: new URL(`/events/${line.eventId}`, publicUrl).href,
    }
  })
  const columns = ['on', 'entry', 'batch', 'party', 'reference', 'in', 'out', 'stock'] as const
  return {
    template: new URL('./record-book.typ', import.meta.url),
    language: locale,
    // At the head of every page: a loose one says of which substance or product it is, and of whom.
    title: `${t('book.title')}: ${productName ?? substanceName?.[locale]}`,
    author: [...new Set([holder.name, premises.name])].join(', '),
    foot: checkpoint
      ? t('book.foot', {
          origin: checkpoint.origin,
          size: checkpoint.size,
          root: checkpoint.rootHash.slice(0, 16),
          at: checkpoint.signedAt,
        })
      : t('book.foot.none'),
    day: last,
    data: {
      head: columns.map((column) => t(`book.column.${column}`)),
      facts: [
        [t('book.holder'), holder.name],
        [t('book.premises'), premises.name],
        [t('book.product'), productName ?? t('book.product.all', { products: products.map(({ name }) => name) })],
        [
          t('book.substance'),
          substanceName === null ? '–' : t('book.substance.value', { substance: substanceName[locale], list }),
        ],
        [t('book.period'), t('book.period.value', { from: book.from, last: last.toString() })],
        [t('book.unit'), t('book.unit.value')],
        [t('book.basis'), basis === null ? t('book.basis.none') : cite(basis)],
      ],
      words: {
        opening: t('book.opening'),
        brought: t('book.brought'),
        forward: t('book.forward'),
        closing: t('book.closing'),
        none: t('book.none'),
      },
      opening: ['', '', grams(book.openingMg)],
      closing: [grams(book.inMg), grams(book.outMg), grams(book.closingMg)],
      rows,
    },
  }
}

/** The keeper's own number, and who signed. */
function referenceText({ reference, signatures }: BookLine, locale: Locale): string {
  const signed = signatures ? translator(bookTexts, locale)('book.signatures', signatures) : ''
  return [reference ?? '', signed].filter((one) => one !== '').join('; ')
}

export type Table = {
  readonly head: readonly string[]
  /** A number stands as a decimal with a point, marked as such; all else is text. */
  readonly rows: readonly (readonly (string | { readonly number: string })[])[]
}

/** For spreadsheets: grams as numbers, the event's own number in the last column. */
export function bookTable(book: BookPage, locale: Locale): Table {
  const t = translator(bookTexts, locale)
  const write = writerIn(locale)
  const grams = (massMg: string) => ({ number: exactGrams(BigInt(massMg)) })
  const columns = [
    'on',
    'at',
    'entry',
    'batch',
    'product',
    'party',
    'reference',
    'in',
    'out',
    'stock',
    'recorded',
    'event',
  ] as const
  return {
    head: columns.map((column) => {
      const isMass = column === 'in' || column === 'out' || column === 'stock'
      return `${t(`book.column.${column}`)}${isMass ? ' (g)' : ''}`
    }),
    rows: book.lines.map((line) => [
      line.on,
      write.instant(line.at).slice(line.on.length + 1), // The day stands in a column of its own, as long in either spelling.
      t(`book.entry.${line.entry}`),
      line.batch?.name ?? '',
      line.product.name,
      line.party?.name ?? '',
      referenceText(line, locale),
      grams(line.inMg),
      grams(line.outMg),
      grams(line.stockMg),
      line.recordedAt,
      line.eventId,
    ]),
  }
}

function exactGrams(massMg: bigint): string {
  return massMg < 0n ? `-${exactDecimal(-massMg, 'g')}` : exactDecimal(massMg, 'g')
}
