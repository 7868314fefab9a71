// Fills an empty database with the demo world, or finds the one it holds. Not here: the world and its loading (demo).
import { resolve } from 'node:path'
import { lawForChain } from '#chain'
import { type DemoArguments, type DemoWorld, defaultDemo, demoLimits, demoWorld, loadDemo } from '#demo'
import type { Corpus } from '#law'
import {
  type Config,
  checkLogKey,
  type Ground,
  type LogSigner,
  newTrace,
  openAdminOf,
  openDocumentStore,
  startSealer,
  systemClock,
} from '#platform'
import { type Given, numberIn, textIn } from './command.ts'
import { readDemoFile, writeDemoFile } from './demo-file.ts'
import { Ending } from './exit-codes.ts'
import { documentsFolder } from './folders.ts'

export const demoOptions = {
  years: { type: 'string', value: '<n>', about: 'demo.years' },
  scale: { type: 'string', value: '<n>', about: 'demo.scale' },
  seed: { type: 'string', value: '<text>', about: 'demo.seed' },
} as const

/** What was asked for on the command line, as far as it was. */
export function demoAsked(given: Given): DemoArguments {
  const { years, scale } = demoLimits
  return {
    seed: textIn(given, 'seed') ?? defaultDemo.seed,
    years: numberIn(given, 'years', { from: years.min, until: years.max, absent: defaultDemo.years, isWhole: true }),
    scale: numberIn(given, 'scale', { from: scale.min, until: scale.max, absent: defaultDemo.scale }),
    until: systemClock.today(),
  }
}

export type DemoNeeds = {
  readonly config: Config
  readonly ground: Ground
  readonly corpus: Corpus
  readonly asked: DemoArguments
  readonly given: Given
  readonly signal: AbortSignal
}

/** The world this database holds: found again, or loaded now. A load that was cut off goes on where it was. */
export async function demoWorldIn(needs: DemoNeeds, signer: LogSigner): Promise<DemoWorld> {
  const { config, ground, corpus, asked, given, signal } = needs
  const { terminal, say } = given
  const folder = resolve(config.dataFolder)
  const known = readDemoFile(folder)
  if (known?.isComplete) {
    const world = demoWorld(known.demo)
    terminal.say(`  ✓ ${say('step.demo-kept')}`)
    return world
  }
  const demo = known?.demo ?? asked
  if (known === null) {
    if (!(await isEmpty(ground))) throw new Ending('data', say('demo.not-empty'))
    writeDemoFile(folder, { demo, isComplete: false })
  }
  await checkLogKey(ground.database, demoWorld(demo).authorityId, signer) // A load that goes on seals too.
  await using admin = await openAdminOf(ground.source)
  await using sealer = startSealer(ground.database, { signer })
  const progress = terminal.progress(say('step.demo'))
  const loaded = await loadDemo(
    {
      database: ground.database,
      admin,
      law: lawForChain(corpus),
      corpus,
      now: systemClock.now,
      trace: newTrace(),
      documents: openDocumentStore({ folder: documentsFolder(config) }),
      seal: sealer.sealAll,
    },
    { ...demo, signal, onProgress: ({ fraction, day }) => progress.at(fraction, day) },
  )
  progress.end(say('demo.done', { events: loaded.recorded + loaded.already }))
  if (loaded.isComplete) writeDemoFile(folder, { demo, isComplete: true })
  return loaded.world
}

/** The demo never comes beside somebody's own data. */
async function isEmpty(ground: Ground): Promise<boolean> {
  await using admin = await openAdminOf(ground.source)
  const rows = await admin.query<{ isUsed: boolean }>(
    'select exists (select from licensing.party) or exists (select from chain.event) as "isUsed"',
  )
  return rows[0]?.isUsed === false
}
