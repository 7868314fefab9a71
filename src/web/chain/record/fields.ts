// Which fields an act asks for. Pure; not here: drawing them, and how what was typed becomes the act (act-of.ts).
import type { ActKind, BatchDetail, ShipmentView, StockState } from '#chain/contract'
import type { recordMessages } from '../../messages/record.ts'

/** The fields' names; the texts that take values are the form's own business. */
type FieldText = Exclude<
  Extract<keyof typeof recordMessages, `field.${string}`>,
  'field.left' | 'field.received.help' | 'field.value.in'
>
type ChoiceText = Extract<keyof typeof recordMessages, `choice.${string}`>

export type Field = {
  readonly name: string
  readonly text: FieldText
  readonly kind:
    | 'mass'
    | 'count'
    | 'decimal'
    | 'text'
    | 'day'
    | 'moment'
    | 'choice'
    | 'product'
    | 'party'
    | 'premises'
    | 'gtin'
    | 'difference'
    | 'reservation'
    | 'lines'
    | 'room'
  readonly help?: FieldText
  /** What to say when it cannot be taken as it was typed; else that it is empty or cannot be read. */
  readonly wrong?: FieldText
  readonly isOptional?: boolean
  /** Other lots may go in, or along, beside this one. */
  readonly isOneOfSeveral?: boolean
  /** Asked where that choice was made, or where something stands in it already. */
  readonly onlyFor?: { readonly name: string; readonly ids: readonly string[] }
  /** Asked of plants that were not cut, and of them always. */
  readonly isOfPlants?: boolean
  readonly choices?: readonly { readonly id: string; readonly text: ChoiceText }[]
  /** Masses begin with all there is. */
  readonly beginsWithAll?: boolean
  readonly maxLength?: number
}

/** What is typed, by field name; nothing is a number until the act is made. */
export type Draft = Readonly<Record<string, string>>

export type Context = {
  readonly kind: ActKind
  readonly eventId: string
  readonly newBatchId: string
  readonly newShipmentId: string
  /** One for each plant that is tagged. */
  readonly moreBatchIds: readonly string[]
  readonly occurredAt: string
  readonly premisesId: string
  readonly batch: BatchDetail | null
  readonly state: StockState | null
  readonly shipment: ShipmentView | null
  readonly correctsId: string | null
  /** Who has what is seized. */
  readonly holderId: string | null
}

const mass = (name: string, text: FieldText, more: Partial<Field> = {}): Field => ({
  name,
  text,
  kind: 'mass',
  ...more,
})
const word = (name: string, text: FieldText, maxLength = 40, more: Partial<Field> = {}): Field => ({
  name,
  text,
  kind: 'text',
  maxLength,
  ...more,
})
const count = (name: string, text: FieldText): Field => ({ name, text, kind: 'count' })
const plantsGone: Field = { ...count('plants', 'field.plantsGone'), isOptional: true, isOfPlants: true }
const choice = (name: string, text: FieldText, choices: NonNullable<Field['choices']>): Field => ({
  name,
  text,
  kind: 'choice',
  choices,
})
const same = (...ids: readonly (ChoiceText extends `choice.${infer Id}` ? Id : never)[]) =>
  ids.map((id) => ({ id, text: `choice.${id}` as ChoiceText })) // Each id has its text.
const room = (text: FieldText): Field => ({ name: 'room', text, kind: 'room', maxLength: 40 })
const all = { beginsWithAll: true } as const
const reason = word('reason', 'field.reason', 400, { help: 'field.reason.help' })
const staffNumber = (name: string, text: FieldText) =>
  word(name, text, 40, { help: 'field.witness.help', wrong: 'field.witness.wrong' })

const fieldsByKind: Record<ActKind, readonly Field[]> = {
  plant: [
    word('name', 'field.name'),
    { name: 'product', text: 'field.product', kind: 'product' },
    word('cultivar', 'field.cultivar', 60),
    count('plants', 'field.plants'),
    room('field.room'),
  ],
  propagate: [
    count('cuttings', 'field.cuttings'),
    word('name', 'field.name'),
    word('cultivar', 'field.cultivar', 60),
    room('field.room'),
  ],
  tag: [{ name: 'tags', text: 'field.tags', kind: 'lines', help: 'field.tags.help', wrong: 'field.tags.wrong' }],
  harvest: [count('plantsCut', 'field.plantsCut'), mass('wetMass', 'field.wetMass'), word('name', 'field.name')],
  'trim-wet': [mass('wasteMass', 'field.wetWaste', { help: 'field.wetWaste.help' })],
  dry: [mass('driedMass', 'field.driedMass')],
  process: [
    choice('method', 'field.method', same('trim', 'granulate', 'blend')),
    mass('inputMass', 'field.inputMass', { ...all, isOneOfSeveral: true }),
    mass('outputMass', 'field.outputMass'),
    mass('wasteMass', 'field.wasteMass'),
    word('name', 'field.name'),
    { name: 'product', text: 'field.product', kind: 'product' },
  ],
  split: [mass('mass', 'field.mass'), word('name', 'field.name')],
  extract: [
    choice('solvent', 'field.solvent', same('co2', 'ethanol', 'carrier-oil', 'heat')),
    mass('inputMass', 'field.inputMass', { ...all, isOneOfSeveral: true }),
    mass('outputMass', 'field.outputMass'),
    mass('carrierMass', 'field.carrierMass', { help: 'field.carrierMass.help', isOptional: true }),
    mass('wasteMass', 'field.wasteMass'),
    word('name', 'field.name'),
    { name: 'product', text: 'field.product', kind: 'product' },
  ],
  'hand-over': [mass('mass', 'field.mass', all), count('bags', 'field.bags')],
  sample: [mass('mass', 'field.mass'), word('name', 'field.sampleName')],
  test: [mass('consumedMass', 'field.consumedMass', all)],
  assay: [],
  release: [], // Decided beside the results it rests on (quality/release-screen.tsx).
  irradiate: [{ name: 'dose', text: 'field.dose', kind: 'decimal' }, word('certificate', 'field.certificate')],
  pack: [
    mass('inputMass', 'field.inputMass', all),
    count('packs', 'field.packs'),
    mass('packMass', 'field.packMass'),
    mass('wasteMass', 'field.wasteMass'),
    word('name', 'field.name'),
    { name: 'gtin', text: 'field.gtin', kind: 'gtin' },
    { name: 'expiresOn', text: 'field.expiresOn', kind: 'day' },
  ],
  ship: [
    mass('mass', 'field.mass', { ...all, isOneOfSeveral: true }),
    choice('shipReason', 'field.shipReason', same('supply', 'service', 'sample', 'return', 'recall')),
    { name: 'receiver', text: 'field.receiver', kind: 'party' },
    { name: 'toPremises', text: 'field.toPremises', kind: 'premises' },
    word('orderNumber', 'field.orderNumber', 20, {
      help: 'field.orderNumber.help',
      wrong: 'field.orderNumber.wrong',
      isOptional: true,
      onlyFor: { name: 'shipReason', ids: ['supply'] },
    }),
    word('returnNumber', 'field.returnNumber', 40, {
      help: 'field.returnNumber.help',
      isOptional: true,
      onlyFor: { name: 'shipReason', ids: ['return', 'recall'] },
    }),
  ],
  receive: [],
  refuse: [reason],
  import: [
    mass('mass', 'field.mass'),
    word('name', 'field.name'),
    { name: 'product', text: 'field.product', kind: 'product' },
    { name: 'receiver', text: 'field.seller', kind: 'party' },
    word('foreignName', 'field.foreignName', 60),
    word('importPermit', 'field.importPermit'),
    word('exportPermit', 'field.exportPermit.abroad'),
  ],
  export: [
    mass('mass', 'field.mass', { ...all, isOneOfSeveral: true }),
    { name: 'receiver', text: 'field.buyer', kind: 'party' },
    word('exportPermit', 'field.exportPermit'),
    word('importPermit', 'field.importPermit.abroad'),
  ],
  reserve: [
    mass('mass', 'field.mass'),
    { name: 'receiver', text: 'field.reservedFor', kind: 'party', isOptional: true },
    { name: 'until', text: 'field.until', kind: 'day', help: 'field.until.help' },
  ],
  free: [{ name: 'account', text: 'field.reservation', kind: 'reservation' }],
  'own-practice': [
    mass('mass', 'field.mass'),
    word('recordNumber', 'field.recordNumber', 40, { help: 'field.recordNumber.help' }),
  ],
  administer: [
    mass('mass', 'field.mass'),
    word('study', 'field.study', 40),
    word('recordNumber', 'field.recordNumber', 40, { help: 'field.recordNumber.help' }),
  ],
  dispense: [
    mass('mass', 'field.mass'),
    word('recordNumber', 'field.recordNumber', 40, { help: 'field.recordNumber.help' }),
  ],
  destroy: [
    plantsGone,
    mass('mass', 'field.mass', all),
    choice('destroyMethod', 'field.destroyMethod', same('incineration', 'composting', 'chemical')),
    staffNumber('witnessOne', 'field.witnessOne'),
    { ...staffNumber('witnessTwo', 'field.witnessTwo'), help: 'field.witnessTwo.help', isOptional: true },
  ],
  lose: [
    plantsGone,
    mass('mass', 'field.mass'),
    choice('cause', 'field.cause', same('loss', 'theft')),
    { name: 'discovered', text: 'field.discovered', kind: 'moment', help: 'field.discovered.help', isOptional: true },
    reason,
  ],
  seize: [plantsGone, mass('mass', 'field.mass', all), word('caseNumber', 'field.caseNumber'), reason],
  grant: [
    choice('allowance', 'field.allowance', same('call-off', 'import-permit', 'export-permit')),
    word('number', 'field.number'),
    { name: 'receiver', text: 'field.holder', kind: 'party' },
    { name: 'counter', text: 'field.counter', kind: 'party', isOptional: true },
    { name: 'product', text: 'field.product', kind: 'product', isOptional: true },
    mass('mass', 'field.mass'),
    { name: 'from', text: 'field.from', kind: 'day' },
    { name: 'through', text: 'field.through', kind: 'day', isOptional: true },
  ],
  hold: [
    choice('scope', 'field.scope', [
      { id: 'batch', text: 'choice.batch' },
      { id: 'recall', text: 'choice.recall-all' },
    ]),
    reason,
  ],
  lift: [reason],
  'notify-loss': [], // On the page of the loss.
  designate: [], // On the page of rooms.
  'move-room': [room('field.toRoom')],
  countersign: [], // Signed on the event's own page.
  count: [], // A count has a screen of its own (count/).
  'settle-difference': [
    { name: 'account', text: 'field.account', kind: 'difference' },
    {
      ...choice('outOf', 'field.outOf', same('found', 'from-stock')),
      help: 'field.outOf.help',
      isOptional: true,
    },
    reason,
  ],
  correct: [reason],
}

export function fieldsOf(kind: ActKind): readonly Field[] {
  return fieldsByKind[kind]
}

export const isOfPlants = (batch: BatchDetail | null | undefined): boolean => batch?.batch.unit === 'pieces'

/** As asked of this batch, after what was chosen so far: of plants how many, and the mass that stays on record beside it. */
export function fieldsFor({ kind, batch }: Pick<Context, 'kind' | 'batch'>, draft: Draft): readonly Field[] {
  const fields = fieldsOf(kind).filter(
    ({ name, onlyFor }) => !onlyFor || onlyFor.ids.includes(draft[onlyFor.name] ?? '') || (draft[name] ?? '') !== '',
  )
  if (!fields.some((field) => field.isOfPlants)) return fields
  if (!isOfPlants(batch)) return fields.filter((field) => !field.isOfPlants)
  return fields.map((field) =>
    field.isOfPlants
      ? { ...field, isOptional: false }
      : field.kind === 'mass'
        ? { ...field, help: 'field.plantsGone.mass' }
        : field,
  )
}

/** What one pack holds of a batch of packs; null of anything else. */
export function packMassOf({ batch }: Pick<Context, 'batch'>): bigint | null {
  return batch?.packMassMg ? BigInt(batch.packMassMg) : null
}

type ResultUnit = { readonly unit: '%' | 'ppm' | 'ug/kg' | 'cfu/g'; readonly of: 'dried' | 'as-is' }
/** In which unit, and of what, each determination of flower is reported: Ph. Eur. 3028 as far as the demo's specifications go. */
const resultUnits: Record<string, ResultUnit> = {
  'total-thc': { unit: '%', of: 'dried' },
  'total-cbd': { unit: '%', of: 'dried' },
  thc: { unit: '%', of: 'dried' },
  thca: { unit: '%', of: 'dried' },
  cbd: { unit: '%', of: 'dried' },
  cbda: { unit: '%', of: 'dried' },
  'mdma-base': { unit: '%', of: 'as-is' },
  'total-cbn': { unit: '%', of: 'dried' },
  'loss-on-drying': { unit: '%', of: 'as-is' },
  'foreign-matter': { unit: '%', of: 'as-is' },
  arsenic: { unit: 'ppm', of: 'dried' },
  cadmium: { unit: 'ppm', of: 'dried' },
  lead: { unit: 'ppm', of: 'dried' },
  mercury: { unit: 'ppm', of: 'dried' },
  aflatoxins: { unit: 'ug/kg', of: 'dried' },
  'microbial-count': { unit: 'cfu/g', of: 'as-is' },
}

/** The same of this batch: what is no dried drug is measured as it is. */
export function resultUnitsOf(batch: BatchDetail | null | undefined): Readonly<Record<string, ResultUnit>> {
  const form = batch?.form ?? 'flos'
  if (form === 'flos' || form === 'granulate') return resultUnits
  return Object.fromEntries(Object.entries(resultUnits).map(([id, { unit }]) => [id, { unit, of: 'as-is' }]))
}
