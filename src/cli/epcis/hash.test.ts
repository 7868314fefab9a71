// What `grein epcis hash` prints and how it ends. Not here: whether the hash is right (#chain).
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const program = join(import.meta.dirname, '../../../bin/grein.mjs')
const hash = (input: string, ...options: readonly string[]) => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, 'epcis', 'hash', ...options, '-'], {
    input,
    encoding: 'utf8',
    env: { ...process.env, LANG: 'en_GB.UTF-8', LC_ALL: '', LC_MESSAGES: '' },
  })
  return { stdout, stderr, status }
}
const event = {
  type: 'ObjectEvent',
  eventTime: '2026-03-01T08:00:00Z',
  eventTimeZoneOffset: '+01:00',
  action: 'OBSERVE',
}
const asXml = `<epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:2"><EPCISBody><EventList><ObjectEvent>
  <eventTime>2026-03-01T08:00:00Z</eventTime><eventTimeZoneOffset>+01:00</eventTimeZoneOffset><action>OBSERVE</action>
  </ObjectEvent></EventList></EPCISBody></epcis:EPCISDocument>`

test('an event has one hash as JSON and as XML, and --text shows what was hashed', () => {
  const json = hash(JSON.stringify(event))
  expect(json).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^ni:\/\/\/sha-256;[0-9a-f]{64}\?ver=CBV2\.0\n$/),
  })
  expect(hash(asXml).stdout).toBe(json.stdout)
  expect(hash(`\uFEFF${JSON.stringify(event)}`, '--text').stdout).toBe(
    `${json.stdout.trim()}\teventType=ObjectEventeventTime=2026-03-01T08:00:00.000ZeventTimeZoneOffset=+01:00action=OBSERVE\n`,
  )
})

test('what is no EPCIS ends with 65 and says where it went wrong', () => {
  expect(hash('<a><b></a>')).toMatchObject({ status: 65, stdout: '', stderr: expect.stringContaining('line 1') })
  expect(hash('{')).toMatchObject({ status: 65, stdout: '' })
  expect(hash('{}')).toMatchObject({ status: 65, stderr: expect.stringContaining('no EPCIS event') })
})
