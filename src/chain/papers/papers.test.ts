// Papers as they come out of the printer, made of real events, by those who may see them. Not here: the typesetter.
import { tmpdir } from 'node:os'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Locale, legalDayOf, newId, parseId, printId } from '#kernel'
import { recordGln } from '#licensing'
import { openDocumentStore, openTypesetter, type Typesetter } from '#platform'
import { readPdf } from '#platform/testing'
import { listEvents } from '../read/event-views.ts'
import { selectAddresses } from '../store/addresses.ts'
import { growToPatient } from '../testing/whole-chain.ts'
import { openWorld, type Someone, testLaw, type World } from '../testing/world.ts'
import { eventPaper } from './event-paper.ts'
import { orderPaper } from './order-paper.ts'
import { massInWords, numberInWords } from './words-for-mass.ts'

let world: World
let made: Awaited<ReturnType<typeof growToPatient>>
let setter: Typesetter
/** None of these events has a photograph. */
const documents = openDocumentStore({ folder: tmpdir() })
beforeAll(async () => {
  world = await openWorld()
  made = await growToPatient(world)
  setter = openTypesetter()
})
afterAll(async () => {
  await setter[Symbol.asyncDispose]()
  await world[Symbol.asyncDispose]()
})

/** The newest event of a kind that this one may see. */
async function eventOf(who: Someone, kind: 'receive' | 'ship' | 'hand-over' | 'destroy' | 'dispense') {
  const { items } = await world.database.transaction(who.actor, (tx) =>
    listEvents(tx, who.actor, { kind, holderId: who.partyId, limit: 1 }),
  )
  return parseId('event', items[0]!.eventId)!
}
async function print(
  who: Someone,
  kind: 'receive' | 'ship' | 'hand-over' | 'destroy' | 'dispense',
  locale: Locale = 'nl',
  reader = who,
) {
  const eventId = await eventOf(who, kind)
  const paper = await world.database.transaction(reader.actor, (tx) =>
    eventPaper(tx, reader.actor, { eventId, locale, law: testLaw, documents }),
  )
  const { pages } = await readPdf(await setter.typeset(paper))
  return { text: pages.join(' '), eventId: printId('event', eventId) }
}

test('a place stands on a paper under the number it had on the day of the paper, whenever that is printed', async () => {
  const premisesId = world.who.wholesaler.premisesId
  const record = (gln: string | null, fromOn: string) =>
    world.database.transaction(world.staff, (tx) =>
      recordGln(tx, world.staff, {
        premisesId,
        input: {
          glnId: printId('gln', newId('gln')),
          of: 'premises',
          gln,
          prefixLength: gln === null ? null : 9,
          fromOn,
          source: 'test',
        },
      }),
    )
  const printedOn = async (on: string) => {
    const asked = { premisesIds: [premisesId], on: Temporal.PlainDate.from(on) }
    const found = await world.database.transaction(world.staff, (tx) => selectAddresses(tx, world.authorityId, asked))
    return found.map(({ gln }) => gln)
  }
  await record('8712345000011', '2020-01-01')
  await record('8712345000028', '2022-01-01')
  await record(null, '2024-01-01')
  expect(await printedOn('2019-12-31')).toEqual([null])
  expect(await printedOn('2021-12-31')).toEqual(['8712345000011'])
  expect(await printedOn('2022-01-01')).toEqual(['8712345000028'])
  expect(await printedOn('2024-01-01')).toEqual([null])
})

describe('the paper of an event', () => {
  test('a receipt note names both sides with their place, substance, form, quantity in figures and words, and the proof', async () => {
    const { text, eventId } = await print(world.who.pharmacy, 'receive')
    for (const said of [
      'Ontvangstbewijs',
      'The wholesaler',
      'The pharmacy',
      'Veendam (NL)',
      'P1',
      'Flower (hennep, II)',
      'flos',
      '500,000 g',
      'vijfhonderd gram',
      'Wat aankwam, is wat verzonden was.',
      'Naam (leesbaar), datum en handtekening:',
      eventId,
    ])
      expect(text).toContain(said)
  })
  test('a manifest has both signatures, the second from its own event, and lines for the carrier', async () => {
    const { text } = await print(world.who.wholesaler, 'ship', 'en')
    for (const said of [
      'Flower (cannabis, II)',
      'Manifest',
      'Despatched by',
      'Received by',
      'Carrier',
      'Vehicle',
      'five hundred grams',
    ])
      expect(text).toContain(said)
    expect(text.match(/Recorded electronically/g)).toHaveLength(2)
    expect(text).not.toContain('Not received yet')
  })
  test('of what was taken back says so first, and by which event', async () => {
    const { wholesaler, pharmacy } = world.who
    const shipmentId = printId('shipment', newId('shipment'))
    const line = { batchId: made.packs.batchId, state: 'released' as const }
    await world.act(wholesaler, 'ship', {
      ...{ shipmentId, reason: 'supply', lines: [{ ...line, massMg: '5000' }] },
      receiverId: printId('party', pharmacy.partyId),
      toPremisesId: printId('premises', pharmacy.premisesId),
    })
    const { eventId } = await world.act(pharmacy, 'receive', {
      shipmentId,
      lines: [{ ...line, receivedMassMg: '5000' }],
    })
    const asked = { eventId: parseId('event', eventId)!, locale: 'nl' as const, law: testLaw, documents }
    const read = async () => {
      const paper = await world.database.transaction(pharmacy.actor, (tx) => eventPaper(tx, pharmacy.actor, asked))
      return (await readPdf(await setter.typeset(paper))).pages.join(' ')
    }
    expect(await read()).not.toContain('Teruggenomen')
    const taken = await world.act(pharmacy, 'correct', { correctsId: eventId, reason: 'wrong shipment' })
    expect(await read()).toMatch(
      new RegExp(`^.*Ontvangstbewijs Teruggenomen door ${taken.eventId}: dit papier geldt niet meer`),
    )
    await world.act(pharmacy, 'receive', { shipmentId, lines: [{ ...line, receivedMassMg: '5000' }] })
  })
  test('a manifest under way says so, and a difference names its last day', async () => {
    const { wholesaler, pharmacy } = world.who
    const shipmentId = printId('shipment', newId('shipment'))
    const line = { batchId: made.packs.batchId, state: 'released' as const }
    await world.act(wholesaler, 'ship', {
      shipmentId,
      receiverId: printId('party', pharmacy.partyId),
      toPremisesId: printId('premises', pharmacy.premisesId),
      reason: 'supply',
      lines: [{ ...line, massMg: '10000' }],
      occurredAt: world.now.subtract({ seconds: 20 }).toString(),
    })
    expect((await print(wholesaler, 'ship')).text).toContain('Nog niet ontvangen.')
    await world.act(pharmacy, 'receive', {
      shipmentId,
      lines: [{ ...line, receivedMassMg: '9500' }],
      occurredAt: world.now.subtract({ seconds: 10 }).toString(),
    })
    const { text } = await print(pharmacy, 'receive')
    expect(text).toContain('−0,500 g')
    expect(text).toContain('negen gram en vijfhonderd milligram')
    expect(text).toContain('Er is een verschil')
  })
  test('a delivery to the Minister names both sides, bags and mass in words, and has room for who takes it over', async () => {
    const { text, eventId } = await print(world.who.grower, 'hand-over')
    for (const said of [
      'Overdrachtsbewijs',
      'Opiumwet, artikel 8i, vierde lid',
      'The grower',
      'The authority',
      'Aantal zakken',
      'Flower (hennep, II)',
      'In woorden',
      'Overgedragen door',
      'Overgenomen voor de minister',
      'Nagewogen',
      'Uiterlijk',
      eventId,
    ])
      expect(text).toContain(said)
    const read = await print(world.who.grower, 'hand-over', 'en', world.who.authority)
    expect(read.text).toContain('Taken over for the Minister')
  })
  test('a destruction record names its two witnesses by number', async () => {
    const { text } = await print(world.who.grower, 'destroy')
    for (const said of [
      'Proces-verbaal van vernietiging',
      'compostering',
      'Getuige st-1',
      'Getuige st-2',
      '4.900,000 g',
      'Opiumwet, artikel 8a, tweede lid, onder f', // A grower keeps it because its exemption says so.
    ])
      expect(text).toContain(said)
  })
  test('a count report sets what was counted beside the book, with what passes, what is to explain, and both who signed', async () => {
    const { wholesaler } = world.who
    const rows = await world.admin.query<{ amount: string }>(
      `select n.amount::text from chain.balance n join chain.account a using (authority_id, account_id)
       where a.kind = 'stock' and a.ledger = 'material_mg' and a.state = 'released' and a.holder_id = $1 and a.batch_id = $2`,
      [wholesaler.partyId, parseId('batch', made.packs.batchId)],
    )
    const book = BigInt(rows[0]!.amount)
    const count = (countedMassMg: bigint, countersigner: string | null) =>
      world.act(wholesaler, 'count', {
        lines: [{ batchId: made.packs.batchId, state: 'released', countedMassMg: `${countedMassMg}` }],
        ...{ counter: 'st-1', countersigner, followsId: null, occurredAt: world.now.toString() },
      })
    const report = async (eventId: string, locale: Locale) => {
      const id = parseId('event', eventId)!
      const paper = await world.database.transaction(wholesaler.actor, (tx) =>
        eventPaper(tx, wholesaler.actor, { eventId: id, locale, law: testLaw, documents }),
      )
      const { pages } = await readPdf(await setter.typeset(paper))
      return pages.join(' ')
    }
    const agreed = await report((await count(book, 'st-2')).eventId, 'en')
    for (const said of [
      'Count report',
      'Counted by st-1',
      'Countersigned by st-2',
      'agrees',
      'what the book said at that moment',
    ])
      expect(agreed).toContain(said)
    const short = await report((await count(book - 50_000n, null)).eventId, 'nl')
    for (const said of [
      'Telverslag',
      '−50,000 g',
      'te verklaren',
      'Eén verschil wordt uiterlijk',
      'Meegetekend door',
      'P1',
      'vrijgegeven',
    ])
      expect(short).toContain(said)
    expect(short).toContain('tot en met 0,1 % van wat het boek zei')
    const inside = await report((await count(book - 50_001n, 'st-2')).eventId, 'nl')
    expect(inside).toContain('binnen de marge')
  })
  test('is refused where there is none, and is not there for others', async () => {
    const { pharmacy, grower } = world.who
    await expect(print(pharmacy, 'dispense')).rejects.toThrow('chain/no-paper')
    await expect(print(grower, 'destroy', 'nl', pharmacy)).rejects.toThrow('chain/unknown-event')
  })
})

test('an order form is of one substance, with its quantity in words', async () => {
  const { pharmacy, wholesaler } = world.who
  const asked = {
    locale: 'nl' as const,
    on: legalDayOf(world.now),
    productCode: 'flower',
    massMg: '22000',
    fromPremisesId: wholesaler.premisesId,
    toPremisesId: pharmacy.premisesId,
    law: testLaw,
  }
  const order = (changes: { readonly locale?: Locale; readonly productCode?: string }) =>
    world.database.transaction(pharmacy.actor, (tx) => orderPaper(tx, pharmacy.actor, { ...asked, ...changes }))
  const { pages } = await readPdf(await setter.typeset(await order({})))
  for (const said of ['Bestelformulier', 'Flower (hennep, II)', '22,000 g', 'tweeëntwintig gram', 'Besteller'])
    expect(pages[0]).toContain(said)
  const english = await readPdf(await setter.typeset(await order({ locale: 'en' })))
  expect(english.pages[0]).toContain('Flower (cannabis, II)')
  await expect(order({ productCode: 'none' })).rejects.toThrow('chain/no-paper')
})

describe('words', () => {
  test.each<[bigint, string, string]>([
    [0n, 'nul', 'zero'],
    [3n, 'drie', 'three'],
    [23n, 'drieëntwintig', 'twenty-three'],
    [81n, 'eenentachtig', 'eighty-one'],
    [100n, 'honderd', 'one hundred'],
    [112n, 'honderdtwaalf', 'one hundred and twelve'],
    [1_000n, 'duizend', 'one thousand'],
    [2_345n, 'tweeduizend driehonderdvijfenveertig', 'two thousand three hundred and forty-five'],
    [1_000_001n, 'een miljoen een', 'one million one'],
  ])('%s', (value, nl, en) => expect([numberInWords(value, 'nl'), numberInWords(value, 'en')]).toEqual([nl, en]))
  test('two numbers never read the same', () => {
    const any = fc.bigInt({ min: 0n, max: 999_999_999n })
    fc.assert(
      fc.property(any, any, fc.constantFrom<Locale>('nl', 'en'), (a, b, locale) => {
        if (a !== b) expect(numberInWords(a, locale)).not.toBe(numberInWords(b, locale))
      }),
    )
  })
  test('grams and milligrams each have their word', () => {
    expect(massInWords(1_003n, 'nl')).toBe('een gram en drie milligram')
    expect(massInWords(2_001n, 'en')).toBe('two grams and one milligram')
  })
})
