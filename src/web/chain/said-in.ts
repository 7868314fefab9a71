// What was said with an act beside the masses it moved, in the reader's words and units: a dose, two witnesses, a reason, the number on a
// pack. Pure. Not here: the movements (event-screen.tsx), and what a page of its own tells (a count, a shipment, photographs).
import { type Act, unitText } from '#chain/contract'
import { formatDecimal, type Translate, type Writer } from '#kernel'
import type { chainMessages } from '../messages/chain.ts'
import type { coreMessages } from '../messages/core.ts'
import type { countMessages } from '../messages/count.ts'
import type { recordMessages } from '../messages/record.ts'
import type { roomMessages } from '../messages/rooms.ts'
import type { saidMessages } from '../messages/said.ts'
import { analyteKey } from './words.ts'

type Texts = typeof coreMessages &
  typeof chainMessages &
  typeof countMessages &
  typeof recordMessages &
  typeof roomMessages &
  typeof saidMessages
export type SaidWords = Writer & { readonly t: Translate<Texts> }
type Said = { readonly name: string; readonly value: string }

/** Nothing for an act that says nothing beyond what it moves. */
export function saidIn(act: Act, words: SaidWords): readonly Said[] {
  const { t, day, instant, mass, locale } = words
  const one = (name: string, value: string | number | null | undefined): readonly Said[] =>
    value === null || value === undefined || value === '' ? [] : [{ name, value: String(value) }]
  const reasonOf = (reason: string | null) => one(t('field.reason'), reason)
  const plantsOf = (gone: { readonly plants?: number; readonly massMg: string }) =>
    gone.plants === undefined
      ? []
      : [...one(t('said.plantsGone'), gone.plants), ...one(t('said.plantsGone.mass'), mass(gone.massMg))]
  const permitsOf = (permits: { readonly importPermit: string; readonly exportPermit: string }, isExport: boolean) => [
    ...one(
      t(isExport ? 'field.exportPermit' : 'field.importPermit'),
      permits[isExport ? 'exportPermit' : 'importPermit'],
    ),
    ...one(
      t(isExport ? 'field.importPermit.abroad' : 'field.exportPermit.abroad'),
      permits[isExport ? 'importPermit' : 'exportPermit'],
    ),
  ]
  switch (act.kind) {
    case 'plant':
    case 'propagate':
      return [...one(t('field.cultivar'), act.cultivar), ...one(t('field.room'), act.room)]
    case 'harvest':
      return one(t('field.plantsCut'), act.plantsCut)
    case 'process':
      return one(t('field.method'), t(`choice.${act.method}`))
    case 'extract':
      return [
        ...one(t('said.solvent'), t(`choice.${act.solvent}`)),
        ...one(t('said.carrier'), act.carrierMassMg === undefined ? null : mass(act.carrierMassMg)),
      ]
    case 'hand-over':
      return one(t('field.bags'), act.bags)
    case 'test':
      return act.results.flatMap(({ analyte, value, unit, of, method, uncertainty }) => {
        const measured = formatDecimal(value, locale)
        const within = uncertainty === null ? '' : ` ± ${formatDecimal(uncertainty, locale)}`
        const said = { value: `${measured}${within}`, unit: unitText(unit), of: t(`of.${of}`), method }
        return one(t(analyteKey(analyte)), t('said.result', said))
      })
    case 'release':
      return [
        ...one(t('field.verdict'), t(`choice.${act.verdict}`)),
        ...one(t('field.certificate'), act.certificate),
        ...one(t('field.expiresOn'), act.expiresOn === null ? null : day(act.expiresOn)),
        ...reasonOf(act.reason),
      ]
    case 'irradiate':
      return [
        ...one(t('said.dose'), t('said.dose.kGy', { dose: formatDecimal(act.doseKGy, locale) })),
        ...one(t('field.certificate'), act.certificate),
      ]
    case 'pack':
      return [
        ...one(t('said.packs'), t('said.packs.of', { packs: act.packs, each: mass(act.packMassMg) })),
        ...one(t('said.gtin'), act.gtin),
        ...one(t('field.expiresOn'), day(act.expiresOn)),
      ]
    case 'ship':
      return [
        ...one(t('said.shipReason'), t(`choice.${act.reason}`)),
        ...one(t('field.orderNumber'), act.orderNumber),
        ...one(t('field.returnNumber'), act.returnNumber),
      ]
    case 'import':
      return [...one(t('field.foreignName'), act.foreignName), ...permitsOf(act, false)]
    case 'export':
      return permitsOf(act, true)
    case 'reserve':
      return one(t('said.until'), instant(act.until))
    case 'dispense':
    case 'own-practice':
      return one(t('field.recordNumber'), act.recordNumber)
    case 'administer':
      return [...one(t('field.study'), act.study), ...one(t('field.recordNumber'), act.recordNumber)]
    case 'destroy':
      return [
        ...plantsOf(act),
        ...one(t('said.destroyMethod'), t(`choice.${act.method}`)),
        ...act.witnesses.flatMap((number, index) => one(t('said.witness', { which: index + 1 }), number)),
      ]
    case 'lose':
      return [
        ...plantsOf(act),
        ...one(t('field.cause'), t(`choice.${act.cause}`)),
        ...one(t('said.discovered'), act.discoveredAt === undefined ? null : instant(act.discoveredAt)),
        ...reasonOf(act.reason),
      ]
    case 'seize':
      return [...plantsOf(act), ...one(t('field.caseNumber'), act.caseNumber), ...reasonOf(act.reason)]
    case 'grant':
      return [
        ...one(t('said.allowance'), t(`choice.${act.allowance}`)),
        ...one(t('field.number'), act.number),
        ...one(t('field.from'), day(act.from)),
        ...one(t('field.through'), act.through === null ? null : day(act.through)),
      ]
    case 'hold':
      return [
        ...one(t('said.scope'), t(act.scope === 'recall' ? 'choice.recall-all' : 'choice.batch')),
        ...reasonOf(act.reason),
      ]
    case 'settle-difference':
      return [...one(t('said.outOf'), t(act.fromStock ? 'choice.from-stock' : 'choice.found')), ...reasonOf(act.reason)]
    case 'refuse':
    case 'lift':
    case 'correct':
      return reasonOf(act.reason)
    case 'notify-loss':
      return [...one(t('said.to'), t(`loss.to.${act.to}`)), ...one(t('said.reference'), act.reference)]
    case 'designate':
      return [
        ...one(t('field.room'), act.room),
        ...one(t('said.uses'), act.uses.map((use) => t(`rooms.use.${use}`)).join(', ') || t('said.uses.none')),
        ...one(t('field.from'), day(act.from)),
      ]
    case 'move-room':
      return one(t('field.room'), act.room)
    case 'tag':
    case 'trim-wet':
    case 'dry':
    case 'split':
    case 'sample':
    case 'assay':
    case 'receive':
    case 'free':
    case 'count':
    case 'countersign':
      return []
    default:
      return act satisfies never
  }
}
