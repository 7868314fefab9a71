// Deflate as the browser itself does it, for the workbook. Not here: the workbook (#law/batch).
import type { Deflater } from '#law/batch'

export function newDeflater(): Deflater {
  const stream = new CompressionStream('deflate-raw')
  const writer = stream.writable.getWriter()
  let ready: Uint8Array[] = []
  const all = (async () => {
    const reader = stream.readable.getReader()
    for (let next = await reader.read(); !next.done; next = await reader.read()) ready.push(next.value)
  })()
  const taken = () => {
    const pieces = ready
    ready = []
    return joined(pieces)
  }
  return {
    async push(bytes) {
      await writer.write(bytes)
      return taken()
    },
    async end() {
      await writer.close()
      await all
      return taken()
    },
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
