// The root of every address and how the router behaves, in the browser and where the server draws a page. Not here: the addresses (routes.tsx).
import type { QueryClient } from '@tanstack/react-query'
import { type AnyRoute, createRootRouteWithContext, createRouter, type RouterHistory } from '@tanstack/react-router'
import { Waiting } from './parts/waiting.tsx'
import { Broken } from './shell/broken.tsx'
import { Frame } from './shell/frame.tsx'
import { Missing } from './shell/missing.tsx'

type Context = { readonly queryClient: QueryClient }
/** Search parameters are texts, as they stand in the address; a screen reads its own from them with a pure function. */
export type Search = Readonly<Record<string, string>>

export const root = createRootRouteWithContext<Context>()({
  component: Frame,
  notFoundComponent: Missing,
  validateSearch: (search: Record<string, unknown>): Search =>
    Object.fromEntries(Object.entries(search).filter((pair): pair is [string, string] => typeof pair[1] === 'string')),
})

/** `history` where there is no browser to keep it. */
export function routerOver<Tree extends AnyRoute>(routeTree: Tree, queryClient: QueryClient, history?: RouterHistory) {
  return createRouter({
    routeTree,
    context: { queryClient },
    ...(history ? { history, origin: 'http://localhost' } : {}), // Nothing is drawn with an origin.
    defaultPreload: false,
    defaultPendingComponent: () => <Waiting lines={6} />,
    defaultPendingMs: 150,
    defaultErrorComponent: Broken,
    scrollRestoration: history === undefined,
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const query = new URLSearchParams(search as Search).toString() // Texts alone: see Search.
      return query && `?${query}`
    },
  })
}
