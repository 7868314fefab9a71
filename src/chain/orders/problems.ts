// Every refusal of order forms and of a despatch that names one; of those that apply, the first is the answer. Not here: those of the despatch
// itself (../problems.ts).
import {
  absent,
  conflict,
  defineProblems,
  forbidden,
  formatInstant,
  type Instant,
  invalid,
  type PlainDate,
} from '#kernel'
import { gramsIn, type OrderFormState } from '../contract.ts'

/** Ordering on a form of one substance, and supplying on it. */
export const orderBasis = ['uitvoeringsregeling-opiumwet/3', 'opiumwetbesluit/4'] as const

const endedText: Record<OrderFormState, { nl: string; en: string }> = {
  open: { nl: 'open', en: 'open' },
  part: { nl: 'deels verzonden', en: 'sent in part' },
  sent: { nl: 'geheel verzonden', en: 'sent in full' },
  received: { nl: 'geheel ontvangen', en: 'received in full' },
  declined: { nl: 'afgewezen', en: 'declined' },
  withdrawn: { nl: 'ingetrokken', en: 'withdrawn' },
}
const differsText = {
  receiver: { nl: 'de ontvanger', en: 'the receiver' },
  place: { nl: 'de plaats', en: 'the premises' },
  product: { nl: 'het product', en: 'the product' },
  reason: { nl: 'de reden van de verzending', en: 'the reason of the despatch' },
} as const

export const orderProblems = defineProblems('chain', {
  'unknown-order': absent<{ number: string }>({
    title: { nl: 'Deze bestelling is er niet, of niet voor u.', en: 'There is no such order, or not for you.' },
    detail: ({ number }) => ({
      nl: `Van ${number} is u geen bestelling bekend. Kijk het nummer op het bestelformulier na.`,
      en: `No order ${number} is known to you. Check the number on the order form.`,
    }),
  }),
  'order-own': invalid({
    title: { nl: 'Niemand bestelt bij zichzelf.', en: 'Nobody orders of themselves.' },
    detail: () => ({
      nl: 'Kies een andere leverancier. Wat van uw ene plaats naar uw andere gaat, verzendt u zonder bestelformulier.',
      en: 'Choose another supplier. What goes from one place of yours to another is sent without an order form.',
    }),
    basis: orderBasis,
  }),
  'order-place': invalid({
    title: { nl: 'Deze plaats is van een ander, of gesloten.', en: 'These premises are another’s, or closed.' },
    detail: () => ({
      nl: 'Een bestelformulier noemt een plaats van de leverancier en een van de ontvanger. Kies beide opnieuw.',
      en: 'An order form names premises of the supplier and of the receiver. Choose both again.',
    }),
    basis: orderBasis,
  }),
  'order-product': invalid<{ productCode: string }>({
    title: { nl: 'Dit product is niet te bestellen.', en: 'This product cannot be ordered.' },
    detail: ({ productCode }) => ({
      nl: `"${productCode}" staat vandaag in geen lijst van producten. Kies een product uit de lijst.`,
      en: `"${productCode}" is in no list of products today. Choose a product of the list.`,
    }),
  }),
  'order-day': invalid<{ wantedOn: PlainDate }>({
    title: { nl: 'De gewenste dag is al voorbij.', en: 'The day it is wanted by has passed.' },
    detail: ({ wantedOn }, say) => ({
      nl: `${say.day(wantedOn)} ligt voor vandaag. Kies vandaag of later, of laat de dag open.`,
      en: `${say.day(wantedOn)} is before today. Choose today or later, or leave the day open.`,
    }),
  }),
  'order-not-exempted': forbidden<{ name: string; who: 'receiver' | 'supplier'; on: PlainDate }>({
    title: { nl: 'Deze bestelling mag niet worden geleverd.', en: 'This order may not be supplied.' },
    detail: ({ name, who, on }, say) => ({
      nl:
        who === 'receiver'
          ? `${name} heeft op ${say.day(on)} geen grond om dit middel op deze plaats te hebben. Kies een andere plaats, of vraag een wijziging van de ontheffing aan.`
          : `${name} heeft op ${say.day(on)} geen grond om dit middel vanaf deze plaats af te leveren. Kies een andere leverancier of een andere plaats.`,
      en:
        who === 'receiver'
          ? `${name} has no ground to have this substance at these premises on ${say.day(on)}. Choose other premises, or apply for a change of the exemption.`
          : `${name} has no ground to supply this substance from these premises on ${say.day(on)}. Choose another supplier or other premises.`,
    }),
    basis: ['opiumwet/3', 'opiumwet/6/2', ...orderBasis],
  }),
  'order-not-yours': forbidden<{ who: 'orderer' | 'supplier' }>({
    title: { nl: 'Dit is aan de ander.', en: 'This is for the other side.' },
    detail: ({ who }) => ({
      nl:
        who === 'orderer'
          ? 'Wie bestelde, trekt in. De leverancier wijst af.'
          : 'De leverancier wijst af of levert. Wie bestelde, trekt in.',
      en:
        who === 'orderer'
          ? 'Who ordered withdraws. The supplier declines.'
          : 'The supplier declines or supplies. Who ordered withdraws.',
    }),
    basis: orderBasis,
  }),
  'order-ended': conflict<{ number: string; state: OrderFormState }>({
    title: { nl: 'Op deze bestelling is niets meer te leveren.', en: 'Nothing is left to supply on this order.' },
    detail: ({ number, state }) => ({
      nl: `${number} is ${endedText[state].nl}. Vraag de ontvanger om een nieuw bestelformulier.`,
      en: `${number} is ${endedText[state].en}. Ask the receiver for a new order form.`,
    }),
    basis: orderBasis,
  }),
  'order-differs': conflict<{ number: string; what: keyof typeof differsText }>({
    title: { nl: 'Dit is niet wat besteld is.', en: 'This is not what was ordered.' },
    detail: ({ number, what }) => ({
      nl: `${number} zegt iets anders over ${differsText[what].nl}. Verzend wat er besteld is, of verzend zonder dit bestelnummer als een andere bestelling de grond is.`,
      en: `${number} says otherwise of ${differsText[what].en}. Send what was ordered, or send without this number if another order is the ground.`,
    }),
    basis: orderBasis,
  }),
  'order-later': conflict<{ number: string; orderedAt: Instant; sentAt: Instant }>({
    title: { nl: 'Toen dit vertrok, was het nog niet besteld.', en: 'When this left, it was not ordered yet.' },
    detail: ({ number, orderedAt, sentAt }) => ({
      nl: `${number} is besteld op ${formatInstant(orderedAt)}, en deze verzending is van ${formatInstant(sentAt)}. Noem het bestelformulier dat er bij vertrek al was. Is de tijd van vertrek niet juist, verbeter die dan.`,
      en: `${number} was ordered on ${formatInstant(orderedAt)}, and this despatch is of ${formatInstant(sentAt)}. Name the order form that was there when it left. If the time it left is not right, put it right.`,
    }),
    basis: orderBasis,
  }),
  'order-exceeded': conflict<{ number: string; openMg: bigint; sendsMg: bigint }>({
    title: { nl: 'Dit is meer dan er besteld is.', en: 'This is more than was ordered.' },
    detail: ({ number, openMg, sendsMg }) => ({
      nl: `Op ${number} is nog ${gramsIn(`${openMg}`, 'nl')} g te leveren en dit is ${gramsIn(`${sendsMg}`, 'nl')} g. Verzend minder, of vraag een bestelformulier voor de rest.`,
      en: `${number} still asks for ${gramsIn(`${openMg}`, 'en')} g and this is ${gramsIn(`${sendsMg}`, 'en')} g. Send less, or ask for an order form for the rest.`,
    }),
    basis: orderBasis,
  }),
})
