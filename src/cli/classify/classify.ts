// `grein classify`: one substance by name, number or structure, or a table of structures of any length. Not here: the law (#law).

import { once } from 'node:events'
import { createReadStream, existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { openServerToolkit } from '#chemistry/server'
import { sayRefusal } from '#kernel'
import {
  type Corpus,
  classify,
  classifyStructure,
  coverageOn,
  daysOf,
  openClassifier,
  type StructureAnswer,
} from '#law'
import { loadCorpus } from '#law/corpus'
import { type Command, type Given, textIn } from '../command.ts'
import { Ending, type ExitName, exitOfKind } from '../exit-codes.ts'
import { projectRoot } from '../project.ts'
import { csvRecords, sdfRecords, smilesRecords } from './records.ts'
import { classifyRows, type Format, jsonOf, type Verdict } from './rows.ts'

const formats: readonly string[] = ['jsonl', 'csv']

export const classifyCommand: Command = {
  name: 'classify',
  about: 'classify.about',
  files: '<name | CAS | SMILES | table.csv | list.smi | file.sdf | ->',
  options: {
    structure: { type: 'string', value: '<column>', about: 'classify.structure' },
    id: { type: 'string', value: '<column>', about: 'classify.id' },
    on: { type: 'string', value: '<yyyy-mm-dd>', about: 'classify.on' },
    'known-on': { type: 'string', value: '<yyyy-mm-dd>', about: 'classify.known-on' },
    format: { type: 'string', value: '<jsonl|csv>', about: 'classify.format' },
    brief: { type: 'boolean', about: 'classify.brief' },
  },
  async run(given) {
    const [what] = given.files
    if (what === undefined || given.files.length > 1) throw new Ending('usage', given.say('classify.what'))
    const format = textIn(given, 'format') ?? 'jsonl'
    if (!formats.includes(format)) throw new Ending('usage', given.say('classify.wrong-format'))
    const corpus = await loadCorpus(join(projectRoot, 'corpus'))
    const isTable = what === '-' || (existsSync(what) && statSync(what).isFile())
    return isTable ? classifyTable(corpus, what, format as Format, given) : classifyOne(corpus, what, given) // One of the formats, just asked.
  },
}

function questionOf(given: Given, q: string) {
  const [on, knownOn] = [textIn(given, 'on'), textIn(given, 'known-on')]
  for (const [option, day] of [
    ['on', on],
    ['known-on', knownOn],
  ] as const) {
    if (day !== undefined && !isDay(day)) throw new Ending('usage', given.say('classify.wrong-day', { option }))
  }
  return { q, ...(on === undefined ? {} : { on }), ...(knownOn === undefined ? {} : { knownOn }) }
}

function isDay(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text
  } catch {
    return false
  }
}

async function classifyTable(corpus: Corpus, path: string, format: Format, given: Given): Promise<ExitName> {
  const { say, terminal } = given
  const days = daysOf(questionOf(given, ''), Temporal.Now.plainDateISO())
  if (!days.ok)
    throw new Ending(exitOfKind[days.refusal.problem.kind], sayRefusal(days.refusal, terminal.locale).detail)
  const input = path === '-' ? process.stdin : createReadStream(path)
  input.setEncoding('utf8')
  const isList = /\.(smi|smiles|ism)$/i.test(path)
  const structure = textIn(given, 'structure') ?? 'smiles'
  const isSdf = /\.(sdf?|mol)$/i.test(path)
  const columns = isList || isSdf ? null : { structure, id: textIn(given, 'id') ?? null }
  const size = path === '-' ? null : statSync(path).size
  const bar = size === null ? null : terminal.progress('classify')
  const end = await classifyRows({
    classifier: openClassifier(corpus, days.value),
    records: isSdf ? sdfRecords(input, textIn(given, 'id') ?? null) : isList ? smilesRecords(input) : csvRecords(input),
    ...{ columns, format, trace: given.options['brief'] !== true },
    coverage: coverageOn(corpus, days.value.on).map(({ list, extent }) => ({ list, extent })),
    write: toStandardOutput,
    progress: ({ rows }) =>
      bar?.at('bytesRead' in input && size ? Math.min(1, input.bytesRead / size) : 0, String(rows)),
  })
  if (end.missing !== null)
    throw new Ending('data', say('classify.no-column', { column: end.missing, headings: end.headings.join(', ') }))
  bar?.end(String(end.counts.rows))
  terminal.say(say('classify.counts', end.counts))
  return 'done'
}

/** Waits when the reader is slower than we are, so that a million rows never stand in memory. */
async function toStandardOutput(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain')
}

const verdictOf: Readonly<Record<string, Verdict>> = {
  controlled: 'controlled',
  'not-controlled': 'not-controlled',
  'needs-expert': 'expert',
}

/** By name or number the substance is found first; then its structure is judged like any other. */
async function classifyOne(corpus: Corpus, q: string, given: Given): Promise<ExitName> {
  const { terminal } = given
  const today = Temporal.Now.plainDateISO()
  const question = questionOf(given, q)
  await using toolkit = await openServerToolkit()
  const asked = await classify(corpus, toolkit, question, today)
  if (!asked.ok)
    throw new Ending(exitOfKind[asked.refusal.problem.kind], sayRefusal(asked.refusal, terminal.locale).detail)
  const { value } = asked
  const days = {
    on: Temporal.PlainDate.from(value.question.on),
    knownOn: Temporal.PlainDate.from(value.question.knownOn),
  }
  const smiles = value.question.readAs === 'smiles' ? q.trim() : (value.substance?.smiles ?? null)
  const judged: StructureAnswer | null = smiles === null ? null : classifyStructure(corpus, smiles, days)
  const coverage = value.coverage.map(({ list, extent }) => ({ list, extent }))
  const named = value.listings.map(({ list, certainty, citation: { short, jci } }) => ({
    ...{
      list,
      basis: 'named',
      rule: value.substance?.substanceId ?? q,
      version: null,
      certainty: 'in',
      status: certainty,
    },
    ...{ citation: { short, jci }, trace: [] },
  }))
  const verdict =
    judged && judged.verdict !== 'unreadable'
      ? (verdictOf[judged.verdict] ?? 'invalid')
      : (verdictOf[value.verdict] ?? 'invalid')
  const line = jsonOf(q, named.length > 0 ? 'controlled' : verdict, { line: 1, fault: null }, judged, coverage)
  const isTold = (finding: { list: string; rule: string }) =>
    line.findings.some(({ list, rule }) => list === finding.list && rule === finding.rule)
  terminal.print(
    JSON.stringify({
      ...line,
      findings: [...named.filter((finding) => !isTold(finding)), ...line.findings],
      messages: [...line.messages, ...value.steps],
      suggestions: value.suggestions,
    }),
  )
  return 'done'
}
