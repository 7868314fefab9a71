// What somebody may paste where a public key is asked for. Not here: whether the server takes the key.
import { expect, test } from 'vitest'
import { readPublicKeys } from './public-keys.ts'

const key = { kty: 'EC', crv: 'P-256', x: 'a', y: 'b', kid: 'one', alg: 'ES256' }

test.each<[string, unknown, number]>([
  ['one key', key, 1],
  ['a set of them', { keys: [key, { ...key, kid: 'two' }] }, 2],
  ['a bare list', [key], 1],
])('%s is read', (_name, value, count) => {
  expect(readPublicKeys(JSON.stringify(value, null, 2)).keys?.keys).toHaveLength(count)
})

test.each<[string, string, string]>([
  ['nothing', '  ', 'missing'],
  ['half a key', '{"kty":"EC"', 'not-json'],
  ['a text', '"key"', 'not-json'],
  ['an empty set', '{"keys":[]}', 'not-json'],
  ['a key that is none', '{"keys":[null]}', 'not-json'],
  ['a private key', JSON.stringify({ ...key, d: 'secret' }), 'secret'],
  ['a private key among others', JSON.stringify({ keys: [key, { ...key, d: '' }] }), 'secret'],
  ['a shared key', JSON.stringify({ kty: 'oct', k: 'secret', kid: 'x', alg: 'HS256' }), 'secret'],
  ['a PEM file', '-----BEGIN EC PRIVATE KEY-----\nMHc…', 'secret'],
  ['a key without a name', JSON.stringify({ ...key, kid: '' }), 'incomplete'],
  ['a key without its algorithm', JSON.stringify({ ...key, alg: undefined }), 'incomplete'],
  ['six keys', JSON.stringify({ keys: Array(6).fill(key) }), 'too-many'],
])('%s is refused before it is sent', (_name, text, fault) => {
  expect(readPublicKeys(text)).toEqual({ keys: null, fault })
})
