// Thrown when this installation cannot start as it is. Its message is for the operator, in English: what is wrong and what to do.
// Not here: refusals for the people who use Grein (problems.ts).

export class StartRefused extends Error {
  override readonly name = 'StartRefused'
}
