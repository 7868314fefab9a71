// An order form on paper: one substance, the quantity in words, both sides with their place, signed. With a number it says when it was placed and
// which leaf of the log it is, and a code a scanner reads; without one it is to sign by hand. Not here: placing an order (orders/).
import { type Locale, legalDayOf, type PlainDate, printId, refuseNow, translator } from '#kernel'
import { type Actor, leafIndexes, type Paper, type Tx } from '#platform'
import { gramsIn } from '../contract.ts'
import type { LawForChain } from '../law.ts'
import { orderBy } from '../orders/place-order.ts'
import { type Address, selectAddresses } from '../store/addresses.ts'
import { withSubstance } from './gather.ts'
import { paperProblems } from './problems.ts'
import { paperTexts } from './texts.ts'
import { massInWords } from './words-for-mass.ts'

export type OrderAsked = {
  readonly locale: Locale
  readonly on: PlainDate
  readonly productCode: string
  readonly massMg: string
  readonly fromPremisesId: string
  readonly toPremisesId: string
  readonly law: LawForChain
}

/** An order form to sign by hand: one substance, the quantity in words (UrOw 3). Refuses `chain/no-paper` for an unknown product or place. */
export function orderPaper(tx: Tx, actor: Actor, asked: OrderAsked): Promise<Paper> {
  const t = translator(paperTexts, asked.locale)
  return paperOf(tx, actor, asked, { facts: [], signed: [t('sign.name')], code: null, foot: t('order.basis') })
}

type FormAsked = { readonly number: string; readonly locale: Locale; readonly law: LawForChain }

/** The form of an order that was placed. Refuses `chain/unknown-order`, also for another's. */
export async function orderFormPaper(tx: Tx, actor: Actor, { number, locale, law }: FormAsked): Promise<Paper> {
  const t = translator(paperTexts, locale)
  const { thread, orderedAt, wantedOn, productCode, massMg, fromPremisesId, toPremisesId, state } = await orderBy(
    tx,
    actor,
    number,
  )
  const [ordered] = thread.steps
  const step = ordered ? printId('step', ordered.stepId) : ''
  const index = ordered ? (await leafIndexes(tx, actor, [ordered.stepId])).get(ordered.stepId) : undefined
  const at = orderedAt.toString()
  const { toSVG } = await import('bwip-js/node') // Loaded with the first code, not when the house starts.
  return paperOf(
    tx,
    actor,
    {
      ...{ locale, law, productCode, massMg: `${massMg}`, fromPremisesId, toPremisesId },
      on: legalDayOf(orderedAt),
    },
    {
      facts: [
        [t('order.number'), number],
        [t('order.ordered'), t('order.at', { at })],
        ...(wantedOn ? [[t('order.wanted'), t('order.day', { on: wantedOn })] as const] : []),
        ...(state === 'withdrawn' || state === 'declined' ? [[t('order.state'), t(`order.${state}`)] as const] : []),
      ],
      signed: [t('sign.event', { at }), step, t('sign.name')],
      code: toSVG({ bcid: 'datamatrix', text: number }),
      foot: t('foot', {
        event: step,
        index: index === undefined ? t('foot.waiting') : t('foot.index', { index }),
      }),
    },
  )
}

type Filled = {
  readonly facts: readonly (readonly [string, string])[]
  readonly signed: readonly string[]
  readonly code: string | null
  readonly foot: string
}

async function paperOf(
  tx: Tx,
  actor: Actor,
  { locale, on, productCode, massMg, fromPremisesId, toPremisesId, law }: OrderAsked,
  { facts, signed, code, foot }: Filled,
): Promise<Paper> {
  const t = translator(paperTexts, locale)
  const found = await selectAddresses(tx, actor.authorityId, { premisesIds: [fromPremisesId, toPremisesId], on })
  const supplier = found.find(({ premisesId }) => premisesId === fromPremisesId)
  const receiver = found.find(({ premisesId }) => premisesId === toPremisesId)
  const product = law.product(productCode, on)
  if (!supplier || !receiver || !product) return refuseNow(paperProblems['no-paper'], {})
  const lines = ({ partyName, name, gln, ...place }: Address) => [
    partyName,
    name,
    t('address', place),
    ...(gln ? [`GLN ${gln}`] : []),
    t('street'),
  ]
  return {
    template: new URL('./papers.typ', import.meta.url),
    language: locale,
    title: t('order.title'),
    author: receiver.partyName,
    foot,
    day: on,
    files: code === null ? {} : { 'number.svg': new TextEncoder().encode(code) },
    data: {
      facts: [...facts, [t('basis'), t('order.basis')]],
      code: code === null ? null : { file: '/number.svg', alt: t('order.code') },
      parties: [
        [t('supplier'), lines(supplier)],
        [t('receiver'), lines(receiver)],
      ],
      head: [t('substance'), t('form'), t('mass'), t('words')],
      columns: ['wide', 'text', 'mass', 'wide'],
      rows: [
        [
          withSubstance(product, { law, locale, on }),
          product.form,
          `${gramsIn(massMg, locale)} g`,
          massInWords(BigInt(massMg), locale),
        ],
      ],
      remarks: [],
      signatures: [[t('order.sign'), signed]],
      carrier: [],
      pictures: [],
      boxes: null,
    },
  }
}
