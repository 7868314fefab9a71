// Rounds of writing and sudden death: kill -9 of the database, of the program, or of both, at a seeded moment; then everything that was
// acknowledged must be there, and all of it must add up. Not here: how many rounds (faults.test.ts), and an orderly stop.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { verifyLedger } from '#chain'
import { type AuthorityId, assert } from '#kernel'
import { type Admin, type Connection, openAdmin, openDatabase, verifyLog } from '#platform'
import { makeTestFolder } from '#platform/testing'

export type CrashOptions = {
  readonly rounds: number
  readonly seed: number
  readonly writers?: number
  readonly onRound?: (line: string) => void
}

export type CrashReport = {
  readonly rounds: Readonly<Record<Victim, number>>
  /** What was acknowledged before the last look, and so must be among its events; the writers go on while it is looked at. */
  readonly acknowledged: number
  readonly events: number
  readonly sealed: number
  /** Every way in which something was not as it must be; empty is the promise. */
  readonly faults: readonly string[]
}

/** The database alone is started again by the program that stands over it; the program, by us. */
const victims = ['database', 'program', 'both'] as const
type Victim = (typeof victims)[number]

/** The program gives up on a database that dies so often in a row (embedded/server.ts); before that it gets a new life. */
const killsPerLifeMax = 3
const killWithinMs = 900
const readyWithinMs = 120_000

export async function crashRounds(options: CrashOptions): Promise<CrashReport> {
  const { rounds, seed, writers = 16, onRound = () => {} } = options
  const random = seededRandom(seed)
  const folder = makeTestFolder()
  const counts: Record<Victim, number> = { database: 0, program: 0, both: 0 }
  const acknowledged = new Map<string, string>()
  const faults: string[] = []
  const notes: string[] = []
  let state: Judged = { events: 0, sealed: 0, note: null, acknowledged: 0 }
  let life: Life | null = null
  try {
    for (let round = 1; round <= rounds; round++) {
      if (life === null) {
        life = await startLife(folder, writers, acknowledged, faults)
        await untilFirst(acknowledged, life)
      }
      const victim = life.kills >= killsPerLifeMax ? pick(['program', 'both'] as const, random) : pick(victims, random)
      const delayMs = Math.floor(random() * killWithinMs)
      await new Promise((resolve) => setTimeout(resolve, delayMs))
      life.kills++
      counts[victim]++
      const known: number = acknowledged.size
      await kill(folder, life, victim)
      if (victim !== 'database') {
        await life.ended
        life = await startLife(folder, writers, acknowledged, faults)
      }
      state = await judge(life, acknowledged, notes, (fault) => faults.push(`round ${round} (${victim}): ${fault}`))
      if (state.note) notes.push(state.note)
      onRound(
        `round ${round}/${rounds}: ${victim} after ${delayMs} ms, ${known} acknowledged, ${state.events} events, ${faults.length} faults`,
      )
      if (faults.length > 0) break // The first is where to begin.
    }
  } finally {
    if (life) {
      await kill(folder, life, 'both')
      await life.ended
    }
    rmSync(folder, { recursive: true, force: true })
  }
  return {
    rounds: counts,
    acknowledged: state.acknowledged,
    events: state.events,
    sealed: state.sealed,
    faults,
  }
}

export type Life = {
  readonly child: ChildProcess
  readonly ended: Promise<void>
  readonly admin: Connection
  readonly app: Connection
  readonly authorityId: AuthorityId
  /** What it said on its error stream: why it ended, if it was not killed. */
  readonly said: () => string
  kills: number
}

/** Starts the writing program and waits until it writes. Its lines go into `acknowledged`, and what it could not explain into `faults`. */
export async function startLife(
  folder: string,
  writers: number,
  acknowledged: Map<string, string>,
  faults: string[],
): Promise<Life> {
  const path = join(import.meta.dirname, 'writer.ts')
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', path, folder, String(writers)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (part) => {
    said += part
  })
  const lines = createInterface({ input: child.stdout })
  const ended = new Promise<void>((resolve) => lines.once('close', () => resolve())) // After its last line was read.
  const ready = new Promise<Pick<Life, 'admin' | 'app' | 'authorityId'>>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the writer was not ready in time: ${said}`)), readyWithinMs)
    lines.on('line', (line) => {
      const space = line.indexOf(' ')
      const [what, text] = [line.slice(0, space), line.slice(space + 1)]
      if (what === 'ready') {
        clearTimeout(late)
        resolve(JSON.parse(text))
      } else if (what === 'ack') {
        const [eventId, leaf] = text.split(' ')
        if (eventId && leaf) acknowledged.set(eventId, leaf) // A line cut off by death has no leaf, and was not said.
      } else if (what === 'fault') faults.push(`the writer met: ${text}`)
    })
    lines.once('close', () => {
      clearTimeout(late)
      reject(new Error(`the writer ended before it was ready: ${said}`))
    })
  })
  return { child, ended, ...(await ready), said: () => said, kills: 0 }
}

/** However slow the machine: that nothing is lost says something only once there is something. */
export async function untilFirst(acknowledged: ReadonlyMap<string, string>, { child, said }: Life): Promise<void> {
  for (const until = Date.now() + readyWithinMs; acknowledged.size === 0; ) {
    if (child.exitCode !== null) throw new Error(`the writer ended by itself: ${said()}`)
    if (Date.now() > until) throw new Error(`the writer wrote nothing in time: ${said()}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

export async function kill(folder: string, { child }: Life, victim: Victim): Promise<void> {
  if (victim !== 'database') child.kill('SIGKILL')
  if (victim !== 'program') for (const pid of databaseProcesses(folder)) killHard(pid)
}

/** The postmaster of this folder, and its children. */
export function databaseProcesses(folder: string): number[] {
  const postmaster = postmasterOf(folder)
  if (postmaster === null) return [] // Dead already, or not born yet.
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
  const children = table.split('\n').flatMap((line) => {
    const [pid, parent] = line.trim().split(/\s+/).map(Number)
    return parent === postmaster && pid ? [pid] : []
  })
  return [postmaster, ...children]
}

function postmasterOf(folder: string): number | null {
  try {
    return Number(readFileSync(join(folder, 'data', 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]) || null
  } catch {
    return null
  }
}

function killHard(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // Gone by itself, when its postmaster went.
  }
}

type State = { readonly events: number; readonly sealed: number; readonly note: string | null }
type Judged = State & { readonly acknowledged: number }

/** Looks at everything, while the writers of the next round write already. */
async function judge(
  life: Life,
  acknowledged: ReadonlyMap<string, string>,
  notes: readonly string[],
  report: (fault: string) => void,
): Promise<Judged> {
  const { admin: connection, app, authorityId } = life
  const known = [...acknowledged] // Before the snapshot: what is said later may not be in it.
  await using admin = await untilAnswers(connection, life)
  const state = await look(admin, authorityId, known, report)
  const ledger = await verifyLedger(admin, authorityId)
  for (const { kind, id, detail } of ledger.faults) report(`ledger: ${kind} ${id} ${detail}`)
  await using database = await openDatabase({ connection: app, poolSize: 1 })
  const log = await verifyLog(database, authorityId, { knownNotes: notes })
  for (const { kind, at } of log.findings) report(`log: ${kind} at ${at}`)
  return { ...state, acknowledged: known.length }
}

const lookups = {
  'acknowledged and gone': `
    select k.id::text as id from unnest($2::uuid[], $3::text[]) as k(id, leaf)
    where not exists (select from chain.event as e where e.authority_id = $1 and e.event_id = k.id and encode(e.leaf, 'base64') = k.leaf)`,
  'not once in the log and its queue': `
    select e.event_id::text as id from chain.event as e
    where e.authority_id = $1
      and (select count(*) from log.leaf as l where l.authority_id = $1 and l.entry_id = e.event_id)
        + (select count(*) from log.queued_between($1, e.event_id, e.event_id)) <> 1`,
  'in the log without its event or record': `
    select l.entry_id::text as id
    from (select entry_id from log.leaf where authority_id = $1 union all select entry_id from log.unsealed where authority_id = $1
      union all select unnest(entry_ids) from log.unsealed_set where authority_id = $1) as l
    where not exists (select from chain.event as e where e.authority_id = $1 and e.event_id = l.entry_id)
      and not exists (select from log.record as r where r.authority_id = $1 and r.entry_id = l.entry_id)`,
  'half written': `
    select e.event_id::text as id from chain.event as e
    where e.authority_id = $1 and (
      (e.kind <> 'harvest' and (select count(*) from chain.movement as m where m.authority_id = $1 and m.event_id = e.event_id) <> 1)
      or not exists (select from chain.event_party as p where p.authority_id = $1 and p.event_id = e.event_id)
      or not exists (select from chain.event_batch as b where b.authority_id = $1 and b.event_id = e.event_id))`,
  'a balance that is not its movements': `
    select b.account_id::text as id from chain.balance as b
    where b.authority_id = $1 and b.amount <> coalesce((select sum(i.amount) from chain.movement as i where i.authority_id = $1 and i.to_account_id = b.account_id), 0)
      - coalesce((select sum(o.amount) from chain.movement as o where o.authority_id = $1 and o.from_account_id = b.account_id), 0)`,
} as const

/** Asked in SQL of this file alone: the program's own proof (verifyLedger, verifyLog) is held against the same data beside it. */
export function look(
  admin: Admin,
  authorityId: AuthorityId,
  known: readonly (readonly [string, string])[],
  report: (fault: string) => void,
): Promise<State> {
  return admin.withClient(async (client) => {
    await client.query('begin isolation level repeatable read read only')
    for (const [what, text] of Object.entries(lookups)) {
      const isAboutKnown = text.includes('$3')
      const values = [authorityId, ...(isAboutKnown ? [known.map(([id]) => id), known.map(([, leaf]) => leaf)] : [])]
      const { rows } = await client.query<{ id: string }>(`${text} limit 5`, values)
      if (rows.length > 0) report(`${what}: ${rows.map(({ id }) => id).join(', ')}`)
    }
    const { rows } = await client.query<{ events: bigint; sealed: bigint; note: string | null }>(
      `select (select count(*) from chain.event where authority_id = $1) as events,
         (select count(*) from log.leaf where authority_id = $1) as sealed,
         (select note from log.checkpoint where authority_id = $1 order by size desc limit 1) as note`,
      [authorityId],
    )
    await client.query('commit')
    const [row] = rows
    assert(row, 'one row of counts')
    return { events: Number(row.events), sealed: Number(row.sealed), note: row.note }
  })
}

/** A server that was just killed first replays its log. */
async function untilAnswers(connection: Connection, { child, said }: Life): Promise<Admin> {
  for (const until = Date.now() + readyWithinMs; ; ) {
    try {
      return await openAdmin(connection)
    } catch (error) {
      if (child.exitCode !== null) throw new Error(`the writer ended by itself: ${said()}`, { cause: error })
      if (Date.now() > until) throw error
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

const pick = <Item>(items: readonly Item[], random: () => number): Item => items[Math.floor(random() * items.length)]! // random() is below 1.

/** mulberry32: small, good enough to choose moments, and the same everywhere. */
export function seededRandom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
