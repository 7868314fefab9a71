// How the tests run: `main` is everything beside the code and in test/, `e2e` drives a browser, `faults` kills servers for minutes.
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * One file more at once than there are cores, for each waits half of its time: for a disk, or a browser. Left to itself Vitest keeps a core free.
 * More than eight would want more connections than the one PostgreSQL of a run has (src/platform/testing/global-setup.ts).
 */
const filesAtOnce = Math.min(availableParallelism() + 1, 8)

/** The walks first, for they take longest: begun last, they would have the machine to themselves at the end. */
class WalksFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isWalk = ({ moduleId }: TestSpecification) => Number(moduleId.includes('/test/e2e/'))
    return sorted.toSorted((a, b) => isWalk(b) - isWalk(a))
  }
}

export default defineConfig({
  test: {
    passWithNoTests: true,
    maxWorkers: filesAtOnce,
    sequence: { sequencer: WalksFirst },
    teardownTimeout: 60_000,
    // Starts nothing by itself: PostgreSQL comes up when the first test asks for a database.
    globalSetup: ['src/platform/testing/global-setup.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'main',
          // Files of one worker share their modules: nothing here keeps state in one (a test that must, mends it after itself).
          isolate: false,
          include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'test/{tidy,contract,model}/**/*.test.ts'],
          // Generous, for how quick a machine is no test looks for: what hangs is told, only later.
          testTimeout: 300_000,
          hookTimeout: 300_000,
          expect: { poll: { timeout: 60_000 } },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/e2e/support/build-before.ts', 'test/e2e/support/world-before.ts'],
          // Generous: a walk that fails says so by what it waited for; a slow machine is not what it looks for.
          testTimeout: 360_000,
          hookTimeout: 360_000,
          expect: { poll: { timeout: 60_000 } },
          // Beside other files, those of `main` too: a browser waits much. Not when it was given a house that already runs, for that is everybody's.
          fileParallelism: process.env['E2E_URL'] === undefined,
        },
      },
      {
        extends: true,
        test: { name: 'faults', include: ['test/faults/**/*.test.ts'], testTimeout: 3_600_000, fileParallelism: false },
      },
    ],
  },
})
