// A flow is as wide as its room, and no narrower than its columns ask. Not here: where they stand (flow-layout.test.ts).
import { expect, test } from 'vitest'
import type { Flow } from '#chain/contract'
import { flowWidth } from './flow-width.ts'

const link = (from: string, to: string): Flow['links'][number] => ({ from, to, amount: '1', events: 1, parts: [] })

test('two columns are drawn in the room there is, however little', () => {
  expect(flowWidth({ links: [link('a', 'b'), link('a', 'c')] }, 278)).toMatchObject({ width: 278, look: '' })
})

test('more columns have a least width of their own, and take all the room there is', () => {
  const three = [link('a', 'b'), link('b', 'c')]
  expect(flowWidth({ links: three }, 278)).toMatchObject({ width: 440, look: 'gr-flow-some' })
  const four = [...three, link('c', 'd'), link('a', 'd')]
  expect(flowWidth({ links: four }, 278)).toMatchObject({ width: 680, look: 'gr-flow-many' })
  expect(flowWidth({ links: four }, 1100)).toMatchObject({ width: 1100, letters: 30 })
})

test('a long way through has a word over each of its columns', () => {
  const long = Array.from({ length: 9 }, (_, at) => link(`${at}`, `${at + 1}`))
  expect(flowWidth({ links: long }, 278)).toMatchObject({ width: 920, look: 'gr-flow-most' })
})

/** "942,436096 kg" beside the first bar, in the letters of chain.css; from there the next bar may stand. */
const firstWords = 12 + 6 + 74

test.each([3, 4, 5, 6, 7, 8, 9])('in %i columns the words beside the first bar end before the second', (columns) => {
  const links = Array.from({ length: columns - 1 }, (_, at) => link(`${at}`, `${at + 1}`))
  for (const measured of [278, 694, 770, 826, 920, 1_110]) {
    const { width, room } = flowWidth({ links }, measured)
    expect((width - room - 12) / (columns - 1)).toBeGreaterThanOrEqual(firstWords)
  }
})

test('what turns back on itself adds no column', () => {
  expect(flowWidth({ links: [link('a', 'b'), link('b', 'a')] }, 300).look).toBe('')
  expect(flowWidth({ links: [] }, 300).width).toBe(300)
})
