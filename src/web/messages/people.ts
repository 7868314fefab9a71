// The texts about people: roles, logging in, the profile with its sessions and passkeys, and confirming a decision.
import { defineMessages, text } from '#kernel'
import { machineRoleWords } from '#platform/contract'

export const peopleMessages = defineMessages({
  'role.authority-case-worker': { nl: 'Behandelaar', en: 'Case worker' },
  'role.authority-decision-maker': { nl: 'Beslisser', en: 'Decision maker' },
  'role.authority-chain-manager': { nl: 'Ketenbeheerder', en: 'Chain manager' },
  'role.inspector': { nl: 'Inspecteur', en: 'Inspector' },
  'role.holder-administrator': { nl: 'Beheerder van de houder', en: 'Holder administrator' },
  'role.holder-chain-officer': machineRoleWords['holder-chain-officer'],
  'role.holder-reader': machineRoleWords['holder-reader'],
  'role.pharmacist': machineRoleWords.pharmacist,
  'role.laboratory-analyst': machineRoleWords['laboratory-analyst'],
  'role.researcher': machineRoleWords.researcher,
  'role.monitor-analyst': { nl: 'Analist van de monitor', en: 'Monitor analyst' },
  'role.test-location-worker': { nl: 'Medewerker van een testlocatie', en: 'Test location worker' },
  'role.policy-officer': { nl: 'Beleidsmedewerker', en: 'Policy officer' },
  'role.public': { nl: 'Bezoeker', en: 'Visitor' },

  'login.title': { nl: 'Inloggen', en: 'Log in' },
  'login.lead': {
    nl: 'U logt in namens uw organisatie. Daarna ziet u wat er voor u te doen is.',
    en: 'You log in on behalf of your organisation. Then you see what there is to do for you.',
  },
  'login.demo.title': { nl: 'Wie wilt u zijn?', en: 'Who do you want to be?' },
  'login.demo.text': {
    nl: 'Dit is een demo. Kies een persoon; een wachtwoord is niet nodig. Alle mensen en gegevens zijn verzonnen.',
    en: 'This is a demo. Choose a person; no password is needed. All people and data are invented.',
  },
  'login.broker': { nl: 'Inloggen met uw zakelijke inlogmiddel', en: 'Log in with your business identity' },
  'login.broker.text': {
    nl: 'U gaat naar uw inlogdienst, bijvoorbeeld eHerkenning, en komt daarna hier terug.',
    en: 'You go to your login service, for example eHerkenning, and return here afterwards.',
  },
  'login.waiting': { nl: 'De personen worden opgehaald', en: 'Fetching the people' },
  'login.already.title': text<{ name: string }>({
    nl: ({ name }) => `U bent al ingelogd als ${name}`,
    en: ({ name }) => `You are already logged in as ${name}`,
  }),
  'login.already.text': {
    nl: 'Kiest u iemand anders, dan wordt u eerst uitgelogd.',
    en: 'If you choose someone else, you are logged out first.',
  },
  'login.problem.refused': { nl: 'Inloggen is niet gelukt', en: 'Logging in did not succeed' },
  'login.problem.refused.text': {
    nl: 'Er is iets misgegaan tussen uw inlogdienst en Grein. Probeer het opnieuw. Lukt het weer niet, vraag dan de beheerder van uw organisatie om hulp.',
    en: 'Something went wrong between your login service and Grein. Try again. If it fails again, ask the administrator of your organisation for help.',
  },
  'login.problem.unknown': { nl: 'U bent hier nog niet bekend', en: 'You are not known here yet' },
  'login.problem.unknown.text': {
    nl: 'Het inloggen is gelukt, maar uw organisatie of uw rol staat hier niet geregistreerd. Vraag de beheerder van uw organisatie om u toe te voegen.',
    en: 'You logged in, but your organisation or your role is not registered here. Ask the administrator of your organisation to add you.',
  },

  'profile.title': { nl: 'Profiel en sessies', en: 'Profile and sessions' },
  'profile.who': { nl: 'Wie u bent', en: 'Who you are' },
  'profile.name': { nl: 'Naam', en: 'Name' },
  'profile.party': { nl: 'U werkt voor', en: 'You work for' },
  'profile.authority': { nl: 'Autoriteit', en: 'Authority' },
  'profile.roles': { nl: 'Uw rollen', en: 'Your roles' },
  'profile.assurance': { nl: 'Betrouwbaarheid van uw login', en: 'Assurance of your login' },
  'profile.assurance.low': { nl: 'laag', en: 'low' },
  'profile.assurance.substantial': { nl: 'substantieel', en: 'substantial' },
  'profile.assurance.high': { nl: 'hoog', en: 'high' },
  'profile.programs': {
    nl: 'Programma’s die voor uw organisatie handelen',
    en: 'Programs that act for your organisation',
  },
  'profile.until': { nl: 'Ingelogd tot', en: 'Logged in until' },
  'profile.id': { nl: 'Uw kenmerk', en: 'Your reference' },

  'sessions.title': { nl: 'Waar u bent ingelogd', en: 'Where you are logged in' },
  'sessions.text': {
    nl: 'Herkent u er een niet? Log daar uit.',
    en: 'Is there one you do not recognise? Log out there.',
  },
  'sessions.agent': { nl: 'Browser', en: 'Browser' },
  'sessions.started': { nl: 'Begonnen', en: 'Started' },
  'sessions.seen': { nl: 'Laatst gebruikt', en: 'Last used' },
  'sessions.this': { nl: 'Deze sessie', en: 'This session' },
  'sessions.action': { nl: 'Actie', en: 'Action' },
  'sessions.end': { nl: 'Log daar uit', en: 'Log out there' },
  'sessions.ended': { nl: 'Daar bent u nu uitgelogd', en: 'You are now logged out there' },
  'sessions.here': { nl: 'Hier uitloggen', en: 'Log out here' },
  'sessions.everywhere': { nl: 'Overal uitloggen', en: 'Log out everywhere' },

  'passkeys.title': { nl: 'Uw passkeys', en: 'Your passkeys' },
  'passkeys.text': {
    nl: 'Met een passkey bevestigt u een besluit, met uw vinger, gezicht of pincode. Wij krijgen die nooit te zien.',
    en: 'With a passkey you confirm a decision, with your finger, face or PIN. We never see those.',
  },
  'passkeys.none': { nl: 'U hebt nog geen passkey', en: 'You have no passkey yet' },
  'passkeys.none.text': {
    nl: 'Zonder passkey kunt u geen besluiten nemen, zoals een partij vrijgeven.',
    en: 'Without a passkey you cannot take decisions, such as releasing a batch.',
  },
  'passkeys.name': { nl: 'Naam van deze passkey', en: 'Name of this passkey' },
  'passkeys.name.help': { nl: 'Bijvoorbeeld: laptop op kantoor', en: 'For example: laptop at the office' },
  'passkeys.name.missing': {
    nl: 'Geef de passkey een naam, zodat u hem later herkent.',
    en: 'Give the passkey a name, so that you know it later.',
  },
  'passkeys.add': { nl: 'Passkey toevoegen', en: 'Add a passkey' },
  'passkeys.added': { nl: 'Passkey toegevoegd', en: 'Passkey added' },
  'passkeys.remove': { nl: 'Verwijderen', en: 'Remove' },
  'passkeys.removed': { nl: 'Passkey verwijderd', en: 'Passkey removed' },
  'passkeys.created': { nl: 'Toegevoegd', en: 'Added' },
  'passkeys.used': { nl: 'Laatst gebruikt', en: 'Last used' },
  'passkeys.never': { nl: 'nog niet', en: 'not yet' },
  'passkeys.synced': { nl: 'op meer apparaten', en: 'on several devices' },
  'passkeys.unsupported': {
    nl: 'Deze browser kan geen passkeys gebruiken. Neem een nieuwere browser, of een ander apparaat.',
    en: 'This browser cannot use passkeys. Take a newer browser, or another device.',
  },
  'passkeys.stopped': {
    nl: 'U bent gestopt, of het duurde te lang. Er is niets veranderd.',
    en: 'You stopped, or it took too long. Nothing was changed.',
  },

  'step.title': { nl: 'Bevestig dat u het bent', en: 'Confirm that it is you' },
  'step.text': {
    nl: 'Dit is een besluit. Bevestig het met uw passkey. Daarna kunt u tien minuten besluiten nemen zonder opnieuw te bevestigen.',
    en: 'This is a decision. Confirm it with your passkey. After that you can decide for ten minutes without confirming again.',
  },
  'step.do': { nl: 'Bevestigen met passkey', en: 'Confirm with passkey' },
  'step.none': {
    nl: 'U hebt nog geen passkey. Voeg er eerst een toe bij uw profiel; wat u hier hebt ingevuld, blijft op dit tabblad staan.',
    en: 'You have no passkey yet. First add one in your profile; what you filled in here stays on this tab.',
  },
  'step.profile': { nl: 'Naar uw profiel', en: 'To your profile' },
})
