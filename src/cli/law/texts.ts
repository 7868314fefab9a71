// What the commands about the law as data say, in Dutch and English. Not here: any other command.
import { defineMessages, text } from '#kernel'

export const lawTexts = defineMessages({
  'law-lists.about': {
    nl: 'hoeveel er op elke lijst staan op een dag, of alle regels ervan',
    en: 'how many each list holds on a day, or every row of it',
  },
  'law-lists.on': {
    nl: 'de lijsten zoals ze op deze dag golden (vandaag)',
    en: 'the lists as they held on this day (today)',
  },
  'law-lists.known': { nl: 'zoals op deze dag bekend was (vandaag)', en: 'as known on this day (today)' },
  'law-lists.list': { nl: 'alleen deze lijst: I, IA of II', en: 'this list alone: I, IA or II' },
  'law-lists.format': {
    nl: 'table: de aantallen; jsonl of csv: elk middel op een regel',
    en: 'table: the counts; jsonl or csv: each substance on a line',
  },
  'law-lists.example.counts': {
    nl: 'de aantallen op de dag dat lijst IA begon',
    en: 'the counts on the day list IA began',
  },
  'law-lists.example.known': {
    nl: 'wat op 1 januari 2024 over 1 juni 2024 bekend was',
    en: 'what was known on 1 January 2024 about 1 June 2024',
  },
  'law-lists.example.csv': {
    nl: 'lijst II van vandaag voor een spreadsheet',
    en: 'list II of today for a spreadsheet',
  },
  'law-lists.wrong-format': {
    nl: 'Kies als vorm table, jsonl of csv.',
    en: 'Choose table, jsonl or csv as the format.',
  },
  'law-lists.wrong-list': { nl: 'Kies als lijst I, IA of II.', en: 'Choose I, IA or II as the list.' },
  'law-lists.no-files': { nl: 'Dit commando leest geen bestand.', en: 'This command reads no file.' },
  'law-lists.heading': text<{ on: string; known: string }>({
    nl: ({ on, known }) => `Op ${on}, zoals bekend op ${known}`,
    en: ({ on, known }) => `On ${on}, as known on ${known}`,
  }),
  'law-lists.column.list': { nl: 'lijst', en: 'list' },
  'law-lists.column.named': { nl: 'genoemd', en: 'named' },
  'law-lists.column.compound': { nl: 'stoffen', en: 'compounds' },
  'law-lists.column.plant': { nl: 'planten', en: 'plants' },
  'law-lists.column.fungus': { nl: 'schimmels', en: 'fungi' },
  'law-lists.column.material': { nl: 'materialen', en: 'materials' },
  'law-lists.column.inferred': { nl: 'afgeleid', en: 'inferred' },
  'law-lists.column.definitions': { nl: 'groepen en slotbepalingen', en: 'groups and clauses' },
  'law-lists.column.coverage': { nl: 'tekst gelezen', en: 'text read' },
  'law-lists.extent.text': { nl: 'geheel', en: 'whole' },
  'law-lists.extent.partial': { nl: 'deels', en: 'in part' },
  'law-lists.extent.none': { nl: 'niet', en: 'no' },

  'law-import.about': {
    nl: 'neem officiële teksten op uit XML van het Basiswettenbestand, om naast de regels te tonen',
    en: 'take in official texts from XML of the Dutch legislation database, to show beside the rules',
  },
  'law-import.data': {
    nl: 'de gegevensmap (.grein); de teksten komen in de map law daarin',
    en: 'the data folder (.grein); the texts go into its folder law',
  },
  'law-import.out': { nl: 'een andere map voor de teksten', en: 'another folder for the texts' },
  'law-import.format': {
    nl: 'table: wat er mist of anders is; jsonl: elk artikel op een regel',
    en: 'table: what is missing or different; jsonl: each article on a line',
  },
  'law-import.example.one': { nl: 'één geconsolideerde tekst', en: 'one consolidated text' },
  'law-import.example.all': {
    nl: 'alle teksten met het manifest, dat zegt tot wanneer elk gold',
    en: 'all texts with the manifest, which says until when each held',
  },
  'law-import.no-files': {
    nl: 'Geef een of meer XML-bestanden van wetten.overheid.nl: een toestand, of een manifest met toestanden.',
    en: 'Give one or more XML files of wetten.overheid.nl: a consolidated text, or a manifest with texts.',
  },
  'law-import.absent': text<{ file: string }>({
    nl: ({ file }) => `${file} is er niet of kan niet worden gelezen. Er is niets opgenomen.`,
    en: ({ file }) => `${file} is not there or cannot be read. Nothing was taken in.`,
  }),
  'law-import.refused': text<{ fault: string }>({
    nl: ({ fault }) => `${fault}. Er is niets opgenomen.`,
    en: ({ fault }) => `${fault}. Nothing was taken in.`,
  }),
  'law-import.cannot-write': text<{ folder: string; what: string }>({
    nl: ({ folder, what }) => `In ${folder} kan niet worden geschreven: ${what}.`,
    en: ({ folder, what }) => `${folder} cannot be written to: ${what}.`,
  }),
  'law-import.wrong-format': { nl: 'Kies als vorm table of jsonl.', en: 'Choose table or jsonl as the format.' },
  'law-import.kept': text<{ folder: string; acts: number; texts: number }>({
    nl: ({ folder, acts, texts }, write) =>
      `${folder} bevat nu ${write.number(texts)} artikelteksten (regelingen: ${write.number(acts)}). De server toont ze na een nieuwe start.`,
    en: ({ folder, acts, texts }, write) =>
      `${folder} now holds ${write.number(texts)} article texts (regulations: ${write.number(acts)}). The server shows them after a restart.`,
  }),
  'law-import.counts': text<{ text: number; missing: number; elsewhere: number; differs: number }>({
    nl: ({ text: there, missing, elsewhere, differs }, write) =>
      `Artikelen van het corpus: ${write.number(there)} met tekst, ${write.number(missing)} niet in de tekst gevonden, ${write.number(elsewhere)} van andere dagen dan de teksten, ${write.number(differs)} met een andere dag.`,
    en: ({ text: there, missing, elsewhere, differs }, write) =>
      `Articles of the corpus: ${write.number(there)} with text, ${write.number(missing)} not found in the text, ${write.number(elsewhere)} of other days than the texts, ${write.number(differs)} with another day.`,
  }),
  'law-import.finding.no-text': { nl: 'niet in de tekst gevonden', en: 'not found in the text' },
  'law-import.finding.not-imported': {
    nl: 'van deze dagen is geen tekst opgenomen',
    en: 'no text of these days was taken in',
  },
  'law-import.finding.begins-otherwise': { nl: 'begint volgens de tekst op', en: 'begins, by the text, on' },
  'law-import.finding.ends-otherwise': {
    nl: 'de volgende begint volgens de tekst op',
    en: 'the next begins, by the text, on',
  },
})
