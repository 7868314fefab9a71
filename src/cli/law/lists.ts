// `grein law lists`: the counts of each list on a day, or every row, for a pipe or a spreadsheet. Not here: the lists (#law).
import { join } from 'node:path'
import { sayRefusal, type Translate } from '#kernel'
import { type Corpus, coverageOn, type Days, daysOf, listCounts, listsOnDay } from '#law'
import { loadCorpus } from '#law/corpus'
import { type Command, type Given, textIn } from '../command.ts'
import { Ending, exitOfKind } from '../exit-codes.ts'
import { projectRoot } from '../project.ts'
import type { Texts } from '../texts.ts'

const formats: readonly string[] = ['table', 'jsonl', 'csv']
const columns = [
  'list',
  'named',
  'compound',
  'plant',
  'fungus',
  'material',
  'inferred',
  'definitions',
  'coverage',
] as const

export const lawListsCommand: Command = {
  name: 'law lists',
  about: 'law-lists.about',
  options: {
    on: { type: 'string', value: '<yyyy-mm-dd>', about: 'law-lists.on' },
    known: { type: 'string', value: '<yyyy-mm-dd>', about: 'law-lists.known' },
    list: { type: 'string', value: '<I|IA|II>', about: 'law-lists.list' },
    format: { type: 'string', value: '<table|jsonl|csv>', about: 'law-lists.format' },
  },
  examples: [
    { line: 'grein law lists --on 2025-07-01', about: 'law-lists.example.counts' },
    { line: 'grein law lists --on 2024-06-01 --known 2024-01-01', about: 'law-lists.example.known' },
    { line: 'grein law lists --list II --format csv > lijst-ii.csv', about: 'law-lists.example.csv' },
  ],
  async run(given) {
    const { say, terminal } = given
    const format = textIn(given, 'format') ?? 'table'
    if (!formats.includes(format)) throw new Ending('usage', say('law-lists.wrong-format'))
    const list = textIn(given, 'list')
    if (list !== undefined && !['I', 'IA', 'II'].includes(list)) throw new Ending('usage', say('law-lists.wrong-list'))
    const days = daysAsked(given)
    const corpus = await loadCorpus(join(projectRoot, 'corpus'))
    if (format === 'table') {
      const [on, known] = [days.on.toString(), days.knownOn.toString()]
      terminal.print([say('law-lists.heading', { on, known }), '', ...countLines(corpus, days, list, say)].join('\n'))
      return 'done'
    }
    const rows = listsOnDay(corpus, days)
      .entries.filter((entry) => list === undefined || entry.list === list)
      .sort((a, b) => a.list.localeCompare(b.list))
    const lines = format === 'jsonl' ? rows.map((row) => JSON.stringify(row)) : csvLines(rows)
    if (lines.length > 0) terminal.print(lines.join('\n'))
    return 'done'
  },
}

/** The days of `--on` and `--known`, or the ending that says which one is wrong. */
export function daysAsked(given: Given): Days {
  const [on, knownOn] = [textIn(given, 'on'), textIn(given, 'known')]
  for (const [option, day] of [
    ['on', on],
    ['known', knownOn],
  ] as const) {
    if (day !== undefined && !isDay(day)) throw new Ending('usage', given.say('classify.wrong-day', { option }))
  }
  const asked = { ...(on === undefined ? {} : { on }), ...(knownOn === undefined ? {} : { knownOn }) }
  const days = daysOf(asked, Temporal.Now.plainDateISO('Europe/Amsterdam'))
  if (days.ok) return days.value
  const { refusal } = days
  throw new Ending(exitOfKind[refusal.problem.kind], sayRefusal(refusal, given.terminal.locale).detail)
}

function isDay(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text
  } catch {
    return false
  }
}

function countLines(corpus: Corpus, days: Days, only: string | undefined, say: Translate<Texts>): readonly string[] {
  const coverage = coverageOn(corpus, days.on)
  const rows = listCounts(corpus, days)
    .filter(({ list }) => only === undefined || list === only)
    .map(({ list, named, kinds, certainties, definitions }) => {
      const extent = coverage.find((each) => each.list === list)?.extent ?? 'none'
      const { compound, plant, fungus, material } = kinds
      const counts = [named, compound, plant, fungus, material, certainties.inferred, definitions]
      return [list, ...counts.map(String), say(`law-lists.extent.${extent}`)]
    })
  const all = [columns.map((column) => say(`law-lists.column.${column}`)), ...rows]
  const widths = columns.map((_, at) => Math.max(...all.map((row) => row[at]!.length)))
  // Numbers end where their heading ends; words begin where it begins.
  const isWord = (at: number) => at === 0 || at === columns.length - 1
  return all.map((row) =>
    row
      .map((cell, at) => (isWord(at) ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!)))
      .join('  ')
      .trimEnd(),
  )
}

type Row = ReturnType<typeof listsOnDay>['entries'][number]

const csvColumns: Readonly<Record<string, (row: Row) => string>> = {
  list: (row) => row.list,
  substanceId: (row) => row.substanceId,
  inn: (row) => row.inn ?? '',
  nameNl: (row) => row.nameNl,
  nameEn: (row) => row.nameEn,
  cas: (row) => row.cas.join(' '),
  kind: (row) => row.kind,
  from: (row) => row.from,
  fromIs: (row) => row.startIs,
  until: (row) => row.until ?? '',
  knownOn: (row) => row.knownOn,
  source: (row) => row.source,
  certainty: (row) => row.certainty,
  convention: (row) => row.treaty?.convention ?? '',
  schedule: (row) => row.treaty?.schedule ?? '',
}

function csvLines(rows: readonly Row[]): readonly string[] {
  const cells = rows.map((row) =>
    Object.values(csvColumns)
      .map((cell) => quoted(cell(row)))
      .join(','),
  )
  return [Object.keys(csvColumns).join(','), ...cells]
}

/** A name that begins like a formula gets an apostrophe: a spreadsheet must not compute it. */
function quoted(text: string): string {
  const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
