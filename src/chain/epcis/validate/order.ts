// In which order the elements of an event stand in XML, for XML's own schema asks it. Not here: which may be there at all (events.ts).
import { entryOf } from '../entry.ts'

const begin = 'eventTime recordTime eventTimeZoneOffset eventID errorDeclaration certificationInfo'
const end = 'sourceList destinationList sensorElementList'
const places = 'action bizStep disposition readPoint bizLocation'
const orders: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries({
    ObjectEvent: `${begin} epcList ${places} bizTransactionList quantityList ${end} persistentDisposition ilmd`,
    AggregationEvent: `${begin} parentID childEPCs ${places} bizTransactionList childQuantityList ${end}`,
    TransactionEvent: `${begin} bizTransactionList parentID epcList ${places} quantityList ${end}`,
    TransformationEvent: `${begin} inputEPCList inputQuantityList outputEPCList outputQuantityList transformationID bizStep disposition readPoint bizLocation bizTransactionList ${end} persistentDisposition ilmd`,
    AssociationEvent: `${begin} parentID childEPCs childQuantityList ${places} bizTransactionList ${end}`,
  }).map(([type, names]) => [type, names.split(' ')]),
)

/** The elements of a kind of event in their order; null for somebody's own kind. */
export const elementOrder = (type: string): readonly string[] | null => entryOf(orders, type) ?? null

/** The first element that comes after one it should stand before, or null. What the order does not know is another fault. */
export function misplaced(type: string, names: readonly string[]): string | null {
  const order = elementOrder(type)
  if (!order) return null
  let furthest = -1
  for (const name of names) {
    const place = order.indexOf(name)
    if (place < 0) continue
    if (place < furthest) return name
    furthest = place
  }
  return null
}
