// `grein retention`: what may no longer be kept, in figures or event by event; what was erased as a file beside the backups, and erasing that again after a
// restore. Not here: deciding what is erased, which two people of the authority do, logged in.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type DuePageAsked,
  keepErasures,
  listDue,
  type RetentionTerm,
  readErasureFile,
  readRetention,
  replayErasures,
  retentionTermOn,
} from '#chain'
import type { RetentionPage, RetentionView } from '#chain/contract'
import { legalDayOf, printId } from '#kernel'
import { loadCorpus } from '#law/corpus'
import { type Actor, type Database, newTrace, openAdminOf, openGround, systemActor } from '#platform'
import { type Command, type Given, textIn } from './command.ts'
import { Ending } from './exit-codes.ts'
import { authorityOf } from './history.ts'
import { projectRoot } from './project.ts'
import { configOfExisting, dataOption } from './settings.ts'

export const retentionCommand: Command = {
  name: 'retention',
  about: 'retention.about',
  options: {
    events: { type: 'boolean', about: 'retention.events' },
    keep: { type: 'string', value: '<file>', about: 'retention.keep' },
    replay: { type: 'string', value: '<file>', about: 'retention.replay' },
    authority: { type: 'string', value: '<aut_…>', about: 'history.authority' },
    data: dataOption,
  },
  async run(given) {
    const { terminal, say, options } = given
    const [keep, replay] = [textIn(given, 'keep'), textIn(given, 'replay')]
    if ([options['events'] === true, keep !== undefined, replay !== undefined].filter(Boolean).length > 1)
      throw new Ending('usage', say('retention.one'))
    if (keep !== undefined && existsSync(keep)) throw new Ending('cannotWrite', say('retention.taken', { path: keep }))
    if (replay !== undefined && !existsSync(replay)) throw new Ending('absent', say('file.absent', { path: replay }))
    const config = configOfExisting(given)
    await using ground = await terminal.step(say('step.database'), () => openGround(config, { mayJoin: true }))
    await using admin = await openAdminOf(ground.source) // Who has the strong login is the house.
    const actor = systemActor(await authorityOf(admin, given), newTrace())
    if (keep !== undefined) return await writeKept(ground.database, actor, keep, given)
    if (replay !== undefined) return await eraseAgain(ground.database, actor, replay, given)
    const now = Temporal.Now.instant()
    const term = retentionTermOn(await loadCorpus(join(projectRoot, 'corpus')), legalDayOf(now))
    if (options['events'] === true) return await printEvents(ground.database, actor, term, given)
    const view = await ground.database.transaction(actor, (tx) => readRetention(tx, actor, { term, now }))
    printFigures(view, given)
    return 'done'
  },
}

function printFigures({ kinds, waiting, due, before, months, basis, oldestAt }: RetentionView, given: Given): void {
  const { terminal, say } = given
  const oldest = oldestAt === null ? null : legalDayOf(Temporal.Instant.from(oldestAt)).toString()
  terminal.print(say('retention.due', { due, before, months, basis: basis.join(', '), oldest }))
  for (const { kind, count, oldestAt } of kinds)
    terminal.print(`${kind}\t${count}\t${legalDayOf(Temporal.Instant.from(oldestAt))}`)
  for (const { why, count } of waiting)
    terminal.print(say('retention.waiting', { what: say(`retention.why.${why}`), count }))
}

/** Each page judges all of that age anew, so pages are few. */
const eventsAtOnce = 20_000

/** All that are due, one a line: kind, day and number, for whoever looks through them or counts them. */
async function printEvents(database: Database, actor: Actor, term: RetentionTerm, { terminal }: Given) {
  let cursor: string | null = null
  do {
    const asked: DuePageAsked = { term, limit: eventsAtOnce, ...(cursor === null ? {} : { cursor }) }
    const page: RetentionPage = await database.transaction(actor, (tx) => listDue(tx, actor, asked))
    for (const { eventId, kind, occurredAt } of page.items) terminal.print(`${kind}\t${occurredAt}\t${eventId}`)
    cursor = page.nextCursor
  } while (cursor !== null)
  return 'done' as const
}

async function writeKept(database: Database, actor: Actor, path: string, { terminal, say }: Given) {
  const file = await database.transaction(actor, (tx) => keepErasures(tx, actor))
  writeFileSync(path, `${JSON.stringify(file)}\n`, { mode: 0o600, flag: 'wx' })
  terminal.print(say('retention.kept', { path, count: file.erasures.length }))
  return 'done' as const
}

async function eraseAgain(database: Database, actor: Actor, path: string, { terminal, say }: Given) {
  const file = readErasureFile(readFileSync(path, 'utf8'), actor)
  const authority = printId('authority', actor.authorityId)
  if (file === null) throw new Ending('data', say('retention.unreadable', { path, authority }))
  const count = await database.transaction(actor, (tx) => replayErasures(tx, actor, file))
  terminal.print(say('retention.again', { count, lists: file.erasures.length }))
  return 'done' as const
}
