// Deflate as the workbook wants it: pieces that can stand behind each other, each flushed to a whole byte. Not here: the workbook (#law/batch).
import { constants, deflateRawSync } from 'node:zlib'
import type { Deflater } from '#law/batch'

/** A piece that refers to nothing before it and leaves the stream open: made in any thread, in any order. */
export function deflatedPiece(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return deflateRawSync(bytes, { finishFlush: constants.Z_FULL_FLUSH, level: 4 })
}

/** An empty last block. */
const lastBlock = Uint8Array.of(0x03, 0x00)

export const newDeflater = (): Deflater => ({
  push: async (bytes) => deflatedPiece(bytes),
  end: async () => lastBlock,
})
