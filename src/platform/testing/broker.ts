// Something dear that all test files of a run share, made when the first asks: who has it waits at a socket, and the workers, processes of their own, ask there.
// Not here: what is shared (global-setup.ts; the world of the walks).
import { connect, createServer } from 'node:net'

/** Answers everybody who asks at `path` with what `give` comes to, as JSON; an error is told to them. `close` hears nobody any more. */
export async function openBroker(path: string, give: () => Promise<object>): Promise<{ close(): void }> {
  const server = createServer((socket) => {
    give().then(
      (given) => socket.end(JSON.stringify({ given })),
      (error: unknown) => socket.end(JSON.stringify({ error: error instanceof Error ? error.message : String(error) })),
    )
    socket.on('error', () => {}) // A worker that was stopped hangs up.
  })
  await new Promise<void>((resolve) => server.listen(path, resolve))
  server.unref()
  return { close: () => server.close() }
}

/** What the broker at `path` gives: the caller knows its shape, for the same run wrote it. */
export function askBroker<Given>(path: string): Promise<Given> {
  return new Promise((resolve, reject) => {
    let text = ''
    connect(path)
      .setEncoding('utf8')
      .on('data', (part: string) => {
        text += part
      })
      .on('error', reject)
      .on('end', () => {
        const answer = JSON.parse(text) // Written above.
        if (answer.error === undefined) resolve(answer.given)
        else reject(new Error(answer.error))
      })
  })
}
