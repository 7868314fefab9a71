// The ledger without a database: what was recorded, and what a command must answer. Not here: the commands, and the door they go through.

export type Command = { readonly from: number; readonly to: number; readonly amount: number; readonly minute: number }
export type Verdict = 'recorded' | 'already' | 'short' | 'short-then' | 'changed'

/** Account 0 is the world, which gives and takes without end. */
export class Reference {
  readonly #events = new Map<number, Command>()

  apply(id: number, command: Command): Verdict {
    const known = this.#events.get(id)
    if (known) return JSON.stringify(known) === JSON.stringify(command) ? 'already' : 'changed'
    this.#events.set(id, command)
    const { from, minute } = command
    if (from === 0) return 'recorded'
    const verdict = this.balance(from) < 0 ? 'short' : this.#lowestSince(from, minute) < 0 ? 'short-then' : 'recorded'
    if (verdict !== 'recorded') this.#events.delete(id)
    return verdict
  }

  balance(account: number, until = Number.POSITIVE_INFINITY): number {
    let sum = 0
    for (const { from, to, amount, minute } of this.#events.values()) {
      if (minute > until) continue
      if (to === account) sum += amount
      if (from === account) sum -= amount
    }
    return sum
  }

  #lowestSince(account: number, minute: number): number {
    const moments = [minute, ...[...this.#events.values()].map((event) => event.minute).filter((one) => one >= minute)]
    return Math.min(...moments.map((one) => this.balance(account, one)))
  }
}
