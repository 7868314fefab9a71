// Every refusal of papers. Not here: refusals of the events they are made of (../problems.ts).
import { absent, defineProblems } from '#kernel'

export const paperProblems = defineProblems('chain', {
  'no-paper': absent({
    title: { nl: 'Hier hoort geen papier bij.', en: 'There is no paper for this.' },
    detail: () => ({
      nl: 'Alleen een verzending, een ontvangst, een overdracht aan de minister, een vernietiging en een telling hebben een papier, en een bestelling van een product dat er is. Kies een van deze.',
      en: 'Only a despatch, a receipt, a delivery to the Minister, a destruction and a count have a paper, and an order of a product there is. Choose one of these.',
    }),
  }),
})
