// Writes a .br and a .gz beside every text the build made, so that the server never compresses the same file twice. Not here: serving them.
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

const isText = /\.(js|css|svg|json|html|wasm)$/
/** Below this a compressed copy saves no packet. */
const bytesMin = 1_400

export function precompress(): Plugin {
  return {
    name: 'grein-precompress',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          if (!isText.test(file.fileName)) continue
          const bytes = Buffer.from(file.type === 'asset' ? file.source : file.code)
          if (bytes.length < bytesMin) continue
          const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
          this.emitFile({
            type: 'asset',
            fileName: `${file.fileName}.br`,
            source: brotliCompressSync(bytes, { params }),
          })
          this.emitFile({ type: 'asset', fileName: `${file.fileName}.gz`, source: gzipSync(bytes, { level: 9 }) })
        }
      },
    },
  }
}
