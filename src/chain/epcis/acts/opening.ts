// Acts that open a batch beside another: cuttings, tags, parts, oil, and what comes from abroad. Not here: the other rows.
import { batchIn, massOf, opened, portions, readPortions, step, type Table } from './mapping.ts'
import { idOf, numberIn, numberUrn } from './names.ts'
import {
  carrier,
  converted,
  elements,
  exemptionLinks,
  firstOf,
  isMatter,
  link,
  linked,
  mass,
  massIfAny,
  matterMg,
  ownTexts,
  pieces,
  waste,
} from './parts.ts'
import { sidesOf } from './sides.ts'
import { bizSteps, transactions } from './words.ts'

/** Planting, cutting and tagging share their words; what was there before tells them apart. */
const from = (event: { readonly ilmd?: object }, name: 'mother' | 'plantLot') => ownTexts({ ...event.ilmd }, name)[0]

export const opening = {
  propagate: {
    type: 'ObjectEvent',
    action: 'ADD',
    is: (event) => step(bizSteps.commissioning)(event) && from(event, 'mother') !== undefined,
    taken: ['motherId', 'cuttings', 'batch', 'cultivar'],
    ilmd: ({ batch, cultivar, motherId, room }, naming) => ({
      name: batch.name,
      cultivar,
      mother: naming.batch(motherId),
      plot: room,
    }),
    write: ({ batch, cuttings }, naming) => ({
      bizStep: 'commissioning',
      disposition: 'active',
      quantityList: [pieces(naming.batch(batch.batchId), cuttings)],
    }),
    read: (event, reading) => ({
      motherId: reading.batch(from(event, 'mother') ?? ''),
      cuttings: Number(firstOf(event, 'quantityList')?.quantity),
      batch: opened(event, 'quantityList', reading),
      cultivar: ownTexts(event.ilmd ?? {}, 'cultivar')[0],
    }),
  },
  tag: {
    type: 'ObjectEvent',
    action: 'ADD',
    is: (event) => step(bizSteps.commissioning)(event) && from(event, 'plantLot') !== undefined,
    taken: ['plantLotId', 'plants'],
    ilmd: ({ plantLotId, plants }, naming) => ({
      name: plants.map(({ name }) => name),
      plantLot: naming.batch(plantLotId),
    }),
    write: ({ plants }, naming) => ({
      bizStep: 'commissioning',
      disposition: 'active',
      quantityList: plants.map(({ batchId }) => pieces(naming.batch(batchId), 1)),
    }),
    read: (event, reading) => {
      const names = ownTexts(event.ilmd ?? {}, 'name')
      return {
        plantLotId: reading.batch(from(event, 'plantLot') ?? ''),
        plants: elements(event, 'quantityList').map(({ epcClass }, index) => ({
          batchId: reading.batch(epcClass),
          ...(names[index] === undefined ? {} : { name: names[index] }),
        })),
      }
    },
  },
  split: {
    type: 'TransformationEvent',
    is: step(bizSteps.splitting),
    taken: ['batchId', 'massMg', 'part'],
    ilmd: ({ part }) => ({ name: part.name }),
    write: (act, { batch }) => ({
      bizStep: bizSteps.splitting,
      disposition: 'in_progress',
      inputQuantityList: [mass(batch(act.batchId), act.massMg)],
      outputQuantityList: [mass(batch(act.part.batchId), act.massMg)],
    }),
    read: (event, reading) => ({
      batchId: batchIn(firstOf(event, 'inputQuantityList'), reading),
      massMg: massOf(firstOf(event, 'outputQuantityList')),
      part: opened(event, 'outputQuantityList', reading),
    }),
  },
  extract: {
    type: 'TransformationEvent',
    is: step(bizSteps.extracting),
    taken: ['inputs', 'output', 'outputMassMg', 'carrierMassMg', 'wasteMassMg'],
    ilmd: ({ output }) => ({ name: output.name }),
    write: (act, naming) => {
      const carrierMg = BigInt(act.carrierMassMg ?? 0)
      const inMg = act.inputs.reduce((sum, { massMg }) => sum + BigInt(massMg), carrierMg)
      const [outMg, wasteMg] = [BigInt(act.outputMassMg), BigInt(act.wasteMassMg)]
      return {
        bizStep: bizSteps.extracting,
        disposition: 'in_progress',
        inputQuantityList: [...portions(act.inputs, naming), ...massIfAny(carrier, carrierMg)],
        outputQuantityList: [
          mass(naming.batch(act.output.batchId), outMg),
          ...massIfAny(waste, wasteMg),
          ...massIfAny(converted, inMg - outMg - wasteMg),
        ],
        'grein:state': act.inputs.map(({ state }) => state),
      }
    },
    read: (event, reading) => ({
      inputs: readPortions(event, 'inputQuantityList', 'massMg', reading),
      output: opened(event, 'outputQuantityList', reading),
      outputMassMg: massOf(elements(event, 'outputQuantityList').find((one) => !isMatter(one))),
      ...(matterMg(event, 'inputQuantityList', carrier) > 0n
        ? { carrierMassMg: `${matterMg(event, 'inputQuantityList', carrier)}` }
        : {}),
      wasteMassMg: `${matterMg(event, 'outputQuantityList', waste)}`,
    }),
  },
  import: {
    type: 'ObjectEvent',
    action: 'ADD',
    is: step(bizSteps.receiving),
    taken: ['batch', 'massMg', 'sellerId', 'importPermit', 'exportPermit', 'productCode', 'foreignName'],
    ilmd: ({ batch, productCode, foreignName }) => ({ name: batch.name, productCode, foreignName }),
    write: (act, { batch, beside }) => ({
      bizStep: 'receiving',
      disposition: 'in_progress',
      quantityList: [mass(batch(act.batch.batchId), act.massMg)],
      bizTransactionList: [
        link('bizTransaction', transactions.importPermit, numberUrn('permit', act.importPermit)),
        link('bizTransaction', transactions.exportPermit, numberUrn('permit', act.exportPermit)),
        ...exemptionLinks(beside),
      ],
      ...sidesOf({
        from: { partyId: act.sellerId, premisesId: null },
        to: beside.holderId === undefined ? null : { partyId: beside.holderId, premisesId: act.premisesId },
        isSold: true,
      }),
    }),
    read: (event, reading) => {
      const permit = (type: string) => numberIn('permit', linked(event.bizTransactionList, type) ?? '') ?? undefined
      const seller = linked(event.sourceList, transactions.possessingParty)
      return {
        batch: opened(event, 'quantityList', reading),
        massMg: massOf(firstOf(event, 'quantityList')),
        productCode: ownTexts(event.ilmd ?? {}, 'productCode')[0],
        foreignName: ownTexts(event.ilmd ?? {}, 'foreignName')[0],
        ...(seller === undefined ? {} : { sellerId: idOf('party', seller) }),
        importPermit: permit(transactions.importPermit),
        exportPermit: permit(transactions.exportPermit),
      }
    },
  },
} satisfies Table
