// Whether the window is as narrow as a telephone's, where a row is a card (parts/data-table-cards.css). Not here: what is then drawn otherwise.
import { useSyncExternalStore } from 'react'

const narrow = '(max-width: 600px)'

/** False where there is no window: on the server a page is drawn for a desk. */
export const isTelephone = (): boolean => globalThis.matchMedia?.(narrow)?.matches ?? false

export const useIsTelephone = (): boolean => useSyncExternalStore(follow, isTelephone, () => false)

function follow(changed: () => void): () => void {
  const found = matchMedia(narrow)
  found.addEventListener('change', changed)
  return () => found.removeEventListener('change', changed)
}
