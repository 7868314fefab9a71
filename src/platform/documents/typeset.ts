// Papers: a template and its data become the bytes of a PDF/A, the same each time. Not here: any paper's words or layout.
import { readFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { assert, refuseNow } from '#kernel'
import { typesetProblems } from './problems.ts'

export type Paper = {
  /** The Typst source, a file beside the code that fills it; it begins with `#import "/house.typ": *` and `#show: paper`. */
  readonly template: URL
  /** What the template reads as `data`: plain JSON, texts already in the reader's language. Data are never markup. */
  readonly data: unknown
  readonly language: 'nl' | 'en'
  readonly title: string
  /** Whose paper it is; stands at the top of every page and in the file as its author. */
  readonly author: string
  /** At the foot of every page: the proof the paper refers to, the checkpoint it was made at. */
  readonly foot: string
  /** The legal day the content is of; never "now", so that the same content is the same file. */
  readonly day: Temporal.PlainDate
  /** Pictures the template names: `{ 'label.svg': bytes }` is `image("/label.svg")`. */
  readonly files?: Readonly<Record<string, Uint8Array>>
}

export type Typesetter = AsyncDisposable & {
  /** The bytes of a PDF/A-2a. Refuses `platform/typesetting-busy`; a template that does not compile is a bug. */
  typeset(paper: Paper): Promise<Uint8Array<ArrayBuffer>>
}

/** Everything as text: what goes to the thread is what the file depends on. */
export type TypesetJob = {
  readonly paper: string
  readonly template: string
  readonly files: Readonly<Record<string, Uint8Array>>
}
export type TypesetAnswer =
  | { readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly ok: false; readonly detail: string }

export type TypesetterOptions = {
  /** A record book of years takes seconds; what takes longer than this hangs. */
  readonly jobMsMax?: number
  /** The thread holds some 70 MB: it goes when nobody printed for a while. */
  readonly idleMsMax?: number
  /** Papers that may wait; more are refused, so that memory stays bounded. */
  readonly waitingMax?: number
}

type Waiting = {
  readonly job: TypesetJob
  resolve(bytes: Uint8Array<ArrayBuffer>): void
  reject(error: Error): void
}

/** The thread starts with the first paper: a house that prints nothing pays nothing. */
export function openTypesetter(options: TypesetterOptions = {}): Typesetter {
  const { jobMsMax = 120_000, idleMsMax = 60_000, waitingMax = 50 } = options
  const waiting: Waiting[] = []
  let thread: Worker | null = null
  let current: Waiting | null = null
  let timer: NodeJS.Timeout | undefined
  let isClosed = false

  const letGo = async () => {
    clearTimeout(timer)
    const old = thread
    thread = null
    old?.removeAllListeners()
    await old?.terminate()
  }

  const fail = (error: Error) => {
    const lost = current
    current = null
    void letGo()
    lost?.reject(error)
    next()
  }

  const start = () => {
    const worker = new Worker(new URL('./typeset-worker.ts', import.meta.url))
    worker.unref()
    worker.on('error', fail)
    worker.on('exit', (code) => fail(new Error(`the typesetting thread ended with ${code}`)))
    worker.on('message', (answer: TypesetAnswer) => {
      const done = current
      current = null
      clearTimeout(timer)
      if (answer.ok) done?.resolve(answer.bytes)
      else done?.reject(new Error(`the paper does not compile: ${answer.detail}`))
      next()
    })
    return worker
  }

  const next = () => {
    if (isClosed || current !== null) return
    current = waiting.shift() ?? null
    if (current === null) {
      timer = setTimeout(() => void letGo(), idleMsMax).unref()
      return
    }
    clearTimeout(timer)
    thread ??= start()
    timer = setTimeout(() => fail(new Error(`a paper took longer than ${jobMsMax} ms`)), jobMsMax).unref()
    thread.postMessage(current.job)
  }

  return {
    typeset(paper) {
      const job = jobOf(paper)
      assert(!isClosed, 'the typesetter is open')
      if (waiting.length >= waitingMax) refuseNow(typesetProblems['typesetting-busy'], {})
      return new Promise((resolve, reject) => {
        waiting.push({ job, resolve, reject })
        next()
      })
    },
    async [Symbol.asyncDispose]() {
      isClosed = true
      for (const each of [...(current ? [current] : []), ...waiting.splice(0)]) each.reject(new Error('closing'))
      current = null
      await letGo()
    },
  }
}

const pageOf = { nl: 'bladzijde {page} van {pages}', en: 'page {page} of {pages}' } as const

function jobOf({ template, data, language, title, author, foot, day, files = {} }: Paper): TypesetJob {
  const paper = {
    data,
    language,
    title,
    author,
    foot,
    day: { year: day.year, month: day.month, day: day.day },
    page: pageOf[language],
  }
  return { paper: JSON.stringify(paper), template: readFileSync(template, 'utf8'), files }
}
