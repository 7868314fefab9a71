// A decision of an expert answers as it was recorded: each of its columns edited by SQL is named by its number. Not here: recording one (licensing).
import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseId } from '#kernel'
import { loadCorpus } from '#law/corpus'
import { recordExpertDecision, withdrawExpertDecision } from '#licensing'
import { openWorld, type World } from '../testing/world.ts'
import { verifyLedger } from './verify-ledger.ts'

let world: World
let decisionId: string
beforeAll(async () => {
  world = await openWorld()
  const corpus = await loadCorpus(resolve(import.meta.dirname, '../../../corpus'))
  const now = world.now
  const actor = {
    ...world.actorFor({ wall: 'staff', roles: ['authority-decision-maker'] }),
    steppedUpAt: now.subtract({ minutes: 1 }),
  }
  const expert = { name: 'Dr. A. Example', profession: 'chemist', organisation: 'Laboratory of the test' } as const
  const structure = { smiles: 'CC(N)Cc1ccccc1', inchiKey: 'KWTSXDURSIMDCE-UHFFFAOYSA-N' }
  const said = { question: 'Is it?', conclusion: 'Yes.', grounds: 'By its parts.', basis: ['opiumwet/2a/1'], expert }
  await world.database.transaction(actor, async (tx) => {
    const input = {
      ...{ ...said, from: '2025-07-01', until: '2027-01-01', documents: [], replaces: null },
      subject: { kind: 'finding', about: 'group:fenethylaminen', says: 'in', substanceId: null, structure } as const,
    }
    const first = await recordExpertDecision(tx, actor, input, { corpus, now })
    const id = parseId('expertDecision', first.expertDecisionId)!
    const taken = await withdrawExpertDecision(tx, actor, { decisionId: id, grounds: 'No.', expert }, { now })
    decisionId = parseId('expertDecision', taken.expertDecisionId)!
  })
  expect((await verifyLedger(world.admin, world.authorityId)).faults).toEqual([])
  await world.admin.query('alter table licensing.expert_decision disable trigger all')
})
afterAll(() => world[Symbol.asyncDispose]())

test.each([
  `number = 'D-2020-0009'`,
  `kind = 'decision'`,
  'follows_id = gen_random_uuid()',
  `about = 'named:ghb'`,
  `says = 'out'`,
  `reading_id = 'x'`,
  'accepts = true',
  `substance_id = 'x'`,
  `inchi_key = 'KWTSXDURSIMDCE-UHFFFAOYSA-M'`,
  `smiles = 'C'`,
  `period = '[2025-07-01,)'`,
  `period = '[2025-07-02,2027-01-01)'`,
  `question = ''`,
  `conclusion = 'No.'`,
  `grounds = 'Yes.'`,
  `basis = '{opiumwet/2}'`,
  `profession = 'lawyer'`,
  `documents = '[{"sha256": "00"}]'`,
  `documents = '{}'`,
  `decided_on = decided_on - 1`,
  `decided_at = decided_at + interval '1 second'`,
  'user_id = gen_random_uuid()',
  `stepped_up_at = stepped_up_at - interval '1 second'`,
])('%s: named', async (change) => {
  const rows = await world.admin.query(
    'select to_jsonb(d) as was from licensing.expert_decision as d where decision_id = $1',
    [decisionId],
  )
  await world.admin.query(`update licensing.expert_decision set ${change} where decision_id = $1`, [decisionId])
  const { faults } = await verifyLedger(world.admin, world.authorityId)
  expect(faults.map(({ id }) => id)).toEqual([decisionId])
  const column = change.split(' ', 1)[0]
  await world.admin.query(
    `update licensing.expert_decision as d set ${column} = was.${column}
     from jsonb_populate_record(null::licensing.expert_decision, $2) as was where d.decision_id = $1`,
    [decisionId, JSON.stringify((rows[0] as { was: object }).was)],
  )
})
