// `npm run test:faults`: two hundred rounds of sudden death under write load. FAULTS_SEED repeats a run, FAULTS_ROUNDS shortens it.
// Not here: the short form in every run of the tests (test/model/faults.test.ts).
import { expect, test } from 'vitest'
import { crashRounds } from './crash-rounds.ts'

const rounds = Number(process.env['FAULTS_ROUNDS'] ?? 200)
const seed = Number(process.env['FAULTS_SEED'] ?? Date.now() % 1_000_000)

test(`${rounds} rounds of kill -9 under write load, seed ${seed}`, async () => {
  const say = (line: string) => process.stdout.write(`${line}\n`)
  say(`seed ${seed}: FAULTS_SEED=${seed} chooses the same victims and moments again`)
  const report = await crashRounds({ rounds, seed, onRound: say })
  say(JSON.stringify(report))
  expect(report.faults, `seed ${seed}`).toEqual([])
  expect(Object.values(report.rounds).reduce((sum, count) => sum + count, 0)).toBe(rounds)
  expect(report.acknowledged).toBeGreaterThan(rounds)
})
