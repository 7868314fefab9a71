// What is said where there are more than were counted. Not here: what was counted to its end (core.ts, chain.ts).
import { defineMessages, text } from '#kernel'

export const notCountedMessages = defineMessages({
  'not-counted.shown': text<{ shown: number; counted: number }>({
    nl: ({ shown, counted }, { number }) => `${number(shown)} van meer dan ${number(counted)} getoond`,
    en: ({ shown, counted }, { number }) => `${number(shown)} of more than ${number(counted)} shown`,
  }),
  'not-counted.others': text<{ count: number }>({
    nl: ({ count }, { number }) => `en ten minste nog ${number(count)}`,
    en: ({ count }, { number }) => `and at least ${number(count)} more`,
  }),
})
