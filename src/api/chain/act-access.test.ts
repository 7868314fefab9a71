// Which question access is asked about an act. Not here: the answers (platform/access).
import { expect, test } from 'vitest'
import type { Act } from '#chain/contract'
import { newId, printId } from '#kernel'
import { type Actor, createAccess } from '#platform'
import { actionFor, resourceOfAct } from './act-access.ts'

const at = Temporal.Instant.from('2026-03-02T10:00:00Z')
const mine = newId('party')
const theirs = newId('party')
const access = createAccess({ now: () => at, recordDenial: async () => {} })

const someone = (role: Actor['roles'][number], over: Partial<Actor> = {}): Actor => ({
  kind: 'person',
  authorityId: newId('authority'),
  userId: newId('user'),
  clientId: null,
  partyId: mine,
  roles: [role],
  wall: role.startsWith('authority-') || role === 'inspector' ? 'staff' : 'holder',
  assurance: 'high',
  steppedUpAt: null,
  trace: { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), isSampled: false },
  ...over,
})
const common = {
  eventId: printId('event', newId('event')),
  occurredAt: at.toString(),
  premisesId: printId('premises', newId('premises')),
  reason: 'x',
}
const correct: Act = { kind: 'correct', ...common, correctsId: printId('event', newId('event')) }
const settle: Act = { kind: 'settle-difference', ...common, accountId: printId('account', newId('account')) }
const hold = (scope: 'batch' | 'recall'): Act => ({
  kind: 'hold',
  ...common,
  batchId: printId('batch', newId('batch')),
  scope,
})
const ask = (actor: Actor, act: Act, subject: Parameters<typeof actionFor>[1] = null) =>
  access.check(actor, actionFor(act, subject), resourceOfAct(actor, act, subject)).reason ?? 'allowed'

test('taking back and settling are asked of whose it was, not of who asks', () => {
  const manager = someone('authority-chain-manager')
  const dispensed = (holderId: typeof mine) => ({ kind: 'dispense' as const, holderId })
  expect(ask(manager, correct, dispensed(mine))).toBe('allowed')
  expect(ask(manager, correct, dispensed(theirs))).toBe('forbidden')
  expect(ask(someone('inspector'), correct, dispensed(theirs))).toBe('forbidden')
  expect(ask(someone('pharmacist'), correct, dispensed(mine))).toBe('allowed')
  expect(ask(someone('pharmacist'), correct, dispensed(theirs))).toBe('not-found')
  expect(ask(manager, settle, { kind: null, holderId: mine })).toBe('allowed')
  expect(ask(manager, settle, { kind: null, holderId: theirs })).toBe('forbidden')
})

test('a release is taken back by who releases, with a passkey', () => {
  const released = { kind: 'release' as const, holderId: mine }
  expect(ask(someone('authority-decision-maker'), correct, released)).toBe('step-up-needed')
  expect(ask(someone('authority-decision-maker', { steppedUpAt: at }), correct, released)).toBe('allowed')
  expect(ask(someone('authority-chain-manager', { steppedUpAt: at }), correct, released)).toBe('forbidden')
})

test('a pharmacist and a researcher send back what they have, and supply nobody', () => {
  const ship = (reason: 'supply' | 'service' | 'return' | 'recall'): Act => ({
    ...common,
    ...{ kind: 'ship', reason, shipmentId: printId('shipment', newId('shipment')), lines: [] },
    ...{ receiverId: printId('party', theirs), toPremisesId: printId('premises', newId('premises')) },
  })
  for (const role of ['pharmacist', 'researcher'] as const) {
    expect(['return', 'recall'].map((reason) => ask(someone(role), ship(reason as 'return')))).toEqual([
      'allowed',
      'allowed',
    ])
    expect(['supply', 'service'].map((reason) => ask(someone(role), ship(reason as 'supply')))).toEqual([
      'forbidden',
      'forbidden',
    ])
  }
})

test('a recall is the chain manager’s and the inspector’s; a hold is a holder’s too, and lifted by who placed it', () => {
  const officer = someone('holder-chain-officer')
  expect(ask(officer, hold('batch'))).toBe('allowed')
  expect(ask(officer, hold('recall'))).toBe('forbidden')
  for (const role of ['inspector', 'authority-chain-manager'] as const)
    expect(ask(someone(role), hold('recall'))).toBe('allowed')
  const lift: Act = { ...common, kind: 'lift', batchId: printId('batch', newId('batch')), holdEventId: common.eventId }
  expect(ask(officer, lift, { kind: 'hold', holderId: mine })).toBe('allowed')
  expect(ask(officer, lift, { kind: 'hold', holderId: theirs })).toBe('forbidden')
})
