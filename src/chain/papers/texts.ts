// The words of the papers that go with an event. Not here: their layout (papers.typ) and what is filled in (event-paper.ts).
import { defineMessages, text, type Writer } from '#kernel'

/** Parts per million as a percentage, with as many decimals as it has. */
function percentOf(parts: string, write: Writer): string {
  const zeros = /0*$/.exec(parts.padStart(5, '0'))?.[0].length ?? 0
  return `${write.number(Number(parts) / 10_000, Math.max(4 - zeros, 0))}\u00a0%`
}

export const paperTexts = defineMessages({
  'title.receive': { nl: 'Ontvangstbewijs', en: 'Receipt note' },
  'title.ship': { nl: 'Vrachtbrief', en: 'Manifest' },
  'title.destroy': { nl: 'Proces-verbaal van vernietiging', en: 'Destruction record' },
  'title.count': { nl: 'Telverslag', en: 'Count report' },
  'title.hand-over': { nl: 'Overdrachtsbewijs', en: 'Delivery note' },
  'basis.hand-over': { nl: 'Opiumwet, artikel 8i, vierde lid', en: 'Opium Act, article 8i, paragraph 4' },
  'basis.receive': { nl: 'Opiumwetbesluit, artikel 6', en: 'Opium Act Decree, article 6' },
  'basis.ship': { nl: 'Opiumwetbesluit, artikel 6', en: 'Opium Act Decree, article 6' },
  'taken-back': text<{ event: string }>({
    nl: ({ event }) => `Teruggenomen door ${event}: dit papier geldt niet meer.`,
    en: ({ event }) => `Taken back by ${event}: this paper no longer holds.`,
  }),
  basis: { nl: 'Grondslag', en: 'Basis' },
  number: { nl: 'Nummer', en: 'Number' },
  happened: { nl: 'Gebeurd op', en: 'Happened on' },
  recorded: { nl: 'Vastgelegd op', en: 'Recorded on' },
  exemption: { nl: 'Ontheffing', en: 'Exemption' },
  method: { nl: 'Wijze', en: 'Method' },
  'method.incineration': { nl: 'verbranding', en: 'incineration' },
  'method.composting': { nl: 'compostering', en: 'composting' },
  'method.chemical': { nl: 'chemisch', en: 'chemical' },
  plants: { nl: 'Aantal planten', en: 'Number of plants' },
  photographs: { nl: 'Foto’s', en: 'Photographs' },
  'photographs.none': { nl: 'geen bij dit proces-verbaal', en: 'none with this record' },
  documents: { nl: 'Stukken', en: 'Papers' },
  'photograph.number': text<{ number: number }>({
    nl: ({ number }) => `Foto ${number}, SHA-256:`,
    en: ({ number }) => `Photograph ${number}, SHA-256:`,
  }),
  'photograph.alt': text<{ number: number }>({
    nl: ({ number }) => `Foto ${number} van de vernietiging`,
    en: ({ number }) => `Photograph ${number} of the destruction`,
  }),
  'photograph.not-as-signed': {
    nl: 'Deze foto ontbreekt of is niet meer wat ondertekend is.',
    en: 'This photograph is missing or no longer what was signed.',
  },
  supplier: { nl: 'Leverancier', en: 'Supplier' },
  receiver: { nl: 'Ontvanger', en: 'Receiver' },
  holder: { nl: 'Houder', en: 'Holder' },
  address: text<{ town: string; country: string }>({
    nl: ({ town, country }) => `${town} (${country})`,
    en: ({ town, country }) => `${town} (${country})`,
  }),
  street: { nl: 'Straat en nummer staan niet in het register.', en: 'Street and number are not in the register.' },
  batch: { nl: 'Partij', en: 'Batch' },
  substance: { nl: 'Middel en product', en: 'Substance and product' },
  form: { nl: 'Vorm', en: 'Form' },
  shipped: { nl: 'Verzonden', en: 'Shipped' },
  received: { nl: 'Ontvangen', en: 'Received' },
  difference: { nl: 'Verschil', en: 'Difference' },
  mass: { nl: 'Hoeveelheid', en: 'Quantity' },
  words: { nl: 'In woorden', en: 'In words' },
  destroyed: { nl: 'Vernietigd', en: 'Destroyed' },
  agrees: { nl: 'Wat aankwam, is wat verzonden was.', en: 'What arrived is what was shipped.' },
  differs: text<{ due: string }>({
    nl: ({ due }, write) =>
      `Er is een verschil. Het wordt uiterlijk ${write.day(due)} schriftelijk aan de leverancier gemeld (Owb 6).`,
    en: ({ due }, write) =>
      `There is a difference. It is told to the supplier in writing by ${write.day(due)} (Decree, art. 6).`,
  }),
  'on-the-way': { nl: 'Nog niet ontvangen.', en: 'Not received yet.' },
  'sign.sent': { nl: 'Verzonden door', en: 'Despatched by' },
  'sign.received': { nl: 'Ontvangen door', en: 'Received by' },
  'sign.handed': { nl: 'Overgedragen door', en: 'Handed over by' },
  'sign.taken': { nl: 'Overgenomen voor de minister', en: 'Taken over for the Minister' },
  bags: { nl: 'Aantal zakken', en: 'Number of bags' },
  'taken.mass': { nl: 'Nagewogen', en: 'Weighed again' },
  'taken.appearance': { nl: 'Uiterlijk', en: 'Appearance' },
  'sign.witness': text<{ number: string }>({
    nl: ({ number }) => `Getuige ${number}`,
    en: ({ number }) => `Witness ${number}`,
  }),
  'sign.event': text<{ at: string }>({
    nl: ({ at }, write) => `Elektronisch vastgelegd ${write.instant(at)}`,
    en: ({ at }, write) => `Recorded electronically ${write.instant(at)}`,
  }),
  'sign.second': { nl: 'Meegetekend door', en: 'Countersigned by' },
  'sign.waits': text<{ due: string }>({
    nl: ({ due }, write) => `Wacht op de tweede handtekening, uiterlijk ${write.day(due)}`,
    en: ({ due }, write) => `Waits for the second signature, by ${write.day(due)}`,
  }),
  'sign.name': { nl: 'Naam (leesbaar), datum en handtekening:', en: 'Name (legible), date and signature:' },
  carrier: { nl: 'Vervoerder', en: 'Carrier' },
  'carrier.own': text<{ name: string }>({
    nl: ({ name }) => `eigen vervoer van ${name}`,
    en: ({ name }) => `own transport of ${name}`,
  }),
  departs: { nl: 'Vertrek, gepland', en: 'Departure, planned' },
  arrives: { nl: 'Aankomst, gepland', en: 'Arrival, planned' },
  route: { nl: 'Route', en: 'Route' },
  sscc: { nl: 'Collo (SSCC)', en: 'Box (SSCC)' },
  contents: { nl: 'Inhoud', en: 'Contents' },
  driver: { nl: 'Bestuurder', en: 'Driver' },
  vehicle: { nl: 'Kenteken', en: 'Vehicle' },
  foot: text<{ event: string; index: string }>({
    nl: ({ event, index }) => `Bewijs: ${event}, ${index}`,
    en: ({ event, index }) => `Proof: ${event}, ${index}`,
  }),
  'foot.index': text<{ index: number }>({
    nl: ({ index }, write) => `blad ${write.number(index)} van het logboek`,
    en: ({ index }, write) => `leaf ${write.number(index)} of the log`,
  }),
  'foot.waiting': { nl: 'nog niet verzegeld in het logboek', en: 'not sealed in the log yet' },
  'count.lines': { nl: 'Getelde regels', en: 'Lines counted' },
  'count.tolerance': { nl: 'Marge zonder onderzoek', en: 'Passes without inquiry' },
  'count.tolerance.is': text<{ parts: string }>({
    nl: ({ parts }, write) => `tot en met ${percentOf(parts, write)} van wat het boek zei`,
    en: ({ parts }, write) => `up to ${percentOf(parts, write)} of what the book said`,
  }),
  'count.follows': { nl: 'Volgt op telling', en: 'Follows count' },
  'count.state': { nl: 'Toestand', en: 'State' },
  'count.counted': { nl: 'Geteld', en: 'Counted' },
  'count.book': { nl: 'Volgens het boek', en: 'By the book' },
  'count.verdict': { nl: 'Oordeel', en: 'Verdict' },
  'count.agrees': { nl: 'klopt', en: 'agrees' },
  'count.inside': { nl: 'binnen de marge', en: 'within what passes' },
  'count.outside': { nl: 'te verklaren', en: 'to explain' },
  'count.all-agree': {
    nl: 'Wat geteld is, is wat het boek op dat moment zei.',
    en: 'What was counted is what the book said at that moment.',
  },
  'count.all-inside': text<{ count: number }>({
    nl: ({ count }) =>
      `${count === 1 ? 'Eén regel verschilt' : `${count} regels verschillen`}, binnen de marge. Het verschil is geboekt.`,
    en: ({ count }) =>
      `${count === 1 ? 'One line differs' : `${count} lines differ`}, within what passes. The difference is posted.`,
  }),
  'count.to-explain': text<{ count: number; due: string }>({
    nl: ({ count, due }, write) =>
      `${count === 1 ? 'Eén verschil wordt' : `${count} verschillen worden`} uiterlijk ${write.day(due)} verklaard of gemeld. Het verschil is geboekt.`,
    en: ({ count, due }, write) =>
      `${count === 1 ? 'One difference is' : `${count} differences are`} explained or reported by ${write.day(due)}. The difference is posted.`,
  }),
  'count.counter': text<{ number: string }>({
    nl: ({ number }) => `Geteld door ${number}`,
    en: ({ number }) => `Counted by ${number}`,
  }),
  'count.countersigner': text<{ number: string }>({
    nl: ({ number }) => `Meegetekend door ${number}`,
    en: ({ number }) => `Countersigned by ${number}`,
  }),
  'order.number': { nl: 'Bestelnummer', en: 'Order number' },
  'order.ordered': { nl: 'Besteld op', en: 'Ordered on' },
  'order.at': text<{ at: string }>({
    nl: ({ at }, write) => write.instant(at),
    en: ({ at }, write) => write.instant(at),
  }),
  'order.wanted': { nl: 'Gewenst uiterlijk', en: 'Wanted by' },
  'order.day': text<{ on: string }>({
    nl: ({ on }, write) => write.day(on),
    en: ({ on }, write) => write.day(on),
  }),
  'order.state': { nl: 'Toestand', en: 'State' },
  'order.withdrawn': { nl: 'ingetrokken', en: 'withdrawn' },
  'order.declined': { nl: 'afgewezen', en: 'declined' },
  'order.code': { nl: 'Het bestelnummer als code', en: 'The order number as a code' },
  'order.title': { nl: 'Bestelformulier', en: 'Order form' },
  'order.basis': {
    nl: 'Uitvoeringsregeling Opiumwet, artikel 3; één middel per formulier',
    en: 'Opium Act Implementing Order, article 3; one substance a form',
  },
  'order.sign': { nl: 'Besteller', en: 'Ordered by' },
})
