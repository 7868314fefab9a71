export { actContext, classesIn, eventOfAct } from './acts/write-act.ts'
export { type Captured, type CaptureInput, captureEvents, type Foreseen, foresee, nameOf } from './capture.ts'
export { type CaptureDay, capturesPerDayMax, countCapture } from './capture-day.ts'
export { isForAWhile } from './capture-errors.ts'
export { endBroken, type HandedIn, handIn, latestMoment, readOrRefuse, runCapture } from './capture-job.ts'
export { captureAlone } from './capture-race.ts'
export { canonicalLink } from './digital-link.ts'
export {
  type ExpandedEvent,
  type ExpandedLink,
  type ExpandedQuantity,
  type ExpandedSensorElement,
  type ExpandedValue,
  expandedOf,
} from './expanded.ts'
export { eventsFromJson } from './from-json.ts'
export { eventsFromXml } from './from-xml.ts'
export { hashId, preHash } from './hash-id.ts'
export { type MassLine, type MassVerdict, massOfDocument } from './mass-check.ts'
export { epcisProblems } from './problems.ts'
export { type ProfileOn, profileSchema, profilesIn } from './profile/profile.ts'
export { actsWrittenLater, startWritingDown, writeActsDown } from './project.ts'
export { decimalText, gramsText, massOf, massUnits } from './quantity.ts'
export { type MediaType, type ReadDocument, readDocument } from './read-document.ts'
export { type Remark, remarksOn } from './remarks.ts'
export {
  type CaptureRow,
  type Fate,
  findCapture,
  findPlaced,
  findRecordedContent,
  selectCaptures,
  selectFates,
} from './store.ts'
export type { EpcisEvent } from './tree.ts'
export type { Fault } from './validate/fault.ts'
export { wholeWord } from './words.ts'
