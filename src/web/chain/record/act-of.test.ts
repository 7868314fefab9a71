import fc from 'fast-check'
import { Check } from 'typebox/value'
import { describe, expect, test } from 'vitest'
import { type ActKind, actKinds, actSchemas } from '#chain/contract'
import { batchId, contextOf, idOf } from '../testing/context-of.ts'
import { actOf } from './act-of.ts'
import { type Context, type Draft, fieldsFor, fieldsOf } from './fields.ts'
import { portionCount, portionsMax, statesOf, withoutPortion, withPortion } from './portions.ts'

/** Something fit for each kind of field. */
function filled(kind: ActKind): Draft {
  const values: Record<string, string> = {
    'received.0': '12,5 g',
    results: '1',
    'result.0.analyte': 'total-thc',
    'result.0.value': '21,70',
    'result.0.method': 'HPLC',
  }
  for (const field of fieldsOf(kind)) {
    values[field.name] = {
      mass: '250 g',
      count: '12',
      decimal: '10,5',
      text: 'X-1',
      day: '2027-01-31',
      moment: '2026-01-31T08:30:00Z',
      choice: field.choices?.[0]?.id ?? '',
      product: 'bedrocan',
      party: idOf('party'),
      premises: idOf('premises'),
      gtin: '9506000134352',
      difference: idOf('account'),
      reservation: idOf('account'),
      lines: 'A-1\nA-2',
      room: '3',
    }[field.kind]
  }
  if ('orderNumber' in values) values['orderNumber'] = 'b-2026-0007'
  return values
}

/** A count has a screen of its own, where the counter does not see the book; others are done on the page of what they are about. */
const elsewhere: readonly string[] = ['count', 'countersign', 'notify-loss', 'designate', 'release']
const formKinds = actKinds.filter((kind) => !elsewhere.includes(kind))

test.each(formKinds)('a whole form of %s makes an act the API takes', (kind) => {
  const { act, missing } = actOf(contextOf(kind), filled(kind))
  expect(missing).toBeNull()
  expect(Check(actSchemas[kind], act)).toBe(true)
})

test('several lots go into one blend, each in its own state; a row that is not filled in is asked for', () => {
  const other = idOf('batch')
  const draft = { ...filled('process'), method: 'blend', inputs: '2', 'input.0.batch': other, 'input.0.mass': '12,5 g' }
  expect(actOf(contextOf('process'), draft).missing).toEqual(['input.1.batch', 'input.1.mass'])
  const whole = { ...draft, 'input.1.batch': other, 'input.1.state': 'released', 'input.1.mass': '1' }
  const { act } = actOf(contextOf('process'), whole)
  expect(act).toMatchObject({
    inputs: [
      { batchId, state: 'quarantine', massMg: '250000' },
      { batchId: other, state: 'quarantine', massMg: '12500' },
      { batchId: other, state: 'released', massMg: '1000' },
    ],
  })
  expect(Check(actSchemas.process, act)).toBe(true)
})

describe('several lots in one shipment', () => {
  const other = idOf('batch')
  const row = (index: number, batch: string, state: string, mass: string) => ({
    ...{ [`input.${index}.batch`]: batch, [`input.${index}.name`]: 'X', [`input.${index}.state`]: state },
    [`input.${index}.mass`]: mass,
  })
  const shipped = (draft: Draft) => actOf(contextOf('ship'), { ...filled('ship'), ...draft })

  test('stand in the act in the order of the form, and in the boxes', () => {
    const ssccs = JSON.stringify([1, 2, 3].map((unit) => ({ unit, sscc: `00387123450000000${unit}2`.slice(0, 18) })))
    const { act } = shipped({ ...row(0, other, 'released', '12,5'), inputs: '1', boxes: '3', ssccs })
    expect(act).toMatchObject({
      lines: [
        { batchId, state: 'quarantine', massMg: '250000' },
        { batchId: other, state: 'released', massMg: '12500' },
      ],
      units: [
        { contents: [{ batchId, massMg: '125000' }] },
        { contents: [{ batchId, massMg: '125000' }] },
        { contents: [{ batchId: other, massMg: '12500' }] },
      ],
    })
    expect(Check(actSchemas.ship, act)).toBe(true)
  })
  test('twice the same in one state is named at the row that repeats it; in another state it is another line', () => {
    expect(shipped({ ...row(0, batchId, 'quarantine', '1'), inputs: '1' }).missing).toEqual(['input.0.state'])
    expect(
      shipped({ ...row(0, other, 'released', '1'), ...row(1, other, 'released', '2'), inputs: '2' }).missing,
    ).toEqual(['input.1.state'])
    expect(shipped({ ...row(0, batchId, 'released', '1'), inputs: '1' }).missing).toBeNull()
    // A state that nobody chose is that of the first lot, and counts as such.
    expect(shipped({ ...row(0, batchId, '', '1'), inputs: '1' }).missing).toEqual(['input.0.state'])
  })
  test.each(['', '0', '-1', 'alles', '1.250', '1,2345'])(
    'a mass of "%s" is asked at its own row, and nothing is sent',
    (mass) => {
      const { act, missing } = shipped({
        ...row(0, other, 'released', '5'),
        ...row(1, idOf('batch'), 'released', mass),
        inputs: '2',
      })
      expect([act, missing]).toEqual([null, ['input.1.mass']])
    },
  )
  test('two hundred is what one act takes', () => {
    const rows = (count: number) =>
      Object.assign(
        { inputs: `${count}` },
        ...Array.from({ length: count }, (_, at) => row(at, idOf('batch'), 'released', '1')),
      )
    expect([portionsMax.ship, portionsMax.export]).toEqual([200, 200])
    expect(Check(actSchemas.ship, shipped(rows(199)).act)).toBe(true)
    expect(Check(actSchemas.ship, shipped(rows(200)).act)).toBe(false)
  })
})

describe('the rows of the other lots', () => {
  const option = (state: string, maxAmount: string) =>
    ({ state, maxAmount }) as Parameters<typeof withPortion>[1]['option'] // The two it reads.
  const added = (draft: Draft, name: string, openMg: bigint | null = null) => ({
    ...draft,
    ...withPortion(draft, { batchId: name, name, option: option('released', '20000'), locale: 'nl' }, openMg),
  })
  test('begin with all there is, or with what an order still asks', () => {
    expect(added({}, 'a')).toMatchObject({ 'input.0.batch': 'a', 'input.0.mass': '20 g', inputs: '1' })
    expect(added({ mass: '25 g' }, 'a', 40_000n)).toMatchObject({ 'input.0.mass': '15 g' })
    expect(added({ mass: '40 g' }, 'a', 40_000n)).toMatchObject({ 'input.0.mass': '' })
  })
  test('close up when one is taken away, and leave nothing behind', () => {
    const three = ['a', 'b', 'c'].reduce<Draft>((draft, name) => added(draft, name), { mass: '1' })
    const two = { ...three, ...withoutPortion(three, 1) }
    expect(portionCount(two)).toBe(2)
    expect([two['input.0.batch'], two['input.1.batch'], two['input.2.batch']]).toEqual(['a', 'c', ''])
    expect(statesOf('c', { batchId: 'x', state: 'held' }, two)).toEqual(['released'])
    expect(statesOf('b', { batchId: 'b', state: 'held' }, two)).toEqual(['held'])
  })
  test('whatever is added and taken away, in whatever order, what stands is what was left', () => {
    const step = fc.oneof(
      fc.nat(99).map((at) => ({ at })),
      fc.uuid().map((name) => ({ name })),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let draft: Draft = {}
        const names: string[] = []
        for (const one of steps) {
          if ('name' in one) {
            draft = added(draft, one.name)
            names.push(one.name)
          } else if (names.length > 0) {
            const index = one.at % names.length
            draft = { ...draft, ...withoutPortion(draft, index) }
            names.splice(index, 1)
          }
        }
        const stands = Array.from({ length: portionCount(draft) }, (_, at) => draft[`input.${at}.name`])
        expect(stands).toEqual(names)
        expect(Object.entries(draft).filter(([name, typed]) => name.endsWith('.name') && typed !== '').length).toBe(
          names.length,
        )
      }),
    )
  })
})

test('of plants that were not cut it is said how many, of all else it is not asked', () => {
  const context = contextOf('destroy')
  expect(fieldsFor(context, {}).map(({ name }) => name)).not.toContain('plants')
  const plants = { ...context, batch: { batch: { batchId, unit: 'pieces' } } as NonNullable<Context['batch']> }
  expect(fieldsFor(plants, {}).find(({ name }) => name === 'plants')).toMatchObject({ isOptional: false })
  expect(actOf(plants, { ...filled('destroy'), plants: '' }).missing).toEqual(['plants'])
  expect(actOf(plants, filled('destroy')).act).toMatchObject({ plants: 12, massMg: '250000' })
})

test('a despatch asks for the number of an order where it supplies, for that of a return where it goes back, and drops nothing typed', () => {
  const asked = (draft: Draft) =>
    fieldsFor(contextOf('ship'), draft)
      .map(({ name }) => name)
      .filter((name) => name.endsWith('Number'))
  expect(asked({})).toEqual([])
  expect(asked({ shipReason: 'supply' })).toEqual(['orderNumber'])
  expect(asked({ shipReason: 'return' })).toEqual(['returnNumber'])
  expect(asked({ shipReason: 'recall' })).toEqual(['returnNumber'])
  expect(asked({ shipReason: 'service', returnNumber: 'R-1' })).toEqual(['returnNumber'])
})

test.each(formKinds)('an empty form of %s makes no act and names what is missing', (kind) => {
  const { act, missing } = actOf(contextOf(kind), {})
  const required = fieldsOf(kind)
    .filter(({ isOptional, name }) => !isOptional && name !== 'wasteMass')
    .map(({ name }) => name)
  // What only says "do it" asks for nothing.
  if (kind === 'assay') return expect([required, missing]).toEqual([[], null])
  expect(act).toBeNull()
  for (const name of required) expect(missing).toContain(name)
})

test.each([
  ['mass', '0 g'],
  ['mass', '-1 g'],
  ['mass', '1,2345 g'],
  ['mass', 'veel'],
  ['mass', '1.250'], // 1250 or 1.25: asked beside the field, and never sent.
  ['mass', '1,250 kg'],
  ['bags', '0'],
  ['bags', '1,5'],
])('%s does not take %s', (name, typed) => {
  const { missing } = actOf(contextOf('hand-over'), { ...filled('hand-over'), [name]: typed })
  expect(missing).toEqual([name])
})

test.each([
  ['irradiate', 'dose'],
  ['test', 'result.0.value'],
  ['test', 'result.0.uncertainty'],
] as const)(
  '%s: of %s a figure that can be read in two ways is asked beside the field, and never sent',
  (kind, name) => {
    const made = (typed: string) => actOf(contextOf(kind), { ...filled(kind), [name]: typed }).missing
    expect([made('1.250'), made('1,250')]).toEqual([[name], [name]])
    expect([made('1,25'), made('1250')]).toEqual([null, null])
  },
)

test('of packs a number of packs is a mass, and of anything else it is not', () => {
  const packs = { ...contextOf('dispense'), batch: { batch: { batchId }, packMassMg: '5000' } as Context['batch'] }
  const dispensed = (context: Context, mass: string) => actOf(context, { ...filled('dispense'), mass })
  expect(dispensed(packs, '2 pakken').act).toMatchObject({ massMg: '10000' })
  expect(dispensed(packs, '7 g').act).toMatchObject({ massMg: '7000' }) // A pack that was opened.
  expect(dispensed(contextOf('dispense'), '2 pakken').missing).toEqual(['mass'])
})

test('a GTIN with a typing error is caught before it is sent', () => {
  expect(actOf(contextOf('pack'), { ...filled('pack'), gtin: '9506000134353' }).missing).toEqual(['gtin'])
})

test('a witness is a number, never a name', () => {
  const made = (witnessOne: string) => actOf(contextOf('destroy'), { ...filled('destroy'), witnessOne })
  for (const name of ['J. Jansen', 'Jansen', 'jan', 'é-12', '12', '-123'])
    expect(made(name).missing).toEqual(['witnessOne'])
  for (const number of ['VBH-03', '110', 'a.1']) {
    const { act } = made(number)
    expect(Check(actSchemas.destroy, act)).toBe(true)
  }
  const { act } = made('VBH-03')
  expect(Check(actSchemas.destroy, { ...act, witnesses: ['Jan Jansen', 'VBH-03'] })).toBe(false)
})
