// Everyone of the demo logs in and finds something to do. Not here: doing it.
import { expect, test } from 'vitest'
import { axeViolations, widerThanWindow } from '../support/checks.ts'
import { settled } from '../support/people.ts'
import { ask, type Stage } from '../support/stage.ts'

/** Their work is elsewhere than in the chain: the screen that answers their task instead. */
const otherTask: Readonly<Record<string, string>> = {
  'monitor-analist': '/substances?q=3-MMC',
  testmedewerker: '/substances?q=3-MMC',
  beleidsmedewerker: '/substances?q=3-MMC',
}

type Personas = { items: { persona: string; name: string }[] }

export function peopleWalk(stage: () => Stage): void {
  test('everyone of the demo logs in by choosing who they are, and finds work that can be opened', async () => {
    await using visitor = await stage().visit()
    await visitor.go('/login')
    const { body } = await ask<Personas>(visitor.page, '/v1/personas')
    expect(body.items.length).toBeGreaterThan(10)
    const waiting = [...body.items]
    const walkOneByOne = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await findWork(stage(), next)
    }
    await Promise.all(Array.from({ length: atOnce }, walkOneByOne))
  })
}

/** Much of a walk is waiting for a quiet network; more at once would only wait for each other. */
const atOnce = 3

async function findWork(stage: Stage, { persona, name }: Personas['items'][number]): Promise<void> {
  await using visit = await stage.visit(null, { width: 320 })
  const { page } = visit
  await visit.go('/login')
  await page.getByRole('link', { name: new RegExp(name) }).press('Enter')
  await page.getByRole('button', { name: `Account of ${name}` }).waitFor()
  await settled(page)
  const sections = page.locator('.gr-work')
  const task = otherTask[persona]
  if (task) await visit.go(task)
  else
    await expect.poll(() => sections.count(), { message: `${persona} finds work`, timeout: 60_000 }).toBeGreaterThan(0)
  expect(await axeViolations(page), persona).toEqual([])
  expect(await widerThanWindow(page), persona).toEqual([])
  if (task) await page.locator('.gr-law-verdict-sentence').waitFor()
  else await openFirst(page, persona)
  expect(visit.complaints, persona).toEqual([])
}

async function openFirst(page: Parameters<typeof settled>[0], persona: string): Promise<void> {
  const item = page.locator('.gr-work-item').getByRole('link').first()
  const path = (await item.getAttribute('href'))!
  await item.press('Enter')
  await page.waitForURL((url) => url.pathname + url.search === path)
  await settled(page)
  const title = await page.getByRole('heading', { level: 1 }).innerText()
  expect(title, `${persona} opens ${path}`).not.toBe('This page does not exist')
}
