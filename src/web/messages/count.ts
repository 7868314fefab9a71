// The texts of counting and of the differences it finds. Not here: names of acts and states (chain.ts), and the scan field's own (scan.ts).
import { defineMessages, text } from '#kernel'

export const countMessages = defineMessages({
  'count.title': { nl: 'Voorraad tellen', en: 'Count the stock' },
  'count.lead': {
    nl: 'Tel of weeg wat er ligt. U ziet hier met opzet niet wat de administratie zegt.',
    en: 'Count or weigh what is there. On purpose you do not see what the book says.',
  },
  'count.place': { nl: 'Plaats', en: 'Place' },
  'count.place.none': { nl: 'Er is nergens voorraad om te tellen', en: 'There is no stock to count anywhere' },
  'count.place.text': text<{ premises: string; holder: string; lines: number }>({
    nl: ({ premises, holder, lines }) => `${premises}, van ${holder} (${lines})`,
    en: ({ premises, holder, lines }) => `${premises}, of ${holder} (${lines})`,
  }),
  'count.scan': { nl: 'Scan of typ de partij die u nu telt', en: 'Scan or type the batch you count now' },
  'count.scan.other': text<{ name: string }>({
    nl: ({ name }) =>
      `${name} ligt volgens de lijst niet op deze plaats. Ligt hij er toch, leg dan eerst vast hoe hij er kwam.`,
    en: ({ name }) => `${name} is not at this place by the list. If it is there, record first how it came.`,
  }),
  'count.sheet': { nl: 'Telstaat', en: 'Count sheet' },
  'count.print': { nl: 'Telstaat afdrukken', en: 'Print the count sheet' },
  'count.line': text<{ name: string; state: string }>({
    nl: ({ name, state }) => `${name}, ${state}`,
    en: ({ name, state }) => `${name}, ${state}`,
  }),
  'count.progress': text<{ done: number; all: number }>({
    nl: ({ done, all }) => `${done} van ${all} geteld`,
    en: ({ done, all }) => `${done} of ${all} counted`,
  }),
  'count.partly': {
    nl: 'U legt alleen vast wat u heeft ingevuld. De rest blijft zoals het was.',
    en: 'You record only what you filled in. The rest stays as it was.',
  },
  'count.counter': { nl: 'Geteld door', en: 'Counted by' },
  'count.countersigner': { nl: 'Meegetekend door', en: 'Countersigned by' },
  'count.staff': { nl: 'Personeelsnummer, geen naam', en: 'Staff number, not a name' },
  'count.staff.wrong': {
    nl: 'Een personeelsnummer heeft 3 tot 40 letters of cijfers, met minstens één cijfer.',
    en: 'A staff number has 3 to 40 letters or digits, with at least one digit.',
  },
  'count.staff.same': {
    nl: 'Dit moet iemand anders zijn dan wie telde.',
    en: 'This must be somebody else than who counted.',
  },
  'count.record': { nl: 'Telling vastleggen', en: 'Record the count' },
  'count.nothing': { nl: 'Vul eerst in wat u telde.', en: 'First fill in what you counted.' },
  'count.done': { nl: 'De telling is vastgelegd', en: 'The count is on record' },
  'count.done.equal': { nl: 'Alles klopt met de administratie.', en: 'Everything agrees with the book.' },
  'count.done.differs': text<{ count: number }>({
    nl: ({ count }) => `${count === 1 ? 'Eén verschil wacht' : `${count} verschillen wachten`} op uitleg.`,
    en: ({ count }) => `${count === 1 ? 'One difference waits' : `${count} differences wait`} to be explained.`,
  }),
  'count.done.see': { nl: 'Verschillen bekijken', en: 'See the differences' },
  'count.done.event': { nl: 'De telling zelf', en: 'The count itself' },
  'differences.title': { nl: 'Verschillen', en: 'Differences' },
  'differences.lead': {
    nl: 'Wat geteld of gewogen werd is anders dan het boek zei, of er werd later iets vastgelegd waar het boek toen te weinig voor had. Zoek de oorzaak, en leg die vast of meld het.',
    en: 'What was counted or weighed differs from what the book said, or something was recorded later for which the book had too little then. Find the cause, and record or report it.',
  },
  'differences.none': { nl: 'Er wacht geen verschil', en: 'No difference waits' },
  'differences.none.text': {
    nl: 'Na een telling of ontvangst staat hier wat niet klopte.',
    en: 'After a count or receipt, what did not agree stands here.',
  },
  'differences.batch': { nl: 'Partij', en: 'Batch' },
  'differences.kind': { nl: 'Bij', en: 'At' },
  'differences.kind.count': { nl: 'telling', en: 'count' },
  'differences.kind.receipt': { nl: 'ontvangst', en: 'receipt' },
  'differences.kind.late': { nl: 'laat vastgelegd', en: 'recorded late' },
  'differences.late': text<{ shortAt: string }>({
    nl: ({ shortAt }, { day }) => `In geschil: volgens het boek was er vanaf ${day(shortAt)} te weinig`,
    en: ({ shortAt }, { day }) => `In dispute: by the book there was too little from ${day(shortAt)} on`,
  }),
  'differences.kind.packing': { nl: 'verpakken', en: 'packing' },
  'differences.amount': { nl: 'Verschil', en: 'Difference' },
  'differences.book': { nl: 'Boek', en: 'Book' },
  'differences.counted': { nl: 'Geteld', en: 'Counted' },
  'differences.place': { nl: 'Plaats', en: 'Place' },
  'differences.due': { nl: 'Uitleggen voor', en: 'Explain by' },
  'differences.due.none': { nl: 'binnen de marge', en: 'within the margin' },
  'differences.overdue': { nl: 'te laat', en: 'overdue' },
  'differences.settle': { nl: 'Uitleg vastleggen', en: 'Record the cause' },
  'differences.follow': text<{ name: string }>({
    nl: ({ name }) => `Na de telling van ${name} kwam er nog iets binnen van daarvoor`,
    en: ({ name }) => `After the count of ${name} something from before it came in`,
  }),
  'differences.follow.text': text<{ counted: string; book: string }>({
    nl: ({ counted, book }) =>
      `Geteld was ${counted}; het boek zegt over dat moment nu ${book}. Dit wordt binnen tien minuten een vervolgverschil.`,
    en: ({ counted, book }) =>
      `Counted was ${counted}; about that moment the book now says ${book}. Within ten minutes this becomes a follow-up difference.`,
  }),
})
