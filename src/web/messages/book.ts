// The texts of the record book's screens. Not here: the words on paper (chain/contract/book-texts.ts).
import { defineMessages, text } from '#kernel'

export const bookMessages = defineMessages({
  'books.title': { nl: 'Opiumadministratie', en: 'Record books' },
  'books.lead': {
    nl: 'Per locatie en middel wat binnenkwam, wat wegging en wat er is. Alles volgt uit de gebeurtenissen zelf.',
    en: 'For each place and substance what came in, what left and what is there. All of it follows from the events themselves.',
  },
  'books.none': { nl: 'Er is nog niets om over te boeken', en: 'There is nothing to keep a book of yet' },
  'books.none.text': {
    nl: 'Zodra er materiaal binnenkomt of geoogst wordt, staat hier de administratie ervan.',
    en: 'As soon as material comes in or is harvested, its book stands here.',
  },
  'books.cut': {
    nl: 'Er zijn meer administraties dan hier staan. Zoek op houder, locatie of product.',
    en: 'There are more books than stand here. Search by holder, place or product.',
  },
  'books.search': { nl: 'Zoek op houder, locatie of product', en: 'Search by holder, place or product' },
  'books.clear': { nl: 'Alles tonen', en: 'Show all' },
  'books.none.filter': { nl: 'Geen administratie gevonden', en: 'No book found' },
  'books.none.filter.text': {
    nl: 'Zoek met minder woorden, of op een deel van een naam.',
    en: 'Search with fewer words, or by part of a name.',
  },
  'books.product': { nl: 'Product', en: 'Product' },
  'books.substance': { nl: 'Middel', en: 'Substance' },
  'books.by': { nl: 'Een administratie', en: 'A book' },
  'books.by.substance': { nl: 'van ieder middel', en: 'of each substance' },
  'books.by.product': { nl: 'van ieder product', en: 'of each product' },
  'book.whole': text<{ substance: string }>({
    nl: ({ substance }) => `De administratie van het hele middel: ${substance}`,
    en: ({ substance }) => `The book of the whole substance: ${substance}`,
  }),
  'book.of-products': { nl: 'Alles van dit middel. Per product:', en: 'All of this substance. Product by product:' },
  'books.holder': { nl: 'Houder', en: 'Holder' },
  'books.premises': { nl: 'Locatie', en: 'Premises' },
  'books.stock': { nl: 'Voorraad nu', en: 'Stock now' },
  'books.batches': { nl: 'Partijen', en: 'Batches' },
  'books.last': { nl: 'Laatste regel', en: 'Last line' },
  'book.screen.title': text<{ product: string; premises: string }>({
    nl: ({ product, premises }) => `${product}, ${premises}`,
    en: ({ product, premises }) => `${product}, ${premises}`,
  }),
  'book.screen.missing': { nl: 'Administratie', en: 'Record book' },
  'book.lead': text<{ holder: string; substance: string | null; list: string | null }>({
    nl: ({ holder, substance, list }) =>
      `${holder}${substance ? ` · ${substance}` : ''}${list ? `, Opiumwet lijst ${list}` : ''}`,
    en: ({ holder, substance, list }) =>
      `${holder}${substance ? ` · ${substance}` : ''}${list ? `, Opium Act list ${list}` : ''}`,
  }),
  'book.print': { nl: 'Afdrukken (PDF)', en: 'Print (PDF)' },
  'book.csv': { nl: 'CSV', en: 'CSV' },
  'book.xlsx': { nl: 'Excel (XLSX)', en: 'Excel (XLSX)' },
  'book.from': { nl: 'Van', en: 'From' },
  'book.last': { nl: 'Tot en met', en: 'Through' },
  'book.month.before': { nl: 'Vorige maand', en: 'Month before' },
  'book.month.after': { nl: 'Volgende maand', en: 'Month after' },
  'book.opening': text<{ on: string }>({
    nl: ({ on }, write) => `Beginvoorraad ${write.dayShort(on)}`,
    en: ({ on }, write) => `Opening stock ${write.dayShort(on)}`,
  }),
  'book.in': { nl: 'Kwam binnen', en: 'Came in' },
  'book.out': { nl: 'Ging weg', en: 'Left' },
  'book.closing': text<{ on: string }>({
    nl: ({ on }, write) => `Eindvoorraad ${write.dayShort(on)}`,
    en: ({ on }, write) => `Closing stock ${write.dayShort(on)}`,
  }),
  'book.grams': text<{ grams: string }>({ nl: ({ grams }) => `${grams} g`, en: ({ grams }) => `${grams} g` }),
  'book.lines': { nl: 'Regels', en: 'Lines' },
  'book.column.at': { nl: 'Datum en tijd', en: 'Date and time' },
  'book.empty': { nl: 'In deze periode gebeurde niets', en: 'Nothing happened in this period' },
  'book.empty.text': {
    nl: 'De voorraad bleef gelijk. Kies een andere periode om eerdere regels te zien.',
    en: 'The stock stayed the same. Choose another period to see earlier lines.',
  },
  'book.only.in': { nl: 'Alleen wat binnenkwam.', en: 'Only what came in.' },
  'book.only.out': { nl: 'Alleen wat wegging.', en: 'Only what left.' },
  'book.all': { nl: 'Alle regels', en: 'All lines' },
  'book.empty.in': { nl: 'In deze periode kwam niets binnen', en: 'Nothing came in during this period' },
  'book.empty.out': { nl: 'In deze periode ging niets weg', en: 'Nothing left during this period' },
  'book.empty.side': { nl: 'Kies alle regels, of een andere periode.', en: 'Choose all lines, or another period.' },
  'book.count': { nl: 'Voorraad tellen', en: 'Count the stock' },
})
