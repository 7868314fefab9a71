// How the tests run: `main` is everything beside the code and in test/, `e2e` drives a browser, `faults` kills servers for minutes.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    passWithNoTests: true,
    // Starts nothing by itself: PostgreSQL comes up when the first test asks for a database.
    globalSetup: ['src/platform/testing/global-setup.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'main',
          include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'test/{tidy,contract,model}/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          // Generous: a walk that fails says so by what it waited for; a slow machine is not what it looks for.
          testTimeout: 360_000,
          hookTimeout: 360_000,
          expect: { poll: { timeout: 20_000 } },
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: { name: 'faults', include: ['test/faults/**/*.test.ts'], testTimeout: 3_600_000, fileParallelism: false },
      },
    ],
  },
})
