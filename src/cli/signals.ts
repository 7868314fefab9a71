// Ctrl-C and its kin as something to wait for. Not here: what stops.
export type Stop = Disposable & {
  readonly signal: AbortSignal
  /** Resolves when someone asked us to stop. */
  readonly asked: Promise<void>
}

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Asking a second time means "now": the process ends as the system would end it, and the database's guard stops the database. */
export function untilStopped(): Stop {
  const controller = new AbortController()
  const { promise, resolve } = Promise.withResolvers<void>()
  const hear = (name: NodeJS.Signals) => {
    if (controller.signal.aborted) {
      forget()
      process.kill(process.pid, name)
      return
    }
    controller.abort()
    resolve()
  }
  const forget = () => {
    for (const name of stopSignals) process.off(name, hear)
  }
  for (const name of stopSignals) process.on(name, hear)
  return { signal: controller.signal, asked: promise, [Symbol.dispose]: forget }
}
