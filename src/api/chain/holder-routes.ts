// One holder at a glance over HTTP. Who may not know of it gets the answer for one that does not exist, and each time that is on record. Not here: what
// is in it (chain/holder).
import { lawForChain, readHolder } from '#chain'
import { HolderView } from '#chain/contract'
import { IdOf, Refused, Strict } from '#kernel'
import { licensingProblems } from '#licensing'
import { platformProblems } from '#platform'
import type { House } from '../house.ts'
import { bareId } from '../http/ids.ts'
import type { App } from '../http/request-context.ts'
import { addRoute, readRefusals } from '../http/route.ts'

export function mountHolders(app: App, house: House): void {
  const law = lawForChain(house.law.corpus)
  addRoute(app, house, {
    method: 'GET',
    url: '/v1/holders/:partyId',
    operationId: 'readHolder',
    tag: 'chain',
    summary: 'One holder at a glance: its stock by product, its record books, and the notices that wait',
    description:
      'For who supervises, and for the holder itself. Its batches, events, differences and exemptions are the lists of that name with their filter by party.',
    action: 'chain:read-batches',
    params: Strict({ partyId: IdOf('party') }),
    answer: HolderView,
    refusals: [...readRefusals, platformProblems['not-found']],
    // A one-person business is a person: who looked at what it does is written down.
    processing: ({ party: { partyId } }) => ({
      subject: { kind: 'party', id: partyId },
      purpose: 'supervision',
      basis: ['opiumwet/8j'],
      categories: ['registration', 'stock'],
    }),
    async handle({ transaction, actor, params, absent }) {
      const holderId = bareId('party', params.partyId)
      const holder = { kind: 'holder', id: holderId }
      await house.access.require(actor, 'chain:read-batches', { ...holder, partyIds: [holderId] })
      return transaction((tx) => readHolder(tx, actor, { holderId, law, now: house.clock.now() })).catch(
        (error: unknown) => {
          const isUnknown =
            error instanceof Refused && error.refusal.problem.code === licensingProblems['unknown-party'].code
          if (isUnknown) return absent(holder)
          throw error
        },
      )
    },
  })
}
