// What a row of the table of acts is, and the ways rows are written and read. Not here: the rows (making.ts, moving.ts, judging.ts).
import type { ActKind, ActOf } from '../../contract.ts'
import type { ExpandedEvent } from '../expanded.ts'
import type { JsonObject } from '../json.ts'
import { lotIn } from './names.ts'
import { elements, firstOf, isMatter, mass, only, ownTexts, type Written } from './parts.ts'
import type { Side } from './sides.ts'

/** What the record and the ledger know of an act beside its words; what is left out is not known to who writes. */
export type Beside = {
  /** For whom it was recorded, and who stood on the other side: printed party ids. */
  readonly holderId?: string
  readonly counterId?: string
  /** Of a receipt or a refusal: where its shipment came from, and whether it was for sale. */
  readonly shipment?: { readonly from: Side; readonly isSold: boolean }
  /** The number of the exemption it leaned on. */
  readonly exemption?: string
  /** Nothing of it was left where it was taken. */
  readonly isUsedUp?: boolean
  /** Other than was despatched. */
  readonly isDifferent?: boolean
  /** The hold it lifted was a recall. */
  readonly wasRecall?: boolean
}

/** How a batch is called on the way out: by its GTIN and lot, or by our id. */
export type Naming = {
  readonly beside: Beside
  readonly batch: (batchId: string) => string
  readonly movedMg: bigint
  /** What the ledger moved of each batch, for an act that names a shipment or an account and not what is in it. */
  readonly moved: () => { readonly quantityList: readonly JsonObject[] } | { readonly epcList: readonly JsonObject[] }
}
/** And on the way in; `batch` answers an id for every name. */
export type Reading = { readonly batch: (uri: string) => string }

export type Mapping<Kind extends ActKind> = {
  readonly type: 'ObjectEvent' | 'TransformationEvent' | 'TransactionEvent'
  readonly action?: 'ADD' | 'OBSERVE' | 'DELETE'
  /** Whether an event of this type and action is this act, by its words. */
  readonly is: (event: ExpandedEvent) => boolean
  readonly write: (act: ActOf<Kind>, naming: Naming) => Written
  /** Fields of the act that stand in ilmd: what a batch is called and made of. */
  readonly ilmd?: (act: ActOf<Kind>, naming: Naming) => Readonly<Record<string, unknown>>
  /** Fields the standard holds, so that our namespace need not. */
  readonly taken: readonly string[]
  readonly read: (event: ExpandedEvent, reading: Reading) => Readonly<Record<string, unknown>>
}
export type Table = { readonly [Kind in ActKind]?: Mapping<Kind> }

export const step =
  (...words: readonly string[]) =>
  ({ bizStep }: ExpandedEvent) =>
    bizStep !== undefined && words.includes(bizStep)
export const massOf = (element: { readonly massMg?: string } | undefined) => element?.massMg
export const batchIn = (element: { readonly epcClass: string } | undefined, { batch }: Reading) =>
  element === undefined ? undefined : batch(element.epcClass)

/** A batch that an event opens: its name stands in ilmd, or is the lot number it is named by. */
export function opened(event: ExpandedEvent, list: 'quantityList' | 'outputQuantityList', reading: Reading): object {
  const element = elements(event, list).find((one) => !isMatter(one))
  if (!element) return {}
  const given = ownTexts(event.ilmd ?? {}, 'batchId')[0]
  const name = ownTexts(event.ilmd ?? {}, 'name')[0] ?? lotIn(element.epcClass)?.name
  return { batchId: given ?? reading.batch(element.epcClass), ...(name === undefined ? {} : { name }) }
}

export const portions = (lines: readonly { batchId: string; massMg: string }[], { batch }: Naming) =>
  lines.map(({ batchId, massMg }) => mass(batch(batchId), massMg))

export function readPortions(
  event: ExpandedEvent,
  list: 'quantityList' | 'inputQuantityList',
  amount: string,
  reading: Reading,
) {
  const states = ownTexts(event, 'state')
  return elements(event, list)
    .filter((element) => !isMatter(element))
    .map((element, index) => ({
      batchId: reading.batch(element.epcClass),
      ...(states[index] === undefined ? {} : { state: states[index] }),
      ...(element.massMg === undefined ? {} : { [amount]: element.massMg }),
    }))
}

/** `action` null: `words` say it, and `is` looks at it. */
export const single = <Kind extends ActKind>(
  action: 'OBSERVE' | 'DELETE' | null,
  is: (event: ExpandedEvent) => boolean,
  words: (act: ActOf<Kind>, naming: Naming) => Written,
): Mapping<Kind> =>
  ({
    type: 'ObjectEvent',
    ...(action === null ? {} : { action }),
    is,
    taken: ['batchId', 'massMg'],
    write: (act: ActOf<Kind> & { batchId: string; massMg?: string }, naming: Naming) => ({
      ...words(act, naming),
      quantityList: [
        act.massMg === undefined ? only(naming.batch(act.batchId)) : mass(naming.batch(act.batchId), act.massMg),
      ],
    }),
    read: (event: ExpandedEvent, reading: Reading) => {
      const element = firstOf(event, 'quantityList')
      return { batchId: batchIn(element, reading), massMg: massOf(element) }
    },
  }) as unknown as Mapping<Kind> // Used for kinds that have a batch alone, each named below.
