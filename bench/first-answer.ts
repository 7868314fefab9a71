// From an address with a question, in a browser that never saw Grein, to the verdict painted on the screen. Not here: the line between them,
// for both are on this machine, and the start of the server.
import { rmSync } from 'node:fs'
import { chromium, type Page } from 'playwright-core'
import { chromiumPath, makeTestFolder } from '#platform/testing'
import { openGrein } from './open-grein.ts'
import { runGrein } from './run-grein.ts'
import { median, type Options, type Promised } from './support.ts'

const answerMaxMs = 1_000
/** A structure in a group: the longest way an answer goes. */
const question = `/substances?q=${encodeURIComponent('CC(NC(C)(C)C)C(=O)c1cccc(Cl)c1')}`
/** The same question, asked in a body: what has to be drawn by the browser itself. */
const undrawn = { name: 'grein-check-here', value: 'yes' }

type Wait = { readonly painted: number; readonly asSeen: number; readonly isDrawn: boolean }

export const firstAnswer: Promised = {
  name: 'The first answer on a cold page: a fresh browser, nothing kept, a structure in the address',
  async measure({ isQuick }: Options) {
    if (chromiumPath === null) throw new Error('no Chromium here: set CHROMIUM_PATH')
    await runGrein(['build'])
    const folder = makeTestFolder()
    try {
      await using grein = await openGrein(folder)
      const drawn: Wait[] = []
      const byBrowser: Wait[] = []
      const texts: number[] = []
      // The first turn comes right after the start, when the server is still warming up: it counts.
      for (let turn = 0; turn < (isQuick ? 1 : 15); turn++) {
        drawn.push(await waitOnce(grein.url, chromiumPath))
        byBrowser.push(await waitOnce(grein.url, chromiumPath, true))
        texts.push(await waitForText(grein.url, chromiumPath))
      }
      const blank = median(texts)
      const missed = drawn.filter(({ isDrawn }) => !isDrawn).length
      return [
        rowOf('from the address to the verdict painted, median (slowest)', drawn, blank, true),
        rowOf(`— and drawn by the browser, in turns with it; plain pages above: ${missed}`, byBrowser, blank, false),
      ]
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

function rowOf(what: string, waits: readonly Wait[], blank: number, isPromised: boolean) {
  const painted = waits.map((wait) => wait.painted)
  const ours = median(painted)
  const seen = median(waits.map(({ asSeen }) => asSeen))
  const slowest = Math.max(...painted)
  return {
    what,
    ours: `${ours.toFixed(0)} ms (${slowest.toFixed(0)} ms); by the clock outside ${seen.toFixed(0)} ms`,
    limit: `a text page of the same server: ${blank.toFixed(0)} ms`,
    ratio: ours / blank,
    bar: isPromised ? `≤ ${answerMaxMs} ms, the slowest too` : 'none',
    holds: isPromised ? slowest <= answerMaxMs : null,
  }
}

/** A browser of its own each time: what another page left warm would flatter. */
async function waitOnce(url: string, executablePath: string, byBrowser = false): Promise<Wait> {
  const browser = await chromium.launch({ executablePath, args: ['--headless', '--no-sandbox', '--disable-gpu'] })
  try {
    const page = await browser.newPage()
    if (byBrowser) await page.context().addCookies([{ ...undrawn, url }])
    await page.addInitScript(notePaint)
    const begin = performance.now()
    await page.goto(`${url}${question}`, { waitUntil: 'commit' })
    await page.locator('.gr-law-verdict').waitFor()
    const asSeen = performance.now() - begin
    const painted = await paintOf(page)
    return { painted, asSeen, isDrawn: (await page.locator('#drawn').count()) > 0 }
  } finally {
    await browser.close()
  }
}

/** The least such a browser needs for anything at all: one line of text of the same server. */
async function waitForText(url: string, executablePath: string): Promise<number> {
  const browser = await chromium.launch({ executablePath, args: ['--headless', '--no-sandbox', '--disable-gpu'] })
  try {
    const page = await browser.newPage()
    await page.goto(`${url}/healthz`)
    const paint = await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime)
    return (await paint.jsonValue()) ?? 0
  } finally {
    await browser.close()
  }
}

/** Runs in the page: looks at every frame, and notes the end of the first that has a verdict, in ms since the navigation began. */
function notePaint(): void {
  const look = () => {
    if (document.querySelector('.gr-law-verdict') === null) return void requestAnimationFrame(look)
    const frame = new MessageChannel() // Its message comes after the frame, and no timer's delay with it.
    frame.port1.onmessage = () => performance.mark('verdict')
    frame.port2.postMessage(null)
  }
  requestAnimationFrame(look)
}

async function paintOf(page: Page): Promise<number> {
  const mark = await page.waitForFunction(() => performance.getEntriesByName('verdict')[0]?.startTime)
  return (await mark.jsonValue()) ?? 0
}
