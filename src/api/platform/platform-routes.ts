// Tables as somebody left them, over HTTP. Not here: what was denied (denial-routes.ts), and what there is to do (chain/work-routes.ts).
import { Strict, Type } from '#kernel'
import { forgetView, listSavedViews, savedViewProblems, saveView } from '#platform'
import { SavedView } from '#platform/contract'
import type { House } from '../house.ts'
import type { App } from '../http/request-context.ts'
import { addRoute, readRefusals, writeRefusals } from '../http/route.ts'

const { name, screen } = SavedView.properties

export function mountPlatform(app: App, house: House): void {
  addRoute(app, house, {
    method: 'GET',
    url: '/v1/saved-views',
    operationId: 'listSavedViews',
    tag: 'platform',
    summary: 'Tables as I left them',
    action: 'platform:saved-views',
    query: Strict({ screen: Type.Optional(screen) }),
    answer: Strict({ items: Type.Array(SavedView) }),
    refusals: readRefusals,
    async handle({ transaction, actor, query }) {
      const items = await transaction((tx) => listSavedViews(tx, actor))
      return { items: items.filter((view) => query.screen === undefined || view.screen === query.screen) }
    },
  })

  addRoute(app, house, {
    method: 'PUT',
    url: '/v1/saved-views',
    operationId: 'saveView',
    tag: 'platform',
    summary: 'Keeps a table under its name, in place of what had that name',
    description: 'Sending the same again changes nothing, so no key is needed.',
    action: 'platform:saved-views',
    body: SavedView,
    answer: SavedView,
    refusals: [...writeRefusals, savedViewProblems['saved-views-full']],
    handle: ({ transaction, actor, body }) => transaction((tx) => saveView(tx, actor, body)),
  })

  addRoute(app, house, {
    method: 'DELETE',
    url: '/v1/saved-views',
    operationId: 'forgetView',
    tag: 'platform',
    summary: 'Forgets a view of mine',
    action: 'platform:saved-views',
    query: Strict({ screen, name }),
    answer: Type.Null(),
    status: 204,
    refusals: [...writeRefusals, savedViewProblems['no-such-view']],
    async handle({ transaction, actor, query }) {
      await transaction((tx) => forgetView(tx, actor, query))
      return null
    },
  })
}
