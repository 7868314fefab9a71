// Lends the drawing of pages to a thread of its own, so that the thread of the ledger never waits for one; a thread that hangs or dies is
// replaced. Not here: the drawing (page-drawer-worker.ts), and when a page is drawn (first-answer.ts).
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Locale } from '#kernel'

export type DrawerData = { readonly program: string; readonly page: string }
export type DrawAsk = {
  /** Path and question, as they stand in the browser's address. */
  readonly address: string
  readonly languages: readonly string[]
  /** The cookie of the language alone. */
  readonly cookies: string
  readonly theme: 'light' | 'dark' | null
  readonly answer: string
  readonly answeredAt: number
  readonly encoding: 'br' | 'gzip' | null
}
export type DrawJob = DrawAsk & { readonly id: number }
export type DrawnPage = { readonly bytes: Uint8Array; readonly locale: Locale }
export type DrawOutcome =
  | { readonly id: number; readonly page: DrawnPage }
  | { readonly id: number; readonly fault: string }

export type PageDrawer = AsyncDisposable & {
  /** Null when there is no page to be had: too many at once, or a fault, which `onFault` was told. */
  draw(ask: DrawAsk): Promise<DrawnPage | null>
}

/** A page takes some milliseconds; more than these at once and the plain page is the quicker one. */
const waitingMax = 8
/** Whatever takes this long, on however busy a machine, will not end. */
const hangsAfterMs = 15_000
/** A page's worth of memory is a few megabytes. */
const threadMegabytesMax = 192

/** The page before it is filled in; never served as it is. */
export const unfilledPage = 'drawn.html'

/** What the build left for the server; null where it left nothing, and every page is the plain one. */
export function readDrawer(webFolder: string | null): DrawerData | null {
  if (webFolder === null) return null
  const [program, page] = [join(`${webFolder}-server`, 'draw.js'), join(webFolder, unfilledPage)]
  if (!existsSync(program) || !existsSync(page)) return null
  return { program: readFileSync(program, 'utf8'), page: readFileSync(page, 'utf8') }
}

/** The thread starts with the first page. */
export function openPageDrawer(data: DrawerData, onFault: (error: Error) => void): PageDrawer {
  const waiting = new Map<number, (page: DrawnPage | null) => void>()
  let thread: Worker | null = null
  let lastId = 0
  let isClosed = false

  const settle = (id: number, page: DrawnPage | null) => {
    waiting.get(id)?.(page)
    waiting.delete(id)
  }

  const letGo = async () => {
    const old = thread
    thread = null
    old?.removeAllListeners()
    for (const id of [...waiting.keys()]) settle(id, null)
    await old?.terminate()
  }

  const fail = (error: Error) => {
    onFault(error)
    void letGo()
  }

  const start = () => {
    const worker = new Worker(new URL('./page-drawer-worker.ts', import.meta.url), {
      workerData: data,
      resourceLimits: { maxOldGenerationSizeMb: threadMegabytesMax },
    })
    worker.unref()
    worker.on('error', fail)
    worker.on('exit', (code) => fail(new Error(`the drawing thread ended with ${code}`)))
    worker.on('message', (outcome: DrawOutcome) => {
      if ('fault' in outcome) onFault(new Error(outcome.fault))
      settle(outcome.id, 'page' in outcome ? outcome.page : null)
    })
    return worker
  }

  return {
    draw(ask) {
      if (isClosed || waiting.size >= waitingMax) return Promise.resolve(null)
      thread ??= start()
      const id = ++lastId
      thread.postMessage({ ...ask, id } satisfies DrawJob)
      const late = setTimeout(() => fail(new Error(`a page took longer than ${hangsAfterMs} ms`)), hangsAfterMs).unref()
      return new Promise<DrawnPage | null>((resolve) => waiting.set(id, resolve)).finally(() => clearTimeout(late))
    },
    async [Symbol.asyncDispose]() {
      isClosed = true
      await letGo()
    },
  }
}
