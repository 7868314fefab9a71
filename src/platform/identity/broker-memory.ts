// Where the demo's broker keeps its codes and sessions: in memory, with a limit and an end. Not for production, where the broker is
// somebody else's; a restart of the demo ends what was under way at the broker, and no session of ours.

type Payload = {
  readonly uid?: string
  readonly grantId?: string
  consumed?: number
}
type Kept = { readonly payload: Payload; readonly endsAtMs: number }

/** So many logins under way at once are no demo any more; the oldest make room. */
const keptMax = 5_000

export type BrokerMemory = ReturnType<typeof openBrokerMemory>

/** A factory of adapters, one for each kind of thing, as oidc-provider asks for them. */
export function openBrokerMemory(nowMs: () => number = Date.now) {
  const kept = new Map<string, Kept>()

  function find(key: string): Payload | undefined {
    const found = kept.get(key)
    if (found && found.endsAtMs <= nowMs()) kept.delete(key)
    return found && found.endsAtMs > nowMs() ? found.payload : undefined
  }

  return (kind: string) => {
    const keyOf = (id: string) => `${kind}:${id}`
    return {
      async upsert(id: string, payload: Payload, expiresInSeconds: number) {
        kept.delete(keyOf(id)) // So that it comes last in the order of age.
        kept.set(keyOf(id), { payload, endsAtMs: nowMs() + expiresInSeconds * 1000 })
        const oldest = kept.keys().next().value
        if (kept.size > keptMax && oldest !== undefined) kept.delete(oldest)
      },
      find: async (id: string) => find(keyOf(id)),
      async findByUid(uid: string) {
        const found = [...kept].find(([key, { payload }]) => key.startsWith(`${kind}:`) && payload.uid === uid)
        return found && find(found[0])
      },
      findByUserCode: async () => undefined, // The device flow is not offered.
      async consume(id: string) {
        const found = find(keyOf(id))
        if (found) found.consumed = Math.floor(nowMs() / 1000)
      },
      async destroy(id: string) {
        kept.delete(keyOf(id))
      },
      async revokeByGrantId(grantId: string) {
        for (const [key, { payload }] of kept) if (payload.grantId === grantId) kept.delete(key)
      },
    }
  }
}
