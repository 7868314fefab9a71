// The texts of recalls, drills and their notices. Not here: the hold itself (record.ts, chain.ts).
import { defineMessages, text } from '#kernel'

const nl = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`

export const recallMessages = defineMessages({
  'recalls.title': { nl: 'Terugroepacties', en: 'Recalls' },
  'recalls.lead': {
    nl: 'Wie is gewaarschuwd, wie heeft het bericht ontvangen, en waar is elke milligram nu?',
    en: 'Who was told, who received the notice, and where is every milligram by now?',
  },
  'recalls.drill.begin': { nl: 'Oefening houden', en: 'Hold a drill' },
  'recalls.none.title': { nl: 'Nog niets teruggeroepen', en: 'Nothing recalled yet' },
  'recalls.none.text': {
    nl: 'Een terugroepactie begint bij een partij: kies “Blokkeren of terugroepen” en daarna “terugroepen”. Oefen met een partij hoe lang het duurt.',
    en: 'A recall begins at a batch: choose “Hold or recall”, then “recall”. Practise with a batch how long it takes.',
  },
  'recalls.what': { nl: 'Partij', en: 'Batch' },
  'recalls.since': { nl: 'Begonnen', en: 'Begun' },
  'recalls.reason': { nl: 'Reden', en: 'Reason' },
  /** Nobody recalls without one: where there is none, it was erased (docs/operate/retention.md). */
  'recall.reason': text<{ reason: string }>({
    nl: ({ reason }) => reason || 'De reden is gewist: de bewaartermijn was voorbij.',
    en: ({ reason }) => reason || 'The reason was erased: the retention term was over.',
  }),
  'recalls.answered': { nl: 'Ontvangen', en: 'Received' },
  'recalls.state': { nl: 'Stand', en: 'Status' },
  'recalls.state.lifted': { nl: 'opgeheven', en: 'lifted' },
  'recalls.state.late': text<{ count: number }>({
    nl: ({ count }) => `${count} te laat`,
    en: ({ count }) => `${count} late`,
  }),
  'recalls.state.waiting': { nl: 'wacht op ontvangst', en: 'waiting for receipt' },
  'recalls.state.all': { nl: 'iedereen weet het', en: 'everyone knows' },
  'recalls.state.untold': { nl: 'nog niemand gewaarschuwd', en: 'nobody told yet' },
  'recall.kind.recall': { nl: 'terugroepactie', en: 'recall' },
  'recall.kind.drill': { nl: 'oefening', en: 'drill' },
  'recall.title.recall': text<{ name: string }>({
    nl: ({ name }) => `${name} terugroepen`,
    en: ({ name }) => `Recall of ${name}`,
  }),
  'recall.title.drill': text<{ name: string }>({
    nl: ({ name }) => `Oefening met ${name}`,
    en: ({ name }) => `Drill with ${name}`,
  }),
  'recall.drill.says': { nl: 'Dit is een oefening', en: 'This is a drill' },
  'recall.drill.text': {
    nl: 'Er is niets geblokkeerd en met het product is niets mis. Alles hieronder is wat een echte terugroepactie zou vinden.',
    en: 'Nothing was stopped and nothing is wrong with the product. All below is what a real recall would find.',
  },
  'recall.lifted.says': { nl: 'Opgeheven', en: 'Lifted' },
  'recall.lifted.text': {
    nl: 'De blokkade is opgeheven; de voorraad is weer wat zij was.',
    en: 'The hold was lifted; the stock is again what it was.',
  },
  'recall.stopped.label': { nl: 'geblokkeerd, teruggestuurd of vernietigd', en: 'on hold, sent back or destroyed' },
  'recall.beyond.dispensed': { nl: 'buiten bereik: ter hand gesteld', en: 'out of reach: dispensed' },
  'recall.beyond.dispensed.note': {
    nl: 'Apotheken bereiken hun patiënten uit hun eigen administratie; Grein kent geen patiënten.',
    en: 'Pharmacies reach their patients by their own records; Grein knows no patients.',
  },
  'recall.beyond.exported': { nl: 'buiten bereik: uitgevoerd', en: 'out of reach: exported' },
  'recall.beyond.exported.note': {
    nl: 'Wie het in het buitenland kocht, leest niets in Grein. Waarschuw de afnemer en de autoriteit daar zelf, en leg dat hieronder vast.',
    en: 'Whoever bought it abroad reads nothing in Grein. Warn the buyer and the authority there yourself, and record that below.',
  },
  'recall.free.none': {
    nl: 'van wat binnen bereik was; niets is nog vrij',
    en: 'of what was within reach; nothing is free any more',
  },
  'recall.heard': { nl: 'zeiden dat zij het bericht kregen', en: 'said they received the notice' },
  'recall.heard.value': text<{ acknowledged: number; told: number }>({
    nl: ({ acknowledged, told }) => `${acknowledged} van ${told}`,
    en: ({ acknowledged, told }) => `${acknowledged} of ${told}`,
  }),
  'recall.listed': { nl: 'tot de lijst van houders met hoeveelheden', en: 'to the list of holders with quantities' },
  'recall.listed.value': text<{ ms: number }>({
    nl: ({ ms }) => `${(ms / 1000).toFixed(ms < 1000 ? 3 : 1).replace('.', ',')} s`,
    en: ({ ms }) => `${(ms / 1000).toFixed(ms < 1000 ? 3 : 1)} s`,
  }),
  'recall.first': { nl: 'tot de eerste bevestiging', en: 'to the first acknowledgement' },
  'recall.last': { nl: 'tot de laatste bevestiging', en: 'to the last acknowledgement' },
  'recall.term': text<{ hours: number }>({
    nl: ({ hours }) => `Wie na ${hours} uur niets heeft gezegd, krijgt een herinnering, en daarna telkens weer.`,
    en: ({ hours }) => `Whoever has said nothing after ${hours} hours is reminded, and again after each such term.`,
  }),
  'recall.remind': { nl: 'Herinner wie te laat is', en: 'Remind who is late' },
  'recall.reminded': text<{ reminded: number; told: number }>({
    nl: ({ reminded, told }) =>
      `${nl(reminded, 'houder herinnerd', 'houders herinnerd')}, ${nl(told, 'nieuwe houder gewaarschuwd', 'nieuwe houders gewaarschuwd')}.`,
    en: ({ reminded, told }) =>
      `${nl(reminded, 'holder reminded', 'holders reminded')}, ${nl(told, 'new holder told', 'new holders told')}.`,
  }),
  'recall.untold': text<{ count: number }>({
    nl: ({ count }) => `${nl(count, 'houder heeft', 'houders hebben')} ervan en is niet gewaarschuwd`,
    en: ({ count }) => `${nl(count, 'holder has', 'holders have')} some and was not told`,
  }),
  'recall.mass': { nl: 'Waar alles nu is', en: 'Where it all is now' },
  'recall.mass.reading': text<{ total: string; batches: number; parts: string }>({
    nl: ({ total, batches, parts }) => `${total} in ${nl(batches, 'partij', 'partijen')}: ${parts}.`,
    en: ({ total, batches, parts }) => `${total} in ${nl(batches, 'batch', 'batches')}: ${parts}.`,
  }),
  'recalls.tell': { nl: 'Berichten sturen', en: 'Send the notices' },
  'recalls.tell.of': text<{ name: string }>({
    nl: ({ name }) => `Berichten sturen over ${name}`,
    en: ({ name }) => `Send the notices about ${name}`,
  }),
  'recall.outside': { nl: 'Buiten Grein om', en: 'Outside Grein' },
  'recall.call': text<{ count: number }>({
    nl: ({ count }) =>
      `${count === 1 ? 'Eén houder heeft' : `${count} houders hebben`} nog niet geantwoord. De registers kennen geen telefoonnummers: bel uit uw eigen lijst, en leg hier vast wat u hoorde.`,
    en: ({ count }) =>
      `${count === 1 ? 'One holder has' : `${count} holders have`} not answered yet. The registers hold no telephone numbers: call from your own list, and record here what you heard.`,
  }),
  'recall.paper': { nl: 'Brief', en: 'Letter' },
  'recall.paper.of': text<{ name: string }>({
    nl: ({ name }) => `Brief aan ${name} (PDF)`,
    en: ({ name }) => `Letter to ${name} (PDF)`,
  }),
  'recall.tell.button': { nl: 'Contact vastleggen', en: 'Record contact' },
  'recall.tell.of': text<{ name: string }>({
    nl: ({ name }) => `Contact vastleggen met ${name}`,
    en: ({ name }) => `Record contact with ${name}`,
  }),
  'recall.tell.title': text<{ name: string }>({
    nl: ({ name }) => `${name} bericht`,
    en: ({ name }) => `Told ${name}`,
  }),
  'recall.tell.way': { nl: 'Hoe', en: 'How' },
  'recall.way.telephone': { nl: 'telefoon', en: 'telephone' },
  'recall.way.e-mail': { nl: 'e-mail', en: 'e-mail' },
  'recall.way.post': { nl: 'post', en: 'post' },
  'recall.way.visit': { nl: 'bezoek', en: 'visit' },
  'recall.tell.outcome': { nl: 'Wat kwam eruit', en: 'What came of it' },
  'recall.outcome.received': { nl: 'ontvangen', en: 'received' },
  'recall.outcome.left-word': { nl: 'boodschap achtergelaten', en: 'left a message' },
  'recall.outcome.no-answer': { nl: 'geen gehoor', en: 'no answer' },
  'recall.tell.received.note': {
    nl: 'Geldt als antwoord van de houder; in het logboek staat dat u dit vastlegde.',
    en: 'Counts as the holder’s answer; the log says that you recorded it.',
  },
  'recall.tell.remark': { nl: 'Opmerking', en: 'Remark' },
  'recall.tell.remark.help': {
    nl: 'Functie van wie u sprak, geen naam van een patiënt.',
    en: 'The capacity of whom you spoke to, no name of a patient.',
  },
  'recall.tell.save': { nl: 'Vastleggen', en: 'Record' },
  'recall.tell.mail': { nl: 'E-mail opstellen', en: 'Write an e-mail' },
  'recall.mail.subject': text<{ name: string; isDrill: boolean }>({
    nl: ({ name, isDrill }) => `${isDrill ? 'Oefening: terugroepactie' : 'Terugroepactie'} ${name}`,
    en: ({ name, isDrill }) => `${isDrill ? 'Drill: recall' : 'Recall'} ${name}`,
  }),
  'recall.mail.body': text<{ reason: string; lines: string; due: string; isDrill: boolean }>({
    nl: ({ reason, lines, due, isDrill }) =>
      `${isDrill ? 'Dit is een oefening; er is niets geblokkeerd.' : 'Stop. Lever niets uit van deze partijen.'}\n\nReden: ${reason}\n\nVolgens ons had u:\n${lines}\n\nMeld vóór ${due} dat u dit bericht kreeg, in Grein of per antwoord op deze e-mail.`,
    en: ({ reason, lines, due, isDrill }) =>
      `${isDrill ? 'This is a drill; nothing is stopped.' : 'Stop. Do not supply any of these batches.'}\n\nReason: ${reason}\n\nAs we know it you had:\n${lines}\n\nSay before ${due} that you received this, in Grein or by answering this e-mail.`,
  }),
  'recall.by': text<{ way: string }>({
    nl: ({ way }) => `door de autoriteit vastgelegd (${way})`,
    en: ({ way }) => `recorded by the office (${way})`,
  }),
  'recall.behind': text<{ part: string; mass: string }>({
    nl: ({ part, mass }) => `Waar dit uit bestaat: ${mass} ${part}`,
    en: ({ part, mass }) => `What this is made of: ${mass} ${part}`,
  }),
  'recall.behind.text': {
    nl: 'Elke rekening opent haar verplaatsingen, en elke verplaatsing haar gebeurtenis.',
    en: 'Each account opens its movements, and each movement its event.',
  },
  'recall.behind.more': text<{ count: number }>({
    nl: ({ count }) => `En nog ${count} kleinere rekeningen.`,
    en: ({ count }) => `And ${count} smaller accounts.`,
  }),
  'recall.behind.where': { nl: 'Waar', en: 'Where' },
  'recall.behind.batch': { nl: 'Partij', en: 'Batch' },
  'recall.mass.whole': { nl: 'Samen alles, tot op de milligram.', en: 'Together all of it, to the milligram.' },
  'recall.mass.broken': {
    nl: 'De delen zijn samen niet alles. Laat het grootboek controleren.',
    en: 'The parts are not all of it together. Have the ledger checked.',
  },
  'recall.course': { nl: 'Hoe het zich vulde', en: 'How it filled' },
  'recall.course.reading': text<{ days: number; steps: number }>({
    nl: ({ days, steps }) =>
      `${nl(steps, 'gebeurtenis', 'gebeurtenissen')} in ${nl(days, 'dag', 'dagen')} sinds het begin.`,
    en: ({ days, steps }) => `${nl(steps, 'event', 'events')} in ${nl(days, 'day', 'days')} since it began.`,
  }),
  'recall.at': { nl: 'Moment', en: 'Moment' },
  'recall.begin': { nl: 'begin', en: 'beginning' },
  'recall.part': { nl: 'Deel', en: 'Part' },
  'recall.amount': { nl: 'Massa', en: 'Mass' },
  'recall.share': { nl: 'Aandeel', en: 'Share' },
  'recall.means': { nl: 'Betekent', en: 'Means' },
  'part.blocked': { nl: 'geblokkeerd', en: 'on hold' },
  'part.on-the-way-back': { nl: 'op de terugweg', en: 'on the way back' },
  'part.returned': { nl: 'teruggekomen', en: 'returned' },
  'part.destroyed': { nl: 'vernietigd', en: 'destroyed' },
  'part.free': { nl: 'nog vrij', en: 'still free' },
  'part.under-way': { nl: 'onderweg', en: 'under way' },
  'part.set-apart': { nl: 'afgekeurd of afval', en: 'rejected or waste' },
  'part.sample': { nl: 'monster', en: 'sample' },
  'part.dispensed': { nl: 'ter hand gesteld', en: 'dispensed' },
  'part.exported': { nl: 'uitgevoerd', en: 'exported' },
  'part.tested': { nl: 'verbruikt in onderzoek', en: 'used in tests' },
  'part.lost': { nl: 'verloren of gestolen', en: 'lost or stolen' },
  'part.gone-before': { nl: 'verwerkt of eerder vernietigd', en: 'processed or destroyed before' },
  'part.difference': { nl: 'verschil', en: 'difference' },
  'part.elsewhere': { nl: 'ergens anders', en: 'elsewhere' },
  'part.blocked.means': { nl: 'staat stil waar het lag', en: 'stands still where it was' },
  'part.on-the-way-back.means': { nl: 'teruggestuurd en nog niet aangekomen', en: 'sent back and not yet there' },
  'part.returned.means': {
    nl: 'terug bij wie het verzamelt, en geblokkeerd',
    en: 'back with whoever gathers it, and held',
  },
  'part.destroyed.means': {
    nl: 'vernietigd sinds het begin, met twee getuigen',
    en: 'destroyed since it began, with two witnesses',
  },
  'part.free.means': { nl: 'niet geblokkeerd', en: 'not on hold' },
  'part.under-way.means': {
    nl: 'tussen twee deuren; wordt bij aankomst geblokkeerd',
    en: 'between two doors; held on arrival',
  },
  'part.set-apart.means': { nl: 'kwam al bij geen patiënt', en: 'was near no patient already' },
  'part.sample.means': { nl: 'bij een laboratorium', en: 'with a laboratory' },
  'part.dispensed.means': {
    nl: 'bij patiënten: apotheken bereiken hen zelf',
    en: 'with patients: pharmacies reach them themselves',
  },
  'part.exported.means': {
    nl: 'in een ander land: de dienst waarschuwt de afnemer en de autoriteit daar',
    en: 'abroad: the office warns the buyer and the authority there',
  },
  'part.tested.means': { nl: 'in onderzoek opgegaan', en: 'spent in tests' },
  'part.lost.means': { nl: 'gemeld als verlies of diefstal', en: 'reported as loss or theft' },
  'part.gone-before.means': {
    nl: 'vocht, bewerking en vernietiging van daarvoor',
    en: 'moisture, processing and destruction before it began',
  },
  'part.difference.means': {
    nl: 'te weinig bij een weging, nog niet verklaard',
    en: 'short at a weighing, not yet explained',
  },
  'part.elsewhere.means': { nl: 'op een weg die deze lijst niet kent', en: 'by a way this list does not know' },
  'recall.holders': { nl: 'Wie heeft of had ervan', en: 'Who has or had some' },
  'recall.holder': { nl: 'Houder', en: 'Holder' },
  'recall.had': { nl: 'Had toen', en: 'Had then' },
  'recall.coming': text<{ mass: string }>({
    nl: ({ mass }) => `en ${mass} onderweg`,
    en: ({ mass }) => `and ${mass} coming`,
  }),
  'recall.dispensed': { nl: 'Ter hand gesteld', en: 'Dispensed' },
  'recall.has': { nl: 'Heeft nu', en: 'Has now' },
  'recall.had.none': { nl: 'had alles al doorgeleverd', en: 'had passed it all on' },
  'recall.received': { nl: 'Ontvangen', en: 'Received' },
  'recall.notyet': { nl: 'nog niet', en: 'not yet' },
  'recall.late': { nl: 'te laat', en: 'late' },
  'recall.reminders': text<{ count: number }>({
    nl: ({ count }) => nl(count, 'herinnering', 'herinneringen'),
    en: ({ count }) => nl(count, 'reminder', 'reminders'),
  }),
  'recall.after': text<{ hours: number; minutes: number }>({
    nl: ({ hours, minutes }) => (hours === 0 ? `na ${minutes} min` : `na ${hours} u ${minutes} min`),
    en: ({ hours, minutes }) => (hours === 0 ? `after ${minutes} min` : `after ${hours} h ${minutes} min`),
  }),
  'recall.span': text<{ days: number; hours: number; minutes: number }>({
    nl: ({ days, hours, minutes }) =>
      days > 0 ? `${nl(days, 'dag', 'dagen')} ${hours} u` : hours > 0 ? `${hours} u ${minutes} min` : `${minutes} min`,
    en: ({ days, hours, minutes }) =>
      days > 0 ? `${nl(days, 'day', 'days')} ${hours} h` : hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min`,
  }),
  'recall.proof': { nl: 'bewijs', en: 'proof' },
  'recall.proof.of': text<{ name: string }>({
    nl: ({ name }) => `Bewijs van ontvangst door ${name}`,
    en: ({ name }) => `Proof of receipt by ${name}`,
  }),
  'recall.trace': { nl: 'Herkomst en bestemming', en: 'Trace' },
  'recall.print': { nl: 'Verslag afdrukken', en: 'Print the report' },
  'drill.title': { nl: 'Oefening houden', en: 'Hold a drill' },
  'drill.lead': {
    nl: 'Een oefening doet wat een terugroepactie doet, met dezelfde lijst, berichten en termijnen. Er wordt niets geblokkeerd, en overal staat dat het een oefening is.',
    en: 'A drill does what a recall does, with the same list, notices and terms. Nothing is stopped, and everywhere it says that it is a drill.',
  },
  'drill.batch': { nl: 'Partij', en: 'Batch' },
  'drill.batch.help': {
    nl: 'Kies een oogst of een bulkpartij: hoe eerder in de keten, hoe meer houders.',
    en: 'Choose a harvest or a bulk batch: the earlier in the chain, the more holders.',
  },
  'drill.reason': { nl: 'Waarom deze oefening', en: 'Why this drill' },
  'drill.reason.help': { nl: 'Dit leest iedere houder.', en: 'Every holder reads this.' },
  'drill.begin': { nl: 'Begin de oefening', en: 'Begin the drill' },
  'notices.title': { nl: 'Berichten over terugroepacties', en: 'Recall notices' },
  'notices.lead': { nl: 'Alleen over uw eigen voorraad.', en: 'About your own stock alone.' },
  'notices.none.title': { nl: 'Geen berichten', en: 'No notices' },
  'notices.none.text': {
    nl: 'Wordt iets teruggeroepen dat u hebt of had, dan staat het hier en vooraan op uw startpagina.',
    en: 'When something is recalled that you have or had, it stands here and first on your start page.',
  },
  'notices.open': { nl: 'Nog te bevestigen', en: 'To acknowledge' },
  'notices.done': { nl: 'Bevestigd', en: 'Acknowledged' },
  'notice.recall': { nl: 'Stop. Niet afleveren.', en: 'Stop. Do not supply.' },
  'notice.drill': { nl: 'Oefening: er is niets mis.', en: 'Drill: nothing is wrong.' },
  'notice.lifted': { nl: 'Opgeheven: u hoeft niets te doen.', en: 'Lifted: you need do nothing.' },
  'notice.crumb': { nl: 'Bericht', en: 'Notice' },
  'notice.yours': { nl: 'Uw voorraad', en: 'Your stock' },
  'notice.receive': { nl: 'Ontvangen', en: 'Received' },
  'notice.receive.help': {
    nl: 'Hiermee zegt u dat u dit bericht hebt gelezen. Uw antwoord komt met tijdstip in het logboek.',
    en: 'This says that you have read this notice. Your answer goes into the log with its time.',
  },
  'notice.due': text<{ at: string }>({
    nl: ({ at }) => `Antwoord vóór ${at}.`,
    en: ({ at }) => `Answer before ${at}.`,
  }),
  'notice.overdue': text<{ at: string }>({
    nl: ({ at }) => `U had vóór ${at} moeten antwoorden. Doe het nu.`,
    en: ({ at }) => `You should have answered before ${at}. Do so now.`,
  }),
  'notice.thanks': text<{ at: string }>({
    nl: ({ at }) => `Ontvangen op ${at}. Uw antwoord staat in het logboek.`,
    en: ({ at }) => `Received at ${at}. Your answer is in the log.`,
  }),
  'notice.next': { nl: 'Wat u nu doet', en: 'What to do now' },
  'notice.mayNot': {
    nl: 'U leest mee. Iemand die voor uw organisatie vastlegt, bevestigt de ontvangst.',
    en: 'You read along. Someone who records for your organisation acknowledges.',
  },
  'step.apart': text<{ mass: string }>({
    nl: ({ mass }) =>
      `Zet ${mass} apart en plak er een etiket op. In Grein is het al geblokkeerd: u kunt het niet afleveren.`,
    en: ({ mass }) => `Put ${mass} apart and label it. In Grein it is on hold already: you cannot supply it.`,
  }),
  'step.back': {
    nl: 'Stuur het terug zoals in de reden staat, of vernietig het met twee getuigen. Leg het vast.',
    en: 'Send it back as the reason says, or destroy it with two witnesses. Record it.',
  },
  'step.back.action': text<{ name: string }>({
    nl: ({ name }) => `Leg vast voor ${name}`,
    en: ({ name }) => `Record for ${name}`,
  }),
  'step.free': text<{ mass: string }>({
    nl: ({ mass }) => `${mass} van uw voorraad is niet geblokkeerd (afval, afgekeurd of monster). Zet ook dat apart.`,
    en: ({ mass }) => `${mass} of your stock is not on hold (waste, rejected or sample). Put that apart too.`,
  }),
  'step.coming': text<{ mass: string }>({
    nl: ({ mass }) =>
      `Er was ${mass} naar u onderweg. Neem het aan, weeg het en zet het apart: het wordt bij aankomst geblokkeerd.`,
    en: ({ mass }) =>
      `${mass} was on its way to you. Take it in, weigh it and put it apart: it is put on hold on arrival.`,
  }),
  'step.dispensed': text<{ mass: string }>({
    nl: ({ mass }) =>
      `U stelde ${mass} ter hand. Bereik de patiënten uit uw eigen administratie; Grein kent hen niet en kan u niet helpen.`,
    en: ({ mass }) =>
      `You dispensed ${mass}. Reach the patients by your own records; Grein does not know them and cannot help.`,
  }),
  'step.sent-back': text<{ mass: string }>({
    nl: ({ mass }) => `${mass} is teruggestuurd.`,
    en: ({ mass }) => `${mass} was sent back.`,
  }),
  'step.destroyed': text<{ mass: string }>({
    nl: ({ mass }) => `${mass} is vernietigd.`,
    en: ({ mass }) => `${mass} was destroyed.`,
  }),
  'step.nothing': {
    nl: 'U hebt er niets meer van. Kijk na of dat op de plank ook zo is.',
    en: 'You have none of it any more. Check that this is so on the shelf too.',
  },
  'step.drill': {
    nl: 'U hoeft niets apart te zetten. Bekijk of u deze potten snel zou vinden.',
    en: 'You need put nothing apart. See whether you would find these jars quickly.',
  },
  'notice.batch': { nl: 'Partij', en: 'Batch' },
  'notice.had': { nl: 'Ooit gehad', en: 'Ever had' },
  'notice.blocked': { nl: 'Geblokkeerd', en: 'On hold' },
  'notice.free': { nl: 'Niet geblokkeerd', en: 'Not on hold' },
  'notice.dispensed': { nl: 'Ter hand gesteld', en: 'Dispensed' },
})
