// Every refusal of papers. Not here: refusals of the events they are made of (../problems.ts).
import { absent, defineProblems, gone } from '#kernel'

export const paperProblems = defineProblems('chain', {
  'paper-erased': gone({
    title: {
      nl: 'Van deze gebeurtenis is geen papier meer te maken.',
      en: 'No paper of this event can be made any more.',
    },
    detail: () => ({
      nl: 'De bewaartermijn is voorbij en de inhoud is gewist. Wat er bewoog, en wanneer en op welke grond is gewist, staat bij de gebeurtenis.',
      en: 'The retention term is over and the content was erased. What moved, and when and on which ground it was erased, stands with the event.',
    }),
  }),
  'no-paper': absent({
    title: { nl: 'Hier hoort geen papier bij.', en: 'There is no paper for this.' },
    detail: () => ({
      nl: 'Alleen een verzending, een ontvangst, een overdracht aan de minister, een vernietiging en een telling hebben een papier, en een bestelling van een product dat er is. Kies een van deze.',
      en: 'Only a despatch, a receipt, a delivery to the Minister, a destruction and a count have a paper, and an order of a product there is. Choose one of these.',
    }),
  }),
})
