// Expert decisions in the database: written once by who may, read by everyone, followed once, proved from the log. Not here: HTTP.
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openServerToolkit } from '#chemistry/server'
import { type Instant, newId, parseId, verifyProofFile } from '#kernel'
import { loadCorpus } from '#law/corpus'
import { type Actor, databaseError, openLogSigner, proofFor, sealOnce, type Tx } from '#platform'
import { openTestDatabase, type TestDatabase } from '#platform/testing'
import { asExpertRecord, type ExpertDecision, type NewExpertDecision } from './expert-contract.ts'
import { readExpertSubject, recordExpertDecision, withdrawExpertDecision } from './expert-record.ts'
import {
  acceptedReadings,
  expertContent,
  expertDecision,
  expertDecisionsFor,
  listExpertDecisions,
} from './expert-views.ts'

const corpus = await loadCorpus(join(import.meta.dirname, '..', '..', 'corpus'))
const day = (text: string) => Temporal.PlainDate.from(text)
const at = (text: string) => Temporal.Instant.from(`${text}T10:00:00Z`)
const bupropion = 'CC(NC(C)(C)C)C(=O)c1cccc(Cl)c1'
const chemist = { name: 'Dr. A. Example', profession: 'chemist' as const, organisation: 'Laboratory of the test' }

const decision = (over: Partial<NewExpertDecision> = {}): NewExpertDecision => ({
  subject: { kind: 'finding', about: 'group:fenethylaminen', says: 'in', substanceId: null, structure: bupropion },
  question: 'Is bupropion in the group of 2-phenethylamines?',
  conclusion: 'Yes: the beta-keto form, with a tertiary butyl group on nitrogen.',
  grounds: 'Each part was compared with the definition.\nNothing takes it out.',
  basis: ['opiumwet/2a/1'],
  from: '2025-07-01',
  until: null,
  expert: chemist,
  documents: [],
  replaces: null,
  ...over,
})

let world: TestDatabase
const toolkit = await openServerToolkit()
beforeAll(async () => {
  world = await openTestDatabase({ upTo: 'licensing' })
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
  await toolkit[Symbol.asyncDispose]()
})

const decider = (now: Instant, over: Partial<Actor> = {}): Actor => ({
  ...world.actorFor({ wall: 'staff', roles: ['authority-decision-maker'] }),
  steppedUpAt: now.subtract({ minutes: 1 }),
  ...over,
})
const as = <Value>(actor: Actor, work: (tx: Tx) => Promise<Value>) => world.database.transaction(actor, work)
async function record(input: NewExpertDecision, now: Instant, over: Partial<Actor> = {}): Promise<ExpertDecision> {
  const subject = await readExpertSubject({ corpus, toolkit }, input.subject)
  const actor = decider(now, over)
  return as(actor, (tx) => recordExpertDecision(tx, actor, { ...input, subject }, { corpus, now }))
}
const idOf = ({ expertDecisionId }: ExpertDecision) => parseId('expertDecision', expertDecisionId)!
const visitor = () => ({ ...world.actorFor({ wall: 'public' }), kind: 'anonymous' as const, userId: null })

describe('an expert decision', () => {
  test('is numbered by year, keeps the structure without its counter-ion, and anyone may read it', async () => {
    const subject = { ...decision().subject, structure: `${bupropion}.Cl` } as NewExpertDecision['subject']
    const first = await record(decision({ subject }), at('2025-09-15'))
    const second = await record(decision(), at('2025-10-01'))
    expect([first.number, second.number]).toEqual(['D-2025-0001', 'D-2025-0002'])
    expect(first.subject).toEqual(second.subject)
    expect(first).toMatchObject({ state: 'standing', decidedOn: '2025-09-15', expert: chemist, leafIndex: null })
    const seen = await as(visitor(), (tx) => expertDecision(tx, visitor(), { decisionId: idOf(first) }))
    expect(seen).toEqual(first)
    expect(await as(visitor(), (tx) => expertDecision(tx, visitor(), { number: 'D-2025-0002' }))).toEqual(second)
  })

  test('of another authority is not there', async () => {
    const other = { ...visitor(), authorityId: newId('authority') }
    expect((await as(other, (tx) => listExpertDecisions(tx, other, {}))).items).toEqual([])
    await expect(as(other, (tx) => expertDecision(tx, other, { number: 'D-2025-0001' }))).rejects.toMatchObject({
      refusal: { problem: { code: 'licensing/unknown-expert-decision' } },
    })
  })

  test('is found by words, substance and structure, page by page, newest first', async () => {
    const list = (filter: object) => as(visitor(), (tx) => listExpertDecisions(tx, visitor(), filter))
    const [newest] = (await list({ limit: 1 })).items
    const next = await list({ limit: 1, cursor: (await list({ limit: 1 })).nextCursor! })
    expect([newest!.number, next.items[0]!.number]).toEqual(['D-2025-0002', 'D-2025-0001'])
    const key = newest!.subject.kind === 'finding' ? newest!.subject.structure!.inchiKey : ''
    expect((await list({ inchiKeys: [key] })).items).toHaveLength(2)
    expect((await list({ inchiKeys: ['AAAAAAAAAAAAAA-AAAAAAAAAA-A'] })).items).toEqual([])
    expect((await list({ words: 'BETA-KETO' })).items).toHaveLength(2)
    expect((await list({ words: '100%_' })).items).toEqual([])
    await expect(list({ cursor: 'bm8' })).rejects.toMatchObject({
      refusal: { problem: { code: 'licensing/bad-cursor' } },
    })
  })
})

describe('who may not, and what is refused', () => {
  const refused = (work: Promise<unknown>) =>
    work.then(
      () => 'recorded',
      (error: { refusal?: { problem: { code: string } }; message: string }) =>
        error.refusal?.problem.code ?? error.message,
    )

  test('without a passkey shown in the last ten minutes nothing is written', async () => {
    const now = at('2026-01-01')
    expect(await refused(record(decision(), now, { steppedUpAt: null }))).toContain('passkey')
    expect(await refused(record(decision(), now, { steppedUpAt: now.subtract({ minutes: 10 }) }))).toContain('passkey')
  })

  test('a holder is stopped by the database too, and a row is never changed', async () => {
    const now = at('2026-01-01')
    expect(await refused(record(decision(), now, { wall: 'holder' }))).toContain('staff of the authority')
    const change = world.admin.query(`update licensing.expert_decision set conclusion = 'no'`)
    expect(databaseError(await change.catch((error: unknown) => error))?.code).toBe('42501')
    const direct = sql`insert into licensing.expert_decision select * from licensing.expert_decision`
    const tried = await as(decider(now), (tx) => direct.execute(tx)).catch((error: unknown) => error)
    expect(databaseError(tried)?.code).toBe('42501')
  })

  const finding = (over: object) => ({ subject: { ...decision().subject, ...over } as NewExpertDecision['subject'] })
  test.each<[string, Partial<NewExpertDecision>]>([
    ['licensing/expert-structure-unreadable', finding({ structure: 'C1CC(' })],
    ['licensing/expert-without-substance', finding({ structure: null })],
    ['licensing/expert-nothing-of-the-law', finding({ about: 'group:nobody' })],
    ['licensing/expert-nothing-of-the-law', finding({ substanceId: 'nobody' })],
    ['licensing/expert-nothing-of-the-law', { subject: { kind: 'reading', readingId: 'nobody', accepts: true } }],
    ['licensing/expert-nothing-of-the-law', { basis: ['opiumwet/2a/1', 'opiumwet/99'] }],
    ['licensing/expert-nothing-of-the-law', { from: '2020-01-01' }], // 2a did not hold then.
    ['licensing/expert-period-backwards', { until: '2025-07-01' }],
    ['licensing/expert-document-absent', { documents: ['doc_01900000-0000-7000-8000-000000000000'] }],
    ['licensing/unknown-expert-decision', { replaces: 'exd_01900000-0000-7000-8000-000000000000' }],
  ])('%s', async (code, over) => {
    expect(await refused(record(decision(over), at('2026-01-01')))).toBe(code)
  })
})

describe('what an answer may cite', () => {
  const ghb = (over: Partial<NewExpertDecision> = {}) =>
    decision({
      subject: { kind: 'finding', about: 'named:ghb', says: 'out', substanceId: 'ghb', structure: null },
      basis: ['opiumwet/lijst/I'],
      from: '2020-01-01',
      until: '2027-01-01',
      ...over,
    })
  const cited = async (on: string, knownOn: string) => {
    const standing = { on: day(on), knownOn: day(knownOn) }
    return as(visitor(), (tx) => expertDecisionsFor(tx, visitor(), { substanceId: 'ghb', standing }))
  }

  test('stands from the day it was decided, for the days it speaks of, until another follows it', async () => {
    const first = await record(ghb(), at('2026-02-01'))
    expect((await cited('2026-03-01', '2026-03-01')).map(({ number }) => number)).toEqual([first.number])
    expect(asExpertRecord((await cited('2026-03-01', '2026-03-01'))[0]!)).toEqual({
      id: first.number,
      by: 'chemist',
      on: '2026-02-01',
      about: 'named:ghb',
      says: 'out',
    })
    expect(await cited('2026-03-01', '2026-01-31')).toEqual([])
    expect(await cited('2027-01-01', '2026-03-01')).toEqual([])

    const second = await record(ghb({ replaces: first.expertDecisionId, conclusion: 'Corrected.' }), at('2026-04-01'))
    expect((await cited('2026-05-01', '2026-05-01')).map(({ number }) => number)).toEqual([second.number])
    // As it was known in March, the first still stood.
    expect((await cited('2026-05-01', '2026-03-01')).map(({ number, state }) => [number, state])).toEqual([
      [first.number, 'standing'],
    ])
    const old = await as(visitor(), (tx) => expertDecision(tx, visitor(), { number: first.number }))
    expect(old).toMatchObject({ state: 'replaced', followedBy: { number: second.number } })
    expect(asExpertRecord(old)).toBeNull()

    const now = at('2026-06-01')
    const actor = decider(now)
    const input = { decisionId: idOf(second), grounds: 'The sample was another.', expert: chemist }
    const taken = await as(actor, (tx) => withdrawExpertDecision(tx, actor, input, { now }))
    expect(taken).toMatchObject({ state: 'withdrawal', follows: { number: second.number }, grounds: input.grounds })
    expect(await cited('2026-07-01', '2026-07-01')).toEqual([])
    const again = (decisionId: typeof input.decisionId) =>
      as(actor, (tx) => withdrawExpertDecision(tx, actor, { ...input, decisionId }, { now })).catch(
        (error: { refusal: { problem: { code: string } } }) => error.refusal.problem.code,
      )
    expect(await again(idOf(second))).toBe('licensing/expert-already-followed')
    expect(await again(idOf(taken))).toBe('licensing/expert-withdrawal-followed')
  })
})

test('a reading of a doubtful article is cited by its number while it stands', async () => {
  const reading = (accepts: boolean, over: Partial<NewExpertDecision> = {}) =>
    decision({
      subject: { kind: 'reading', readingId: 'list-coverage', accepts },
      basis: [],
      from: '2026-01-01',
      expert: { ...chemist, profession: 'lawyer' },
      ...over,
    })
  const accepted = (on: string) => {
    const standing = { on: day(on), knownOn: day(on) }
    return as(visitor(), (tx) => acceptedReadings(tx, visitor(), standing))
  }
  const yes = await record(reading(true), at('2026-09-01'))
  expect(await accepted('2026-08-31')).toEqual([])
  expect(await accepted('2026-09-01')).toEqual([{ id: 'list-coverage', acceptedBy: yes.number }])
  await record(reading(false, { replaces: yes.expertDecisionId }), at('2026-09-02'))
  expect(await accepted('2026-09-03')).toEqual([])
})

test('its leaf is in the log: the proof holds offline, and tells no name', async () => {
  const now = at('2026-08-01')
  const recorded = await record(decision(), now)
  const signer = openLogSigner({ seed: new Uint8Array(32).fill(7), name: 'grein.example/log' })
  await sealOnce(world.database, world.authorityId, { signer })
  const file = await as(visitor(), async (tx) =>
    proofFor(tx, visitor(), idOf(recorded), await expertContent(tx, visitor(), idOf(recorded))),
  )
  expect(verifyProofFile(JSON.stringify(file)).isValid).toBe(true)
  expect(JSON.parse(file.record!)).toMatchObject({ number: recorded.number, steppedUpAt: recorded.steppedUpAt })
  expect(file.record).not.toContain('Example')
  const sealed = await as(visitor(), (tx) => expertDecision(tx, visitor(), { decisionId: idOf(recorded) }))
  expect(sealed.leafIndex).toBe(file.index)
})
