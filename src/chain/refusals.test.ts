// That the rooms of rules leave no refusal of the chain unreached. Not here: reaching them (refusals-*.test.ts).
import { expect, test } from 'vitest'
import { chainProblems } from './problems.ts'
import { refusalRooms } from './testing/refusals.ts'

test('each refusal of the table is one room’s to reach', () => {
  const reached = Object.values(refusalRooms).flat()
  expect([...reached].sort()).toEqual(Object.keys(chainProblems).sort())
})
