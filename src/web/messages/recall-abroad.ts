// The texts of who abroad is to know of a recall. Not here: holders in the country (recall.ts).
import { defineMessages, text } from '#kernel'

export const recallAbroadMessages = defineMessages({
  'abroad.title': { nl: 'In het buitenland', en: 'Abroad' },
  'abroad.lead': text<{ hours: number }>({
    nl: ({ hours }) =>
      `Wie in een ander land kocht of daarvandaan leverde, leest niets in Grein. De dienst van de Minister waarschuwt binnen ${hours} uur elke afnemer, elke leverancier én de bevoegde autoriteit van elk land.`,
    en: ({ hours }) =>
      `Whoever bought in another country, or supplied from there, reads nothing in Grein. The Minister’s office warns each buyer, each supplier and the competent authority of each country within ${hours} hours.`,
  }),
  'abroad.lead.own': text<{ hours: number }>({
    nl: ({ hours }) =>
      `Wie in een ander land kocht, leest niets in Grein. Wie de oefening houdt, zegt het binnen ${hours} uur zelf tegen elke afnemer; autoriteiten in het buitenland waarschuwt bij een echte terugroepactie de Minister.`,
    en: ({ hours }) =>
      `Whoever bought in another country reads nothing in Grein. Who holds the drill tells each buyer within ${hours} hours; authorities abroad are for the Minister to warn, in a real recall.`,
  }),
  'abroad.lifted': {
    nl: 'De terugroepactie is opgeheven. Zeg dat ook tegen wie in het buitenland gewaarschuwd was, en leg het contact vast.',
    en: 'The recall was lifted. Tell those abroad who were warned, too, and record the contact.',
  },
  'abroad.heard': {
    nl: 'afnemers, leveranciers en autoriteiten in het buitenland weten het',
    en: 'buyers, suppliers and authorities abroad know',
  },
  'abroad.heard.own': { nl: 'afnemers in het buitenland weten het', en: 'buyers abroad know' },
  'abroad.heard.value': text<{ heard: number; toTell: number }>({
    nl: ({ heard, toTell }) => `${heard} van ${toTell}`,
    en: ({ heard, toTell }) => `${heard} of ${toTell}`,
  }),
  'abroad.whom': { nl: 'Wie', en: 'Who' },
  'abroad.authority': text<{ country: string }>({
    nl: ({ country }) => `bevoegde autoriteit, ${country}`,
    en: ({ country }) => `competent authority, ${country}`,
  }),
  'abroad.received': { nl: 'Weet het', en: 'Knows' },
  'abroad.due': text<{ at: string }>({ nl: ({ at }) => `vóór ${at}`, en: ({ at }) => `before ${at}` }),
  'abroad.notyet': { nl: 'nog te waarschuwen', en: 'still to warn' },
  'abroad.tried': { nl: 'nog geen bevestiging', en: 'not confirmed yet' },
  'abroad.late': { nl: 'te laat', en: 'late' },
  'abroad.crossed': { nl: 'Over de grens', en: 'Crossed the border' },
  'abroad.crossings': text<{ name: string }>({
    nl: ({ name }) => `Over de grens: ${name}`,
    en: ({ name }) => `Across the border: ${name}`,
  }),
  'abroad.crossings.together': text<{ count: number; together: string }>({
    nl: ({ count, together }) => `${count} keer; samen ${together}.`,
    en: ({ count, together }) => `${count} ${count === 1 ? 'time' : 'times'}; together ${together}.`,
  }),
  'abroad.batch': { nl: 'Partij', en: 'Batch' },
  'abroad.way': { nl: 'Richting', en: 'Way' },
  'abroad.way.exported': { nl: 'uitgevoerd', en: 'exported' },
  'abroad.way.imported': { nl: 'ingevoerd', en: 'imported' },
  'abroad.exports': { nl: 'Wanneer', en: 'When' },
  'abroad.exports.more': text<{ count: number }>({
    nl: ({ count }) => `en nog ${count}`,
    en: ({ count }) => `and ${count} more`,
  }),
  'abroad.told': { nl: 'Contact', en: 'Contact' },
  'abroad.with': text<{ name: string; way: string; outcome: string }>({
    nl: ({ name, way, outcome }) => `${name}, ${way}: ${outcome}`,
    en: ({ name, way, outcome }) => `${name}, ${way}: ${outcome}`,
  }),
  'abroad.tell.title': text<{ name: string }>({
    nl: ({ name }) => `Contact met ${name}`,
    en: ({ name }) => `Contact with ${name}`,
  }),
  'abroad.recipient': { nl: 'Met wie', en: 'With whom' },
  'abroad.recipient.help': {
    nl: 'De naam van de dienst of van de functie, zoals BfArM of “dienstdoende apotheker”. Dit komt niet in het openbare logboek.',
    en: 'The name of the office or the capacity, such as BfArM or “pharmacist on duty”. It does not enter the public log.',
  },
  'abroad.recipient.missing': {
    nl: 'Vul in met wie u contact had.',
    en: 'Fill in with whom you were in contact.',
  },
  'abroad.received.note': {
    nl: 'Dan staat vast dat zij het weten, als bewijs in het logboek.',
    en: 'It then stands that they know, as evidence in the log.',
  },
  'abroad.remark.help': {
    nl: 'Wat er is afgesproken. Geen gegevens van patiënten.',
    en: 'What was agreed. No data of patients.',
  },
  'abroad.mail.body': text<{
    reason: string
    lines: string
    due: string
    isDrill: boolean
    whom: 'buyer' | 'supplier' | 'authority'
  }>({
    nl: ({ reason, lines, due, isDrill, whom }) =>
      `${isDrill ? 'Dit is een oefening; er is niets geblokkeerd.' : whom === 'buyer' ? 'Stop. Lever niets uit van deze partijen.' : 'Deze partijen zijn teruggeroepen.'}\n\nReden: ${reason}\n\n${{ buyer: 'Aan u werd uitgevoerd', supplier: 'Van u kwam', authority: 'Over de grens met uw land ging' }[whom]}:\n${lines}\n\n${whom === 'supplier' && !isDrill ? 'Zoek uit of de oorzaak bij u ligt, en zeg ons welke andere partijen het betreft.\n\n' : ''}Meld vóór ${due} dat u dit bericht kreeg, per antwoord op deze e-mail.`,
    en: ({ reason, lines, due, isDrill, whom }) =>
      `${isDrill ? 'This is a drill; nothing is stopped.' : whom === 'buyer' ? 'Stop. Do not supply any of these batches.' : 'These batches are recalled.'}\n\nReason: ${reason}\n\n${{ buyer: 'Exported to you', supplier: 'Supplied by you', authority: 'Crossed the border with your country' }[whom]}:\n${lines}\n\n${whom === 'supplier' && !isDrill ? 'Find out whether the cause lies with you, and tell us which other batches it concerns.\n\n' : ''}Say before ${due} that you received this, by answering this e-mail.`,
  }),
  'abroad.paper': { nl: 'Brief', en: 'Letter' },
  'abroad.paper.of': text<{ name: string }>({
    nl: ({ name }) => `Brief aan ${name}, in het Engels`,
    en: ({ name }) => `Letter to ${name}, in English`,
  }),
  'recalls.state.abroad': { nl: 'nog te waarschuwen in het buitenland', en: 'still to warn abroad' },
  'recalls.state.abroad.late': text<{ count: number }>({
    nl: ({ count }) => `${count} te laat in het buitenland`,
    en: ({ count }) => `${count} late abroad`,
  }),
})
