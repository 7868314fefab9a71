// The demo world through the real doors: every act is accepted, the real ledger ends where the simulator's did, and loading is repeatable.
// Not here: what the world is (simulate.test.ts).

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lawForChain, listRecalls } from '#chain'
import { parseId } from '#kernel'
import { type Corpus, productOn } from '#law'
import { loadCorpus } from '#law/corpus'
import { listExpertDecisions } from '#licensing'
import { listDocuments, openDocumentStore, readDocument, systemActor, type TraceContext } from '#platform'
import { openTestDatabase, type TestDatabase } from '#platform/testing'
import type { DemoArguments } from './contract.ts'
import { hemp, products } from './figures.ts'
import { type DemoHouse, demoWorld, loadDemo } from './load.ts'
import { simulate } from './simulate.ts'
import { replay } from './testing/replay.ts'

/**
 * The world ends today, whenever that is: what the demo shows of this very day is recorded by the real clock, which takes nothing that is long past or
 * still to come (kept-clocks.ts). Some of it is there or not, as the hour has it; the history, which alone is compared here, was imported.
 */
const until = Temporal.Now.plainDateISO('Europe/Amsterdam')
const demo: DemoArguments = { seed: 'grein', years: 1, scale: 0.05, until }
const trace: TraceContext = { traceId: '1'.repeat(32), spanId: '1'.repeat(16), isSampled: false }
const now = () => Temporal.Instant.from(`${until}T07:00:00Z`)

let house: DemoHouse
let base: TestDatabase
let folder: string
let corpus: Corpus
beforeAll(async () => {
  base = await openTestDatabase({ upTo: 'chain' })
  folder = await mkdtemp(join(tmpdir(), 'grein-demo-'))
  corpus = await loadCorpus(fileURLToPath(new URL('../../corpus', import.meta.url)))
  house = {
    database: base.database,
    admin: base.admin,
    law: lawForChain(corpus),
    corpus,
    now,
    trace,
    documents: openDocumentStore({ folder }),
  }
})
afterAll(async () => {
  await base[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

const countEvents = async () =>
  (await base.admin.query<{ count: bigint }>('select count(*) from chain.event where is_imported'))[0]!.count

test('the products of the world are those of the corpus', () => {
  for (const { code, form, gtin, thc, cbd } of Object.values(products)) {
    const product = productOn(corpus, code, demo.until)
    expect([product?.form, product?.gtin, product?.substanceId]).toEqual([form, gtin, hemp.substanceId])
    const rangeOf = (name: string) => product?.specification.find(({ analyte }) => analyte === name)
    expect([Number(rangeOf('total-thc')?.min ?? 0), Number(rangeOf('total-thc')?.max)]).toEqual([thc.min, thc.max])
    expect([Number(rangeOf('total-cbd')?.min ?? 0), Number(rangeOf('total-cbd')?.max)]).toEqual([cbd.min, cbd.max])
  }
})

test(`a load until ${until} that was ended goes on where it was, and a finished one changes nothing`, async () => {
  const acts = [...simulate(demo)].filter(({ kind }) => kind === 'act' || kind === 'settle').length
  const ending = new AbortController()
  const ended = await loadDemo(house, {
    ...demo,
    signal: ending.signal,
    onProgress: ({ acts }) => acts >= 1_000 && ending.abort(),
  })
  expect(ended.isComplete).toBe(false)
  expect(await countEvents()).toBe(BigInt(ended.recorded))

  const fractions: number[] = []
  const whole = await loadDemo(house, { ...demo, onProgress: ({ fraction }) => fractions.push(fraction) })
  expect([whole.already, whole.recorded, whole.isComplete]).toEqual([ended.recorded, acts - ended.recorded, true])
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
  expect(fractions.at(-1)).toBe(1)
  expect(await countEvents()).toBe(BigInt(acts))

  const again = await loadDemo(house, demo)
  expect([again.recorded, again.already]).toEqual([0, acts])
})

test('a chemist has read the law three times: one reading stands, one was replaced by another', async () => {
  const staff = systemActor(demoWorld(demo).authorityId, trace)
  const { items } = await house.database.transaction(staff, (tx) => listExpertDecisions(tx, staff, {}))
  expect(items.map(({ state }) => state)).toEqual(['standing', 'replaced', 'standing'])
  expect(items[0]!.follows?.number).toBe(items[1]!.number)
})

test('everyone a recall reached was told once; the newest and the pharmacy you can log in as still wait', async () => {
  const staff = systemActor(demoWorld(demo).authorityId, trace)
  const read = () => house.database.transaction(staff, (tx) => listRecalls(tx, staff, now()))
  const recalls = await read()
  expect(recalls.map(({ kind, heldBy }) => (heldBy ? 'own' : kind)).sort()).toEqual([
    'drill',
    'own',
    'recall',
    'recall',
  ])
  // The distributor's own drill reached its pharmacies, and all of them answered.
  const own = recalls.find(({ heldBy }) => heldBy !== null)!
  expect([own.told > 0, own.acknowledged]).toEqual([true, own.told])
  const [newest, ...older] = recalls.filter(({ heldBy }) => heldBy === null)
  expect(newest!.acknowledged).toBeLessThan(newest!.told)
  for (const { told, acknowledged } of older) expect(acknowledged).toBe(told)
  await loadDemo(house, demo)
  expect(await read()).toEqual(recalls)
})

/** What came to an account and what left it, by imported events. */
const movedByHistory = `
  with moved as (
    select m.authority_id, side.account_id, side.amount
    from chain.movement as m
    cross join lateral (values (m.to_account_id, m.amount), (m.from_account_id, -m.amount)) as side (account_id, amount)
    where m.event_id not in (select event_id from chain.event where not is_imported)
  )`

test('the real ledger ends where the simulator ended, to the milligram', async () => {
  await base.admin.query('analyze') // As the server's own housekeeping would have by the next minute.
  const open = replay(simulate(demo))
  const rows = await base.admin.query<{ holder_id: string; state: string; batch_id: string; amount: bigint }>(`
    ${movedByHistory} select a.holder_id, a.state, a.batch_id, sum(moved.amount)::bigint as amount
    from moved join chain.account as a using (authority_id, account_id)
    where a.kind = 'stock' and a.ledger in ('material_mg', 'plant_pieces') group by 1, 2, 3 having sum(moved.amount) <> 0`)
  const real = rows.map(
    ({ holder_id, state, batch_id, amount }) => `par_${holder_id} ${state} bat_${batch_id} ${amount}`,
  )
  const told = [...open.standing].flatMap(([shelf, lots]) =>
    [...lots].map(([batch, amount]) => `${shelf} ${batch} ${amount}`),
  )
  expect(real.sort()).toEqual(told.sort())
  const [differences] = await base.admin.query<{ count: bigint }>(`
    ${movedByHistory} select count(*) from (
      select from moved join chain.account as a using (authority_id, account_id)
      where a.kind = 'difference' and a.ledger = 'material_mg' group by authority_id, account_id having sum(moved.amount) <> 0) as open`)
  expect(differences!.count).toBe(BigInt(open.openDifferences))
})

test('a laboratory report lies with its batch, as it was handed in', async () => {
  const documents = [...simulate(demo)].flatMap((step) => (step.kind === 'document' ? [step.document] : []))
  const report = documents.find(({ fileName }) => fileName.startsWith('ALK-'))!
  const batchId = parseId('batch', report.batchId)!
  const staff = systemActor(demoWorld(demo).authorityId, trace)
  const [found] = await house.database.transaction(staff, (tx) =>
    listDocuments(tx, staff, { kind: 'batch', id: batchId }),
  )
  expect(found?.fileName).toBe(report.fileName)
  const { bytes } = await house.database.transaction(staff, (tx) =>
    readDocument(tx, staff, house.documents!, parseId('document', found!.documentId)!),
  )
  expect(new TextDecoder().decode(bytes)).toBe(report.text)
})
