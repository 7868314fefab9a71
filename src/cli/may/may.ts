// `grein may`: may this party do this, by law? A question in JSON, an answer with its proof. Not here: deciding (#law), recording (api).
import { join } from 'node:path'
import { type Locale, sayRefusal } from '#kernel'
import { type Corpus, decide, explainDecision, receiptJson, receiptOf, replay } from '#law'
import { type Decision, DecisionQuestion, Receipt } from '#law/contract'
import { loadCorpus } from '#law/corpus'
import { type Command, type Given, textIn } from '../command.ts'
import { Ending, type ExitName, exitOfKind } from '../exit-codes.ts'
import { projectRoot } from '../project.ts'
import { textOf } from '../text-of.ts'
import { faultOf, type Read, readQuestions } from './read-questions.ts'

export const mayCommand: Command = {
  name: 'may',
  about: 'may.about',
  files: '<question.json | questions.jsonl | ->',
  options: {
    explain: { type: 'boolean', about: 'may.explain' },
    lang: { type: 'string', value: '<nl|en>', about: 'may.lang' },
    on: { type: 'string', value: '<yyyy-mm-dd>', about: 'may.on' },
    'known-on': { type: 'string', value: '<yyyy-mm-dd>', about: 'may.known-on' },
    receipt: { type: 'boolean', about: 'may.receipt' },
    replay: { type: 'boolean', about: 'may.replay' },
    schema: { type: 'boolean', about: 'may.schema' },
  },
  examples: [
    { line: 'grein may docs/examples/decisions/pharmacist.json --explain --lang en', about: 'may.example.one' },
    { line: 'cat questions.jsonl | grein may - > answers.jsonl', about: 'may.example.many' },
    { line: 'grein may --schema', about: 'may.example.schema' },
    { line: 'grein may receipt.json --replay', about: 'may.example.replay' },
  ],
  async run(given) {
    const { say, options, terminal, files } = given
    if (options['schema'] === true) {
      terminal.print(questionSchema())
      return 'done'
    }
    const [what] = files
    if (what === undefined || files.length > 1) throw new Ending('usage', say('may.what'))
    const language = languageOf(given)
    const text = await textOf(what, given)
    if (text.trim() === '') throw new Ending('data', say('may.empty'))
    const corpus = await loadCorpus(join(projectRoot, 'corpus'))
    if (options['replay'] === true) return replayed(corpus, text, given)
    return answered(corpus, text, language, given)
  },
}

/** The published form: what `--schema` prints and docs/reference holds. */
export function questionSchema(): string {
  const head = { $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'Grein: a question for `grein may`' }
  return `${JSON.stringify({ ...head, ...DecisionQuestion }, null, 2)}\n`
}

function languageOf(given: Given): Locale {
  const language = textIn(given, 'lang') ?? given.terminal.locale
  if (language !== 'nl' && language !== 'en') throw new Ending('usage', given.say('may.wrong-lang'))
  return language
}

/** The gravest answer of all tells how the command ends: a script need not read them. */
const gravity: readonly ExitName[] = ['data', 'no', 'undecided', 'done']
const exitOfOutcome: Record<Decision['outcome'], ExitName> = {
  'no-prohibition': 'done',
  permitted: 'done',
  prohibited: 'no',
  'not-decidable': 'undecided',
}

function answered(corpus: Corpus, text: string, language: Locale, given: Given): ExitName {
  const { terminal, options } = given
  const { isMany, read } = readQuestions(text)
  const ends = read.map((one): ExitName => {
    const result = answer(corpus, one, given)
    if ('fault' in result) {
      if (!isMany) throw new Ending('data', result.fault)
      terminal.print(JSON.stringify({ line: one.line, error: result.fault }))
      return 'data'
    }
    const { decision } = result
    if (options['explain'] === true) terminal.print(`${explainDecision(decision, language)}\n`)
    else if (options['receipt'] === true) terminal.print(receiptJson(receiptOf(corpus, decision)))
    else terminal.print(isMany ? JSON.stringify(decision) : JSON.stringify(decision, null, 2))
    return exitOfOutcome[decision.outcome]
  })
  return gravity.find((exit) => ends.includes(exit)) ?? 'done'
}

function answer(
  corpus: Corpus,
  read: Read,
  given: Given,
): { readonly decision: Decision } | { readonly fault: string } {
  if ('fault' in read) return { fault: given.say('file.no-json', { path: pathIn(given), line: read.line }) }
  const fault = faultOf(DecisionQuestion, read.value, given.say)
  if (fault) return { fault: `${pathIn(given)}: ${fault}` }
  const [on, knownOn] = [textIn(given, 'on'), textIn(given, 'known-on')]
  const question = {
    ...(on === undefined ? {} : { on }),
    ...(knownOn === undefined ? {} : { knownOn }),
    ...(read.value as DecisionQuestion), // Just checked.
  }
  const dayFault = faultOf(DecisionQuestion, question, given.say)
  if (dayFault) return { fault: dayFault }
  const decided = decide(corpus, question, today())
  if (decided.ok) return { decision: decided.value }
  const { title, detail } = sayRefusal(decided.refusal, given.terminal.locale)
  return { fault: `${title} ${detail}` }
}

/** What was typed: a file, or `-`. */
const pathIn = ({ files }: Given) => files[0] ?? '-'

const today = () => Temporal.Now.plainDateISO('Europe/Amsterdam')

function replayed(corpus: Corpus, text: string, given: Given): ExitName {
  const { terminal, say } = given
  const [one] = readQuestions(text).read
  if (one === undefined) throw new Ending('data', say('may.empty'))
  if ('fault' in one) throw new Ending('data', say('file.no-json', { path: pathIn(given), line: one.line }))
  const fault = faultOf(Receipt, one.value, say)
  if (fault !== null) throw new Ending('data', `${pathIn(given)}: ${fault}`)
  const result = replay(corpus, one.value as Receipt, today()) // Just checked.
  if (!result.ok) {
    const { kind } = result.refusal.problem
    throw new Ending(exitOfKind[kind], sayRefusal(result.refusal, terminal.locale).detail)
  }
  const { same, differs } = result.value
  terminal.print(JSON.stringify({ same, differs }))
  return same ? 'done' : 'no'
}
