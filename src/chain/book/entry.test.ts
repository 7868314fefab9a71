// Which of its words an act gives to the record book. Not here: the columns (read-book.test.ts).
import { expect, test } from 'vitest'
import { newId, printId } from '#kernel'
import { type Act, actKinds, actSchemas } from '../contract.ts'
import { referenceOf } from './entry.ts'

const act = (kind: Act['kind'], said: object) => ({ kind, ...said }) as unknown as Act // What the book reads of it.

test.each([
  ['dispense', { recordNumber: 'R-1' }, 'R-1'],
  ['own-practice', { recordNumber: 'T-7' }, 'T-7'],
  ['administer', { study: 'CTIS-1', recordNumber: 'PP-2' }, 'CTIS-1, PP-2'],
  ['import', { importPermit: 'IN-3', exportPermit: 'CH-9' }, 'IN-3'],
  ['export', { exportPermit: 'UIT-4', importPermit: 'DE-8' }, 'UIT-4'],
  ['seize', { caseNumber: 'IGJ-5', reason: 'No note.' }, 'IGJ-5'],
  ['refuse', { reason: 'Seal broken.' }, 'Seal broken.'],
  ['ship', { reason: 'supply' }, null],
  ['harvest', { plantsCut: 3 }, null],
] as const)('the book refers to %s by its own number or words', (kind, said, reference) => {
  expect(referenceOf(act(kind, said))).toBe(reference)
})

test('no act that asks its keeper for a record number leaves it out of the book', () => {
  const withNumber = actKinds.filter((kind) => 'recordNumber' in actSchemas[kind].properties)
  expect(withNumber.toSorted()).toEqual(['administer', 'dispense', 'own-practice'])
  const said = { recordNumber: 'N-9', study: 'S', batchId: printId('batch', newId('batch')) }
  for (const kind of withNumber) expect(referenceOf(act(kind, said))).toContain('N-9')
})
