// A file of rows against a real database: what it would do is what it does, all of it or none, and the same file twice is once.
// Not here: single cells (cells.test.ts).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { printId, trustId } from '#kernel'
import type { ImportReport } from '../contract.ts'
import { growToPatient } from '../testing/whole-chain.ts'
import { openWorld, type Someone, testLaw, type World } from '../testing/world.ts'
import { importFile } from './import-file.ts'
import { importRowsMax } from './read-table.ts'
import { templateNamed } from './templates.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
  await growToPatient(world)
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
})

const bytesOf = (lines: readonly string[]) => new TextEncoder().encode(lines.join('\r\n'))
/** `seconds` before now, as the clock on the wall says it. */
const wall = (seconds: number) =>
  world.now
    .subtract({ seconds })
    .toZonedDateTimeISO('Europe/Amsterdam')
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' })

function send(who: Someone, name: string, bytes: Uint8Array, sha256: string | null = null): Promise<ImportReport> {
  return world.database.transaction(who.actor, (tx) =>
    importFile(tx, who.actor, {
      template: templateNamed(name)!,
      bytes,
      sha256,
      law: testLaw,
      now: world.now,
      locale: 'en',
      misfits: () => [],
    }),
  )
}
const countEvents = async () => {
  const [row] = await world.admin.query<{ n: string }>('select count(*) as n from chain.event')
  return Number(row?.n)
}

const heading = 'Moment;Premises;Plant lot;Product;Cultivar;Plants;Room'
const planting = (seconds: number, name: string, plants = '40') =>
  `${wall(seconds)};Premises of the grower;${name};flower;Afina;${plants};R1`

describe('a file of plantings', () => {
  test('says what it would do and does nothing; then does just that, once', async () => {
    const bytes = bytesOf([heading, planting(30, 'I-1'), planting(20, 'I-2', '60')])
    const before = await countEvents()
    const preview = await send(world.who.grower, 'plantings', bytes)
    expect(preview).toMatchObject({ rows: 2, faults: [], recorded: false })
    expect(preview.acts.map(({ outcome, lines }) => [outcome, lines])).toEqual([
      ['ready', [2]],
      ['ready', [3]],
    ])
    expect(preview.changes.map(({ ledger, change, batch }) => [ledger, change, batch?.name])).toEqual([
      ['plant_pieces', '40', 'I-1'],
      ['plant_pieces', '60', 'I-2'],
    ])
    expect(await countEvents()).toBe(before)

    const done = await send(world.who.grower, 'plantings', bytes, preview.sha256)
    expect(done).toMatchObject({ ...preview, recorded: true })
    expect(await countEvents()).toBe(before + 2)

    const again = await send(world.who.grower, 'plantings', bytes, preview.sha256)
    expect(again.acts.map(({ outcome }) => outcome)).toEqual(['already', 'already'])
    expect(await countEvents()).toBe(before + 2)
  })

  test('a longer file with the same rows in another order and other columns adds only what is new', async () => {
    const before = await countEvents()
    const columns = 'ruimte,planten,cultivar,product,plantlot,locatie,tijdstip,remark'
    const bytes = bytesOf([
      columns,
      `R1,60,Afina,flower,I-2,Premises of the grower,${wall(20)},seen`,
      `R1,10,Afina,flower,I-3,Premises of the grower,${wall(10)},new`,
    ])
    const { sha256 } = await send(world.who.grower, 'plantings', bytes)
    const done = await send(world.who.grower, 'plantings', bytes, sha256)
    expect(done.acts.map(({ outcome }) => outcome)).toEqual(['already', 'ready'])
    expect(done.unread).toEqual(['remark'])
    expect(await countEvents()).toBe(before + 1)
  })

  test('with one bad row records none, and names line and column of every fault', async () => {
    const before = await countEvents()
    const bytes = bytesOf([
      heading,
      planting(9, 'I-4'),
      planting(8, 'I-5', 'many'),
      `soon;Premises of nobody;I-6;flower;Afina;5;R1`,
      planting(7, 'I-1'), // The name is taken.
      planting(9, 'I-4'),
    ])
    const { sha256 } = await send(world.who.grower, 'plantings', bytes)
    const report = await send(world.who.grower, 'plantings', bytes, sha256)
    expect(report.recorded).toBe(false)
    expect(report.faults.map(({ line, column }) => [line, column])).toEqual([
      [3, 'Plants'],
      [4, 'Moment'],
      [4, 'Premises'],
      [5, null],
      [6, null],
    ])
    expect(report.faults.at(-1)?.said).toContain('row 2')
    expect(await countEvents()).toBe(before)
  })

  test('as other programs write it: by a line that names the sign, in UTF-16, with empty rows before it', async () => {
    const rows = [heading, planting(3, 'I-10')]
    const files: readonly (readonly [string, Uint8Array, number])[] = [
      ['sep', bytesOf(['sep=;', ...rows]), 3],
      ['utf-16le', Buffer.from(`\uFEFF${rows.join('\r\n')}`, 'utf16le'), 2],
      ['utf-16be', Buffer.from(`\uFEFF${rows.join('\r\n')}`, 'utf16le').swap16(), 2],
      ['mark', bytesOf([`\uFEFF${rows[0]}`, ...rows.slice(1)]), 2],
      ['empty rows', bytesOf(['', ';;;;;;', ...rows, '', ';;;;;;']), 4],
      ['tabs', bytesOf(rows.map((row) => row.replaceAll(';', '\t'))), 2],
      [
        'the other sign in a heading',
        bytesOf([`"Remark; of us",${heading.replaceAll(';', ',')}`, `a,${rows[1]!.replaceAll(';', ',')}`]),
        2,
      ],
    ]
    for (const [what, bytes, line] of files) {
      const { acts, faults } = await send(world.who.grower, 'plantings', bytes)
      expect([acts.map(({ lines }) => lines), faults], what).toEqual([[[line]], []])
    }
  })

  test('of another party’s premises is refused as unknown', async () => {
    const bytes = bytesOf([heading, `${wall(5)};Premises of the packer;I-7;flower;Afina;5;R1`])
    const { faults } = await send(world.who.grower, 'plantings', bytes)
    expect(faults).toMatchObject([{ line: 2, column: 'Premises' }])
  })

  test('a changed file is not the one that was looked over', async () => {
    const { sha256 } = await send(world.who.grower, 'plantings', bytesOf([heading, planting(4, 'I-8')]))
    await expect(
      send(world.who.grower, 'plantings', bytesOf([heading, planting(4, 'I-9')]), sha256),
    ).rejects.toMatchObject({ refusal: { problem: { code: 'chain/import-changed' } } })
  })
})

describe('from harvest to dry by files', () => {
  test('wet waste of one file, what is left dry of another; the same file twice is once, and more than lies there is refused', async () => {
    const { grower } = world.who
    const put = async (name: string, ...lines: readonly string[]) => {
      const bytes = bytesOf(lines)
      const { sha256 } = await send(grower, name, bytes)
      return send(grower, name, bytes, sha256)
    }
    const at = 'Premises of the grower'
    await put('plantings', heading, planting(60, 'W-1'))
    await put('harvests', 'Moment;Premises;Plant lot;Plants cut;Harvest;Wet (g)', `${wall(50)};${at};W-1;40;W-H;1000`)
    const [columns, row] = ['Moment;Premises;Batch;Waste (g)', `${wall(40)};${at};W-H;150.5`]
    const done = await put('trimmings', columns, row)
    expect([done.recorded, done.faults]).toEqual([true, []])
    expect(done.changes.map(({ ledger, change }) => [ledger, change]).toSorted()).toEqual([
      ['material_mg', '-150500'],
      ['material_mg', '150500'],
    ])
    expect((await put('trimmings', columns, row)).acts.map(({ outcome }) => outcome)).toEqual(['already'])
    const tooMuch = await put('trimmings', columns, `${wall(30)};${at};W-H;900`)
    expect([tooMuch.recorded, tooMuch.faults.length]).toEqual([false, 1])
    const dried = await put('dryings', 'Moment;Premises;Batch;Dry (g)', `${wall(20)};${at};W-H;200`)
    expect([dried.recorded, dried.faults]).toEqual([true, []])
  })
})

describe('rows that are one act', () => {
  test('a transfer in the words of another system, and its receipt, rows of one shipment together', async () => {
    const words =
      'Manifest,Created Date,Shipper Facility License Number,Recipient Facility License Number,Package Label,Shipped Quantity'
    const transfer = bytesOf([words, `M-1,${wall(30)},Premises of the wholesaler,Premises of the pharmacy,P1,20 g`])
    const { sha256, faults } = await send(world.who.wholesaler, 'shipments', transfer)
    expect(faults).toEqual([])
    expect(await send(world.who.wholesaler, 'shipments', transfer, sha256)).toMatchObject({ recorded: true })

    const arrived = bytesOf(['Moment,Premises,Batch,Weighed (g)', `${wall(20)},Premises of the pharmacy,p1,"19,9950"`])
    const preview = await send(world.who.pharmacy, 'receipts', arrived)
    expect(preview.faults).toEqual([])
    expect(preview.changes.map(({ state, change }) => [state, change])).toContainEqual(['released', '19995'])
    const nothing = bytesOf(['Moment,Premises,Batch,Weighed (g)', `${wall(20)},Premises of the pharmacy,H1,5`])
    expect((await send(world.who.pharmacy, 'receipts', nothing)).faults).toMatchObject([{ line: 2, column: 'Batch' }])
  })

  describe('a row of a receipt', () => {
    const words = 'Manifest,Moment,Premises,To,Batch,Mass (g),State'
    const heading = 'Moment,Premises,Batch,Weighed (g)'
    const receive = (seconds: number, batch: string, rest: string) =>
      `${wall(seconds)},Premises of the pharmacy,${batch},${rest}`
    const ship = async (rows: readonly string[]) => {
      const file = bytesOf([words, ...rows])
      const { sha256, faults } = await send(world.who.wholesaler, 'shipments', file)
      expect(faults).toEqual([])
      await send(world.who.wholesaler, 'shipments', file, sha256)
      const { rows: sent } = {
        rows: await world.admin.query<{ id: string }>(
          'select shipment_id as id from chain.shipment order by shipped_at, shipment_id',
        ),
      }
      return sent.map(({ id }) => printId('shipment', trustId('shipment', id)))
    }
    const one = (seconds: number, manifest: string) =>
      `${manifest},${wall(seconds)},Premises of the wholesaler,Premises of the pharmacy,P1,5,released`

    test('of a batch in two shipments under way says which, and of the file that was recorded it is "already"', async () => {
      const sent = await ship([one(15, 'M-5'), one(14, 'M-6')])
      const [first, second] = sent.slice(-2)
      const guess = await send(world.who.pharmacy, 'receipts', bytesOf([heading, receive(8, 'P1', '5')]))
      expect(guess.faults).toMatchObject([{ line: 2, column: null }])
      expect(guess.faults[0]?.said).toContain(`${first} or ${second}`)
      const nowhere = bytesOf([`${heading},Shipment`, receive(8, 'P1', `5,${sent[0]}`)])
      expect((await send(world.who.pharmacy, 'receipts', nowhere)).faults[0]?.said).toContain(`${first}, ${second}`)

      const file = bytesOf([`${heading},Shipment`, receive(8, 'P1', `5,${second}`)])
      const { sha256, faults } = await send(world.who.pharmacy, 'receipts', file)
      expect(faults).toEqual([])
      expect((await send(world.who.pharmacy, 'receipts', file, sha256)).recorded).toBe(true)
      const longer = bytesOf([`${heading},Shipment`, receive(8, 'P1', `5,${second}`), receive(7, 'P1', `5,${first}`)])
      const again = await send(world.who.pharmacy, 'receipts', longer)
      expect(again.faults).toEqual([])
      expect(again.acts.map(({ outcome }) => outcome)).toEqual(['already', 'ready'])
    })

    test('that belongs with another has its moment too', async () => {
      const file = bytesOf([words, one(6, 'M-7'), one(5, 'M-7')])
      const { acts, faults } = await send(world.who.wholesaler, 'shipments', file)
      expect(faults).toMatchObject([{ line: 3, column: 'Moment', said: expect.stringContaining('row 2') }])
      expect(acts).toHaveLength(1)
    })
  })

  describe('a mass under a heading of another system', () => {
    const words = 'Manifest,Created Date,Shipper Facility License Number,Recipient Facility License Number,Package'
    const preview = (headings: string, cells: string) =>
      send(
        world.who.wholesaler,
        'shipments',
        bytesOf([
          `${words},${headings}`,
          `M-2,${wall(25)},Premises of the wholesaler,Premises of the pharmacy,P1,${cells}`,
        ]),
      )
    test.each([
      ['Shipped Quantity,Shipped Unit Of Measure Name', '0.02,Kilograms', '-20000'],
      ['Quantity,Unit of Measure,Gross Weight,Gross Unit Of Weight', '20,g,1,Pounds', '-20000'],
      ['Quantity,Eenheid', '20 g,Gram', '-20000'],
      ['massa (g)', '20', '-20000'],
      ['massa (g),Unit', '20.0000,g', '-20000'],
    ])('%s: %s is read in the unit the file says', async (headings, cells, change) => {
      const { faults, changes } = await preview(headings, cells)
      expect(faults).toEqual([])
      expect(changes.find(({ state }) => state === 'released')?.change).toBe(change)
    })
    test.each([
      ['Shipped Quantity,Unit of Measure', '20,Ounces', 'no unit of mass'],
      ['Quantity,UoM', '4,Each', 'no unit of mass'],
      ['Quantity', '20', 'has no unit'],
      ['Quantity,Unit', '20 g,kg', 'another unit'],
      ['Shipped Quantity,Shipped Quantity', '20 g,30 g', 'there twice'],
    ])('%s: %s is not guessed', async (headings, cells, said) => {
      const { acts, faults } = await preview(headings, cells)
      expect(faults.map((fault) => fault.said).join()).toContain(said)
      expect(acts.every(({ outcome }) => outcome === 'ready') && faults.length === 0).toBe(false)
    })
    test('a column that is not read is named, and what stands under no heading at all', async () => {
      const { faults, unread } = await preview(
        'massa (g),staat van de voorraad,Gross Unit,',
        '20,quarantine,g,seen,late',
      )
      expect(faults).toEqual([])
      expect(unread).toEqual([
        'staat van de voorraad',
        'Gross Unit',
        'column 9, without a name',
        'column 10, without a name',
      ])
    })
    test.each([
      ['massa (g)', '1.250', 'Write 1250 or 1.25'],
      ['massa (g)', '1.250 g', 'Write 1250 g or 1.25 g'],
      ['Quantity,Unit', '1.250,g', 'Write 1250 or 1.25'],
    ])('%s: %s is a fault with its place', async (headings, cells, said) => {
      const { faults } = await preview(headings, cells)
      expect(faults).toMatchObject([{ line: 2, column: headings.split(',')[0], said: expect.stringContaining(said) }])
    })
    test('what the scale said with the packaging is no mass of the batch', async () => {
      await expect(preview('Gross Weight,Gross Unit', '20,Grams')).rejects.toMatchObject({
        refusal: { problem: { code: 'chain/import-columns-missing' } },
      })
    })
  })

  test('dispensings add up on top of one another: the one too many is refused', async () => {
    const row = (seconds: number, grams: string) => `${wall(seconds)},Premises of the pharmacy,P1,${grams},R-${seconds}`
    const file = (grams: string) =>
      bytesOf(['moment,premises,batch,mass (g),record number', row(6, '5'), row(5, grams)])
    const fits = await send(world.who.pharmacy, 'dispensings', file('5'))
    const stock = await world.admin.query<{ amount: string }>(
      `select b.amount from chain.balance as b join chain.account as a using (authority_id, account_id)
       where b.holder_id = $1 and a.kind = 'stock' and a.ledger = 'material_mg' and a.state = 'released'`,
      [world.who.pharmacy.partyId],
    )
    const hasMg = BigInt(stock[0]?.amount ?? '0')
    expect(fits.changes.find(({ ledger }) => ledger === 'material_mg')?.change).toBe('-10000')
    const tooMuch = `${hasMg / 1000n}`
    const short = await send(world.who.pharmacy, 'dispensings', file(tooMuch))
    expect(short.acts.map(({ outcome }) => outcome)).toEqual(['ready', 'refused'])
    expect(short.faults).toMatchObject([{ line: 3, column: null, basis: ['opiumwetbesluit/7'] }])
  })
})

describe('what is no such file', () => {
  const code = (bytes: Uint8Array, name = 'plantings') =>
    send(world.who.grower, name, bytes).then(
      () => 'read',
      (error: { refusal?: { problem: { code: string } } }) => error.refusal?.problem.code,
    )
  test('is refused in words', async () => {
    expect(await code(bytesOf(['']))).toBe('chain/import-empty')
    expect(await code(bytesOf([heading]))).toBe('chain/import-empty')
    expect(await code(bytesOf(['a,b', '1,2']))).toBe('chain/import-columns-missing')
    expect(await code(bytesOf([heading, '"never closed']))).toBe('chain/import-unreadable')
    expect(await code(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]))).toBe('chain/import-unreadable')
    expect(await code(new Uint8Array(1_000_001))).toBe('chain/import-too-long')
    expect(await code(bytesOf([heading, planting(2, 'I-\0')]))).toBe('chain/import-unreadable')
    const harvest = 'Moment;Premises;Plant lot;Plants cut;Harvest;Wet (g)'
    expect(await code(bytesOf([harvest, `${wall(2)};x;I\0;1;H;1`]), 'harvests')).toBe('chain/import-unreadable')
    expect(await code(Buffer.from([heading, planting(2, 'I')].join('\n'), 'utf16le'))).toBe('chain/import-unreadable')
    const before2007 = [...Buffer.from('d0cf11e0a1b11ae1', 'hex'), ...new Uint8Array(2_000)]
    expect(await code(new Uint8Array(before2007))).toBe('chain/import-unreadable')
    expect(await code(bytesOf([heading, `${planting(2, 'I-11')};5" pot`]))).toBe('read')
    const many = Array.from({ length: importRowsMax + 1 }, (_, index) => planting(2, `L-${index}`))
    expect(await code(bytesOf([heading, ...many]))).toBe('chain/import-too-long')
  })
})
