// What a body must not be: bytes that are no text, a key twice, depth without end. Each is refused by its own code.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maxJsonDepth, readJson } from './json-body.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const codeOf = (text: string) => {
  const read = readJson(bytes(text))
  return read.ok ? 'read' : read.refusal.problem.code
}

test.each([
  ['', 'api/json-unreadable'],
  ['{"a":1', 'api/json-unreadable'],
  ['{"a":1}}', 'api/json-unreadable'],
  ["{'a':1}", 'api/json-unreadable'],
  ['{"a":"never closed', 'api/json-unreadable'],
  ['{"a":1,"a":2}', 'api/json-key-twice'],
  ['{"a":1,"\\u0061":2}', 'api/json-key-twice'],
  ['[{"b":[{"a":1,"c":{},"a":2}]}]', 'api/json-key-twice'],
  ['{"__proto__":{"role":"inspector"}}', 'api/json-key-refused'],
  ['{"\\u005f_proto__":{}}', 'api/json-key-refused'],
  ['{"x":{"__proto__" : 1}}', 'api/json-key-refused'],
  ['['.repeat(200_000), 'api/json-too-deep'],
  ['{"a":'.repeat(200_000), 'api/json-too-deep'],
  ['{"a":1,"b":{"a":2}}', 'read'],
  ['[{"a":1},{"a":2}]', 'read'],
  ['["__proto__"]', 'read'],
  ['["\\ud83d\\ude00"]', 'read'],
  ['["\\uD83D\\uDE00 \\u00e9 \\n"]', 'read'],
  ['["\\\\ud83d"]', 'read'],
  ['["\\ud83d"]', 'api/text-unreadable'],
  ['["\\ud83d x \\ude00"]', 'api/text-unreadable'],
  ['["\\ude00\\ud83d"]', 'api/text-unreadable'],
  ['["\\ud83d\\n"]', 'api/text-unreadable'],
  ['["\\ud83d x \\n"]', 'api/text-unreadable'],
  ['{"a\\udfff":1}', 'api/text-unreadable'],
  ['{"a":"{[\\"__proto__\\":1"}', 'read'],
])('%s → %s', (text, code) => {
  expect(codeOf(text)).toBe(code)
})

test('bytes that are no UTF-8 are refused, wherever they stand', () => {
  const broken = Uint8Array.from([...bytes('{"name":"'), 0xff, 0xfe, ...bytes('"}')])
  const read = readJson(broken)
  expect(read.ok ? '' : read.refusal.problem.code).toBe('api/text-unreadable')
})

test('the deepest allowed is allowed, one more is not', () => {
  expect(codeOf('['.repeat(maxJsonDepth) + ']'.repeat(maxJsonDepth))).toBe('read')
  expect(codeOf('['.repeat(maxJsonDepth + 1) + ']'.repeat(maxJsonDepth + 1))).toBe('api/json-too-deep')
})

// What JSON.stringify writes has no double keys: it must always be read back as it was.
test('every JSON value comes back as it went', () => {
  const ordinary = fc.jsonValue({ maxDepth: 6 }).filter((value) => !JSON.stringify(value).includes('__proto__'))
  fc.assert(
    fc.property(ordinary, (value) => {
      const read = readJson(bytes(JSON.stringify(value)))
      expect(read.ok && read.value).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

// Whatever the bytes are, the answer is a value or a refusal, never a crash.
test('no bytes bring it down', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (raw) => typeof readJson(raw).ok === 'boolean'))
})

test('a key of which the last counts may stand twice, and no other', () => {
  const lastCounts = new Set(['eventID'])
  const read = (text: string) => readJson(bytes(text), lastCounts)
  expect(read('{"eventID":"a","b":{"eventID":"c","eventID":"d"},"eventID":"e"}')).toEqual({
    ok: true,
    value: { eventID: 'e', b: { eventID: 'd' } },
  })
  expect(read('{"eventID":"a","quantity":1,"quantity":2}').ok).toBe(false)
})
