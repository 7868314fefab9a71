// Who may do what, asked as the software asks it. Not here: the wall in the database; a store's own tests show that.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as cedar from '@cedar-policy/cedar-wasm/nodejs'
import { assert, expect, test } from 'vitest'
import { newId, Refused, sayIn } from '#kernel'
import type { Actor } from '../actor.ts'
import { type Role, roles, scopes } from '../contract.ts'
import { type AccessResource, createAccess, type Denial } from './access.ts'
import { type Action, actionOfAct, actions } from './actions.ts'
import { findPolicyFaults, readPolicies } from './policies.ts'
import { accessReference } from './reference.ts'

const at = Temporal.Instant.from('2026-03-02T10:00:00Z')
const authorityId = newId('authority')
const mine = newId('party')
const theirs = newId('party')
const trace = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), isSampled: false }

function anActor(role: Role, over: Partial<Actor> = {}): Actor {
  const isStaff = role.startsWith('authority-') || role === 'inspector' || role === 'policy-officer'
  return {
    kind: 'person',
    authorityId,
    userId: newId('user'),
    clientId: null,
    partyId: mine,
    roles: [role],
    wall: isStaff ? 'staff' : 'holder',
    assurance: 'substantial',
    steppedUpAt: null,
    trace,
    ...over,
  }
}

const anonymous = (): Actor => anActor('public', { kind: 'anonymous', userId: null, partyId: null, wall: 'public' })
const batchOf = (...partyIds: AccessResource['partyIds'] & object): AccessResource => ({
  kind: 'batch',
  id: newId('batch'),
  partyIds,
})

const policySet = readPolicies()

function anAccess() {
  const denials: Denial[] = []
  const recordDenial = async (denial: Denial) => {
    denials.push(denial)
  }
  const access = createAccess({ now: () => at, recordDenial }, policySet)
  return { access, denials }
}

test('every policy and the schema are valid, and Cedar has no warning', () => {
  expect(findPolicyFaults(policySet)).toEqual([])
})

test('a policy with a misspelt role is found by the validation', () => {
  const { schema, policies } = policySet
  const policy = policies.get('inspector-holds')
  assert(policy)
  const wrong = { ...policy, text: policy.text.replace('"inspector"', '"inspektor"') }
  expect(findPolicyFaults({ schema, policies: new Map([[wrong.id, wrong]]) })).toHaveLength(1)
})

test('the schema and the program name the same actions, roles and scopes', () => {
  const { schema, principals } = policySet
  const isGroup = ([, types]: [string, readonly string[]]) => types.length === 0
  const names = (which: boolean) => [...principals].filter((entry) => isGroup(entry) === which).map(([name]) => name)
  expect(names(false).sort()).toEqual([...actions].sort())
  expect(names(true)).toEqual(expect.arrayContaining([...scopes]))
  const read = cedar.schemaToJson(schema)
  assert(read.type === 'success')
  const role = read.json['Grein']?.entityTypes['Role']
  assert(role && 'enum' in role)
  expect([...role.enum].sort()).toEqual([...roles].sort())
})

// A policy that never decides anything is a mistake nobody notices: a misspelt condition, or a permit that a forbid always beats.
test('every action is given to at least one role, and every policy decides some question', () => {
  const { access } = anAccess()
  const decided = new Set<string>()
  const given = new Set<Action>()
  const circumstances = { reason: 'return', state: 'sample', heldBy: mine }
  const aMachine = (role: Role, given: readonly string[]) =>
    anActor(role, { kind: 'machine', userId: null, clientId: newId('client'), scopes: given })
  const askers = [
    ...roles.map((role) => anActor(role, { steppedUpAt: at })),
    anActor('authority-decision-maker', { assurance: 'low' }),
    aMachine('inspector', scopes),
    aMachine('holder-chain-officer', []),
    anActor('public', { kind: 'system' }),
  ]
  for (const actor of askers) {
    for (const action of actions) {
      const abroad = { ...batchOf(theirs), authorityId: newId('authority') }
      for (const item of [{ ...batchOf(mine), ...circumstances }, batchOf(theirs), abroad, undefined]) {
        const { allowed, policyIds } = access.check(actor, action, item)
        for (const id of policyIds) decided.add(id)
        if (allowed && actor.kind === 'person') given.add(action)
      }
    }
  }
  expect([...given].sort()).toEqual([...actions].sort())
  expect([...decided].sort()).toEqual([...policySet.policies.keys()].sort())
})

// `vitest -u` writes the page anew; a changed policy shows up here as a changed table.
test('docs/reference/access.md is what the policies say', async () => {
  await expect(accessReference(policySet)).toMatchFileSnapshot(
    join(import.meta.dirname, '../../../docs/reference/access.md'),
  )
})

const may: readonly [Role, Action, Partial<AccessResource>, 'own' | 'other', boolean][] = [
  ['holder-chain-officer', 'licensing:locate-premises', {}, 'own', true],
  ['holder-chain-officer', 'licensing:locate-premises', {}, 'other', false],
  ['holder-reader', 'licensing:locate-premises', {}, 'own', false],
  ['authority-case-worker', 'licensing:locate-premises', {}, 'other', true],
  ['holder-administrator', 'licensing:number-premises', {}, 'own', true],
  ['holder-administrator', 'licensing:number-premises', {}, 'other', false],
  ['holder-reader', 'licensing:number-premises', {}, 'own', false],
  ['authority-chain-manager', 'licensing:number-premises', {}, 'other', true],
  ['holder-chain-officer', 'chain:record:harvest', {}, 'own', true],
  ['holder-chain-officer', 'chain:record:harvest', {}, 'other', false],
  ['holder-chain-officer', 'chain:record:dispense', {}, 'own', false],
  ['holder-chain-officer', 'chain:record:lift', {}, 'own', false],
  ['holder-chain-officer', 'chain:record:lift', { heldBy: theirs }, 'own', false],
  ['holder-chain-officer', 'chain:record:lift', { heldBy: mine }, 'own', true],
  ['pharmacist', 'chain:record:dispense', {}, 'own', true],
  ['pharmacist', 'chain:record:ship', { reason: 'supply' }, 'own', false],
  ['pharmacist', 'chain:record:ship', { reason: 'return' }, 'own', true],
  ['laboratory-analyst', 'chain:record:destroy', { state: 'quarantine' }, 'own', false],
  ['laboratory-analyst', 'chain:record:destroy', { state: 'sample' }, 'own', true],
  ['authority-chain-manager', 'chain:record:hand-over', {}, 'other', false],
  ['authority-chain-manager', 'chain:record:ship', {}, 'own', true],
  ['authority-chain-manager', 'chain:record:ship', {}, 'other', false],
  ['inspector', 'chain:read-batches', {}, 'other', true],
  ['inspector', 'chain:record:hold', {}, 'other', true],
  ['inspector', 'chain:record:recall', {}, 'other', true],
  ['authority-chain-manager', 'chain:record:recall', {}, 'other', true],
  ['holder-chain-officer', 'chain:record:hold', {}, 'own', true],
  ['holder-chain-officer', 'chain:record:recall', {}, 'own', false],
  ['inspector', 'chain:record:lift', {}, 'other', false],
  ['authority-case-worker', 'chain:trace', {}, 'other', true],
  ['authority-case-worker', 'chain:record:hold', {}, 'other', false],
  ['policy-officer', 'chain:read-aggregates', {}, 'other', true],
  ['policy-officer', 'chain:read-batches', {}, 'other', false],
  ['researcher', 'chain:record:receive', {}, 'own', true],
  ['researcher', 'chain:read-batches', {}, 'other', false],
  ['holder-reader', 'chain:read-batches', {}, 'own', true],
  ['holder-reader', 'chain:record:receive', {}, 'own', false],
  ['monitor-analyst', 'chain:read-batches', {}, 'own', false],
  ['monitor-analyst', 'law:check-substance', {}, 'other', true],
]
test.each(may)('%s, %s %j, %s: %s', (role, action, over, whose, expected) => {
  const { access } = anAccess()
  const item = { ...batchOf(whose === 'own' ? mine : theirs), ...over }
  expect(access.check(anActor(role), action, item).allowed).toBe(expected)
})

test('another authority is beyond every wall, for staff too', () => {
  const { access } = anAccess()
  const abroad = { ...batchOf(mine), authorityId: newId('authority') }
  for (const role of roles) {
    const verdict = access.check(anActor(role, { steppedUpAt: at }), 'chain:read-batches', abroad)
    expect(verdict, role).toMatchObject({ allowed: false, reason: 'not-found' })
  }
})

test('a decision asks for a passkey of the last ten minutes, and only from who could decide with one', () => {
  const { access } = anAccess()
  const decide = (role: Role, steppedUpAt: Actor['steppedUpAt']) =>
    access.check(anActor(role, { steppedUpAt }), 'chain:release', batchOf(theirs)).reason
  expect(decide('authority-decision-maker', null)).toBe('step-up-needed')
  expect(decide('authority-decision-maker', at.subtract({ minutes: 10 }))).toBe('step-up-needed')
  expect(decide('authority-decision-maker', at.subtract({ minutes: 9, seconds: 59 }))).toBe(null)
  // The clock was set back: one of tomorrow counts no more than one of yesterday.
  expect(decide('authority-decision-maker', at.add({ hours: 24 }))).toBe('step-up-needed')
  expect(decide('authority-chain-manager', null)).toBe('forbidden')
})

test('recording at assurance low is refused with the way out', () => {
  const { access } = anAccess()
  const low = anActor('pharmacist', { assurance: 'low' })
  expect(access.check(low, 'chain:record:receive', batchOf(mine)).reason).toBe('assurance-too-low')
  expect(access.check(low, 'chain:read-batches', batchOf(mine)).allowed).toBe(true)
})

test('at assurance low one reads, hands in a document and keeps one’s own things; in another authority not even that', () => {
  const { access } = anAccess()
  const free =
    /^(law:|log:|licensing:read-|chain:(read-|trace$)|documents:|platform:(profile|saved-views|read-denials)$)/
  const abroad = { ...batchOf(mine), authorityId: newId('authority') }
  for (const role of roles) {
    const low = anActor(role, { assurance: 'low', steppedUpAt: at })
    const high = anActor(role, { assurance: 'high', steppedUpAt: at })
    for (const action of actions) {
      const isFree = free.test(action)
      for (const reason of ['return', 'supply'])
        if (!isFree)
          expect(access.check(low, action, { ...batchOf(mine), reason }).allowed, `${role} ${action}`).toBe(false)
      if (!/^(law|log):/.test(action))
        expect(access.check(high, action, abroad).allowed, `${role} ${action}`).toBe(false)
    }
  }
})

test("somebody else's batch is absent, not forbidden; one's own that one may not touch is forbidden", () => {
  const { access } = anAccess()
  const reader = anActor('holder-reader')
  expect(access.check(reader, 'chain:record:receive', batchOf(theirs)).reason).toBe('not-found')
  expect(access.check(reader, 'chain:record:receive', batchOf(mine)).reason).toBe('forbidden')
  expect(access.check(anonymous(), 'chain:read-batches').reason).toBe('not-authenticated')
})

test('a machine client stays within its scopes and its party, whatever its roles', () => {
  const { access } = anAccess()
  const machine = (role: Role, ...given: string[]) =>
    anActor(role, { kind: 'machine', userId: null, clientId: newId('client'), scopes: given })
  const check = (actor: Actor, action: Action, item: AccessResource) => access.check(actor, action, item).allowed
  expect(check(machine('holder-chain-officer', 'chain:record'), 'chain:record:ship', batchOf(mine))).toBe(true)
  expect(check(machine('holder-chain-officer', 'chain:read'), 'chain:record:ship', batchOf(mine))).toBe(false)
  expect(check(machine('inspector', 'chain:read'), 'chain:read-batches', batchOf(theirs))).toBe(false)
  expect(check(machine('authority-decision-maker', ...scopes), 'chain:release', batchOf(mine))).toBe(false)
})

test('a program without a scope hears which one, and one whose role may not do it at all hears that', async () => {
  const { access } = anAccess()
  const said = async (role: Role, action: Action, ...given: string[]) => {
    const machine = anActor(role, { kind: 'machine', userId: null, clientId: newId('client'), scopes: given })
    const [refused] = await Promise.allSettled([access.require(machine, action, batchOf(mine))])
    assert(refused.status === 'rejected' && refused.reason instanceof Refused)
    const { problem, params } = refused.reason.refusal
    expect(problem.code).toBe('platform/forbidden')
    return problem.detail(params as never, sayIn('en')).en // The row's own values.
  }
  expect(await said('holder-chain-officer', 'chain:record:ship', 'chain:read')).toContain('the scope "chain:record"')
  expect(await said('holder-reader', 'chain:read-batches')).toContain('the scope "chain:read"')
  expect(await said('holder-reader', 'chain:record:ship', 'chain:read')).toContain(
    'None of your roles gives this right: "Ship"',
  )
})

test('no machine may do what the schema keeps for people, with every role and scope there is', () => {
  const { access } = anAccess()
  const { principals } = policySet
  const machine = anActor('public', { kind: 'machine', userId: null, clientId: newId('client'), roles, scopes })
  for (const action of actions) {
    if (principals.get(action)?.includes('Grein::Machine')) continue
    expect(access.check({ ...machine, steppedUpAt: at }, action).allowed, action).toBe(false)
  }
})

test('a denial is recorded before it is thrown, with opaque ids and the policies that decided', async () => {
  const { access, denials } = anAccess()
  const actor = anActor('authority-decision-maker')
  const item = batchOf(theirs)
  await expect(access.require(actor, 'chain:release', item)).rejects.toSatisfy(
    (error) => error instanceof Refused && error.refusal.problem.code === 'platform/step-up-needed',
  )
  expect(denials).toEqual([
    {
      actor,
      action: 'chain:release',
      resourceKind: 'batch',
      resourceId: item.id,
      policyIds: ['decision-needs-passkey'],
      reason: 'step-up-needed',
    },
  ])
  await access.require({ ...actor, steppedUpAt: at }, 'chain:release', item)
  expect(denials).toHaveLength(1)
})

test('when the denial cannot be recorded, it is still no', async () => {
  const access = createAccess({ now: () => at, recordDenial: () => Promise.reject(new Error('the database is gone')) })
  await expect(access.require(anonymous(), 'chain:read-batches')).rejects.toThrow()
})

test('what was not found is recorded too: it may be someone else’s', async () => {
  const { access, denials } = anAccess()
  const id = newId('batch')
  await expect(
    access.denyAbsent(anActor('pharmacist'), 'chain:read-batches', { kind: 'batch', id }),
  ).rejects.toMatchObject({ message: 'platform/not-found' })
  expect(denials).toMatchObject([{ resourceKind: 'batch', resourceId: id, reason: 'not-found' }])
})

test('permissions say what one may do at all, with a passkey or in some circumstances', () => {
  const { access } = anAccess()
  expect(access.permissionsOf(anonymous())).toEqual(['law:check-substance', 'log:read-proof'])
  expect(access.permissionsOf(anActor('authority-decision-maker'))).toContain('chain:release')
  const analyst = access.permissionsOf(anActor('laboratory-analyst'))
  expect(analyst).toEqual(expect.arrayContaining(['chain:record', 'chain:record:destroy', 'platform:profile']))
  expect(analyst).not.toContain('chain:record:plant')
})

test('the action of an act', () => {
  expect(actionOfAct('release')).toBe('chain:release')
  expect(actionOfAct('ship')).toBe('chain:record:ship')
})

test('each role of the contract stands in the policies, or is one the chain does not know', () => {
  const text = ['everyone', 'staff', 'holders']
    .map((name) => readFileSync(join(import.meta.dirname, 'policies', `${name}.cedar`), 'utf8'))
    .join('')
  const unknownToTheChain = ['monitor-analyst', 'test-location-worker', 'public']
  expect(roles.filter((role) => !text.includes(`"${role}"`))).toEqual(unknownToTheChain)
})
