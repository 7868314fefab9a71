// A judged row as a line of JSON or of CSV, or as a row of a sheet. Not here: judging it, and the workbook around the sheet (book.ts).
import type { Table } from './head.ts'
import type { BatchVerdict, Judged } from './judge.ts'
import { cell } from './sheet.ts'

export const batchFormats = ['jsonl', 'csv', 'xlsx'] as const
export type BatchFormat = (typeof batchFormats)[number]
export type CoverageRow = { readonly list: string; readonly extent: string }

/** A line of `--format jsonl`, for a batch and for one question alike. */
export type BatchLine = {
  readonly id: string
  readonly verdict: BatchVerdict
  readonly findings: readonly object[]
  readonly exceptions: readonly object[]
  readonly coverage: readonly CoverageRow[]
  readonly messages: readonly object[]
  /** The other columns that came in, by their heading; absent where there are none. */
  readonly columns?: Readonly<Record<string, string>>
}

export type Writer = {
  /** What stands above the rows; empty for JSON lines. */
  readonly head: string
  line(judged: Judged): string
}

export function writerOf(format: BatchFormat, table: Table, coverage: readonly CoverageRow[]): Writer {
  switch (format) {
    case 'jsonl': {
      const named = namesOf(table)
      return {
        head: '',
        line: (judged) => `${JSON.stringify(batchLine(judged, coverage, columnsOf(judged, table, named)))}\n`,
      }
    }
    case 'csv': {
      const said = coverageText(coverage)
      const line = (fields: readonly string[]) => `${fields.map(csvField).join(',')}\n`
      return {
        head: line([...table.headings, ...added]),
        line: (judged) => line([...own(judged, table), ...ours(judged, said)]),
      }
    }
    case 'xlsx': {
      const said = coverageText(coverage)
      const row = (fields: readonly string[], isHeading = false) =>
        `<row>${fields.map((field) => cell(field, isHeading)).join('')}</row>`
      return {
        head: row([...table.headings, ...added], true),
        line: (judged) => row([...own(judged, table), ...ours(judged, said)]),
      }
    }
    default:
      return format satisfies never
  }
}

/** A judged row, or the answer to one question. */
export type BatchLineOf = {
  readonly id: string
  readonly verdict: BatchVerdict
  readonly findings: readonly {
    readonly substanceId: string | null
    readonly citation: { readonly short: string; readonly article: string; readonly jci: string } | null
  }[]
  readonly exceptions: readonly {
    readonly kind: string
    readonly article: string
    readonly source: string
    readonly needsEvidence: { readonly nl: string; readonly en: string } | null
  }[]
  readonly messages: readonly object[]
}

export function batchLine(
  { id, verdict, findings, exceptions, messages }: BatchLineOf,
  coverage: readonly CoverageRow[],
  columns?: Readonly<Record<string, string>>,
): BatchLine {
  return {
    ...{ id, verdict },
    findings: findings.map(({ substanceId: _, citation, ...finding }) => ({
      ...finding,
      citation: citation && { short: citation.short, article: citation.article, jci: citation.jci },
    })),
    exceptions: exceptions.map(({ kind, article, source, needsEvidence }) => ({
      kind,
      article,
      source,
      needsEvidence,
    })),
    ...{ coverage, messages },
    ...(columns === undefined ? {} : { columns }),
  }
}

/** What each other column is called in `columns`; a heading that stands twice gets a number. */
function namesOf({ headings, structure, id, kind }: Table): readonly (readonly [place: number, name: string])[] {
  if (kind !== 'csv') return []
  const taken = new Set<string>()
  return headings.flatMap((heading, place) => {
    if (place === structure || place === id) return []
    let name = heading.trim() || `column ${place + 1}`
    for (let again = 2; taken.has(name); again++) name = `${heading.trim()} (${again})`
    taken.add(name)
    return [[place, name] as const]
  })
}

function columnsOf(
  { row }: Judged,
  table: Table,
  names: ReturnType<typeof namesOf>,
): Record<string, string> | undefined {
  if (table.kind === 'sdf') return row.data && Object.keys(row.data).length > 0 ? row.data : undefined
  if (names.length === 0 || row.fields.length === 0) return undefined
  return Object.fromEntries(names.map(([place, name]) => [name, row.fields[place] ?? '']))
}

const added = ['verdict', 'lists', 'findings', 'citations', 'exceptions', 'coverage', 'messages']

/** The columns that came in, as many as the heading has. */
function own({ row, id }: Judged, { headings, kind }: Table): string[] {
  if (kind === 'csv') return headings.map((_, place) => row.fields[place] ?? '')
  return headings.map((heading, place) =>
    place === 0 ? (row.fields[0] ?? '') : place === 1 ? id : (row.data?.[heading] ?? ''),
  )
}

const coverageText = (coverage: readonly CoverageRow[]) =>
  coverage.map(({ list, extent }) => `${list} ${extent}`).join('; ')

function ours({ verdict, findings, exceptions, messages }: Judged, coverage: string): string[] {
  return [
    verdict,
    once(findings.map(({ list }) => list)).join(' '),
    findings
      .map(({ list, basis, rule, version, status, certainty }) =>
        [
          list,
          basis,
          rule,
          ...(version === null ? [] : [version]),
          `[${status}]`,
          ...(certainty === 'in' ? [] : ['(?)']),
        ].join(' '),
      )
      .join('; '),
    once(findings.flatMap(({ citation }) => (citation ? [citation.short] : []))).join('; '),
    exceptions.map(({ kind, article }) => `${kind} ${article}`).join('; '),
    coverage,
    messages
      .map(({ code, detail, at, line }) => {
        const where = [...(at === undefined ? [] : [`at ${at}`]), ...(line === undefined ? [] : [`line ${line}`])]
        return `${code}${detail ? `: ${detail}` : ''}${where.length > 0 ? ` (${where.join(', ')})` : ''}`
      })
      .join('; '),
  ]
}

const once = (texts: readonly string[]) => [...new Set(texts)]

/** A field as CSV writes it. A leading = + - @ gets an apostrophe unless it is a number, for a spreadsheet would run it as a formula. */
export function csvField(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+([.,]\d+)?$/.test(text) ? `'${text}` : text
  return /[",;\n\r\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
