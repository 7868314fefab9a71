// A kept question as a WebSocket: what is new is sent at once or by a schedule, for as long as the line is open. Not here: answers to an address
// (chain/epcis/query/deliver.ts). One asks again what was missed by `initialRecordTime`.
import type { Socket } from 'node:net'
import type { WebSocket } from '@fastify/websocket'
import {
  epcisQueryProblems,
  freshEvents,
  lookBackMinutes,
  momentsOf,
  nextTime,
  ownerOf,
  readNamedQuery,
  readSchedule,
  remember,
  type Schedule,
  scheduleFields,
  streamSeconds,
  subscriptionProblems,
  writeQueryDocument,
} from '#chain'
import { refuseNow, unwrap } from '#kernel'
import { platformProblems, systemActor } from '#platform'
import { epcFormatOf } from './headers.ts'
import type { EpcisAsk, EpcisStream } from './route.ts'

/** Nobody has anything to tell us on this line. */
export const streamBytesMax = 1_024
/** Then it closes, and who still may comes back: a login or a token is not for ever. A session that is ended ends its lines at the next look. */
const lineMinutes = 55
const linesPerOwnerMax = 10
const beatSeconds = 30
/** Going away, against the rules, and our own fault, of RFC 6455. */
const closing = { over: 1001, ended: 1008, fault: 1011 } as const

type Wish = {
  readonly schedule: Schedule | null
  readonly reportIfEmpty: boolean
  readonly initialRecordTime: string | null
}

/** Keeps which lines of an owner are open; one for a server. */
export function queryStream(): EpcisStream {
  const lines = new Map<string, Set<Socket>>()
  return {
    async admit(ask) {
      const { actor, params, request, transaction } = ask
      // A page of somebody else's must not open a line with a cookie it cannot read.
      const { origin } = request.headers
      if (origin !== undefined && origin !== ask.house.config.publicUrl.origin)
        refuseNow(platformProblems['request-not-yours'], {})
      readWish(ask.query)
      await transaction((tx) => readNamedQuery(tx, actor, params['queryName'] ?? ''))
      takePlace(lines, ownerOf(actor), ask.reply.raw.socket)
    },
    run(ask, socket) {
      socket.on('error', () => socket.terminate())
      void talk(ask, socket).catch((error: unknown) => {
        ask.request.log.error({ err: error }, 'a stream of EPCIS events broke off')
        socket.close(closing.fault)
      })
    },
  }
}

/**
 * A line has its place from before it opens until its socket is gone, opened or not: who asks for many at once gets no more than one by one.
 * Refuses `epcis/too-many-subscriptions`.
 */
function takePlace(lines: Map<string, Set<Socket>>, owner: string, socket: Socket | null): void {
  if (socket === null || socket.destroyed) return // Whoever asked is gone; there will be no line.
  const open = lines.get(owner) ?? new Set<Socket>()
  if (open.size >= linesPerOwnerMax)
    refuseNow(subscriptionProblems['too-many-subscriptions'], { max: linesPerOwnerMax })
  lines.set(owner, open.add(socket))
  socket.once('close', () => {
    open.delete(socket)
    if (open.size === 0 && lines.get(owner) === open) lines.delete(owner)
  })
}

/** Refuses `epcis/query-parameter`, `epcis/stream-or-schedule`, `epcis/schedule`. */
function readWish({ stream, reportIfEmpty, initialRecordTime, ...rest }: Readonly<Record<string, string>>): Wish {
  const fields = scheduleFields.filter((field) => rest[field] !== undefined)
  const unknown = Object.keys(rest).filter((name) => !fields.some((field) => field === name))
  const bad = [
    ...unknown.map((name) => ({ fault: 'unknown-name', name: name.slice(0, 120) }) as const),
    ...[stream, reportIfEmpty].flatMap((value, index) =>
      value === undefined || value === 'true' || value === 'false'
        ? []
        : [{ fault: 'bad-value', name: index === 0 ? 'stream' : 'reportIfEmpty', expected: 'boolean' } as const],
    ),
    ...(initialRecordTime === undefined || isMoment(initialRecordTime)
      ? []
      : [{ fault: 'bad-value', name: 'initialRecordTime', expected: 'time' } as const]),
  ]
  if (bad.length > 0) refuseNow(epcisQueryProblems['query-parameter'], { faults: bad })
  if ((stream === 'true') === fields.length > 0) refuseNow(subscriptionProblems['stream-or-schedule'], {})
  const schedule = Object.fromEntries(fields.map((field) => [field, rest[field] ?? '']))
  if (fields.length > 0) unwrap(readSchedule(schedule))
  return {
    schedule: fields.length > 0 ? schedule : null,
    reportIfEmpty: fields.length > 0 && reportIfEmpty === 'true',
    initialRecordTime: initialRecordTime ?? null,
  }
}

/** Of the years a database reads, and since there are computers. */
function isMoment(text: string): boolean {
  try {
    const { year } = Temporal.Instant.from(text).toZonedDateTimeISO('UTC')
    return year >= 1970 && year <= 9999
  } catch {
    return false
  }
}

/** Looks, sends, waits, until the line closes or its time is up. */
async function talk({ actor, house, params, query, request, transaction }: EpcisAsk, socket: WebSocket): Promise<void> {
  const wish = readWish(query)
  const name = params['queryName'] ?? ''
  const format = epcFormatOf(request, null)
  const beat = keepAlive(socket)
  const openedAt = house.clock.now()
  const closesAt = performance.now() + lineMinutes * 60_000
  let seenAt = wish.initialRecordTime === null ? openedAt : Temporal.Instant.from(wish.initialRecordTime)
  let initialFrom = seenAt
  let recent: readonly string[] = []
  try {
    await wait(firstPause(wish, openedAt), socket)
    while (socket.readyState === socket.OPEN && performance.now() < closesAt) {
      if (!(await house.identity.stillHolds(request))) return socket.close(closing.ended)
      const now = house.clock.now()
      const { seenAt: upTo, until } = await house.database.transaction(
        systemActor(actor.authorityId, request.trace),
        (tx) => momentsOf(tx, actor.authorityId, now),
      )
      // A clock that was set back since: first what was still recorded by the clock of then, and from there on by the clock as it is.
      const isBack = Temporal.Instant.compare(seenAt, until) > 0
      const { events, isMore } = await transaction(async (tx) => {
        const { query: definition } = await readNamedQuery(tx, actor, name)
        const standing = { definition, seenAt, initialFrom, recent, until: isBack ? null : until }
        return freshEvents(tx, actor.authorityId, standing)
      })
      const isTold = events.length > 0 || wish.reportIfEmpty
      if (isTold && !(await send(socket, writeQueryDocument({ events, format, queryName: name, now })))) return
      if (isBack && !isMore && wish.initialRecordTime === null)
        initialFrom = upTo.subtract({ minutes: lookBackMinutes })
      recent = isBack && !isMore ? [] : remember(recent, events)
      seenAt = (isMore ? events.at(-1)?.recordTime : null) ?? upTo
      if (!isMore) await wait(pauseAfter(wish, now), socket)
    }
  } finally {
    clearInterval(beat)
    if (socket.readyState === socket.OPEN) socket.close(closing.over)
  }
}

/** Until the line took it: what somebody does not read must not fill our memory. False when the line closed meanwhile. */
const send = (socket: WebSocket, text: string): Promise<boolean> =>
  new Promise((resolve) => socket.send(text, (error) => resolve(!error)))

const firstPause = (wish: Wish, now: Temporal.Instant) => (wish.schedule ? pauseAfter(wish, now) : 0)

function pauseAfter({ schedule }: Wish, now: Temporal.Instant): number {
  const next = schedule ? nextTime(unwrap(readSchedule(schedule)), now) : null
  return next ? next.epochMilliseconds - now.epochMilliseconds : streamSeconds * 1000
}

/** Ends early when the line closes. */
function wait(ms: number, socket: WebSocket): Promise<void> {
  if (socket.readyState !== socket.OPEN) return Promise.resolve()
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      socket.off('close', end)
      resolve()
    }
    const timer = setTimeout(end, Math.min(ms, lineMinutes * 60_000))
    socket.once('close', end)
  })
}

/** A line whose other end is gone is noticed by its silence. */
function keepAlive(socket: WebSocket): ReturnType<typeof setInterval> {
  let isAlive = true
  socket.on('pong', () => {
    isAlive = true
  })
  const beat = setInterval(() => {
    if (!isAlive) return socket.terminate()
    isAlive = false
    socket.ping()
  }, beatSeconds * 1000)
  beat.unref()
  return beat
}
