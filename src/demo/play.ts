// How the parts of the simulation act together: the clock, the diary, the ledger and the pen. Not here: what anybody does.
import type { ActKind, ActOf } from '#chain/contract'
import { assert, type IdName, newId, printId, trustId } from '#kernel'
import { emptyAgenda } from './agenda.ts'
import { addWorkingDays, type DayNumber, instantAt, msPerDay, workingDayFrom } from './calendar.ts'
import type { DemoDocument, DemoStep, DifferenceOf } from './contract.ts'
import type { ProductCode } from './figures.ts'
import { type DemoLedger, emptyLedger } from './ledger.ts'
import type { Random } from './random.ts'
import type { Site, Stage } from './world.ts'

/** An act without what the pen adds: its id and its moment. */
export type Draft = { [Kind in ActKind]: Omit<ActOf<Kind>, 'eventId' | 'occurredAt'> }[Exclude<
  ActKind,
  'settle-difference'
>]
/** From and until, in hours on the legal clock. */
export type Hours = readonly [number, number]
export const hours = { morning: [8.25, 11.75], noon: [12.2, 12.6], afternoon: [13.5, 16.75], day: [9, 16.9] } as const

export type BatchInfo = {
  readonly batchId: string
  readonly name: string
  readonly product: ProductCode
  readonly expiresOn: string | null
}

export type Play = {
  readonly stage: Stage
  readonly ledger: DemoLedger
  readonly random: (label: string) => Random
  readonly today: () => DayNumber
  /** On that day or the next working day, at some second within the hours. */
  readonly plan: (day: DayNumber, within: Hours, run: () => void) => void
  /** As `plan`, for work on a named desk: in the last days before `until` the last piece stays there, to be done today. */
  readonly onDesk: (desk: string, closing: Closing, day: DayNumber, within: Hours, run: () => void) => void
  readonly isClosing: (closing: Closing) => boolean
  readonly act: (as: Site, draft: Draft, options?: { isSteppedUp: boolean }) => string
  /** Hands in a paper and answers its id, for an act that names it. */
  readonly file: (as: Site, paper: Omit<DemoDocument, 'documentId' | 'mediaType'>) => string
  readonly settle: (as: Site, difference: DifferenceOf, reason: string) => void
  readonly newId: (name: IdName) => string
  readonly nextSerial: (series: string) => number
  readonly batches: Map<string, BatchInfo>
  /** Lots that nobody sells for now, because something about them is in doubt. */
  readonly resting: Set<string>
}

/**
 * How many days before `until` a desk is no longer emptied: long enough to see a piece of work come by. The further down the
 * chain the longer, because the desks before it keep a piece too.
 */
const closingDays = {
  settle: 40,
  pharmacy: 16,
  grower: 17,
  quality: 20,
  irradiator: 24,
  packer: 31,
  distributor: 35,
  institution: 40,
} as const
export type Closing = keyof typeof closingDays

export function openPlay(stage: Stage): { play: Play; steps: () => Generator<DemoStep> } {
  const agenda = emptyAgenda()
  const ledger = emptyLedger(stage.world.authorityId)
  const ids = stage.random.split('ids')
  const times = stage.random.split('times')
  const desks = new Map<string, number>()
  const serials = new Map<string, number>()
  const batches = new Map<string, BatchInfo>()
  const minister = stage.exportStore.partyId
  let written: DemoStep[] = []
  let day = stage.start
  let lastAt = 0
  let nowMs = stage.start * msPerDay

  const isClosing = (closing: Closing) => day >= stage.until - closingDays[closing]
  const plan: Play['plan'] = (wanted, [from, until], run) => {
    const on = workingDayFrom(wanted)
    // What falls on or after `until` is not history: nobody will do it here.
    if (on >= stage.until) return
    agenda.plan(instantAt(on, times.int(Math.round(from * 3600), Math.round(until * 3600))), run)
  }
  const onDesk: Play['onDesk'] = (desk, closing, wanted, within, run) => {
    desks.set(desk, (desks.get(desk) ?? 0) + 1)
    const attempt = () => {
      const waiting = desks.get(desk) ?? 0
      if (isClosing(closing) && waiting <= 1) return plan(addWorkingDays(day, 1), within, attempt)
      desks.set(desk, waiting - 1)
      run()
    }
    plan(wanted, within, attempt)
  }
  /** Strictly later than the act before it, so that order never depends on anything but time. */
  const moment = () => {
    lastAt = Math.max(nowMs, lastAt + 1)
    return lastAt
  }
  const idAt = (name: IdName, at: number) => printId(name, trustId(name, newId(name, { at, random: ids.bytes() })))

  const play: Play = {
    stage,
    ledger,
    batches,
    resting: new Set(),
    plan,
    onDesk,
    isClosing,
    random: (label) => stage.random.split(label),
    today: () => day,
    newId: (name) => idAt(name, nowMs),
    nextSerial: (series) => {
      const serial = (serials.get(series) ?? 0) + 1
      serials.set(series, serial)
      return serial
    },
    act: (as, draft, options) => {
      const ms = moment()
      const at = new Date(ms).toISOString()
      // The draft lacks exactly these two fields, which TypeScript cannot see through a union.
      const act = { ...draft, eventId: idAt('event', ms), occurredAt: at } as ActOf<
        Exclude<ActKind, 'settle-difference'>
      >
      ledger.apply(act, as.partyId, minister)
      written.push({ kind: 'act', at, as: as.officer, isSteppedUp: options?.isSteppedUp ?? false, act })
      return act.eventId
    },
    file: (as, paper) => {
      const ms = moment()
      const document = { documentId: idAt('document', ms), mediaType: 'text/plain' as const, ...paper }
      written.push({ kind: 'document', at: new Date(ms).toISOString(), as: as.officer, document })
      return document.documentId
    },
    settle: (as, difference, reason) => {
      const ms = moment()
      const at = new Date(ms).toISOString()
      ledger.settle(difference)
      const act = {
        kind: 'settle-difference' as const,
        eventId: idAt('event', ms),
        occurredAt: at,
        premisesId: as.premisesId,
        reason,
      }
      written.push({ kind: 'settle', at, as: as.officer, difference, act })
    },
  }

  return {
    play,
    steps: function* () {
      for (let task = agenda.take(); task !== null; task = agenda.take()) {
        assert(task.at >= nowMs, 'time goes forward')
        nowMs = task.at
        // Working hours lie well inside the day of UTC too, so this is the legal day.
        day = Math.floor(nowMs / msPerDay)
        task.run()
        yield* written
        written = []
      }
      assert(ledger.imbalance() === 0n, 'no milligram is lost or made')
    },
  }
}
