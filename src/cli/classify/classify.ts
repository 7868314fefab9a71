// `grein classify`: one substance by name, number or structure, or a table of structures of any length. Not here: the law (#law), either run.
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sayRefusal } from '#kernel'
import { coverageOn, daysOf } from '#law'
import { type BatchFormat, batchFormats, type TableKind, tableKinds } from '#law/batch'
import { loadCorpus, readCorpus } from '#law/corpus'
import { type Command, type Given, textIn } from '../command.ts'
import { Ending, type ExitName, exitOfKind } from '../exit-codes.ts'
import { projectRoot } from '../project.ts'
import { classifyOne } from './one.ts'
import { readProgress } from './progress-file.ts'
import { kindByName } from './source.ts'
import { classifyTable } from './table.ts'

export const classifyCommand: Command = {
  name: 'classify',
  about: 'classify.about',
  files: '<name | CAS | SMILES | InChI | table.csv | list.smi | file.sdf | ->',
  options: {
    structure: { type: 'string', value: '<column>', about: 'classify.structure' },
    id: { type: 'string', value: '<column>', about: 'classify.id' },
    on: { type: 'string', value: '<yyyy-mm-dd>', about: 'classify.on' },
    'known-on': { type: 'string', value: '<yyyy-mm-dd>', about: 'classify.known-on' },
    format: { type: 'string', value: '<jsonl|csv|xlsx>', about: 'classify.format' },
    from: { type: 'string', value: '<csv|smiles|sdf>', about: 'classify.from' },
    output: { type: 'string', value: '<file>', about: 'classify.output' },
    resume: { type: 'boolean', about: 'classify.resume' },
    overwrite: { type: 'boolean', about: 'classify.overwrite' },
    workers: { type: 'string', value: '<n>', about: 'classify.workers' },
    progress: { type: 'boolean', about: 'classify.progress-wanted' },
    brief: { type: 'boolean', about: 'classify.brief' },
  },
  examples: [
    { line: 'grein classify MDMA --on 2025-07-02', about: 'classify.example.one' },
    {
      line: 'grein classify stock.csv --structure smiles --id nr --on 2025-07-02 --output stock.jsonl --resume',
      about: 'classify.example.table',
    },
    {
      line: 'cat list.smi | grein classify - --from smiles | grep \'"verdict":"controlled"\'',
      about: 'classify.example.pipe',
    },
    { line: 'grein classify stock.csv --format xlsx --output stock.xlsx', about: 'classify.example.book' },
    { line: 'grein classify library.sdf.gz --id CATALOG_ID > library.jsonl', about: 'classify.example.sdf' },
  ],
  async run(given) {
    const { say } = given
    const [what] = given.files
    if (what === undefined || what === '' || given.files.length > 1) throw new Ending('usage', say('classify.what'))
    const format = oneOf(batchFormats, textIn(given, 'format') ?? 'jsonl')
    if (format === null) throw new Ending('usage', say('classify.wrong-format'))
    const from = textIn(given, 'from')
    const kind = from === undefined ? null : oneOf(tableKinds, from)
    if (from !== undefined && kind === null) throw new Ending('usage', say('classify.wrong-from'))
    const question = questionOf(given)
    if (what === '-' || (existsSync(what) && statSync(what).isFile())) return table(what, format, kind, question, given)
    if (kindByName(what) !== null) throw new Ending('absent', say('file.absent', { path: what }))
    if (format !== 'jsonl') throw new Ending('usage', say('classify.one-format'))
    const idle = ofTables.find((option) => given.options[option] !== undefined)
    if (idle !== undefined) throw new Ending('usage', say('classify.one-option', { option: idle }))
    return classifyOne(await loadCorpus(corpusFolder), { q: what, ...question }, given)
  },
}

const corpusFolder = join(projectRoot, 'corpus')

/** Options that say something of a file alone: with one substance they would do nothing, and be believed. */
const ofTables = ['structure', 'id', 'from', 'output', 'resume', 'overwrite', 'workers', 'progress'] as const

const oneOf = <Word extends string>(words: readonly Word[], text: string) => words.find((word) => word === text) ?? null

type Question = { readonly on?: string; readonly knownOn?: string }

function questionOf(given: Given): Question {
  const [on, knownOn] = [textIn(given, 'on'), textIn(given, 'known-on')]
  for (const [option, day] of [
    ['on', on],
    ['known-on', knownOn],
  ] as const) {
    if (day !== undefined && !isDay(day)) throw new Ending('usage', given.say('classify.wrong-day', { option }))
  }
  return { ...(on === undefined ? {} : { on }), ...(knownOn === undefined ? {} : { knownOn }) }
}

function isDay(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text
  } catch {
    return false
  }
}

async function table(
  path: string,
  format: BatchFormat,
  from: TableKind | null,
  question: Question,
  given: Given,
): Promise<ExitName> {
  const { say, terminal, options } = given
  const output = textIn(given, 'output') ?? null
  if (options['resume'] === true && (output === null || path === '-'))
    throw new Ending('usage', say('classify.resume-what'))
  if (options['resume'] === true && options['overwrite'] === true)
    throw new Ending('usage', say('classify.resume-and-overwrite'))
  // A run that goes on tomorrow is still about the day it began on.
  const earlier = options['resume'] === true && output !== null ? await readProgress(output) : null
  const asked = { ...(earlier && { on: earlier.run.on, knownOn: earlier.run.knownOn }), ...question }
  const days = daysOf(asked, Temporal.Now.plainDateISO('Europe/Amsterdam'))
  if (!days.ok)
    throw new Ending(exitOfKind[days.refusal.problem.kind], sayRefusal(days.refusal, terminal.locale).detail)
  const corpus = await readCorpus(corpusFolder)
  const coverage = coverageOn(corpus, days.value.on).map(({ list, extent }) => ({ list, extent }))
  const [structure, id] = [textIn(given, 'structure') ?? null, textIn(given, 'id') ?? null]
  const trace = options['brief'] !== true
  return classifyTable({ path, corpus, days: days.value, coverage, format, from, structure, id, trace, output }, given)
}
