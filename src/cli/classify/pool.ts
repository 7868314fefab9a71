// Threads that judge shards: as many as were asked for, started when there is work, and started again when a row ends one. That row is for an
// expert, and the run goes on. Not here: order (in-order.ts), and what a worker does (work.ts).
import { Worker } from 'node:worker_threads'
import type { Job, JobDone, WorkerTask } from './job.ts'

export type Pool = AsyncDisposable & {
  /** Judges one shard. At most `size` run at once; whoever asks for more waits. */
  run(job: Omit<Job, 'stopped' | 'spare'>): Promise<JobDone>
  /** A buffer that is done with, to be written over. */
  giveBack(buffer: ArrayBuffer): void
  readonly size: number
}

export type PoolNeeds = {
  readonly size: number
  readonly task: Omit<WorkerTask, 'cell'>
  /** How long one row may take. */
  readonly patienceMs?: number
  /** What one thread may hold; a molecule needs next to nothing. */
  readonly memoryMb?: number
  readonly script?: URL
}

/** The longest molecule that is read takes milliseconds; a busy machine takes its time too. */
const patience = 20_000
/** A worker that keeps ending with no row in hand is a fault of ours or of the machine. */
const maxRowlessEnds = 3

type Waiting = {
  readonly job: Omit<Job, 'stopped' | 'spare'>
  readonly stopped: Map<number, string>
  rowlessEnds: number
  readonly resolve: (done: JobDone) => void
  readonly reject: (error: unknown) => void
}
type Thread = {
  readonly worker: Worker
  readonly cell: Int32Array<SharedArrayBuffer>
  isReady: boolean
  doing: Waiting | null
  seen: { index: number; at: number }
  reason: string | null
}

export function openPool({ size, task, patienceMs = patience, memoryMb = 512, script }: PoolNeeds): Pool {
  const url = script ?? new URL('./worker.ts', import.meta.url)
  const threads = new Set<Thread>()
  const queue: Waiting[] = []
  const spares: ArrayBuffer[] = []
  let isClosed = false
  const watch = setInterval(lookAfter, Math.min(1_000, patienceMs / 2))
  watch.unref()

  function start(): Thread {
    const cell = new Int32Array(new SharedArrayBuffer(4)).fill(-1)
    const worker = new Worker(url, {
      workerData: { ...task, cell } satisfies WorkerTask,
      // Rows are short-lived: a small nursery costs a little time and saves the memory of a large one.
      resourceLimits: { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: memoryMb },
    })
    const thread: Thread = { worker, cell, isReady: false, doing: null, seen: { index: -1, at: 0 }, reason: null }
    worker.on('message', (message: JobDone | 'ready') => {
      if (message === 'ready') thread.isReady = true
      else {
        const { doing } = thread
        thread.doing = null
        doing?.resolve(message)
      }
      next()
    })
    worker.on('error', (error: unknown) => {
      thread.reason = error instanceof Error ? error.message : String(error)
    })
    worker.on('exit', (code) => ended(thread, thread.reason || `the thread ended with ${code}`))
    threads.add(thread)
    return thread
  }

  function next(): void {
    for (const thread of threads)
      if (thread.isReady && thread.doing === null && queue.length > 0) give(thread, queue.shift()!)
    const isStarting = [...threads].some(({ isReady }) => !isReady)
    // One at a time: a short table needs no second one.
    if (queue.length > 0 && threads.size < size && !isStarting && !isClosed) start()
  }

  function give(thread: Thread, waiting: Waiting): void {
    thread.doing = waiting
    thread.seen = { index: -1, at: performance.now() }
    const spare = spares.pop() ?? null
    // The bytes are copied and not handed over: they are needed again if the worker ends.
    thread.worker.postMessage({ ...waiting.job, stopped: waiting.stopped, spare } satisfies Job, spare ? [spare] : [])
  }

  function ended(thread: Thread, reason: string): void {
    threads.delete(thread)
    const { doing } = thread
    if (isClosed) return
    const index = Atomics.load(thread.cell, 0)
    if (!thread.isReady) {
      const lost = doing ? [doing] : queue.splice(0)
      for (const waiting of lost) waiting.reject(new Error(`A worker could not start: ${reason}`))
      return
    }
    if (doing === null) {
      next()
      return
    }
    if (index >= 0) doing.stopped.set(index, reason)
    if (index < 0 && ++doing.rowlessEnds >= maxRowlessEnds) {
      doing.reject(new Error(`A worker ended ${maxRowlessEnds} times at line ${doing.job.line}: ${reason}`))
    } else queue.unshift(doing)
    next()
  }

  /** Ends a thread that has been at one row too long. */
  function lookAfter(): void {
    const now = performance.now()
    for (const thread of threads) {
      if (thread.doing === null) continue
      const index = Atomics.load(thread.cell, 0)
      if (index !== thread.seen.index) thread.seen = { index, at: now }
      else if (index >= 0 && now - thread.seen.at > patienceMs && thread.reason === null) {
        thread.reason = `it took longer than ${Math.round(patienceMs / 1_000)} s`
        void thread.worker.terminate()
      }
    }
  }

  return {
    size,
    run: (job) =>
      new Promise((resolve, reject) => {
        queue.push({ job, stopped: new Map(), rowlessEnds: 0, resolve, reject })
        next()
      }),
    giveBack(buffer) {
      if (spares.length < size + 2) spares.push(buffer)
    },
    async [Symbol.asyncDispose]() {
      isClosed = true
      clearInterval(watch)
      await Promise.all([...threads].map(({ worker }) => worker.terminate()))
    },
  }
}
