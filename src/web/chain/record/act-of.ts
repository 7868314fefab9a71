// How what was typed becomes an act. Pure; not here: which fields are asked (fields.ts), and sending.
import { type Act, orderNumberPattern, type Photograph, type ShipmentView, staffNumberPattern } from '#chain/contract'
import { parseDay, parseGtin, parseMass, readDecimal } from '#kernel'
import { parseMassOrPacks } from '../../parts/packs-typed.ts'
import { manifestOf } from '../shipments/manifest-draft.ts'
import { type Context, type Draft, isOfPlants, packMassOf, resultUnitsOf } from './fields.ts'
import { portionsOf } from './portions.ts'

export type Made =
  | { readonly act: Act; readonly missing: null }
  | { readonly act: null; readonly missing: readonly string[] }

/** The act, or the names of the fields that are empty or cannot be read. Nothing is rounded and nothing assumed. */
export function actOf(context: Context, draft: Draft): Made {
  const missing: string[] = []
  const need = <Value>(name: string, value: Value | null): Value => {
    if (value === null) missing.push(name)
    return value as Value // Never used when null: `missing` is then not empty and no act is given back.
  }
  const typed = (name: string) => (draft[name] ?? '').trim()
  const words = (name: string) => need(name, typed(name) || null)
  const staffNumberOf = (name: string) => need(name, isStaffNumber.test(typed(name)) ? typed(name) : null)
  const packMassMg = packMassOf(context)
  const massOf = (name: string) =>
    need(name, positive(name === 'mass' ? parseMassOrPacks(typed(name), packMassMg) : parseMass(typed(name), 'g')))
  const massOrNone = (name: string) =>
    need(name, typed(name) === '' ? '0' : (parseMass(typed(name), 'g')?.toString() ?? null))
  const wholeOf = (name: string) => need(name, /^[1-9]\d{0,6}$/.test(typed(name)) ? Number(typed(name)) : null)
  const dayOf = (name: string) => need(name, parseDay(typed(name))?.toString() ?? null)
  const decimalOf = (name: string) => need(name, readDecimal(typed(name)))
  const common = {
    eventId: context.eventId,
    occurredAt: context.occurredAt,
    premisesId: need('premises', context.premisesId || null),
  }
  const batchId = context.batch?.batch.batchId ?? ''
  const state = context.state ?? 'released'
  const newBatch = () => ({ batchId: context.newBatchId, name: words('name') })
  const line = (name: string) => ({ batchId, state, massMg: massOf(name) })
  const plantsGone = () => (isOfPlants(context.batch) ? { plants: wholeOf('plants') } : {})

  const lotsOf = (name: string) => portionsOf(line(name), draft, need)
  const shippedIn = (lines: ReturnType<typeof lotsOf>) => ({ lines, ...manifestOf(draft, lines, need) })

  const make = (): Act => {
    switch (context.kind) {
      case 'plant':
        return {
          kind: 'plant',
          ...common,
          batch: newBatch(),
          productCode: words('product'),
          cultivar: words('cultivar'),
          plants: wholeOf('plants'),
          room: words('room'),
        }
      case 'propagate':
        return {
          kind: 'propagate',
          ...common,
          motherId: batchId,
          cuttings: wholeOf('cuttings'),
          batch: newBatch(),
          cultivar: words('cultivar'),
          room: words('room'),
        }
      case 'tag':
        return {
          kind: 'tag',
          ...common,
          plantLotId: batchId,
          plants: need('tags', tagsOf(typed('tags'), context.moreBatchIds)),
        }
      case 'harvest':
        return {
          kind: 'harvest',
          ...common,
          plantLotId: batchId,
          plantsCut: wholeOf('plantsCut'),
          batch: newBatch(),
          wetMassMg: massOf('wetMass'),
        }
      case 'trim-wet':
        return { kind: 'trim-wet', ...common, batchId, wasteMassMg: massOf('wasteMass') }
      case 'dry':
        return { kind: 'dry', ...common, batchId, driedMassMg: massOf('driedMass') }
      case 'process':
        return {
          kind: 'process',
          ...common,
          method: words('method') as 'trim',
          inputs: lotsOf('inputMass'),
          output: newBatch(),
          productCode: words('product'),
          outputMassMg: massOf('outputMass'),
          wasteMassMg: massOrNone('wasteMass'),
        }
      case 'split':
        return { kind: 'split', ...common, batchId, state, massMg: massOf('mass'), part: newBatch() }
      case 'extract':
        return {
          kind: 'extract',
          ...common,
          solvent: words('solvent') as 'co2',
          inputs: lotsOf('inputMass'),
          output: newBatch(),
          productCode: words('product'),
          outputMassMg: massOf('outputMass'),
          ...(typed('carrierMass') === '' ? {} : { carrierMassMg: massOf('carrierMass') }),
          wasteMassMg: massOrNone('wasteMass'),
        }
      case 'hand-over':
        return { kind: 'hand-over', ...common, batchId, massMg: massOf('mass'), bags: wholeOf('bags') }
      case 'sample':
        return { kind: 'sample', ...common, batchId, state, massMg: massOf('mass'), sample: newBatch() }
      case 'test':
        return {
          kind: 'test',
          ...common,
          sampleId: batchId,
          consumedMassMg: massOf('consumedMass'),
          results: resultsOf({ draft, units: resultUnitsOf(context.batch) }, need),
        }
      case 'assay':
        return { kind: 'assay', ...common, batchId }
      case 'release': // Never from this form.
        return {
          kind: 'release',
          ...common,
          batchId,
          verdict: words('verdict') as 'released',
          certificate: words('certificate'),
          expiresOn: dayOf('expiresOn'),
          reason: null,
        }
      case 'irradiate':
        return { kind: 'irradiate', ...common, batchId, doseKGy: decimalOf('dose'), certificate: words('certificate') }
      case 'pack':
        return {
          kind: 'pack',
          ...common,
          batchId,
          inputMassMg: massOf('inputMass'),
          pack: newBatch(),
          gtin: need('gtin', gtin(typed('gtin'))),
          expiresOn: dayOf('expiresOn'),
          packs: wholeOf('packs'),
          packMassMg: massOf('packMass'),
          wasteMassMg: massOrNone('wasteMass'),
        }
      case 'ship':
        return {
          kind: 'ship',
          ...common,
          shipmentId: context.newShipmentId,
          receiverId: words('receiver'),
          toPremisesId: words('toPremises'),
          reason: words('shipReason') as 'supply',
          ...orderOf(typed('orderNumber'), need),
          ...(typed('returnNumber') === '' ? {} : { returnNumber: typed('returnNumber') }),
          ...shippedIn(lotsOf('mass')),
        }
      case 'receive':
        return {
          kind: 'receive',
          ...common,
          shipmentId: context.shipment?.shipmentId ?? '',
          lines: receivedLines(context.shipment, draft, need),
        }
      case 'refuse':
        return {
          kind: 'refuse',
          ...common,
          shipmentId: context.shipment?.shipmentId ?? '',
          returnShipmentId: context.newShipmentId,
          reason: words('reason'),
        }
      case 'import':
        return {
          kind: 'import',
          ...common,
          batch: newBatch(),
          productCode: words('product'),
          massMg: massOf('mass'),
          sellerId: words('receiver'),
          importPermit: words('importPermit'),
          exportPermit: words('exportPermit'),
          foreignName: words('foreignName'),
        }
      case 'reserve':
        return {
          kind: 'reserve',
          ...common,
          batchId,
          massMg: massOf('mass'),
          forPartyId: typed('receiver') || null,
          until: need('until', endOfDay(typed('until'))),
        }
      case 'free':
        return { kind: 'free', ...common, accountId: words('account') }
      case 'own-practice':
        return { kind: 'own-practice', ...common, batchId, massMg: massOf('mass'), recordNumber: words('recordNumber') }
      case 'administer':
        return {
          kind: 'administer',
          ...common,
          batchId,
          massMg: massOf('mass'),
          study: words('study'),
          recordNumber: words('recordNumber'),
        }
      case 'grant':
        return {
          kind: 'grant',
          ...common,
          allowance: words('allowance') as 'call-off',
          number: words('number'),
          holderId: words('receiver'),
          counterId: typed('counter') || null,
          productCode: typed('product') || null,
          massMg: massOf('mass'),
          from: dayOf('from'),
          through: typed('through') === '' ? null : dayOf('through'),
        }
      case 'seize':
        return {
          kind: 'seize',
          ...common,
          batchId,
          ...plantsGone(),
          holderId: need('holder', context.holderId),
          state,
          massMg: massOf('mass'),
          caseNumber: words('caseNumber'),
          reason: words('reason'),
        }
      case 'export':
        return {
          kind: 'export',
          ...common,
          buyerId: words('receiver'),
          exportPermit: words('exportPermit'),
          importPermit: words('importPermit'),
          lines: lotsOf('mass'),
        }
      case 'dispense':
        return { kind: 'dispense', ...common, batchId, massMg: massOf('mass'), recordNumber: words('recordNumber') }
      case 'destroy':
        return {
          kind: 'destroy',
          ...common,
          batchId,
          state,
          ...plantsGone(),
          massMg: massOf('mass'),
          method: words('destroyMethod') as 'incineration',
          witnesses: [
            staffNumberOf('witnessOne'),
            // Left open: somebody else signs with a login of their own.
            ...(typed('witnessTwo') === '' ? [] : [staffNumberOf('witnessTwo')]),
          ],
          documents: [],
          ...photographsOf(typed('photographs')),
        }
      case 'lose':
        return {
          kind: 'lose',
          ...common,
          batchId,
          state,
          ...plantsGone(),
          massMg: massOf('mass'),
          cause: words('cause') as 'loss',
          reason: words('reason'),
          ...(typed('discovered') === '' ? {} : { discoveredAt: typed('discovered') }),
        }
      case 'hold':
        return { kind: 'hold', ...common, batchId, scope: words('scope') as 'batch', reason: words('reason') }
      case 'lift':
        return {
          kind: 'lift',
          ...common,
          batchId,
          holdEventId: need('hold', context.batch?.hold?.eventId ?? null),
          reason: words('reason'),
        }
      case 'notify-loss': // Never from this form.
        return {
          kind: 'notify-loss',
          ...common,
          lossId: need('event', context.correctsId),
          to: 'igj',
          reference: words('reference'),
        }
      case 'designate': // Never from this form.
        return {
          kind: 'designate',
          ...common,
          forPremisesId: common.premisesId,
          room: words('room'),
          roomKind: 'room',
          uses: [],
          from: dayOf('from'),
        }
      case 'move-room':
        return { kind: 'move-room', ...common, batchId, room: words('room') }
      case 'countersign':
        return { kind: 'countersign', ...common, signsId: need('event', context.correctsId) }
      case 'count': // Never from this form: nobody offers it here.
        return { kind: 'count', ...common, lines: [], counter: '', countersigner: '', followsId: null }
      case 'settle-difference':
        return {
          kind: 'settle-difference',
          ...common,
          accountId: words('account'),
          reason: words('reason'),
          ...(draft['outOf'] === 'from-stock' ? { fromStock: true } : {}),
        }
      case 'correct':
        return { kind: 'correct', ...common, correctsId: need('event', context.correctsId), reason: words('reason') }
    }
  }
  const act = make()
  return missing.length === 0 ? { act, missing: null } : { act: null, missing }
}

const isOrderNumber = new RegExp(orderNumberPattern)

/** As on the form, whatever the case it is typed in; left empty, the despatch answers no order. */
function orderOf(typed: string, need: Need): { orderNumber?: string } {
  const number = typed.toUpperCase()
  if (number === '') return {}
  return { orderNumber: need('orderNumber', isOrderNumber.test(number) ? number : null) }
}

const isStaffNumber = new RegExp(staffNumberPattern)

/** One number a line, each once; as many as there are ids made for. */
function tagsOf(typed: string, ids: readonly string[]): { batchId: string; name: string }[] | null {
  const names = typed
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const fits = names.length > 0 && names.length <= ids.length && names.every((name) => name.length <= 40)
  if (!fits || new Set(names).size < names.length) return null
  return names.map((name, index) => ({ batchId: ids[index] ?? '', name })) // As many ids as names, at least.
}

/** The last second of that legal day. */
function endOfDay(typed: string): string | null {
  const day = parseDay(typed)
  const end = day?.toZonedDateTime({ timeZone: 'Europe/Amsterdam', plainTime: '23:59:59' })
  return end ? end.toInstant().toString() : null
}

type Need = <Value>(name: string, value: Value | null) => Value

function receivedLines(shipment: ShipmentView | null, draft: Draft, need: Need) {
  return (shipment?.lines ?? []).map(({ batch, state, packMassMg }, index) => {
    const name = `received.${index}`
    return {
      batchId: batch.batchId,
      state,
      receivedMassMg: need(
        name,
        parseMassOrPacks((draft[name] ?? '').trim(), packMassMg === null ? null : BigInt(packMassMg))?.toString() ??
          null,
      ),
    }
  })
}

/** Rows `result.0.analyte`, `result.0.value` … up to the number the draft says. */
function resultsOf({ draft, units }: { draft: Draft; units: ReturnType<typeof resultUnitsOf> }, need: Need) {
  return Array.from({ length: resultCount(draft) }, (_, index) => {
    const typed = (field: string) => (draft[`result.${index}.${field}`] ?? '').trim()
    const analyte = need(`result.${index}.analyte`, typed('analyte') || null) as 'total-thc'
    return {
      analyte,
      value: need(`result.${index}.value`, readDecimal(typed('value'))),
      ...(units[analyte] ?? { unit: '%' as const, of: 'as-is' as const }),
      method: need(`result.${index}.method`, typed('method') || null),
      uncertainty:
        typed('uncertainty') === '' ? null : need(`result.${index}.uncertainty`, readDecimal(typed('uncertainty'))),
    }
  })
}

export function resultCount(draft: Draft): number {
  return Number(draft['results'] ?? '1')
}

/** The field keeps what it sent as JSON; a record without photographs does not name them. */
function photographsOf(typed: string): { photographs?: Photograph[] } {
  const photographs = typed === '' ? [] : (JSON.parse(typed) as Photograph[]) // Written by the field itself.
  return photographs.length === 0 ? {} : { photographs }
}

function positive(massMg: bigint | null): string | null {
  return massMg === null || massMg === 0n ? null : massMg.toString()
}

function gtin(typed: string): string | null {
  const read = parseGtin(typed.replaceAll(' ', ''))
  return read.ok ? read.value : null
}
