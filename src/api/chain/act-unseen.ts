// An act that leans on a number the actor may not see (a hold, an event, a difference, a batch, a shipment): the same answer whether there
// is no such thing or it is another's, and each time on the stream of denials. Not here: who may do what (act-access.ts).
import { chainProblems, type Subject, subjectOfAct } from '#chain'
import type { Act } from '#chain/contract'
import { Refused, refuseNow } from '#kernel'
import { type Actor, platformProblems } from '#platform'
import type { House } from '../house.ts'
import { actionFor, resourceOfAct } from './act-access.ts'

type Asking = { readonly house: House; readonly actor: Actor; readonly act: Act }

/**
 * Asks access about an act, knowing whose the thing is that it takes back, lifts or settles. Who may not do such a thing with what is their
 * own hears that first, whatever number they name.
 */
export async function requireAct({ house, actor, act }: Asking): Promise<void> {
  const mine: Subject | null = actor.partyId === null ? null : { holderId: actor.partyId, kind: null }
  const ask = (subject: Subject | null) =>
    house.access.require(actor, actionFor(act, subject), resourceOfAct(actor, act, subject))
  if (actor.kind === 'anonymous') return ask(null) // Told so by access, in its own words.
  const subject = await house.database
    .transaction(actor, (tx) => subjectOfAct(tx, actor, act))
    .catch(async (error: unknown) => {
      if (isAbsent(error)) await ask(mine)
      throw error
    })
  await ask(subject)
}

/** Puts what was not found on the stream of denials, and gives it the room's own words, whoever said it was not there. */
export async function recordUnseen(error: unknown, { house, actor, act }: Asking): Promise<never> {
  if (!isAbsent(error)) throw error
  if (error.refusal.problem.code === platformProblems['not-found'].code) {
    // Access has recorded it: the thing is there, and another's.
    if (act.kind === 'settle-difference') return refuseNow(chainProblems['unknown-account'], {})
    if (act.kind === 'correct' || act.kind === 'lift') return refuseNow(chainProblems['unknown-event'], {})
    throw error
  }
  await recordAbsence({ house, actor, act })
  throw error
}

/** The same for an answer that says so without a refusal: a preview. */
export async function recordUnseenIn(code: string | undefined, asking: Asking): Promise<void> {
  const problem = Object.values(chainProblems).find((one) => one.code === code)
  if (problem?.kind === 'absent') await recordAbsence(asking)
}

async function recordAbsence({ house, actor, act }: Asking): Promise<void> {
  await house.access.denyAbsent(actor, actionFor(act), { kind: act.kind, id: numberIn(act) }).catch((told: unknown) => {
    if (!isAbsent(told)) throw told // A database that is away is told as such.
  })
}

const isAbsent = (error: unknown): error is Refused =>
  error instanceof Refused && error.refusal.problem.kind === 'absent'

/** The number an act leans on; its own where it names no other. */
function numberIn(act: Act): string {
  switch (act.kind) {
    case 'lift':
      return act.holdEventId
    case 'correct':
      return act.correctsId
    case 'settle-difference':
      return act.accountId
    case 'free':
      return act.accountId
    case 'propagate':
      return act.motherId
    case 'tag':
      return act.plantLotId
    case 'refuse':
    case 'receive':
    case 'ship':
      return act.shipmentId
    case 'harvest':
      return act.plantLotId
    case 'test':
      return act.sampleId
    case 'extract':
    case 'process':
      return act.inputs[0]?.batchId ?? act.eventId
    case 'countersign':
      return act.signsId
    case 'notify-loss':
      return act.lossId
    case 'export':
    case 'count':
      return act.lines[0]?.batchId ?? act.eventId
    case 'grant':
    case 'designate':
    case 'import':
    case 'plant':
      return act.eventId
    default:
      return act.batchId
  }
}
