// The words of a certificate on paper, in Dutch and English. Not here: the screen (web).
import { defineMessages, text } from '#kernel'

export const certificateTexts = defineMessages({
  'certificate.title': text<{ number: string }>({
    nl: ({ number }) => `Analysecertificaat ${number}`,
    en: ({ number }) => `Certificate of analysis ${number}`,
  }),
  'certificate.batch': text<{ name: string }>({
    nl: ({ name }) => `partij ${name}`,
    en: ({ name }) => `batch ${name}`,
  }),
  'certificate.version': text<{ version: number }>({
    nl: ({ version }) => `versie ${version}`,
    en: ({ version }) => `version ${version}`,
  }),
  'certificate.foot': text<{ hash: string; number: string; version: number }>({
    nl: ({ hash, number, version }) => `${number}, versie ${version} · sha-256 ${hash}…`,
    en: ({ hash, number, version }) => `${number}, version ${version} · sha-256 ${hash}…`,
  }),
  'certificate.withdrawn': {
    nl: 'Dit certificaat is ingetrokken: de vrijgave waar het op rust, is teruggenomen.',
    en: 'This certificate was withdrawn: the release it rests on was taken back.',
  },
  'certificate.fact.number': { nl: 'Nummer', en: 'Number' },
  'certificate.fact.released': { nl: 'Vrijgegeven op', en: 'Released on' },
  'certificate.fact.by': { nl: 'Door', en: 'By' },
  'certificate.by.qualified': { nl: 'een bevoegd persoon', en: 'a qualified person' },
  'certificate.by.person': {
    nl: 'de minister (Bureau voor Medicinale Cannabis)',
    en: 'the Minister (Office of Medicinal Cannabis)',
  },
  'certificate.fact.expires': { nl: 'Vrijgave geldt tot', en: 'Release holds until' },
  'certificate.fact.public': { nl: 'Openbaar tot', en: 'Public until' },
  'certificate.none': { nl: 'geen dag genoemd', en: 'no day named' },
  'certificate.specification': { nl: 'Specificatie en uitslag', en: 'Specification and result' },
  'certificate.column.analyte': { nl: 'Bepaling', en: 'Determination' },
  'certificate.column.limit': { nl: 'Grens', en: 'Limit' },
  'certificate.column.result': { nl: 'Gemeten', en: 'Measured' },
  'certificate.column.compared': { nl: 'Vergeleken', en: 'Compared' },
  'certificate.column.verdict': { nl: 'Oordeel', en: 'Verdict' },
  'certificate.column.test': { nl: 'Onderzoek', en: 'Test' },
  'certificate.column.judged': { nl: 'Laboratorium', en: 'Laboratory' },
  'certificate.verdict.inside': { nl: 'voldoet', en: 'meets' },
  'certificate.verdict.outside': { nl: 'voldoet niet', en: 'does not meet' },
  'certificate.verdict.missing': { nl: 'niet gemeten', en: 'not measured' },
  'certificate.rule': {
    nl: 'Vergeleken is de uitslag op de gedroogde stof, afgerond op het laatste cijfer van de grens (een half gaat omhoog), zonder de meetonzekerheid tenzij de grens anders zegt.',
    en: 'Compared is the result on the dried drug, rounded to the last digit of the limit (a half goes up), without the measurement uncertainty unless the limit says otherwise.',
  },
  'certificate.rule.as-is': {
    nl: 'Vergeleken is de uitslag van het product zoals het is, afgerond op het laatste cijfer van de grens (een half gaat omhoog), zonder de meetonzekerheid tenzij de grens anders zegt.',
    en: 'Compared is the result on the product as it is, rounded to the last digit of the limit (a half goes up), without the measurement uncertainty unless the limit says otherwise.',
  },
  'certificate.label': { nl: 'Wat het etiket noemt', en: 'What the label names' },
  'certificate.labelNote': {
    nl: 'Een andere toets dan de vrijgave: hoe ver een verpakking mag afwijken van het gehalte op het etiket.',
    en: 'Another test than release: how far a pack may be from the content on its label.',
  },
  'certificate.unlimited': { nl: 'Onderzoek zonder bekende grens', en: 'Tests without a known limit' },
  'certificate.unlimitedNote': {
    nl: 'Van dit onderzoek kent dit systeem de grens niet. Het laboratorium beoordeelde het, of het is hier niet vastgelegd.',
    en: 'This system does not know the limit of these tests. The laboratory judged them, or they are not recorded here.',
  },
  'certificate.judged.conforms': { nl: 'voldoet', en: 'conforms' },
  'certificate.judged.unfit': { nl: 'voldoet niet', en: 'does not conform' },
  'certificate.judged.not': { nl: 'niet vastgelegd', en: 'not recorded' },
  'certificate.test.appearance': { nl: 'Uiterlijk', en: 'Appearance' },
  'certificate.test.microscopy': { nl: 'Microscopie', en: 'Microscopy' },
  'certificate.test.identity-tlc': {
    nl: 'Identiteit (dunnelaagchromatografie)',
    en: 'Identity (thin-layer chromatography)',
  },
  'certificate.test.fineness': { nl: 'Fijnheid', en: 'Fineness' },
  'certificate.test.microbial-count': { nl: 'Kiemgetal', en: 'Microbial count' },
  'certificate.test.aflatoxins': { nl: 'Aflatoxinen', en: 'Aflatoxins' },
  'certificate.test.pesticides': { nl: 'Bestrijdingsmiddelen', en: 'Pesticides' },
  'certificate.test.related-substances': { nl: 'Verwante stoffen', en: 'Related substances' },
  'certificate.verify': { nl: 'Zelf controleren', en: 'Verify it yourself' },
  'certificate.fact.address': { nl: 'Dit certificaat', en: 'This certificate' },
  'certificate.fact.hash': { nl: 'Vingerafdruk (SHA-256)', en: 'Fingerprint (SHA-256)' },
  'certificate.fact.leaf': { nl: 'Plaats in het logboek', en: 'Place in the log' },
  'certificate.leaf.waiting': { nl: 'wordt binnen een minuut bepaald', en: 'set within a minute' },
  'certificate.fact.how': { nl: 'Hoe', en: 'How' },
  'certificate.how': {
    nl: 'Haal op dat adres het bewijs op en controleer het zonder ons: grein verify <bestand>.',
    en: 'Get the proof at that address and check it without us: grein verify <file>.',
  },
})
