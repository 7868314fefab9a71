// What `grein epcis check` prints and how it ends. Not here: whether the judgement is right (#chain).
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const program = join(import.meta.dirname, '../../../bin/grein.mjs')
const check = (input: string, ...options: readonly string[]) => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, 'epcis', 'check', ...options, '-'], {
    input,
    encoding: 'utf8',
    env: { ...process.env, LANG: 'en_GB.UTF-8', LC_ALL: '', LC_MESSAGES: '' },
  })
  return { stdout: stdout.replace(/[\u00a0\u202f]/g, ' '), stderr, status } // A figure and its unit do not wrap.
}
const drying = (outKg: number, more: object = {}) =>
  JSON.stringify({
    '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
    type: 'TransformationEvent',
    eventTime: '2026-03-01T08:00:00Z',
    eventTimeZoneOffset: '+01:00',
    inputQuantityList: [{ epcClass: 'urn:x:wet', quantity: 5, uom: 'KGM' }],
    outputQuantityList: [{ epcClass: 'urn:x:dry', quantity: outKg, uom: 'KGM' }],
    ...more,
  })

test('a sound document ends with 0', () => {
  expect(check(drying(5))).toMatchObject({
    status: 0,
    stdout: '-: valid, one event\n  mass #0: balanced, 5,000 g in and out\n',
  })
})

test('mass that does not balance and faults are named with their place, and end with another code', () => {
  const lost = check(drying(4.999_999))
  expect([lost.status, lost.stdout]).toEqual([
    1,
    '-: valid, one event\n  mass #0: NOT balanced, 5,000 g in and 4,999.999 g out; difference 1 mg\n',
  ])
  const wrong = check(drying(5, { bizStep: 'smoking' }), '--json')
  expect(wrong.status).toBe(lost.status)
  expect(JSON.parse(wrong.stdout)).toMatchObject({
    valid: false,
    faults: [{ pointer: '/bizStep', code: 'unknown-word' }],
    mass: [{ verdict: { kind: 'balanced', inMg: '5000000' } }],
  })
})

test('a hash of another event is remarked upon, and the document stays valid', () => {
  const claimed = `ni:///sha-256;${'0'.repeat(64)}?ver=CBV2.0`
  const told = check(drying(5, { eventID: claimed }))
  expect([told.status, told.stdout]).toEqual([
    0,
    expect.stringMatching(/valid, one event\n {2}\/eventID: .*not of this event/),
  ])
  const own = /that is (ni:\S+)\./.exec(told.stdout)?.[1]
  expect(check(drying(5, { eventID: own })).stdout).not.toContain('eventID')
})

test('mass nobody can judge ends with 2 and says what lacks it', () => {
  const unweighed = check(drying(5, { inputQuantityList: [{ epcClass: 'urn:x:wet' }] }))
  expect([unweighed.status, unweighed.stdout]).toEqual([
    2,
    '-: valid, one event\n  mass #0: not decidable, without mass: urn:x:wet\n',
  ])
})

test('what is no EPCIS ends with 65', () => {
  expect(check('<a><b></a>')).toMatchObject({ status: 65, stdout: '', stderr: expect.stringContaining('line 1') })
})
