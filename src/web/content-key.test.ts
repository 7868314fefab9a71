// One content, one key: whatever is changed, and however often it is sent. Not here: that the server keeps to it (platform/database/idempotent).
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseId } from '#kernel'
import { contentKeys } from './content-key.ts'

/** What each form sends, but for its number and its moment. */
const forms: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'a GLN': { of: 'premises', gln: '8712345678906', fromOn: '2026-11-22', source: 'GS1', prefixLength: 7 },
  'a location': {
    exactness: 'town',
    point: { latitude: '52.1', longitude: '6.2' },
    source: 'map',
    knownOn: '2026-11-22',
  },
  'a laboratory’s result': {
    path: '/v1/quality/orders/qua_1/correct',
    report: {
      premisesId: 'pre_1',
      consumedMassMg: '17000',
      results: [{ analyte: 'thc', value: '21.7' }],
      observations: [],
    },
    reason: 'typing error',
  },
  'a release': { batchId: 'bat_1', verdict: 'released', certificate: 'C-1', expiresOn: '2028-01-01', reason: null },
  'a count': {
    premisesId: 'pre_1',
    lines: [{ batchId: 'bat_1', state: 'released', countedMassMg: '5000' }],
    counter: 'A-1',
    countersigner: null,
  },
  'a drill': { batchId: 'bat_1', reason: 'every year' },
  'an attempt to tell': { way: 'telephone', outcome: 'received', remark: '' },
  'an order form': { supplierId: 'par_1', productCode: 'bedrocan', massMg: '12000', wantedOn: null },
}

/** Every place of a content at which something stands. */
function placesOf(value: unknown, above: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [above]
  return Object.entries(value).flatMap(([name, inner]) => placesOf(inner, [...above, name]))
}

/** The same, but for what stands at one place. */
function changedAt(value: unknown, [name, ...rest]: readonly string[], to: unknown): unknown {
  if (name === undefined) return to
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value)
    ? [...value]
    : { ...(value as Record<string, unknown>) } // A place leads through objects and lists alone.
  Reflect.set(copy, name, changedAt(Reflect.get(copy, name), rest, to))
  return copy
}

describe.each(Object.entries(forms))('%s', (_, content) => {
  test('is sent again under its own key, and under another once any field of it changed', () => {
    const keys = contentKeys()
    const first = keys.sentAs(content)
    expect(keys.sentAs(structuredClone(content))).toBe(first)
    for (const place of placesOf(content)) {
      const changed = keys.sentAs(changedAt(content, place, 'something else'))
      expect(changed.key, place.join('.')).not.toBe(first.key)
    }
    expect(keys.sentAs(content).key).toBe(first.key) // Changed, and changed back.
  })
})

test('any two contents share a key exactly where they say the same', () => {
  fc.assert(
    fc.property(fc.json(), fc.json(), (one, other) => {
      const keys = contentKeys()
      const [a, b] = [JSON.parse(one) as unknown, JSON.parse(other) as unknown]
      expect(keys.sentAs(a).key === keys.sentAs(b).key).toBe(JSON.stringify(a) === JSON.stringify(b))
    }),
  )
})

test('the moment of an act is that of its first sending, and its number is its key', () => {
  let now = Temporal.Instant.from('2026-11-22T10:00:00.1239Z')
  const keys = contentKeys(() => now)
  const first = keys.sentAs({ massMg: '1' })
  now = now.add({ minutes: 3 })
  expect(keys.sentAs({ massMg: '1' }).at).toBe('2026-11-22T10:00:00.123Z')
  expect(keys.sentAs({ massMg: '2' }).at).toBe('2026-11-22T10:03:00.123Z')
  expect(parseId('event', first.idOf('event'))).toBe(first.key)
})

test('what succeeded is done: the same once more is a new write', () => {
  const keys = contentKeys()
  const { key } = keys.sentAs('countersign')
  keys.forget()
  expect(keys.sentAs('countersign').key).not.toBe(key)
})
