// `grein law diff`: two laws side by side, for a reader or a program. Not here: comparing (#law) and how it is laid out (diff-text.ts).
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Result, sayRefusal } from '#kernel'
import {
  type Corpus,
  compareLaws,
  type DecisionQuestion,
  daysOf,
  draftExamples,
  type Law,
  type LawDraft,
  lawOf,
  readDraft,
  type SentStructure,
} from '#law'
import { loadCorpus } from '#law/corpus'
import { type Command, type Given, textIn } from '../command.ts'
import { Ending, exitOfKind } from '../exit-codes.ts'
import { projectRoot } from '../project.ts'
import { comparisonText } from './diff-text.ts'

export const lawDiffCommand: Command = {
  name: 'law diff',
  about: 'law-diff.about',
  options: {
    from: { type: 'string', value: '<yyyy-mm-dd>', about: 'law-diff.from' },
    to: { type: 'string', value: '<yyyy-mm-dd>', about: 'law-diff.to' },
    'known-on': { type: 'string', value: '<yyyy-mm-dd>', about: 'law-diff.known-on' },
    draft: { type: 'string', value: '<draft.json | ->', about: 'law-diff.draft' },
    example: { type: 'string', value: `<${draftExamples.map(({ id }) => id).join(' | ')}>`, about: 'law-diff.example' },
    structures: { type: 'string', value: '<list.smi>', about: 'law-diff.structures' },
    format: { type: 'string', value: '<text | json>', about: 'law-diff.format' },
  },
  examples: [
    { line: 'npx grein law diff --from 2025-06-30 --to 2025-07-01', about: 'law-diff.example.dates' },
    { line: 'npx grein law diff --example mdma-naar-lijst-ii', about: 'law-diff.example.mdma' },
    { line: 'cat draft.json | npx grein law diff --draft - --format json | jq .moved', about: 'law-diff.example.pipe' },
  ],
  async run(given) {
    const { terminal, say } = given
    const format = textIn(given, 'format') ?? 'text'
    if (format !== 'text' && format !== 'json') throw new Ending('usage', say('law-diff.wrong-format'))
    const { draft, questions } = draftIn(given)
    const [from, to] = [dayIn(given, 'from'), dayIn(given, 'to')]
    if (draft === undefined && from === to) throw new Ending('usage', say('law-diff.nothing-to-compare'))
    const structures = structuresIn(given)
    const corpus = await loadCorpus(join(projectRoot, 'corpus'))
    const [a, b] = [lawFor(given, corpus, from), lawFor(given, corpus, to, draft)]
    const comparison = told(given, compareLaws(a, b, { structures, questions }))
    terminal.print(
      format === 'json' ? JSON.stringify(comparison, null, 2) : comparisonText(comparison, terminal.locale, say),
    )
    return 'done'
  },
}

function lawFor(given: Given, corpus: Corpus, on: string | undefined, draft?: LawDraft): Law {
  const knownOn = dayIn(given, 'known-on')
  const days = { ...(on === undefined ? {} : { on }), ...(knownOn === undefined ? {} : { knownOn }) }
  return told(given, lawOf(corpus, told(given, daysOf(days, Temporal.Now.plainDateISO())), draft))
}

/** The value, or the refusal as the end of the command. */
function told<Value>({ terminal }: Given, result: Result<Value>): Value {
  if (result.ok) return result.value
  const { title, detail } = sayRefusal(result.refusal, terminal.locale)
  throw new Ending(exitOfKind[result.refusal.problem.kind], `${title} ${detail}`)
}

function dayIn(given: Given, option: string): string | undefined {
  const day = textIn(given, option)
  if (day === undefined) return undefined
  try {
    if (Temporal.PlainDate.from(day, { overflow: 'reject' }).toString() === day) return day
  } catch {
    // Told below, as any other text that is no day.
  }
  throw new Ending('usage', given.say('law-diff.wrong-day', { option }))
}

/** The draft, and for a worked example the questions that show what it does. */
function draftIn(given: Given): { readonly draft?: LawDraft; readonly questions: readonly DecisionQuestion[] } {
  const [path, example] = [textIn(given, 'draft'), textIn(given, 'example')]
  if (path !== undefined && example !== undefined) throw new Ending('usage', given.say('law-diff.one-draft'))
  if (example !== undefined) {
    const found = draftExamples.find(({ id }) => id === example)
    if (found) return found
    const examples = draftExamples.map(({ id }) => id).join(', ')
    throw new Ending('usage', given.say('law-diff.no-example', { example, examples }))
  }
  return path === undefined ? { questions: [] } : { draft: told(given, readDraft(textOf(given, path))), questions: [] }
}

function textOf({ say }: Given, path: string): string {
  if (path !== '-' && !existsSync(path)) throw new Ending('absent', say('law-diff.no-file', { path }))
  try {
    return readFileSync(path === '-' ? 0 : path, 'utf8')
  } catch {
    throw new Ending('absent', say('law-diff.no-file', { path }))
  }
}

/** A SMILES and, after a space or tab, its name; as such files are everywhere. */
function structuresIn(given: Given): readonly SentStructure[] {
  const path = textIn(given, 'structures')
  if (path === undefined) return []
  return textOf(given, path)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [smiles = '', ...name] = line.split(/[\t ]+/)
      return { smiles, name: name.join(' ') || smiles }
    })
}
