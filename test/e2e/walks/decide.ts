// A decision is confirmed with a passkey, through a real (virtual) authenticator; without one, one is told what to do. Not here: other acts.
import type { CDPSession, Page } from 'playwright-core'
import { test } from 'vitest'
import { people, settled } from '../support/people.ts'
import type { Stage } from '../support/stage.ts'
import { recordAndWithdraw } from './experts.ts'
import { openWork } from './record.ts'
import { eraseWhatIsOver } from './retention.ts'
import { beginAndConclude } from './stability.ts'

export function decideWalk(stage: () => Stage): void {
  test('the decision maker releases a batch with a passkey, and is told how to get one first', async () => {
    await using visit = await stage().visit(people.decisionMaker)
    const { page } = visit
    const finger = await openAuthenticator(page)
    const name = await openWork(page, 'Batches to release')
    await page.getByRole('main').getByRole('link', { name: 'Record an event' }).press('Enter')
    await page.getByRole('radio', { name: /^Release or reject/ }).press('Space')
    await page.getByRole('link', { name: 'To the decision' }).press('Enter')
    await page.getByRole('heading', { level: 1, name: `Release of ${name}` }).waitFor()
    await page.getByRole('radio', { name: 'Release', exact: true }).press('Space')
    await page.getByRole('textbox', { name: 'Number of the certificate' }).fill('COA-E2E-1')
    await page.getByRole('button', { name: 'Record the decision' }).press('Enter')

    const confirm = page.getByRole('dialog', { name: 'Confirm that it is you' })
    await confirm.getByText('You have no passkey yet.', { exact: false }).waitFor()
    const profile = await inNewTab(page, () => confirm.getByRole('link', { name: 'To your profile' }).press('Enter'))
    await finger.lend(profile)
    await profile.getByRole('textbox', { name: 'Name of this passkey' }).fill('Laptop at the office')
    await profile.getByRole('button', { name: 'Add a passkey' }).press('Enter')
    await profile.getByText('Passkey added').waitFor()
    await profile.getByRole('main').getByText('Laptop at the office', { exact: true }).waitFor()
    await finger.takeBack()
    await profile.close()

    // What was filled in still stands on the first tab.
    await comeBackTo(page)
    await confirm.getByRole('button', { name: 'Confirm with passkey' }).press('Enter')
    await page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
    await settled(page)
    await page.locator('.gr-page-beside').getByText('Released', { exact: true }).waitFor()
    const main = page.getByRole('main')
    await main.getByText(/^released on /).waitFor()
    await main.getByText('COA-E2E-1', { exact: false }).first().waitFor()

    // With the same passkey: how an expert reads the law.
    await recordAndWithdraw(visit)
    // And how long a product keeps.
    await beginAndConclude(visit)
    // And what may no longer be kept.
    await eraseWhatIsOver(stage(), visit)
  })
}

/** A browser without windows never hides a tab, so that this one is seen again is told to it by hand. */
async function comeBackTo(page: Page): Promise<void> {
  await page.bringToFront()
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))
}

async function inNewTab(page: Page, open: () => Promise<void>): Promise<Page> {
  const [tab] = await Promise.all([page.context().waitForEvent('page'), open()])
  await tab.waitForLoadState()
  await settled(tab)
  return tab
}

/** One authenticator for two tabs: Chromium's virtual ones belong to a tab each, so what the other made is carried over. */
async function openAuthenticator(page: Page) {
  const own = await addAuthenticator(page)
  let lent: { readonly session: CDPSession; readonly authenticatorId: string } | null = null
  return {
    async lend(tab: Page) {
      lent = await addAuthenticator(tab)
    },
    async takeBack() {
      const { session, authenticatorId } = lent! // Lent before.
      const { credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId })
      for (const credential of credentials) {
        await own.session.send('WebAuthn.addCredential', { authenticatorId: own.authenticatorId, credential })
      }
    },
  }
}

/** One for this tab, which says yes to whatever is asked. */
export async function addAuthenticator(page: Page) {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable', { enableUI: false })
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return { session, authenticatorId }
}
