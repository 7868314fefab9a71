// After a small chain: acts that leave more than mass behind (signatures, notices, papers, rooms, permits, a dispute, a closed difference) and
// those with somebody on the other side. So that every table of the ledger has a row. Only for tests.
import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId, parseId, printId, trustId } from '#kernel'
import { openDocumentStore } from '#platform'
import type { ActOf } from '../contract.ts'
import { storePhotograph } from '../papers/photographs.ts'
import { smallPhotograph } from './photograph.ts'
import { newBatch, type World } from './world.ts'

/** `harvest`: dried and in quarantine at the grower's, 300 mg at least; `packs`: released, 3 g at least at the pharmacy's. */
export async function leaveTasks(
  world: World,
  { harvest, packs }: { readonly harvest: string; readonly packs: string },
) {
  const { authority, grower, pharmacy, wholesaler } = world.who
  const abroad = world.who['foreign-buyer']
  const [today, minute] = [
    world.now.toString().slice(0, 10),
    (ago: number) => world.now.subtract({ minutes: ago }).toString(),
  ]
  const permit = { from: '2020-01-01', productCode: 'flower', massMg: '100000' }
  const ofGrower = { holderId: printId('party', grower.partyId), counterId: null, through: null }
  await world.act(authority, 'grant', { ...permit, ...ofGrower, allowance: 'call-off', number: 'C-1' })
  await world.act(authority, 'grant', {
    ...{ ...permit, allowance: 'import-permit', number: 'I-1', through: '2099-12-31', productCode: null },
    ...{ holderId: printId('party', wholesaler.partyId), counterId: printId('party', abroad.partyId) },
  })
  await world.act(grower, 'hand-over', { batchId: harvest, massMg: '10', bags: 1 })
  await world.act(wholesaler, 'import', {
    ...{
      batch: newBatch('From abroad'),
      productCode: 'flower',
      massMg: '500',
      sellerId: printId('party', abroad.partyId),
    },
    ...{ importPermit: 'I-1', exportPermit: 'DE-1', foreignName: 'CH-77' },
  })
  await world.act(authority, 'seize', {
    ...{
      batchId: packs,
      premisesId: printId('premises', pharmacy.premisesId),
      holderId: printId('party', pharmacy.partyId),
    },
    ...{ state: 'released', massMg: '5', caseNumber: 'PL-1', reason: 'on order of the prosecutor' },
  })
  const stolen = await world.act(pharmacy, 'lose', {
    ...{ batchId: packs, state: 'released', massMg: '5', cause: 'theft', reason: 'the lock was broken' },
    ...{ occurredAt: minute(1), discoveredAt: minute(0) },
  })
  await world.act(pharmacy, 'notify-loss', {
    lossId: stolen.eventId,
    to: 'igj',
    reference: 'IGJ-1',
    occurredAt: minute(0),
  })
  await world.act(pharmacy, 'lose', {
    ...{ batchId: packs, state: 'released', massMg: '5', cause: 'loss', reason: 'fell into the sink' },
  })
  await signAndBurn(world, { harvest, packs, today })
  await disputeAndSettle(world, minute)
  const forPremises = { forPremisesId: printId('premises', grower.premisesId), from: today, roomKind: 'room' } as const
  await world.act(authority, 'designate', { ...forPremises, room: 'Drying 1', uses: ['grow', 'dry'] })
  await world.act(authority, 'designate', { ...forPremises, room: 'Drying 2', uses: ['store'] })
  await world.act(grower, 'move-room', { batchId: harvest, room: 'Drying 2' })
}

type Made = { readonly harvest: string; readonly packs: string; readonly today: string }

/** A count by one, signed by another; a destruction with its photograph; one that waits for its second signature. */
async function signAndBurn(world: World, { harvest, packs }: Made) {
  const { grower, pharmacy } = world.who
  const colleague = {
    ...pharmacy,
    actor: world.actorFor({ partyId: pharmacy.partyId, wall: 'holder', roles: ['pharmacist'] }),
  }
  const counted = await world.act(pharmacy, 'count', {
    ...{
      lines: [{ batchId: packs, state: 'released', countedMassMg: '100000' }],
      counter: 'st-1',
      countersigner: null,
      followsId: null,
    },
  })
  await world.act(colleague, 'countersign', { signsId: counted.eventId })
  const [eventId, documentId] = [newId('event'), newId('document')]
  const folder = await mkdtemp(join(tmpdir(), 'grein-tasks-'))
  const store = openDocumentStore({ folder })
  await world.database.transaction(grower.actor, (tx) =>
    storePhotograph(tx, grower.actor, store, { eventId, documentId, bytes: smallPhotograph }),
  )
  await rm(folder, { recursive: true })
  const burnt = {
    batchId: harvest,
    state: 'quarantine',
    massMg: '10',
    method: 'incineration',
    documents: [],
  } satisfies Partial<ActOf<'destroy'>>
  await world.act(grower, 'destroy', {
    ...{ ...burnt, witnesses: ['st-1', 'st-2'], eventId: printId('event', eventId) },
    photographs: [
      {
        documentId: printId('document', documentId),
        sha256: createHash('sha256').update(smallPhotograph).digest('hex'),
      },
    ],
  })
  await world.act(grower, 'destroy', { ...burnt, witnesses: ['st-1'] })
}

/** Lost twice over: the second came late for an hour when too little was there. One such difference is explained, one is open. */
async function disputeAndSettle(world: World, minute: (ago: number) => string) {
  const { grower } = world.who
  for (const isSettled of [true, false]) {
    const [lot, wet] = [newBatch(`Lot ${isSettled}`), newBatch(`Wet ${isSettled}`)]
    const occurredAt = minute(60)
    await world.act(grower, 'plant', {
      batch: lot,
      productCode: 'flower',
      cultivar: 'C',
      plants: 1,
      room: '1',
      occurredAt,
    })
    await world.act(grower, 'harvest', {
      plantLotId: lot.batchId,
      plantsCut: 1,
      batch: wet,
      wetMassMg: '100',
      occurredAt,
    })
    const lost = { batchId: wet.batchId, state: 'wet', cause: 'loss', reason: 'blown away' } as const
    await world.act(grower, 'lose', { ...lost, massMg: '70', occurredAt: minute(10) })
    await world.act(grower, 'lose', { ...lost, massMg: '50', occurredAt: minute(30) })
    if (!isSettled) continue
    const [difference] = await world.admin.query<{ id: string }>(
      `select a.account_id as id from chain.account as a where a.kind = 'difference' and a.batch_id = $1`,
      [parseId('batch', wet.batchId)],
    )
    const accountId = printId('account', trustId('account', difference?.id ?? ''))
    await world.act(grower, 'settle-difference', { accountId, reason: 'a typing error' })
  }
}
