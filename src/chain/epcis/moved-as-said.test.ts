// An event that repeats an act which names a shipment or an account says of each lot what the ledger moves of it, or nothing at all. Not here: acts that
// name their masses themselves (one-act.test.ts).
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Id, newId, printId, type Refused } from '#kernel'
import { loadCorpus } from '#law/corpus'
import type { Act } from '../contract.ts'
import { verifyLedger } from '../proof/verify-ledger.ts'
import { growToPatient } from '../testing/whole-chain.ts'
import { newBatch, openWorld, type Someone, testLaw, type World } from '../testing/world.ts'
import { actContext, eventOfAct, voidOf } from './acts/write-act.ts'
import { captureEvents } from './capture.ts'
import { printExact } from './json.ts'
import { lotsApart } from './moved-as-said.ts'
import { type ProfileOn, profilesIn } from './profile/profile.ts'
import { readDocument } from './read-document.ts'

let world: World
let profileOn: ProfileOn
let packs: string
const bulk = newBatch('SAID-B')
beforeAll(async () => {
  world = await openWorld()
  profileOn = profilesIn(await loadCorpus(resolve(import.meta.dirname, '../../../corpus')))
  packs = (await growToPatient(world)).packs.batchId
  await world.act(world.who.wholesaler, 'import', {
    ...{ batch: bulk, productCode: 'flower', massMg: '2000', foreignName: 'DE-1' },
    ...{ sellerId: printId('party', world.who['foreign-buyer'].partyId), importPermit: 'I1', exportPermit: 'E1' },
  })
})
afterAll(() => world[Symbol.asyncDispose]())

type Lots = readonly { readonly batchId: string; readonly massMg: bigint }[]
/** Both lots, and what the ledger moves of each. */
const both = (): Lots => [
  { batchId: packs, massMg: 1000n },
  { batchId: bulk.batchId, massMg: 500n },
]
const swapped = (): Lots => [
  { batchId: packs, massMg: 500n },
  { batchId: bulk.batchId, massMg: 1000n },
]

const refusalOf = async (who: Someone, event: object) =>
  world.database
    .transaction(who.actor, (tx) =>
      captureEvents(tx, who.actor, readDocument(printExact({ '@context': actContext, ...event }), 'json').events, {
        ...{ captureId: null, law: testLaw, profileOn, now: world.now, mayRecord: async () => {} },
      }),
    )
    .then(
      () => ({ problem: { code: 'none' } }),
      (error: Refused) => error.refusal ?? Promise.reject(error),
    )
const saying = (act: Act, moved: Lots) => eventOfAct(act, { lots: new Map(), movedMg: 0n, moved })

async function sent() {
  const { wholesaler, packer } = world.who
  const act = world.make(wholesaler, 'ship', {
    ...{ shipmentId: printId('shipment', newId('shipment')), reason: 'service' },
    ...{ receiverId: printId('party', packer.partyId), toPremisesId: printId('premises', packer.premisesId) },
    lines: [
      { batchId: packs, state: 'released', massMg: '1000' },
      { batchId: bulk.batchId, state: 'quarantine', massMg: '500' },
    ],
  })
  await world.record(wholesaler, act)
  return act
}

describe('lot by lot', () => {
  test('a shipment that is refused', async () => {
    const { packer } = world.who
    const refuse = world.make(packer, 'refuse', {
      ...{ shipmentId: (await sent()).shipmentId, returnShipmentId: printId('shipment', newId('shipment')) },
      reason: 'seal broken',
    }) as Act
    expect(await refusalOf(packer, saying(refuse, swapped()))).toMatchObject({
      problem: { code: 'epcis/lot-differs' },
      params: {
        lots: [
          { saidMg: 500n, movedMg: 1000n },
          { saidMg: 1000n, movedMg: 500n },
        ],
      },
      basis: ['opiumwet/8a/2/f'],
    })
    // One lot of two, and one that was not in it.
    for (const moved of [both().slice(0, 1), [...both(), { batchId: newBatch('X').batchId, massMg: 1n }]])
      expect(await refusalOf(packer, saying(refuse, moved))).toMatchObject({ problem: { code: 'epcis/lot-differs' } })
    expect(await refusalOf(packer, saying(refuse, both().toReversed()))).toMatchObject({ problem: { code: 'none' } })
  })

  test('a despatch that never left', async () => {
    const { wholesaler } = world.who
    const act = await sent()
    const correct = world.make(wholesaler, 'correct', {
      ...{ correctsId: printId('event', newId('event')), reason: 'never left' },
    }) as Extract<Act, { kind: 'correct' }>
    const told = (lines: Lots) =>
      voidOf(
        correct,
        { ...act, lines: lines.map(({ batchId, massMg }) => ({ batchId, state: 'released', massMg: `${massMg}` })) },
        { lots: new Map() },
      )
    expect(await refusalOf(wholesaler, told(swapped()))).toMatchObject({ problem: { code: 'epcis/lot-differs' } })
    expect(await refusalOf(wholesaler, told(both()))).toMatchObject({ problem: { code: 'none' } })
  })

  test('a reservation that is free again, and a difference that is settled', async () => {
    const { wholesaler, pharmacy } = world.who
    await world.act(wholesaler, 'reserve', {
      ...{ batchId: packs, massMg: '200', forPartyId: printId('party', pharmacy.partyId) },
      until: world.now.add({ hours: 2 }).toString(),
    })
    const counted = { batchId: packs, state: 'released' as const, countedMassMg: '1' }
    await world.act(pharmacy, 'count', { lines: [counted], counter: 'st-1', countersigner: 'st-2', followsId: null })
    for (const [who, kind, state] of [
      [wholesaler, 'free', 'reserved'],
      [pharmacy, 'settle-difference', 'count-%'],
    ] as const) {
      const [account] = await world.admin.query<{ id: Id<'account'>; massMg: bigint }>(
        `select a.account_id as id, abs(b.amount) as "massMg" from chain.account a join chain.balance b using (authority_id, account_id)
         where a.state like $1 and a.holder_id = $2 and a.ledger = 'material_mg' and b.amount <> 0`,
        [state, who.partyId],
      )
      if (!account) throw new Error(`nothing is ${state}`)
      const { massMg } = account
      const accountId = printId('account', account.id)
      const act = world.make(
        who,
        kind,
        (kind === 'free' ? { accountId } : { accountId, reason: 'spilt' }) as never,
      ) as Act
      // The sum is right, and the lot is another.
      expect(await refusalOf(who, saying(act, [{ batchId: bulk.batchId, massMg }]))).toMatchObject({
        problem: { code: 'epcis/lot-differs' },
      })
      expect(await refusalOf(who, saying(act, [{ batchId: packs, massMg }]))).toMatchObject({
        problem: { code: 'none' },
      })
    }
    expect((await verifyLedger(world.admin, world.authorityId)).faults).toEqual([])
  })
})

test.each<[string, [string, bigint | null][], string[]]>([
  [
    'all as moved',
    [
      ['a', 2n],
      ['b', 3n],
    ],
    [],
  ],
  [
    'named and not weighed',
    [
      ['a', null],
      ['b', null],
    ],
    [],
  ],
  ['one of them named and not weighed', [['a', null]], []],
  ['one weighed and the other not named', [['a', 2n]], ['b']],
  [
    'one weighed and the other not',
    [
      ['a', 2n],
      ['b', null],
    ],
    [],
  ],
  [
    'one that did not move',
    [
      ['a', 2n],
      ['b', 3n],
      ['c', null],
    ],
    ['c'],
  ],
  [
    'nothing of one that did not move',
    [
      ['a', 2n],
      ['b', 3n],
      ['c', 0n],
    ],
    [],
  ],
  [
    'swapped',
    [
      ['a', 3n],
      ['b', 2n],
    ],
    ['a', 'b'],
  ],
])('%s', (_what, said, expected) => {
  const named = new Map(said.map(([lot, saidMg]) => [lot, { lot, saidMg }]))
  const moved = new Map([
    ['a', 2n],
    ['b', 3n],
  ] as const)
  expect(lotsApart(named, moved).map(({ lot }) => lot.replace('urn:uuid:', ''))).toEqual(expected)
})
