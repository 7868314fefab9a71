// Who is exempted to develop a product has it, works on it and brings it in, and supplies nobody with it. Not here: which purposes an exemption may
// name (licensing).
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId, printId, Refused } from '#kernel'
import { type Purpose, seedLicensing } from '#licensing'
import { growToPatient } from '../testing/whole-chain.ts'
import { newBatch, openWorld, type Someone, type World } from '../testing/world.ts'

let world: World
let made: Awaited<ReturnType<typeof growToPatient>>
beforeAll(async () => {
  world = await openWorld()
  made = await growToPatient(world)
})
afterAll(() => world[Symbol.asyncDispose]())

const always = { from: Temporal.PlainDate.from('2015-01-01'), until: null }
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    (error: unknown) => (error instanceof Refused ? error.refusal.problem.code : String(error)),
  )

/** A packer with an exemption for these purposes and no other. */
async function exempted(...purposes: readonly Purpose[]): Promise<Someone> {
  const [partyId, premisesId] = [newId('party'), newId('premises')]
  const name = `Developer ${partyId}`
  await world.database.transaction(world.staff, (tx) =>
    seedLicensing(tx, world.staff, {
      parties: [{ partyId, kind: 'packer', name, country: 'NL' }],
      premises: [{ premisesId, partyId, name, town: 'Veendam', country: 'NL', period: always }],
      exemptions: [
        {
          ...{ exemptionId: newId('exemption'), number: `D-${partyId}`, holderId: partyId },
          ...{ ground: 'opiumwet/8/1/c', basis: ['opiumwet/6/2'] },
          versions: [
            {
              period: always,
              scope: [
                {
                  acts: ['import', 'have', 'process', 'prepare', 'supply', 'transport'],
                  substances: [{ substanceId: 'hennep', list: 'II' }],
                  ...{ purposes, premises: [], maxStockMg: null },
                },
              ],
              conditions: [],
            },
          ],
        },
      ],
    }),
  )
  return { partyId, premisesId, actor: world.actorFor({ partyId, wall: 'holder' }) }
}
const send = async (from: Someone, to: Someone, reason: 'supply' | 'return' = 'supply') => {
  const shipmentId = printId('shipment', newId('shipment'))
  await world.act(from, 'ship', {
    ...{ shipmentId, reason, lines: [{ batchId: made.packs.batchId, state: 'released', massMg: '1000' }] },
    receiverId: printId('party', to.partyId),
    toPremisesId: printId('premises', to.premisesId),
  })
  await world.act(to, 'receive', {
    shipmentId,
    lines: [{ batchId: made.packs.batchId, state: 'released', receivedMassMg: '1000' }],
  })
}

test('who develops a product has it and brings it in, and supplies nobody', async () => {
  const { wholesaler, pharmacy, 'foreign-buyer': abroad } = world.who
  const developer = await exempted('product-development')
  await send(wholesaler, developer)
  const brought = newBatch('FROM-ABROAD')
  await world.act(developer, 'import', {
    ...{ batch: brought, productCode: 'flower', massMg: '1000', sellerId: printId('party', abroad.partyId) },
    ...{ importPermit: 'I-DEV', exportPermit: 'E-DEV', foreignName: 'X' },
  })
  await world.act(developer, 'sample', {
    ...{ batchId: brought.batchId, state: 'quarantine', massMg: '10', sample: newBatch('S-DEV') },
  })
  expect(await refusalOf(send(developer, pharmacy))).toBe('chain/not-exempted')
  // What it got it can send back.
  await send(developer, wholesaler, 'return')
})

test('an exemption for neither is for nothing of this', async () => {
  const stranger = await exempted('export')
  expect(await refusalOf(send(world.who.wholesaler, stranger))).toBe('chain/receiver-not-exempted')
})
