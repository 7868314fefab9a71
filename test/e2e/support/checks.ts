// What must hold of any screen: no violation axe can find, nothing wider than the window. It is measured of a page at rest: what fades has the
// colours of no theme, and what is on its way no width. Not here: what a screen is for, and what rest is (quiet.ts).
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { atRest } from './quiet.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

type Rest = (page: Page) => Promise<void>

/** So often is looked again at a page that became another while it was looked at. */
const looksMax = 5

/**
 * Each violation in one line: the rule, and where. Looking takes seconds on a slow machine, and an answer may come meanwhile: what was then found
 * is of no page anybody saw, and is looked for again. `rest` is what the page must have come to.
 */
export async function axeViolations(page: Page, rest: Rest = atRest): Promise<readonly string[]> {
  for (let look = 1; ; look += 1) {
    await rest(page)
    const { found, isSame } = await lookWithAxe(page)
    if (found.length === 0 || isSame || look === looksMax) return found
  }
}

/** Evaluated by the debugger, so the page's own policy stays as strict as it is. `isSame`: nothing in the page changed meanwhile. */
async function lookWithAxe(page: Page): Promise<{ readonly found: readonly string[]; readonly isSame: boolean }> {
  await page.evaluate(`globalThis.axe === undefined && (() => { ${axeSource} })()`)
  return page.evaluate(async (tags) => {
    type Found = { violations: { id: string; nodes: { target: unknown[]; failureSummary?: string }[] }[] }
    const { axe } = globalThis as unknown as { axe: { run(context: object, options: object): Promise<Found> } }
    // From its top: the bar that stays there covers half a link by how far the page was scrolled, which axe takes for a link too small to hit.
    const { scrollX, scrollY } = globalThis
    globalThis.scrollTo({ left: 0, top: 0, behavior: 'instant' })
    let isSame = true
    const changes = new MutationObserver(() => {
      isSame = false
    })
    changes.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
    // For seven seconds after a button was busy React Aria keeps what it announced, which points at a text that has gone again.
    const { violations } = await axe.run(
      { include: [document], exclude: ['[data-live-announcer] [role="img"]'] },
      { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] },
    )
    if (changes.takeRecords().length > 0) isSame = false
    changes.disconnect()
    globalThis.scrollTo({ left: scrollX, top: scrollY, behavior: 'instant' })
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) => `${id}: ${target.join(' ')} ${(failureSummary ?? '').replaceAll(/\s+/g, ' ')}`,
      ),
    )
    return { found, isSame }
  }, standards)
}

/** What sticks out of the window: empty when the page scrolls one way only. */
export async function widerThanWindow(page: Page, rest: Rest = atRest): Promise<readonly string[]> {
  await rest(page)
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    const wide = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1,
    )
    return [
      `${scrollWidth} > ${clientWidth}`,
      ...wide.slice(0, 5).map((element) => element.className || element.tagName),
    ].map(String)
  })
}

/** Walks the page with Tab until it comes round, and names each stop that shows no focus of its own. */
export async function unseenStops(page: Page, stopsMax = 400): Promise<readonly string[]> {
  const unseen: string[] = []
  await atRest(page)
  await page.evaluate(() => document.body.focus())
  for (let stop = 0; stop < stopsMax; stop += 1) {
    await page.keyboard.press('Tab')
    let seen = await page.evaluate(lookAtStop)
    if (seen !== 'round' && seen !== 'seen') {
      await atRest(page) // What comes into sight when it is reached may be drawn a moment later.
      seen = await page.evaluate(lookAtStop)
    }
    if (seen === 'round') break
    if (seen !== 'seen') unseen.push(seen)
  }
  return unseen
}

/** Whether the focus shows where it is: 'seen', 'round' at the end, or what it stands on without showing it. */
function lookAtStop(): string {
  const at = document.activeElement
  if (at === null || at === document.body) return 'round'
  const isMarked = (element: Element | null): boolean => {
    if (element === null) return false
    const { outlineStyle, boxShadow, backgroundColor } = getComputedStyle(element)
    if (outlineStyle !== 'none' || boxShadow !== 'none') return true
    return at.getAttribute('role') === 'spinbutton' && backgroundColor !== 'rgba(0, 0, 0, 0)'
  }
  const ancestors = [at, at.parentElement, at.parentElement?.parentElement ?? null]
  const neighbours = [at.nextElementSibling, at.parentElement?.nextElementSibling ?? null]
  const cells = [...at.querySelectorAll(':scope > *')]
  return [...ancestors, ...neighbours, ...cells].some(isMarked) ? 'seen' : at.outerHTML.slice(0, 160)
}
