// Many events in few transactions: callers hand in decided events and wait for their own verdict. Not here: deciding; nobody's refusal
// may cost a neighbour, so a failing batch is halved until the guilty event stands alone.
import type { EventId } from '#kernel'
import type { Actor, Database } from '#platform'
import { type Posted, postEventsAlone, throwRefusal } from '../store/door.ts'
import { type DecidedEvent, joinPostings, type Posting } from './posting.ts'

/** More in one transaction gains little and makes a neighbour's wait long. */
const batchMaxDefault = 1000
/** Beyond this many waiting events callers are told to wait, or memory would tell them. */
const queueMaxDefault = 20_000

export type BatcherOptions = {
  readonly actor: Actor
  readonly isImport?: boolean
  readonly batchMax?: number
  /** Transactions at once. One keeps the order of events of one caller. */
  readonly lanes?: number
  readonly queueMax?: number
}

export type Batcher = {
  /** Resolves after commit with what the door answered; rejects with this event's own refusal. */
  post(event: DecidedEvent): Promise<Posted>
  /** How many wait, for back-pressure. */
  readonly waiting: number
  /** When everything handed in has its verdict. */
  drain(): Promise<void>
}

type Waiting = { readonly event: DecidedEvent; resolve(posted: Posted): void; reject(error: unknown): void }

/** Fewer than this are not shared with an idle lane: a transaction costs its commit, however little is in it. */
const sharedMin = 64

/** No linger: whenever a lane is free it takes what is there, at most `batchMax`; beside idle lanes its share of that. */
export function createBatcher(database: Database, options: BatcherOptions): Batcher {
  const { batchMax = batchMaxDefault, lanes = 1, queueMax = queueMaxDefault } = options
  let queue: Waiting[] = []
  let busy = 0
  let idle: (() => void)[] = []

  const work = async () => {
    busy++
    while (queue.length > 0) {
      const share = Math.ceil(queue.length / (lanes - busy + 1))
      const batch = takeUnlike(queue, Math.min(batchMax, Math.max(share, sharedMin)))
      queue = queue.slice(batch.length)
      await postOrHalve(database, options, batch)
    }
    busy--
    if (busy === 0) {
      for (const done of idle) done()
      idle = []
    }
  }

  return {
    post: (event) =>
      new Promise((resolve, reject) => {
        if (queue.length >= queueMax) {
          reject(new Error('the batcher is full: wait for earlier events'))
          return
        }
        queue.push({ event, resolve, reject })
        if (busy < lanes) queueMicrotask(() => (busy < lanes && queue.length > 0 ? work() : undefined))
      }),
    get waiting() {
      return queue.length
    },
    drain: () => (busy === 0 && queue.length === 0 ? Promise.resolve() : new Promise((resolve) => idle.push(resolve))),
  }
}

/** From the front, up to the first event that is in there already: the same id twice is two calls. */
function takeUnlike(queue: readonly Waiting[], max: number): Waiting[] {
  const seen = new Set<EventId>()
  const batch: Waiting[] = []
  for (const one of queue) {
    if (batch.length === max || seen.has(one.event.eventId)) break
    seen.add(one.event.eventId)
    batch.push(one)
  }
  return batch
}

async function postOrHalve(database: Database, options: BatcherOptions, batch: readonly Waiting[]): Promise<void> {
  const { actor, isImport = false } = options
  try {
    const posting = joinPostings(batch.map(({ event }) => event.posting))
    const posted = await postEventsAlone(database, actor, posting, { isImport })
    const answers = new Map(posted.map((answer) => [answer.eventId, answer]))
    for (const { event, resolve, reject } of batch) {
      const answer = answers.get(event.eventId)
      if (answer) resolve(answer)
      else reject(new Error('the door did not answer for this event'))
    }
  } catch (error) {
    const [only, ...others] = batch
    if (only && others.length === 0) {
      only.reject(asVerdict(error, only.event.posting))
      return
    }
    const half = Math.ceil(batch.length / 2)
    await postOrHalve(database, options, batch.slice(0, half))
    await postOrHalve(database, options, batch.slice(half))
  }
}

function asVerdict(error: unknown, posting: Posting): unknown {
  try {
    return throwRefusal(error, posting)
  } catch (refused) {
    return refused
  }
}
