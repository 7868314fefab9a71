// The texts of a holder's own recall drill. Not here: recalls and notices (recall.ts), and the report on paper (chain).
import { defineMessages, text } from '#kernel'

export const ownDrillMessages = defineMessages({
  'own.list': { nl: 'Uw eigen oefeningen', en: 'Your own drills' },
  'own.list.none': {
    nl: 'U hield er nog geen. Een oefening laat zien hoe snel iedereen het weet die van u kreeg.',
    en: 'You held none yet. A drill shows how soon everyone knows who got it from you.',
  },
  'own.hold': { nl: 'Oefening houden', en: 'Hold a drill' },
  'own.begun': { nl: 'Begonnen', en: 'Begun' },
  'own.answered': { nl: 'Ontvangen', en: 'Received' },
  'own.by': text<{ name: string }>({ nl: ({ name }) => `oefening van ${name}`, en: ({ name }) => `drill by ${name}` }),
  'own.lead': {
    nl: 'U oefent met wat u zelf had en verzond. Wie het rechtstreeks van u kreeg, krijgt een bericht waarop staat dat het een oefening is; afnemers in het buitenland bericht u zelf. Er wordt niets geblokkeerd.',
    en: 'You practise with what you had and sent yourself. Whoever got it straight from you gets a notice that says it is a drill; buyers abroad you tell yourself. Nothing is stopped.',
  },
  'own.batch.help': {
    nl: 'Alle partijen die u ervan maakte doen mee.',
    en: 'All batches that you made of it take part.',
  },
  'own.reason.help': { nl: 'Dit leest iedere ontvanger.', en: 'Every receiver reads this.' },
  'own.says': { nl: 'Dit is een oefening', en: 'This is a drill' },
  'own.says.text': {
    nl: 'Er is niets geblokkeerd. U ziet uw eigen boeken en wat u verzond; wat een ontvanger ermee deed, ziet u niet. De autoriteit ziet dat u deze oefening hield.',
    en: 'Nothing was stopped. You see your own books and what you sent; what a receiver did with it you do not see. The authority sees that you held this drill.',
  },
  'own.says.staff': {
    nl: 'Een houder hield deze oefening met wat hij zelf had en verzond. Er is niets geblokkeerd.',
    en: 'A holder held this drill with what it had and sent itself. Nothing was stopped.',
  },
  'own.accounted': { nl: 'verantwoord', en: 'accounted for' },
  'own.accounted.note': text<{ mass: string; ever: string }>({
    nl: ({ mass, ever }) => `${mass} van ${ever}: in eigen boeken, of bij een ontvanger die antwoordde`,
    en: ({ mass, ever }) => `${mass} of ${ever}: in the holder’s own books, or with a receiver who answered`,
  }),
  'own.heard': { nl: 'ontvangers zeiden dat zij het bericht kregen', en: 'receivers said they got the notice' },
  'own.heard.none': { nl: 'niemand in het land kreeg hiervan', en: 'nobody in the country got any of it' },
  'own.heard.share': text<{ share: string }>({
    nl: ({ share }) => `samen ${share} van wat is doorgeleverd`,
    en: ({ share }) => `together ${share} of what was passed on`,
  }),
  'own.mass': { nl: 'Het eigen deel, toen de oefening begon', en: 'In the holder’s own hands when the drill began' },
  'own.mass.none': { nl: 'Niets: alles was al doorgeleverd.', en: 'Nothing: all of it had been passed on.' },
  'own.receivers': { nl: 'Wie het rechtstreeks kreeg', en: 'Who got it directly' },
  'own.receivers.none': {
    nl: 'Niemand: alles bleef in huis, of ging naar patiënten of naar het buitenland.',
    en: 'Nobody: all of it stayed in the house, or went to patients or abroad.',
  },
  'own.receiver': { nl: 'Ontvanger', en: 'Receiver' },
  'own.sent': { nl: 'Gestuurd', en: 'Sent' },
  'own.back': { nl: 'Teruggekomen', en: 'Came back' },
  'own.of': { nl: 'Partijen', en: 'Batches' },
  'own.report': { nl: 'Verslag (PDF)', en: 'Report (PDF)' },
  'own.notice': text<{ name: string }>({
    nl: ({ name }) =>
      `${name} houdt deze oefening met wat u daarvandaan kreeg. Niemand anders ziet uw antwoord, behalve de autoriteit.`,
    en: ({ name }) =>
      `${name} holds this drill with what you got from there. Nobody else sees your answer, except the authority.`,
  }),
  'own.notice.had': { nl: 'Daarvandaan gekregen', en: 'Got from there' },
})
