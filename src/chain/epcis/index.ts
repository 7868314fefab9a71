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
export { epcisProblems } from './problems.ts'
export { decimalText, gramsText, massOf, massUnits } from './quantity.ts'
export type { EpcisEvent } from './tree.ts'
export { wholeWord } from './words.ts'
