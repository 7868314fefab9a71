// A decision being filled in: what is missing, and what is sent. Not here: what the API refuses.
import { expect, test } from 'vitest'
import { type Draft, draftFrom, draftOf, missingIn, toSend } from './draft.ts'

const whole: Draft = {
  ...draftFrom({ about: 'group:fenethylaminen', structure: ' CCO ' }, '2026-11-22'),
  says: 'in',
  question: 'Is it?',
  conclusion: ' Yes. ',
  grounds: 'Because.',
  basis: 'opiumwet/2a/1, opiumwet/1/2;opiumwet/1/1',
  expert: { name: 'A', profession: 'chemist', organisation: 'B' },
}

test('nothing filled in lacks everything but the day', () => {
  expect(Object.keys(missingIn(draftFrom({}, '2026-11-22'))).sort()).toEqual(
    ['about', 'conclusion', 'grounds', 'name', 'organisation', 'question', 'says', 'substanceId'].sort(),
  )
  expect(missingIn(draftFrom({ reading: 'list-coverage' }, '2026-11-22'))).toMatchObject({ accepts: true })
  expect(toSend(draftFrom({}, '2026-11-22'), null)).toBeNull()
})

test('what is whole is sent trimmed, articles apart', () => {
  expect(missingIn(whole)).toEqual({})
  expect(toSend(whole, 'exd_1')).toMatchObject({
    subject: { kind: 'finding', about: 'group:fenethylaminen', says: 'in', substanceId: null, structure: 'CCO' },
    conclusion: 'Yes.',
    basis: ['opiumwet/2a/1', 'opiumwet/1/2', 'opiumwet/1/1'],
    replaces: 'exd_1',
  })
})

test('a named substance needs its name in the law data, a structure does not do', () => {
  const named = { ...whole, about: 'named' }
  expect(missingIn(named)).toEqual({ substanceId: true })
  expect(toSend({ ...named, substanceId: 'ghb' }, null)?.subject).toMatchObject({
    about: 'named:ghb',
    substanceId: 'ghb',
  })
})

test('a decision that replaces another begins as that one', () => {
  const { question, conclusion, grounds, basis, from, until, expert } = toSend(whole, null)!
  const draft = draftOf({
    ...{ question, conclusion, grounds, basis, from, until, expert },
    subject: {
      kind: 'finding',
      about: 'named:ghb',
      says: 'out',
      substanceId: 'ghb',
      structure: { smiles: 'OCCCC(O)=O', inchiKey: 'SJZRECIVHVDYJC-UHFFFAOYSA-N' },
    },
  })
  expect(draft).toMatchObject({ about: 'named', says: 'out', substanceId: 'ghb', structure: 'OCCCC(O)=O' })
  expect(toSend(draft, 'exd_1')?.subject).toMatchObject({ about: 'named:ghb', says: 'out' })
})
