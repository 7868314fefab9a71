// What `grein law diff` says, in Dutch and English. Not here: the comparison itself (#law), which brings its own sentences.
import { defineMessages, text } from '#kernel'

export const lawDiffTexts = defineMessages({
  'law-diff.about': {
    nl: 'twee wetten naast elkaar: twee dagen, of een dag en een ontwerp',
    en: 'two laws side by side: two days, or a day and a draft',
  },
  'law-diff.from': { nl: 'de wet van deze dag (vandaag)', en: 'the law of this day (today)' },
  'law-diff.to': { nl: 'naast die van deze dag (vandaag)', en: 'beside that of this day (today)' },
  'law-diff.known-on': { nl: 'beide zoals bekend op deze dag (vandaag)', en: 'both as known on this day (today)' },
  'law-diff.draft': {
    nl: 'een ontwerp dat over de tweede wet ligt; - is de invoer (corpus/schema/draft.json)',
    en: 'a draft that lies over the second law; - is the input (corpus/schema/draft.json)',
  },
  'law-diff.example': {
    nl: 'een uitgewerkt voorbeeld in plaats van een bestand',
    en: 'a worked example instead of a file',
  },
  'law-diff.structures': {
    nl: 'ook deze structuren bekijken: een bestand met per regel een SMILES en een naam',
    en: 'look at these structures too: a file with a SMILES and a name on each line',
  },
  'law-diff.format': { nl: 'text om te lezen, json voor een programma', en: 'text to read, json for a program' },
  'law-diff.example.dates': { nl: 'wat lijst IA veranderde', en: 'what list IA changed' },
  'law-diff.example.mdma': { nl: 'MDMA van lijst I naar lijst II', en: 'MDMA from list I to list II' },
  'law-diff.example.pipe': {
    nl: 'een ontwerp uit een pijp, het antwoord in een andere',
    en: 'a draft from a pipe, the answer into another',
  },
  'law-diff.nothing-to-compare': {
    nl: 'Geef twee dagen (--from en --to), een ontwerp (--draft) of een voorbeeld (--example).',
    en: 'Give two days (--from and --to), a draft (--draft) or an example (--example).',
  },
  'law-diff.one-draft': {
    nl: 'Kies --draft of --example, niet allebei.',
    en: 'Choose --draft or --example, not both.',
  },
  'law-diff.wrong-format': { nl: 'Kies als vorm text of json.', en: 'Choose text or json as the format.' },
  'law-diff.wrong-day': text<{ option: string }>({
    nl: ({ option }) => `Schrijf de dag van --${option} als 2025-07-01.`,
    en: ({ option }) => `Write the day of --${option} as 2025-07-01.`,
  }),
  'law-diff.no-example': text<{ example: string; examples: string }>({
    nl: ({ example, examples }) => `Er is geen voorbeeld "${example}". Deze zijn er: ${examples}.`,
    en: ({ example, examples }) => `There is no example "${example}". These are there: ${examples}.`,
  }),
  'law-diff.no-file': text<{ path: string }>({
    nl: ({ path }) => `Het bestand ${path} is er niet of is niet te lezen.`,
    en: ({ path }) => `The file ${path} is not there or cannot be read.`,
  }),
  'law-diff.hypothetical': { nl: 'HYPOTHETISCH · geen geldend recht', en: 'HYPOTHETICAL · not the law' },
  'law-diff.moved': { nl: 'Wat verhuist', en: 'What moves' },
  'law-diff.penalties': { nl: 'Maximumstraf (tijd / boetecategorie)', en: 'Maximum penalty (time / category of fine)' },
  'law-diff.open': { nl: 'niet te bepalen', en: 'not decidable' },
  'law-diff.unit.years': { nl: 'j', en: 'y' },
  'law-diff.unit.months': { nl: 'mnd', en: 'mo' },
  'law-diff.means': { nl: 'Wat het betekent', en: 'What it means' },
  'law-diff.means.prescribing': { nl: 'voorschrijven', en: 'prescribing' },
  'law-diff.means.dispensing': { nl: 'afleveren op recept', en: 'supplying on prescription' },
  'law-diff.means.duties': { nl: 'plichten', en: 'duties' },
  'law-diff.means.exemption': { nl: 'bestaande ontheffing', en: 'existing exemption' },
  'law-diff.means.treaty': { nl: 'verdrag', en: 'treaty' },
  'law-diff.means.medicines': { nl: 'Geneesmiddelenwet', en: 'Medicines Act' },
  'law-diff.rules': { nl: 'Regels en omschrijvingen', en: 'Rules and definitions' },
  'law-diff.terms': { nl: 'Termijnen en grenzen', en: 'Terms and limits' },
  'law-diff.articles': { nl: 'Artikelen', en: 'Articles' },
  'law-diff.notices': { nl: 'Let op', en: 'Note' },
  'law-diff.lifted': { nl: 'verbod geldt niet', en: 'ban does not apply' },
  'law-diff.nowhere': { nl: 'geen lijst', en: 'no list' },
  'law-diff.expert': { nl: 'deskundige', en: 'expert' },
  'law-diff.begins': { nl: 'nieuw', en: 'new' },
  'law-diff.ends': { nl: 'vervalt', en: 'ends' },
  'law-diff.changes': { nl: 'anders', en: 'changes' },
  'law-diff.not-recorded': { nl: 'niet vastgelegd', en: 'not recorded' },
})
