// That an exemption's withdrawal and an act under it cannot pass each other, at either door. Not here: what a withdrawn exemption means (law).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, printId } from '#kernel'
import type { LawAct } from '#law/contract'
import { seedLicensing } from '#licensing'
import { type Actor, databaseError } from '#platform'
import type { Act } from '../contract.ts'
import { joinPostings, type Posting } from '../record/posting.ts'
import { prepareAct } from '../record/record-act.ts'
import { openWorld, testLaw, type World } from '../testing/world.ts'
import { postEvents, postEventsAlone } from './door.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

/** Lots that the grower plants today, decided while the exemption is in force. */
async function decided(count: number) {
  const { grower } = world.who
  const postings = await world.database.transaction(grower.actor, async (tx) => {
    const made = []
    for (let at = 0; at < count; at++) {
      const batch = { batchId: printId('batch', newId('batch')), name: newId('batch') }
      const act = world.make(grower, 'plant', { batch, productCode: 'flower', cultivar: 'C', plants: 1, room: '1' })
      made.push(await prepareAct(tx, grower.actor, { act: act as Act, law: testLaw, now: world.now }))
    }
    return made
  })
  return joinPostings(postings.map(({ posting }) => posting))
}

/** What became of each, or the constraint by which the door refused. */
const post = (posting: Posting, actor: Actor) =>
  postEventsAlone(world.database, actor, posting).then(
    (answers) => answers.map(({ outcome }) => outcome),
    (error: unknown) => databaseError(error)?.constraint,
  )

type Whose = { readonly number: string; readonly actor: Actor }

/** Withdraws as of the day before yesterday in an open transaction, posts beside it until that waits, and ends it. */
async function postBeside(
  posting: Posting,
  end: 'commit' | 'rollback',
  { number, actor }: Whose = { number: 'E-grower', actor: world.who.grower.actor },
) {
  return world.admin.withClient(async (client) => {
    await client.query('begin')
    await client.query('update licensing.exemption set withdrawn_on = current_date - 2 where number = $1', [number])
    const posted = post(posting, actor)
    const blocked = async () => {
      const { rows } = await client.query(
        `select from pg_stat_activity where pg_backend_pid() = any (pg_blocking_pids(pid)) and datname = current_database()`,
      )
      return rows.length
    }
    await expect.poll(blocked).toBe(1)
    await client.query(end)
    return posted
  })
}

const restore = () => world.admin.query('update licensing.exemption set withdrawn_on = null')

describe.each([
  ['one', 1],
  ['many', 2],
] as const)('at the door for %s', (_door, count) => {
  test('an act waits for a withdrawal, and is refused by it', async () => {
    expect(await postBeside(await decided(count), 'commit')).toBe('exemption_in_force')
    await restore()
  })

  test('a withdrawal that did not happen refuses nothing', async () => {
    expect(await postBeside(await decided(count), 'rollback')).toEqual(Array.from({ length: count }, () => 'recorded'))
  })

  test('a withdrawal waits for an act that goes before it', async () => {
    const { actor } = world.who.grower
    await world.database.transaction(actor, async (tx) => {
      await postEvents(tx, await decided(count), { authorityId: actor.authorityId })
      await world.admin.withClient(async (client) => {
        await client.query(`set lock_timeout = '200ms'`)
        const withdrawal = client.query(`update licensing.exemption set withdrawn_on = null where number = 'E-grower'`)
        await expect(withdrawal).rejects.toThrow('lock timeout')
        await client.query('reset lock_timeout')
      })
    })
  })
})

test('an extraction waits for the withdrawal of either exemption it leans on, and is refused by it', async () => {
  const [partyId, premisesId] = [newId('party'), newId('premises')]
  const always = { from: Temporal.PlainDate.from('2015-01-01'), until: null }
  const exemption = (
    number: string,
    { acts, substanceId, list }: { acts: LawAct[]; substanceId: string; list: 'I' | 'II' },
  ) => ({
    ...{
      exemptionId: newId('exemption'),
      number,
      holderId: partyId,
      ground: 'opiumwet/8/1/c',
      basis: ['opiumwet/6/2'],
    },
    versions: [
      {
        period: always,
        scope: [
          {
            ...{ acts, substances: [{ substanceId, list }], purposes: ['medicinal-supply' as const] },
            ...{ premises: [], maxStockMg: null },
          },
        ],
        conditions: [],
      },
    ],
  })
  await world.database.transaction(world.staff, (tx) =>
    seedLicensing(tx, world.staff, {
      parties: [{ partyId, kind: 'packer', name: 'The maker of oil', country: 'NL' }],
      premises: [{ premisesId, partyId, name: 'The still', town: 'Veendam', country: 'NL', period: always }],
      exemptions: [
        exemption('E-flower', { acts: ['import', 'have', 'process'], substanceId: 'hennep', list: 'II' }),
        exemption('E-oil', { acts: ['prepare', 'have'], substanceId: 'hennepolie', list: 'I' }),
      ],
    }),
  )
  const maker = { partyId, premisesId, actor: world.actorFor({ partyId, wall: 'holder' }) }
  const lot = () => ({ batchId: printId('batch', newId('batch')), name: newId('batch') })
  const flower = lot()
  await world.act(maker, 'import', {
    ...{ batch: flower, productCode: 'flower', massMg: '2000', importPermit: 'I', exportPermit: 'E', foreignName: 'X' },
    sellerId: printId('party', world.who['foreign-buyer'].partyId),
  })
  const extraction = () => ({
    ...{ solvent: 'co2' as const, inputs: [{ batchId: flower.batchId, state: 'quarantine' as const, massMg: '100' }] },
    ...{ output: lot(), productCode: 'oil', outputMassMg: '12', wasteMassMg: '50' },
  })
  const prepared = (count: number) =>
    world.database.transaction(maker.actor, async (tx) => {
      const made = []
      for (let at = 0; at < count; at++) {
        const act = world.make(maker, 'extract', extraction()) as Act
        made.push(await prepareAct(tx, maker.actor, { act, law: testLaw, now: world.now }))
      }
      return joinPostings(made.map(({ posting }) => posting))
    })
  for (const count of [1, 2]) {
    for (const number of ['E-oil', 'E-flower']) {
      const posting = await prepared(count)
      expect(await postBeside(posting, 'commit', { number, actor: maker.actor })).toBe('exemption_in_force')
      await restore()
      expect(await post(posting, maker.actor)).toEqual(Array.from({ length: count }, () => 'recorded'))
    }
  }
})
