// A bug made loud. Not here: refusals (problem.ts) and bad input (schemas): those are expected.

export class AssertionFailed extends Error {
  override readonly name = 'AssertionFailed'
}

/** States what must hold here. When it does not, that is a bug: the caller's transaction rolls back and a person sees an id only. */
export function assert(condition: unknown, claim: string): asserts condition {
  if (!condition) throw new AssertionFailed(claim)
}

/** For the end of a `switch` that covers every kind. */
export function unreachable(value: never): never {
  throw new AssertionFailed(`unexpected kind: ${JSON.stringify(value)}`)
}
