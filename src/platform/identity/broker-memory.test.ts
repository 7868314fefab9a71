// The broker's memory forgets on time and does not grow without end. Not here: the broker.
import { expect, test } from 'vitest'
import { openBrokerMemory } from './broker-memory.ts'

function aMemory() {
  let atMs = 1_000_000
  const open = openBrokerMemory(() => atMs)
  return {
    codes: open('AuthorizationCode'),
    sessions: open('Session'),
    pass: (seconds: number) => (atMs += seconds * 1000),
  }
}

test('what was kept is found until it ends, by its kind alone', async () => {
  const { codes, sessions, pass } = aMemory()
  await codes.upsert('a', {}, 60)
  expect(await codes.find('a')).toEqual({})
  expect(await sessions.find('a')).toBeUndefined()
  pass(60)
  expect(await codes.find('a')).toBeUndefined()
})

test('a used code stays known as used, so that a second use is seen', async () => {
  const { codes } = aMemory()
  await codes.upsert('a', {}, 60)
  await codes.consume('a')
  expect(await codes.find('a')).toEqual({ consumed: 1_000 })
})

test('a session is found by its uid; a revoked grant takes its codes along', async () => {
  const { codes, sessions } = aMemory()
  await sessions.upsert('s', { uid: 'u' }, 60)
  expect(await sessions.findByUid('u')).toEqual({ uid: 'u' })
  await codes.upsert('a', { grantId: 'g' }, 60)
  await codes.upsert('b', { grantId: 'h' }, 60)
  await codes.revokeByGrantId('g')
  expect([await codes.find('a'), await codes.find('b')]).toEqual([undefined, { grantId: 'h' }])
})

test('past its limit the oldest makes room', async () => {
  const { codes } = aMemory()
  for (let count = 0; count <= 5_000; count++) await codes.upsert(`${count}`, {}, 60)
  expect([await codes.find('0'), await codes.find('1')]).toEqual([undefined, {}])
})
