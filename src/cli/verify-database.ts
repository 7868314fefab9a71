// One's own log and ledger recomputed from the ground up: what was changed behind our back is found and named. A ledger's proof keeps how
// far it has come in a file, and goes on there after it was stopped. Not here: the arithmetic.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ledgerAuthorities, verifyLedger, verifySums } from '#chain'
import { type AuthorityId, trustId } from '#kernel'
import { type Admin, type Ground, type LogEdge, type LogReport, openAdminOf, verifyLog } from '#platform'
import type { Given } from './command.ts'
import { Ending, type ExitName } from './exit-codes.ts'

/** Every log in this database. Needs the strong login, which alone sees whose logs there are. */
export async function verifyLogs(ground: Ground, given: Given): Promise<ExitName> {
  const { terminal, say } = given
  const authorities = await authoritiesIn(ground)
  let exit: ExitName = authorities.length === 0 ? await sayNothing(ground, given) : 'done'
  for (const authorityId of authorities) {
    const progress = terminal.progress(say('step.log'))
    const report = await verifyLog(ground.database, authorityId, {
      knownNotes: notesOf(given),
      onProgress: ({ leaves, of }) => progress.at(leaves / of),
    })
    progress.end()
    if (!tellLog(report, given)) exit = 'no'
  }
  return exit
}

/** Every ledger in this database: each record, each balance from its movements alone, and the tree over all of it, side by side. */
export async function verifyLedgers(ground: Ground, folder: string, given: Given): Promise<ExitName> {
  await using admin = await openAdminOf(ground.source)
  // A ledger that was never sealed has no head in the log; whoever has a head and lost the whole ledger is looked at too.
  const authorities = new Set([...(await authoritiesIn(ground)), ...(await ledgerAuthorities(admin))])
  let exit: ExitName = authorities.size === 0 ? await sayNothing(ground, given) : 'done'
  for (const authorityId of authorities) {
    if (!(await proveOne({ ground, admin, authorityId, folder }, given))) exit = 'no'
  }
  return exit
}

/**
 * Silence would be read as "it holds", also by who named the wrong database. A house whose registers were brought in is the right one and
 * has only to begin; whoever holds a checkpoint beside it knows that it had begun.
 */
export async function sayNothing(ground: Ground, { terminal, say, options }: Given): Promise<ExitName> {
  await using admin = await openAdminOf(ground.source)
  const [found] = await admin.query<{ isHouse: boolean }>('select exists (select from licensing.party) as "isHouse"')
  const isToBegin = found?.isHouse === true && options['checkpoint'] === undefined
  terminal.print(say(isToBegin ? 'verify.nothing-yet' : 'verify.nothing'))
  return isToBegin ? 'done' : 'undecided'
}

/** Bars move by the part of both that is done; adding up accounts and records is most of the work. */
const ledgerShare = 0.8

type Whose = {
  readonly ground: Ground
  readonly admin: Admin
  readonly authorityId: AuthorityId
  readonly folder: string
}

async function proveOne({ ground, admin, authorityId, folder }: Whose, given: Given): Promise<boolean> {
  const { terminal, say } = given
  const knownNotes = notesOf(given)
  const kept = openKept(join(folder, 'proof'), authorityId)
  const begun = (given.options['again'] === true ? null : kept.read()) ?? anew()
  if (begun.ledger !== null) terminal.say(say('verify.goes-on', { path: kept.path, at: begun.begunAt }))
  const progress = terminal.progress(say('step.ledger'))
  const part = { ledger: 0, log: 0 }
  const show = () => progress.at(part.ledger * ledgerShare + part.log * (1 - ledgerShare))
  const state = { ...begun }
  const [verdict, report] = await Promise.all([
    verifyLedger(admin, authorityId, {
      resume: begun.ledger,
      onState: (ledger) => {
        state.ledger = ledger
        kept.write(state)
      },
      onProgress: (done) => {
        part.ledger = done
        show()
      },
    }),
    verifyLog(ground.database, authorityId, {
      knownNotes,
      resume: begun.log,
      onProgress: ({ leaves, of, edge }) => {
        if (edge.leaves > 0) state.log = edge
        part.log = leaves / of
        show()
      },
    }),
  ])
  const sums = await verifySums(admin, authorityId)
  progress.end()
  kept.forget() // Whole or not, it was told; the next proof begins anew.
  for (const { kind, id, detail } of [...verdict.faults, ...sums]) terminal.print(`${kind} ${id} ${detail}`)
  if (verdict.isWhole) terminal.print(say('verify.ledger-holds', verdict))
  return tellLog(report, given) && verdict.isWhole && sums.length === 0
}

function tellLog({ size, findings }: LogReport, { terminal, say, options }: Given): boolean {
  for (const { kind, at } of findings) terminal.print(`${kind} ${at}`)
  if (findings.length > 0) return false
  terminal.print(say('verify.log-holds', { size }))
  if (options['checkpoint'] === undefined) terminal.say(say('verify.none-elsewhere'))
  return true
}

/** Signed notes that were kept outside this database. */
function notesOf({ options, say }: Given): string[] {
  const paths = (options['checkpoint'] ?? []) as readonly string[] // Multiple texts, by the definition of the command.
  return paths.map((path) => {
    try {
      return readFileSync(path, 'utf8')
    } catch {
      throw new Ending('absent', say('file.absent', { path }))
    }
  })
}

type Kept = { readonly begunAt: string; ledger: unknown; log: LogEdge | null }
const anew = (): Kept => ({
  begunAt: Temporal.Now.instant().toString({ smallestUnit: 'second' }),
  ledger: null,
  log: null,
})

/** What was looked at is not looked at again, so that an edit since would be called sound: a proof tells of a day at most. */
const keptHours = 24

const isRecent = (begunAt: unknown): begunAt is string => {
  if (typeof begunAt !== 'string') return false
  const hours = Temporal.Instant.from(begunAt).until(Temporal.Now.instant()).total('hours')
  return hours >= 0 && hours < keptHours
}

/** Written aside and moved into place: the file is whole, or it is the one before. What cannot be read, or is old, is as if it were not there. */
function openKept(folder: string, authorityId: AuthorityId) {
  const path = join(folder, `${authorityId}.json`)
  return {
    path,
    read(): Kept | null {
      try {
        const { begunAt, ledger = null, log = null } = JSON.parse(readFileSync(path, 'utf8')) as Partial<Kept> // Each part is checked where it is used.
        return isRecent(begunAt) ? { begunAt, ledger, log } : null
      } catch {
        return null
      }
    },
    write(state: Kept): void {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      writeFileSync(`${path}.new`, JSON.stringify(state), { mode: 0o600 })
      renameSync(`${path}.new`, path)
    },
    forget(): void {
      rmSync(path, { force: true })
    },
  }
}

async function authoritiesIn(ground: Ground): Promise<AuthorityId[]> {
  await using admin = await openAdminOf(ground.source)
  const rows = await admin.query<{ id: string }>('select authority_id as id from log.head order by authority_id')
  return rows.map(({ id }) => trustId('authority', id))
}
