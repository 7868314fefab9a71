// A process that does nothing but record: the victim of the crash rounds. It opens the house as `serve` does, and says every
// acknowledgement on its own line, after the commit. Not here: killing it, and judging what is left.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createBatcher, prepareAct, recordAct } from '#chain'
import { type EventId, Refused, trustId } from '#kernel'
import { loadLogKey, openAdminOf, openGround, openLogSigner, startSealer } from '#platform'
import { destroyAct, plainLaw, plantSmallChain, type SmallChain } from '../../bench/bench-house.ts'

const [folder, writersText] = process.argv.slice(2)
if (!folder || !writersText) throw new Error('usage: writer.ts <folder> <writers>')
const writers = Number(writersText)
const poolSize = 8
const retryAfterMs = 20
const harvests = 24

const config = { dataFolder: join(folder, 'data'), databaseUrl: null, databaseAdminUrl: null, databasePool: poolSize }
const ground = await openGround(config)
const chain = await chainIn(folder)
const signer = openLogSigner({ seed: await loadLogKey({ folder: config.dataFolder }), name: 'localhost/log' })
startSealer(ground.database, { signer, everyMs: 50, pauseMs: 50, leavesAtOnce: 200 }) // Often, so that kills meet it at work.
const batcher = createBatcher(ground.database, { actor: chain.grower, lanes: 2 })
const { admin, app } = ground.source
say('ready', JSON.stringify({ admin, app, authorityId: chain.house.authorityId }))
void ground.source.embedded?.ended.then((why) => {
  say('fault', `the database does not come back: ${why}`)
  process.exit(1)
})
// Whoever started us reads our lines; when that end is gone, so are we, and the database stops.
process.stdout.on('error', () => process.exit(1))
await Promise.all(Array.from({ length: writers }, (_, writer) => record(writer)))

/** Made on first use; the file holds only ids, and is written after the chain is in. */
async function chainIn(where: string): Promise<SmallChain> {
  const path = join(where, 'chain.json')
  if (existsSync(path)) return { ...JSON.parse(readFileSync(path, 'utf8')), law: plainLaw } // Written below.
  await using admin = await openAdminOf(ground.source)
  const made = await plantSmallChain({ ground, admin }, harvests, plainLaw)
  writeFileSync(path, JSON.stringify({ ...made, law: null }))
  return made
}

/** One act after another. When the database goes, the same act is sent again, with the same id, until there is an answer. */
async function record(writer: number): Promise<never> {
  const isBatched = writer % 2 === 1
  for (let turn = 0; ; turn++) {
    const harvest = chain.harvests[(writer * 7 + turn) % chain.harvests.length]! // Within its length.
    const act = destroyAct(chain, harvest)
    for (;;) {
      try {
        const leaf = await (isBatched ? recordBatched(act) : recordAlone(act))
        say('ack', `${trustId('event', act.eventId.slice('evt_'.length)) satisfies EventId} ${leaf}`)
        break
      } catch (error) {
        if (!isTryAgain(error)) say('fault', error instanceof Error ? (error.stack ?? error.message) : String(error))
        await new Promise((resolve) => setTimeout(resolve, retryAfterMs))
      }
    }
  }
}

type Act = ReturnType<typeof destroyAct>

async function recordAlone(act: Act): Promise<string> {
  const { law, grower } = chain
  const input = { act, law, now: Temporal.Now.instant() }
  const { leaf } = await ground.database.transaction(grower, (tx) => recordAct(tx, grower, input))
  return leaf
}

async function recordBatched(act: Act): Promise<string> {
  const { law, grower } = chain
  const input = { act, law, now: Temporal.Now.instant() }
  const decided = await ground.database.transaction(grower, (tx) => prepareAct(tx, grower, input), { readOnly: true })
  const { leaf } = await batcher.post(decided)
  return Buffer.from(leaf).toString('base64')
}

function isTryAgain(error: unknown): boolean {
  return error instanceof Refused && error.refusal.problem.kind === 'unavailable'
}

function say(what: 'ready' | 'ack' | 'fault', text: string): void {
  process.stdout.write(`${what} ${text.replaceAll('\n', ' | ')}\n`)
}
