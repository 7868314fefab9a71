// What somebody may begin without a batch, on the real database. Not here: the acts themselves.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { flower, openWorld, powder, type Someone, testLaw, type World } from '../testing/world.ts'
import { listBeginnings } from './beginnings.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

async function begun({ actor }: Pick<Someone, 'actor'>, products = [flower, powder]) {
  const { items } = await world.database.transaction(actor, (tx) =>
    listBeginnings(tx, actor, { law: testLaw, products, now: world.now, locale: 'en' }),
  )
  return items.map(({ kind, allowed, refusal }) => [kind, allowed, refusal?.code ?? null])
}
const yes = (kind: string) => [kind, true, null]
const no = (kind: string) => [kind, false, 'chain/not-exempted']

describe('what can be begun without a batch', () => {
  test('is what the exemptions of that holder cover today, and what they do not says why', async () => {
    const { grower, wholesaler, packer } = world.who
    expect(await begun(grower)).toEqual([yes('plant'), no('import')])
    expect(await begun(wholesaler)).toEqual([no('plant'), yes('import')])
    expect(await begun(packer)).toEqual([no('plant'), no('import')])
  })
  test('is asked of every product: who may bring in one of them may begin', async () => {
    const { institution } = world.who
    expect(await begun(institution)).toEqual([no('plant'), yes('import')])
    expect(await begun(institution, [flower])).toEqual([no('plant'), no('import')])
  })
  test('leaves out planting where nothing on offer grows', async () => {
    expect(await begun(world.who.grower, [powder])).toEqual([no('import')])
  })
  test('is asked anew each day: an exemption that was withdrawn begins nothing', async () => {
    await world.admin.query(`update licensing.exemption set withdrawn_on = '2020-01-01' where number = 'E-grower'`)
    expect(await begun(world.who.grower)).toEqual([no('plant'), no('import')])
    await world.admin.query(`update licensing.exemption set withdrawn_on = null`)
  })
  test('staff begin from premises of the authority', async () => {
    const { authority } = world.who
    const staff = { ...authority.actor, partyId: null, wall: 'staff' as const }
    expect((await begun({ actor: staff })).map(([kind]) => kind)).toEqual(['plant', 'import'])
  })
})
