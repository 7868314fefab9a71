// The worker: fetches the law once, then reads, judges and writes tables without sending anything anywhere. Not here: the screen.
import { openLaw } from './law-here.ts'
import type { FromWorker, ToWorker } from './messages-between.ts'
import { openTables } from './tables.ts'

// Waited for with each question and not here: a message that comes before there is a listener is lost.
const calendar = 'Temporal' in globalThis ? null : import('temporal-polyfill/global')

const law = openLaw(async () => {
  const response = await fetch('/v1/law/corpus', { headers: { accept: 'application/json' } })
  if (!response.ok) throw new TypeError(`the law answered ${response.status}`)
  return response.json()
})
const tables = openTables(law)

/** Typed as the window's by the DOM library, which knows no worker; in a worker it takes one message. */
const tell = (message: FromWorker) => globalThis.postMessage(message)

globalThis.addEventListener('message', async ({ data }: MessageEvent<ToWorker>) => {
  const { id } = data
  const note = (given: unknown) => tell({ id, kind: 'note', note: given })
  try {
    await calendar
    tell({ id, kind: 'answer', answer: await answerTo(data, note) })
  } catch (error) {
    // `fetch` fails with a TypeError, and nothing else here does but a fault of ours.
    const isOffline = error instanceof TypeError && !law.isHere()
    tell({ id, kind: 'failed', why: error instanceof Error ? error.message : String(error), isOffline })
  }
})

async function answerTo(asked: ToWorker, note: (given: unknown) => void): Promise<unknown> {
  switch (asked.name) {
    case 'open':
      return law.on(asked.ask)
    case 'head':
      return tables.head(asked.ask)
    case 'run':
      return tables.run(asked.ask, note)
    case 'page':
      return tables.page(asked.ask)
    case 'download':
      return tables.download(asked.ask, note)
    case 'stop':
      return tables.stop()
    default:
      return asked satisfies never
  }
}
