// A toolkit whose RDKit runs in a thread of its own: one job at a time, a time limit each, a fresh thread after a trap.
import { Worker } from 'node:worker_threads'
import type { Drawing, Reading, Toolkit } from '../structure.ts'
import type { Job } from './worker.ts'

export type ServerToolkitOptions = {
  /** Per job. The largest structure we let through takes well under a second. */
  readonly jobMsMax?: number
  /** Loading RDKit on a cold, busy machine. */
  readonly startMsMax?: number
  /** Jobs that may wait; more answer `stopped` at once, so that memory stays bounded. */
  readonly waitingMax?: number
}

type Waiting = { readonly job: Job; readonly settle: (answer: unknown) => void }

const stopped = (detail: string): Reading => ({ ok: false, failure: { reason: 'stopped', at: null, detail } })

/** Never rejects: what goes wrong inside is a reading that says `stopped`, or a drawing that is null. */
export async function openServerToolkit(options: ServerToolkitOptions = {}): Promise<Toolkit> {
  const { jobMsMax = 3_000, startMsMax = 30_000, waitingMax = 1_000 } = options
  const waiting: Waiting[] = []
  let current: Waiting | null = null
  let worker: Worker | null = null
  let isReady = false
  let isClosed = false
  let timer: NodeJS.Timeout | undefined
  // The first job is the probe below; it pays for a cold start.
  let limitMs = startMsMax

  /** Ends the job at hand without an answer and lets go of the thread; the next job starts another. */
  const giveUp = (detail: string) => {
    clearTimeout(timer)
    const old = worker
    worker = null
    isReady = false
    old?.removeAllListeners()
    void old?.terminate()
    const lost = current ?? waiting.shift()
    current = null
    lost?.settle(lost.job.kind === 'read' ? stopped(detail) : null)
    if (waiting.length > 0) next()
  }

  const start = () => {
    const thread = new Worker(new URL('./worker.ts', import.meta.url))
    worker = thread
    thread.unref()
    timer = setTimeout(() => giveUp('RDKit did not start in time'), startMsMax)
    thread.on('error', () => giveUp('RDKit gave up on this structure'))
    thread.on('exit', () => giveUp('RDKit gave up on this structure'))
    thread.on('message', (answer) => {
      clearTimeout(timer)
      if (!isReady) {
        isReady = true
      } else {
        const done = current
        current = null
        done?.settle(answer)
      }
      next()
    })
  }

  const next = () => {
    if (isClosed || current !== null || waiting.length === 0) return
    if (worker === null) return start()
    if (!isReady) return
    current = waiting.shift()!
    timer = setTimeout(giveUp, limitMs, `longer than ${limitMs} ms`)
    worker.postMessage(current.job)
  }

  const ask = (job: Job): Promise<unknown> =>
    new Promise((settle) => {
      if (isClosed || waiting.length >= waitingMax) {
        settle(job.kind === 'read' ? stopped(isClosed ? 'closed' : 'too many structures at once') : null)
        return
      }
      waiting.push({ job, settle })
      next()
    })

  const toolkit: Toolkit = {
    // The worker answers each kind of job with its own kind of answer.
    read: async (smiles) => (await ask({ kind: 'read', smiles })) as Reading,
    draw: async (smiles) => (await ask({ kind: 'draw', smiles })) as Drawing | null,
    [Symbol.asyncDispose]: async () => {
      isClosed = true
      clearTimeout(timer)
      for (const lost of [...(current ? [current] : []), ...waiting.splice(0)])
        lost.settle(lost.job.kind === 'read' ? stopped('closed') : null)
      current = null
      worker?.removeAllListeners()
      await worker?.terminate()
      worker = null
    },
  }
  // The first reading loads RDKit, so that a broken installation shows at the start and not at the first question.
  const probe = await toolkit.read('C')
  limitMs = jobMsMax
  if (!probe.ok) throw new Error(`RDKit cannot be used: ${probe.failure.detail}`)
  return toolkit
}
