// Buyers and suppliers abroad and the authorities there, against the real ledger: who is to know, until when, and the evidence that they do. Not here: holders in
// the country (recall.test.ts).
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, type PartyId, parseId, printId, type RecallId, Refused, trustId } from '#kernel'
import { growToPatient } from '../testing/whole-chain.ts'
import { newBatch, openWorld, type Someone, testLaw, type World } from '../testing/world.ts'
import { countDuties, dutiesOf, recordTelling } from './abroad.ts'
import { abroadPaper } from './abroad-paper.ts'
import type { CrossingFact, TellingFact } from './abroad-store.ts'
import { listRecalls, readRecall } from './cockpit.ts'
import { runDrill } from './tell.ts'

let world: World
let made: Awaited<ReturnType<typeof growToPatient>>
let exported: string
beforeAll(async () => {
  world = await openWorld()
  made = await growToPatient(world)
  const { authority, wholesaler } = world.who
  const shipmentId = printId('shipment', newId('shipment'))
  const line = { batchId: made.packs.batchId, state: 'released' as const }
  await world.act(wholesaler, 'ship', {
    shipmentId,
    receiverId: printId('party', authority.partyId),
    toPremisesId: printId('premises', authority.premisesId),
    reason: 'supply',
    lines: [{ ...line, massMg: '5000' }],
  })
  await world.act(authority, 'receive', { shipmentId, lines: [{ ...line, receivedMassMg: '5000' }] })
  exported = (await sell('3000')).eventId
  const mistake = await sell('500')
  await world.act(authority, 'correct', { correctsId: mistake.eventId, reason: 'it never left' })
})
afterAll(() => world[Symbol.asyncDispose]())

const printed = {
  ...{ locale: 'en' as const, authorityName: 'The authority' },
  on: Temporal.PlainDate.from('2026-11-23'),
}
const abroadId = () => printId('party', world.who['foreign-buyer'].partyId)
const sell = (massMg: string) =>
  world.act(world.who.authority, 'export', {
    ...{ buyerId: abroadId(), exportPermit: 'NL-2', importPermit: 'DE-2' },
    lines: [{ batchId: made.packs.batchId, state: 'released', massMg }],
  })
const later = (hours: number) => world.now.add({ hours })
const read = (recallId: RecallId, now = later(1)) =>
  world.database.transaction(world.staff, (tx) => readRecall(tx, world.staff, { recallId, now, law: testLaw }))
const drill = async (batchId = made.bulk.batchId) => {
  const recallId = newId('recall')
  const input = { recallId, batchId: parseId('batch', batchId)!, reason: 'once a year', now: world.now, law: testLaw }
  await world.database.transaction(world.staff, (tx) => runDrill(tx, world.staff, input))
  return recallId
}
type Input = Parameters<typeof recordTelling>[2]['input']
const telling = (over: Partial<Input> = {}): Input => ({
  ...{ tellingId: printId('document', newId('document')), country: 'DE', partyId: abroadId(), recipient: 'on duty' },
  ...{ way: 'telephone', outcome: 'received', remark: '' },
  ...over,
})
const tell = (
  recallId: RecallId,
  input: Input,
  { actor }: Pick<Someone, 'actor'> = { actor: world.staff },
  now = later(2),
) => world.database.transaction(actor, (tx) => recordTelling(tx, actor, { recallId, input, now }))
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    (error: unknown) => (error instanceof Refused ? error.refusal.problem.code : String(error)),
  )

describe('abroad', () => {
  test('each buyer and each country is to know of what was exported, and of what was taken back nobody', async () => {
    const recallId = await drill()
    const { abroad, recall, mass } = await read(recallId)
    expect(recall.abroad).toEqual({ toTell: 2, heard: 0, late: 0 })
    for (const row of abroad) {
      expect(row).toMatchObject({
        country: 'DE',
        exportedMg: '3000',
        importedMg: '0',
        heardAt: null,
        isLate: false,
        tellings: [],
      })
      // Since it is known: it was recorded after the drill's own moment.
      expect(Temporal.Instant.compare(row.dueAt, later(24))).toBeGreaterThanOrEqual(0)
      expect(row.crossings.map(({ eventId, batch }) => [eventId, batch.name])).toEqual([[exported, 'P1']])
    }
    expect(abroad.map(({ party }) => party?.partyId ?? null).sort()).toEqual([abroadId(), null].sort())
    expect(mass.parts.find(({ part }) => part === 'exported')?.massMg).toBe('3000')
    expect((await read(recallId, later(25))).recall.abroad).toEqual({ toTell: 2, heard: 0, late: 2 })
    const list = await world.database.transaction(world.staff, (tx) => listRecalls(tx, world.staff, later(25)))
    expect(list.find((one) => one.recallId === printId('recall', recallId))?.abroad.late).toBe(2)
  })

  test('each contact is kept with its leaf, and "received" says that they know', async () => {
    const recallId = await drill()
    await tell(recallId, telling({ outcome: 'no-answer' }))
    const said = telling({ remark: 'sends it back' })
    await tell(recallId, said, undefined, later(3))
    await tell(recallId, said, undefined, later(4)) // The same again is the same.
    const ofBuyer = (await read(recallId, later(30))).abroad.find(({ party }) => party !== null)
    expect(ofBuyer).toMatchObject({ heardAt: later(3).toString(), isLate: false })
    expect(ofBuyer?.tellings.map(({ outcome }) => outcome)).toEqual(['received', 'no-answer'])
    expect((await read(recallId, later(30))).recall.abroad).toEqual({ toTell: 2, heard: 1, late: 1 })
    await tell(recallId, telling({ partyId: null, recipient: 'BfArM', way: 'e-mail' }))
    expect((await read(recallId, later(30))).recall.abroad).toEqual({ toTell: 2, heard: 2, late: 0 })
    const [leaf] = await world.admin.query<{ record: string }>('select record from log.record where entry_id = $1', [
      parseId('document', said.tellingId),
    ])
    expect(JSON.parse(leaf?.record ?? '')).toMatchObject({
      ...{ format: 'grein-recall-telling/1', country: 'DE', party: abroadId(), outcome: 'received' },
    })
    expect(leaf?.record).not.toContain('sends it back')
    expect(await refusalOf(tell(recallId, { ...said, remark: 'other' }))).toBe('chain/attempt-changed')
  })

  test('is told by staff alone, and where some of it went', async () => {
    const { wholesaler, pharmacy } = world.who
    const recallId = await drill()
    expect(await refusalOf(tell(recallId, telling(), wholesaler))).toBe('chain/unknown-recall')
    expect(await refusalOf(tell(newId('recall'), telling()))).toBe('chain/unknown-recall')
    expect(await refusalOf(tell(recallId, telling({ country: 'FR', partyId: null })))).toBe('chain/not-exported-there')
    const other = printId('party', pharmacy.partyId)
    expect(await refusalOf(tell(recallId, telling({ partyId: other })))).toBe('chain/not-exported-there')
    // The database refuses it too, whoever asks.
    const row = (buyer: PartyId) =>
      JSON.stringify({ id: newId('document'), recall: recallId, country: 'DE', buyer, at: world.now.toString() })
    const put = ({ actor }: Pick<Someone, 'actor'>, buyer: PartyId) =>
      world.database.transaction(actor, (tx) =>
        tx.executeQuery(raw(`select chain.put_recall_telling('${world.authorityId}', '${row(buyer)}')`)),
      )
    await expect(put({ actor: world.staff }, pharmacy.partyId)).rejects.toThrow(/exported there/)
    await expect(put(wholesaler, world.who['foreign-buyer'].partyId)).rejects.toThrow(/staff of the authority/)
    await tell(recallId, telling())
    const seen = await world.database.transaction(wholesaler.actor, (tx) =>
      tx.executeQuery(raw('select 1 from chain.recall_telling')),
    )
    expect(seen.rows).toEqual([])
  })

  test('of a batch that stayed in the country nobody abroad is to know', async () => {
    const { grower } = world.who
    const lot = newBatch('L2')
    const harvest = newBatch('H2')
    await world.act(grower, 'plant', { batch: lot, productCode: 'flower', cultivar: 'C', plants: 1, room: '1' })
    await world.act(grower, 'harvest', { plantLotId: lot.batchId, plantsCut: 1, batch: harvest, wetMassMg: '1000' })
    const view = await read(await drill(harvest.batchId))
    expect(view.abroad).toEqual([])
    expect(view.recall.abroad).toEqual({ toTell: 0, heard: 0, late: 0 })
    const asked = { ...printed, country: 'DE', partyId: null }
    expect(() => abroadPaper(view, asked)).toThrow('chain/not-exported-there')
  })

  test('the letter names what went to whom it is for', async () => {
    const view = await read(await drill())
    const asked = { ...printed, country: 'DE' }
    const [toBuyer, toAuthority] = [abroadId(), null].map((partyId) =>
      JSON.stringify(abroadPaper(view, { ...asked, partyId }).data).replaceAll(/[\u00a0\u202f]/g, ' '),
    )
    expect(abroadPaper(view, { ...asked, partyId: null }).author).toBe('The authority')
    expect(toBuyer).toContain('The foreign-buyer (Germany)')
    expect(toBuyer).toContain('3 g')
    expect(toAuthority).toContain('competent authority')
    expect(toAuthority).toContain('P1 · The foreign-buyer · exported')
  })
})

describe('what came from abroad', () => {
  test('who supplied what is recalled, or what it was made of, is to know, with the authority there', async () => {
    const { wholesaler } = world.who
    const brought = newBatch('REF')
    const { eventId } = await world.act(wholesaler, 'import', {
      ...{ batch: brought, productCode: 'flower', massMg: '9000', sellerId: abroadId() },
      ...{ importPermit: 'NL-3', exportPermit: 'DE-3', foreignName: 'DE-LOT-7' },
    })
    const part = newBatch('REF-1')
    const stood = { batchId: brought.batchId, state: 'quarantine' as const }
    await world.act(wholesaler, 'split', { ...stood, massMg: '4000', part })
    for (const { batchId } of [brought, part]) {
      const recallId = await drill(batchId)
      const view = await read(recallId)
      expect(view.recall.abroad).toEqual({ toTell: 2, heard: 0, late: 0 })
      expect(view.abroad.map(({ party }) => party?.partyId ?? null).sort()).toEqual([abroadId(), null].sort())
      for (const row of view.abroad) {
        expect(row).toMatchObject({ country: 'DE', exportedMg: '0', importedMg: '9000', heardAt: null, isLate: false })
        expect(row.crossings).toMatchObject([
          { way: 'imported', eventId, foreignName: 'DE-LOT-7', massMg: '9000', batch: { name: 'REF' } },
        ])
      }
      expect((await read(recallId, later(25))).recall.abroad.late).toBe(2)
      await tell(recallId, telling())
      await tell(recallId, telling({ partyId: null, recipient: 'BfArM' }))
      expect((await read(recallId, later(25))).recall.abroad).toEqual({ toTell: 2, heard: 2, late: 0 })
      const asked = { ...printed, country: 'DE', partyId: abroadId() }
      const letter = JSON.stringify(abroadPaper(view, asked).data)
      for (const words of ['This came from you', 'DE-LOT-7 (here REF)']) expect(letter).toContain(words)
    }
  })

  test('of what was taken back nobody is to know, and nobody is told', async () => {
    const { wholesaler } = world.who
    const brought = newBatch('REF-2')
    const { eventId } = await world.act(wholesaler, 'import', {
      ...{ batch: brought, productCode: 'flower', massMg: '100', sellerId: abroadId() },
      ...{ importPermit: 'NL-4', exportPermit: 'DE-4', foreignName: 'DE-LOT-8' },
    })
    const recallId = await drill(brought.batchId)
    expect((await read(recallId)).recall.abroad.toTell).toBe(2)
    await world.act(wholesaler, 'correct', { correctsId: eventId, reason: 'typed twice' })
    expect((await read(recallId)).abroad).toEqual([])
    expect(await refusalOf(tell(recallId, telling()))).toBe('chain/not-exported-there')
    const row = JSON.stringify({ id: newId('document'), recall: recallId, country: 'DE', at: world.now.toString() })
    const put = world.database.transaction(world.staff, (tx) =>
      tx.executeQuery(raw(`select chain.put_recall_telling('${world.authorityId}', '${row}')`)),
    )
    await expect(put).rejects.toThrow(/came from there/)
  })
})

const raw = (text: string) => ({ sql: text, parameters: [], query: { kind: 'RawNode' } }) as never // A compiled query of plain text.

// However many exports there are and whoever was told: every milligram is told to one party and to one authority, and nobody knows unasked.
test('who is to know adds up to what crossed the border', () => {
  const parties = ['DE', 'DE', 'FR', 'IL'].map((country) => ({ country, partyId: newId('party') }))
  const recallId = newId('recall')
  const zero = Temporal.Instant.from('2026-01-01T00:00:00Z')
  const anyWay = fc.constantFrom('exported' as const, 'imported' as const)
  const anyCrossing = fc.record({
    of: fc.constantFrom(...parties),
    massMg: fc.bigInt(1n, 10n ** 9n),
    known: fc.nat(500),
    way: anyWay,
  })
  const anyTelling = fc.record({
    of: fc.constantFrom(...parties),
    isParty: fc.boolean(),
    outcome: fc.constantFrom('received' as const, 'left-word' as const, 'no-answer' as const),
    at: fc.nat(500),
  })
  fc.assert(
    fc.property(fc.array(anyCrossing), fc.array(anyTelling), fc.nat(1000), (sent, said, hour) => {
      const now = zero.add({ hours: hour })
      const crossings = sent.map(
        ({ of, massMg, known, way }): CrossingFact => ({
          ...{
            ...of,
            way,
            massMg,
            recallId,
            heldBy: null,
            eventId: newId('event'),
            batchId: trustId('batch', 'b'),
            name: 'B',
            foreignName: null,
          },
          ...{ kind: 'pack-lot', occurredAt: zero, knownAt: zero.add({ hours: known }), termSeconds: 86_400 },
        }),
      )
      const tellings = said.map(
        ({ of, isParty, outcome, at }): TellingFact => ({
          ...{ tellingId: newId('document'), recallId, country: of.country, partyId: isParty ? of.partyId : null },
          ...{ recipient: 'r', way: 'post', outcome, remark: '', at: zero.add({ hours: at }) },
        }),
      )
      const duties = dutiesOf(crossings, tellings, now)
      const total = (some: readonly { readonly massMg: bigint }[]) => some.reduce((sum, { massMg }) => sum + massMg, 0n)
      for (const isParty of [true, false]) {
        const ours = duties.filter(({ partyId }) => (partyId !== null) === isParty)
        expect(total(ours.flatMap((duty) => duty.crossings))).toBe(total(crossings))
      }
      expect(duties.filter(({ partyId }) => partyId === null).length).toBe(
        new Set(sent.map(({ of }) => of.country)).size,
      )
      for (const { country, partyId, heardAt, isLate, dueAt } of duties) {
        const heard = tellings.some(
          (one) => one.outcome === 'received' && one.country === country && one.partyId === partyId,
        )
        expect(heardAt !== null).toBe(heard)
        expect(isLate).toBe(!heard && Temporal.Instant.compare(dueAt, now) <= 0)
      }
      const { toTell, heard, late } = countDuties(duties)
      expect(heard + late).toBeLessThanOrEqual(toTell)
    }),
  )
})
