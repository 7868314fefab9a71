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

const demo: DemoArguments = { seed: 'grein', years: 1, scale: 0.05, until: Temporal.PlainDate.from('2026-11-23') }
const trace: TraceContext = { traceId: '1'.repeat(32), spanId: '1'.repeat(16), isSampled: false }
const now = () => Temporal.Instant.from('2026-11-23T07:00:00Z')

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
  (await base.admin.query<{ count: bigint }>('select count(*) from chain.event'))[0]!.count

test('the products of the world are those of the corpus', () => {
  for (const { code, form, gtin, thc, cbd } of Object.values(products)) {
    const product = productOn(corpus, code, demo.until)
    expect([product?.form, product?.gtin, product?.substanceId]).toEqual([form, gtin, hemp.substanceId])
    const rangeOf = (name: string) => product?.specification.find(({ analyte }) => analyte === name)
    expect([Number(rangeOf('total-thc')?.min ?? 0), Number(rangeOf('total-thc')?.max)]).toEqual([thc.min, thc.max])
    expect([Number(rangeOf('total-cbd')?.min ?? 0), Number(rangeOf('total-cbd')?.max)]).toEqual([cbd.min, cbd.max])
  }
})

test('a load that was ended goes on where it was, and a finished one changes nothing', async () => {
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
}, 120_000)

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

test('the real ledger ends where the simulator ended, to the milligram', async () => {
  const open = replay(simulate(demo))
  const rows = await base.admin.query<{ holder_id: string; state: string; batch_id: string; amount: bigint }>(`
    select a.holder_id, a.state, a.batch_id, sum(b.amount)::bigint as amount
    from chain.balance as b join chain.account as a using (authority_id, account_id)
    where a.kind = 'stock' and a.ledger in ('material_mg', 'plant_pieces') and b.amount <> 0 group by 1, 2, 3`)
  const real = rows.map(
    ({ holder_id, state, batch_id, amount }) => `par_${holder_id} ${state} bat_${batch_id} ${amount}`,
  )
  const told = [...open.standing].flatMap(([shelf, lots]) =>
    [...lots].map(([batch, amount]) => `${shelf} ${batch} ${amount}`),
  )
  expect(real.sort()).toEqual(told.sort())
  const [differences] = await base.admin.query<{ count: bigint }>(`
    select count(*) from chain.balance as b join chain.account as a using (authority_id, account_id)
    where a.kind = 'difference' and a.ledger = 'material_mg' and b.amount <> 0`)
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
