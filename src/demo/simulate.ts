// The demo world, from its seed to the day the demo starts: the same arguments give the same bytes. Not here: loading it (load.ts).
import { assert } from '#kernel'
import { startApart } from './apart.ts'
import { msPerDay } from './calendar.ts'
import type { DemoArguments, DemoStep } from './contract.ts'
import { startFinishing } from './finishing.ts'
import { startGrowing } from './growing.ts'
import { startIncidents } from './incidents.ts'
import { openPlay } from './play.ts'
import { startQuality } from './quality.ts'
import { startRarities } from './rarely.ts'
import { openDemand, startSupply } from './supply.ts'
import { buildStage } from './world.ts'

export const demoLimits = { years: { min: 1, max: 20 }, scale: { min: 0.05, max: 4 } } as const

/** The world, then every act in order of time, strictly. Holds no more than what is in stock and under way. */
export function* simulate(demo: DemoArguments): Generator<DemoStep> {
  const { years, scale } = demoLimits
  assert(
    Number.isInteger(demo.years) && demo.years >= years.min && demo.years <= years.max,
    'years is a whole number from 1 to 20',
  )
  assert(demo.scale >= scale.min && demo.scale <= scale.max, 'scale lies between 0.05 and 4')
  const stage = buildStage(demo)
  const { play, steps } = openPlay(stage)
  yield { kind: 'world', at: new Date(stage.start * msPerDay).toISOString(), world: stage.world }
  startGrowing(play, startQuality(play).onHandOver)
  startFinishing(play, openDemand(play))
  startSupply(play)
  startIncidents(play)
  startRarities(play)
  startApart(play)
  yield* steps()
}
