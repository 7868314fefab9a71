// Nothing goes out but to hosts the operator named, over TLS, to addresses the world can reach. Not here: what is posted.
import { describe, expect, test } from 'vitest'
import { isPrivate, openPoster } from './poster.ts'

const sent: { address: string; host: string }[] = []
const poster = (address: string) =>
  openPoster({
    allowedHosts: ['events.example.nl', '*.partner.example'],
    resolve: async () => [{ address, family: address.includes(':') ? 6 : 4 }],
    send: async (target) => {
      sent.push({ address: target.address, host: target.url.hostname })
      return 204
    },
  })

describe('posting', () => {
  test('calls the very address that was looked at', async () => {
    expect(await poster('93.184.215.14').post('https://events.example.nl/x', '{}', {})).toEqual({
      kind: 'answered',
      status: 204,
    })
    expect(sent).toEqual([{ address: '93.184.215.14', host: 'events.example.nl' }])
  })

  test.each([
    ['http://events.example.nl/', 'scheme'],
    ['ftp://events.example.nl/', 'scheme'],
    ['https://me:secret@events.example.nl/', 'scheme'],
    ['not an address', 'scheme'],
    ['https://example.nl/', 'host'],
    ['https://events.example.nl.evil.example/', 'host'],
    ['https://partner.example/', 'host'],
    ['https://127.0.0.1/', 'host'],
  ])('%s is never called: %s', async (url, why) => {
    expect(await poster('93.184.215.14').post(url, '{}', {})).toEqual({ kind: 'not-allowed', why })
    expect(poster('93.184.215.14').mayCall(url)).toBe(false)
  })

  test('a name below an allowed one is allowed, and a name that leads inside is not', async () => {
    expect(poster('93.184.215.14').mayCall('https://a.b.partner.example/')).toBe(true)
    expect(await poster('10.1.2.3').post('https://a.partner.example/', '{}', {})).toEqual({
      kind: 'not-allowed',
      why: 'private',
    })
  })

  test('what fails is told by its code', async () => {
    const failing = openPoster({
      allowedHosts: ['a.example'],
      resolve: async () => Promise.reject(Object.assign(new Error('a.example not found'), { code: 'ENOTFOUND' })),
    })
    expect(await failing.post('https://a.example/', '', {})).toEqual({ kind: 'failed', why: 'ENOTFOUND' })
    const silent = openPoster({ allowedHosts: ['a.example'], resolve: () => new Promise(() => {}), waitMs: 20 })
    expect(await silent.post('https://a.example/', '', {})).toEqual({ kind: 'failed', why: 'TimeoutError' })
  })
})

test.each([
  '127.0.0.1',
  '10.0.0.1',
  '169.254.169.254',
  '192.168.1.1',
  '172.31.0.1',
  '100.100.0.1',
  '0.0.0.0',
  '::1',
  '::',
  'fe80::1',
  'fd00::1',
  '::ffff:10.0.0.1',
  '::ffff:7f00:1',
  '64:ff9b::a00:1',
  'nonsense',
  '::127.0.0.1',
  '::7f00:1',
  'fec0::1',
  '192.88.99.1',
])('%s is not of the world', (address) => expect(isPrivate(address)).toBe(true))
test.each(['93.184.215.14', '2a00:1450:4001::200e', '172.32.0.1', '::ffff:93.184.215.14'])('%s is', (address) => {
  expect(isPrivate(address)).toBe(false)
})
