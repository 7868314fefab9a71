// The paper of a delivery to the Minister, which has no shipment and no manifest. Not here: the papers of other events (event-paper.ts).
import { translator } from '#kernel'
import type { Paper } from '#platform'
import { type ActOf, gramsIn } from '../contract.ts'
import { addressLines, type Gathered, paperOf } from './gather.ts'
import { paperTexts } from './texts.ts'
import { massInWords } from './words-for-mass.ts'

/**
 * What the grower delivers where it lies, signed by both: whoever takes it over for the Minister weighs it again and writes down how it looks.
 * @basis opiumwet/8i/4
 */
export function handOverPaper(gathered: Gathered, act: ActOf<'hand-over'>): Paper {
  const { event, locale, named } = gathered
  const t = translator(paperTexts, locale)
  const { name, substance, form } = named(act.batchId)
  const taken = event.movements.find(({ ledger }) => ledger === 'material_mg')?.to.holder?.name ?? ''
  return paperOf(gathered, 'hand-over', {
    facts: [[t('bags'), `${act.bags}`]],
    parties: [
      [t('supplier'), addressLines(gathered, event.holder?.name ?? '', event.premises?.premisesId)],
      [t('receiver'), [taken]],
    ],
    head: [t('batch'), t('substance'), t('form'), t('mass'), t('words')],
    columns: ['text', 'wide', 'text', 'mass', 'wide'],
    rows: [[name, substance, form, `${gramsIn(act.massMg, locale)} g`, massInWords(BigInt(act.massMg), locale)]],
    remarks: [],
    signatures: [
      [t('sign.handed'), [t('sign.event', { at: event.recordedAt }), t('sign.name')]],
      [t('sign.taken'), [t('sign.name')]],
    ],
    carrier: [t('taken.mass'), t('taken.appearance')],
    boxes: null,
  })
}
