// What is odd in a document and no fault of it: it is taken as it is, and who sends it should know. Not here: faults (validate/).
import type { Localised } from '#kernel'
import type { ReadEvent } from './read-document.ts'

export type Remark = {
  /** RFC 6901, into the document as JSON-LD. */
  readonly pointer: string
  readonly code: 'other-hash'
  readonly detail: Localised
}

/** More would not help anybody mend a document. */
const remarksMax = 200
const claimsHash = /^ni:\/\/\/sha-256;([0-9a-f]{64})\?ver=CBV2\.0$/i

/**
 * An eventID that is a hash of CBV 2.0 says what the content is. Where it is another's the event was changed after it was named, or hashed
 * in another way. It is no refusal: to the standard an eventID is a name, and a hash of another version we cannot make again.
 */
export function remarksOn(events: readonly ReadEvent[]): readonly Remark[] {
  return events
    .filter(({ eventId, hashId }) => {
      const claimed = claimsHash.exec(eventId ?? '')?.[1]
      return claimed !== undefined && claimed.toLowerCase() !== claimsHash.exec(hashId)?.[1]
    })
    .slice(0, remarksMax)
    .map(({ pointer, hashId }) => ({
      pointer: `${pointer}/eventID`,
      code: 'other-hash',
      detail: {
        nl: `Dit eventID is een hash van het CBV, maar niet van deze gebeurtenis: die is ${hashId}. Zij is na het hashen veranderd, of anders gehasht. "grein epcis hash --text" toont waarover gehasht wordt.`,
        en: `This eventID is a hash of the CBV, but not of this event: that is ${hashId}. It was changed after it was hashed, or hashed in another way. "grein epcis hash --text" shows what is hashed.`,
      },
    }))
}
