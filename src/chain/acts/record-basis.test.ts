// Whose record rests on what, and what of a refusal's articles is left for whom. Pure. Not here: that refusals pass through it (record/refused-for.test.ts).
import { expect, test } from 'vitest'
import { newId } from '#kernel'
import type { LicensingFacts } from '#licensing'
import { partyKinds } from '#licensing/contract'
import { recordArticles } from '../contract.ts'
import { articlesFor, keeperOf, recordBasis } from './record-basis.ts'

test('the decree names pharmacists, the exemption its holder, the treaty authorities; of an institution without an exemption none is established', () => {
  const by = (isExempted: boolean) =>
    Object.fromEntries(partyKinds.map((kind) => [kind, recordBasis({ kind, isExempted })]))
  const exempted = 'opiumwet/8a/2/f'
  const always = {
    authority: 'enkelvoudig-verdrag/34/b',
    pharmacy: 'opiumwetbesluit/7',
    ...{ grower: exempted, laboratory: exempted, irradiator: exempted, packer: exempted, wholesaler: exempted },
  }
  expect(by(false)).toEqual({ ...always, institution: null, carrier: null, 'foreign-buyer': null })
  expect(by(true)).toEqual({ ...always, institution: exempted, carrier: exempted, 'foreign-buyer': exempted })
})

test('of the articles that ask a record only the holder’s own is left; others stay, and one that asks none gains none', () => {
  const row = ['opiumwetbesluit/6', ...recordArticles]
  expect(articlesFor(row, ['opiumwet/8a/2/f'])).toEqual(['opiumwetbesluit/6', 'opiumwet/8a/2/f'])
  expect(articlesFor(row, [])).toEqual(['opiumwetbesluit/6'])
  expect(articlesFor(['opiumwet/8a/2/f'], ['opiumwetbesluit/7'])).toEqual(['opiumwetbesluit/7'])
  expect(articlesFor(['opiumwet/8i/4'], ['opiumwetbesluit/7'])).toEqual(['opiumwet/8i/4'])
})

test('an exemption counts from its first day to its last, and of its own holder alone', () => {
  const [partyId, other] = [newId('party'), newId('party')]
  const [from, until] = ['2020-03-01', '2020-06-01'].map((day) => Temporal.PlainDate.from(day)) as [
    Temporal.PlainDate,
    Temporal.PlainDate,
  ]
  const facts: LicensingFacts = {
    parties: new Map(
      [partyId, other].map((id) => [id, { partyId: id, kind: 'institution', name: 'I', country: 'NL' }]),
    ),
    premises: new Map(),
    exemptions: [
      {
        ...{ exemptionId: newId('exemption'), number: 'E', holderId: partyId, ground: 'opiumwet/8/1/b', basis: [] },
        ...{ withdrawnOn: null, period: { from, until }, scope: [] },
      },
    ],
  }
  const days = ['2020-02-29', '2020-03-01', '2020-05-31', '2020-06-01'].map((day) => Temporal.PlainDate.from(day))
  expect(days.map((on) => keeperOf(facts, partyId, on)?.isExempted)).toEqual([false, true, true, false])
  expect(keeperOf(facts, other, from)?.isExempted).toBe(false)
  expect(keeperOf(facts, newId('party'), from)).toBeNull()
})
