// The words of the record book, on paper, in tables and on the screen: one set for both sides. Not here: its numbers.
import { defineMessages, text } from '#kernel'

export const bookTexts = defineMessages({
  'book.title': { nl: 'Opiumadministratie', en: 'Record book of Opium Act substances' },
  'book.premises': { nl: 'Locatie', en: 'Premises' },
  'book.holder': { nl: 'Houder', en: 'Holder' },
  'book.product': { nl: 'Product', en: 'Product' },
  'book.product.all': text<{ products: readonly string[] }>({
    nl: ({ products }) => `alle: ${products.join(', ')}`,
    en: ({ products }) => `all: ${products.join(', ')}`,
  }),
  'book.substance': { nl: 'Middel', en: 'Substance' },
  'book.substance.value': text<{ substance: string; list: string | null }>({
    nl: ({ substance, list }) => (list ? `${substance}, Opiumwet lijst ${list}` : substance),
    en: ({ substance, list }) => (list ? `${substance}, Opium Act list ${list}` : substance),
  }),
  'book.period': { nl: 'Periode', en: 'Period' },
  'book.period.value': text<{ from: string; last: string }>({
    nl: ({ from, last }, write) => `${write.day(from)} tot en met ${write.day(last)}`,
    en: ({ from, last }, write) => `${write.day(from)} through ${write.day(last)}`,
  }),
  'book.basis': { nl: 'Grondslag', en: 'Basis' },
  'book.basis.none': {
    nl: 'niet vastgesteld: geen artikel vraagt het van deze houder met zoveel woorden',
    en: 'not established: no article asks it of this holder in so many words',
  },
  'book.unit': { nl: 'Eenheid', en: 'Unit' },
  'book.unit.value': { nl: 'gram, zoals gewogen', en: 'grams, as weighed' },
  'book.column.on': { nl: 'Datum', en: 'Date' },
  'book.column.at': { nl: 'Tijd', en: 'Time' },
  'book.column.recorded': { nl: 'Vastgelegd', en: 'Recorded' },
  'book.column.entry': { nl: 'Wat', en: 'What' },
  'book.column.batch': { nl: 'Partij', en: 'Batch' },
  'book.column.product': { nl: 'Product', en: 'Product' },
  'book.column.party': { nl: 'Herkomst of bestemming', en: 'Origin or destination' },
  'book.column.reference': { nl: 'Kenmerk', en: 'Reference' },
  'book.signatures': text<{ by: readonly string[]; signedOn: string | null; dueOn: string | null }>({
    nl: ({ by, signedOn, dueOn }, write) =>
      [
        ...(by.length > 0 ? [`getekend door ${by.join(' en ')}`] : []),
        ...(signedOn ? [`meegetekend op ${write.dayShort(signedOn)}`] : []),
        ...(dueOn ? [`tweede handtekening uiterlijk ${write.dayShort(dueOn)}`] : []),
      ].join('; '),
    en: ({ by, signedOn, dueOn }, write) =>
      [
        ...(by.length > 0 ? [`signed by ${by.join(' and ')}`] : []),
        ...(signedOn ? [`countersigned on ${write.dayShort(signedOn)}`] : []),
        ...(dueOn ? [`second signature by ${write.dayShort(dueOn)}`] : []),
      ].join('; '),
  }),
  'book.column.in': { nl: 'In', en: 'In' },
  'book.column.out': { nl: 'Uit', en: 'Out' },
  'book.column.stock': { nl: 'Voorraad', en: 'Stock' },
  'book.column.event': { nl: 'Gebeurtenis', en: 'Event' },
  'book.opening': { nl: 'Beginvoorraad', en: 'Opening stock' },
  'book.forward': { nl: 'Te transporteren', en: 'Carried forward' },
  'book.brought': { nl: 'Transport van de vorige bladzijde', en: 'Brought forward from the page before' },
  'book.closing': { nl: 'Eindvoorraad en totalen van de periode', en: 'Closing stock and totals of the period' },
  'book.none': { nl: 'In deze periode gebeurde niets', en: 'Nothing happened in this period' },
  'book.late': { nl: 'later vastgelegd', en: 'recorded later' },
  'book.foot': text<{ origin: string; size: number; root: string; at: string }>({
    nl: ({ origin, size, root, at }, write) =>
      `Logboek ${origin}: ${write.number(size)} vermeldingen, wortel ${root}, ondertekend ${write.instant(at)}`,
    en: ({ origin, size, root, at }, write) =>
      `Log ${origin}: ${write.number(size)} entries, root ${root}, signed ${write.instant(at)}`,
  }),
  'book.foot.none': { nl: 'Nog niet in een ondertekend logboek', en: 'Not in a signed log yet' },
  'book.entry.opening': { nl: 'Beginstand', en: 'Opening balance' },
  'book.entry.harvest': { nl: 'Oogst', en: 'Harvest' },
  'book.entry.receipt': { nl: 'Ontvangst', en: 'Receipt' },
  'book.entry.supply': { nl: 'Aflevering', en: 'Supply' },
  'book.entry.dispensing': { nl: 'Ter hand gesteld', en: 'Dispensed' },
  'book.entry.administration': { nl: 'Toediening', en: 'Administration' },
  'book.entry.export': { nl: 'Uitvoer', en: 'Export' },
  'book.entry.processing': { nl: 'Be- of verwerking', en: 'Processing' },
  'book.entry.drying': { nl: 'Drogen (vocht)', en: 'Drying (moisture)' },
  'book.entry.processing-loss': { nl: 'Verlies bij bewerking', en: 'Loss in processing' },
  'book.entry.test': { nl: 'Verbruikt bij onderzoek', en: 'Used in testing' },
  'book.entry.destruction': { nl: 'Vernietiging', en: 'Destruction' },
  'book.entry.loss': { nl: 'Verlies', en: 'Loss' },
  'book.entry.theft': { nl: 'Diefstal', en: 'Theft' },
  'book.entry.difference': { nl: 'Verschil', en: 'Difference' },
  'book.entry.moved': { nl: 'Verplaatst', en: 'Moved' },
  'book.entry.correction': { nl: 'Correctie', en: 'Correction' },
  'book.entry.other': { nl: 'Anders', en: 'Other' },
})
