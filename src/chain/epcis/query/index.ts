// The face of the questions: what others call. Not here: code.
export { askEvents, endToken, eventById, ownerOf, perPageDefault, perPageMax } from './ask-events.ts'
export type { Condition, EpcisQuery } from './condition.ts'
export { type DeliveryOptions, deliverDue } from './deliver.ts'
export { answerBytesMax, type FoundEvent, findEvents } from './find-events.ts'
export { freshEvents, lookBackMinutes, momentsOf, remember } from './fresh-events.ts'
export { matches } from './matches.ts'
export { dropQuery, keepQuery, listQueries, type NamedQuery, readDefinition, readNamedQuery } from './named-queries.ts'
export { parseQuery } from './parse-query.ts'
export { headerPrefixes } from './prefixes.ts'
export { epcisQueryProblems } from './problems.ts'
export { standardContext, writeQueryDocument } from './query-document.ts'
export { type NameOfLanguage, namesOfLanguage } from './reference.ts'
export { resolveQuery } from './resolve.ts'
export { listResources, type ResourceKind, resourceCondition, resourceNames } from './resources.ts'
export { nextTime, readSchedule, type Schedule, scheduleFields, scheduleProblems } from './schedule.ts'
export { subscriptionProblems } from './subscription-problems.ts'
export {
  listSubscriptions,
  type NewSubscription,
  readSubscription,
  type Subscription,
  streamSeconds,
  subscribe,
  unsubscribe,
} from './subscriptions.ts'
export { type EpcFormat, translate, urnOf } from './translate.ts'
