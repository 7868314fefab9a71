// Where the browser begins: brings Temporal along where it is missing, then opens the application. Not here: what it looks like.
import './theme/tokens.css'
import './theme/fonts.css'
import './theme/base.css'
import './theme/print.css'
import { startTransition } from 'react'
import { createRoot } from 'react-dom/client'
import { fetchAhead } from './ahead.ts'
import { App } from './app.tsx'
import { openQueryClient, session } from './queries.ts'
import { openRouter } from './routes.tsx'
import { applyTheme, keptTheme } from './theme/theme.ts'

if (!('Temporal' in globalThis)) await import('temporal-polyfill/global')

applyTheme(keptTheme())
const queryClient = openQueryClient()
const router = openRouter(queryClient)
// Who is looking, and the screen that was asked for, are fetched while the frame is drawn.
void queryClient.prefetchQuery(session)
fetchAhead(router)
void router.preloadRoute({ to: location.pathname, search: router.state.location.search })
// In slices: what comes back meanwhile is taken up between two of them.
startTransition(() =>
  createRoot(document.getElementById('app')!).render(<App queryClient={queryClient} router={router} />),
) // index.html has it.
