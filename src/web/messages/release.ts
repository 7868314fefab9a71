// The texts of a release and of certificates of analysis. Not here: orders and cases (quality.ts), and a certificate on paper (chain).
import { defineMessages, text } from '#kernel'

export const releaseMessages = defineMessages({
  'release.title': text<{ name: string }>({
    nl: ({ name }) => `Vrijgave van ${name}`,
    en: ({ name }) => `Release of ${name}`,
  }),
  'release.missing': { nl: 'Vrijgave', en: 'Release' },
  'release.specification': { nl: 'Specificatie naast uitslag', en: 'Specification beside result' },
  'release.label': { nl: 'Wat het etiket noemt', en: 'What the label names' },
  'release.label.note': {
    nl: 'Een andere toets, met eigen dagen: zij zegt of een verpakking dit gehalte op het etiket mag noemen, en houdt de vrijgave niet tegen.',
    en: 'Another test, with days of its own: it says whether a pack may name this content on its label, and does not stop the release.',
  },
  'release.unlimited': { nl: 'Zonder bekende grens: u oordeelt', en: 'Without a known limit: you judge' },
  'release.unlimited.note': {
    nl: 'Van dit onderzoek is de grens hier niet bekend (na te gaan).',
    en: 'The limit of these tests is not known here (to be verified).',
  },
  'release.unlimited.none': { nl: 'niet vastgelegd', en: 'not recorded' },
  'release.superseded': { nl: 'Uitslagen die niet meer spreken', en: 'Results that speak no more' },
  'release.superseded.none': {
    nl: 'Geen uitslag van deze partij, of van waar zij van is gemaakt, werd verbeterd, teruggenomen, ongeldig verklaard of vervangen.',
    en: 'No result of this batch, or of what it was made of, was corrected, taken back, invalidated or replaced.',
  },
  'release.superseded.says': text<{ count: number; outside: number }>({
    nl: ({ count, outside }) =>
      `${count === 1 ? 'Eén uitslag is' : `${count} uitslagen zijn`} verbeterd, teruggenomen of ongeldig verklaard${outside === 0 ? '' : outside === count ? `, en ${outside === 1 ? 'lag' : 'lagen'} buiten de specificatie` : `; ${outside} daarvan ${outside === 1 ? 'lag' : 'lagen'} buiten de specificatie`}. Beoordeel waarom, hieronder.`,
    en: ({ count, outside }) =>
      `${count === 1 ? 'One result was' : `${count} results were`} corrected, taken back or invalidated${outside === 0 ? '' : outside === count ? ', and lay outside the specification' : `; ${outside} of them lay outside the specification`}. Judge why, below.`,
  }),
  'release.superseded.corrected': { nl: 'verbeterd voor de bevestiging', en: 'corrected before it was confirmed' },
  'release.superseded.taken-back': { nl: 'teruggenomen', en: 'taken back' },
  'release.superseded.invalidated': { nl: 'ongeldig verklaard', en: 'invalidated' },
  'release.superseded.replaced': { nl: 'vervangen door later onderzoek', en: 'replaced by a later test' },
  'release.superseded.was': { nl: 'Was', en: 'Was' },
  'release.superseded.became': { nl: 'Nu spreekt', en: 'Now speaks' },
  'release.superseded.nothing': { nl: 'niets', en: 'nothing' },
  'release.superseded.who': { nl: 'Wie en wanneer', en: 'Who and when' },
  'release.superseded.why': { nl: 'Waarom', en: 'Why' },
  'release.says.inside': { nl: 'Alles wat een grens heeft, voldoet.', en: 'Everything that has a limit meets it.' },
  'release.says.outside': text<{ count: number }>({
    nl: ({ count }) =>
      count === 1 ? 'Eén bepaling ligt buiten de specificatie.' : `${count} bepalingen liggen buiten de specificatie.`,
    en: ({ count }) =>
      count === 1
        ? 'One determination is outside the specification.'
        : `${count} determinations are outside the specification.`,
  }),
  'release.says.missing': text<{ count: number }>({
    nl: ({ count }) => (count === 1 ? 'Eén uitslag ontbreekt nog.' : `${count} uitslagen ontbreken nog.`),
    en: ({ count }) => (count === 1 ? 'One result is still missing.' : `${count} results are still missing.`),
  }),
  'release.blocking': { nl: 'Hier wacht de vrijgave op', en: 'The release waits for' },
  'release.onhold': {
    nl: 'De partij staat geblokkeerd. Hef die blokkade eerst op.',
    en: 'The batch is on hold. Lift that hold first.',
  },
  'release.unqualified': {
    nl: 'Van u is geen bevoegdheid als bevoegd persoon vastgelegd.',
    en: 'No capacity of qualified person of yours is on record.',
  },
  'release.differences': {
    nl: 'Van deze partij staat nog een verschil open. Het houdt de vrijgave niet tegen.',
    en: 'A difference of this batch is still open. It does not stop the release.',
  },
  'release.nothing': {
    nl: 'Er ligt niets in quarantaine om over te besluiten.',
    en: 'Nothing is in quarantine to decide on.',
  },
  'release.renew': {
    nl: 'Alles is al vrijgegeven. Met nieuwe uitslagen kunt u de vrijgave verlengen.',
    en: 'All of it is released already. With new results you can renew the release.',
  },
  'release.decide': { nl: 'Besluit', en: 'Decision' },
  'release.mass': text<{ mass: string }>({
    nl: ({ mass }) => `Het gaat om ${mass} in quarantaine.`,
    en: ({ mass }) => `This decides on ${mass} in quarantine.`,
  }),
  'release.verdict.released': { nl: 'Vrijgeven', en: 'Release' },
  'release.verdict.rejected': { nl: 'Afkeuren', en: 'Reject' },
  'release.verdict.needed': { nl: 'Kies vrijgeven of afkeuren.', en: 'Choose release or reject.' },
  'release.expires': { nl: 'Vrijgave geldt tot (heronderzoek)', en: 'Release holds until (retest)' },
  'release.expires.needed': {
    nl: 'Noem tot en met wanneer de vrijgave geldt.',
    en: 'Name the last day on which the release holds.',
  },
  'release.certificate': { nl: 'Nummer van het certificaat', en: 'Number of the certificate' },
  'release.do': { nl: 'Besluit vastleggen', en: 'Record the decision' },
  'release.passkey': { nl: 'U bevestigt met uw passkey.', en: 'You confirm with your passkey.' },
  'release.done.released': {
    nl: 'Vrijgegeven; het certificaat is uitgegeven',
    en: 'Released; the certificate was issued',
  },
  'release.done.rejected': { nl: 'Afgekeurd', en: 'Rejected' },
  'release.forbidden': {
    nl: 'Besluiten over vrijgave is aan een beslisser van de autoriteit.',
    en: 'Deciding on release is for a decision maker of the authority.',
  },
  'certificate.title': text<{ number: string }>({
    nl: ({ number }) => `Analysecertificaat ${number}`,
    en: ({ number }) => `Certificate of analysis ${number}`,
  }),
  'certificate.missing': { nl: 'Analysecertificaat', en: 'Certificate of analysis' },
  'certificate.version': text<{ version: number }>({
    nl: ({ version }) => `versie ${version}`,
    en: ({ version }) => `version ${version}`,
  }),
  'certificate.issued': { nl: 'Geldig', en: 'Issued' },
  'certificate.withdrawn': { nl: 'Ingetrokken', en: 'Withdrawn' },
  'certificate.withdrawn.text': {
    nl: 'De vrijgave waar dit certificaat op rust, is teruggenomen.',
    en: 'The release this certificate rests on was taken back.',
  },
  'certificate.stands.again': text<{ version: number; later: number }>({
    nl: ({ version, later }) =>
      `Versie ${later} is ingetrokken: de vrijgave waar die op rustte, is teruggenomen. Versie ${version} geldt, zoals hier staat.`,
    en: ({ version, later }) =>
      `Version ${later} was withdrawn: the release it rested on was taken back. Version ${version} stands, as written here.`,
  }),
  'certificate.what': { nl: 'Certificaat', en: 'Certificate' },
  'certificate.product': { nl: 'Product', en: 'Product' },
  'certificate.released': { nl: 'Vrijgegeven op', en: 'Released on' },
  'certificate.expires': { nl: 'Vrijgave geldt tot', en: 'Release holds until' },
  'certificate.public': { nl: 'Openbaar tot', en: 'Public until' },
  'certificate.by': { nl: 'Door', en: 'By' },
  'certificate.by.qualified': { nl: 'een bevoegd persoon', en: 'a qualified person' },
  'certificate.by.person': { nl: 'de autoriteit', en: 'the authority' },
  'certificate.hash': { nl: 'Vingerafdruk (SHA-256)', en: 'Fingerprint (SHA-256)' },
  'certificate.log': { nl: 'Plaats in het logboek', en: 'Place in the log' },
  'certificate.log.waiting': { nl: 'wordt binnen een minuut bepaald', en: 'set within a minute' },
  'certificate.pdf': { nl: 'Als PDF', en: 'As PDF' },
  'certificate.json': { nl: 'Als JSON', en: 'As JSON' },
  'certificate.proof': { nl: 'Bewijs', en: 'Proof' },
  'certificate.verify': {
    nl: 'Wie het bewijs heeft, controleert het zonder ons: grein verify <bestand>, of op de pagina “Bewijs controleren”.',
    en: 'Whoever has the proof checks it without us: grein verify <file>, or on the page “Check a proof”.',
  },
  'certificate.none': { nl: 'geen dag genoemd', en: 'no day named' },
  'certificate.unlimited': { nl: 'Onderzoek zonder bekende grens', en: 'Tests without a known limit' },
  'certificate.version.withdrawn': text<{ version: number }>({
    nl: ({ version }) => `versie ${version} (ingetrokken)`,
    en: ({ version }) => `version ${version} (withdrawn)`,
  }),
  'certificate.versions': { nl: 'Versies', en: 'Versions' },
})
