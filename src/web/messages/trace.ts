// The answers of a trace in words: which plants, and what passed from one batch to the next. Not here: the other texts of a trace (chain.ts).
import { defineMessages, text } from '#kernel'

const nl = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`

export const traceMessages = defineMessages({
  'trace.plants': { nl: 'Welke planten zitten hierin?', en: 'Which plants are in this?' },
  'trace.plants.answer': text<{ lots: number }>({
    nl: ({ lots }) => `Uit ${nl(lots, 'kweekpartij', 'kweekpartijen')}, naar massa:`,
    en: ({ lots }) => `From ${nl(lots, 'plant lot', 'plant lots')}, by mass:`,
  }),
  'trace.plants.none': {
    nl: 'Deze partij komt van buiten de keten, of haar planten zijn niet vastgelegd.',
    en: 'This batch came from outside the chain, or its plants were not recorded.',
  },
  'trace.edges': { nl: 'Wat van de een in de ander ging', en: 'What went from one into the other' },
  'trace.edge.from': { nl: 'Van', en: 'From' },
  'trace.edge.to': { nl: 'In', en: 'Into' },
  'trace.edge.amount': { nl: 'Ging over', en: 'Passed on' },
  'trace.edge.ofChild': { nl: 'Deel van wat het werd', en: 'Part of what it became' },
  'trace.edge.ofParent': { nl: 'Deel van wat het was', en: 'Part of what it was' },
  'trace.share.none': { nl: 'stekken, geen deel ervan', en: 'cuttings, no part of it' },
  'trace.edge.event': { nl: 'Gebeurtenis', en: 'Event' },
  'trace.edge.open': { nl: 'openen', en: 'open' },
})
