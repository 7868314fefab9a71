// What is said where there are more than were counted. Not here: what was counted to its end (core.ts, chain.ts).
import { defineMessages, text } from '#kernel'

export const notCountedMessages = defineMessages({
  'not-counted.shown': text<{ shown: number; counted: number }>({
    nl: ({ shown, counted }, { number }) => `${number(shown)} van meer dan ${number(counted)} getoond`,
    en: ({ shown, counted }, { number }) => `${number(shown)} of more than ${number(counted)} shown`,
  }),
  'not-counted.of-holder': text<{ counted: number }>({
    nl: ({ counted }, { number }) => `Alle partijen van deze houder, meer dan ${number(counted)}`,
    en: ({ counted }, { number }) => `All batches of this holder, more than ${number(counted)}`,
  }),
  'not-counted.others': text<{ count: number }>({
    nl: ({ count }, { number }) => `en ten minste nog ${number(count)}`,
    en: ({ count }, { number }) => `and at least ${number(count)} more`,
  }),
})
