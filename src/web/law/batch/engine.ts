// The law in a worker of this browser, as a screen asks it: structures stay on this computer. Not here: judging (worker.ts).
import type { AskName, Asks, FromWorker, ToWorker } from './messages-between.ts'

export type Engine = Disposable & {
  /** Rejects with an `EngineFault`. `onNote` hears of progress. */
  ask<Name extends AskName>(
    name: Name,
    ask: Asks[Name]['ask'],
    onNote?: (note: Asks[Name]['note']) => void,
  ): Promise<Asks[Name]['answer']>
}

/** `isOffline`: the law could not be fetched; everything else is a fault of ours. */
export class EngineFault extends Error {
  override readonly name = 'EngineFault'
  readonly isOffline: boolean
  constructor(message: string, isOffline: boolean) {
    super(message)
    this.isOffline = isOffline
  }
}

type Waiting = {
  readonly resolve: (answer: unknown) => void
  readonly reject: (fault: EngineFault) => void
  readonly onNote: ((note: unknown) => void) | undefined
}

/** Starts the worker. It fetches the law when first asked and keeps it; from then on it needs no line. */
export function openEngine(): Engine {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  const waiting = new Map<number, Waiting>()
  let last = 0
  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    const found = waiting.get(data.id)
    if (!found) return
    if (data.kind === 'note') found.onNote?.(data.note)
    else {
      waiting.delete(data.id)
      if (data.kind === 'answer') found.resolve(data.answer)
      else found.reject(new EngineFault(data.why, data.isOffline))
    }
  })
  worker.addEventListener('error', ({ message }) => {
    for (const { reject } of waiting.values()) reject(new EngineFault(message, false))
    waiting.clear()
  })
  return {
    ask: (name, ask, onNote) =>
      new Promise((resolve, reject) => {
        const id = ++last
        // The worker answers each question with what `Asks` says of it.
        const types = { resolve: resolve as Waiting['resolve'], onNote: onNote as Waiting['onNote'] }
        waiting.set(id, { ...types, reject })
        worker.postMessage({ id, name, ask } as ToWorker)
      }),
    [Symbol.dispose]: () => worker.terminate(),
  }
}
