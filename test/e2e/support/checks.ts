// What must hold of any screen: no violation axe can find, nothing wider than the window. Not here: what a screen is for.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Each violation in one line: the rule, and where. Evaluated by the debugger, so the page's own policy stays as strict as it is. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(`globalThis.axe === undefined && (() => { ${axeSource} })()`)
  return page.evaluate(async (tags) => {
    type Found = { violations: { id: string; nodes: { target: unknown[]; failureSummary?: string }[] }[] }
    const { axe } = globalThis as unknown as { axe: { run(context: object, options: object): Promise<Found> } }
    // For seven seconds after a button was busy React Aria keeps what it announced, which points at a text that has gone again.
    const { violations } = await axe.run(
      { include: [document], exclude: ['[data-live-announcer] [role="img"]'] },
      { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] },
    )
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) => `${id}: ${target.join(' ')} ${(failureSummary ?? '').replaceAll(/\s+/g, ' ')}`,
      ),
    )
  }, standards)
}

/** What sticks out of the window: empty when the page scrolls one way only. */
export function widerThanWindow(page: Page): Promise<readonly string[]> {
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
  await page.evaluate(() => document.body.focus())
  for (let stop = 0; stop < stopsMax; stop += 1) {
    await page.keyboard.press('Tab')
    const seen = await page.evaluate(() => {
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
    })
    if (seen === 'round') break
    if (seen !== 'seen') unseen.push(seen)
  }
  return unseen
}
