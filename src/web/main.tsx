// Where the browser begins: brings Temporal along where it is missing, then opens the application. Not here: what it looks like.
import './theme/tokens.css'
import './theme/fonts.css'
import './theme/base.css'
import './theme/print.css'
import { startTransition } from 'react'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { fetchAhead } from './ahead.ts'
import { App } from './app.tsx'
import { drawnAnswer } from './drawn/seed.ts'
import { applyLocale, preferredLocale } from './locale.tsx'
import { openQueryClient, session } from './queries.ts'
import { openRouter } from './routes.tsx'
import { applyTheme, keptTheme } from './theme/theme.ts'

if (!('Temporal' in globalThis)) await import('temporal-polyfill/global')

const queryClient = openQueryClient()
const router = openRouter(queryClient)
const drawn = drawnAnswer(queryClient, router.state.location.search)
const firstLocale = drawn?.locale ?? preferredLocale(document.cookie, navigator.languages)
applyTheme(keptTheme())
applyLocale(firstLocale)
fetchAhead(router)
const app = <App {...{ queryClient, router, firstLocale }} />
const place = document.getElementById('app')! // index.html has it.
if (drawn) {
  await router.load() // All that was drawn is there before it is taken over, so nothing of it is drawn again.
  hydrateRoot(place, app)
} else {
  // Who is looking, and the screen that was asked for, are fetched while the frame is drawn.
  void queryClient.prefetchQuery(session)
  void router.preloadRoute({ to: location.pathname, search: router.state.location.search })
  // In slices: what comes back meanwhile is taken up between two of them.
  startTransition(() => createRoot(place).render(app))
}
