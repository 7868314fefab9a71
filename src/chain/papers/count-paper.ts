// The report of a count: what was counted beside what the book said at that moment, what is let pass, and who counted and signed. Pure. Not here:
// the blind sheet that goes before it (count/sheet-paper.ts), and explaining a difference (count/differences.ts).
import { translator } from '#kernel'
import type { Paper } from '#platform'
import { type ActOf, type EventView, gramsIn } from '../contract.ts'
import { isWithin } from '../count/difference-clock.ts'
import type { LawForChain } from '../law.ts'
import { differenceDueOn } from '../shipments/shipment-clock.ts'
import { stateText } from '../state-text.ts'
import { addressLines, type Gathered, paperOf } from './gather.ts'
import { secondSigner } from './second-signer.ts'
import { paperTexts } from './texts.ts'

type Line = ActOf<'count'>['lines'][number]

export function countPaper(gathered: Gathered, act: ActOf<'count'>, law: LawForChain): Paper {
  const { event, locale, named, on } = gathered
  const t = translator(paperTexts, locale)
  const tolerance = law.tolerance('count-difference', on)
  const rows = act.lines.map((line) => {
    const counted = BigInt(line.countedMassMg)
    const difference = differenceOf(event, line)
    const book = counted - difference
    const isInside = difference === 0n || isWithin(difference, book, tolerance)
    return { line, counted, difference, book, isInside }
  })
  const differing = rows.filter(({ difference }) => difference !== 0n)
  const outside = differing.filter(({ isInside }) => !isInside)
  const grams = (mass: bigint) => `${gramsIn(`${mass}`, locale)} g`
  const due = differenceDueOn(on, law).toString()
  return paperOf(gathered, 'count', {
    facts: [
      [t('count.lines'), `${rows.length}`],
      [t('count.tolerance'), t('count.tolerance.is', { parts: `${tolerance.max}` })],
      ...(act.followsId === null ? [] : [[t('count.follows'), act.followsId] as const]),
    ],
    parties: [[t('holder'), addressLines(gathered, event.holder?.name ?? '', event.premises?.premisesId)]],
    head: [t('batch'), t('count.state'), t('count.counted'), t('count.book'), t('difference'), t('count.verdict')],
    columns: ['wide', 'text', 'mass', 'mass', 'mass', 'text'],
    rows: rows.map(({ line, counted, book, difference, isInside }) => [
      `${named(line.batchId).name}, ${named(line.batchId).substance}`,
      stateText[line.state][locale],
      grams(counted),
      grams(book),
      difference === 0n ? '–' : grams(difference),
      t(difference === 0n ? 'count.agrees' : isInside ? 'count.inside' : 'count.outside'),
    ]),
    remarks: [
      differing.length === 0
        ? t('count.all-agree')
        : outside.length === 0
          ? t('count.all-inside', { count: differing.length })
          : t('count.to-explain', { count: outside.length, due }),
    ],
    signatures: [
      [t('count.counter', { number: act.counter }), [t('sign.event', { at: event.recordedAt }), event.eventId]],
      ...(act.countersigner === null
        ? []
        : [[t('count.countersigner', { number: act.countersigner }), [t('sign.name')]] as const]),
      ...secondSigner(event, t),
    ],
    carrier: [],
    boxes: null,
  })
}

/** As the counter sees it: what was posted to or from the difference of this very line. */
function differenceOf({ movements }: EventView, { batchId, state }: Line): bigint {
  return movements.reduce((sum, { ledger, from, to, amount }) => {
    const isOf = (end: typeof from) => end.kind === 'stock' && end.batch?.batchId === batchId && end.state === state
    if (ledger !== 'material_mg') return sum
    if (isOf(to) && from.kind === 'difference') return sum + BigInt(amount)
    return isOf(from) && to.kind === 'difference' ? sum - BigInt(amount) : sum
  }, 0n)
}
