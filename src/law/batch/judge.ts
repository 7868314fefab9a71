// One row judged: its structure classified, and whatever was wrong with the row said, never fatal. Not here: how it is written down.
import type { StructureAnswer, StructureClassifier } from '../classifier/structure.ts'
import type { Table } from './head.ts'
import { type BatchMessage, said } from './messages.ts'
import type { Row } from './rows.ts'

export const batchVerdicts = ['controlled', 'not-controlled', 'expert', 'invalid'] as const
export type BatchVerdict = (typeof batchVerdicts)[number]
export type Counts = { rows: number } & { [Key in BatchVerdict]: number }
export const noCounts = (): Counts => ({ rows: 0, controlled: 0, 'not-controlled': 0, expert: 0, invalid: 0 })

export type Judged = {
  readonly row: Row
  readonly id: string
  readonly verdict: BatchVerdict
  readonly findings: StructureAnswer['findings']
  readonly exceptions: StructureAnswer['exceptions']
  readonly messages: readonly BatchMessage[]
}

const verdictOf: Readonly<Record<StructureAnswer['verdict'], BatchVerdict>> = {
  controlled: 'controlled',
  'not-controlled': 'not-controlled',
  'needs-expert': 'expert',
  unreadable: 'invalid',
}

export type Judge = (row: Row, notes?: readonly BatchMessage[]) => Judged

export function openJudge(
  classifier: StructureClassifier,
  table: Table,
  { trace }: { readonly trace: boolean },
): Judge {
  return (row, notes = []) => {
    const fault = faultOf(row, table)
    if (fault)
      return {
        row,
        id: idOf(row, table),
        verdict: 'invalid',
        findings: [],
        exceptions: [],
        messages: [...notes, fault],
      }
    const written = row.fields[table.structure] ?? ''
    // The blank lines at the head of a molfile count; around a SMILES they do not.
    const structure = written.includes('\n') ? written : written.trim()
    return {
      row,
      id: idOf(row, table),
      ...judged(classifier, structure, row.line, written.indexOf(structure), trace, notes),
    }
  }
}

/** The row that made its worker end, or took it too long: for an expert, with the reason. */
export function stoppedRow(row: Row, table: Table, detail: string): Judged {
  const messages = [said('stopped', { line: row.line, detail })]
  return { row, id: idOf(row, table), verdict: 'expert', findings: [], exceptions: [], messages }
}

function judged(
  classifier: StructureClassifier,
  structure: string,
  line: number,
  lead: number,
  trace: boolean,
  notes: readonly BatchMessage[],
): Pick<Judged, 'verdict' | 'findings' | 'exceptions' | 'messages'> {
  try {
    const quick = classifier.classify(structure)
    // Reasons are for what was found: writing down why everything else was not would double the work.
    const isAsked = trace && quick.findings.length > 0
    const { verdict, findings, exceptions, messages, error } = isAsked
      ? classifier.classify(structure, { trace })
      : quick
    const at = error && error.at !== null ? { at: error.at + Math.max(lead, 0) } : {}
    const unread = error ? [said(error.reason, { line, detail: error.detail, ...at })] : []
    return { verdict: verdictOf[verdict], findings, exceptions, messages: [...notes, ...messages, ...unread] }
  } catch (error) {
    // A fault of ours must not cost the rows after it, and must not look like a verdict.
    const detail = error instanceof Error ? error.message : String(error)
    return { verdict: 'expert', findings: [], exceptions: [], messages: [...notes, said('stopped', { line, detail })] }
  }
}

function faultOf({ fault, fields, line }: Row, { kind, headings, structure }: Table): BatchMessage | null {
  if (fault) return said(fault, { line })
  if (kind !== 'csv') return null
  const isLonger = fields.slice(headings.length).some((field) => field.trim() !== '')
  if (isLonger) return said('fields', { line, detail: `${fields.length} fields, ${headings.length} columns` })
  return fields.length <= structure ? said('no-structure', { line }) : null
}

function idOf({ fields, data, line }: Row, { id, idName }: Table): string {
  const wanted = idName === null ? fields[id] : data?.[idName]
  return wanted || String(line)
}
