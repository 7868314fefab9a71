// What a house gives out for its acts by hand, row by row of the table of acts; and another house, under another authority and with ids of its
// own, that captures it has the same acts and the same masses. Not here: each field of each act (acts/round-trip.property.test.ts).
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { gs1CheckDigit, newId, parseId, printId, type Refused } from '#kernel'
import { loadCorpus } from '#law/corpus'
import { recordGln } from '#licensing'
import type { ActKind } from '../contract.ts'
import { registerCompanyPrefix, takeUnits } from '../shipments/logistic-units.ts'
import { growToPatient } from '../testing/whole-chain.ts'
import { newBatch, openWorld, type Someone, testLaw, type World } from '../testing/world.ts'
import { actContext } from './acts/write-act.ts'
import { captureEvents } from './capture.ts'
import { handIn, runCapture } from './capture-job.ts'
import { isObject, type JsonObject, listed, parseExact, printExact } from './json.ts'
import { type ProfileOn, profilesIn } from './profile/profile.ts'
import { writeActsDown } from './project.ts'
import { findEvents } from './query/find-events.ts'
import { writeQueryDocument } from './query/query-document.ts'
import { readDocument } from './read-document.ts'
import { findCapture, selectFates } from './store.ts'

type Kind = keyof World['who']
type ToldEvent = {
  readonly kind: ActKind | null
  readonly holder: Kind
  readonly name: string
  readonly isDeclaration: boolean
  readonly event: JsonObject
}

let ours: World
let theirs: World
let profileOn: ProfileOn
let told: readonly ToldEvent[]
/** Names of events that are asked for by more than their kind. */
const named: Record<string, string> = {}

const nameOf = (eventId: string) => `urn:uuid:${eventId.slice(4)}`
const withCheck = (digits: string) => `${digits}${gs1CheckDigit(digits)}`
const kinds: readonly Kind[] = [
  ...(['authority', 'grower', 'laboratory', 'irradiator', 'packer'] as const),
  ...(['wholesaler', 'pharmacy', 'institution', 'foreign-buyer', 'carrier'] as const),
]
/** The same numbers in both houses: of premises and of parties, by their kind. */
const placeOf = (kind: Kind) => withCheck(`95200000${String(kinds.indexOf(kind)).padStart(2, '0')}01`)
const partyOf = (kind: Kind) => withCheck(`95200000${String(kinds.indexOf(kind)).padStart(2, '0')}02`)
const place = (kind: Kind) => `https://id.gs1.org/414/${placeOf(kind)}`
const party = (kind: Kind) => `https://id.gs1.org/417/${partyOf(kind)}`
const prefix = '9520000'

async function number(world: World): Promise<void> {
  for (const kind of kinds)
    for (const of of ['premises', 'party'] as const)
      await world.database.transaction(world.staff, (tx) =>
        recordGln(tx, world.staff, {
          premisesId: world.who[kind].premisesId,
          input: {
            ...{ glnId: printId('gln', newId('gln')), of, prefixLength: 7, fromOn: '2020-01-01', source: 'x' },
            gln: of === 'premises' ? placeOf(kind) : partyOf(kind),
          },
        }),
      )
}

const permits = (world: World) =>
  world.act(world.who.authority, 'grant', {
    ...{ allowance: 'import-permit', number: 'NL-1', productCode: 'flower', massMg: '9000' },
    holderId: printId('party', world.who.wholesaler.partyId),
    counterId: printId('party', world.who['foreign-buyer'].partyId),
    ...{ from: '2026-01-01', through: null, occurredAt: world.now.subtract({ hours: 1 }).toString() },
  })

const boxes = async (world: World, shipmentId: string) => {
  const { actor } = world.who.wholesaler
  const { items } = await world.database.transaction(actor, async (tx) => {
    await registerCompanyPrefix(tx, actor, prefix)
    return takeUnits(tx, actor, { shipmentId: parseId('shipment', shipmentId)!, count: 2 }) // Printed just before.
  })
  return items.map(({ sscc }) => sscc)
}

const shipmentOf = () => printId('shipment', newId('shipment'))
const inBoxes = shipmentOf()

/** By hand, every row of the table, and what follows on it. */
async function play(): Promise<void> {
  const { act, who } = ours
  const { grower, authority, packer, wholesaler, pharmacy } = who
  const note = async (name: string, done: Promise<{ readonly eventId: string }>) => {
    const { eventId } = await done
    named[name] = nameOf(eventId)
    return eventId
  }
  const to = ({ partyId, premisesId }: Someone) => ({
    receiverId: printId('party', partyId),
    toPremisesId: printId('premises', premisesId),
  })
  const { packs } = await growToPatient(ours)
  const line = (massMg: string) => ({ batchId: packs.batchId, state: 'released' as const, massMg })

  const [mother, cuttings, tagged, wet] = [newBatch('M'), newBatch('C'), newBatch('T'), newBatch('W')]
  await act(grower, 'plant', { batch: mother, productCode: 'flower', cultivar: 'C', plants: 3, room: 'K1' })
  await note(
    'propagate',
    act(grower, 'propagate', {
      ...{ motherId: mother.batchId, cuttings: 9, batch: cuttings, cultivar: 'C', room: 'K2' },
    }),
  )
  await act(grower, 'tag', { plantLotId: cuttings.batchId, plants: [tagged] })
  await act(grower, 'move-room', { batchId: cuttings.batchId, room: 'K3' })
  await act(grower, 'harvest', { plantLotId: tagged.batchId, plantsCut: 1, batch: wet, wetMassMg: '4000' })
  await act(grower, 'trim-wet', { batchId: wet.batchId, wasteMassMg: '400' })
  await act(grower, 'dry', { batchId: wet.batchId, driedMassMg: '1000' })
  await act(grower, 'split', { batchId: wet.batchId, state: 'quarantine', massMg: '300', part: newBatch('P2') })
  const plain = { batchId: wet.batchId, reason: 'smells' }
  const stopped = await note('hold', act(grower, 'hold', { ...plain, scope: 'batch' }))
  await note('lift', act(grower, 'lift', { ...plain, holdEventId: stopped }))

  // A despatch in two boxes, one that never left, one that is sent back, one that is refused at the door.
  const ssccs = await boxes(ours, inBoxes)
  await note(
    'boxes',
    act(wholesaler, 'ship', {
      ...{ shipmentId: inBoxes, ...to(pharmacy), reason: 'supply', lines: [line('3000')] },
      units: ssccs.map((sscc, at) => ({ sscc, contents: [line(at === 0 ? '1000' : '2000')] })),
    }),
  )
  await note(
    'short',
    act(pharmacy, 'receive', {
      shipmentId: inBoxes,
      lines: [{ batchId: packs.batchId, state: 'released', receivedMassMg: '2999' }],
    }),
  )
  const never = shipmentOf()
  const sent = await note(
    'never',
    act(wholesaler, 'ship', { shipmentId: never, ...to(pharmacy), reason: 'supply', lines: [line('700')] }),
  )
  await note('void', act(wholesaler, 'correct', { correctsId: sent, reason: 'the van broke down' }))
  const back = shipmentOf()
  await note(
    'return',
    act(wholesaler, 'ship', { shipmentId: back, ...to(packer), reason: 'return', lines: [line('5000')] }),
  )
  await note(
    'returned',
    act(packer, 'receive', {
      shipmentId: back,
      lines: [{ batchId: packs.batchId, state: 'released', receivedMassMg: '5000' }],
    }),
  )
  const refused = shipmentOf()
  await act(wholesaler, 'ship', { shipmentId: refused, ...to(pharmacy), reason: 'supply', lines: [line('400')] })
  await note('refuse', act(pharmacy, 'refuse', { shipmentId: refused, returnShipmentId: shipmentOf(), reason: 'wet' }))

  await permits(ours)
  await act(wholesaler, 'import', {
    ...{ batch: newBatch('IN'), productCode: 'flower', massMg: '8000', foreignName: 'CH-77' },
    ...{ sellerId: printId('party', who['foreign-buyer'].partyId), importPermit: 'NL-1', exportPermit: 'DE-1' },
  })
  const sold = shipmentOf()
  await act(wholesaler, 'ship', { shipmentId: sold, ...to(authority), reason: 'supply', lines: [line('4000')] })
  await act(authority, 'receive', {
    shipmentId: sold,
    lines: [{ batchId: packs.batchId, state: 'released', receivedMassMg: '4000' }],
  })
  await act(authority, 'export', {
    ...{ exportPermit: 'NL-2', importPermit: 'DE-2', lines: [line('3000')] },
    buyerId: printId('party', who['foreign-buyer'].partyId),
  })

  const some = { batchId: packs.batchId, state: 'released' as const }
  await act(pharmacy, 'lose', { ...some, massMg: '10', cause: 'theft', reason: 'a broken window' })
  const spilt = await note('lost', act(pharmacy, 'lose', { ...some, massMg: '20', cause: 'loss', reason: 'spilt' }))
  await note('found', act(pharmacy, 'correct', { correctsId: spilt, reason: 'it was found' }))
  await act(wholesaler, 'reserve', {
    ...{ batchId: packs.batchId, massMg: '2000', forPartyId: printId('party', pharmacy.partyId) },
    until: ours.now.add({ hours: 2 }).toString(),
  })
  await act(authority, 'seize', {
    ...{ ...some, massMg: '700', reason: 'on order', caseNumber: 'PL-1', holderId: printId('party', pharmacy.partyId) },
    premisesId: printId('premises', pharmacy.premisesId),
  })
  const left = 500_000 - 5_000 + 2_999 - 10 - 700
  await act(pharmacy, 'count', {
    ...{ lines: [{ ...some, countedMassMg: `${left}` }], counter: 'st-1', countersigner: 'st-2', followsId: null },
  })
  await note('last', act(pharmacy, 'dispense', { batchId: packs.batchId, massMg: `${left}`, recordNumber: 'R9' }))
  const mould = { batchId: packs.batchId, reason: 'mould' }
  const recalled = await note('recall', act(authority, 'hold', { ...mould, scope: 'recall' }))
  await note('lifted', act(authority, 'lift', { ...mould, holdEventId: recalled }))
}

/** Everything that was told, as staff read it, in the order of telling. */
async function readTold(world: World): Promise<readonly ToldEvent[]> {
  await world.admin.query(
    `insert into log.leaf (authority_id, leaf_index, entry_id, leaf)
     select u.authority_id, row_number() over (order by e.recorded_at, u.entry_id) - 1, u.entry_id, u.leaf
     from log.unsealed as u left join chain.event as e on e.authority_id = u.authority_id and e.event_id = u.entry_id where u.authority_id = $1`,
    [world.authorityId],
  )
  while ((await writeActsDown(world.database, world.staff)) > 0);
  const rows = await world.admin.query<{ id: string; kind: ActKind | null; holder: string; is: boolean }>(
    'select row_id as id, act_kind as kind, holder_id as holder, is_declaration as is from chain.epcis_event where authority_id = $1',
    [world.authorityId],
  )
  const about = new Map(rows.map((row) => [row.id, row]))
  const events = await world.database.transaction(world.staff, (tx) =>
    findEvents(tx, {
      authorityId: world.authorityId,
      query: { conditions: [], order: { by: 'recordTime', direction: 'ASC' } },
      limit: 1_000,
    }),
  )
  return events.map((one) => {
    const document = parseExact(
      writeQueryDocument({ events: [one], format: 'Always_GS1_Digital_Link', queryName: 'q', now: world.now }),
    ) as unknown as { epcisBody: { queryResults: { resultsBody: { eventList: JsonObject[] } } } } // As `writeQueryDocument` makes it.
    const { recordTime: _, ...event } = document.epcisBody.queryResults.resultsBody.eventList[0]!
    const { kind = null, holder = '', is = false } = about.get(one.rowId) ?? {}
    const whose = kinds.find((each) => world.who[each].partyId === holder)!
    return { kind, holder: whose, name: one.eventId, isDeclaration: is, event: { '@context': actContext, ...event } }
  })
}

const capture = (who: Someone, event: JsonObject) =>
  theirs.database.transaction(who.actor, async (tx) => {
    const { events, faults } = readDocument(printExact(event), 'json')
    expect(faults).toEqual([])
    const work = { law: testLaw, profileOn, now: theirs.now, captureId: null, mayRecord: async () => {} }
    const [done] = await captureEvents(tx, who.actor, events, work)
    return done! // One event, one answer.
  })

beforeAll(async () => {
  ours = await openWorld()
  profileOn = profilesIn(await loadCorpus(resolve(import.meta.dirname, '../../../corpus')))
  await number(ours)
  await play()
  told = await readTold(ours)
  theirs = await openWorld()
  await number(theirs)
  await permits(theirs)
  await boxes(theirs, inBoxes)
})
afterAll(async () => {
  await ours[Symbol.asyncDispose]()
  await theirs[Symbol.asyncDispose]()
})

/** The first of a kind, or the one that was noted by that name. */
function of(which: string, isDeclaration = false): Record<string, unknown> {
  const found = told.find((one) =>
    named[which] === undefined
      ? one.kind === which && !one.isDeclaration
      : one.name === named[which] && one.isDeclaration === isDeclaration,
  )
  if (!found) throw new Error(`no ${which} was told`)
  return JSON.parse(printExact(found.event)) as Record<string, unknown>
}

const sides = (name: 'source' | 'destination', who: Kind, { isSold = false, at = true } = {}) => [
  { type: 'possessing_party', [name]: party(who) },
  ...(isSold ? [{ type: 'owning_party', [name]: party(who) }] : []),
  ...(at ? [{ type: 'location', [name]: place(who) }] : []),
]
const grams = (quantity: number) => ({ quantity, uom: 'GRM' })
const paper = (type: string) => expect.objectContaining({ type })

describe('what is given out is what the table says', () => {
  const rows: Record<string, object> = {
    plant: {
      ...{ type: 'ObjectEvent', action: 'ADD', bizStep: 'commissioning', disposition: 'active' },
      ilmd: { 'grein:name': 'L1', 'grein:productCode': 'flower', 'grein:cultivar': 'C', 'grein:plot': '1' },
    },
    propagate: {
      ...{ type: 'ObjectEvent', action: 'ADD', bizStep: 'commissioning', disposition: 'active' },
      ilmd: { 'grein:mother': expect.stringMatching(/^urn:uuid:/), 'grein:plot': 'K2', 'grein:cultivar': 'C' },
    },
    tag: { action: 'ADD', bizStep: 'commissioning', disposition: 'active', quantityList: [{ quantity: 1 }] },
    'move-room': {
      ...{ action: 'OBSERVE', bizStep: 'storing', disposition: 'in_progress' },
      bizLocation: { id: place('grower') },
      readPoint: { id: `${place('grower')}/254/K3` },
    },
    harvest: { type: 'TransformationEvent', bizStep: 'urn:grein:epcis:harvesting', disposition: 'in_progress' },
    'trim-wet': {
      ...{ type: 'TransformationEvent', bizStep: 'urn:grein:epcis:trimming-wet', disposition: 'in_progress' },
      inputQuantityList: [{ quantity: 0.4, uom: 'GRM' }],
      outputQuantityList: [{ epcClass: 'urn:grein:epcis:waste', quantity: 0.4, uom: 'GRM' }],
    },
    dry: {
      ...{ type: 'TransformationEvent', bizStep: 'urn:grein:epcis:drying' },
      inputQuantityList: [grams(100_000)],
      outputQuantityList: [grams(25_000), { epcClass: 'urn:grein:epcis:moisture', ...grams(75_000) }],
    },
    process: {
      ...{ type: 'TransformationEvent', bizStep: 'urn:grein:epcis:trimming' },
      inputQuantityList: [grams(25_000)],
      outputQuantityList: [
        grams(20_000),
        { epcClass: 'urn:grein:epcis:waste', ...grams(4_900) },
        { epcClass: 'urn:grein:epcis:loss', ...grams(100) },
      ],
    },
    sample: { type: 'TransformationEvent', bizStep: 'sampling', outputQuantityList: [grams(10)] },
    test: {
      ...{ type: 'ObjectEvent', action: 'OBSERVE', bizStep: 'inspecting' },
      bizTransactionList: [paper('testres')],
      sensorElementList: [
        {
          sensorReport: [
            {
              ...{ type: 'urn:grein:epcis:analyte:total-thc', value: 21.7, uom: 'P1' },
              chemicalSubstance: 'https://identifiers.org/inchikey:CYQFCXCEBYINGO-IAGOWNOFSA-N',
            },
            { chemicalSubstance: 'https://identifiers.org/inchikey:QHMBSVQNZZTUGM-ZWKOTPCHSA-N' },
          ],
        },
      ],
    },
    release: {
      ...{ bizStep: 'accepting', disposition: 'conformant', certificationInfo: 'urn:grein:epcis:certificate:C1' },
    },
    irradiate: {
      ...{ action: 'OBSERVE', bizStep: 'urn:grein:epcis:irradiating' },
      sensorElementList: [{ sensorReport: [{ type: 'AbsorbedDose', value: 10_000, uom: 'A95' }] }],
    },
    pack: {
      ...{ type: 'TransformationEvent', bizStep: 'packing', disposition: 'container_closed' },
      outputQuantityList: expect.arrayContaining([
        expect.objectContaining({ epcClass: 'https://id.gs1.org/01/08712345678906/10/P1' }),
      ]),
    },
    boxes: {
      ...{ action: 'OBSERVE', bizStep: 'shipping', disposition: 'in_transit', bizTransactionList: [paper('desadv')] },
      sourceList: sides('source', 'wholesaler', { isSold: true }),
      destinationList: sides('destination', 'pharmacy', { isSold: true }),
    },
    return: {
      ...{ bizStep: 'shipping', disposition: 'returned' },
      sourceList: sides('source', 'wholesaler'),
      destinationList: sides('destination', 'packer'),
    },
    short: {
      ...{ bizStep: 'receiving', disposition: 'mismatch_quantity', quantityList: [grams(2.999)] },
      bizTransactionList: [paper('desadv'), paper('recadv')],
      sourceList: sides('source', 'wholesaler', { isSold: true }),
      destinationList: sides('destination', 'pharmacy', { isSold: true }),
    },
    returned: {
      ...{ bizStep: 'receiving', disposition: 'in_progress' },
      sourceList: sides('source', 'wholesaler'),
      destinationList: sides('destination', 'packer'),
    },
    'hand-over': {
      sourceList: sides('source', 'grower', { isSold: true }),
      destinationList: [
        { type: 'possessing_party', destination: party('authority') },
        { type: 'owning_party', destination: party('authority') },
        { type: 'location', destination: place('grower') },
      ],
    },
    dispense: { action: 'OBSERVE', bizStep: 'dispensing', disposition: 'partially_dispensed' },
    last: { action: 'DELETE', bizStep: 'dispensing', disposition: 'dispensed' },
    count: { action: 'OBSERVE', bizStep: 'stock_taking' },
    hold: { bizStep: 'holding', persistentDisposition: { set: ['non_sellable_other'] } },
    lift: { bizStep: 'holding', persistentDisposition: { unset: ['non_sellable_other'] } },
    recall: { bizStep: 'holding', persistentDisposition: { set: ['recalled'] } },
    lifted: { bizStep: 'holding', persistentDisposition: { unset: ['recalled'] } },
    destroy: {
      ...{ action: 'DELETE', bizStep: 'destroying', disposition: 'destroyed', 'grein:witnesses': ['st-1', 'st-2'] },
    },
    lose: { action: 'DELETE', bizStep: 'urn:grein:epcis:losing', disposition: 'stolen' },
    lost: { action: 'DELETE', bizStep: 'urn:grein:epcis:losing', disposition: 'unknown' },
    import: {
      ...{ action: 'ADD', bizStep: 'receiving', disposition: 'in_progress' },
      bizTransactionList: [
        { type: 'urn:grein:epcis:import-certificate', bizTransaction: 'urn:grein:epcis:permit:NL-1' },
        { type: 'urn:grein:epcis:export-authorisation' },
        { type: 'cert', bizTransaction: 'urn:grein:epcis:exemption:E-wholesaler' },
      ],
      sourceList: sides('source', 'foreign-buyer', { isSold: true, at: false }),
      destinationList: sides('destination', 'wholesaler', { isSold: true }),
    },
    export: {
      ...{ action: 'OBSERVE', bizStep: 'shipping', disposition: 'in_transit' },
      sourceList: sides('source', 'authority', { isSold: true }),
      destinationList: sides('destination', 'foreign-buyer', { isSold: true, at: false }),
    },
  }
  test.each(Object.keys(rows))('%s', (which) => {
    const event = of(which)
    expect(event).toMatchObject(rows[which] ?? {})
    expect(JSON.stringify(event)).not.toMatch(/patient|prescription|recept\b/i)
  })

  test('a box of a despatch is an aggregation of its own, with what is in it', () => {
    const cases = told
      .filter(({ event }) => event['type'] === 'AggregationEvent')
      .toSorted((a, b) => String(a.event['parentID']).localeCompare(String(b.event['parentID'])))
    expect(cases.map(({ event }) => JSON.parse(printExact(event)))).toMatchObject(
      [1, 2].map((quantity) => ({
        ...{ action: 'ADD', bizStep: 'packing', disposition: 'container_closed' },
        parentID: expect.stringMatching(/^https:\/\/id\.gs1\.org\/00\/[0-9]{18}$/),
        childQuantityList: [{ epcClass: 'https://id.gs1.org/01/08712345678906/10/P1', ...grams(quantity) }],
      })),
    )
  })

  test('what is taken back is the old event as it was told, declared an error, under the same hash; a despatch is void beside it', async () => {
    for (const which of ['never', 'lost']) {
      const { errorDeclaration, ...declared } = of(which, true)
      expect(declared).toEqual(of(which))
      expect(errorDeclaration).toMatchObject({ reason: 'incorrect_data', 'grein:reason': expect.any(String) })
      const hashes = await ours.admin.query<{ hash: string }>(
        'select distinct hash_id as hash from chain.epcis_event where epcis_event_id = $1',
        [named[which]],
      )
      expect(hashes).toHaveLength(1)
    }
    expect(of('void')).toMatchObject({
      ...{ action: 'OBSERVE', bizStep: 'void_shipping', quantityList: [grams(0.7)] },
      bizTransactionList: [paper('desadv')],
    })
  })
})

describe('another house that captures it', () => {
  const movedBy = (world: World, eventId: string) =>
    world.admin.query<Record<string, unknown>>(
      `select m.ledger, m.amount::text, f.kind as from_kind, f.state as from_state, f.batch_id as from_batch, t.kind as to_kind,
         t.state as to_state, t.batch_id as to_batch
       from chain.movement as m
       join chain.account as f on f.authority_id = m.authority_id and f.account_id = m.from_account_id
       join chain.account as t on t.authority_id = m.authority_id and t.account_id = m.to_account_id
       where m.event_id = $1 order by 1, 2, 4, 7, 5, 8`,
      [eventId],
    )

  test('takes all of one holder as one document, as it was answered', async () => {
    const { actor } = theirs.who.grower
    const own = told.filter(({ holder, kind }) => holder === 'grower' && kind !== null)
    const text = printExact({
      '@context': actContext,
      ...{ type: 'EPCISQueryDocument', schemaVersion: '2.0', creationDate: ours.now.toString() },
      epcisBody: {
        queryResults: {
          queryName: 'SimpleEventQuery',
          resultsBody: { eventList: own.map(({ event: { '@context': _, ...event } }) => event) },
        },
      },
    })
    const captureId = await theirs.database.transaction(actor, (tx) =>
      handIn(tx, actor, { text, mediaType: 'json', behaviour: 'rollback', eventCount: own.length }),
    )
    const input = () => ({ law: testLaw, profileOn, now: theirs.now, mayRecord: async () => {} })
    await runCapture({ database: theirs.database, house: theirs.staff, captureId, input })
    const [job, fates] = await theirs.database.transaction(actor, async (tx) => [
      await findCapture(tx, theirs.authorityId, captureId),
      await selectFates(tx, theirs.authorityId, captureId),
    ])
    expect(job).toMatchObject({ success: true, errors: [], doneCount: own.length })
    expect(fates.map(({ name, actKind }) => [name, actKind])).toEqual(own.map(({ name, kind }) => [name, kind]))
    for (const { chainEventId } of fates)
      expect(await movedBy(theirs, chainEventId ?? '')).toEqual(await movedBy(ours, chainEventId ?? ''))
  })

  test('has the same acts of the same kinds, each under its own id, with the same movements to the milligram', async () => {
    for (const { kind, holder, name, event } of told) {
      if (kind === 'grant') continue // Permits are each authority's own, and were given.
      const done = await capture(theirs.who[holder], event).catch((error: unknown) => {
        throw new Error(`${kind} ${name}: ${String(error)}`, { cause: error })
      })
      if (holder === 'grower') {
        expect([name, done.outcome]).toEqual([name, 'already']) // It came with the document.
        continue
      }
      expect([name, done.outcome, done.actKind]).toEqual([name, 'captured', kind])
      const id = done.recorded?.eventId.slice(4)
      if (kind === null || id === undefined) continue
      if (kind !== 'correct') expect(`urn:uuid:${id}`).toBe(name)
      const same = await movedBy(ours, id)
      expect([kind, await movedBy(theirs, id)]).toEqual([kind, same])
    }
    const all = new Set(told.map(({ kind }) => kind))
    expect([...all].filter((kind) => kind !== null).length).toBeGreaterThan(25)
  })

  test('and nothing happens when it comes again', async () => {
    for (const { kind, holder, event } of told)
      if (kind !== 'grant') expect((await capture(theirs.who[holder], event)).outcome).toBe('already')
  })

  test('but not from another than whose hands it left or came into', async () => {
    const { packer } = theirs.who
    const { event } = told.find(({ name }) => name === named['return'])! // It was told.
    const mine = { ...event, eventID: 'urn:x:not-mine' }
    const refused = await capture(packer, mine).catch((error: unknown) => error)
    expect((refused as Refused).refusal).toMatchObject({
      problem: { code: 'epcis/not-as-profiled' },
      params: { act: 'ship', faults: '/sourceList' },
    })
  })

  test('hears of a despatch that is void by those words alone as well, whole and by its sender', async () => {
    const { wholesaler, pharmacy } = theirs.who
    const packs = told.find(({ kind }) => kind === 'pack')
    const ilmd = packs?.event['ilmd']
    const batchId = isObject(ilmd) ? String(ilmd['grein:batchId']) : ''
    const shipmentId = shipmentOf()
    const sent = await theirs.act(wholesaler, 'ship', {
      ...{ shipmentId, reason: 'supply', receiverId: printId('party', pharmacy.partyId) },
      toPremisesId: printId('premises', pharmacy.premisesId),
      lines: [{ batchId, state: 'released', massMg: '900' }],
    })
    const words = (quantity: string): JsonObject => ({
      '@context': actContext,
      ...{ type: 'ObjectEvent', action: 'OBSERVE', bizStep: 'void_shipping', eventID: `urn:x:void:${quantity}` },
      ...{ eventTime: theirs.now.toString(), eventTimeZoneOffset: '+01:00', bizLocation: { id: place('wholesaler') } },
      quantityList: listed(
        parseExact(`[{"epcClass":"https://id.gs1.org/01/08712345678906/10/P1","quantity":${quantity},"uom":"GRM"}]`),
      ),
      bizTransactionList: [{ type: 'desadv', bizTransaction: `urn:uuid:${parseId('shipment', shipmentId)}` }],
    })
    // Part of it is no taking back, and whoever was to receive it says nothing for its sender.
    await expect(capture(wholesaler, words('0.5'))).rejects.toThrow('epcis/lot-differs')
    expect((await capture(pharmacy, words('0.9'))).actKind).toBeNull()
    const done = await capture(wholesaler, words('0.9'))
    expect([done.actKind, done.recorded?.outcome]).toEqual(['correct', 'recorded'])
    const rows = await theirs.admin.query('select from chain.correction where corrects_id = $1', [
      sent.eventId.slice(4),
    ])
    expect(rows).toHaveLength(1)
    expect((await capture(wholesaler, { ...words('0.9'), eventID: 'urn:x:again' })).actKind).toBeNull()
  })

  test('declares what it captured an error in its sender’s words, under the name and the hash it came with', async () => {
    const { grower } = theirs.who
    const sown = told.find(({ kind }) => kind === 'plant')!.event // Every crop begins so.
    const words: JsonObject = {
      ...sown,
      eventID: 'urn:x:sown:1',
      quantityList: listed(parseExact('[{"epcClass":"urn:x:lot:1","quantity":5}]')),
      ilmd: { 'grein:name': 'X1', 'grein:productCode': 'flower', 'grein:cultivar': 'C' },
    }
    const done = await capture(grower, words)
    await theirs.act(grower, 'correct', { correctsId: done.recorded!.eventId, reason: 'sown twice' }) // It was recorded just now.
    const all = (await readTold(theirs)).filter(({ name }) => name === 'urn:x:sown:1')
    const { '@context': _, ...asSent } = JSON.parse(printExact(words))
    expect(all.map(({ isDeclaration }) => isDeclaration)).toEqual([false, true])
    expect(JSON.parse(printExact(all[1]!.event))).toMatchObject({
      ...asSent,
      errorDeclaration: { reason: 'incorrect_data', 'urn:grein:epcis:reason': 'sown twice' },
    })
    const hashes = await theirs.admin.query(
      `select distinct hash_id from chain.epcis_event where epcis_event_id = 'urn:x:sown:1'`,
    )
    expect(hashes).toHaveLength(1)
  })
})
