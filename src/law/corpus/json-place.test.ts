// The line a pointer names, against a JSON text whose lines are known by how it was written.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineOf, lineOfSyntaxError } from './json-place.ts'

test('a value, a key, an element, what is not there', () => {
  const text = '{\n  "a": [\n    1,\n    {"b": "}\\"]"},\n    "x"\n  ],\n  "c/d": {"~": null}\n}'
  expect(lineOf(text, '')).toBe(1)
  expect(lineOf(text, '/a')).toBe(2)
  expect(lineOf(text, '/a/0')).toBe(3)
  expect(lineOf(text, '/a/1/b')).toBe(4)
  expect(lineOf(text, '/a/2')).toBe(5)
  expect(lineOf(text, '/c~1d/~0')).toBe(7)
  // What misses is looked for in what should hold it.
  expect(lineOf(text, '/a/9')).toBe(2)
  expect(lineOf(text, '/nowhere/at/all')).toBe(1)
})

test('every leaf of any printed value is found on the line it was printed on', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 4 })), (value) => {
      const text = JSON.stringify(value, null, 2)
      for (const [key, elements] of Object.entries(value)) {
        const pointer = `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
        const line = lineOf(text, pointer)
        expect(text.split('\n')[line - 1]!.trimStart().startsWith(JSON.stringify(key))).toBe(true)
        let next = line
        for (const index of elements.keys()) {
          const found = lineOf(text, `${pointer}/${index}`)
          expect(found).toBeGreaterThan(next)
          next = found
        }
      }
    }),
  )
})

test.each([
  ['a name without quotes', '{\n  "a": 1,\n  b: 2\n}', 3],
  ['a word that is none, of which no place is told', '{\n  "a": 1,\n  "b": yes,\n  "c": 3\n}', 3],
  ['a bracket of another kind', '{\n  "a": [1,\n    2}\n}\n', 3],
  ['half a word', '[\n  true,\n  tru\n]', 3],
  ['nothing but a word', 'hello', 1],
  ['an end that came too early', '{\n  "a": 1\n', 3],
])('a text that is no JSON says where it stops being it: %s', (_name, text, expected) => {
  let line = 0
  try {
    JSON.parse(text)
  } catch (error) {
    line = lineOfSyntaxError(text, error)
  }
  expect(line).toBe(expected)
})
