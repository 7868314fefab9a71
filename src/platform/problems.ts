// Every refusal of the ground itself, in order of precedence. Not here: what the law or a room of the domain refuses.
import { absent, conflict, defineProblems, forbidden, invalid, tooLarge, unauthenticated, unavailable } from '#kernel'
import { actionWords } from './access/action-words.ts'
import type { Action } from './access/actions.ts'
import { type MachineRole, machineRoleWords } from './contract.ts'

export const platformProblems = defineProblems('platform', {
  'database-unavailable': unavailable({
    title: { nl: 'De database is even niet bereikbaar', en: 'The database cannot be reached for the moment' },
    detail: () => ({
      nl: 'Er is niets half opgeslagen. Probeer het over een minuut opnieuw met dezelfde sleutel: wat al was vastgelegd, wordt niet dubbel vastgelegd.',
      en: 'Nothing was half written. Try again in a minute with the same key: what was recorded already will not be recorded twice.',
    }),
  }),
  'storage-full': unavailable({
    title: { nl: 'De opslag is vol', en: 'The storage is full' },
    detail: () => ({
      nl: 'Er is niets half opgeslagen. De beheerder moet ruimte maken op de schijf van de database; probeer het daarna opnieuw met dezelfde sleutel.',
      en: 'Nothing was half written. The operator must free space on the disk of the database; then try again with the same key.',
    }),
  }),
  'question-too-large': tooLarge({
    title: { nl: 'Deze vraag is te groot voor één antwoord', en: 'This question is too large for one answer' },
    detail: () => ({
      nl: 'Het antwoord was niet klaar binnen de tijd die een vraag mag duren, en het zoeken is gestopt. Er is niets veranderd. Vraag minder tegelijk: een kortere periode, één product, één houder of één partij. Hebt u alles nodig, vraag de beheerder dan om een export.',
      en: 'The answer was not ready within the time a question may take, and the search was stopped. Nothing was changed. Ask for less at once: a shorter period, one product, one holder or one batch. If you need all of it, ask the operator for an export.',
    }),
  }),
  'not-authenticated': unauthenticated({
    title: { nl: 'U bent niet ingelogd', en: 'You are not logged in' },
    detail: () => ({
      nl: 'Voor deze vraag moet u ingelogd zijn. Log in en probeer het opnieuw.',
      en: 'This asks for a login. Log in and try again.',
    }),
  }),
  'session-expired': unauthenticated({
    title: { nl: 'Uw sessie is verlopen', en: 'Your session has ended' },
    detail: () => ({
      nl: 'U was te lang niet actief, of u bent ergens anders uitgelogd. Log opnieuw in. Wat u al had vastgelegd, is bewaard.',
      en: 'You were inactive for too long, or logged out somewhere else. Log in again. What you recorded is kept.',
    }),
  }),
  'token-refused': unauthenticated({
    title: { nl: 'Dit token geldt niet', en: 'This token does not hold' },
    detail: () => ({
      nl: 'Het token is verlopen, ingetrokken of onbekend. Vraag een nieuw token aan bij /oauth/token.',
      en: 'The token has expired, was withdrawn or is unknown. Ask for a new one at /oauth/token.',
    }),
  }),
  'request-not-yours': forbidden({
    title: { nl: 'Dit verzoek kwam niet van ons eigen scherm', en: 'This request did not come from our own screen' },
    detail: () => ({
      nl: 'Er is niets gedaan. Laad de pagina opnieuw en probeer het nog eens. Een programma gebruikt een token in plaats van een cookie.',
      en: 'Nothing was done. Reload the page and try again. A program uses a token instead of a cookie.',
    }),
  }),
  'login-refused': unauthenticated<{ because: string }>({
    title: { nl: 'Inloggen is niet gelukt', en: 'Logging in did not succeed' },
    detail: ({ because }) => ({
      nl: `Begin opnieuw met inloggen vanaf de startpagina. De reden was: ${because}.`,
      en: `Start again from the home page. The reason was: ${because}.`,
    }),
  }),
  'login-unknown': forbidden({
    title: { nl: 'U bent hier nog niet bekend', en: 'You are not known here yet' },
    detail: () => ({
      nl: 'Het inloggen is gelukt, maar uw organisatie of uw rol is hier niet geregistreerd. Vraag de beheerder van uw organisatie om u toe te voegen.',
      en: 'You logged in, but your organisation or your role is not registered here. Ask the administrator of your organisation to add you.',
    }),
  }),
  'assurance-too-low': forbidden({
    title: { nl: 'Log in met een hoger betrouwbaarheidsniveau', en: 'Log in at a higher level of assurance' },
    detail: () => ({
      nl: 'Voor het vastleggen in de keten en voor het beheren van programma’s is betrouwbaarheidsniveau substantieel (EH3) of hoger nodig. Log uit, en log in met een middel van dat niveau.',
      en: 'Recording in the chain and managing programs ask for assurance level substantial (EH3) or higher. Log out, and log in with a means of that level.',
    }),
  }),
  'step-up-needed': forbidden({
    title: { nl: 'Bevestig eerst met uw passkey', en: 'Confirm with your passkey first' },
    detail: () => ({
      nl: 'Dit is een besluit. Gebruik uw passkey; daarna kunt u 10 minuten besluiten nemen. Hebt u nog geen passkey, voeg die dan toe bij uw profiel.',
      en: 'This is a decision. Use your passkey; after that you can decide for 10 minutes. If you have no passkey yet, add one in your profile.',
    }),
  }),
  'passkey-refused': forbidden<{ because: string }>({
    title: { nl: 'De passkey is niet geaccepteerd', en: 'The passkey was not accepted' },
    detail: ({ because }) => ({
      nl: `Probeer het opnieuw, of gebruik een andere passkey. De reden was: ${because}.`,
      en: `Try again, or use another passkey. The reason was: ${because}.`,
    }),
  }),
  'client-keys': invalid<{ keysMax: number }>({
    title: { nl: 'Deze sleutels kunnen niet', en: 'These keys cannot be used' },
    detail: ({ keysMax }) => ({
      nl: `Stuur 1 tot ${keysMax} openbare sleutels (JWK), elk met een eigen "kid" en een "alg": ES256, ES384, EdDSA, PS256 of RS256. Stuur nooit de geheime delen mee.`,
      en: `Send 1 to ${keysMax} public keys (JWK), each with its own "kid" and an "alg": ES256, ES384, EdDSA, PS256 or RS256. Never send the secret parts.`,
    }),
  }),
  'client-roles': forbidden<{ roles: readonly MachineRole[] }>({
    title: { nl: 'Dit programma kan deze rechten niet krijgen', en: 'This program cannot be given these rights' },
    detail: ({ roles }) => ({
      nl:
        roles.length === 0
          ? 'Een programma van uw organisatie kan geen enkele rol hebben: wat zij doet, doen mensen.'
          : `Een programma van uw organisatie kan zijn: ${roles.map((role) => machineRoleWords[role].nl).join(', ')}. Wie alleen meeleest, legt niets vast. Kies opnieuw.`,
      en:
        roles.length === 0
          ? 'A program of your organisation can have no role at all: what it does, people do.'
          : `A program of your organisation can be: ${roles.map((role) => machineRoleWords[role].en).join(', ')}. Who only reads records nothing. Choose again.`,
    }),
  }),
  /** `scope`: what a program lacks for it, where that alone would do. A person reads words; who writes a program looks for the action's name. */
  forbidden: forbidden<{ action: Action; scope?: string | null }>({
    title: { nl: 'U mag dit niet', en: 'You may not do this' },
    detail: ({ action, scope }) =>
      scope
        ? {
            nl: `Voor "${action}" moet het token van dit programma de scope "${scope}" hebben. Vraag het zo aan bij /oauth/token. Heeft het programma die scope zelf niet, vraag dan de beheerder van uw organisatie om het opnieuw toe te voegen, met dat recht.`,
            en: `For "${action}" the token of this program must have the scope "${scope}". Ask for it at /oauth/token. If the program itself does not have that scope, ask the administrator of your organisation to add it anew, with that right.`,
          }
        : {
            nl: `Geen van uw rollen geeft dit recht: "${actionWords[action].nl}". Vraag iemand met een rol die dit mag, of de beheerder van uw organisatie.`,
            en: `None of your roles gives this right: "${actionWords[action].en}". Ask someone whose role does, or the administrator of your organisation.`,
          },
  }),
  'bad-cursor': invalid({
    title: { nl: 'Deze plaats in de lijst bestaat niet', en: 'There is no such place in the list' },
    detail: () => ({
      nl: 'Begin opnieuw bij de eerste bladzijde, zonder "cursor".',
      en: 'Start again at the first page, without "cursor".',
    }),
  }),
  'not-found': absent<{ what: string }>({
    title: { nl: 'Dit is er niet', en: 'There is no such thing' },
    detail: () => ({
      nl: 'Er is niets met dit kenmerk, of het is niet van u. Controleer het kenmerk, of zoek het op in uw eigen lijst.',
      en: 'There is nothing with this reference, or it is not yours. Check the reference, or look it up in your own list.',
    }),
  }),
  'key-reused': conflict<{ key: string }>({
    title: { nl: 'Deze sleutel is al gebruikt', en: 'This key was used before' },
    detail: ({ key }) => ({
      nl: `De sleutel ${key} hoort bij een eerder verzoek met een andere inhoud. Gebruik voor een nieuw verzoek een nieuwe sleutel.`,
      en: `The key ${key} belongs to an earlier request with other content. Use a new key for a new request.`,
    }),
  }),
})
