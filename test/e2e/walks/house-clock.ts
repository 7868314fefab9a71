// Terms run by the house's clock: a telephone some days ahead reads the same ones, and a form begins at the house's day. Not here: the zone that makes
// a day (src/kernel/day.property.test.ts).
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { people, textOf } from '../support/people.ts'
import type { Stage } from '../support/stage.ts'

const aheadMs = 3 * 86_400_000

export function houseClockWalk(stage: () => Stage): void {
  test('a telephone three days ahead reads the same terms, and its form begins today', async () => {
    await using right = await stage().visit(people.chainManager)
    await right.go('/shipments')
    const terms = await termsOf(right.page)
    expect(terms.length).toBeGreaterThan(0)
    await right.go('/day')
    const due = await termsOf(right.page)

    await using wrong = await stage().visit(people.chainManager)
    await wrong.page.addInitScript((shift) => {
      const [now, instant] = [Date.now.bind(Date), Temporal.Now.instant.bind(Temporal.Now)]
      Date.now = () => now() + shift
      Temporal.Now.instant = () => instant().add({ milliseconds: shift })
    }, aheadMs)
    await wrong.go('/shipments')
    expect(await wrong.page.evaluate(() => Date.now() - Temporal.Now.instant().epochMilliseconds)).toBeLessThan(60_000)
    expect(await wrong.page.evaluate(() => Date.now())).toBeGreaterThan(Date.now() + aheadMs / 2)
    expect(await termsOf(wrong.page)).toEqual(terms)
    await wrong.go('/day')
    expect(await termsOf(wrong.page)).toEqual(due)
    const day = Temporal.Now.zonedDateTimeISO('Europe/Amsterdam').day
    await wrong.go('/quality/appointments')
    await expect
      .poll(() => wrong.page.getByRole('group', { name: /From/ }).getByRole('spinbutton', { name: /day/ }).innerText())
      .toBe(String(day))
  })
}

/** Each mark of a term, in order: "5 days late", "in 6 days". */
const termsOf = async (page: Page) => Promise.all((await page.locator('main time .gr-badge').all()).map(textOf))
