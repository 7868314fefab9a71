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
  'certificate.replaced': text<{ version: number; at: string }>({
    nl: ({ version, at }, write) =>
      `Vervangen door versie ${version}, uitgegeven op ${write.day(at)}. Gebruik die; deze versie is wat er toen stond.`,
    en: ({ version, at }, write) =>
      `Replaced by version ${version}, issued on ${write.day(at)}. Use that; this version is what stood then.`,
  }),
  'certificate.fact.number': { nl: 'Nummer', en: 'Number' },
  'certificate.fact.tested': { nl: 'Onderzocht op', en: 'Tested on' },
  'certificate.fact.released': { nl: 'Vrijgegeven op', en: 'Released on' },
  'certificate.fact.by': { nl: 'Door', en: 'By' },
  'certificate.by.qualified': { nl: 'een bevoegd persoon', en: 'a qualified person' },
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
  'certificate.of.dried': { nl: 'op gedroogde stof', en: 'on dried basis' },
  'certificate.of.as-is': { nl: 'zoals het is', en: 'as is' },
  'certificate.rule': {
    nl: 'Vergeleken is de uitslag op de gedroogde stof (droogverlies en vreemde bestanddelen zoals het product is), afgerond op het laatste cijfer van de grens (een half gaat omhoog), zonder de meetonzekerheid tenzij de grens anders zegt.',
    en: 'Compared is the result on the dried drug (loss on drying and foreign matter of the product as it is), rounded to the last digit of the limit (a half goes up), without the measurement uncertainty unless the limit says otherwise.',
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
  'certificate.scan': { nl: 'Scan en controleer', en: 'Scan and check' },
  'certificate.fact.address': { nl: 'Dit certificaat', en: 'This certificate' },
  'certificate.fact.hash': { nl: 'Vingerafdruk (SHA-256)', en: 'Fingerprint (SHA-256)' },
  'certificate.fact.leaf': { nl: 'Plaats in het logboek', en: 'Place in the log' },
  'certificate.leaf.waiting': { nl: 'wordt binnen een minuut bepaald', en: 'set within a minute' },
  'certificate.fact.how': { nl: 'Hoe', en: 'How' },
  'certificate.how': {
    nl: 'Uw eigen browser haalt het bewijs van deze versie op en rekent het na. Of haal het op bij het adres hierboven en controleer het zonder ons, met grein verify <bestand>. Papier is te veranderen: wat telt, is wat daar staat.',
    en: 'Your own browser fetches the proof of this version and recomputes it. Or get it at the address above and check it without us, with grein verify <file>. Paper can be changed: what counts is what stands there.',
  },
})
