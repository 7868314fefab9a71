// Premises, rooms and parties by GLN: an act is read from every spelling, told by number, found by any name, and comes back as the same event.
// Not here: the spellings themselves (forms.property.test.ts), and recording a number (licensing).
import { resolve } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { gs1CheckDigit, newId, type PremisesId, printId, type Refused, unwrap } from '#kernel'
import { loadCorpus } from '#law/corpus'
import { recordGln, seedLicensing } from '#licensing'
import type { Act, ActOf } from '../../contract.ts'
import { newBatch, openWorld, type Someone, testLaw, type World } from '../../testing/world.ts'
import { actContext, eventOfAct } from '../acts/write-act.ts'
import { captureEvents } from '../capture.ts'
import { type JsonObject, printExact } from '../json.ts'
import { standardPrefixes } from '../prefixes.ts'
import { type ProfileOn, profilesIn } from '../profile/profile.ts'
import { writeActsDown } from '../project.ts'
import { askEvents, eventById } from '../query/ask-events.ts'
import { parseQuery } from '../query/parse-query.ts'
import { writeQueryDocument } from '../query/query-document.ts'
import { listResources, resourceCondition } from '../query/resources.ts'
import type { EpcFormat } from '../query/translate.ts'
import { readDocument } from '../read-document.ts'

const withCheck = (digits: string) => `${digits}${gs1CheckDigit(digits)}`
/** The grower's premises and the grower itself, the authority's and the authority, and one that nobody has. */
const glns = {
  farm: withCheck('952000000101'),
  grower: withCheck('952000000102'),
  desk: withCheck('952000000103'),
  bureau: withCheck('952000000104'),
  nobody: withCheck('952000000199'),
}
const link = (gln: string, room?: string) => `https://id.gs1.org/414/${gln}${room === undefined ? '' : `/254/${room}`}`
const sgln = (gln: string, length: number, room = '0') =>
  `urn:epc:id:sgln:${gln.slice(0, length)}.${gln.slice(length, 12)}.${room}`

let world: World
let profileOn: ProfileOn
beforeAll(async () => {
  world = await openWorld()
  profileOn = profilesIn(await loadCorpus(resolve(import.meta.dirname, '../../../../corpus')))
  const { grower, authority } = world.who
  await number(grower.premisesId, 'premises', glns.farm)
  await number(grower.premisesId, 'party', glns.grower)
  await number(authority.premisesId, 'premises', glns.desk)
  await number(authority.premisesId, 'party', glns.bureau)
})
afterAll(() => world[Symbol.asyncDispose]())

const number = (premisesId: PremisesId, of: 'premises' | 'party', gln: string | null, fromOn = '2020-01-01') =>
  world.database.transaction(world.staff, (tx) =>
    recordGln(tx, world.staff, {
      premisesId,
      input: {
        glnId: printId('gln', newId('gln')),
        of,
        gln,
        prefixLength: gln === null ? null : 9,
        fromOn,
        source: 'x',
      },
    }),
  )

const eventText = (act: Act, change: Record<string, unknown> = {}) =>
  printExact({
    '@context': actContext,
    ...eventOfAct(act, { lots: new Map(), movedMg: 0n }),
    ...change,
  } as JsonObject) // What is changed is JSON, written below.
const capture = (who: Someone, text: string) =>
  world.database.transaction(who.actor, (tx) =>
    captureEvents(tx, who.actor, readDocument(text, 'json').events, {
      ...{ captureId: null, mayRecord: async () => {}, law: testLaw, profileOn, now: world.now },
    }),
  )
const refusalOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => null,
    (error: Refused) => error.refusal,
  )
let planted = 0
const plant = (over: Partial<ActOf<'plant'>> = {}) =>
  world.make(world.who.grower, 'plant', {
    batch: newBatch(`GLN-LOT-${++planted}`),
    productCode: 'flower',
    cultivar: 'C',
    plants: 3,
    room: 'A1',
    ...over,
  }) as ActOf<'plant'>

/** Where the act says it was, in the ledger's own record. */
const saidIn = ({ eventId }: { eventId: string }) =>
  world.database.transaction(world.staff, async (tx) => {
    const { rows } = await sql<{ act: Record<string, unknown> }>`
      select said.act from chain.records_of(${world.authorityId}, array[${eventId.slice(4)}]::uuid[]) as said`.execute(
      tx,
    )
    return { premises: rows[0]?.act['premisesId'], room: rows[0]?.act['room'] }
  })

const writeDown = async () => {
  await world.admin.query(
    `insert into log.leaf (authority_id, leaf_index, entry_id, leaf)
     select u.authority_id, row_number() over (order by u.entry_id) - 1 + (select count(*) from log.leaf as l where l.authority_id = $1), u.entry_id, u.leaf
     from log.unsealed as u
     where u.authority_id = $1 and not exists (select from log.leaf as l where l.authority_id = $1 and l.entry_id = u.entry_id)`,
    [world.authorityId],
  )
  while ((await writeActsDown(world.database, world.staff)) > 0);
}
const told = (who: Someone, act: { eventId: string }, format: EpcFormat = 'Always_GS1_Digital_Link') =>
  world.database.transaction(who.actor, async (tx) => {
    const { events } = await eventById(tx, who.actor, { eventId: `urn:uuid:${act.eventId.slice(4)}`, now: world.now })
    const document = writeQueryDocument({ events, format, queryName: 'q', now: world.now })
    const { '@context': context, epcisBody } = JSON.parse(document)
    return { '@context': context, ...epcisBody.queryResults.resultsBody.eventList.at(-1) }
  })
const found = (who: Someone, parameters: Record<string, string>) =>
  world.database.transaction(who.actor, async (tx) => {
    const query = unwrap(parseQuery({ parameters, from: 'address', prefixes: standardPrefixes }))
    return (await askEvents(tx, who.actor, { query, perPage: 500, now: world.now })).events.map(
      ({ eventId }) => eventId,
    )
  })

describe('an act is read', () => {
  test.each([
    ['a Digital Link', () => link(glns.farm)],
    ['a Digital Link of another house, in words', () => `https://farm.example.nl/gln/${glns.farm}?x=1`],
    ['a URN with a short prefix', () => sgln(glns.farm, 6)],
    ['a URN with a long prefix', () => sgln(glns.farm, 12)],
    ['a link with a room', () => link(glns.farm, 'A1')],
    ['a URN with a room', () => sgln(glns.farm, 9, 'A1')],
    ['our own id', () => `urn:uuid:${world.who.grower.premisesId}`],
  ])('from %s', async (_, uri) => {
    const act = plant()
    const [done] = await capture(
      world.who.grower,
      eventText(act, { readPoint: { id: uri() }, bizLocation: { id: uri() } }),
    )
    expect(done?.recorded?.eventId).toBe(act.eventId)
    expect(await saidIn(act)).toEqual({ premises: printId('premises', world.who.grower.premisesId), room: 'A1' })
  })

  test('with its room from the extension, where the event does not name it', async () => {
    const act = plant({ room: 'B7' })
    const { 'grein:room': _, ...event } = JSON.parse(eventText(act, { readPoint: { id: link(glns.farm, 'B7') } }))
    const [done] = await capture(world.who.grower, JSON.stringify(event))
    expect(done?.actKind).toBe('plant')
    expect(await saidIn(act)).toEqual({ premises: printId('premises', world.who.grower.premisesId), room: 'B7' })
  })

  test('with its room from the plot the lot begins with, and from no two', async () => {
    const act = plant({ room: 'C3' })
    const { 'grein:room': _, ...event } = JSON.parse(eventText(act, { readPoint: { id: link(glns.farm) } }))
    const elsewhere = JSON.stringify({ ...event, 'grein:room': 'C4' })
    const refused = await refusalOf(capture(world.who.grower, elsewhere))
    expect(refused).toMatchObject({ params: { act: 'plant', faults: '/ilmd/grein:plot' } })
    await capture(world.who.grower, JSON.stringify(event))
    expect(await saidIn(act)).toEqual({ premises: printId('premises', world.who.grower.premisesId), room: 'C3' })
  })

  test('with the party it goes to by its own number or, as in older events, by that of its place', async () => {
    const { grower, authority } = world.who
    const act = plant()
    await capture(grower, eventText(act))
    for (const receiver of [
      `https://id.gs1.org/417/${glns.bureau}`,
      link(glns.desk),
      `urn:epc:id:pgln:${glns.bureau.slice(0, 7)}.${glns.bureau.slice(7, 12)}`,
    ]) {
      const ship = world.make(grower, 'ship', {
        shipmentId: printId('shipment', newId('shipment')),
        receiverId: printId('party', authority.partyId),
        toPremisesId: printId('premises', authority.premisesId),
        reason: 'supply',
        lines: [{ batchId: act.batch.batchId, state: 'quarantine', massMg: '1' }],
      })
      const destinationList = [
        { type: 'possessing_party', destination: receiver },
        { type: 'location', destination: sgln(glns.desk, 7) },
      ]
      // There is no such mass: who receives was understood, and only then the stock is looked at.
      const refused = await refusalOf(capture(grower, eventText(ship as Act, { destinationList })))
      expect(refused?.problem.code).toMatch(/^chain\//)
    }
  })
})

describe('an act is refused, with where and why', () => {
  const refused = async (who: Someone, act: Act, change: Record<string, unknown>) =>
    (await refusalOf(capture(who, eventText(act, change)))) as unknown as {
      problem: { code: string }
      params: { places: { pointer: string; uri: string; why: { en: string } }[] }
    }

  test.each([
    ['an unknown number', () => link(glns.nobody), 'nobody you can know'],
    ['a wrong check digit', () => link(`${glns.farm.slice(0, 12)}${(Number(glns.farm[12]) + 1) % 10}`), 'check digit'],
    ['a prefix that is none', () => 'urn:epc:id:sgln:95200.0000101.0', 'no whole GLN'],
    ['no number at all', () => 'urn:x:my-shed', 'no GLN and no id of Grein'],
    ['a number of a party', () => `https://id.gs1.org/417/${glns.grower}`, 'nobody you can know'],
  ])('%s', async (_, uri, why) => {
    const { problem, params } = await refused(world.who.grower, plant(), { bizLocation: { id: uri() } })
    expect(problem.code).toBe('epcis/unknown-place')
    expect(params.places).toMatchObject([{ pointer: '/bizLocation/id', why: { en: expect.stringContaining(why) } }])
  })

  test('a number that did not hold on the day of the event is unknown on that day', async () => {
    const { packer } = world.who
    const gln = withCheck('952000000110')
    await number(packer.premisesId, 'premises', gln, '2020-01-01')
    await number(packer.premisesId, 'premises', null, '2021-01-01')
    const { problem } = await refused(world.who.grower, plant(), { bizLocation: { id: link(gln) } })
    expect(problem.code).toBe('epcis/unknown-place')
  })

  test('what another authority has answers to the letter as what nobody has', async () => {
    await using other = await openWorld()
    const gln = withCheck('952000000120')
    await other.database.transaction(other.staff, (tx) =>
      recordGln(tx, other.staff, {
        premisesId: other.who.grower.premisesId,
        input: {
          glnId: printId('gln', newId('gln')),
          of: 'premises',
          gln,
          prefixLength: 9,
          fromOn: '2020-01-01',
          source: 'x',
        },
      }),
    )
    const [act, say] = [plant(), (uri: string) => ({ bizLocation: { id: uri }, readPoint: { id: uri } })]
    const of = async (one: string) =>
      JSON.stringify((await refused(world.who.grower, act, say(link(one)))).params).replaceAll(one, 'GLN')
    expect(await of(gln)).toBe(await of(glns.nobody))
  })

  test('an event of another kind is kept in its sender’s words, whatever it names', async () => {
    const event = {
      '@context': actContext,
      ...{ type: 'ObjectEvent', eventTime: world.now.toString(), eventTimeZoneOffset: '+01:00', action: 'OBSERVE' },
      ...{ epcList: ['urn:x:pallet'], bizLocation: { id: link(glns.nobody) }, readPoint: { id: 'urn:x:gate' } },
    }
    const [done] = await capture(world.who.grower, JSON.stringify(event))
    expect([done?.outcome, done?.recorded]).toEqual(['captured', null])
  })
})

describe('an act by hand', () => {
  const act = () => ({ ...acts.plant })
  const acts = {} as { plant: ActOf<'plant'>; nameless: ActOf<'plant'> }
  let hash: string
  beforeAll(async () => {
    acts.plant = plant({ room: 'A1' })
    acts.nameless = plant({ room: 'Kas 3' })
    await world.record(world.who.grower, acts.plant as Act)
    await world.record(world.who.grower, acts.nameless as Act)
    await writeDown()
    hash = await hashOf(acts.plant)
  })
  const hashOf = async ({ eventId }: { eventId: string }) =>
    (
      await world.admin.query<{ hash: string }>(
        `select hash_id as hash from chain.epcis_event where epcis_event_id = $1 and not is_declaration`,
        [`urn:uuid:${eventId.slice(4)}`],
      )
    )[0]?.hash ?? ''

  test('is told by GLN, as a link or as a URN, its room as the extension', async () => {
    const { grower } = world.who
    expect(await told(grower, act())).toMatchObject({
      bizLocation: { id: link(glns.farm) },
      readPoint: { id: link(glns.farm, 'A1') },
      'grein:room': 'A1',
    })
    expect(await told(grower, act(), 'Never_Translates')).toMatchObject({ bizLocation: { id: link(glns.farm) } })
    expect(await told(grower, act(), 'Always_EPC_URN')).toMatchObject({
      bizLocation: { id: sgln(glns.farm, 9) },
      readPoint: { id: sgln(glns.farm, 9, 'A1') },
    })
    expect(await told(grower, acts.nameless)).toMatchObject({
      readPoint: { id: link(glns.farm) },
      'grein:room': 'Kas 3',
    })
  })

  test('sent back as it was told, in whatever form, is the same event, and its hash did not change', async () => {
    const { grower } = world.who
    for (const format of ['Always_GS1_Digital_Link', 'Always_EPC_URN', 'Never_Translates'] as const)
      for (const one of [acts.plant, acts.nameless]) {
        const { recordTime: _, ...event } = await told(grower, one, format)
        expect((await capture(grower, JSON.stringify(event))).map(({ outcome }) => outcome)).toEqual(['already'])
      }
    const changed = { ...(await told(grower, act())), bizLocation: { id: link(glns.desk) } }
    expect((await refusalOf(capture(grower, JSON.stringify(changed))))?.problem.code).toBe('epcis/event-changed')
    expect(await hashOf(act())).toBe(hash)
  })

  test('is found by any name of its place, and by WD_ in its rooms', async () => {
    const { grower } = world.who
    const name = `urn:uuid:${act().eventId.slice(4)}`
    const premises = [link(glns.farm), sgln(glns.farm, 7), `urn:uuid:${grower.premisesId}`]
    for (const uri of premises) {
      expect(await found(grower, { EQ_bizLocation: uri })).toContain(name)
      expect(await found(grower, { EQ_readPoint: uri })).not.toContain(name)
      expect(await found(grower, { WD_readPoint: uri })).toContain(name)
    }
    for (const uri of [link(glns.farm, 'A1'), sgln(glns.farm, 8, 'A1')])
      expect(await found(grower, { EQ_readPoint: uri })).toContain(name)
    expect(await found(grower, { EQ_bizLocation: link(glns.desk) })).not.toContain(name)
    expect(await found(grower, { WD_readPoint: link(glns.desk) })).not.toContain(name)
  })

  test('one that was sent with a GLN is found by our id too, and by a link when it was sent as a URN', async () => {
    const { grower } = world.who
    const sent = plant()
    const at = { readPoint: { id: sgln(glns.farm, 9) }, bizLocation: { id: sgln(glns.farm, 9) } }
    await capture(grower, eventText(sent, at))
    for (const uri of [link(glns.farm), `urn:uuid:${grower.premisesId}`])
      expect(await found(grower, { EQ_bizLocation: uri })).toContain(`urn:uuid:${sent.eventId.slice(4)}`)
  })

  describe('a despatch', () => {
    const numbers = { place: withCheck('952000000105'), party: withCheck('952000000106') }
    const pgln = (gln: string, length: number) => `urn:epc:id:pgln:${gln.slice(0, length)}.${gln.slice(length, 12)}`
    /** By hand, and sent by a program with numbers in every form. */
    const names: string[] = []
    let sample: ReturnType<typeof newBatch>
    beforeAll(async () => {
      const { grower, laboratory } = world.who
      await number(laboratory.premisesId, 'premises', numbers.place)
      await number(laboratory.premisesId, 'party', numbers.party)
      const [lot, harvest] = [plant(), newBatch('GLN-H')]
      sample = newBatch('GLN-S')
      await world.record(grower, lot as Act)
      await world.act(grower, 'harvest', {
        ...{ plantLotId: lot.batch.batchId, plantsCut: 1, batch: harvest, wetMassMg: '1000' },
      })
      await world.act(grower, 'dry', { batchId: harvest.batchId, driedMassMg: '250' })
      await world.act(grower, 'sample', { batchId: harvest.batchId, state: 'quarantine', massMg: '20', sample })
      const byHand = ship()
      await world.record(grower, byHand as Act)
      const sent = [
        [
          { possessing_party: pgln(glns.grower, 7), location: sgln(glns.farm, 7) },
          { possessing_party: pgln(numbers.party, 9), location: sgln(numbers.place, 9) },
        ],
        [
          { possessing_party: link(glns.farm), location: link(glns.farm) },
          { possessing_party: link(numbers.place), location: link(numbers.place) },
        ],
      ] as const
      const acts = sent.map(([source, destination]) => [ship(), source, destination] as const)
      for (const [act, source, destination] of acts) {
        const listOf = (ends: Record<string, string>, as: 'source' | 'destination') =>
          Object.entries(ends).map(([type, uri]) => ({ type, [as]: uri }))
        const [done] = await capture(
          grower,
          eventText(act as Act, {
            sourceList: listOf(source, 'source'),
            destinationList: listOf(destination, 'destination'),
          }),
        )
        expect(done?.actKind).toBe('ship')
      }
      await writeDown()
      names.push(...[byHand, ...acts.map(([act]) => act)].map(({ eventId }) => `urn:uuid:${eventId.slice(4)}`))
    })
    const ship = () =>
      world.make(world.who.grower, 'ship', {
        ...{ shipmentId: printId('shipment', newId('shipment')), reason: 'sample' },
        receiverId: printId('party', world.who.laboratory.partyId),
        toPremisesId: printId('premises', world.who.laboratory.premisesId),
        lines: [{ batchId: sample.batchId, state: 'sample', massMg: '1' }],
      }) as ActOf<'ship'>

    const ends = ({ place, party, who }: { place: string; party: string; who: Someone }) => ({
      location: [link(place), ...[6, 9, 12].map((length) => sgln(place, length)), `urn:uuid:${who.premisesId}`],
      possessing_party: [
        ...[`https://id.gs1.org/417/${party}`, link(party), `https://farm.example.nl/gln/${party}`],
        ...[6, 9, 12].map((length) => pgln(party, length)),
        ...[sgln(party, 7), `urn:uuid:${who.partyId}`, link(place), sgln(place, 8)], // As it was before EPCIS 2.0: by its place.
      ],
    })
    const types = (type: string) => [type, `urn:epcglobal:cbv:sdt:${type}`, `https://ref.gs1.org/cbv/SDT-${type}`]

    test('is found by where and whom it comes from and goes to, whatever the form of the number', async () => {
      const { grower, laboratory } = world.who
      const sides = {
        source: ends({ place: glns.farm, party: glns.grower, who: grower }),
        destination: ends({ ...numbers, who: laboratory }),
      }
      const missed: string[] = []
      for (const [side, asked] of Object.entries(sides))
        for (const [type, uris] of Object.entries(asked)) {
          for (const uri of uris)
            for (const one of types(type)) {
              const got = await found(grower, { [`EQ_${side}_${one}`]: uri })
              if (!names.every((name) => got.includes(name)))
                missed.push(`EQ_${side}_${one}=${uri}: ${names.map((name) => got.includes(name))}`)
            }
        }
      expect(missed).toEqual([])
    })

    test('is not found by the other end, by another’s number, or by the same number as the other type', async () => {
      const { grower } = world.who
      for (const [name, uri] of [
        ['EQ_source_location', link(numbers.place)],
        ['EQ_destination_location', sgln(glns.farm, 7)],
        ['EQ_source_possessing_party', pgln(glns.bureau, 7)],
        ['EQ_destination_owning_party', `https://id.gs1.org/417/${numbers.party}`],
        ['EQ_source_location', link(glns.nobody)],
      ] as const) {
        const got = await found(grower, { [name]: uri })
        expect(names.filter((one) => got.includes(one))).toEqual([])
      }
    })

    test('a stranger finds nothing by any of them', async () => {
      expect(await found(world.who.pharmacy, { EQ_source_location: link(glns.farm) })).toEqual([])
      expect(
        await found(world.who.pharmacy, {
          EQ_destination_possessing_party: `urn:uuid:${world.who.laboratory.partyId}`,
        }),
      ).toEqual([])
    })
  })

  test('its places occur by GLN, each once, and each leads to its events in every form', async () => {
    const { grower, pharmacy } = world.who
    const list = (who: Someone, kind: 'bizLocations' | 'readPoints') =>
      world.database.transaction(who.actor, async (tx) =>
        (await listResources(tx, who.actor, { kind, perPage: 500 })).members.toSorted(),
      )
    const places = await list(grower, 'bizLocations')
    expect(places.filter((uri) => uri === link(glns.farm))).toHaveLength(1)
    expect(places.filter((uri) => uri.startsWith('urn:uuid:'))).toEqual([])
    expect(await list(grower, 'readPoints')).toContain(link(glns.farm, 'A1'))
    expect(await list(pharmacy, 'bizLocations')).toEqual([])
    const asked = (who: Someone, value: string) =>
      world.database.transaction(who.actor, (tx) => resourceCondition(tx, who.actor, { kind: 'bizLocations', value }))
    for (const value of [link(glns.farm), sgln(glns.farm, 6), `urn:uuid:${grower.premisesId}`])
      expect(await asked(grower, value)).toMatchObject({ kind: 'text', places: [['bizLocation']] })
    await expect(asked(pharmacy, link(glns.farm))).rejects.toThrow('epcis/unknown-resource')
    await expect(asked(grower, link(withCheck('952000000188')))).rejects.toThrow('epcis/unknown-resource')
  })

  test('a number that went from one place to another occurs once, and leads to the events of both', async () => {
    const { grower } = world.who
    const period = { from: Temporal.PlainDate.from('2020-01-01'), until: null }
    const sheds = [newId('premises'), newId('premises')]
    const premises = sheds.map((premisesId) => ({
      ...{ premisesId, partyId: grower.partyId, name: 'Shed', town: 'Veendam', country: 'NL', period },
    }))
    await world.database.transaction(world.staff, (tx) =>
      seedLicensing(tx, world.staff, { parties: [], premises, exemptions: [] }),
    )
    const gln = withCheck('952000000140')
    await number(sheds[0]!, 'premises', gln)
    await number(sheds[0]!, 'premises', null, '2021-01-01')
    await number(sheds[1]!, 'premises', gln, '2021-01-01')
    const done = sheds.map((premisesId) => plant({ premisesId: printId('premises', premisesId) }))
    for (const one of done) await world.record(grower, one as Act)
    await writeDown()
    const { members } = await world.database.transaction(grower.actor, (tx) =>
      listResources(tx, grower.actor, { kind: 'bizLocations', perPage: 500 }),
    )
    expect(members.filter((uri) => uri === link(gln))).toHaveLength(1)
    const names = done.map(({ eventId }) => `urn:uuid:${eventId.slice(4)}`)
    expect(await found(grower, { EQ_bizLocation: link(gln) })).toEqual(expect.arrayContaining(names))
  })

  test('an error declaration on it as it was read takes it back', async () => {
    const { grower } = world.who
    const declared = {
      ...(await told(grower, acts.nameless)),
      errorDeclaration: { declarationTime: world.now.toString(), reason: 'did_not_occur' },
    }
    const [back] = await capture(grower, JSON.stringify(declared))
    expect([back?.actKind, back?.recorded?.outcome]).toEqual(['correct', 'recorded'])
    expect((await capture(grower, JSON.stringify(declared))).map(({ outcome }) => outcome)).toEqual(['already'])
  })

  test('where no number is known our own id is told; one that is recorded later is told then, and the event is the same', async () => {
    const { grower } = world.who
    const shed = newId('premises')
    const period = { from: Temporal.PlainDate.from('2020-01-01'), until: null }
    const place = { premisesId: shed, partyId: grower.partyId, name: 'Shed', town: 'Veendam', country: 'NL', period }
    await world.database.transaction(world.staff, (tx) =>
      seedLicensing(tx, world.staff, { parties: [], premises: [place], exemptions: [] }),
    )
    const inShed = plant({ premisesId: printId('premises', shed), room: 'K1' })
    await world.record(grower, inShed as Act)
    await writeDown()
    const before = await told(grower, inShed)
    expect(before).toMatchObject({ bizLocation: { id: `urn:uuid:${shed}` } })
    const gln = withCheck('952000000130')
    await number(shed, 'premises', gln)
    const after = await told(grower, inShed)
    expect(after).toMatchObject({ bizLocation: { id: link(gln) }, readPoint: { id: link(gln, 'K1') } })
    for (const { recordTime: _, ...event } of [before, after])
      expect((await capture(grower, JSON.stringify(event))).map(({ outcome }) => outcome)).toEqual(['already'])
  })
})
