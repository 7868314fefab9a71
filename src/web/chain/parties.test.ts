// Everyone of the register is among the choices, however many there are. Not here: the fields that show them.
import { afterEach, expect, test, vi } from 'vitest'
import { everyParty } from './parties.ts'

afterEach(() => vi.unstubAllGlobals())

test('a register of more than one page is read to its end, each party once', async () => {
  const names = Array.from({ length: 450 }, (_, place) => `Party ${place}`)
  vi.stubGlobal('document', { documentElement: { lang: 'en' } })
  vi.stubGlobal('fetch', (path: string) => {
    const asked = new URL(path, 'https://grein.example').searchParams
    const [from, limit] = [Number(asked.get('cursor') ?? 0), Number(asked.get('limit'))]
    const items = names.slice(from, from + limit).map((name) => ({ name }))
    return Promise.resolve(Response.json({ items, nextCursor: from + limit < names.length ? `${from + limit}` : null }))
  })
  expect((await everyParty()).items.map(({ name }) => name)).toEqual(names)
})
