// Judges the rows of a table as they come and writes one line for each, in order. Not here: opening files, and the classifier.
import type { StructureAnswer, StructureClassifier } from '#law'
import { csvField, type Record_ } from './records.ts'

export type Verdict = 'controlled' | 'not-controlled' | 'expert' | 'invalid'
export type Counts = { rows: number } & { [Key in Verdict]: number }
export type Format = 'jsonl' | 'csv'

export type RowsNeeds = {
  readonly classifier: StructureClassifier
  readonly records: AsyncIterable<readonly Record_[]>
  /** Null: the first row is no heading; structure and name by place. */
  readonly columns: { readonly structure: string; readonly id: string | null } | null
  readonly format: Format
  readonly trace: boolean
  readonly coverage: readonly { readonly list: string; readonly extent: string }[]
  /** Resolves when there is room for more. */
  readonly write: (text: string) => Promise<void>
  readonly progress: (counts: Counts) => void
}

export type RowsEnd = { readonly counts: Counts; readonly missing: string | null; readonly headings: readonly string[] }

const verdicts: Readonly<Record<StructureAnswer['verdict'], Verdict>> = {
  controlled: 'controlled',
  'not-controlled': 'not-controlled',
  'needs-expert': 'expert',
  unreadable: 'invalid',
}

/** Ends early with `missing` when the heading lacks a column that was asked for; a bad row is a line of its own and never an end. */
export async function classifyRows(needs: RowsNeeds): Promise<RowsEnd> {
  const { columns, format, write, progress } = needs
  const counts: Counts = { rows: 0, controlled: 0, 'not-controlled': 0, expert: 0, invalid: 0 }
  let headings: readonly string[] = ['structure', 'id']
  let places: { structure: number; id: number } | null = columns === null ? { structure: 0, id: 1 } : null
  if (columns === null && format === 'csv') await write(headingLine(headings))
  for await (const batch of needs.records) {
    let text = ''
    for (const record of batch) {
      if (places === null) {
        headings = record.fields
        const found = placesOf(headings, columns!) // Null columns have their places already.
        if (typeof found === 'string') return { counts, missing: found, headings }
        places = found
        if (format === 'csv') text += headingLine(headings)
        continue
      }
      text += lineOf(needs, record, places, headings, counts)
    }
    if (text !== '') await write(text)
    progress(counts)
  }
  return { counts, missing: null, headings }
}

function placesOf(
  headings: readonly string[],
  { structure, id }: { readonly structure: string; readonly id: string | null },
): { structure: number; id: number } | string {
  const place = (name: string) => headings.findIndex((heading) => heading.trim().toLowerCase() === name.toLowerCase())
  if (place(structure) < 0) return structure
  if (id !== null && place(id) < 0) return id
  return { structure: place(structure), id: id === null ? -1 : place(id) }
}

function lineOf(
  needs: RowsNeeds,
  record: Record_,
  places: { structure: number; id: number },
  headings: readonly string[],
  counts: Counts,
): string {
  const written = record.fields[places.structure] ?? ''
  // The blank lines at the head of a molfile count.
  const smiles = written.includes('\n') ? written : written.trim()
  const answer = record.fault ? null : needs.classifier.classify(smiles, { trace: needs.trace })
  const verdict = answer === null ? 'invalid' : verdicts[answer.verdict]
  counts.rows++
  counts[verdict]++
  const id = record.fields[places.id] ?? String(record.line)
  return needs.format === 'jsonl'
    ? `${JSON.stringify(jsonOf(id, verdict, record, answer, needs.coverage))}\n`
    : `${csvLine(record, verdict, answer, headings.length)}\n`
}

/** The line of `--format jsonl`, for a batch and for one question alike. */
export function jsonOf(
  id: string,
  verdict: Verdict,
  { line, fault }: Pick<Record_, 'line' | 'fault'>,
  answer: StructureAnswer | null,
  coverage: RowsNeeds['coverage'],
) {
  return {
    ...{ id, verdict },
    findings: (answer?.findings ?? []).map(({ citation, substanceId: _, ...finding }) => ({
      ...finding,
      citation: citation && { short: citation.short, jci: citation.jci },
    })),
    exceptions: (answer?.exceptions ?? []).map(({ kind, article, source, needsEvidence }) => ({
      kind,
      article,
      source,
      needsEvidence,
    })),
    coverage,
    messages: [
      ...(answer?.messages ?? []),
      ...(answer?.error ? [{ code: answer.error.reason, at: answer.error.at, en: answer.error.detail }] : []),
      ...(fault ? [{ code: fault, line }] : []),
    ],
  }
}

const added = ['verdict', 'lists', 'findings', 'exceptions', 'messages']
const headingLine = (headings: readonly string[]) => `${[...headings, ...added].map(csvField).join(',')}\n`

/** The columns that came in, then ours. */
function csvLine(
  { fields, line, fault }: Record_,
  verdict: Verdict,
  answer: StructureAnswer | null,
  width: number,
): string {
  const own = Array.from({ length: width }, (_, index) => fields[index] ?? '')
  const findings = answer?.findings ?? []
  const said = [
    verdict,
    [...new Set(findings.map(({ list }) => list))].join(' '),
    findings
      .map(({ list, basis, rule, certainty }) => `${list} ${basis} ${rule}${certainty === 'in' ? '' : ' (?)'}`)
      .join('; '),
    (answer?.exceptions ?? []).map(({ kind, article }) => `${kind} ${article}`).join('; '),
    [
      ...(answer?.messages ?? []).map(({ code }) => code),
      ...(answer?.error ? [`${answer.error.detail}${answer.error.at === null ? '' : ` (${answer.error.at})`}`] : []),
      ...(fault ? [`${fault} (${line})`] : []),
    ].join('; '),
  ]
  return [...own, ...said].map(csvField).join(',')
}
