// What a sender is told about input that does not fit: each place once, in a sentence one can act on.
import { expect, test } from 'vitest'
import { Act, actSchemas } from '#chain/contract'
import { Nullable, newId, OneOf, printId, Strict, Type } from '#kernel'
import { compileCheck, taggedUnion } from './schema-check.ts'

const Sample = Strict({
  name: Type.String({ minLength: 2, maxLength: 5 }),
  count: Type.Integer({ minimum: 1 }),
  on: Type.Optional(Type.String({ format: 'date' })),
  kind: Type.Optional(OneOf(['a', 'b'])),
  note: Type.Optional(Nullable(Type.String())),
  inner: Type.Optional(Type.Array(Strict({ id: Type.String({ pattern: '^x' }) }), { maxItems: 2 })),
})
const say = (value: unknown) => compileCheck(Sample)(value).map(({ pointer, detail }) => `${pointer} ${detail.en}`)

test.each([
  [{ name: 'abc', count: 1, on: '2026-02-28', note: null, inner: [{ id: 'x1' }] }, []],
  [null, [' This must be an object.']],
  [[], [' This must be an object.']],
  [{ count: 1 }, ['/name This field is missing.']],
  [{ name: 'abc', count: '1' }, ['/count This must be a whole number.']],
  [{ name: 'abc', count: 1.5 }, ['/count This must be a whole number.']],
  [{ name: 'abc', count: 0 }, ['/count The least is 1.']],
  [{ name: 'a', count: 1 }, ['/name The least length is 2.']],
  [{ name: 'abc', count: 1, on: '2026-02-30' }, ['/on This is not a valid date.']],
  [{ name: 'abc', count: 1, kind: 'c' }, ['/kind Choose one of: a, b.']],
  [{ name: 'abc', count: 1, note: 3 }, ['/note This value does not fit.']],
  [{ name: 'abc', count: 1, 'odd/name~': 3 }, ['/odd~1name~0 There is no such field. Leave it out.']],
  [{ name: 'abc', count: 1, inner: [{ id: 'y' }] }, ['/inner/0/id This text does not have the form ^x.']],
  [
    { name: 'abc', count: 1, inner: [{}, {}, {}] },
    [
      '/inner The greatest number is 2.',
      '/inner/0/id This field is missing.',
      '/inner/1/id This field is missing.',
      '/inner/2/id This field is missing.',
    ],
  ],
])('%j', (value, said) => {
  expect(say(value).sort()).toEqual([...said].sort())
})

test('a flood of mistakes is cut off', () => {
  const flood = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`f${index}`, index]))
  expect(say({ name: 'abc', count: 1, ...flood })).toHaveLength(8)
})

// A union of twenty acts would complain twenty times; the tag says which act was meant.
test('a tagged union complains about the branch that was meant', () => {
  const check = compileCheck(taggedUnion('kind', Object.values(actSchemas)))
  expect(check({ kind: 'fly' })[0]?.pointer).toBe('/kind')
  expect(check({})[0]?.pointer).toBe('/kind')
  expect(check('dry')).toHaveLength(1)
  const dry = {
    kind: 'dry',
    eventId: printId('event', newId('event')),
    occurredAt: '2026-11-20T10:00:00Z',
    premisesId: printId('premises', newId('premises')),
    batchId: printId('batch', newId('batch')),
    driedMassMg: '1000',
  }
  expect(check(dry)).toEqual([])
  expect(
    check({ ...dry, driedMassMg: 1000, wetMassMg: '5' })
      .map(({ pointer }) => pointer)
      .sort(),
  ).toEqual(['/driedMassMg', '/wetMassMg'])
  for (const massMg of ['0', '-5', '01', '1e3', '1.5', '']) {
    expect(check({ ...dry, driedMassMg: massMg }).map(({ pointer }) => pointer)).toEqual(['/driedMassMg'])
  }
  expect(compileCheck(Act)(dry)).toEqual([])
})
