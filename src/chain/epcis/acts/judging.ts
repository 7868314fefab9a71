// Acts that say what a batch is and may, as events: tests, release, irradiation, holds. Not here: the other rows.
import type { ActOf } from '../../contract.ts'
import { type JsonObject, numberOf } from '../json.ts'
import { decimalText } from '../quantity.ts'
import { batchIn, massOf, single, step, type Table } from './mapping.ts'
import { numberIn, numberUrn, ownWord, urnOf } from './names.ts'
import { firstOf, link, mass, only } from './parts.ts'
import { bizSteps, dispositions } from './words.ts'

/** Codes of UN/ECE 20; colony forming units have none. The dose is told in grays. */
const unitCodes: Readonly<Record<string, string>> = { '%': 'P1', ppm: '59', 'ug/kg': 'J33', kGy: 'A95' }

const measured = (type: string, value: string, unit: string): JsonObject => ({
  type,
  value: numberOf(decimalText(value)),
  ...(unitCodes[unit] === undefined ? {} : { uom: unitCodes[unit] }),
})

/** What was found, where one substance was: InChIKeys. A total is told as the neutral one. */
const inchiKeys: Readonly<Record<string, string>> = {
  thc: 'CYQFCXCEBYINGO-IAGOWNOFSA-N',
  'total-thc': 'CYQFCXCEBYINGO-IAGOWNOFSA-N',
  thca: 'UCONUSSAWGCZMV-HZPDHXFCSA-N',
  cbd: 'QHMBSVQNZZTUGM-ZWKOTPCHSA-N',
  'total-cbd': 'QHMBSVQNZZTUGM-ZWKOTPCHSA-N',
  cbda: 'WVOLTBSCXRRQFR-DLBZAZTESA-N',
  'total-cbn': 'VBGLYOIFKLUMQG-UHFFFAOYSA-N',
  'mdma-base': 'SHXWCVYOXRDMCX-UHFFFAOYSA-N',
  arsenic: 'RQNWIZPPADIBDY-UHFFFAOYSA-N',
  cadmium: 'BDOSMKKIYDKNTQ-UHFFFAOYSA-N',
  lead: 'WABPQHHGFIMREM-UHFFFAOYSA-N',
  mercury: 'QSHDDOUJBYECFT-UHFFFAOYSA-N',
}
function reported({ analyte, value, unit }: ActOf<'test'>['results'][number]): JsonObject {
  const key = inchiKeys[analyte]
  return {
    ...measured(ownWord(`analyte:${analyte}`), value, unit),
    ...(key === undefined ? {} : { chemicalSubstance: `https://identifiers.org/inchikey:${key}` }),
  }
}

/** A hold that is no recall was never recalled, and lifting it ends what it set. */
const stoppedAs = (isRecall: boolean) => (isRecall ? 'recalled' : 'non_sellable_other')

export const judging = {
  test: {
    type: 'ObjectEvent',
    action: 'OBSERVE',
    is: step(bizSteps.inspecting),
    taken: ['sampleId', 'consumedMassMg'],
    write: (act, { batch }) => ({
      bizStep: 'inspecting',
      disposition: 'in_progress',
      quantityList: [mass(batch(act.sampleId), act.consumedMassMg)],
      bizTransactionList: [link('bizTransaction', 'testres', urnOf('event', act.eventId))], // The outcome is this event.
      // For who reads sensors; the results as they were reported stand in our namespace, digits and all. A fraction by mass is no type the
      // vocabulary has, so the type is ours and the substance the world's.
      ...(act.results.length === 0 ? {} : { sensorElementList: [{ sensorReport: act.results.map(reported) }] }),
    }),
    read: (event, reading) => ({
      sampleId: batchIn(firstOf(event, 'quantityList'), reading),
      consumedMassMg: massOf(firstOf(event, 'quantityList')),
    }),
  },
  release: {
    type: 'ObjectEvent',
    action: 'OBSERVE',
    is: (event) =>
      step(bizSteps.accepting)(event) &&
      (event.disposition === dispositions.conformant || event.disposition === dispositions.nonConformant),
    taken: ['batchId', 'verdict', 'certificate'],
    write: (act, { batch }) => ({
      bizStep: 'accepting',
      disposition: act.verdict === 'released' ? 'conformant' : 'non_conformant',
      quantityList: [only(batch(act.batchId))],
      certificationInfo: numberUrn('certificate', act.certificate),
    }),
    read: (event, reading) => ({
      batchId: batchIn(firstOf(event, 'quantityList'), reading),
      verdict: event.disposition === dispositions.conformant ? 'released' : 'rejected',
      certificate: numberIn('certificate', event.certificationInfo?.[0] ?? '') ?? undefined,
    }),
  },
  irradiate: {
    type: 'ObjectEvent',
    action: 'OBSERVE',
    is: step(bizSteps.irradiating),
    taken: ['batchId'],
    write: (act, { batch }) => ({
      bizStep: bizSteps.irradiating,
      disposition: 'in_progress',
      quantityList: [only(batch(act.batchId))],
      sensorElementList: [{ sensorReport: [measured('AbsorbedDose', `${act.doseKGy}e3`, 'kGy')] }],
    }),
    read: (event, reading) => ({ batchId: batchIn(firstOf(event, 'quantityList'), reading) }),
  },
  hold: single<'hold'>(
    'OBSERVE',
    (event) => step(bizSteps.holding)(event) && event.persistentDisposition?.unset === undefined,
    ({ scope }) => ({
      bizStep: 'holding',
      disposition: 'non_sellable_other',
      persistentDisposition: { set: [stoppedAs(scope === 'recall')] },
    }),
  ),
  lift: single(
    'OBSERVE',
    (event) => step(bizSteps.holding)(event) && event.persistentDisposition?.unset !== undefined,
    (_act, { beside }) => ({
      bizStep: 'holding',
      disposition: 'in_progress',
      persistentDisposition: { unset: [stoppedAs(beside.wasRecall ?? true)] },
    }),
  ),
} satisfies Table
