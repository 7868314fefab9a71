// The texts of counting and of the differences it finds. Not here: names of acts and states (chain.ts), and the scan field's own (scan.ts).
import { defineMessages, text } from '#kernel'

export const countMessages = defineMessages({
  'count.title': { nl: 'Voorraad tellen', en: 'Count the stock' },
  'count.lead': {
    nl: 'Tel of weeg wat er ligt. U ziet hier met opzet niet wat de administratie zegt.',
    en: 'Count or weigh what is there. On purpose you do not see what the book says.',
  },
  'count.place': { nl: 'Locatie', en: 'Premises' },
  'count.place.none': { nl: 'Er is nergens voorraad om te tellen', en: 'There is no stock to count anywhere' },
  'count.place.text': text<{ premises: string; holder: string; lines: number }>({
    nl: ({ premises, holder, lines }) => `${premises}, van ${holder} (${lines})`,
    en: ({ premises, holder, lines }) => `${premises}, of ${holder} (${lines})`,
  }),
  'count.scan': { nl: 'Scan of typ de partij die u nu telt', en: 'Scan or type the batch you count now' },
  'count.scan.other': text<{ name: string }>({
    nl: ({ name }) =>
      `${name} ligt volgens de lijst niet op deze locatie. Ligt hij er toch, leg dan eerst vast hoe hij er kwam.`,
    en: ({ name }) => `${name} is not at these premises by the list. If it is there, record first how it came.`,
  }),
  'count.sheet': { nl: 'Telstaat', en: 'Count sheet' },
  'count.print': { nl: 'Telstaat afdrukken', en: 'Print the count sheet' },
  'count.line.packs': text<{ product: string; each: string }>({
    nl: ({ product, each }) => `${product}, pakken van ${each}`,
    en: ({ product, each }) => `${product}, packs of ${each}`,
  }),
  'count.packs': {
    nl: 'Schrijf bij pakken hoeveel er zijn, zoals “2 pakken”, of de massa.',
    en: 'Of packs, write how many there are, like “2 packs”, or the mass.',
  },
  'count.line': text<{ name: string; state: string }>({
    nl: ({ name, state }) => `${name}, ${state}`,
    en: ({ name, state }) => `${name}, ${state}`,
  }),
  'count.progress': text<{ done: number; all: number }>({
    nl: ({ done, all }) => `${done} van ${all} geteld`,
    en: ({ done, all }) => `${done} of ${all} counted`,
  }),
  'count.partly': {
    nl: 'U legt alleen vast wat u hebt ingevuld. De rest blijft zoals het was.',
    en: 'You record only what you filled in. The rest stays as it was.',
  },
  'count.lines': { nl: 'Wat er geteld is', en: 'What was counted' },
  'count.state': { nl: 'Toestand', en: 'State' },
  'count.by': text<{ counter: string; countersigner: string | null }>({
    nl: ({ counter, countersigner }) =>
      `Geteld door ${counter}${countersigner === null ? '' : `, meegetekend door ${countersigner}`}.`,
    en: ({ counter, countersigner }) =>
      `Counted by ${counter}${countersigner === null ? '' : `, countersigned by ${countersigner}`}.`,
  }),
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
  'count.second': { nl: 'Wie tekent mee?', en: 'Who signs too?' },
  'count.second.login': { nl: 'Een collega met een eigen inlog', en: 'A colleague with a login of their own' },
  'count.second.login.note': {
    nl: 'Die tekent daarna, ook op de eigen telefoon. Tot dan wacht de telling op de tweede handtekening.',
    en: 'Signs afterwards, on their own phone too. Until then the count waits for the second signature.',
  },
  'count.second.number': {
    nl: 'Iemand zonder inlog, met een personeelsnummer',
    en: 'Somebody without a login, by staff number',
  },
  'count.second.number.note': {
    nl: 'Bijvoorbeeld een ambtenaar die erbij is.',
    en: 'For example an official who is there.',
  },
  'count.done.waits': {
    nl: 'Laat een collega nu meetekenen: op de pagina van de telling, met een eigen inlog.',
    en: 'Have a colleague sign now: on the page of the count, with a login of their own.',
  },
  'sign.waits': text<{ due: string }>({
    nl: ({ due }, { day }) => `Wacht op de tweede handtekening, uiterlijk ${day(due)}`,
    en: ({ due }, { day }) => `Waits for the second signature, by ${day(due)}`,
  }),
  'sign.late': text<{ due: string }>({
    nl: ({ due }, { day }) => `De tweede handtekening had er op ${day(due)} moeten zijn`,
    en: ({ due }, { day }) => `The second signature was due on ${day(due)}`,
  }),
  'sign.check': {
    nl: 'Was u erbij, en klopt wat hier staat? Teken dan mee. U tekent met uw eigen inlog.',
    en: 'Were you there, and is this right? Then sign. You sign with your own login.',
  },
  'sign.yours': {
    nl: 'U hebt dit zelf vastgelegd. Laat een collega met een eigen inlog deze pagina openen en tekenen.',
    en: 'You recorded this yourself. Have a colleague with a login of their own open this page and sign.',
  },
  'sign.give': { nl: 'Meetekenen', en: 'Countersign' },
  'sign.done': text<{ who: string }>({
    nl: ({ who }) => `Meegetekend door een tweede persoon, voor ${who}`,
    en: ({ who }) => `Countersigned by a second person, for ${who}`,
  }),
  'sign.done.text': text<{ at: string }>({ nl: ({ at }) => `Op ${at}.`, en: ({ at }) => `On ${at}.` }),
  'sign.see': { nl: 'De tweede handtekening zelf', en: 'The second signature itself' },
  'loss.to.igj': { nl: 'de inspectie', en: 'the inspectorate' },
  'loss.to.police': { nl: 'de politie', en: 'the police' },
  'loss.tell': text<{ who: string; due: string }>({
    nl: ({ who, due }, { day }) => `Meld dit aan ${who}, uiterlijk ${day(due)}`,
    en: ({ who, due }, { day }) => `Tell ${who} of this, by ${day(due)}`,
  }),
  'loss.late': text<{ who: string; due: string }>({
    nl: ({ who, due }, { day }) => `Dit had uiterlijk ${day(due)} aan ${who} gemeld moeten zijn`,
    en: ({ who, due }, { day }) => `${who} should have been told of this by ${day(due)}`,
  }),
  'loss.why': text<{ at: string }>({
    nl: ({ at }) =>
      `Ontdekt op ${at}; vanaf dan loopt de termijn. Meld het in de praktijk meteen. Welk artikel dit vraagt, hebben wij niet vastgesteld; deze dag hebben wij gekozen.`,
    en: ({ at }) =>
      `Discovered on ${at}; the term runs from then. In practice, tell them at once. Which article asks this we have not established; this day is our choice.`,
  }),
  'loss.reference.igj': { nl: 'Nummer van de ontvangstbevestiging', en: 'Number of the confirmation of receipt' },
  'loss.reference.police': { nl: 'Nummer van de aangifte', en: 'Number of the police report' },
  'loss.reference.missing': { nl: 'Vul het nummer in dat u kreeg.', en: 'Enter the number you were given.' },
  'loss.record': text<{ who: string }>({
    nl: ({ who }) => `Melding aan ${who} vastleggen`,
    en: ({ who }) => `Record the notice to ${who}`,
  }),
  'loss.told': text<{ who: string }>({ nl: ({ who }) => `Gemeld aan ${who}`, en: ({ who }) => `Told to ${who}` }),
  'loss.told.late': text<{ who: string }>({
    nl: ({ who }) => `Te laat gemeld aan ${who}`,
    en: ({ who }) => `Told to ${who}, late`,
  }),
  'loss.told.text': text<{ at: string; reference: string }>({
    nl: ({ at, reference }) => `Op ${at}, nummer ${reference}.`,
    en: ({ at, reference }) => `On ${at}, number ${reference}.`,
  }),
  'loss.see': { nl: 'De melding zelf', en: 'The notice itself' },
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
  'differences.kind': { nl: 'Ontstaan bij', en: 'Arose at' },
  'differences.kind.count': { nl: 'telling', en: 'count' },
  'differences.kind.receipt': { nl: 'ontvangst', en: 'receipt' },
  'differences.kind.late': { nl: 'laat vastgelegd', en: 'recorded late' },
  'differences.late': text<{ on: string }>({
    nl: ({ on }) => `in geschil: boek te kort vanaf ${on}`,
    en: ({ on }) => `in dispute: book short from ${on}`,
  }),
  'differences.from': text<{ name: string }>({ nl: ({ name }) => `van ${name}`, en: ({ name }) => `from ${name}` }),
  'differences.last': { nl: 'Laatst vastgelegd', en: 'Recorded last' },
  'differences.holder': { nl: 'Houder', en: 'Holder' },
  'differences.since': { nl: 'Ontstaan vanaf', en: 'Arisen since' },
  'differences.clear': { nl: 'Alles tonen', en: 'Show all' },
  'differences.cut': {
    nl: 'Er zijn meer open verschillen dan hier staan. Kies een houder of een latere dag.',
    en: 'There are more open differences than stand here. Choose a holder or a later day.',
  },
  'differences.none.filter': { nl: 'Hier is geen open verschil', en: 'There is no open difference here' },
  'differences.none.filter.text': {
    nl: 'Kies een andere houder of een eerdere dag.',
    en: 'Choose another holder or an earlier day.',
  },
  'differences.kind.packing': { nl: 'verpakken', en: 'packing' },
  'differences.amount': { nl: 'Verschil', en: 'Difference' },
  'differences.book': { nl: 'Boek', en: 'Book' },
  'differences.counted': { nl: 'Geteld', en: 'Counted' },
  'differences.place': { nl: 'Locatie', en: 'Premises' },
  'differences.due': { nl: 'Uiterlijk uitleggen', en: 'Explain by' },
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
