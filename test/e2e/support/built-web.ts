// The web as it is served, without a server behind it, and under its strict policy. Not here: that it is built (build-before.ts).
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { preview } from 'vite'

const configFile = join(import.meta.dirname, '..', '..', '..', 'vite.config.ts')

export async function openBuiltWeb(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = await preview({ configFile, preview: { port: 0, strictPort: false }, logLevel: 'error' })
  const address = server.httpServer.address()
  if (address === null || typeof address === 'string') throw new Error('the preview listens on no port')
  return { url: `http://127.0.0.1:${address.port}`, close: () => server.close() }
}

const visitor = {
  authenticated: false,
  user: null,
  party: null,
  authority: null,
  roles: ['public'],
  wall: 'public',
  csrfToken: null,
  expiresAt: null,
  steppedUpUntil: null,
  passkeys: 0,
  permissions: [],
}

const article = {
  title: { nl: 'Levering binnen vier maanden', en: 'Delivery within four months' },
  summary: { nl: 'De teler levert binnen vier maanden.', en: 'The grower delivers within four months.' },
  url: 'https://wetten.overheid.nl/',
  // Invented: no sentence here is law.
  text: {
    paragraphs: [
      { number: '4', text: 'In deze proef levert wie een appel plukt:', depth: 1 },
      ...Array.from({ length: 8 }, (_, at) => ({ number: `${at + 1}°.`, text: 'een appel in een doos;', depth: 2 })),
    ],
    source: { toestand: '2025-07-01', decree: 'Stb.2025-32' },
    from: '2025-07-01',
  },
}

/** The API of a house where nobody is logged in: enough for screens that show no data. */
export async function answerAsVisitor(page: Page): Promise<void> {
  await page.route(/\/v1\//, (route) => {
    const { pathname } = new URL(route.request().url())
    const body =
      pathname === '/v1/session' ? visitor : pathname === '/v1/articles' ? article : { items: [], nextCursor: null }
    return route.fulfill({ contentType: 'application/json', body: JSON.stringify(body) })
  })
}
