// `grein classify` for one substance, by name, number or structure: a line like that of a table. Not here: tables (table.ts), the law (#law).
import { openServerToolkit } from '#chemistry/server'
import { sayRefusal } from '#kernel'
import { type Corpus, classify, classifyStructure, type SubstanceQuestion } from '#law'
import { type BatchVerdict, batchLine } from '#law/batch'
import type { Given } from '../command.ts'
import { Ending, type ExitName, exitOfKind } from '../exit-codes.ts'

const verdictOf: Readonly<Record<string, BatchVerdict>> = {
  controlled: 'controlled',
  'not-controlled': 'not-controlled',
  'needs-expert': 'expert',
}

/** By name or number the substance is found first; then its structure is judged like any other. Ends with `data` when nothing could be judged. */
export async function classifyOne(corpus: Corpus, question: SubstanceQuestion, given: Given): Promise<ExitName> {
  const { terminal } = given
  await using toolkit = await openServerToolkit()
  const asked = await classify(corpus, toolkit, question, Temporal.Now.plainDateISO('Europe/Amsterdam'))
  if (!asked.ok)
    throw new Ending(exitOfKind[asked.refusal.problem.kind], sayRefusal(asked.refusal, terminal.locale).detail)
  const { value } = asked
  const days = {
    on: Temporal.PlainDate.from(value.question.on),
    knownOn: Temporal.PlainDate.from(value.question.knownOn),
  }
  const smiles = value.question.readAs === 'smiles' ? question.q.trim() : (value.substance?.smiles ?? null)
  const judged = smiles === null ? null : classifyStructure(corpus, smiles, days)
  const named = value.listings.map(({ list, certainty, citation: { short, article, jci } }) => ({
    ...{ list, basis: 'named', rule: value.substance?.substanceId ?? question.q, version: null, certainty: 'in' },
    ...{ status: certainty, citation: { short, article, jci }, piece: 0, trace: [] },
  }))
  const verdict =
    named.length > 0
      ? 'controlled'
      : (verdictOf[judged && judged.verdict !== 'unreadable' ? judged.verdict : value.verdict] ?? 'invalid')
  const found = { findings: [], exceptions: [], ...judged, id: question.q, verdict, messages: judged?.messages ?? [] }
  const line = batchLine(
    found,
    value.coverage.map(({ list, extent }) => ({ list, extent })),
  )
  const isTold = (finding: { list: string; rule: string }) =>
    found.findings.some(({ list, rule }) => list === finding.list && rule === finding.rule)
  const { error, steps, suggestions } = value
  terminal.print(
    JSON.stringify({
      ...line,
      findings: [...named.filter((finding) => !isTold(finding)), ...line.findings],
      messages: [...line.messages, ...(error ? [{ code: value.verdict, ...error }] : []), ...steps],
      suggestions,
    }),
  )
  return verdict === 'invalid' ? 'data' : 'done'
}
