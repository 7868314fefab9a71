// What one may not see is not there; what was tried is known; and a session that ended brings one back to where one was.
// Not here: the rules of access (platform/access).
import { describe, expect, test } from 'vitest'
import { logIn, people, settled } from '../support/people.ts'
import { ask, type Stage, type Visit } from '../support/stage.ts'

type Batches = { items: { batchId: string; name: string }[] }

export function wallsWalk(stage: () => Stage): void {
  describe('walls', () => {
    test("a grower's batch does not exist for a pharmacist, and the inspector sees that it was tried", async () => {
      await using grower = await stage().visit(people.grower)
      const { body } = await ask<Batches>(grower.page, '/v1/batches?kind=plant-lot&sort=opened&order=desc&limit=1')
      const { batchId, name } = body.items[0]!

      await using pharmacist = await stage().visit(people.pharmacist)
      await pharmacist.go(`/batches/${batchId}`)
      const seen = await pharmacist.page.getByRole('main').innerText()
      expect(seen).not.toContain(name)
      expect(await ask(pharmacist.page, `/v1/batches/${batchId}`)).toMatchObject({
        status: 404,
        body: { status: 404 },
      })

      await using inspector = await stage().visit(people.inspector)
      const tried = async () => {
        const { status, body } = await ask<{ items: { resource: string | null }[] }>(
          inspector.page,
          '/v1/denials?limit=50',
        )
        expect(status).toBe(200)
        return body.items.map(({ resource }) => resource)
      }
      await expect.poll(tried).toContain(`chain ${batchId.replace('bat_', '')}`)
    })

    test('logged out elsewhere, the next click asks to log in and returns to the place', async () => {
      await using here = await stage().visit(people.laboratory)
      await here.go('/batches')
      await logOutFrom(stage, here)
      const { page } = here
      await page.getByRole('columnheader', { name: 'Batch', exact: true }).press('Enter')
      const ended = page.getByRole('dialog', { name: 'You are logged out' })
      await ended.waitFor()
      await ended.getByRole('link', { name: 'Log in again' }).press('Enter')
      await page.waitForURL(/\/login\?to=/)
      await settled(page)
      await page.getByRole('link', { name: /Farida el Idrissi/ }).press('Enter')
      await page.waitForURL(/\/batches\?sort=name&order=asc/)
      await settled(page)
      expect(await page.getByRole('rowheader').count()).toBeGreaterThan(0)
    })

    test('logging out everywhere ends every session of that person, and of nobody else', async () => {
      await using one = await stage().visit(people.pharmacist)
      await using other = await stage().visit(people.pharmacist)
      await using grower = await stage().visit(people.grower)
      await one.go('/profile')
      await one.page.getByRole('button', { name: 'Log out everywhere' }).press('Enter')
      // Out at the login service as well: the person says so there, and comes back.
      await one.page.getByRole('heading', { name: /^Log out at/ }).waitFor()
      await one.page.getByRole('button', { name: 'Log out' }).press('Enter')
      await one.page.getByRole('link', { name: 'Log in' }).first().waitFor()
      const isIn = async ({ page }: Visit) =>
        (await ask<{ authenticated: boolean }>(page, '/v1/session')).body.authenticated
      expect(await isIn(one)).toBe(false)
      expect(await isIn(other)).toBe(false)
      expect(await isIn(grower)).toBe(true)
    })
  })
}

/** The same person in another browser ends the session that is not this one, as one would on seeing a stranger there. */
async function logOutFrom(stage: () => Stage, here: Visit): Promise<void> {
  await using elsewhere = await stage().visit()
  const { page } = elsewhere
  await logIn(page, stage().url, people.laboratory)
  await elsewhere.go('/profile')
  const others = page.getByRole('button', { name: 'Log out there' })
  await others.first().waitFor()
  for (let left = await others.count(); left > 0; left -= 1) {
    await others.first().press('Enter')
    await page.waitForFunction((count) => document.querySelectorAll('.gr-table td .gr-button').length < count, left)
  }
  await page.getByText('You are now logged out there').first().waitFor()
  expect((await ask<{ authenticated: boolean }>(here.page, '/v1/session')).body.authenticated).toBe(false)
}
