// The glossary is looked up by its Dutch word: in order, and each word once. Not here: whether the code keeps to it.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const words = readFileSync(new URL('../../docs/glossary.md', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .slice(1) // The head.
  .map((line) => line.split('|')[1]!.trim())

test('its words stand in alphabetical order', () => {
  const { compare } = new Intl.Collator('nl', { ignorePunctuation: true })
  expect(words.length).toBeGreaterThan(100)
  expect(words).toEqual(words.toSorted(compare))
})

test('a word has one row', () => {
  const all = words.flatMap((word) => word.split(/[,;] /))
  expect(all.filter((word, at) => all.indexOf(word) !== at)).toEqual([])
})
