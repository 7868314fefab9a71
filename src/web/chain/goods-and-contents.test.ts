// The goods of a batch apart from what is in them, and nothing lost on the way. Not here: the tables.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AccountRef, isContentLedger } from '#chain/contract'
import { goodsAndContents, type StandingRow } from './goods-and-contents.ts'

let made = 0
const row = (ledger: string, amount: string, at: Partial<Record<'state' | 'kind' | 'holder', string>> = {}) =>
  ({
    account: {
      accountId: `acc_${made++}`,
      kind: at.kind ?? 'stock',
      ledger,
      state: at.state ?? 'released',
      holder: { partyId: at.holder ?? 'par_1', name: 'Bureau' },
      premises: { premisesId: 'pre_1', name: 'Bureau' },
      batch: { batchId: 'bat_1', name: 'BRC', kind: 'pack-lot' },
    },
    amount,
  }) as unknown as StandingRow // Of an account only what is looked at here; ids are ids of the API's shape.

const said = (rows: readonly StandingRow[]) => {
  const { goods, contents } = goodsAndContents(rows)
  return {
    goods: goods.map(({ amount }) => amount),
    contents: contents.map((there) => there.contents.map(({ ledger, amount }) => `${ledger} ${amount}`)),
  }
}

test('contents stand place by place and state by state, each ledger in its order', () => {
  const rows = [
    row('thc_ug', '7'),
    row('material_mg', '300'),
    row('material_mg', '125', { holder: 'par_2' }),
    row('thc_ug', '3', { holder: 'par_2' }),
    row('dried_mg', '277'),
    row('thc_ug', '1', { state: 'reserved' }),
  ]
  expect(said(rows)).toEqual({
    goods: ['300', '125'],
    contents: [['dried_mg 277', 'thc_ug 7'], ['thc_ug 3'], ['thc_ug 1']],
  })
})

test('of one account it opens that; of several shipments of one place it is their sum, and opens them all', () => {
  const one = row('thc_ug', '4')
  expect(goodsAndContents([one]).contents[0]?.contents[0]?.href).toBe(`/ledger/${one.account.accountId}`)
  const under = { kind: 'transit' }
  const [there] = goodsAndContents([row('thc_ug', '4', under), row('thc_ug', '5', under)]).contents
  expect(there?.contents).toEqual([
    {
      ledger: 'thc_ug',
      amount: '9',
      href: '/ledger?holder=par_1&premises=pre_1&batch=bat_1&kind=transit&state=released&ledger=thc_ug',
    },
  ])
})

test('what is nothing stands nowhere', () => {
  expect(said([row('material_mg', '0'), row('cbd_ug', '0')])).toEqual({ goods: [], contents: [] })
})

const anyRow = fc
  .record({
    ledger: fc.constantFrom('material_mg', 'plant_pieces', 'dried_mg', 'thc_ug', 'cbd_ug', 'mdma_base_ug'),
    amount: fc.bigInt(-9n, 9n),
    kind: fc.constantFrom('stock', 'transit', 'difference'),
    holder: fc.constantFrom('par_1', 'par_2'),
  })
  .map(({ ledger, amount, ...at }) => row(ledger, `${amount}`, at))

test('every ledger sums to what came in', () => {
  fc.assert(
    fc.property(fc.array(anyRow), (rows) => {
      const { goods, contents } = goodsAndContents(rows)
      const shown = [
        ...goods.map(({ account, amount }) => ({ ledger: account.ledger, amount })),
        ...contents.flatMap((there) => there.contents),
      ]
      const sum = (of: readonly { ledger: AccountRef['ledger']; amount: string }[], ledger: string) =>
        of.filter((one) => one.ledger === ledger).reduce((total, { amount }) => total + BigInt(amount), 0n)
      const came = rows.map(({ account, amount }) => ({ ledger: account.ledger, amount }))
      for (const { ledger } of came) expect(sum(shown, ledger)).toBe(sum(came, ledger))
      expect(goods.some(({ account }) => isContentLedger(account.ledger))).toBe(false)
    }),
  )
})
