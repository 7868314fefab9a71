// A file of rows: what it would record, or recording it. The same rules and the same door as an act by hand, all rows or none. Not here:
// what the cells mean (templates.ts), and who may record what in the software (the caller asks for each act).
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type Instant, type Locale, parseId, Refused, refuseNow, sayRefusal } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { Act, ImportReport } from '../contract.ts'
import type { LawForChain } from '../law.ts'
import { chainProblems } from '../problems.ts'
import { recordAct } from '../record/record-act.ts'
import { lookUp, nothingWanted, wantMovements } from '../refs.ts'
import { selectMovements } from '../store/movements.ts'
import type { Said } from './cells.ts'
import { readTable } from './read-table.ts'
import { loadRefs } from './refs.ts'
import { actsOf, batchNamesIn, matchColumns, type RowFault, type RowsAct } from './rows.ts'
import type { Template } from './template.ts'

export type ImportInput = {
  readonly template: Template
  readonly bytes: Uint8Array
  /** The hash of the file that was looked over: records it. Null: only says what it would do. */
  readonly sha256: string | null
  readonly law: LawForChain
  readonly now: Instant
  readonly locale: Locale
  readonly promise?: (leaf: Uint8Array) => string
  /** What does not fit the act's own schema, which the templates cannot know whole. */
  readonly misfits: (act: Act) => readonly { readonly pointer: string; readonly detail: Said }[]
  /** Called for each act before it is recorded; what it throws is the row's refusal. */
  readonly require?: (act: Act) => Promise<void>
  /** Called for each act that is recorded now, in the same transaction. */
  readonly noteRecorded?: (act: Act, recorded: { readonly basis: readonly string[] }) => Promise<void>
}

/**
 * Tries every act of the file in order of time, each on top of those before it. Without a fault and with the right `sha256` they stay;
 * else everything is rolled back and the report says why. Refuses what is no table, misses columns, or is not the file looked over.
 */
export async function importFile(tx: Tx, actor: Actor, input: ImportInput): Promise<ImportReport> {
  const { template, bytes, locale } = input
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  if (input.sha256 !== null && input.sha256 !== sha256) refuseNow(chainProblems['import-changed'], {})
  const table = readTable(bytes)
  const matched = matchColumns(template, table)
  if (matched.missing.length > 0) {
    refuseNow(chainProblems['import-columns-missing'], {
      columns: matched.missing.map((heading) => heading[locale]).join(', '),
    })
  }
  const refs = await loadRefs(tx, actor, {
    batchNames: batchNamesIn(template, table, matched),
    readsArrivals: template.readsArrivals ?? false,
  })
  const sender = actor.partyId ?? actor.authorityId
  const { acts, faults } = actsOf(template, table, { matched, refs, sender })
  await sql`savepoint import_start`.execute(tx)
  const tried = await tryAll(tx, actor, { acts, input })
  const changes = await changesOf(tx, actor, acts)
  const allFaults = [...faults.map((fault) => viewFault(fault, locale)), ...tried.faults].sort(
    (one, other) => one.line - other.line,
  )
  const isRecorded = input.sha256 !== null && allFaults.length === 0
  if (!isRecorded) await sql`rollback to savepoint import_start`.execute(tx)
  return {
    template: template.name,
    sha256,
    rows: table.rows.length,
    acts: tried.acts,
    faults: allFaults,
    unread: [...matched.unread, ...table.otherSheets.map(sheetNamed)].map((heading) => heading[locale]),
    changes,
    recorded: isRecorded,
  }
}

const sheetNamed = (name: string): Said => ({ nl: `blad ${name}`, en: `sheet ${name}` })

const viewFault = ({ line, column, said }: RowFault, locale: Locale): ImportReport['faults'][number] => ({
  line,
  column,
  said: said[locale],
  basis: [],
})

type Tried = Pick<ImportReport, 'acts' | 'faults'>

async function tryAll(
  tx: Tx,
  actor: Actor,
  { acts, input }: { readonly acts: readonly RowsAct[]; readonly input: ImportInput },
): Promise<Tried> {
  const tried: Tried = { acts: [], faults: [] }
  for (const { act, lines } of acts) {
    const { eventId, kind, occurredAt } = act
    const view = (outcome: ImportReport['acts'][number]['outcome']) =>
      tried.acts.push({ lines: [...lines], kind, occurredAt, eventId, outcome })
    const misfits = input.misfits(act)
    if (misfits.length > 0) {
      view('refused')
      for (const { pointer, detail } of misfits)
        tried.faults.push({
          line: lines[0]!,
          column: null,
          said: `${pointer.slice(1)}: ${detail[input.locale]}`,
          basis: [],
        }) // A group has a row.
      continue
    }
    await sql`savepoint import_row`.execute(tx)
    try {
      view(await tryOne(tx, actor, { act, input }))
      await sql`release savepoint import_row`.execute(tx)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      await sql`rollback to savepoint import_row`.execute(tx)
      view('refused')
      const { title, detail } = sayRefusal(error.refusal, input.locale)
      tried.faults.push({
        line: lines[0]!, // A group has a row.
        column: null,
        said: `${title} ${detail}`,
        basis: [...error.refusal.basis],
      })
    }
  }
  return tried
}

async function tryOne(
  tx: Tx,
  actor: Actor,
  { act, input }: { readonly act: Act; readonly input: ImportInput },
): Promise<'ready' | 'already'> {
  const { law, now, promise, require, noteRecorded } = input
  await require?.(act)
  const recorded = await recordAct(tx, actor, { act, law, now, ...(promise ? { promise } : {}) })
  if (recorded.outcome === 'already') return 'already'
  if (input.sha256 !== null) await noteRecorded?.(act, recorded)
  return 'ready'
}

/** What the acts change in what the sender may see, added up by batch, state and ledger. */
async function changesOf(tx: Tx, actor: Actor, acts: readonly RowsAct[]): Promise<ImportReport['changes']> {
  const ids = acts.flatMap(({ act }) => parseId('event', act.eventId) ?? [])
  const movements = await selectMovements(tx, actor.authorityId, ids)
  const wanted = nothingWanted()
  wantMovements(wanted, movements)
  const names = await lookUp(tx, actor.authorityId, wanted)
  const sums = new Map<string, ImportReport['changes'][number] & { sum: bigint }>()
  for (const { ledger, amount, from, to } of movements) {
    for (const [end, change] of [
      [from, -amount],
      [to, amount],
    ] as const) {
      const isOurs = end.isVisible && (actor.wall === 'staff' || end.holderId === actor.partyId)
      if (!isOurs || end.kind === 'world') continue
      const key = JSON.stringify([end.batchId, end.kind, end.state, ledger])
      const known = sums.get(key)
      const sum = (known?.sum ?? 0n) + change
      const batch = end.batchId ? names.batch(end.batchId) : null
      sums.set(key, { batch, state: end.kind === 'stock' ? end.state : end.kind, ledger, change: `${sum}`, sum })
    }
  }
  return [...sums.values()].filter(({ sum }) => sum !== 0n).map(({ sum: _sum, ...change }) => change)
}
