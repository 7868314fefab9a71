// What the sender of a document is told of what was not captured: a refusal, the faults of an event, or that a fault of ours broke it off.
// Not here: capturing (capture-job.ts).
import { type Refusal, Refused, refuse, sayRefusal } from '#kernel'
import { epcisProblems } from './problems.ts'
import type { ReadEvent } from './read-document.ts'
import type { CaptureError } from './store.ts'

/** The database is away or busy, its disk is full: nobody's fault, and tried again. */
export const isForAWhile = (error: unknown): boolean =>
  error instanceof Refused && error.refusal.problem.kind === 'unavailable'

/** `event` null: of the document. */
export function errorOf(refusal: Refusal, event: ReadEvent | null): CaptureError {
  const [nl, en] = [sayRefusal(refusal, 'nl'), sayRefusal(refusal, 'en')]
  return {
    code: refusal.problem.code,
    kind: refusal.problem.kind,
    title: { nl: nl.title, en: en.title },
    detail: { nl: nl.detail, en: en.detail },
    pointer: event?.pointer ?? '',
    place: event?.place ?? null,
  }
}

export function faultErrors({ faults, place }: ReadEvent): CaptureError[] {
  const { code, kind, title } = epcisProblems['not-valid']
  return faults.map(({ pointer, detail }) => ({ code, kind, title, detail, pointer, place }))
}

/** Of a fault of ours nothing is told but the number under which the log has it. */
export function brokenBy(reference: string, event: ReadEvent | null): CaptureError {
  const broken = refuse(epcisProblems['capture-broken'], { reference })
  return { ...errorOf(broken.ok ? broken.value : broken.refusal, event), reference }
}
