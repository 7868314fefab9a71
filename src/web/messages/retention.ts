// The texts of what may no longer be kept: what is due, the lists, the decision, and what was erased. Not here: what an event says of it (chain.ts), and the
// refusals, which are the API's.
import { retentionStopTexts } from '#chain/contract'
import { defineMessages, text } from '#kernel'

export const retentionMessages = defineMessages({
  ...retentionStopTexts,
  'retention.title': { nl: 'Bewaartermijnen', en: 'Retention' },
  'retention.lead': {
    nl: 'Wat langer is bewaard dan de wet vraagt, wordt gewist: één mens stelt een lijst op, een ander besluit.',
    en: 'What was kept for longer than the law asks is erased: one person draws up a list, another decides.',
  },
  'retention.due': { nl: 'Te wissen', en: 'Due' },
  'retention.due.figure': { nl: 'gebeurtenissen te wissen', en: 'events due' },
  'retention.due.none': { nl: 'Er is niets te wissen', en: 'Nothing is due' },
  'retention.due.none.text': text<{ before: string }>({
    nl: ({ before }, { day }) => `Van vóór ${day(before)} is alles gewist, of er staat nog iets open.`,
    en: ({ before }, { day }) => `Of before ${day(before)} everything was erased, or something still stands open.`,
  }),
  'retention.waits.figure': { nl: 'even oud, wachten nog', en: 'as old, still waiting' },
  'retention.term': text<{ months: number; before: string }>({
    nl: ({ months, before }, { number, day }) =>
      `Een vastlegging wordt ${number(months)} maanden bewaard, geteld vanaf de dag waarop het gebeurde. Vandaag is aan de beurt wat vóór ${day(before)} gebeurde.`,
    en: ({ months, before }, { number, day }) =>
      `A record is kept for ${number(months)} months, counted from the day it happened. Today that is what happened before ${day(before)}.`,
  }),
  'retention.more': { nl: 'Er is meer van die leeftijd', en: 'There is more of that age' },
  'retention.more.text': {
    nl: 'Geteld zijn de oudste. De rest komt als die gewist zijn.',
    en: 'The oldest are counted. The rest comes when those are erased.',
  },
  'retention.kind': { nl: 'Soort gebeurtenis', en: 'Kind of event' },
  'retention.count': { nl: 'Aantal', en: 'How many' },
  'retention.oldest': { nl: 'Oudste van', en: 'Oldest of' },
  'retention.kept-through': { nl: 'Laatste dag van bewaren', en: 'Last day to be kept' },

  'retention.waiting': { nl: 'Wat nog wacht', en: 'What still waits' },
  'retention.waiting.text': {
    nl: 'Even oud, maar er staat nog iets op. Zodra dat voorbij is, staat het bij wat te wissen is.',
    en: 'As old, but something still stands on it. As soon as that is over, it is among what is due.',
  },
  'retention.why': { nl: 'Wacht op', en: 'Waits for' },
  'retention.behind.due': text<{ kind: string | null }>({
    nl: ({ kind }) => (kind === null ? 'Alles wat te wissen is' : `Te wissen: ${kind}`),
    en: ({ kind }) => (kind === null ? 'All that is due' : `Due: ${kind}`),
  }),
  'retention.behind.why': text<{ why: string }>({
    nl: ({ why }) => `Wacht op ${why}`,
    en: ({ why }) => `Waits for ${why}`,
  }),
  'retention.behind.listed': { nl: 'Wat op de lijst staat', en: 'What is on the list' },
  'retention.behind.erased': { nl: 'Wat gewist is', en: 'What was erased' },
  'retention.behind.none': { nl: 'Hier staat niets meer', en: 'Nothing is here any more' },
  'retention.event.what': { nl: 'Wat', en: 'What' },
  'retention.event.when': { nl: 'Gebeurd', en: 'Occurred' },

  'retention.propose': { nl: 'Een lijst opstellen', en: 'Draw up a list' },
  'retention.propose.text': text<{ most: number }>({
    nl: ({ most }, { number }) =>
      `Op de lijst komen de oudste, ten hoogste ${number(most)}. Er wordt niets gewist voordat een beslisser die de lijst niet opstelde, daarover besluit.`,
    en: ({ most }, { number }) =>
      `The oldest go on the list, ${number(most)} at the most. Nothing is erased before a decision maker who did not draw it up decides about it.`,
  }),
  'retention.propose.which': { nl: 'Wat komt op de lijst', en: 'What goes on the list' },
  'retention.propose.all': { nl: 'alles wat te wissen is', en: 'all that is due' },
  'retention.propose.one': text<{ kind: string; count: number }>({
    nl: ({ kind, count }, { number }) => `${kind} (${number(count)})`,
    en: ({ kind, count }, { number }) => `${kind} (${number(count)})`,
  }),
  'retention.reason': { nl: 'Reden', en: 'Reason' },
  'retention.reason.propose': {
    nl: 'Waarom nu. Noem niemand: de reden blijft bewaard.',
    en: 'Why now. Name nobody: the reason is kept.',
  },
  'retention.reason.needed': { nl: 'Geef een reden.', en: 'Give a reason.' },
  'retention.propose.do': { nl: 'Lijst opstellen', en: 'Draw up the list' },
  'retention.propose.done': text<{ count: number }>({
    nl: ({ count }, { number }) =>
      `De lijst is opgesteld, met ${number(count)} ${count === 1 ? 'gebeurtenis' : 'gebeurtenissen'}.`,
    en: ({ count }, { number }) => `The list is drawn up, with ${number(count)} ${count === 1 ? 'event' : 'events'}.`,
  }),

  'retention.open': { nl: 'Deze lijst wacht op een besluit', en: 'This list waits for a decision' },
  'retention.open.yours': {
    nl: 'U stelde deze lijst op. Een andere beslisser besluit.',
    en: 'You drew up this list. Another decision maker decides.',
  },
  'retention.open.others': {
    nl: 'Een beslisser besluit over deze lijst.',
    en: 'A decision maker decides about this list.',
  },
  'retention.listed': { nl: 'Op de lijst', en: 'On the list' },
  'retention.events': text<{ count: number }>({
    nl: ({ count }, { number }) => `${number(count)} ${count === 1 ? 'gebeurtenis' : 'gebeurtenissen'}`,
    en: ({ count }, { number }) => `${number(count)} ${count === 1 ? 'event' : 'events'}`,
  }),
  'retention.before': { nl: 'Gebeurd vóór', en: 'Happened before' },
  'retention.drawn-up': { nl: 'Opgesteld', en: 'Drawn up' },
  'retention.by': text<{ name: string | null; at: string }>({
    nl: ({ name, at }, { instant }) => `${name ?? 'iemand zonder naam hier'}, ${instant(at)}`,
    en: ({ name, at }, { instant }) => `${name ?? 'somebody without a name here'}, ${instant(at)}`,
  }),
  'retention.erase': { nl: 'Wissen', en: 'Erase' },
  'retention.erase.ask': text<{ count: number }>({
    nl: ({ count }, { number }) =>
      count === 1 ? 'Deze gebeurtenis voorgoed wissen?' : `Deze ${number(count)} gebeurtenissen voorgoed wissen?`,
    en: ({ count }, { number }) =>
      count === 1 ? 'Erase this event for good?' : `Erase these ${number(count)} events for good?`,
  }),
  'retention.erase.text': {
    nl: 'Weg gaan de vastleggingen met hun woorden en wie handelde. Dat komt niet terug, ook niet voor u. Wat er bewoog, wanneer, tussen wie en van welke partij blijft, met het blad in het logboek.',
    en: 'The records go, with their words and who acted. That does not come back, not for you either. What moved, when, between whom and of which batch stays, with its leaf in the log.',
  },
  'retention.erase.again': {
    nl: 'Iedere gebeurtenis wordt nu opnieuw beoordeeld: wat niet meer te wissen is, blijft.',
    en: 'Each event is judged again now: what is no longer due stays.',
  },
  'retention.erase.backup': {
    nl: 'Schrijf daarna het bestand van grein retention --keep, en bewaar het bij de back-ups.',
    en: 'Then write the file of grein retention --keep, and keep it with the backups.',
  },
  'retention.erase.do': { nl: 'Voorgoed wissen', en: 'Erase for good' },
  'retention.erase.done': text<{ count: number }>({
    nl: ({ count }, { number }) => `${number(count)} ${count === 1 ? 'gebeurtenis is' : 'gebeurtenissen zijn'} gewist.`,
    en: ({ count }, { number }) => `${number(count)} ${count === 1 ? 'event was' : 'events were'} erased.`,
  }),
  'retention.decline': { nl: 'Lijst afwijzen', en: 'Decline the list' },
  'retention.decline.help': {
    nl: 'Waarom deze lijst nu niet wordt gewist. Noem niemand: de reden blijft bewaard.',
    en: 'Why this list is not erased now. Name nobody: the reason is kept.',
  },
  'retention.decline.done': {
    nl: 'De lijst is afgewezen. Er is niets gewist.',
    en: 'The list was declined. Nothing was erased.',
  },

  'retention.lists': { nl: 'Besluiten', en: 'Decisions' },
  'retention.lists.none': { nl: 'Er is nog over geen lijst besloten.', en: 'No list was decided about yet.' },
  'retention.state.erased': { nl: 'Gewist', en: 'Erased' },
  'retention.state.declined': { nl: 'Afgewezen', en: 'Declined' },
  'retention.decided': { nl: 'Besloten', en: 'Decided' },
  'retention.outcome': { nl: 'Besluit', en: 'Decision' },
  'retention.erased': { nl: 'Gewist', en: 'Erased' },
  'retention.leaf': { nl: 'Logboek', en: 'Log' },
  'retention.leaf.at': text<{ index: number }>({
    nl: ({ index }, { number }) => `blad ${number(index)}`,
    en: ({ index }, { number }) => `leaf ${number(index)}`,
  }),
  'retention.leaf.proof': text<{ index: number }>({
    nl: ({ index }, { number }) => `Bewijs bewaren van blad ${number(index)}`,
    en: ({ index }, { number }) => `Save the proof of leaf ${number(index)}`,
  }),
  'retention.leaf.waits': { nl: 'nog niet verzegeld', en: 'not sealed yet' },
})
