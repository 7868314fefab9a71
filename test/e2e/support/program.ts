// A program of a holder, as a supplier would run it: it listens on this machine and keeps what it was sent. Not here: how the house comes to
// reach it (way-out.ts).
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Call = { readonly message: { readonly kind: string; readonly notice: unknown }; readonly signature: string }

export type Program = {
  /** An address of its own, however often the walk is made in one house. */
  readonly dest: string
  readonly calls: readonly Call[]
  /** From now on it answers so. */
  answer(status: number): void
  [Symbol.asyncDispose](): Promise<void>
}

export async function openProgram(name: string): Promise<Program> {
  const calls: Call[] = []
  let status = 204
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString('utf8')))
    request.on('end', () => {
      calls.push({ message: JSON.parse(body), signature: String(request.headers['gs1-signature']) })
      response.writeHead(status).end()
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo // It listens on a port.
  return {
    dest: `https://${name}.outside.example:${port}/notices`,
    calls,
    answer: (now) => {
      status = now
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
