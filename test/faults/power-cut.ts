// Rounds of pulled plugs: the database's files are copied while 16 writers write, a server is started on the copy, and everything that was
// acknowledged before the copy began must be there and add up. Not here: sudden death of processes (crash-rounds.ts).
//
// Why such a copy is what a power cut leaves. A cut keeps every byte that was synced, and of the rest any part: pages of the data files are
// old, new, or torn. PostgreSQL promises to recover from that if the log (WAL) since the last checkpoint is there and each page was
// written whole into it the first time after that checkpoint (full_page_writes, on by default, and asked for below). So:
// - `frozen`: every process of the server is stopped (SIGSTOP), so no file changes while it is copied: all files of one instant, whatever
//   was on its way between them. What no commit had waited for may or may not be in it.
// - `fuzzy`: nothing is stopped. The control file goes first, then the data files, then the WAL. Pages are then of different
//   moments, later ones beside older ones, and may be torn, as a cut leaves them; each is at least as new as the checkpoint in the
//   control file, and the WAL, copied last, holds all that any of them may refer to: a page is written only after its WAL.
// What this does not show: a disk that says "synced" and lies. For that, only pulling real plugs helps.
import { execFileSync } from 'node:child_process'
import { lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { verifyLedger } from '#chain'
import { openAdminOf, openDatabase, openGround, verifyLog } from '#platform'
import { makeTestFolder } from '#platform/testing'
import { databaseProcesses, kill, type Life, look, seededRandom, startLife, untilFirst } from './crash-rounds.ts'

const ways = ['frozen', 'fuzzy'] as const
type Way = (typeof ways)[number]

export type PowerCutReport = {
  readonly rounds: number
  readonly acknowledged: number
  /** In the last copy. */
  readonly events: number
  readonly faults: readonly string[]
}

const cutWithinMs = 900

export async function powerCutRounds({
  rounds,
  seed,
  writers = 16,
  onRound = () => {},
}: {
  readonly rounds: number
  readonly seed: number
  readonly writers?: number
  readonly onRound?: (line: string) => void
}): Promise<PowerCutReport> {
  const random = seededRandom(seed)
  const folder = makeTestFolder()
  const acknowledged = new Map<string, string>()
  const faults: string[] = []
  const notes: string[] = []
  let events = 0
  let life: Life | null = null
  try {
    life = await startLife(folder, writers, acknowledged, faults)
    await untilFirst(acknowledged, life)
    for (let round = 1; round <= rounds && faults.length === 0; round++) {
      const way: Way = ways[Math.floor(random() * ways.length)] ?? 'frozen'
      await new Promise((resolve) => setTimeout(resolve, Math.floor(random() * cutWithinMs)))
      const copy = makeTestFolder()
      try {
        const known = [...acknowledged] // Said before the first byte was copied.
        copyFiles(folder, copy, way)
        const found = await judge(copy, life, { known, notes }, (fault) =>
          faults.push(`round ${round} (${way}): ${fault}`),
        )
        events = found.events
        if (found.note) notes.push(found.note)
        onRound(
          `round ${round}/${rounds}: ${way}, ${known.length} acknowledged, ${events} events, ${faults.length} faults`,
        )
      } finally {
        rmSync(copy, { recursive: true, force: true })
      }
    }
  } finally {
    if (life) {
      await kill(folder, life, 'both')
      await life.ended
    }
    rmSync(folder, { recursive: true, force: true })
  }
  return { rounds, acknowledged: acknowledged.size, events, faults }
}

function copyFiles(from: string, to: string, way: Way): void {
  const stopped = way === 'frozen' ? databaseProcesses(from) : []
  for (const pid of stopped) signal(pid, 'SIGSTOP')
  try {
    const source = join(from, 'data', 'postgres')
    const target = join(to, 'data', 'postgres')
    mkdirSync(join(to, 'data'), { recursive: true, mode: 0o711 })
    // The key and the password beside the database do not change while it runs.
    for (const name of ['log.key', 'database.json']) copyTree(join(from, 'data', name), join(to, 'data', name))
    const copy = (name: string) => copyTree(join(source, name), join(target, name))
    copyTree(source, target, true)
    copy('global/pg_control')
    for (const name of readdirSync(source)) if (!['pg_wal', 'global'].includes(name)) copy(name)
    for (const name of readdirSync(join(source, 'global'))) if (name !== 'pg_control') copy(join('global', name))
    copy('pg_wal')
  } finally {
    for (const pid of stopped) signal(pid, 'SIGCONT')
  }
  for (const name of ['postmaster.pid', 'postmaster.opts']) rmSync(join(to, 'data', 'postgres', name), { force: true })
}

/** Modes and owners as they are: the server refuses a folder that others may read. A file that went away meanwhile was never needed. */
function copyTree(from: string, to: string, isShallow = false): void {
  try {
    if (lstatSync(from).isSocket()) return
    if (isShallow) {
      mkdirSync(to, { mode: 0o700 })
      execFileSync('chown', ['--reference', from, to])
      mkdirSync(join(to, 'global'), { mode: 0o700 })
      execFileSync('chown', ['--reference', join(from, 'global'), join(to, 'global')])
      return
    }
    execFileSync('cp', ['-a', from, to], { stdio: 'ignore' })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return
    if (error instanceof Error && 'status' in error) return // cp met a file that was gone; what matters is judged below.
    throw error
  }
}

function signal(pid: number, name: 'SIGSTOP' | 'SIGCONT'): void {
  try {
    process.kill(pid, name)
  } catch {
    // A backend that ended by itself between the list and the signal.
  }
}

/** Starts a server on the copy, as after the power came back, and looks at everything. */
async function judge(
  copy: string,
  { authorityId }: Life,
  { known, notes }: { known: readonly (readonly [string, string])[]; notes: readonly string[] },
  report: (fault: string) => void,
) {
  const config = { dataFolder: join(copy, 'data'), databaseUrl: null, databaseAdminUrl: null, databasePool: 2 }
  const ground = await openGround(config)
  try {
    await using admin = await openAdminOf(ground.source)
    const [setting] = await admin.query<{ value: string }>(`select current_setting('full_page_writes') as value`)
    if (setting?.value !== 'on') report('full_page_writes is off: a torn page could not be mended')
    const state = await look(admin, authorityId, known, report)
    for (const { kind, id, detail } of (await verifyLedger(admin, authorityId)).faults)
      report(`ledger: ${kind} ${id} ${detail}`)
    await using database = await openDatabase({ connection: ground.source.app, poolSize: 1 })
    const log = await verifyLog(database, authorityId, { knownNotes: notes })
    for (const { kind, at } of log.findings) report(`log: ${kind} at ${at}`)
    return state
  } finally {
    await ground.close()
  }
}
