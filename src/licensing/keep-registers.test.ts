// Registers handed in as a file, into a house that has none: what is new, what changes, what cannot be. Not here: the command (test/contract).
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Value } from 'typebox/value'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Corpus } from '#law'
import { loadCorpus } from '#law/corpus'
import { databaseError } from '#platform'
import { openTestDatabase, type TestDatabase } from '#platform/testing'
import { listExemptions } from './exemption-views.ts'
import { duringImport } from './import-window.ts'
import { compareRegisters, keepRegisters, partyOfKvk, whoRuns } from './keep-registers.ts'
import { exemptionLimits } from './limits.ts'
import { listParties } from './party-views.ts'
import { RegisterFile, registersFrom } from './register-file.ts'

const root = resolve(import.meta.dirname, '..', '..')
const example = JSON.parse(readFileSync(join(root, 'docs', 'examples', 'registers.json'), 'utf8')) as RegisterFile
const today = Temporal.PlainDate.from('2026-06-01')

let corpus: Corpus
let house: TestDatabase
beforeAll(async () => {
  corpus = await loadCorpus(join(root, 'corpus'))
  house = await openTestDatabase({ upTo: 'licensing' })
})
afterAll(() => house[Symbol.asyncDispose]())

const read = (file: RegisterFile) => registersFrom(file, { authorityId: house.authorityId, corpus, today })
/** As the command does: compared, and written where nothing stands against it. */
const handIn = (file: RegisterFile) =>
  duringImport(house.admin, house.authorityId, () =>
    house.database.transaction(house.staff, async (tx) => {
      const { registers, faults } = read(file)
      const compared = await compareRegisters(tx, house.staff, registers)
      const all = [...faults, ...compared.faults].map(({ at, fault }) => `${at} ${fault}`)
      if (all.length === 0) await keepRegisters(tx, house.staff, registers)
      return { faults: all, changes: compared.changes.map(({ of, name, fields }) => [of, name, ...fields].join(' ')) }
    }),
  )
const reading = <Value>(work: (tx: Parameters<typeof compareRegisters>[0]) => Promise<Value>) =>
  house.database.transaction(house.staff, work)
/** The example with one thing in it another way; what is changed is a copy. */
function changed(change: (file: Required<RegisterFile>) => void): RegisterFile {
  const copy = structuredClone(example) as Required<RegisterFile>
  change(copy)
  return copy
}
const grower = 2

test('the example is of the form, and brings a house that knew nobody its people', async () => {
  expect(Value.Check(RegisterFile, example)).toBe(true)
  expect(await reading((tx) => whoRuns(tx, house.staff))).toBe('nobody')
  const first = await handIn(example)
  expect(first.faults).toEqual([])
  expect(first.changes).toHaveLength(20)
  expect(await handIn(example)).toEqual({ faults: [], changes: [] })
  expect(await reading((tx) => whoRuns(tx, house.staff))).toBe('somebody')
  const { items } = await reading((tx) => listParties(tx, house.staff, { q: 'Kwekerij' }))
  expect(items[0]).toMatchObject({
    kvk: '00000703',
    premises: [{ town: 'Voorbeeldveen', gln: expect.stringMatching(/^952/) }],
  })
  const [limit] = await reading((tx) => exemptionLimits(tx, house.authorityId, {}))
  expect(limit).toMatchObject({ exemption: 'VB-2026-001', acts: ['dry'], per: 'year', maxMg: 500_000_000n })
})

test('roles of staff count for the authority and for its inspectorate, and for nobody else', async () => {
  const officials = await reading((tx) =>
    Promise.all(['00000701', '00000702', '00000703', '99999999'].map((kvk) => partyOfKvk(tx, house.staff, kvk))),
  )
  expect(officials.map((one) => one?.isOfficial)).toEqual([true, true, false, undefined])
})

describe('what goes on', () => {
  const on = async (day: string) =>
    (
      await reading((tx) =>
        listExemptions(tx, house.staff, {
          on: Temporal.PlainDate.from(day),
          inForceOn: Temporal.PlainDate.from(day),
          q: 'VB-2026-001',
        }),
      )
    ).items[0]

  test('an exemption holds in another version from a day on, and said on the days before what it said', async () => {
    const renewed = changed(({ exemptions: [exemption] }) => {
      const [first] = exemption!.versions
      const scope = first!.scope.map((line) => ({ ...line, maxStockMg: '1000000000' }))
      exemption!.versions = [
        { ...first!, until: '2026-07-01' },
        { ...first!, from: '2026-07-01', scope },
      ]
    })
    expect(await handIn(renewed)).toEqual({
      faults: [],
      changes: ['version VB-2026-001, 2026-01-01 until', 'version VB-2026-001, 2026-07-01'],
    })
    expect((await on('2026-06-30'))?.scope[0]?.maxStockMg).toBe('2000000000')
    expect((await on('2026-06-30'))?.period.until).toBe('2026-07-01')
    expect((await on('2026-07-01'))?.scope[0]?.maxStockMg).toBe('1000000000')
    // The limit of the condition went along with both.
    expect(await reading((tx) => exemptionLimits(tx, house.authorityId, {}))).toHaveLength(2)
    // What is lost or said anew of days gone by is refused.
    expect((await handIn(example)).faults).toEqual(['/exemptions/0/versions version-lost'])
    const other = changed(({ exemptions: [exemption] }) => {
      exemption!.versions = structuredClone((renewed as Required<RegisterFile>).exemptions[0]!.versions)
      exemption!.versions[0]!.conditions = []
    })
    expect((await handIn(other)).faults).toEqual(['/exemptions/0/versions/0 version'])
  })

  test('it is withdrawn, and that is annulled', async () => {
    const only = (withdrawnOn: string | null): RegisterFile => {
      const { exemptions } = example as Required<RegisterFile>
      return { exemptions: [{ ...exemptions[3]!, withdrawnOn }] }
    }
    const ofWholesaler = async () =>
      (await reading((tx) => listExemptions(tx, house.staff, { on: today, inForceOn: today, q: 'VB-2026-004' }))).items
    expect((await handIn(only('2026-05-01'))).changes).toEqual(['exemption VB-2026-004 withdrawn'])
    expect(await ofWholesaler()).toHaveLength(0)
    expect((await handIn(only(null))).changes).toEqual(['exemption VB-2026-004 withdrawn'])
    expect(await ofWholesaler()).toHaveLength(1)
  })

  test('a name, a number and the last day of premises follow the file; a file may hold one party alone', async () => {
    const [party] = structuredClone((example as Required<RegisterFile>).parties.slice(grower, grower + 1))
    party!.name = 'Kwekerij Anders B.V.'
    party!.premises![0]!.until = '2027-01-01'
    party!.premises!.push({ key: 'second', name: 'Tweede kas', town: 'Elders', country: 'NL', from: '2026-06-01' })
    expect(await handIn({ parties: [party!] })).toEqual({
      faults: [],
      changes: ['party Kwekerij Anders B.V. name', 'premises Kas en drogerij period', 'premises Tweede kas'],
    })
  })
})

describe('what cannot be is named with its place, and nothing is written', () => {
  test.each<[string, string, (file: Required<RegisterFile>) => void]>([
    ['a number of two', '/parties/3/kvk twice', ({ parties }) => (parties[3]!.kvk = parties[4]!.kvk!)],
    ['a wrong GLN', '/parties/3/gln gln', ({ parties }) => (parties[3]!.gln = '9520000007000')],
    ['a country', '/parties/3/country country', ({ parties }) => (parties[3]!.country = 'XX')],
    ['two ministers', '/parties/1 second-authority', ({ parties }) => (parties[1]!.kind = 'authority')],
    ['a kind', '/parties/3/kind fixed', ({ parties }) => (parties[3]!.kind = 'packer')],
    ['an article', '/exemptions/1/ground article', ({ exemptions }) => (exemptions[1]!.ground = 'opiumwet/88')],
    ['a holder', '/exemptions/1/holder holder', ({ exemptions }) => (exemptions[1]!.holder = 'nobody')],
    [
      'premises',
      '/exemptions/1/versions/0/scope/0/premises/0 premises',
      ({ exemptions }) => (exemptions[1]!.versions[0]!.scope[0]!.premises = ['attic']),
    ],
    [
      'a list',
      '/exemptions/1/versions/0/scope/0/substances/0/list list',
      ({ exemptions }) => (exemptions[1]!.versions[0]!.scope[0]!.substances[0]!.list = 'I'),
    ],
    [
      'a substance',
      '/exemptions/1/versions/0/scope/0/substances/0/substanceId substance',
      ({ exemptions }) => (exemptions[1]!.versions[0]!.scope[0]!.substances[0]!.substanceId = 'hemp'),
    ],
    [
      'a period',
      '/exemptions/1/versions/0/until no-day',
      ({ exemptions }) => (exemptions[1]!.versions[0]!.until = '2026-01-01'),
    ],
    [
      'two versions of a day',
      '/exemptions/1/versions overlap',
      ({ exemptions }) => exemptions[1]!.versions.push({ ...exemptions[1]!.versions[0]!, from: '2030-01-01' }),
    ],
  ])('%s', async (_, fault, change) => {
    const before = await reading((tx) => listParties(tx, house.staff, { limit: 50 }))
    expect((await handIn(changed(change))).faults).toContain(fault)
    expect(await reading((tx) => listParties(tx, house.staff, { limit: 50 }))).toEqual(before)
  })
})

test('the database takes nothing in while no administrator holds the import open', async () => {
  const { registers } = read(example)
  await expect(reading((tx) => keepRegisters(tx, house.staff, registers))).rejects.toThrow('licensing/import-closed')
  const direct = await reading((tx) => keepRegisters(tx, { ...house.staff, wall: 'holder' }, registers)).catch(
    (error: unknown) => databaseError(error) ?? error,
  )
  expect(`${direct}`).toContain('import-closed')
})
