// Who may not do a thing because nobody knows who they are hears it before a byte of what they send is read: a body is kept in memory, read and
// checked, which is work for whoever is known. Not here: what a known one may do (the routes ask), and how many requests one may make (rate-limit.ts).
import type { House } from '../house.ts'
import type { App } from './request-context.ts'

const withBody: readonly string[] = ['POST', 'PUT']

/** After identity: only then is it known that nobody is. */
export function askWhoFirst(app: App, house: House): void {
  app.addHook('onRequest', async ({ actor, method, routeOptions }) => {
    const { action } = routeOptions.config ?? {}
    if (action === undefined || actor.kind !== 'anonymous' || !withBody.includes(method)) return
    await house.access.require(actor, action)
  })
}
