// `grein classify` for one substance, by name, number or structure: a line like that of a table. Not here: tables (table.ts), the law (#law).
import { sayRefusal } from '#kernel'
import { type Corpus, classify, type SubstanceQuestion } from '#law'
import { type BatchVerdict, batchLine } from '#law/batch'
import type { Given } from '../command.ts'
import { Ending, type ExitName, exitOfKind } from '../exit-codes.ts'

/** What is unknown, ambiguous or unreadable could not be judged. */
const verdictOf: Readonly<Record<string, BatchVerdict>> = {
  controlled: 'controlled',
  'not-controlled': 'not-controlled',
  'needs-expert': 'expert',
}

/** The same keys as a row of a table has, and `suggestions`. Ends with `data` when nothing could be judged. */
export async function classifyOne(corpus: Corpus, question: SubstanceQuestion, given: Given): Promise<ExitName> {
  const { terminal, options } = given
  // Without a toolkit: our own reader judges, and nothing here is drawn.
  const asked = await classify(corpus, null, question, Temporal.Now.plainDateISO('Europe/Amsterdam'))
  if (!asked.ok)
    throw new Ending(exitOfKind[asked.refusal.problem.kind], sayRefusal(asked.refusal, terminal.locale).detail)
  const { verdict: found, findings, exceptions, messages, steps, suggestions, error, coverage } = asked.value
  const verdict = verdictOf[found] ?? 'invalid'
  const isBrief = options['brief'] === true
  const line = batchLine(
    {
      ...{ id: question.q, verdict, exceptions, messages },
      findings: isBrief ? findings.map((finding) => ({ ...finding, trace: [] })) : findings,
    },
    coverage.map(({ list, extent }) => ({ list, extent })),
  )
  terminal.print(
    JSON.stringify({
      ...line,
      messages: [
        ...(error ? [{ code: found, ...error }] : []),
        ...line.messages,
        // What is unknown or ambiguous is said by the step that ended there.
        ...steps.map(({ kind, nl, en }) => ({ code: kind === 'not-matched' && !error ? found : kind, nl, en })),
      ],
      suggestions,
    }),
  )
  return verdict === 'invalid' ? 'data' : 'done'
}
