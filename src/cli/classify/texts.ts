// What `grein classify` says, in Dutch and English. Not here: what is said of a row (#law/batch).
import { defineMessages, text } from '#kernel'

const clock = (seconds: number) => {
  const whole = Math.max(0, Math.round(seconds))
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

export const classifyTexts = defineMessages({
  'classify.about': {
    nl: 'wat een stof of structuur volgens de wet is: één vraag, of een tabel (CSV, SMILES, SDF) van elke lengte',
    en: 'what a substance or structure is by law: one question, or a table (CSV, SMILES, SDF) of any length',
  },
  'classify.structure': { nl: 'de kolom met de SMILES (smiles)', en: 'the column with the SMILES (smiles)' },
  'classify.id': {
    nl: 'de kolom met uw eigen nummer (id, anders het regelnummer)',
    en: 'the column with your own number (id, else the line number)',
  },
  'classify.on': { nl: 'de dag waarover de vraag gaat (vandaag)', en: 'the day the question is about (today)' },
  'classify.known-on': {
    nl: 'wat op deze dag bekend was (vandaag)',
    en: 'what was known on this day (today)',
  },
  'classify.format': {
    nl: 'jsonl: een regel JSON per rij; csv en xlsx: uw kolommen en de onze erachter',
    en: 'jsonl: a line of JSON a row; csv and xlsx: your columns and ours after them',
  },
  'classify.from': {
    nl: 'wat de invoer is; anders zegt de naam of het begin het',
    en: 'what the input is; else its name or its beginning tells',
  },
  'classify.output': {
    nl: 'schrijf naar dit bestand; alleen zo kan een afgebroken run verder',
    en: 'write to this file; only so can a run that was cut off go on',
  },
  'classify.resume': {
    nl: 'ga verder waar een afgebroken run met --output bleef',
    en: 'go on where a run with --output was cut off',
  },
  'classify.overwrite': {
    nl: 'schrijf over het bestand van --output heen',
    en: 'write over the file of --output',
  },
  'classify.workers': {
    nl: 'aantal threads (de kernen van deze machine, ten hoogste 16)',
    en: 'number of threads (the cores of this machine, at most 16)',
  },
  'classify.progress-wanted': {
    nl: 'vertel de voortgang ook waar geen terminal is',
    en: 'tell the progress where there is no terminal too',
  },
  'classify.brief': { nl: 'zonder de stappen van elke bevinding', en: 'without the steps of each finding' },
  'classify.example.one': { nl: 'één stof, op een dag', en: 'one substance, on a day' },
  'classify.example.table': {
    nl: 'een tabel; onderbreek en herhaal dezelfde regel gerust',
    en: 'a table; interrupt and repeat the same line as you like',
  },
  'classify.example.pipe': {
    nl: 'in een pijp: alleen wat onder de wet valt',
    en: 'in a pipe: only what is controlled',
  },
  'classify.example.book': { nl: 'een werkblad voor Excel of LibreOffice', en: 'a sheet for Excel or LibreOffice' },
  'classify.example.sdf': {
    nl: 'een SD-bestand, met een nummer uit zijn gegevens',
    en: 'an SD file, with a number from its data',
  },

  'classify.what': {
    nl: 'Geef één naam, CAS-nummer, SMILES, InChI of bestand; - is de invoer.',
    en: 'Give one name, CAS number, SMILES, InChI or file; - is the input.',
  },
  'classify.wrong-format': {
    nl: 'Kies als vorm jsonl, csv of xlsx.',
    en: 'Choose jsonl, csv or xlsx as the format.',
  },
  'classify.one-format': {
    nl: 'Eén stof geeft één regel JSON. csv en xlsx zijn voor tabellen.',
    en: 'One substance gives one line of JSON. csv and xlsx are for tables.',
  },
  'classify.one-option': text<{ option: string }>({
    nl: ({ option }) =>
      `--${option} is voor een bestand, en zo'n bestand is hier niet; zonder --${option} is het één stof.`,
    en: ({ option }) =>
      `--${option} is for a file, and there is no such file here; without --${option} it is one substance.`,
  }),
  'classify.wrong-from': { nl: 'Kies als invoer csv, smiles of sdf.', en: 'Choose csv, smiles or sdf as the input.' },
  'classify.wrong-day': text<{ option: string }>({
    nl: ({ option }) => `Schrijf de dag van --${option} als 2025-07-01.`,
    en: ({ option }) => `Write the day of --${option} as 2025-07-01.`,
  }),
  'classify.no-column': text<{ column: string; headings: string; option: string }>({
    nl: ({ column, headings, option }) =>
      `Er is geen kolom "${column}". Deze kolommen zijn er: ${headings}. Noem de goede met --${option}.`,
    en: ({ column, headings, option }) =>
      `There is no column "${column}". These columns are there: ${headings}. Name the right one with --${option}.`,
  }),
  'classify.two-columns': text<{ column: string; headings: string }>({
    nl: ({ column, headings }) =>
      `Meer dan één kolom heet "${column}". Deze kolommen zijn er: ${headings}. Geef er één een eigen naam.`,
    en: ({ column, headings }) =>
      `More than one column is called "${column}". These columns are there: ${headings}. Give one a name of its own.`,
  }),
  'classify.empty': {
    nl: 'De invoer is leeg: er is geen regel met kolomnamen.',
    en: 'The input is empty: there is no line with the names of columns.',
  },
  'classify.heading-too-long': {
    nl: 'De eerste regel is geen regel met kolomnamen: hij is te lang, of een aanhalingsteken wordt niet gesloten.',
    en: 'The first line is no line with the names of columns: it is too long, or a quote is not closed.',
  },
  'classify.spreadsheet': {
    nl: 'Dit is een werkblad of een archief, geen tekst. Bewaar het als CSV (UTF-8).',
    en: 'This is a spreadsheet or an archive, not text. Save it as CSV (UTF-8).',
  },
  'classify.utf-16': {
    nl: 'Dit bestand is UTF-16 ("Unicode-tekst"). Bewaar het als CSV (UTF-8).',
    en: 'This file is UTF-16 ("Unicode text"). Save it as CSV (UTF-8).',
  },
  'classify.binary': { nl: 'Dit bestand is geen tekst.', en: 'This file is not text.' },
  'classify.broken-gzip': {
    nl: 'Dit gzip-bestand is niet heel; de uitkomst houdt op waar het ophoudt. Haal het opnieuw op.',
    en: 'This gzip file is not whole; the outcome ends where it ends. Fetch it again.',
  },
  'classify.output-exists': text<{ path: string }>({
    nl: ({ path }) => `${path} bestaat al. Kies een andere naam, of schrijf eroverheen met --overwrite.`,
    en: ({ path }) => `${path} exists already. Choose another name, or write over it with --overwrite.`,
  }),
  'classify.cut-off': text<{ path: string; rows: number }>({
    nl: ({ path, rows }, write) =>
      `${path} is van een afgebroken run (${write.number(rows)} rijen klaar). Ga verder met --resume, of begin opnieuw met --overwrite.`,
    en: ({ path, rows }, write) =>
      `${path} is of a run that was cut off (${write.number(rows)} rows done). Go on with --resume, or begin again with --overwrite.`,
  }),
  'classify.cannot-write': text<{ path: string; what: string }>({
    nl: ({ path, what }) =>
      `${path} kan niet geschreven worden: ${what}. Wat er al staat blijft; ga daarna verder met --resume.`,
    en: ({ path, what }) =>
      `${path} cannot be written: ${what}. What is there already stays; go on with --resume after that.`,
  }),
  'classify.same-file': {
    nl: '--output is het bestand dat gelezen wordt. Kies een andere naam.',
    en: '--output is the file that is read. Choose another name.',
  },
  'classify.resume-what': {
    nl: '--resume hoort bij een bestand met --output; een pijp kan niet opnieuw gelezen worden.',
    en: '--resume goes with a file and --output; a pipe cannot be read again.',
  },
  'classify.resume-and-overwrite': {
    nl: 'Kies --resume of --overwrite, niet allebei.',
    en: 'Choose --resume or --overwrite, not both.',
  },
  'classify.resume-other': text<{ what: string; path: string }>({
    nl: ({ what, path }) =>
      `${path} kan niet verder: anders dan toen is ${what}. De rijen zouden niet bij elkaar horen. Begin opnieuw met --overwrite.`,
    en: ({ what, path }) =>
      `${path} cannot go on: what differs from then is ${what}. The rows would not belong together. Begin again with --overwrite.`,
  }),
  'classify.resume-shorter': text<{ path: string }>({
    nl: ({ path }) => `${path} is korter dan de voortgang zegt. Begin opnieuw met --overwrite.`,
    en: ({ path }) => `${path} is shorter than its progress says. Begin again with --overwrite.`,
  }),
  'classify.resumed': text<{ rows: number }>({
    nl: ({ rows }, write) => `Verder na ${write.number(rows)} rijen.`,
    en: ({ rows }, write) => `Going on after ${write.number(rows)} rows.`,
  }),
  'classify.already-done': text<{ path: string }>({
    nl: ({ path }) => `${path} is al klaar.`,
    en: ({ path }) => `${path} is done already.`,
  }),
  'classify.book-to-terminal': {
    nl: 'Een werkblad is geen tekst voor een terminal. Geef een bestand met --output.',
    en: 'A sheet is no text for a terminal. Give a file with --output.',
  },
  'classify.book-too-large': {
    nl: 'Het werkblad wordt groter dan 4 GiB. Kies csv of jsonl, of deel de invoer.',
    en: 'The sheet becomes larger than 4 GiB. Choose csv or jsonl, or divide the input.',
  },
  'classify.progress': text<{ rows: number; rate: number; percent: number | null; left: number | null }>({
    nl: ({ rows, rate, percent, left }, write) =>
      `  ${write.number(rows)} rijen${percent === null ? '' : `, ${percent} %`}, ${write.number(rate)}/s${left === null ? '' : `, nog ${clock(left)}`}`,
    en: ({ rows, rate, percent, left }, write) =>
      `  ${write.number(rows)} rows${percent === null ? '' : `, ${percent} %`}, ${write.number(rate)}/s${left === null ? '' : `, ${clock(left)} left`}`,
  }),
  'classify.counts': text<{
    rows: number
    controlled: number
    'not-controlled': number
    expert: number
    invalid: number
  }>({
    nl: ({ rows, controlled, 'not-controlled': free, expert, invalid }, write) =>
      `${write.number(rows)} rijen: ${write.number(controlled)} onder de wet, ${write.number(free)} niet, ${write.number(expert)} voor een deskundige, ${write.number(invalid)} onleesbaar.`,
    en: ({ rows, controlled, 'not-controlled': free, expert, invalid }, write) =>
      `${write.number(rows)} rows: ${write.number(controlled)} controlled, ${write.number(free)} not, ${write.number(expert)} for an expert, ${write.number(invalid)} unreadable.`,
  }),
})
