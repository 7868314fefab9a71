// The thread that draws pages: runs the screens' own components over an answer, fills the page and packs it. Not here: who asks, and for how
// long (page-drawer.ts).
import { parentPort, workerData } from 'node:worker_threads'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Locale } from '#kernel'
import { readTemplate } from './drawn-page.ts'
import type { DrawerData, DrawJob, DrawOutcome } from './page-drawer.ts'

/** What the build's program gives: see web/drawn/draw.tsx, which no room may import. */
type Program = {
  draw(asked: object): Promise<{ readonly locale: Locale; readonly title: string; readonly html: string }>
}

const { program, page } = workerData as DrawerData // page-drawer.ts starts it with nothing else.
// From memory and not from its file: a build that is made meanwhile belongs to the next start.
const address = `data:text/javascript;base64,${Buffer.from(program).toString('base64')}`
const { draw }: Program = await import(address)
const template = readTemplate(page)

const port = parentPort!
port.on('message', async (job: DrawJob) => port.postMessage(await outcomeOf(job)))

async function outcomeOf({ id, answer, theme, encoding, ...asked }: DrawJob): Promise<DrawOutcome> {
  try {
    const { locale, title, html } = await draw({ ...asked, answer: JSON.parse(answer) })
    const text = template({ locale, theme, title, html, answer, answeredAt: asked.answeredAt })
    return { id, page: { bytes: pack(Buffer.from(text), encoding), locale } }
  } catch (error) {
    return { id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

/** Most of what it saves for little of its time: a page is packed for one visitor. */
const brotliQuality = 4
const gzipLevel = 5

function pack(bytes: Buffer, encoding: DrawJob['encoding']): Uint8Array {
  if (encoding === 'br')
    return brotliCompressSync(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: brotliQuality,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    })
  return encoding === 'gzip' ? gzipSync(bytes, { level: gzipLevel }) : bytes
}
