// What asking "may this user?" costs beside the least it guards: one function call across to WebAssembly. Not here: recording a denial.
import { newId } from '#kernel'
import { createAccess } from '#platform'
import { makeActor } from '#platform/testing'
import { interleave, type Promised } from './support.ts'

const usMax = 1_000

export const checkAccess: Promised = {
  name: 'May this user do this? (Cedar)',
  async measure({ isQuick }) {
    const authorityId = newId('authority')
    const partyId = newId('party')
    const access = createAccess({ now: () => Temporal.Now.instant(), recordDenial: async () => {} })
    const actor = makeActor({ authorityId, partyId, roles: ['holder-chain-officer'], wall: 'holder' })
    const resource = { kind: 'destroy', id: newId('premises'), partyIds: [partyId] }
    const times = isQuick ? 100 : 3_000
    const each = (work: () => void) => {
      const begin = performance.now()
      for (let turn = 0; turn < times; turn++) work()
      return ((performance.now() - begin) / times) * 1_000
    }
    if (!access.check(actor, 'chain:record:destroy', resource).allowed)
      throw new Error('the bench asks what is allowed')
    const limit = async () => each(() => structuredClone({ actor: { ...actor, steppedUpAt: null }, resource }))
    const ours = async () => each(() => access.check(actor, 'chain:record:destroy', resource))
    const found = await interleave(3, limit, ours)
    return [
      {
        what: 'one check, allowed',
        ours: `${found.ours.toFixed(0)} µs`,
        limit: `${found.limit.toFixed(0)} µs to copy the question`,
        ratio: found.ratio,
        bar: `≤ ${usMax} µs`,
        holds: found.ours <= usMax,
      },
    ]
  },
}
