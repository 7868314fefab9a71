// What screens get, and what the walls keep from them; previews, options and work; many acts at once against one by one. Not here: SQL
// of the door and arithmetic of shares and flows.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { legalDayOf, newId, parseId, printId, trustId } from '#kernel'
import type { Tx } from '#platform'
import type { Role } from '#platform/contract'
import { chainWork } from '../agenda/work.ts'
import type { Act, BatchDetail, BatchPage } from '../contract.ts'
import { verifyLedger } from '../proof/verify-ledger.ts'
import { actOptions } from '../record/act-options.ts'
import { createImporter } from '../record/import-acts.ts'
import { previewAct } from '../record/preview-act.ts'
import { listShipments, readShipment } from '../shipments/shipment-views.ts'
import { countBatches } from '../store/batches.ts'
import { growToPatient } from '../testing/whole-chain.ts'
import { newBatch, openWorld, type Someone, testLaw, type World } from '../testing/world.ts'
import { batchDetail, batchFlow } from './batch-detail.ts'
import { listBatches, searchBatches } from './batch-views.ts'
import { listEvents, readEvent, readEventContents } from './event-views.ts'
import { trace } from './trace.ts'

let world: World
let made: Awaited<ReturnType<typeof growToPatient>>
beforeAll(async () => {
  world = await openWorld()
  made = await growToPatient(world)
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
})

const as = <Value>({ actor }: Pick<Someone, 'actor'>, work: (tx: Tx) => Promise<Value>) =>
  world.database.transaction(actor, work)
const bare = ({ batchId }: { batchId: string }) => parseId('batch', batchId)!
const detailFor = (who: Someone, batch: { batchId: string }): Promise<BatchDetail> =>
  as(who, (tx) => batchDetail(tx, who.actor, { batchId: bare(batch), law: testLaw, now: world.now }))
const listFor = (who: Someone, filter: Parameters<typeof listBatches>[2]['filter'] = {}): Promise<BatchPage> =>
  as(who, (tx) => listBatches(tx, who.actor, { filter, law: testLaw }))

describe('one batch', () => {
  test('says what it is, where it stands, what was measured and by whose word it was released', async () => {
    const detail = await detailFor(world.who.authority, made.packs)
    expect(detail.batch).toMatchObject({
      name: 'P1',
      kind: 'pack-lot',
      status: 'released',
      openedAmount: '19950000',
      leftAmount: '19945000',
      unit: 'mg',
      productName: 'Flower',
    })
    expect(detail).toMatchObject({
      packs: 3990,
      packMassMg: '5000',
      certificate: { number: 'C1', verdict: 'released' },
      hold: null,
      deliveryClock: null,
    })
    expect(detail.composition).toMatchObject([
      { analyte: 'total-thc', value: '21.7', min: '17.6', max: '26.4', verdict: 'inside' },
      { analyte: 'total-cbd', verdict: 'inside' },
    ])
    expect(detail.parents).toMatchObject([{ batch: { name: 'B1' } }])
    expect(detail.relativesCut).toBe(false)
    expect(detail.balances.filter(({ account }) => account.kind === 'stock').map(({ amount }) => amount)).toEqual([
      '19450000',
      '495000',
    ])
  })
  test('of a harvest tells the four months, and what is still with the grower', async () => {
    const { deliveryClock } = await detailFor(world.who.grower, made.harvest)
    expect(deliveryClock).toMatchObject({ openMassMg: '0', basis: 'opiumwet/8i/4' }) // Handed over, destroyed, and the sample sent.
    const rest = newBatch('H9')
    await world
      .act(world.who.grower, 'plant', {
        batch: { ...newBatch('L9') },
        productCode: 'flower',
        cultivar: 'C',
        plants: 3,
        room: '1',
      })
      .then(async () => {
        const { items } = await listFor(world.who.grower, { q: 'L9' })
        await world.act(world.who.grower, 'harvest', {
          plantLotId: items[0]!.batchId,
          plantsCut: 1,
          batch: rest,
          wetMassMg: '700',
        })
      })
    expect((await detailFor(world.who.grower, rest)).deliveryClock).toMatchObject({ openMassMg: '700' })
  })
  test('of someone else is absent, and one you had is yours to see with your own mass alone', async () => {
    await expect(detailFor(world.who.pharmacy, made.bulk)).rejects.toThrow('chain/unknown-batch')
    await expect(detailFor(world.who['foreign-buyer'], made.packs)).rejects.toThrow('chain/unknown-batch')
    const pharmacy = await detailFor(world.who.pharmacy, made.packs)
    expect(pharmacy.batch).toMatchObject({ leftAmount: '495000', holders: [{ name: 'The pharmacy' }] })
    expect(pharmacy.composition).toHaveLength(2) // The figures travel with the pack.
    // What they rest on is not hers to open, and no link says it were.
    expect([...pharmacy.composition, pharmacy.certificate].map((one) => one?.eventId)).toEqual([null, null, null])
    const laboratory = await detailFor(world.who.laboratory, made.sample)
    expect(laboratory.openedByEventId).toBeNull()
    const authority = await detailFor(world.who.authority, made.packs)
    expect([...authority.composition, authority.certificate].every((one) => one?.eventId)).toBe(true)
    expect((await detailFor(world.who.packer, made.packs)).batch).toMatchObject({ leftAmount: '0', status: 'used-up' })
  })
  test('flows without loss, for whoever looks', async () => {
    for (const who of [world.who.authority, world.who.pharmacy, world.who.wholesaler]) {
      const { links, nodes } = await as(who, (tx) => batchFlow(tx, who.actor, bare(made.packs)))
      const total = (end: 'from' | 'to', id: string) =>
        links.filter((link) => link[end] === id).reduce((sum, { amount }) => sum + BigInt(amount), 0n)
      expect(nodes.length).toBeGreaterThan(2)
      for (const { id } of nodes)
        if (total('from', id) > 0n && total('to', id) > 0n) expect(total('from', id)).toBe(total('to', id))
    }
  })
})

describe('a trace', () => {
  test('leads from the pack to the plants, for the pharmacist too, and says how much of it', async () => {
    const { pharmacy } = world.who
    const back = await as(pharmacy, (tx) => trace(tx, pharmacy.actor, { batchId: bare(made.packs), direction: 'back' }))
    expect(back.nodes.map(({ batch, depth }) => `${batch.name} ${depth}`).sort()).toEqual([
      'B1 -1',
      'H1 -2',
      'L1 -3',
      'P1 0',
    ])
    expect(back.nodes.every(({ share }) => share?.numerator === '1' && share.denominator === '1')).toBe(true)
  })
  test('leads from the plants to every pharmacy, for the authority', async () => {
    const { authority } = world.who
    const forward = await as(authority, (tx) =>
      trace(tx, authority.actor, { batchId: bare(made.lot), direction: 'forward' }),
    )
    expect(forward.nodes.map(({ batch }) => batch.name).sort()).toEqual(['B1', 'H1', 'L1', 'P1', 'S1'])
    expect(forward.whereabouts).toContainEqual(
      expect.objectContaining({
        holder: expect.objectContaining({ name: 'The pharmacy' }),
        hasMassMg: '495000',
        hadMassMg: '500000',
      }),
    )
    const packs = forward.nodes.find(({ batch }) => batch.name === 'P1')
    expect(packs?.share).toEqual({ numerator: '399', denominator: '2000' }) // 19,950 g of packs out of 100 kg wet.
  })
  test('shows a grower what became of its harvest while it was there, and no buyer', async () => {
    const { grower } = world.who
    const both = await as(grower, (tx) => trace(tx, grower.actor, { batchId: bare(made.harvest), direction: 'both' }))
    expect(both.nodes.map(({ batch }) => batch.name).sort()).toEqual(
      ['B1', 'H1', 'H1', 'L1', 'S1'].filter((name, index, all) => all.indexOf(name) === index),
    )
    expect(new Set(both.whereabouts.map(({ holder }) => holder.name))).toEqual(new Set(['The grower']))
  })
  test('of someone else’s batch is absent', async () => {
    const { laboratory } = world.who
    await expect(
      as(laboratory, (tx) => trace(tx, laboratory.actor, { batchId: bare(made.packs), direction: 'both' })),
    ).rejects.toThrow('chain/unknown-batch')
  })
})

describe('lists', () => {
  test('page through every batch once, in each order, and count them', async () => {
    const { authority } = world.who
    for (const sort of ['opened', 'name', 'left', 'last'] as const) {
      for (const order of ['asc', 'desc'] as const) {
        const names: string[] = []
        let cursor: string | undefined
        let total: number | null = 0
        do {
          const page = await listFor(authority, { sort, order, limit: 2, ...(cursor ? { cursor } : {}) })
          names.push(...page.items.map(({ name }) => name))
          total = page.total
          cursor = page.nextCursor ?? undefined
        } while (cursor)
        expect(names.length).toBe(total)
        expect(new Set(names).size).toBe(total)
      }
    }
  })
  test('count no further than they are asked to, and say so', async () => {
    const { authority } = world.who
    for (const filter of [{}, { kind: 'pack-lot' }, { status: 'used-up' }] as const) {
      const { items } = await listFor(authority, filter)
      const counted = (max: number) =>
        as(authority, (tx) => countBatches(tx, authority.actor.authorityId, { ...filter, max }))
      expect(items).not.toEqual([])
      expect(await counted(items.length + 1)).toBe(items.length)
      expect(await counted(items.length)).toBe(items.length)
      expect(await counted(items.length - 1)).toBe(null)
    }
  })
  test('filter by text, kind, status, product and holder', async () => {
    const { authority, pharmacy } = world.who
    const names = async (filter: Parameters<typeof listFor>[1]) =>
      (await listFor(authority, filter)).items.map(({ name }) => name)
    expect(await names({ kind: 'sample' })).toEqual(['S1'])
    expect(await names({ q: 'p1' })).toEqual(['P1'])
    expect(await names({ status: 'released' })).toEqual(['P1'])
    expect(await names({ product: 'tea' })).toEqual([])
    expect(await names({ holder: printId('party', pharmacy.partyId) })).toEqual(['P1'])
    expect(await as(pharmacy, (tx) => searchBatches(tx, pharmacy.actor, 'b'))).toEqual([])
    expect(await as(authority, (tx) => searchBatches(tx, authority.actor, '%'))).toEqual([]) // A sign, not a pattern.
  })
  test('of events show movements, the ground and the leaf, to those they concern', async () => {
    const { pharmacy, wholesaler, grower } = world.who
    const events = await as(pharmacy, (tx) => listEvents(tx, pharmacy.actor, { batchId: bare(made.packs) }))
    expect(events.items.map(({ kind }) => kind).sort()).toEqual(['dispense', 'receive', 'ship'])
    const dispensed = events.items.find(({ kind }) => kind === 'dispense')
    expect(dispensed).toMatchObject({
      basis: ['opiumwet/5/1/a'],
      holder: { name: 'The pharmacy' },
      batches: [{ name: 'P1' }],
      correctedById: null,
    })
    expect(dispensed?.movements).toMatchObject([
      { amount: '5000', from: { state: 'released' }, to: { kind: 'world', state: 'dispensed' } },
    ])
    const eventId = parseId('event', dispensed!.eventId)!
    expect((await as(pharmacy, (tx) => readEvent(tx, pharmacy.actor, eventId))).act).toMatchObject({
      kind: 'dispense',
      recordNumber: 'R1',
    })
    expect(await as(pharmacy, (tx) => readEventContents(tx, pharmacy.actor, [eventId]))).toMatchObject([
      { entryId: eventId, record: expect.stringContaining('"dispense"') },
    ])
    for (const other of [wholesaler, grower]) {
      await expect(as(other, (tx) => readEvent(tx, other.actor, eventId))).rejects.toThrow('chain/unknown-event')
      expect(await as(other, (tx) => readEventContents(tx, other.actor, [eventId]))).toEqual([])
    }
  })
  test('are found by who had a part in them, also where another recorded them', async () => {
    const { authority, wholesaler, pharmacy, grower } = world.who
    const told = async (who: Someone, filter: Parameters<typeof listEvents>[2]) =>
      (await as(who, (tx) => listEvents(tx, who.actor, { limit: 100, ...filter }))).items.map(
        ({ kind, holder }) => `${kind} ${holder?.name}`,
      )
    const concerned = await told(authority, { partyId: pharmacy.partyId })
    expect(concerned).toEqual(
      expect.arrayContaining(['dispense The pharmacy', 'receive The pharmacy', 'ship The wholesaler']),
    )
    expect(concerned.some((one) => one.startsWith('harvest'))).toBe(false)
    expect(new Set(await told(authority, { holderId: pharmacy.partyId }))).toEqual(
      new Set(['dispense The pharmacy', 'receive The pharmacy']),
    )
    // A holder finds what it had to do with another, and nothing of what that other did with others.
    expect((await told(pharmacy, { partyId: wholesaler.partyId })).sort()).toEqual([
      'receive The pharmacy',
      'ship The wholesaler',
    ])
    expect(await told(pharmacy, { partyId: grower.partyId })).toEqual([])
    expect(await told(pharmacy, { partyId: pharmacy.partyId })).toEqual(await told(pharmacy, {}))
  })
  test('of a receipt show the sender who took it in, and not on which shelf', async () => {
    const { wholesaler } = world.who
    const { items } = await as(wholesaler, (tx) => listEvents(tx, wholesaler.actor, { kind: 'receive', limit: 1 }))
    expect(items[0]?.movements[0]?.to).toMatchObject({
      state: 'elsewhere',
      holder: { name: 'The pharmacy' },
      premises: null,
    })
  })
  test('of shipments are for the two who deal', async () => {
    const { wholesaler, pharmacy, packer } = world.who
    const sent = await as(wholesaler, (tx) =>
      listShipments(tx, wholesaler.actor, { filter: { direction: 'sent' }, law: testLaw }),
    )
    expect(sent.items).toMatchObject([
      {
        status: 'received',
        receiver: { name: 'The pharmacy' },
        lines: [{ shippedMassMg: '500000', receivedMassMg: '500000' }],
      },
    ])
    const { authority, grower } = world.who
    const between = async (partyId: typeof pharmacy.partyId) =>
      (
        await as(authority, (tx) => listShipments(tx, authority.actor, { filter: { partyId }, law: testLaw }))
      ).items.map(({ sender, receiver }) => [sender.name, receiver.name])
    expect(await between(pharmacy.partyId)).toEqual([['The wholesaler', 'The pharmacy']])
    for (const names of await between(wholesaler.partyId)) expect(names).toContain('The wholesaler')
    expect((await between(wholesaler.partyId)).length).toBeGreaterThan(1)
    expect(await between(grower.partyId)).not.toContainEqual(['The wholesaler', 'The pharmacy'])
    const shipmentId = parseId('shipment', made.toPharmacy)!
    expect(
      (await as(pharmacy, (tx) => readShipment(tx, pharmacy.actor, { shipmentId, law: testLaw }))).sender.name,
    ).toBe('The wholesaler')
    await expect(as(packer, (tx) => readShipment(tx, packer.actor, { shipmentId, law: testLaw }))).rejects.toThrow(
      'chain/unknown-shipment',
    )
  })
})

describe('before recording', () => {
  test('a preview shows what would move and writes nothing', async () => {
    const { pharmacy } = world.who
    const before = await listFor(pharmacy)
    const preview = (massMg: string) => {
      const act = world.make(pharmacy, 'dispense', { batchId: made.packs.batchId, massMg, recordNumber: 'R2' }) as Act
      return as(pharmacy, (tx) => previewAct(tx, pharmacy.actor, { act, law: testLaw, now: world.now, locale: 'nl' }))
    }
    expect(await preview('5000')).toMatchObject({
      refusal: null,
      balances: [{ beforeAmount: '495000', afterAmount: '490000' }],
      movements: [{ amount: '5000' }],
      basis: ['opiumwet/5/1/a'],
    })
    expect((await preview('500000')).refusal).toMatchObject({
      code: 'chain/stock-short',
      detail: expect.stringContaining('495'),
    })
    expect(await listFor(pharmacy)).toEqual(before)
  })
  test('options are what this reader can do here, with the ground for it', async () => {
    const options = async (who: Someone, batch: { batchId: string }) =>
      (
        await as(who, (tx) =>
          actOptions(tx, who.actor, { batchId: bare(batch), law: testLaw, now: world.now, locale: 'en' }),
        )
      ).options
    const pharmacy = await options(world.who.pharmacy, made.packs)
    expect(pharmacy[0]).toMatchObject({
      kind: 'dispense',
      state: 'released',
      maxAmount: '495000',
      allowed: true,
      basis: ['opiumwet/5/1/a'],
    })
    expect(pharmacy.some(({ kind }) => kind === 'pack' || kind === 'export')).toBe(false)
    const { authority } = world.who
    // Of what others have, the authority holds from its own premises.
    expect(await options(authority, made.packs)).toMatchObject([
      {
        ...{ kind: 'hold', allowed: true, premises: { premisesId: printId('premises', authority.premisesId) } },
        ...{ state: null, maxAmount: null }, // There lies nothing of it.
      },
      { kind: 'seize', allowed: true, maxAmount: expect.any(String) },
      { kind: 'seize', allowed: true },
      // Content is booked when a laboratory says something new of it, and not again.
      { kind: 'assay', allowed: false, refusal: { code: 'chain/content-unknown' } },
    ])
    // An inspector is of a house of its own, and seizes from whoever has it, the Minister too.
    const inspector = { ...authority, actor: { ...authority.actor, partyId: world.who.laboratory.partyId } }
    expect((await options(inspector, made.packs)).filter(({ kind }) => kind === 'seize')).toMatchObject([
      { allowed: true, holder: { name: expect.any(String) } },
      { allowed: true },
    ])
    expect((await options(world.who.pharmacy, made.packs)).some(({ kind }) => kind === 'seize')).toBe(false)
    // Of plants that were all harvested nothing is left, and a recall begins there all the same.
    expect((await options(authority, made.lot)).filter(({ kind }) => kind === 'hold')).toMatchObject([
      {
        allowed: true,
        state: null,
        maxAmount: null,
        premises: { premisesId: printId('premises', authority.premisesId) },
      },
    ])
    expect((await options(world.who.grower, made.lot)).filter(({ kind }) => kind === 'hold')).toEqual([])
    await world.admin.query(`update licensing.exemption set withdrawn_on = '2020-01-01' where number = 'E-wholesaler'`)
    const ship = (await options(world.who.wholesaler, made.packs)).find(({ kind }) => kind === 'ship')
    expect(ship).toMatchObject({ allowed: false, refusal: { code: 'chain/not-exempted' } })
    await world.admin.query(`update licensing.exemption set withdrawn_on = null`)
  })
})

test('everyone finds the work that waits for them', async () => {
  const work = (who: Someone, role: Role) => {
    const actor = { ...who.actor, roles: [role] }
    return world.database.transaction(actor, (tx) =>
      chainWork(tx, actor, { now: world.now, law: testLaw, itemsMax: 8 }),
    )
  }
  const kinds = async (who: Someone, role: Role) => (await work(who, role)).map(({ kind, count }) => `${kind} ${count}`)
  expect(await kinds(world.who.pharmacy, 'pharmacist')).toEqual(['stock-to-dispense 1', 'recent-events 3'])
  expect(await kinds(world.who.irradiator, 'holder-chain-officer')).toContain('differences-open 1')
  const manager = await work(world.who.authority, 'authority-chain-manager')
  expect(manager.find(({ kind }) => kind === 'harvest-clocks')?.items[0]).toMatchObject({ title: 'H9', massMg: '700' })
  expect(await kinds(world.who.authority, 'policy-officer')).toEqual([])
  const { authority, grower, wholesaler, pharmacy } = world.who
  await world.act(authority, 'designate', {
    forPremisesId: printId('premises', grower.premisesId),
    room: '7',
    roomKind: 'room',
    uses: ['grow'],
    from: legalDayOf(world.now).toString(),
  })
  const [last] = (await work(grower, 'holder-chain-officer')).find(({ kind }) => kind === 'recent-events')?.items ?? []
  // What concerns no batch is named by its place, never by the code of its act.
  expect(last).toMatchObject({ subtitle: 'designate', title: expect.stringMatching(/^[A-Z]/) })
  const shipmentId = printId('shipment', newId('shipment'))
  await world.act(wholesaler, 'ship', {
    shipmentId,
    receiverId: printId('party', pharmacy.partyId),
    toPremisesId: printId('premises', pharmacy.premisesId),
    reason: 'supply',
    lines: [{ batchId: made.packs.batchId, state: 'released', massMg: '10' }],
  })
  expect((await work(pharmacy, 'pharmacist'))[0]).toMatchObject({
    kind: 'shipments-to-receive',
    items: [{ title: 'The wholesaler', massMg: '10', href: `/shipments/${shipmentId}` }],
  })
})

test('what is left of a sample that was tested waits for nothing, until that test is taken back', async () => {
  const { laboratory } = world.who
  const actor = { ...laboratory.actor, roles: ['laboratory-analyst' as const] }
  const waiting = async () => {
    const work = await world.database.transaction(actor, (tx) =>
      chainWork(tx, actor, { now: world.now, law: testLaw, itemsMax: 8 }),
    )
    return work.find(({ kind }) => kind === 'samples-to-test')?.items.map(({ title }) => title) ?? []
  }
  expect((await detailFor(laboratory, made.sample)).balances).toMatchObject([{ amount: '1000' }])
  expect(await waiting()).toEqual([])
  const [test] = await world.admin.query<{ id: string }>(
    `select event_id as id from chain.event where kind = 'test' and holder_id = $1`,
    [laboratory.partyId],
  )
  await world.act(laboratory, 'correct', {
    correctsId: printId('event', trustId('event', test!.id)),
    reason: 'mixed up',
  }) // There is one.
  expect(await waiting()).toEqual(['S1'])
})

test('many acts brought in at once come to the same as one by one', async () => {
  const alone = await openWorld()
  const together = await openWorld()
  try {
    await growToPatient(alone)
    const importer = await createImporter(together.database, {
      actor: together.staff,
      law: testLaw,
      now: () => together.now,
      batchMax: 7,
    })
    const added: Act[] = []
    const act: World['act'] = async (who, kind, fields) => {
      const made = together.make(who, kind, fields) as Act
      added.push(made)
      await importer.add(who.actor, made)
      return {
        eventId: made.eventId,
        outcome: 'recorded',
        recordedAt: '',
        leaf: '',
        promise: null,
        basis: [],
        exemptionId: null,
      }
    }
    await growToPatient({ who: together.who, act })
    expect(await importer.finish()).toEqual({ recorded: added.length, already: 0 })
    const balances = (of: World) =>
      of.admin.query(
        `select a.kind, a.state, p.kind as holder, b.amount from chain.balance b join chain.account a using (authority_id, account_id) join licensing.party p on p.party_id = a.holder_id order by 1, 2, 3, 4`,
      )
    expect(await balances(together)).toEqual(await balances(alone))
    expect((await verifyLedger(together.admin, together.authorityId)).faults).toEqual([])
    // A second import of the same starts from what is there and adds nothing.
    const again = await createImporter(together.database, {
      actor: together.staff,
      law: testLaw,
      now: () => together.now,
    })
    const { grower } = together.who
    await again.add(grower.actor, added[0]!)
    expect(await again.finish()).toEqual({ recorded: 0, already: 1 })
  } finally {
    await alone[Symbol.asyncDispose]()
    await together[Symbol.asyncDispose]()
  }
})
