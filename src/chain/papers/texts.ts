// The words of the papers that go with an event. Not here: their layout (papers.typ) and what is filled in (event-paper.ts).
import { defineMessages, text } from '#kernel'

export const paperTexts = defineMessages({
  'title.receive': { nl: 'Ontvangstbewijs', en: 'Receipt note' },
  'title.ship': { nl: 'Vrachtbrief', en: 'Manifest' },
  'title.destroy': { nl: 'Proces-verbaal van vernietiging', en: 'Destruction record' },
  'basis.receive': { nl: 'Opiumwetbesluit, artikel 6', en: 'Opium Act Decree, article 6' },
  'basis.ship': { nl: 'Opiumwetbesluit, artikel 6', en: 'Opium Act Decree, article 6' },
  'basis.destroy': { nl: 'Opiumwetbesluit, artikel 7', en: 'Opium Act Decree, article 7' },
  basis: { nl: 'Grondslag', en: 'Basis' },
  number: { nl: 'Nummer', en: 'Number' },
  happened: { nl: 'Gebeurd op', en: 'Happened on' },
  recorded: { nl: 'Vastgelegd op', en: 'Recorded on' },
  exemption: { nl: 'Ontheffing', en: 'Exemption' },
  method: { nl: 'Wijze', en: 'Method' },
  'method.incineration': { nl: 'verbranding', en: 'incineration' },
  'method.composting': { nl: 'compostering', en: 'composting' },
  'method.chemical': { nl: 'chemisch', en: 'chemical' },
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
  'sign.witness': text<{ number: string }>({
    nl: ({ number }) => `Getuige ${number}`,
    en: ({ number }) => `Witness ${number}`,
  }),
  'sign.event': text<{ event: string; at: string }>({
    nl: ({ event, at }, write) => `Elektronisch vastgelegd ${write.instant(at)}, ${event}`,
    en: ({ event, at }, write) => `Recorded electronically ${write.instant(at)}, ${event}`,
  }),
  'sign.second': { nl: 'Meegetekend door', en: 'Countersigned by' },
  'sign.waits': text<{ due: string }>({
    nl: ({ due }, write) => `Wacht op de tweede handtekening, uiterlijk ${write.day(due)}`,
    en: ({ due }, write) => `Waits for the second signature, by ${write.day(due)}`,
  }),
  'sign.name': { nl: 'Naam (leesbaar), datum en handtekening:', en: 'Name (legible), date and signature:' },
  carrier: { nl: 'Vervoerder', en: 'Carrier' },
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
  'order.title': { nl: 'Bestelformulier', en: 'Order form' },
  'order.basis': {
    nl: 'Opiumwetbesluit, artikel 3; één middel per formulier',
    en: 'Opium Act Decree, article 3; one substance a form',
  },
  'order.sign': { nl: 'Besteller', en: 'Ordered by' },
})
