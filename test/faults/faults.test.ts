// `npm run test:faults`: two hundred rounds of sudden death under write load. FAULTS_SEED repeats a run, FAULTS_ROUNDS shortens it.
// Not here: the short form in every run of the tests (test/model/faults.test.ts).
import { expect, test } from 'vitest'
import { type CrashReport, crashRounds } from './crash-rounds.ts'

const rounds = Number(process.env['FAULTS_ROUNDS'] ?? 200)
const seed = Number(process.env['FAULTS_SEED'] ?? Date.now() % 1_000_000)
/** Each round judges everything written before it, so a fresh house now and then keeps the cost of a round from growing without end. */
const roundsPerHouse = 40

test(`${rounds} rounds of kill -9 under write load, seed ${seed}`, async () => {
  const say = (line: string) => process.stdout.write(`${line}\n`)
  say(`seed ${seed}: FAULTS_SEED=${seed} chooses the same victims and moments again`)
  const reports: CrashReport[] = []
  for (let house = 0; house * roundsPerHouse < rounds; house += 1) {
    const here = Math.min(roundsPerHouse, rounds - house * roundsPerHouse)
    const report = await crashRounds({
      rounds: here,
      seed: seed + house,
      onRound: (line) => say(`house ${house + 1}, ${line}`),
    })
    say(JSON.stringify(report))
    expect(report.faults, `seed ${seed}, house ${house + 1}`).toEqual([])
    reports.push(report)
  }
  const died = reports.flatMap((report) => Object.values(report.rounds))
  expect(died.reduce((sum, count) => sum + count, 0)).toBe(rounds)
  expect(reports.reduce((sum, { acknowledged }) => sum + acknowledged, 0)).toBeGreaterThan(rounds)
})
