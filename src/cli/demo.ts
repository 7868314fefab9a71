// `grein demo`: fills an empty database with the demo world and stops. Not here: the world (demo).
import { resolve } from 'node:path'
import { printTotals, simulate, totals } from '#demo'
import { isLogSigned, loadLogKey, openGround, openLogSigner } from '#platform'
import type { Command } from './command.ts'
import { demoAsked, demoOptions, demoWorldIn } from './load-demo-world.ts'
import { logName, openLaw } from './open-house.ts'
import { configOf, dataOption } from './settings.ts'
import { untilStopped } from './signals.ts'

export const demoCommand: Command = {
  name: 'demo',
  about: 'demo.about',
  options: { ...demoOptions, data: dataOption },
  async run(given) {
    const { terminal, say } = given
    const config = configOf(given)
    const asked = demoAsked(given)
    using stop = untilStopped()
    await using ground = await terminal.step(say('step.database'), () => openGround(config))
    await using law = await terminal.step(say('step.law'), () => openLaw(config.dataFolder))
    const seed = await loadLogKey({
      folder: resolve(config.dataFolder),
      given: config.logKey,
      isSigned: () => isLogSigned(ground.database, logName(config)),
    })
    const signer = openLogSigner({ seed, name: logName(config) })
    const world = await demoWorldIn({ config, ground, corpus: law.corpus, asked, given, signal: stop.signal }, signer)
    const until = Temporal.PlainDate.from(world.arguments.until)
    if (!stop.signal.aborted)
      terminal.print(printTotals(totals(simulate({ ...world.arguments, until })), terminal.locale))
    return 'done'
  },
}
