// What a browser must fetch before the first screen stands: the page, its scripts and styles, compressed. Not here: time; a line is a line.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { projectRoot } from './bench-house.ts'
import { runGrein } from './run-grein.ts'
import type { Promised } from './support.ts'

const gzipKbMax = 130

export const firstPage: Promised = {
  name: 'The first page',
  async measure() {
    await runGrein(['build']) // Builds only when the sources changed.
    const folder = join(projectRoot, 'dist', 'web')
    const page = readFileSync(join(folder, 'index.html'))
    // What the page itself names: its script, what that imports at once, and its styles. Screens come later, each by itself.
    const names = [...page.toString().matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(
      ([, name]) => name!,
    )
    const files = names.map((name) => ({ name, bytes: readFileSync(join(folder, name)) }))
    const kb = (list: readonly Buffer[]) => list.reduce((sum, { length }) => sum + length, 0) / 1_000
    const sizes = (list: typeof files) => ({
      gzip: kb(list.map(({ bytes }) => gzipSync(bytes, { level: 9 }))),
      brotli: kb(list.map(({ bytes }) => brotliCompressSync(bytes))),
    })
    const all = sizes([...files, { name: 'index.html', bytes: page }])
    const scripts = sizes(files.filter(({ name }) => name.endsWith('.js')))
    return [
      {
        what: `${files.length + 1} files: page, scripts and styles`,
        ours: `${all.gzip.toFixed(1)} kB gzip, ${all.brotli.toFixed(1)} kB brotli (scripts ${scripts.gzip.toFixed(1)} kB gzip)`,
        limit: `${kb(files.map(({ bytes }) => bytes)).toFixed(0)} kB as built`,
        ratio: null,
        bar: `≤ ${gzipKbMax} kB gzip`,
        holds: all.gzip <= gzipKbMax,
      },
    ]
  },
}
