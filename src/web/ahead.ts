// On the way to another screen its files are fetched together, as the server has them fetched with a page (api/pages/screens-ahead.ts): by
// themselves they would be found one within another. Not here: the list; the build writes it (build/screens-ahead.ts).
import type { AppRouter } from './routes.tsx'

type Ahead = Readonly<Record<string, readonly string[]>>

/** The list comes with the first step to another screen, from beside the page: a page alone has no use for it. */
export function fetchAhead(router: AppRouter): void {
  let list: Promise<Ahead> | undefined
  router.subscribe('onBeforeNavigate', async ({ fromLocation, toLocation }) => {
    if (!fromLocation || fromLocation.pathname === toLocation.pathname) return
    list ??= fetch('/ahead.json').then((answer) => answer.json())
    const files = await list.catch((): Ahead => ({})) // Without it the screen comes a little later.
    for (const href of files[router.matchRoutes(toLocation).at(-1)?.fullPath ?? ''] ?? []) {
      const link = document.createElement('link')
      link.rel = href.endsWith('.js') ? 'modulepreload' : 'prefetch'
      link.href = href
      document.head.append(link)
    }
  })
}
