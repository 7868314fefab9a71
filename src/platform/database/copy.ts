// PostgreSQL's COPY over `pg`, which knows the messages and offers no statement for them. Not here: what is copied.
import type { ClientBase, Connection, Submittable } from 'pg'

/** What `pg` does have on its connection, and its types do not say. */
type CopyConnection = Connection & {
  sendCopyFromChunk(chunk: Uint8Array): void
  endCopyFrom(): void
  sendCopyFail(reason: string): void
}

/** The messages `pg` hands to a statement that is running. */
type Running = Submittable & {
  handleCopyData(message: { chunk: Buffer }): void
  handleCopyInResponse(connection: Connection): void
  handleCommandComplete(message: { text: string }): void
  handleReadyForQuery(): void
  handleError(error: Error): void
  handleRowDescription(): void
  handleDataRow(): void
}

function running(
  sql: string,
  own: Pick<Running, 'handleCopyData' | 'handleCopyInResponse'>,
): Running & { done: Promise<number> } {
  const { promise: done, resolve, reject } = Promise.withResolvers<number>()
  let rows = 0
  let failed: Error | null = null
  return {
    ...own,
    done,
    submit: (connection) => connection.query(sql),
    handleCommandComplete: ({ text }) => {
      rows = Number(/^COPY (\d+)$/.exec(text)?.[1] ?? 0)
    },
    handleReadyForQuery: () => (failed === null ? resolve(rows) : reject(failed)),
    handleError: (error) => {
      failed ??= error
      reject(failed) // A connection that is gone never becomes ready again.
    },
    handleRowDescription: () => {},
    handleDataRow: () => {},
  }
}

/** Bytes that may wait in memory while the one who takes them is busy. */
const waitingBytesMax = 4 * 1024 * 1024
/** The server sends each row by itself; handed on one by one, waking up would cost more than reading. */
const blockBytes = 256 * 1024

/** `copy … to stdout`: its bytes in blocks of whole rows, and in the end how many rows there were. */
export async function* copyOut(client: ClientBase, sql: string): AsyncGenerator<Buffer, number> {
  const waiting: Buffer[] = []
  let waitingBytes = 0
  let block = Buffer.allocUnsafe(blockBytes)
  let filled = 0
  let wake = Promise.withResolvers<void>()
  let connection: Connection | null = null
  let isDropped = false
  const resume = () => connection?.stream.resume()
  const handOn = () => {
    if (filled > 0) waiting.push(block.subarray(0, filled))
    waitingBytes += filled
    block = Buffer.allocUnsafe(blockBytes)
    filled = 0
    if (waitingBytes > waitingBytesMax) connection?.stream.pause()
    wake.resolve()
  }
  const query = running(sql, {
    handleCopyData: ({ chunk }) => {
      if (isDropped) return
      if (filled + chunk.length > block.length) {
        handOn()
        if (chunk.length > block.length) block = Buffer.allocUnsafe(chunk.length)
      }
      filled += chunk.copy(block, filled) // A copy: `pg` uses its own buffer again.
    },
    handleCopyInResponse: () => {},
  })
  const { submit } = query
  query.submit = (given) => {
    connection = given
    submit(given)
  }
  let isDone = false
  const finish = () => {
    isDone = true
    handOn()
  }
  query.done.then(finish, finish)
  client.query(query)
  try {
    for (;;) {
      const chunk = waiting.shift()
      if (chunk) {
        waitingBytes -= chunk.length
        yield chunk
        continue
      }
      if (isDone) return await query.done
      wake = Promise.withResolvers()
      resume()
      if (waiting.length === 0 && !isDone) await wake.promise
    }
  } finally {
    isDropped = true // Whoever stopped early waits until the server has said all of it, and for no room.
    resume()
  }
}

/** `copy … from stdin`: hands over every chunk and says how many rows were read. */
export async function copyIn(client: ClientBase, sql: string, chunks: AsyncIterable<Uint8Array>): Promise<number> {
  const query = running(sql, {
    handleCopyData: () => {},
    handleCopyInResponse: (given) => {
      const connection = given as CopyConnection // As said above.
      send(connection, chunks).then(
        () => connection.endCopyFrom(),
        (error: unknown) => connection.sendCopyFail(error instanceof Error ? error.message : 'stopped'),
      )
    },
  })
  client.query(query)
  return query.done
}

async function send(connection: CopyConnection, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const chunk of chunks) {
    connection.sendCopyFromChunk(chunk)
    if (connection.stream.writableNeedDrain) await new Promise((resolve) => connection.stream.once('drain', resolve))
  }
}
