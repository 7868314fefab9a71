// `grein serve`: brings everything up in order, says each step with its time, and takes it down in reverse. Not here: what is served (api).
import { resolve } from 'node:path'
import { type App, buildServer, captureJob, type HouseAtWork, programVersion } from '#api'
import { actsWrittenLater, lawForChain, startWritingDown } from '#chain'
import type { DemoWorld } from '#demo'
import type { EventId } from '#kernel'
import { classify } from '#law'
import { recordRegistersOnce } from '#licensing'
import {
  type Config,
  checkLogKey,
  isLogSigned,
  loadLogKey,
  newTrace,
  openGround,
  openJobs,
  openLogSigner,
  startDispatcher,
  startSealer,
  systemActor,
  tryAheadNow,
  tryParkedAgain,
  type Unheard,
} from '#platform'
import { isWebCurrent, webFolder } from './build-web.ts'
import type { Command, Given } from './command.ts'
import { Ending, type ExitName } from './exit-codes.ts'
import { houseJobs } from './house-jobs.ts'
import { demoAsked, demoOptions, demoWorldIn } from './load-demo-world.ts'
import { logName, type Owner, openHouse, openLaw, ownerOf } from './open-house.ts'
import { findPort, listenOn } from './port.ts'
import { postRecallNotices, tellSubscribers } from './posting-jobs.ts'
import { configOf, dataOption } from './settings.ts'
import { untilStopped } from './signals.ts'
import { spawnBuild } from './spawn-build.ts'
import { keepYearsAhead, makeYearsAhead } from './years-ahead.ts'

/** Requests that run when someone stops us get this long. */
const closeWithinMs = 10_000

export const serveCommand: Command = {
  name: 'serve',
  about: 'serve.about',
  options: {
    demo: { type: 'boolean', about: 'serve.demo' },
    port: { type: 'string', value: '<n>', about: 'serve.port' },
    data: dataOption,
    ...demoOptions,
  },
  async run(given) {
    const exit = await serve(given)
    given.terminal.say(given.say('serve.stopped')) // Only now: everything that was open is closed.
    return exit
  },
}

async function serve(given: Given): Promise<ExitName> {
  const { terminal, say, options } = given
  const since = performance.now()
  const isDemo = options['demo'] === true
  const asked = demoAsked(given)
  const config = quietIn(configOf(given), { isDemo, given })
  const owned = isDemo ? null : ownerOf(config) // Refused before anything slow begins.
  terminal.say(say('serve.starting', { version: programVersion, folder: resolve(config.dataFolder) }))
  using stop = untilStopped()
  const port = await findPort(config, say)
  await using open = new AsyncDisposableStack()

  const building = isWebCurrent() ? null : open.use(spawnBuild())
  const reading = openLaw(config.dataFolder)
  // Awaited below, for a database that does not start is told first; whatever happens, its thread must not outlive us.
  open.defer(async () => (await reading.catch(() => null))?.[Symbol.asyncDispose]())
  reading.catch(() => {})
  const ground = open.use(await terminal.step(say('step.database'), () => openGround(config)))
  await makeYearsAhead(ground.source, given)
  const gone = ground.source.embedded?.ended ?? new Promise<void>(() => {})
  const law = await terminal.step(say('step.law'), () => reading)
  const seed = await loadLogKey({
    folder: resolve(config.dataFolder),
    given: config.logKey,
    isSigned: () => isLogSigned(ground.database, logName(config)),
  })
  const signer = openLogSigner({ seed, name: logName(config) })
  const world = isDemo
    ? await demoWorldIn({ config, ground, corpus: law.corpus, asked, given, signal: stop.signal }, signer)
    : null
  if (building) await terminal.step(say('step.web'), () => building.built)
  if (stop.signal.aborted) return stopped(given)

  const publicUrl = new URL(config.publicUrl ?? `http://localhost:${port}`)
  const owner = owned ?? ownerOfWorld(world!) // One of the two: `owned` is null in the demo alone.
  await checkLogKey(ground.database, owner.authority.authorityId, signer)
  const registrar = systemActor(owner.authority.authorityId, newTrace())
  await ground.database.transaction(registrar, (tx) => recordRegistersOnce(tx, registrar))
  const house = await openHouse({ config, ground, owner, law, publicUrl, webFolder, signer })
  open.use(house.typesetter)
  open.use(startSealer(ground.database, { signer, ...sealerNews(house) }))
  open.use(startWritingDown(ground.database, writersNews(house)))
  await tryParkedAgain(ground.database, systemActor(house.authorityId, newTrace()))
  open.use(startDispatcher(ground.database, actsWrittenLater, dispatchersNews(house)))
  const jobs = open.use(
    await openJobs({
      connection: ground.source.app,
      database: ground.database,
      authorityId: house.authorityId,
      jobs: [
        ...houseJobs(lawForChain(law.corpus)),
        keepYearsAhead(ground.source),
        tellSubscribers(house, stop.signal),
        postRecallNotices(house, stop.signal),
        captureJob(house),
      ],
      report: (error, job, traceId) =>
        traceId === null
          ? house.logger.error({ err: error, queue: job ?? 'all' }, 'the queue could not be asked, and is asked again')
          : house.logger.error({ err: error, job: job ?? 'unknown', traceId }, 'a job failed'),
      onClockBack: async (cameTo) => {
        house.logger.error(
          { behindSeconds: Math.round(cameTo.since(house.clock.now()).total('seconds')) },
          'the clock of the database was set back: see docs/operate/postgresql.md, "The clock"',
        )
        await tryAheadNow(ground.database, systemActor(house.authorityId, newTrace()))
      },
    }),
  )
  const app = await buildServer({ ...house, jobs })
  open.defer(() => closeWithin(app))
  await listenOn(app, { host: config.host, port }, say)
  const seconds = ((performance.now() - since) / 1000).toFixed(1)
  terminal.say(say('serve.ready', { url: publicUrl.origin, seconds }))
  if (world) sayPersonas(world, given)
  // Compiles the law of today, so that the first who asks does not wait for it.
  await classify(law.corpus, law.toolkit, { q: 'CCO', as: 'smiles' }, house.clock.today())

  const why = await Promise.race([stop.asked.then(() => 'asked' as const), gone.then(() => 'gone' as const)])
  if (why === 'gone') throw new Ending('unavailable', say('serve.database-gone'))
  return stopped(given)
}

function stopped({ terminal, say }: Given): ExitName {
  terminal.say(say('serve.stopping'))
  return 'done' // What was opened closes on the way out, in reverse order.
}

/** Finishes what runs; what takes longer is cut off, and its transaction rolls back. */
async function closeWithin(app: App): Promise<void> {
  const late = setTimeout(() => app.server.closeAllConnections(), closeWithinMs)
  await app.close()
  clearTimeout(late)
}

function ownerOfWorld({ authorityId, authorityName, personas }: DemoWorld): Owner {
  return { authority: { authorityId, name: authorityName }, personas, issuer: null }
}

/** The demo runs before somebody's eyes: only what goes wrong is worth a line, unless they say otherwise. */
function quietIn(config: Config, { isDemo, given }: { isDemo: boolean; given: Given }): Config {
  return isDemo && !given.environment['GREIN_LOG_LEVEL'] ? { ...config, logLevel: 'warn' } : config
}

function writersNews({ authorityId, logger }: HouseAtWork) {
  return {
    house: () => systemActor(authorityId, newTrace()),
    onFault: (error: unknown) =>
      logger.error({ err: error }, 'acts were not written down as events, and it is tried again'),
    onSetAside: (error: unknown, act: { entryId: EventId; traceId: string }) =>
      logger.error({ err: error, ...act }, 'an act could not be written down as an event: set aside, and tried again'),
  }
}

function dispatchersNews({ logger }: HouseAtWork) {
  return (error: unknown, message: Unheard | null) =>
    logger.error(
      {
        err: error,
        ...(message === null ? {} : { queue: message.topic, attempt: message.attempts }),
        ...(message?.traceId ? { traceId: message.traceId } : {}),
      },
      'a message between rooms was not heard, and it is tried again',
    )
}

function sealerNews({ metrics, logger }: HouseAtWork) {
  return {
    onLook: metrics.setLogQueue,
    onFault: (error: unknown) => {
      metrics.countSealerFault()
      logger.error({ err: error }, 'sealing failed and is tried again')
    },
  }
}

function sayPersonas({ personas }: DemoWorld, { terminal, say }: Given): void {
  terminal.say(`\n${say('serve.personas')}`)
  const width = Math.max(...personas.map(({ name }) => name.length))
  for (const { name, partyName, task } of personas) {
    terminal.say(`  ${name.padEnd(width)}  ${partyName}\n  ${''.padEnd(width)}  ${task[terminal.locale]}`)
  }
}
