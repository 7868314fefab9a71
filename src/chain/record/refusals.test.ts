// That the rooms of rules leave no refusal of the chain unreached. Not here: reaching them (refusals-*.test.ts, and beside what gives them).
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { chainProblems } from '../problems.ts'
import { refusalRooms } from '../testing/refusals.ts'

/** Given by operations of their own, and reached where those are tested. */
const besideThem = {
  'count/count.test.ts': ['not-that-count', 'same-counter'],
  'count/late.test.ts': ['not-lent'],
  'limits/said-at-the-door.test.ts': ['allowance-changed'],
  'limits/several-to-stand-on.test.ts': ['exemptions-full'],
  'record/names-free-again.test.ts': ['batch-stays', 'batch-taken-back'],
  'agenda/clocks.test.ts': ['already-told', 'discovered-before', 'not-to-tell'],
  'count/signatures.test.ts': ['already-signed', 'not-to-sign', 'same-signer', 'signer-not-a-person'],
  'picture/rooms.test.ts': ['room-not-designated', 'unknown-premises', 'unknown-room'],
  'store/closed.test.ts': ['premises-closed'],
  'record/closed-on-the-way.test.ts': ['destination-closed'],
  'importers/import-file.test.ts': [
    'import-changed',
    'import-columns-missing',
    'import-empty',
    'import-too-long',
    'import-unreadable',
  ],
  'picture/picture.test.ts': ['unknown-band'],
  'record/oil-and-powder.test.ts': ['carrier-beyond', 'not-made-so'],
}

test('each refusal of the table is one room’s to reach', () => {
  const reached = [...Object.values(refusalRooms).flat(), ...Object.values(besideThem).flat()]
  expect([...reached].sort()).toEqual(Object.keys(chainProblems).sort())
})

test.each(Object.entries(besideThem))('%s expects each of its own', (file, codes) => {
  const text = readFileSync(join(import.meta.dirname, '..', file), 'utf8')
  expect(codes.filter((code) => !text.includes(`'chain/${code}'`))).toEqual([])
})
