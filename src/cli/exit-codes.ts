// What the number a command ends with means. Not here: HTTP statuses (api/http/problem.ts).
import type { ProblemKind } from '#kernel'

/** After sysexits.h, so that a script or a service manager can tell what to do next. */
export const exitCodes = {
  done: {
    code: 0,
    nl: 'Gelukt; ook een server die netjes gestopt is.',
    en: 'Done; a server that was stopped in order too.',
  },
  no: {
    code: 1,
    nl: 'Gecontroleerd, en het antwoord is nee: een bewijs klopt niet, een bestand is niet bijgewerkt.',
    en: 'Checked, and the answer is no: a proof does not hold, a file is not up to date.',
  },
  undecided: {
    code: 2,
    nl: 'Niet te bepalen: een feit, een oordeel of een tekst ontbreekt.',
    en: 'Not decidable: a fact, a judgement or a text is missing.',
  },
  usage: { code: 64, nl: 'Het commando of een optie bestaat niet.', en: 'There is no such command or option.' },
  data: { code: 65, nl: 'Wat gegeven werd, kan niet kloppen.', en: 'What was given cannot be right.' },
  absent: { code: 66, nl: 'Een bestand is er niet.', en: 'A file is not there.' },
  unavailable: {
    code: 69,
    nl: 'Iets wat nodig is, is er niet: de poort is bezet, de database antwoordt niet.',
    en: 'Something needed is not there: the port is taken, the database does not answer.',
  },
  bug: { code: 70, nl: 'Een fout in Grein zelf.', en: 'A fault in Grein itself.' },
  cannotWrite: { code: 73, nl: 'Een bestand kan niet gemaakt worden.', en: 'A file cannot be made.' },
  later: { code: 75, nl: 'Nu niet; probeer het later opnieuw.', en: 'Not now; try again later.' },
  denied: { code: 77, nl: 'Dit mag niet.', en: 'This is not allowed.' },
  cannotStart: {
    code: 78,
    nl: 'Deze installatie kan zo niet starten: een instelling, de gegevensmap of de database moet anders.',
    en: 'This installation cannot start as it is: a setting, the data folder or the database has to change.',
  },
} as const
export type ExitName = keyof typeof exitCodes

/** A refusal of a room, as a command ends with it. */
export const exitOfKind: Record<ProblemKind, ExitName> = {
  invalid: 'data',
  unauthenticated: 'denied',
  forbidden: 'denied',
  absent: 'absent',
  conflict: 'data',
  gone: 'absent',
  undecidable: 'data',
  'too-large': 'data',
  'too-many': 'later',
  unavailable: 'later',
}

/** Thrown to end a command: one calm paragraph for the person, a number for the script. */
export class Ending extends Error {
  override readonly name = 'Ending'
  readonly exit: ExitName
  constructor(exit: ExitName, message: string) {
    super(message)
    this.exit = exit
  }
}
