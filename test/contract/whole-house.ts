// A whole server over a small demo world on a real database: every room behind it, nothing listening. Not here: tests.
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type App, buildServer, type House } from '#api'
import { Browser, publicUrl } from '#api/testing'
import { lawForChain } from '#chain'
import { openServerToolkit } from '#chemistry/server'
import { type DemoWorld, demoWorld, loadDemo } from '#demo'
import { type AuthorityId, assert, printId } from '#kernel'
import type { Corpus } from '#law'
import { importTexts, loadCorpus } from '#law/corpus'
import { duringImport, keepRegisters, type RegisterFile, registersFrom } from '#licensing'
import {
  createAccess,
  createIdentity,
  createLogger,
  createMetrics,
  type DemoPersona,
  demoIssuer,
  denialRecorder,
  type FixedClock,
  fixedClock,
  type LogSigner,
  newTrace,
  openBroker,
  openDocumentStore,
  openLogSigner,
  openPoster,
  openTypesetter,
  type Poster,
  startSealer,
  systemActor,
} from '#platform'
import { type Filling, openTestDatabase, type TestDatabase } from '#platform/testing'

const projectRoot = resolve(import.meta.dirname, '..', '..')
const inventedText = join(projectRoot, 'src', 'law', 'corpus', 'texts', 'testing', 'toestand.xml')

export type WholeHouse = AsyncDisposable & {
  readonly app: App
  readonly house: House
  readonly test: TestDatabase
  readonly world: DemoWorld
  readonly clock: FixedClock
  /** A browser of its own in which this person of the demo logged in. */
  logIn(persona: string): Promise<Browser>
  visitor(): Browser
  /** Does the work that was sent to be done later. */
  runJobs(): Promise<void>
}

export type WholeHouseOptions = { readonly requestsPerMinute?: number; readonly poster?: Poster }

/** The smallest demo there is: every kind of act has happened, and every persona has work. */
const demo = { seed: 'contract', years: 1, scale: 0.05 } as const

/** The houses of a run are copies of one, so they go on with one log: the key that signed its beginning signs what follows. */
const logSeed = new Uint8Array(32).fill(11)

export async function openWholeHouse({
  requestsPerMinute = 100_000,
  poster = openPoster({ allowedHosts: [] }),
}: WholeHouseOptions = {}): Promise<WholeHouse> {
  await using opened = new AsyncDisposableStack()
  const corpus = await loadCorpus(join(projectRoot, 'corpus'))
  const clock = presentClock()
  const signer = openLogSigner({ seed: logSeed, name: `${publicUrl.host}/log` })
  const test = opened.use(await openTestDatabase({ filling: demoOf({ corpus, clock, signer }) }))
  const world = demoWorld({ ...demo, until: clock.today() })
  const whose = { authorityId: world.authorityId, name: world.authorityName, personas: world.personas }
  const house = await serveOver(opened, { corpus, clock, signer, test, whose, requestsPerMinute, poster })
  return { ...house, world }
}

/** A house in which nobody is known and nothing happened: what a file of registers brings in, and the people who work for those parties. */
export async function openEmptyHouse(
  file: RegisterFile,
  people: (
    partyOf: (kvk: string) => { readonly partyId: string; readonly partyName: string },
  ) => readonly DemoPersona[],
): Promise<Omit<WholeHouse, 'world'>> {
  await using opened = new AsyncDisposableStack()
  const corpus = await loadCorpus(join(projectRoot, 'corpus'))
  const clock = presentClock()
  const signer = openLogSigner({ seed: logSeed, name: `${publicUrl.host}/log` })
  const test = opened.use(await openTestDatabase())
  const { authorityId, staff, admin, database } = test
  const { registers, faults } = registersFrom(file, { authorityId, corpus, today: clock.today() })
  assert(faults.length === 0, 'the registers are in order')
  await duringImport(admin, authorityId, () => database.transaction(staff, (tx) => keepRegisters(tx, staff, registers)))
  const personas = people((kvk) => {
    const party = registers.parties.find((one) => one.kvk === kvk)
    assert(party, 'people work for parties that are registered')
    return { partyId: printId('party', party.partyId), partyName: party.name }
  })
  const whose = { authorityId, name: 'Bureau', personas }
  const poster = openPoster({ allowedHosts: [] })
  return await serveOver(opened, { corpus, clock, signer, test, whose, requestsPerMinute: 100_000, poster })
}

/** The broker, being somebody else, looks at the real clock. Whole milliseconds, so that the database keeps it to the digit. */
const presentClock = () => fixedClock(Temporal.Instant.fromEpochMilliseconds(Date.now()))

type Served = {
  readonly corpus: Corpus
  readonly clock: FixedClock
  readonly signer: LogSigner
  readonly test: TestDatabase
  readonly whose: {
    readonly authorityId: AuthorityId
    readonly name: string
    readonly personas: readonly DemoPersona[]
  }
  readonly requestsPerMinute: number
  readonly poster: Poster
}

async function serveOver(
  opened: AsyncDisposableStack,
  { corpus, clock, signer, test, whose, requestsPerMinute, poster }: Served,
): Promise<Omit<WholeHouse, 'world'>> {
  const folder = mkdtempSync(join(tmpdir(), 'grein-contract-'))
  opened.defer(async () => rmSync(folder, { recursive: true, force: true }))
  if (test.filledFolder !== null) cpSync(test.filledFolder, folder, { recursive: true })
  const documents = openDocumentStore({ folder })
  const toolkit = opened.use(await openServerToolkit())
  // Invented sentences in the structure of the real ones: the texts an authority may have taken in.
  const texts = await importTexts([inventedText], join(folder, 'law'))
  const { database } = test
  const access = createAccess({ now: clock.now, recordDenial: denialRecorder(database) })
  const broker = await openBroker({ publicUrl, personas: whose.personas })
  const { authorityId, name } = whose
  const authority = { authorityId, name }
  const waiting: (() => Promise<void>)[] = []
  const house: House = {
    config: {
      ...{ publicUrl, isBehindProxy: false, securityContact: 'mailto:security@example.org', requestsPerMinute },
      captureBytesPerDayMax: 2_000_000_000,
    },
    authorityId,
    authorityName: name,
    database,
    access,
    identity: createIdentity({ database, access, now: clock.now, authority, publicUrl, ...demoIssuer(broker) }),
    broker,
    clock,
    logger: createLogger({ level: 'silent' }),
    law: { corpus, toolkit, texts },
    signer,
    documents,
    metrics: createMetrics({ withProcess: false }),
    typesetter: opened.use(openTypesetter()),
    poster,
    jobs: {
      async send(_tx, actor, job, data) {
        const house = systemActor(actor.authorityId, newTrace())
        waiting.push(() => job.run({ database, actor: house, signal: new AbortController().signal }, data))
      },
    },
    webFolder: null,
  }
  const app = await buildServer(house)
  opened.defer(() => app.close())
  await app.ready()
  const kept = opened.move()
  return {
    app,
    house,
    test,
    clock,
    async logIn(persona) {
      const browser = new Browser(app)
      await browser.logIn(persona)
      return browser
    },
    visitor: () => new Browser(app),
    async runJobs() {
      for (const work of waiting.splice(0)) await work()
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

type Demo = { readonly corpus: Corpus; readonly clock: FixedClock; readonly signer: LogSigner }

/** Loading is the dearest part of a test here, and gives every file of one day the same. */
function demoOf({ corpus, clock, signer }: Demo): Filling {
  const until = clock.today()
  return {
    name: `the demo ${JSON.stringify({ ...demo, until })}`,
    async fill({ database, admin, folder }) {
      await using sealer = startSealer(database, { signer })
      await loadDemo(
        {
          database,
          admin,
          law: lawForChain(corpus),
          corpus,
          now: clock.now,
          trace: newTrace(),
          documents: openDocumentStore({ folder }),
          seal: sealer.sealAll,
        },
        { ...demo, until },
      )
    },
  }
}
