// The next record of an entry holds what was lawfully changed, and nothing that was edited behind our back. Not here: the database (chain/proof/registers.test.ts).
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '#kernel'
import { toRecord } from './register-change.ts'

const rows = fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 6 })
const state = fc.record({ kind: fc.constantFrom('grower', 'pharmacy'), premises: rows, glns: rows })

test('an entry is recorded as it stands when it is new, and not when nothing changed', () => {
  fc.assert(
    fc.property(state, state, (recorded, after) => {
      expect(toRecord({ recorded: null, before: null, after })).toEqual(after)
      expect(toRecord({ recorded: after, before: after, after })).toBeNull()
      expect(toRecord({ recorded: null, before: recorded, after })).toBeNull()
    }),
  )
})

test('without an edit behind our back the record is what stands', () => {
  fc.assert(
    fc.property(state, state, (before, after) => {
      const said = toRecord({ recorded: before, before, after })
      expect(said ?? before).toEqual(after)
    }),
  )
})

test('an edit behind our back stays named, whatever lawful change comes after it', () => {
  fc.assert(
    fc.property(state, rows, fc.integer({ min: 10, max: 19 }), (recorded, glns, added) => {
      const edited = { ...recorded, glns: [...recorded.glns, added] }
      for (const after of [
        { ...edited, kind: 'laboratory' }, // Another part.
        { ...edited, glns: [...glns, added] }, // The same list.
      ]) {
        const said = toRecord({ recorded, before: edited, after }) ?? recorded
        expect(canonicalJson(said)).not.toBe(canonicalJson(after))
        expect(said.glns).not.toContain(added)
      }
    }),
  )
})

test('a lawful change after an edit is on record: what was added, and what was taken away', () => {
  const recorded = { glns: ['a', 'b', 'c'] }
  const before = { glns: ['a', 'edited', 'c'] }
  expect(toRecord({ recorded, before, after: { glns: ['a', 'edited', 'd'] } })).toEqual({ glns: ['a', 'b', 'd'] })
})

test('once an edit is undone its rows are on record in their order, whatever changed meanwhile', () => {
  fc.assert(
    fc.property(rows, rows, fc.integer({ min: 10, max: 19 }), (first, next, edit) => {
      const sorted = (list: readonly number[]) => ({ glns: list.toSorted((a, b) => a - b) })
      const [recorded, edited] = [sorted(first), sorted([...first.slice(1), edit])]
      // A lawful change leaves the edited row and the row it hid as they are.
      const lawful = next.filter((one) => one !== first[0])
      const changed = toRecord({ recorded, before: edited, after: sorted([...lawful, edit]) }) ?? recorded
      const undone = sorted(first.length > 0 ? [...lawful, first[0]!] : lawful)
      expect(toRecord({ recorded: changed, before: undone, after: undone }) ?? changed).toEqual(undone)
    }),
  )
})

test('a part that no record has yet is said from the next on; a list that became too long is left as it was where it was edited', () => {
  expect(toRecord({ recorded: { a: 1 }, before: { a: 1, b: 1 }, after: { a: 2, b: 1 } })).toEqual({ a: 2, b: 1 })
  const long = { rows: 200, sha256: 'x' }
  expect(toRecord({ recorded: { a: [1] }, before: { a: [2] }, after: { a: long } })).toBeNull()
})
