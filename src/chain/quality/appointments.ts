// Who has the capacity of qualified person, and since when: a person of the authority by opaque id. Not here: who may release in the
// software (access), and what the capacity is asked for (acts/quality.ts).
import { type Instant, type Json, printId, type QualityId, refuseNow, trustId } from '#kernel'
import type { Actor, Tx } from '#platform'
import { bare } from '../acts/checks.ts'
import type { Appointment, NewAppointment } from '../contract.ts'
import { qualityProblems } from './problems.ts'
import { addStep, nextNumber, openThread, selectThreads, type ThreadFact } from './store.ts'

/** Refuses `appointment-own`: capacity and its use are two people's. */
export async function appoint(tx: Tx, actor: Actor, given: NewAppointment, now: Instant): Promise<Appointment> {
  const userId = bare('user', given.userId)
  if (userId === actor.userId) refuseNow(qualityProblems['appointment-own'], {})
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
  return viewAppointment(thread)
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
  return viewAppointment(
    await addStep(tx, actor, thread, { kind: 'ended', state: 'ended', at: now, content: { reason } }),
  )
}

export async function listAppointments(tx: Tx, actor: Actor): Promise<Appointment[]> {
  if (actor.wall !== 'staff') return []
  return (await selectThreads(tx, actor.authorityId, { kind: 'appointment', limit: 200 })).map(viewAppointment)
}

function viewAppointment({ threadId, state, steps }: ThreadFact): Appointment {
  const said = steps[0]!.content as Record<'userId' | 'from', string> & { readonly until: Json } // Written by `appoint`.
  return {
    appointmentId: printId('quality', threadId),
    userId: printId('user', trustId('user', said.userId)),
    capacity: 'qualified-person',
    from: said.from,
    until: typeof said.until === 'string' ? said.until : null,
    stands: state === 'stands',
  }
}
