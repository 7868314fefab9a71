// What several questions of one screen met: one notice for each cause, however many met it, and its retry asks all of those again. Not here: what
// a notice says (problem-notice.tsx).
import { ProblemError, UnreachableError } from '../http.ts'
import { ProblemNotice } from './problem-notice.tsx'

type Asked = { readonly error: Error | null; readonly refetch: () => unknown }

export function ProblemNotices({ asked }: { asked: readonly Asked[] }) {
  const causes = Map.groupBy(
    asked.filter(({ error }) => error !== null),
    ({ error }) => causeOf(error),
  )
  return [...causes].map(([cause, met]) => (
    <ProblemNotice
      key={cause}
      error={met[0]!.error} // A group has at least one.
      onRetry={() => Promise.all(met.map(({ refetch }) => refetch()))}
    />
  ))
}

/** Problems that a reader could not tell apart have one cause. */
function causeOf(error: Error | null): string {
  if (error instanceof ProblemError) return [error.status, error.problem.type, error.problem.detail].join(' ')
  return error instanceof UnreachableError ? `unreachable ${error.status}` : 'unknown'
}
