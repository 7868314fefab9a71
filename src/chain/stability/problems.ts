// Every refusal of stability studies; of those that apply, the first is the answer. Not here: those of orders and cases (quality/problems.ts).
import { conflict, defineProblems, forbidden, invalid } from '#kernel'

export const stabilityProblems = defineProblems('chain', {
  'study-protocol': invalid<{ why: 'long-term' | 'twice' | 'product' | 'placed' | 'limits' }>({
    title: { nl: 'Dit protocol klopt niet.', en: 'This protocol does not hold together.' },
    detail: ({ why }) => whys[why],
  }),
  'study-point-unplanned': invalid({
    title: { nl: 'Dit punt staat niet in het protocol.', en: 'This point is not in the protocol.' },
    detail: () => ({
      nl: 'Kies een partij, een conditie en een maand uit het schema van het onderzoek. Voor de start is er geen conditie.',
      en: 'Choose a batch, a condition and a month of the schedule of the study. The start has no condition.',
    }),
  }),
  'study-point-taken': conflict<{ number: string }>({
    title: { nl: 'Dit punt is al vastgelegd.', en: 'This point is on record already.' },
    detail: ({ number }) => ({
      nl: `Het staat onder ${number}. Trek die opdracht in als opnieuw moet worden gemeten; een overgenomen rapport blijft staan.`,
      en: `It stands under ${number}. Withdraw that order if it must be measured anew; a report taken over stays.`,
    }),
  }),
  'study-point-early': conflict<{ from: string }>({
    title: { nl: 'Dit monster is nog niet aan de beurt.', en: 'This sample is not due yet.' },
    detail: ({ from }, say) => ({
      nl: `Neem het vanaf ${say.day(from)}. Eerder zegt het niets over deze maand.`,
      en: `Draw it from ${say.day(from)} on. Earlier it says nothing of this month.`,
    }),
  }),
  'study-sample': invalid({
    title: { nl: 'Dit monster is niet van deze partij.', en: 'This sample is not of this batch.' },
    detail: () => ({
      nl: 'Kies een monster dat van de partij in het onderzoek is genomen, of neem er eerst een.',
      en: 'Choose a sample that was taken of the batch of the study, or take one first.',
    }),
  }),
  'study-not-owner': forbidden({
    title: { nl: 'Dit onderzoek is van een ander.', en: 'This study is somebody else’s.' },
    detail: () => ({
      nl: 'Alleen wie het onderzoek begon en de toezichthouder leggen er punten in vast. Vraag het de houder van het onderzoek.',
      en: 'Only who began the study and the authority record points in it. Ask the holder of the study.',
    }),
  }),
  'study-too-early-to-say': conflict<{ analytes: readonly string[] }>({
    title: { nl: 'Dit onderzoek zegt nog niets.', en: 'This study says nothing yet.' },
    detail: ({ analytes }) => ({
      nl: `Te weinig gemeten bij langdurig bewaren: ${analytes.join(', ') || 'er is geen kenmerk met een grens'}. Leg meer punten vast, of bepaal de houdbaarheid zonder dit onderzoek.`,
      en: `Too little measured on long-term storage: ${analytes.join(', ') || 'no attribute has a limit'}. Record more points, or set the term without this study.`,
    }),
  }),
  'study-beyond': conflict<{ months: number; supported: number; measured: number; limit: number }>({
    title: { nl: 'Zo lang laten de metingen niet toe.', en: 'The measurements do not carry that far.' },
    detail: ({ months, supported, measured, limit }) => ({
      nl: `${months} maanden gaat verder dan de ${supported} die dit onderzoek draagt (${measured} maanden gemeten, vooruitkijken mag tot ${limit}). Kies ten hoogste ${supported} maanden, of meet langer door.`,
      en: `${months} months is more than the ${supported} this study carries (${measured} months measured, looking ahead is allowed to ${limit}). Choose at most ${supported} months, or go on measuring.`,
    }),
  }),
  'expiry-beyond-study': conflict<{ number: string; months: number; lastDay: string }>({
    title: { nl: 'Langer houdbaar dan het stabiliteitsonderzoek zegt.', en: 'Longer than the stability study says.' },
    detail: ({ number, months, lastDay }, say) => ({
      nl: `Onderzoek ${number} stelt ${months} maanden vast. Kies ten hoogste ${say.day(lastDay)}, of laat het onderzoek een langere termijn vaststellen.`,
      en: `Study ${number} established ${months} months. Choose ${say.day(lastDay)} at the latest, or have the study establish a longer term.`,
    }),
    basis: ['opiumwet/8i/5'],
  }),
})

const whys: Record<'long-term' | 'twice' | 'product' | 'placed' | 'limits', { nl: string; en: string }> = {
  'long-term': {
    nl: 'Er is precies één conditie voor langdurig bewaren nodig: daarop rust de houdbaarheid. Kies er één.',
    en: 'Exactly one condition of long-term storage is needed, for the shelf life rests on it. Choose one.',
  },
  twice: {
    nl: 'Een partij of een conditie staat er twee keer in. Haal de dubbele weg.',
    en: 'A batch or a condition stands in it twice. Take the second one out.',
  },
  product: {
    nl: 'Een partij is er niet, of niet van dit product. Kies partijen van één product.',
    en: 'A batch is not there, or not of this product. Choose batches of one product.',
  },
  placed: {
    nl: 'Een partij kan niet zijn ingezet voordat zij bestond, of na vandaag. Verbeter de dag.',
    en: 'A batch cannot have been placed before it existed, or after today. Correct the day.',
  },
  limits: {
    nl: 'Geen van deze kenmerken heeft op deze dag een grens in de specificatie. Kies er ten minste één met een grens.',
    en: 'None of these attributes has a limit in the specification of the day. Choose at least one that has.',
  },
}
