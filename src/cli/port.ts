// Finds out about the port before anything slow begins, and listens on it. Not here: what is served.
import { createServer } from 'node:net'
import type { App } from '#api'
import type { Translate } from '#kernel'
import type { Config } from '#platform'
import { Ending } from './exit-codes.ts'
import type { Texts } from './texts.ts'

type Place = Pick<Config, 'host' | 'port'>
type Say = Translate<Texts>

/** The port itself, or for 0 one that is free now. A port that is taken is told at once, not after the demo was loaded. */
export async function findPort({ host, port }: Place, say: Say): Promise<number> {
  const probe = createServer()
  return new Promise<number>((resolve, reject) => {
    probe.once('error', (error) => reject(portEnding(error, port, say)))
    probe.listen({ host, port, exclusive: true }, () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : port))
    })
  })
}

/** Someone may have taken it meanwhile. */
export async function listenOn(app: App, { host, port }: Place, say: Say): Promise<void> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    throw portEnding(error, port, say)
  }
}

function portEnding(error: unknown, port: number, say: Say): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code === 'EADDRINUSE') return new Ending('unavailable', say('serve.port-in-use', { port }))
  if (code === 'EACCES') return new Ending('denied', say('serve.port-denied', { port }))
  return error
}
