// `npm run test:faults`: a hundred pulled plugs under write load. FAULTS_SEED repeats a run, POWER_ROUNDS shortens it.
// Not here: the short form in every run of the tests (test/model/power-cut.test.ts).
import { expect, test } from 'vitest'
import { type PowerCutReport, powerCutRounds } from './power-cut.ts'

const rounds = Number(process.env['POWER_ROUNDS'] ?? 100)
const seed = Number(process.env['FAULTS_SEED'] ?? Date.now() % 1_000_000)
/** Each round copies and judges everything written before it, so a fresh house now and then keeps a round from growing without end. */
const roundsPerHouse = 20

test(`${rounds} power cuts under write load, seed ${seed}`, async () => {
  const say = (line: string) => process.stdout.write(`${line}\n`)
  const reports: PowerCutReport[] = []
  for (let house = 0; house * roundsPerHouse < rounds; house += 1) {
    const here = Math.min(roundsPerHouse, rounds - house * roundsPerHouse)
    const report = await powerCutRounds({
      rounds: here,
      seed: seed + house,
      onRound: (line) => say(`house ${house + 1}, ${line}`),
    })
    expect(report.faults, `seed ${seed}, house ${house + 1}`).toEqual([])
    reports.push(report)
  }
  expect(reports.reduce((sum, one) => sum + one.acknowledged, 0)).toBeGreaterThan(rounds)
})
