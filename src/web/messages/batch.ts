// The texts of the batch check. Not here: what is said of a row (#law/batch) and the names of substances.
import { defineMessages, text } from '#kernel'

const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(Math.round(seconds) % 60).padStart(2, '0')}`

export const batchCheckMessages = defineMessages({
  'batch.title': { nl: 'Veel stoffen tegelijk controleren', en: 'Check many substances at once' },
  'batch.lead': {
    nl: 'Geef een tabel met structuren. U ziet per rij of de stof op die dag onder de Opiumwet valt, en waarom.',
    en: 'Give a table of structures. You see for each row whether the substance falls under the Opium Act on that day, and why.',
  },
  'batch.private': { nl: 'Uw bestand blijft op deze computer', en: 'Your file stays on this computer' },
  'batch.private.more': {
    nl: 'Uw browser beoordeelt de structuren zelf. Er gaat niets naar ons toe.',
    en: 'Your browser judges the structures itself. Nothing is sent to us.',
  },
  'batch.law.loading': { nl: 'De wet wordt geladen.', en: 'The law is being loaded.' },
  'batch.law.here': text<{ version: string }>({
    nl: ({ version }) => `De wet is geladen (versie ${version}). U kunt nu ook zonder verbinding verder.`,
    en: ({ version }) => `The law is loaded (version ${version}). You can go on without a connection now.`,
  }),
  'batch.law.failed': {
    nl: 'De wet kon niet geladen worden. Controleer uw verbinding en probeer het opnieuw.',
    en: 'The law could not be loaded. Check your connection and try again.',
  },
  'batch.again': { nl: 'Opnieuw proberen', en: 'Try again' },
  'batch.fault': { nl: 'Dit ging mis in Grein zelf', en: 'This went wrong in Grein itself' },

  'batch.give': { nl: 'Uw tabel', en: 'Your table' },
  'batch.drop': { nl: 'CSV-, SMILES- of SD-bestand', en: 'CSV, SMILES or SD file' },
  'batch.drop.help': {
    nl: 'Zo groot als u wilt; ook gecomprimeerd (.gz). Hebt u een werkblad? Bewaar het als CSV.',
    en: 'As large as you like; compressed (.gz) too. Is it a spreadsheet? Save it as CSV.',
  },
  'batch.paste': { nl: 'Of plak hier een lijst', en: 'Or paste a list here' },
  'batch.paste.help': {
    nl: 'Eén SMILES per regel, met een naam erachter als u wilt; of een tabel met kolomnamen.',
    en: 'One SMILES a line, with a name behind it if you like; or a table with names of columns.',
  },
  'batch.paste.use': { nl: 'Deze lijst gebruiken', en: 'Use this list' },
  'batch.paste.empty': { nl: 'Plak eerst een lijst.', en: 'Paste a list first.' },
  'batch.paste.name': { nl: 'Geplakte lijst', en: 'Pasted list' },
  'batch.example': { nl: 'Voorbeeld invullen', en: 'Fill in an example' },
  'batch.other': { nl: 'Andere tabel', en: 'Another table' },
  'batch.kind.csv': { nl: 'tabel (CSV)', en: 'table (CSV)' },
  'batch.kind.smiles': { nl: 'lijst van SMILES', en: 'list of SMILES' },
  'batch.kind.sdf': { nl: 'SD-bestand', en: 'SD file' },
  'batch.size': text<{ kb: number }>({
    nl: ({ kb }, write) => (kb < 1_000 ? `${write.number(kb)} kB` : `${write.number(kb / 1_000, 1)} MB`),
    en: ({ kb }, write) => (kb < 1_000 ? `${write.number(kb)} kB` : `${write.number(kb / 1_000, 1)} MB`),
  }),
  'batch.structure': { nl: 'Kolom met de structuur', en: 'Column with the structure' },
  'batch.structure.choose': { nl: 'Kies de kolom met SMILES.', en: 'Choose the column with SMILES.' },
  'batch.id': { nl: 'Kolom met uw nummer', en: 'Column with your number' },
  'batch.id.line': { nl: 'Het regelnummer', en: 'The line number' },
  'batch.on': { nl: 'Op welke dag?', en: 'On which day?' },
  'batch.on.help': { nl: 'Leeg is vandaag', en: 'Empty is today' },
  'batch.do': { nl: 'Alle rijen controleren', en: 'Check all rows' },
  'batch.refused.empty': { nl: 'Hier staat niets in.', en: 'There is nothing in it.' },
  'batch.refused.spreadsheet': {
    nl: 'Dit is een werkblad of een archief. Bewaar het als CSV (UTF-8) en geef dat.',
    en: 'This is a spreadsheet or an archive. Save it as CSV (UTF-8) and give that.',
  },
  'batch.refused.utf-16': {
    nl: 'Dit bestand is UTF-16 (“Unicode-tekst”). Bewaar het als CSV (UTF-8) en geef dat.',
    en: 'This file is UTF-16 (“Unicode text”). Save it as CSV (UTF-8) and give that.',
  },
  'batch.refused.binary': { nl: 'Dit bestand is geen tekst.', en: 'This file is not text.' },
  'batch.refused.heading-too-long': {
    nl: 'De eerste regel is te lang voor een regel met kolomnamen, of een aanhalingsteken wordt niet gesloten.',
    en: 'The first line is too long for a line of column names, or a quote is not closed.',
  },
  'batch.refused.two-columns': text<{ column: string }>({
    nl: ({ column }) => `Meer dan één kolom heet “${column}”. Geef er één een eigen naam.`,
    en: ({ column }) => `More than one column is called “${column}”. Give one a name of its own.`,
  }),

  'batch.running': { nl: 'Bezig', en: 'At work' },
  'batch.progress': text<{ rows: number; rate: number; left: number | null }>({
    nl: ({ rows, rate, left }, write) =>
      `${write.number(rows)} rijen · ${write.number(rate)} per seconde${left === null ? '' : ` · nog ${clock(left)}`}`,
    en: ({ rows, rate, left }, write) =>
      `${write.number(rows)} rows · ${write.number(rate)} a second${left === null ? '' : ` · ${clock(left)} left`}`,
  }),
  'batch.stop': { nl: 'Stoppen', en: 'Stop' },
  'batch.results': { nl: 'Uitkomst', en: 'Outcome' },
  'batch.done': text<{ rows: number; seconds: number; on: string }>({
    nl: ({ rows, seconds, on }, write) =>
      `${write.number(rows)} ${rows === 1 ? 'rij' : 'rijen'} beoordeeld${seconds < 0.1 ? '' : ` in ${write.number(seconds, 1)} s`}, naar de wet op ${write.day(on)}.`,
    en: ({ rows, seconds, on }, write) =>
      `${write.number(rows)} ${rows === 1 ? 'row' : 'rows'} judged${seconds < 0.1 ? '' : ` in ${write.number(seconds, 1)} s`}, by the law on ${write.day(on)}.`,
  }),
  'batch.stopped': text<{ rows: number }>({
    nl: ({ rows }, write) => `Gestopt na ${write.number(rows)} rijen. Wat hieronder staat, is alles tot daar.`,
    en: ({ rows }, write) => `Stopped after ${write.number(rows)} rows. What stands below is everything up to there.`,
  }),
  'batch.coverage': text<{ lists: string }>({
    nl: ({ lists }) =>
      `Van deze dag zijn niet alle lijsten helemaal gelezen (${lists}). “Niet gevonden” wil daar niet zeggen dat de stof vrij is.`,
    en: ({ lists }) =>
      `Not all lists of this day were read in full (${lists}). There “not found” does not say the substance is free.`,
  }),
  'batch.verdict.controlled': { nl: 'Onder de wet', en: 'Controlled' },
  'batch.verdict.not-controlled': { nl: 'Niet gevonden', en: 'Not found' },
  'batch.verdict.expert': { nl: 'Voor een deskundige', en: 'For an expert' },
  'batch.verdict.invalid': { nl: 'Onleesbaar', en: 'Unreadable' },
  'batch.filter': { nl: 'Toon', en: 'Show' },
  'batch.filter.all': text<{ count: number }>({
    nl: ({ count }, write) => `Alle rijen (${write.number(count)})`,
    en: ({ count }, write) => `All rows (${write.number(count)})`,
  }),
  'batch.filter.one': text<{ name: string; count: number }>({
    nl: ({ name, count }, write) => `${name} (${write.number(count)})`,
    en: ({ name, count }, write) => `${name} (${write.number(count)})`,
  }),
  'batch.rows': { nl: 'Rijen', en: 'Rows' },
  'batch.column.id': { nl: 'Nummer', en: 'Number' },
  'batch.column.verdict': { nl: 'Uitkomst', en: 'Outcome' },
  'batch.column.found': { nl: 'Waarom', en: 'Why' },
  'batch.column.structure': { nl: 'Structuur', en: 'Structure' },
  'batch.none': { nl: 'Geen rij heeft deze uitkomst.', en: 'No row has this outcome.' },
  'batch.shown': text<{ from: number; until: number; total: number }>({
    nl: ({ from, until, total }, write) => `${write.number(from)}–${write.number(until)} van ${write.number(total)}`,
    en: ({ from, until, total }, write) => `${write.number(from)}–${write.number(until)} of ${write.number(total)}`,
  }),
  'batch.previous': { nl: 'Vorige', en: 'Previous' },
  'batch.next': { nl: 'Volgende', en: 'Next' },
  'batch.found': text<{ list: string; name: string; how: string }>({
    nl: ({ list, name, how }) => `Lijst ${list}: ${name}, ${how}`,
    en: ({ list, name, how }) => `List ${list}: ${name}, ${how}`,
  }),
  'batch.found.model': { nl: 'volgens ons model', en: 'by our model' },
  'batch.found.arguable': { nl: 'te betwisten', en: 'arguable' },
  'batch.basis.named': { nl: 'met naam', en: 'by name' },
  'batch.basis.enantiomer': { nl: 'als spiegelbeeld', en: 'as a mirror image' },
  'batch.basis.isomer': { nl: 'als isomeer', en: 'as an isomer' },
  'batch.basis.ester': { nl: 'als ester', en: 'as an ester' },
  'batch.basis.ether': { nl: 'als ether', en: 'as an ether' },
  'batch.basis.derivative': { nl: 'als verbinding ervan', en: 'as a compound of it' },
  'batch.basis.group': { nl: 'als stofgroep', en: 'as a group' },
  'batch.exception': text<{ title: string }>({
    nl: ({ title }) => `Let op de uitzondering: ${title}`,
    en: ({ title }) => `Mind the exception: ${title}`,
  }),
  'batch.where': text<{ at: number | null; line: number | null }>({
    nl: ({ at, line }) =>
      [...(at === null ? [] : [`teken ${at + 1}`]), ...(line === null ? [] : [`regel ${line}`])].join(', '),
    en: ({ at, line }) =>
      [...(at === null ? [] : [`character ${at + 1}`]), ...(line === null ? [] : [`line ${line}`])].join(', '),
  }),
  'batch.download': { nl: 'Alles downloaden', en: 'Download everything' },
  'batch.download.help': {
    nl: 'Met al uw eigen kolommen. Het bestand wordt hier gemaakt.',
    en: 'With all your own columns. The file is made here.',
  },
  'batch.download.csv': { nl: 'CSV', en: 'CSV' },
  'batch.download.xlsx': { nl: 'Excel (XLSX)', en: 'Excel (XLSX)' },
  'batch.download.jsonl': { nl: 'JSON-regels, met elke stap', en: 'JSON lines, with every step' },
  'batch.download.making': { nl: 'Bestand maken', en: 'Making the file' },
})
