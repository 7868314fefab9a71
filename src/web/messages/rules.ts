// What the rules of access are for and what helps against each, beside the words a refusal has for it (denials.ts). Not here: those words.
import { defineMessages } from '#kernel'

export const ruleMessages = defineMessages({
  'rules.title': { nl: 'Regels van de toegang', en: 'Rules of access' },
  'rules.lead': {
    nl: 'Wat iemand hier mag, volgt uit zijn rol. Deze regels gaan daarboven: geen rol geeft wat zij verbieden. Zij zijn van de software; wat de wet van een handeling zegt, staat met het artikel bij de handeling zelf.',
    en: 'What somebody may do here follows from their role. These rules stand above it: no role gives what they forbid. They are the software’s; what the law says of an act stands with its article at the act itself.',
  },
  'rules.name': { nl: 'Naam in de software', en: 'Name in the software' },
  'rules.helps': { nl: 'Wat helpt', en: 'What helps' },
  'rules.help.forbidden': {
    nl: 'Geen van zijn rollen geeft dit recht. Een rol komt van de houder of de autoriteit voor wie iemand werkt.',
    en: 'None of their roles gives this right. A role comes from the holder or the authority somebody works for.',
  },
  'rules.help.other-authority': {
    nl: 'Niets binnen het systeem. Wie van een andere autoriteit iets nodig heeft, vraagt het daar.',
    en: 'Nothing within the system. Who needs something of another authority asks for it there.',
  },
  'rules.help.other-authority-machine': {
    nl: 'Niets binnen het systeem. Een programma staat bij één autoriteit geregistreerd, en leest en schrijft alleen daar.',
    en: 'Nothing within the system. A program is registered with one authority, and reads and writes there alone.',
  },
  'rules.help.machine-own-party': {
    nl: 'De andere houder registreert zelf een programma, met eigen sleutels.',
    en: 'The other party registers a program itself, with keys of its own.',
  },
  'rules.help.machine-scope-licensing': {
    nl: 'De beheerder van de houder registreert het programma met het recht licensing:read.',
    en: 'The holder’s administrator registers the program with the scope licensing:read.',
  },
  'rules.help.machine-scope-chain-read': {
    nl: 'De beheerder van de houder registreert het programma met het recht chain:read.',
    en: 'The holder’s administrator registers the program with the scope chain:read.',
  },
  'rules.help.machine-scope-chain-record': {
    nl: 'De beheerder van de houder registreert het programma met het recht chain:record.',
    en: 'The holder’s administrator registers the program with the scope chain:record.',
  },
  'rules.help.machine-scope-documents': {
    nl: 'De beheerder van de houder registreert het programma met het recht documents.',
    en: 'The holder’s administrator registers the program with the scope documents.',
  },
  'rules.help.record-needs-assurance': {
    nl: 'Opnieuw inloggen met een middel op niveau substantieel of hoger: eHerkenning 3, of DigiD met ID-check.',
    en: 'Logging in again with a means at level substantial or higher: eHerkenning 3, or DigiD with an ID check.',
  },
  'rules.help.decision-needs-passkey': {
    nl: 'Een passkey tonen: het scherm vraagt erom, en tien minuten lang hoeft het niet opnieuw. Wie er geen heeft, maakt er een op de eigen profielpagina.',
    en: 'Showing a passkey: the screen asks for it, and for ten minutes it need not be shown again. Who has none makes one on their own profile page.',
  },
})
