// The texts of recording from a file. Not here: the names of templates and columns; the API says those in the reader's language.
import { defineMessages, text } from '#kernel'

const many = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`

export const importMessages = defineMessages({
  'import.title': { nl: 'Vastleggen uit een bestand', en: 'Record from a file' },
  'import.lead': {
    nl: 'Geef een lijst van wat er gebeurde. U ziet eerst wat zij zou vastleggen; pas daarna beslist u.',
    en: 'Give a list of what happened. You first see what it would record; only then you decide.',
  },
  'import.what': { nl: 'Wat staat er in de lijst?', en: 'What is in the list?' },
  'import.template.xlsx': { nl: 'Sjabloon voor Excel', en: 'Template for Excel' },
  'import.template.csv': { nl: 'Sjabloon als CSV', en: 'Template as CSV' },
  'import.columns': { nl: 'De kolommen', en: 'The columns' },
  'import.column': { nl: 'Kolom', en: 'Column' },
  'import.means': { nl: 'Wat erin staat', en: 'What it holds' },
  'import.example': { nl: 'Voorbeeld', en: 'Example' },
  'import.optional': { nl: 'mag leeg', en: 'may be empty' },
  'import.drop': { nl: 'Sleep het bestand hierheen', en: 'Drop the file here' },
  'import.drop.help': {
    nl: 'CSV of Excel (.xlsx), hooguit 500 rijen. De eerste regel heeft de kolomnamen; in welke volgorde maakt niet uit.',
    en: 'CSV or Excel (.xlsx), 500 rows at most. The first line has the names of the columns, in any order.',
  },
  'import.reading': { nl: 'Elke rij wordt geprobeerd', en: 'Each row is being tried' },
  'import.ready': text<{ acts: number; rows: number }>({
    nl: ({ acts, rows }) => `${many(rows, 'rij', 'rijen')}, ${many(acts, 'handeling', 'handelingen')}: geen fouten`,
    en: ({ acts, rows }) => `${many(rows, 'row', 'rows')}, ${many(acts, 'act', 'acts')}: nothing wrong`,
  }),
  'import.ready.text': {
    nl: 'Er is nog niets vastgelegd. Kijk of de veranderingen hieronder kloppen met wat u woog en telde.',
    en: 'Nothing is recorded yet. See whether the changes below agree with what you weighed and counted.',
  },
  'import.nothing-new': { nl: 'Dit is allemaal al vastgelegd', en: 'All of this was recorded already' },
  'import.nothing-new.text': {
    nl: 'Elke rij staat al in het grootboek, precies zo. Nog eens vastleggen verandert niets.',
    en: 'Each row is in the ledger already, just so. Recording it again changes nothing.',
  },
  'import.faults': text<{ count: number }>({
    nl: ({ count }) => `${many(count, 'fout', 'fouten')} in dit bestand: er is niets vastgelegd`,
    en: ({ count }) => `${many(count, 'fault', 'faults')} in this file: nothing was recorded`,
  }),
  'import.faults.text': {
    nl: 'Verbeter ze in het bestand en geef het opnieuw. Een bestand wordt in zijn geheel vastgelegd, of niet.',
    en: 'Mend them in the file and give it again. A file is recorded whole, or not at all.',
  },
  'import.unread': text<{ count: number }>({
    nl: ({ count }) =>
      count === 1 ? 'Eén kolom of blad wordt niet gelezen' : `${count} kolommen of bladen worden niet gelezen`,
    en: ({ count }) => (count === 1 ? 'One column or sheet is not read' : `${count} columns or sheets are not read`),
  }),
  'import.unread.text': text<{ columns: string }>({
    nl: ({ columns }) =>
      `Dit staat in het bestand en wordt niet vastgelegd: ${columns}. Is een naam verkeerd geschreven? Verbeter die en geef het bestand opnieuw.`,
    en: ({ columns }) =>
      `This is in the file and will not be recorded: ${columns}. Is a name misspelt? Mend it and give the file again.`,
  }),
  'import.unread.recorded': text<{ columns: string }>({
    nl: ({ columns }) => `Dit stond in het bestand en is niet vastgelegd: ${columns}.`,
    en: ({ columns }) => `This was in the file and was not recorded: ${columns}.`,
  }),
  'import.line': { nl: 'Regel', en: 'Line' },
  'import.fault': { nl: 'Wat eraan schort', en: 'What is wrong' },
  'import.whole-row': { nl: 'hele rij', en: 'whole row' },
  'import.acts': { nl: 'Wat het vastlegt', en: 'What it records' },
  'import.when': { nl: 'Wanneer', en: 'When' },
  'import.act': { nl: 'Handeling', en: 'Act' },
  'import.outcome': { nl: 'Uitkomst', en: 'Outcome' },
  'import.outcome.ready': { nl: 'nieuw', en: 'new' },
  'import.outcome.recorded': { nl: 'vastgelegd', en: 'recorded' },
  'import.outcome.already': { nl: 'stond er al', en: 'was there already' },
  'import.outcome.refused': { nl: 'geweigerd', en: 'refused' },
  'import.changes': { nl: 'Wat er verandert in wat u hebt', en: 'What changes in what you have' },
  'import.changes.none': { nl: 'Uw voorraad verandert niet.', en: 'Your stock does not change.' },
  'import.batch': { nl: 'Partij', en: 'Batch' },
  'import.state': { nl: 'Toestand', en: 'State' },
  'import.change': { nl: 'Verandering', en: 'Change' },
  'import.record': text<{ count: number }>({
    nl: ({ count }) => `${many(count, 'handeling', 'handelingen')} vastleggen`,
    en: ({ count }) => `Record ${many(count, 'act', 'acts')}`,
  }),
  'import.away': { nl: 'Niet vastleggen', en: 'Do not record' },
  'import.another': { nl: 'Een ander bestand', en: 'Another file' },
  'import.done': text<{ count: number }>({
    nl: ({ count }) => `${many(count, 'handeling', 'handelingen')} vastgelegd`,
    en: ({ count }) => `${many(count, 'act', 'acts')} recorded`,
  }),
  'import.done.text': text<{ already: number }>({
    nl: ({ already }) =>
      already === 0
        ? 'Elke handeling is een gebeurtenis met een bewijs; open haar hieronder.'
        : `Elke handeling is een gebeurtenis met een bewijs; open haar hieronder. ${already} stond er al en telt een keer.`,
    en: ({ already }) =>
      already === 0
        ? 'Each act is an event with a proof; open it below.'
        : `Each act is an event with a proof; open it below. ${already} was there already and counts once.`,
  }),
  'import.forbidden': {
    nl: 'Wie vastlegt voor een teler, apotheek of groothandel kan dit uit een bestand doen.',
    en: 'Who records for a grower, a pharmacy or a wholesaler can do so from a file.',
  },
})
