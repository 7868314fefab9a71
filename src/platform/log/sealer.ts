// Gives committed leaves their place in the tree and signs it: one round (`sealOnce`) and the loop (`startSealer`).
// Not here: how leaves get into the queue; writers never wait for this.
import { setTimeout as sleep } from 'node:timers/promises'
import { type AuthorityId, assert, growTiles, rootOfEdge } from '#kernel'
import { underNoAuthority } from '../actor.ts'
import type { Database } from '../database/database.ts'
import { nativeSha256 } from './native.ts'
import type { LogSigner } from './signer.ts'
import { findWaiting, loadEdge, takeUnsealed, type Waiting, writeSeal } from './store.ts'

/** One round holds the head's lock and one transaction; this many leaves take well under a second. */
const leavesPerRoundMax = 5_000
/** As many leaves as this do not wait for the clock. */
const leavesAtOnce = 1_024
const sealEveryMs = 10_000
const lookEveryMs = 1_000
/** After a fault the loop waits at least this long: a broken disk or database is not helped by haste. */
const pauseAfterFaultMs = 5_000
const rivalPauseMs = 20

export type SealStep = 'taken' | 'hashed' | 'signed' | 'written'

export type SealOptions = {
  readonly signer: LogSigner
  readonly leavesMax?: number
  /** Called after each step inside the transaction, so that tests can end it there. */
  readonly onStep?: (step: SealStep) => void | Promise<void>
}

export type SealRound = { readonly fromSize: number; readonly size: number }

/** Seals one round for one authority; null when nothing waits or another sealer is at it. All of it commits, or none. */
export async function sealOnce(
  database: Database,
  authorityId: AuthorityId,
  { signer, leavesMax = leavesPerRoundMax, onStep = () => {} }: SealOptions,
): Promise<SealRound | null> {
  return database.transaction({ authorityId, partyId: null, wall: 'staff' }, async (tx) => {
    const taken = await takeUnsealed(tx, authorityId, leavesMax)
    if (taken === null) return null
    await onStep('taken')
    const edge = await loadEdge(tx, authorityId, taken.fromSize)
    const grown = growTiles({ size: taken.fromSize, edge }, taken.leaves, nativeSha256)
    assert(grown.size === taken.fromSize + taken.leaves.length, 'every leaf has a place')
    const root = rootOfEdge(grown, nativeSha256)
    await onStep('hashed')
    const note = signer.signCheckpoint(authorityId, { size: grown.size, rootHash: root })
    await onStep('signed')
    const verifierKey = signer.verifierKeyOf(authorityId)
    await writeSeal(tx, authorityId, { size: grown.size, root, note, verifierKey, tiles: grown.completed })
    await onStep('written')
    return { fromSize: taken.fromSize, size: grown.size }
  })
}

export type Sealer = AsyncDisposable & {
  /** Seals all that waits now and returns when it is done. For shutdown and for tests. */
  sealAll(): Promise<void>
  /** Ends after the running round. Nothing is lost: what waits stays in the queue. */
  stop(): Promise<void>
}

export type SealerOptions = {
  readonly signer: LogSigner
  readonly everyMs?: number
  readonly leavesAtOnce?: number
  /** How long to wait after a fault. */
  readonly pauseMs?: number
  /** A round failed and will be tried again. */
  readonly onFault?: (error: unknown) => void
  /** What waits, at each look: for metrics, and for the alarm on a queue older than a minute. */
  readonly onLook?: (queue: { leafCount: number; oldestMs: number }) => void
}

/** Starts the loop: every 10 seconds, or at once when 1,024 leaves wait. It outlives every fault but `stop`. */
export function startSealer(database: Database, options: SealerOptions): Sealer {
  const { signer, everyMs = sealEveryMs, pauseMs = pauseAfterFaultMs, onFault = () => {}, onLook = () => {} } = options
  const lookMs = Math.min(lookEveryMs, everyMs)
  const atOnce = options.leavesAtOnce ?? leavesAtOnce
  const stopping = new AbortController()

  const look = async () => {
    const queue = await findQueue(database, atOnce)
    onLook({
      leafCount: queue.reduce((sum, { leafCount }) => sum + leafCount, 0),
      oldestMs: Math.max(0, ...queue.map(({ waitingMs }) => waitingMs)),
    })
    return queue
  }
  const loop = async () => {
    while (!stopping.signal.aborted) {
      try {
        const queue = await look()
        // What waits since a moment that has not come, waits since before the clock was set back.
        const due = queue.filter(
          ({ leafCount, waitingMs }) => leafCount >= atOnce || waitingMs >= everyMs || waitingMs < 0,
        )
        let hasFault = false
        const isProgress = await sealEach(due, (error) => {
          hasFault = true // One authority's fault must not keep the others waiting.
          onFault(error)
        })
        if (hasFault) await pause(pauseMs, stopping.signal)
        else if (!isProgress) await pause(lookMs, stopping.signal)
      } catch (error) {
        onFault(error)
        await pause(pauseMs, stopping.signal)
      }
    }
  }
  /** One round for each; whether any leaf was sealed. */
  const sealEach = async (queue: readonly Waiting[], onError?: (error: unknown) => void): Promise<boolean> => {
    let isProgress = false
    for (const { authorityId } of queue) {
      if (onError && stopping.signal.aborted) break
      try {
        isProgress = (await sealOnce(database, authorityId, { signer })) !== null || isProgress
      } catch (error) {
        if (!onError) throw error
        onError(error)
      }
    }
    return isProgress
  }
  const running = loop()
  const stop = async () => {
    stopping.abort()
    await running
  }
  return {
    stop,
    sealAll: async () => {
      for (let queue = await look(); queue.length > 0; queue = await look()) {
        // Without progress another sealer, such as the loop above, holds the head: its round is short.
        if (!(await sealEach(queue))) await pause(rivalPauseMs)
      }
    },
    [Symbol.asyncDispose]: stop,
  }
}

function findQueue(database: Database, countMax: number): Promise<readonly Waiting[]> {
  return database.transaction(underNoAuthority, (tx) => findWaiting(tx, countMax))
}

async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  // Rejects only when the signal stops it, which is what was asked.
  await sleep(ms, undefined, signal ? { signal, ref: false } : {}).catch(() => {})
}
