// From an address with a question, in a browser that never saw Grein, to the verdict on the screen. Not here: the line between them, for
// both are on this machine, and the start of the server.
import { rmSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { chromiumPath, makeTestFolder } from '#platform/testing'
import { openGrein } from './open-grein.ts'
import { runGrein } from './run-grein.ts'
import { median, type Options, type Promised } from './support.ts'

const answerMaxMs = 1_000
/** A structure in a group: the longest way an answer goes. */
const question = `/substances?q=${encodeURIComponent('CC(NC(C)(C)C)C(=O)c1cccc(Cl)c1')}`

export const firstAnswer: Promised = {
  name: 'The first answer on a cold page: a fresh browser, nothing kept, a structure in the address',
  async measure({ isQuick }: Options) {
    if (chromiumPath === null) throw new Error('no Chromium here: set CHROMIUM_PATH')
    await runGrein(['build'])
    const folder = makeTestFolder()
    try {
      await using grein = await openGrein(folder)
      const waits: { answer: number; blank: number }[] = []
      for (let turn = 0; turn < (isQuick ? 3 : 9); turn++) waits.push(await waitOnce(grein.url, chromiumPath))
      const answers = waits.map(({ answer }) => answer)
      const blank = median(waits.map((wait) => wait.blank))
      const ours = median(answers)
      return [
        {
          what: 'from the address to the verdict, median (slowest)',
          ours: `${ours.toFixed(0)} ms (${Math.max(...answers).toFixed(0)} ms)`,
          limit: `a text page of the same server: ${blank.toFixed(0)} ms`,
          ratio: ours / blank,
          bar: `≤ ${answerMaxMs} ms, the slowest too`,
          holds: Math.max(...answers) <= answerMaxMs,
        },
      ]
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

/** A browser of its own each time: what another page left warm would flatter. */
async function waitOnce(url: string, executablePath: string): Promise<{ answer: number; blank: number }> {
  const browser = await chromium.launch({ executablePath, args: ['--headless', '--no-sandbox', '--disable-gpu'] })
  try {
    const page = await browser.newPage()
    const begin = performance.now()
    await page.goto(`${url}${question}`, { waitUntil: 'commit' })
    await page.locator('.gr-law-verdict').waitFor()
    const answer = performance.now() - begin
    const again = performance.now()
    await page.goto(`${url}/healthz`)
    return { answer, blank: performance.now() - again }
  } finally {
    await browser.close()
  }
}
