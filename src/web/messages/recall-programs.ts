// The texts of where a holder's program gets its recall notices. Not here: the notices (recall.ts), and programs that log in (programs.ts).
import { defineMessages, text } from '#kernel'

export const recallProgramMessages = defineMessages({
  'machine.title': { nl: 'Berichten aan een programma', en: 'Notices to a program' },
  'machine.lead': {
    nl: 'Grein stuurt elk bericht van een terugroepactie of oefening ook naar uw eigen server, ondertekend. Iemand van u zegt nog steeds zelf dat het is ontvangen.',
    en: 'Grein also posts each notice of a recall or drill to your own server, signed. Somebody of yours still says that it was received.',
  },
  'machine.forbidden': {
    nl: 'Een beheerder of apotheker van uw organisatie zegt waar berichten heen gaan.',
    en: 'An administrator or pharmacist of your organisation says where notices go.',
  },
  'machine.none': { nl: 'Nog geen adres', en: 'No address yet' },
  'machine.none.text': {
    nl: 'Zonder adres leest u berichten hier en op papier, zoals nu.',
    en: 'Without an address you read notices here and on paper, as now.',
  },
  'machine.add': { nl: 'Adres toevoegen', en: 'Add an address' },
  'machine.dest': { nl: 'Adres', en: 'Address' },
  'machine.dest.help': {
    nl: 'Begint met https:// en staat op de lijst van de beheerder van Grein.',
    en: 'Begins with https:// and is on the list that the operator of Grein keeps.',
  },
  'machine.token': { nl: 'Geheim voor de handtekening', en: 'Secret for the signature' },
  'machine.token.help': {
    nl: 'Minstens 16 tekens. Zet hetzelfde geheim in uw programma; Grein toont het nooit meer.',
    en: 'At least 16 characters. Put the same secret in your program; Grein never shows it again.',
  },
  'machine.dest.missing': {
    nl: 'Vul het adres in waar uw programma luistert, zoals https://kassa.example/berichten.',
    en: 'Fill in the address where your program listens, such as https://till.example/notices.',
  },
  'machine.token.short': {
    nl: 'Dit geheim is te kort. Gebruik minstens 16 tekens.',
    en: 'This secret is too short. Use at least 16 characters.',
  },
  'machine.save': { nl: 'Opslaan', en: 'Save' },
  'machine.list': { nl: 'Adressen', en: 'Addresses' },
  'machine.since': text<{ at: string }>({ nl: ({ at }) => `sinds ${at}`, en: ({ at }) => `since ${at}` }),
  'machine.never': { nl: 'nog niet geprobeerd', en: 'not tried yet' },
  'machine.ended': text<{ at: string }>({ nl: ({ at }) => `beëindigd ${at}`, en: ({ at }) => `ended ${at}` }),
  'machine.delivered': { nl: 'aangenomen', en: 'taken' },
  'machine.failed': text<{ why: string }>({
    nl: ({ why }) => `niet aangenomen (${why})`,
    en: ({ why }) => `not taken (${why})`,
  }),
  'machine.was.test': { nl: 'proef', en: 'test' },
  'machine.was.notice': { nl: 'bericht', en: 'notice' },
  'machine.try': { nl: 'Proef sturen', en: 'Send a test' },
  'machine.try.of': text<{ dest: string }>({
    nl: ({ dest }) => `Proef sturen naar ${dest}`,
    en: ({ dest }) => `Send a test to ${dest}`,
  }),
  'machine.end': { nl: 'Beëindigen', en: 'End' },
  'machine.end.of': text<{ dest: string }>({
    nl: ({ dest }) => `Beëindigen: ${dest}`,
    en: ({ dest }) => `End ${dest}`,
  }),
  'machine.end.title': { nl: 'Dit adres beëindigen?', en: 'End this address?' },
  'machine.end.text': {
    nl: 'Er gaat dan niets meer heen. Wat is gestuurd, blijft hier staan.',
    en: 'Nothing is sent there any more. What was sent can still be read here.',
  },
  'machine.took': text<{ at: string }>({
    nl: ({ at }) => `programma nam het aan, ${at}`,
    en: ({ at }) => `program took it, ${at}`,
  }),
  'machine.waiting': { nl: 'wordt naar een programma gestuurd', en: 'on its way to a program' },
  'machine.missed': text<{ why: string; calls: number }>({
    nl: ({ why, calls }) => `kwam niet aan bij het programma (${why}, ${calls} keer geprobeerd): bel of schrijf`,
    en: ({ why, calls }) =>
      `did not reach the program (${why}, ${calls === 1 ? 'tried once' : `tried ${calls} times`}): telephone or write`,
  }),
  'machine.missed.all': text<{ count: number }>({
    nl: ({ count }) =>
      count === 1
        ? 'Bij 1 houder kwam het bericht niet aan bij het programma. Bel, of stuur de brief.'
        : `Bij ${count} houders kwam het bericht niet aan bij het programma. Bel, of stuur de brief.`,
    en: ({ count }) =>
      count === 1
        ? 'The notice did not reach the program of 1 holder. Telephone, or send the letter.'
        : `The notice did not reach the programs of ${count} holders. Telephone, or send the letter.`,
  }),
})
