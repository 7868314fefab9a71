import { Check } from 'typebox/value'
import { expect, test } from 'vitest'
import { type ActKind, actKinds, actSchemas } from '#chain/contract'
import { newId, printId } from '#kernel'
import { actOf } from './act-of.ts'
import { type Context, type Draft, fieldsFor, fieldsOf } from './fields.ts'

const id = (name: Parameters<typeof newId>[0]) => printId(name, newId(name))
const batchId = id('batch')

const contextOf = (kind: ActKind): Context => ({
  kind,
  eventId: id('event'),
  newBatchId: id('batch'),
  newShipmentId: id('shipment'),
  moreBatchIds: [id('batch'), id('batch')],
  occurredAt: '2026-11-21T09:30:00Z',
  premisesId: id('premises'),
  batch: { batch: { batchId }, hold: { eventId: id('event') } } as NonNullable<Context['batch']>, // The two fields the forms read.
  state: 'quarantine',
  shipment: { shipmentId: id('shipment'), lines: [{ batch: { batchId }, state: 'released' }] } as NonNullable<
    Context['shipment']
  >,
  correctsId: id('event'),
  holderId: id('party'),
})

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
      party: id('party'),
      premises: id('premises'),
      gtin: '9506000134352',
      difference: id('account'),
      reservation: id('account'),
      lines: 'A-1\nA-2',
      room: '3',
    }[field.kind]
  }
  if ('orderNumber' in values) values['orderNumber'] = 'b-2026-0007'
  return values
}

/** A count has a screen of its own, where the counter does not see the book; others are done on the page of what they are about. */
const elsewhere: readonly string[] = ['count', 'countersign', 'notify-loss', 'designate']
const formKinds = actKinds.filter((kind) => !elsewhere.includes(kind))

test.each(formKinds)('a whole form of %s makes an act the API takes', (kind) => {
  const { act, missing } = actOf(contextOf(kind), filled(kind))
  expect(missing).toBeNull()
  expect(Check(actSchemas[kind], act)).toBe(true)
})

test('several lots go into one blend, each in its own state; a row that is not filled in is asked for', () => {
  const other = id('batch')
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

test('of plants that were not cut it is said how many, of all else it is not asked', () => {
  const context = contextOf('destroy')
  expect(fieldsFor(context).map(({ name }) => name)).not.toContain('plants')
  const plants = { ...context, batch: { batch: { batchId, unit: 'pieces' } } as NonNullable<Context['batch']> }
  expect(fieldsFor(plants).find(({ name }) => name === 'plants')).toMatchObject({ isOptional: false })
  expect(actOf(plants, { ...filled('destroy'), plants: '' }).missing).toEqual(['plants'])
  expect(actOf(plants, filled('destroy')).act).toMatchObject({ plants: 12, massMg: '250000' })
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
