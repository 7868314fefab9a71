// Who has the capacity of qualified person, and since when: a person of the authority by opaque id. Not here: who may release in the
// software (access), and what the capacity is asked for (acts/quality.ts).
import { type Instant, type Json, printId, type QualityId, refuseNow, trustId } from '#kernel'
import { type Actor, namesOfPeople, peopleWithRole, type Tx } from '#platform'
import { bare } from '../bare-id.ts'
import type { Appointment, KnownPeople, NewAppointment } from '../contract.ts'
import { qualityProblems } from './problems.ts'
import { addStep, nextNumber, openThread, selectThreads, type ThreadFact } from './store.ts'

/**
 * Refuses `appointment-own`: capacity and its use are two people's; `appointment-days`, and `appointment-stands` for who is qualified on one of
 * those days already.
 */
export async function appoint(tx: Tx, actor: Actor, given: NewAppointment, now: Instant): Promise<Appointment> {
  const userId = bare('user', given.userId)
  if (userId === actor.userId) refuseNow(qualityProblems['appointment-own'], {})
  if (given.until !== null && given.until <= given.from) refuseNow(qualityProblems['appointment-days'], {})
  const others = await selectThreads(tx, actor.authorityId, {
    kind: 'appointment',
    states: ['stands'],
    limit: null,
  })
  const standing = others.map(saidOf).find((one) => one.userId === userId && overlaps(one, given))
  if (standing) refuseNow(qualityProblems['appointment-stands'], { from: standing.from })
  const holderId = actor.partyId ?? trustId('party', actor.authorityId)
  const thread = await openThread(
    tx,
    actor,
    {
      ...{
        kind: 'appointment',
        number: await nextNumber(tx, actor.authorityId, 'QP', now),
        batchId: null,
        sampleId: null,
      },
      ...{ productCode: null, holderId, laboratoryId: null },
    },
    {
      ...{ kind: 'appointed', state: 'stands', at: now },
      content: { userId, capacity: 'qualified-person', from: given.from, until: given.until },
    },
  )
  return viewOne(tx, actor, thread)
}

export async function endAppointment(
  tx: Tx,
  actor: Actor,
  { appointmentId, reason }: { readonly appointmentId: QualityId; readonly reason: string },
  now: Instant,
): Promise<Appointment> {
  const [thread] = await selectThreads(tx, actor.authorityId, { kind: 'appointment', ids: [appointmentId], limit: 1 })
  if (!thread) return refuseNow(qualityProblems['unknown-quality'], {})
  if (thread.state !== 'stands')
    refuseNow(qualityProblems['wrong-step'], { number: thread.number, state: thread.state })
  const ended = await addStep(tx, actor, thread, { kind: 'ended', state: 'ended', at: now, content: { reason } })
  return viewOne(tx, actor, ended)
}

/** An authority has a handful. */
export async function listAppointments(tx: Tx, actor: Actor): Promise<Appointment[]> {
  if (actor.wall !== 'staff') return []
  const threads = await selectThreads(tx, actor.authorityId, { kind: 'appointment', limit: null })
  const names = await namesOfPeople(
    tx,
    actor,
    threads.map((thread) => saidOf(thread).userId),
  )
  return threads.map((thread) => viewAppointment(thread, names))
}

/** Decision-makers of the authority who logged in before: who could be appointed, without whoever asks. */
export async function listCandidates(tx: Tx, actor: Actor): Promise<KnownPeople['items']> {
  if (actor.wall !== 'staff') return []
  const known = await peopleWithRole(tx, actor, 'authority-decision-maker')
  return known
    .filter(({ userId }) => userId !== actor.userId)
    .map(({ userId, name }) => ({ userId: printId('user', userId), name }))
}

type Said = { readonly userId: string; readonly from: string; readonly until: string | null }

function saidOf({ steps }: ThreadFact): Said {
  const said = steps[0]!.content as Record<'userId' | 'from', string> & { readonly until: Json } // Written by `appoint`.
  return { userId: said.userId, from: said.from, until: typeof said.until === 'string' ? said.until : null }
}

/** Half-open both; ISO days compare as text. */
const overlaps = (a: Omit<Said, 'userId'>, b: Omit<Said, 'userId'>): boolean =>
  (a.until === null || b.from < a.until) && (b.until === null || a.from < b.until)

async function viewOne(tx: Tx, actor: Actor, thread: ThreadFact): Promise<Appointment> {
  return viewAppointment(thread, await namesOfPeople(tx, actor, [saidOf(thread).userId]))
}

function viewAppointment(thread: ThreadFact, names: ReadonlyMap<string, string>): Appointment {
  const { userId, from, until } = saidOf(thread)
  return {
    appointmentId: printId('quality', thread.threadId),
    userId: printId('user', trustId('user', userId)),
    name: names.get(userId) ?? null,
    capacity: 'qualified-person',
    ...{ from, until, stands: thread.state === 'stands' },
  }
}
