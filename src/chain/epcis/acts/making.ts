// Acts that make one thing of another, as events: planting, harvesting, drying, processing, sampling, packing. Not here: the other rows.
import { batchIn, massOf, opened, portions, readPortions, step, type Table } from './mapping.ts'
import { lotIn, lotUri } from './names.ts'
import {
  elements,
  firstOf,
  isMatter,
  loss,
  mass,
  massIfAny,
  matterMg,
  moisture,
  ownTexts,
  packingDifference,
  pieces,
  waste,
} from './parts.ts'
import { bizSteps } from './words.ts'

export const making = {
  plant: {
    type: 'ObjectEvent',
    action: 'ADD',
    is: step(bizSteps.commissioning),
    taken: ['batch', 'plants', 'productCode', 'cultivar'],
    ilmd: ({ batch, productCode, cultivar, room }) => ({ name: batch.name, productCode, cultivar, plot: room }),
    write: ({ batch, plants }, naming) => ({
      bizStep: 'commissioning',
      disposition: 'active',
      quantityList: [pieces(naming.batch(batch.batchId), plants)],
    }),
    read: (event, reading) => ({
      batch: opened(event, 'quantityList', reading),
      plants: Number(firstOf(event, 'quantityList')?.quantity),
      productCode: ownTexts(event.ilmd ?? {}, 'productCode')[0],
      cultivar: ownTexts(event.ilmd ?? {}, 'cultivar')[0],
    }),
  },
  harvest: {
    type: 'TransformationEvent',
    is: step(bizSteps.harvesting),
    taken: ['plantLotId', 'plantsCut', 'batch', 'wetMassMg'],
    ilmd: ({ batch }) => ({ name: batch.name }),
    write: (act, { batch }) => ({
      bizStep: bizSteps.harvesting,
      disposition: 'in_progress',
      inputQuantityList: [pieces(batch(act.plantLotId), act.plantsCut)],
      outputQuantityList: [mass(batch(act.batch.batchId), act.wetMassMg)],
    }),
    read: (event, reading) => ({
      plantLotId: batchIn(firstOf(event, 'inputQuantityList'), reading),
      plantsCut: Number(firstOf(event, 'inputQuantityList')?.quantity),
      batch: opened(event, 'outputQuantityList', reading),
      wetMassMg: massOf(firstOf(event, 'outputQuantityList')),
    }),
  },
  'trim-wet': {
    type: 'TransformationEvent',
    is: step(bizSteps.trimmingWet),
    taken: ['batchId', 'wasteMassMg'],
    // The flower stays what it was and where it was; what becomes something else is what was cut off.
    write: (act, { batch }) => ({
      bizStep: bizSteps.trimmingWet,
      disposition: 'in_progress',
      inputQuantityList: [mass(batch(act.batchId), act.wasteMassMg)],
      outputQuantityList: [mass(waste, act.wasteMassMg)],
    }),
    read: (event, reading) => ({
      batchId: batchIn(firstOf(event, 'inputQuantityList'), reading),
      wasteMassMg: `${matterMg(event, 'outputQuantityList', waste)}`,
    }),
  },
  dry: {
    type: 'TransformationEvent',
    is: step(bizSteps.drying),
    taken: ['batchId', 'driedMassMg'],
    write: (act, { batch, movedMg }) => ({
      bizStep: bizSteps.drying,
      disposition: 'in_progress',
      inputQuantityList: [mass(batch(act.batchId), movedMg)],
      outputQuantityList: [
        mass(batch(act.batchId), act.driedMassMg),
        ...massIfAny(moisture, movedMg - BigInt(act.driedMassMg)),
      ],
    }),
    read: (event, reading) => {
      const dried = elements(event, 'outputQuantityList').find((one) => !isMatter(one))
      return { batchId: batchIn(dried, reading), driedMassMg: massOf(dried) }
    },
  },
  process: {
    type: 'TransformationEvent',
    is: step(...Object.values(bizSteps.methods)),
    taken: ['method', 'inputs', 'output', 'outputMassMg', 'wasteMassMg'],
    ilmd: ({ output }) => ({ name: output.name }),
    write: (act, naming) => {
      const inMg = act.inputs.reduce((sum, { massMg }) => sum + BigInt(massMg), 0n)
      const [outMg, wasteMg] = [BigInt(act.outputMassMg), BigInt(act.wasteMassMg)]
      return {
        bizStep: bizSteps.methods[act.method],
        disposition: 'in_progress',
        inputQuantityList: portions(act.inputs, naming),
        outputQuantityList: [
          mass(naming.batch(act.output.batchId), outMg),
          ...massIfAny(waste, wasteMg),
          ...massIfAny(loss, inMg - outMg - wasteMg),
        ],
        'grein:state': act.inputs.map(({ state }) => state),
      }
    },
    read: (event, reading) => ({
      method: Object.entries(bizSteps.methods).find(([, word]) => word === event.bizStep)?.[0],
      inputs: readPortions(event, 'inputQuantityList', 'massMg', reading),
      output: opened(event, 'outputQuantityList', reading),
      outputMassMg: massOf(elements(event, 'outputQuantityList').find((one) => !isMatter(one))),
      wasteMassMg: `${matterMg(event, 'outputQuantityList', waste)}`,
    }),
  },
  sample: {
    type: 'TransformationEvent',
    is: step(bizSteps.sampling),
    taken: ['batchId', 'massMg', 'sample'],
    ilmd: ({ sample }) => ({ name: sample.name }),
    write: (act, { batch }) => ({
      bizStep: 'sampling',
      disposition: 'in_progress',
      inputQuantityList: [mass(batch(act.batchId), act.massMg)],
      outputQuantityList: [mass(batch(act.sample.batchId), act.massMg)],
    }),
    read: (event, reading) => ({
      batchId: batchIn(firstOf(event, 'inputQuantityList'), reading),
      massMg: massOf(firstOf(event, 'outputQuantityList')),
      sample: opened(event, 'outputQuantityList', reading),
    }),
  },
  pack: {
    type: 'TransformationEvent',
    is: step(bizSteps.packing),
    taken: ['batchId', 'inputMassMg', 'pack', 'wasteMassMg', 'gtin'],
    ilmd: ({ pack }) => ({ name: pack.name, batchId: pack.batchId }),
    write: (act, { batch }) => {
      const [inMg, wasteMg] = [BigInt(act.inputMassMg), BigInt(act.wasteMassMg)]
      const packsMg = BigInt(act.packs) * BigInt(act.packMassMg)
      const restMg = inMg - packsMg - wasteMg
      return {
        bizStep: 'packing',
        disposition: 'container_closed',
        // Packs that hold a little more than their label: the label says so, and the run's difference makes it up.
        inputQuantityList: [mass(batch(act.batchId), inMg), ...massIfAny(packingDifference, -restMg)],
        outputQuantityList: [
          mass(lotUri({ ...act.pack, gtin: act.gtin }), packsMg),
          ...massIfAny(waste, wasteMg),
          ...massIfAny(packingDifference, restMg),
        ],
      }
    },
    read: (event, reading) => ({
      batchId: batchIn(firstOf(event, 'inputQuantityList'), reading),
      inputMassMg: massOf(firstOf(event, 'inputQuantityList')),
      pack: opened(event, 'outputQuantityList', reading),
      gtin: lotIn(elements(event, 'outputQuantityList').find((one) => !isMatter(one))?.epcClass ?? '')?.gtin,
      wasteMassMg: `${matterMg(event, 'outputQuantityList', waste)}`,
    }),
  },
} satisfies Table
