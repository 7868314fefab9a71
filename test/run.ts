// `npm test`: types, lint, then every test, and one closing line. Not here: any test; vitest.config.ts says where they are.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'

const root = join(import.meta.dirname, '..')
const node26 = join(root, 'bin', 'node26.mjs')
const report = join(root, '.cache', 'test-results.json')

type Counts = { passed: number; failed: number; skipped: number }
type VitestReport = {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message?: string
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[]
  }[]
}

/** The exit code of a program in node_modules, its output shown as it comes. */
function run(program: string, ...args: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [node26, program, ...args], { cwd: root, stdio: 'inherit' })
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

function title(text: string): void {
  console.log(`\n── ${text} ${'─'.repeat(Math.max(2, 90 - text.length))}`)
}

/** Reads vitest's own report; a file that could not even be loaded is one failure. */
function countTests(): { counts: Counts; skipped: readonly string[]; failed: readonly string[] } {
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as VitestReport
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 }
  const skipped: string[] = []
  const failed: string[] = []
  for (const file of testResults) {
    const where = relative(root, file.name)
    if (file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed')) {
      counts.failed += 1
      failed.push(`${where}: ${(file.message ?? 'could not be run').split('\n')[0]}`)
    }
    for (const { status, fullName } of file.assertionResults) {
      if (status === 'passed') counts.passed += 1
      else if (status === 'failed') {
        counts.failed += 1
        failed.push(`${where}: ${fullName}`)
      } else {
        counts.skipped += 1
        skipped.push(`${where}: ${fullName}`)
      }
    }
  }
  return { counts, skipped, failed }
}

const total: Counts = { passed: 0, failed: 0, skipped: 0 }
const failures: string[] = []
function note(name: string, code: number): void {
  if (code === 0) total.passed += 1
  else {
    total.failed += 1
    failures.push(name)
  }
}

title('types')
note('types (npm run types)', await run('tsc', '-b'))
title('lint')
note('lint (npm run lint)', await run('biome', 'check', '--error-on-warnings'))

title('tests')
mkdirSync(join(root, '.cache'), { recursive: true })
rmSync(report, { force: true })
const code = await run(
  'vitest',
  'run',
  '--project',
  'main',
  '--project',
  'e2e',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
)
try {
  const { counts, skipped, failed } = countTests()
  total.passed += counts.passed
  total.failed += counts.failed
  total.skipped += counts.skipped
  failures.push(...failed)
  if (skipped.length > 0) console.log(`\nskipped:\n${skipped.map((name) => `  ${name}`).join('\n')}`)
  if (code !== 0 && counts.failed === 0) note('vitest ended badly although no test failed: see above', code)
} catch {
  note('vitest wrote no report: see above', 1)
}
if (failures.length > 0) console.log(`\nfailed:\n${failures.map((name) => `  ${name}`).join('\n')}`)
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1)
