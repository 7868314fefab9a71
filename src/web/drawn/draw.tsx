// Draws the check screen with its answer as HTML, by the components the browser itself uses. Built apart, for the server (vite.config.ts), and
// run in a thread of it (api/pages/page-drawer-worker.ts). Not here: the page around it.
import { createMemoryHistory, createRoute } from '@tanstack/react-router'
import { renderToString } from 'react-dom/server'
import { type Locale, translator } from '#kernel'
import type { SubstanceAnswer } from '#law/contract'
import { App } from '../app.tsx'
import { CheckScreen } from '../law/check-screen.tsx'
import { preferredLocale } from '../locale.tsx'
import { coreMessages } from '../messages/core.ts'
import { lawMessages } from '../messages/law.ts'
import { openQueryClient } from '../queries.ts'
import { root, routerOver } from '../router.tsx'
import type { AppRouter } from '../routes.tsx'
import { keepAnswer } from './seed.ts'

/** What a request tells: `address` with its question, the `languages` its browser asks for, best first, and the one chosen in a cookie. */
export type Asked = {
  readonly address: string
  readonly languages: readonly string[]
  readonly cookies: string
  readonly answer: SubstanceAnswer
  readonly answeredAt: number
}
export type Drawn = { readonly locale: Locale; readonly title: string; readonly html: string }

const tree = root.addChildren([
  createRoute({ getParentRoute: () => root, path: '/substances', component: CheckScreen }),
])

export async function draw({ address, languages, cookies, answer, answeredAt }: Asked): Promise<Drawn> {
  const locale = preferredLocale(cookies, languages)
  const queryClient = openQueryClient()
  const router = routerOver(tree, queryClient, createMemoryHistory({ initialEntries: [address] }))
  keepAnswer(queryClient, router.state.location.search, { answer, answeredAt })
  await router.load()
  const t = translator({ ...coreMessages, ...lawMessages }, locale)
  try {
    // The one address of this tree is one of the browser's; only the list of the others is shorter.
    const app = <App queryClient={queryClient} router={router as unknown as AppRouter} firstLocale={locale} />
    return { locale, title: `${t('law.title')} · ${t('shell.name')}`, html: renderToString(app) }
  } finally {
    queryClient.clear()
  }
}
