// The thread that draws: what it gives, and that a fault or a death of it costs one page and no more.
import { expect, test } from 'vitest'
import { openPageDrawer } from './page-drawer.ts'

const page = '{{locale}}{{theme}}{{title}}{{html}}{{seed}}'
const program = `export async function draw({ address }) {
  if (address === '/throws') throw new Error('cannot be drawn')
  if (address === '/dies') process.exit(3)
  return { locale: 'en', title: 't', html: address }
}`
const ask = (address: string) =>
  ({ address, languages: [], cookies: '', theme: null, answer: '{}', answeredAt: 0, encoding: null }) as const
const textOf = (drawn: { readonly bytes: Uint8Array } | null) => drawn && Buffer.from(drawn.bytes).toString()

test('a page that cannot be drawn, and a thread that dies, are told and leave the next page whole', async () => {
  const faults: string[] = []
  await using drawer = openPageDrawer({ program, page }, ({ message }) => faults.push(message.split('\n')[0]!))
  const whole = 'ent/a{"locale":"en","answeredAt":0,"answer":{}}'
  expect(textOf(await drawer.draw(ask('/a')))).toBe(whole)
  expect(await drawer.draw(ask('/throws'))).toBeNull()
  expect(await drawer.draw(ask('/dies'))).toBeNull()
  expect(textOf(await drawer.draw(ask('/a')))).toBe(whole)
  expect(faults).toEqual(['Error: cannot be drawn', 'the drawing thread ended with 3'])
})

test('more than it can hold at once are not drawn; after closing none is', async () => {
  const drawer = openPageDrawer({ program, page }, () => {})
  const drawn = await Promise.all(Array.from({ length: 12 }, () => drawer.draw(ask('/a'))))
  expect(drawn.filter((each) => each === null)).toHaveLength(4)
  await drawer[Symbol.asyncDispose]()
  expect(await drawer.draw(ask('/a'))).toBeNull()
})
