// A piece of the page that is fetched at the first press: without a line a toast says so, and the page stays as it is. Not here: pieces that are shown
// without a press (later.tsx).
import { useCallback, useState } from 'react'
import { useLocale } from '../locale.tsx'
import { useToast } from './toast.tsx'

/** `load` stands outside the component, so that it stays the same. Gives the piece, once it is there, and what fetches it: true when it came. */
export function useFetched<Piece>(load: () => Promise<Piece>): readonly [Piece | null, () => Promise<boolean>] {
  const { t } = useLocale()
  const toast = useToast()
  const [piece, setPiece] = useState<Piece | null>(null)
  const fetchIt = useCallback(async () => {
    try {
      const fetched = await load()
      setPiece(() => fetched)
      return true
    } catch {
      toast('negative', t('part.problem.network.title'))
      return false
    }
  }, [load, t, toast])
  return [piece, fetchIt]
}
