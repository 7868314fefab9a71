// The few batches whose name fits what is typed, as choices of a field. Not here: the field, and what is done with the one that is chosen.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { BatchKind } from '#chain/contract'
import { useLocale } from '../locale.tsx'
import { chainMessages } from '../messages/chain.ts'
import { batchesNamed } from './queries.ts'

/**
 * Until the answer to what is typed now is there, only those of the answer before that fit it stay: who types a name and presses Enter at once
 * must never have chosen another batch.
 */
export function useBatchChoices(typed: string, only: BatchKind | null = null) {
  const { t } = useLocale(chainMessages)
  const found = useQuery({ ...batchesNamed(typed, only), placeholderData: keepPreviousData })
  const sought = typed.trim().toLowerCase()
  const choices = (found.data?.items ?? [])
    .filter(({ name }) => !found.isPlaceholderData || name.toLowerCase().includes(sought))
    .map(({ batchId, name, productName, kind, takenBack }) => ({
      id: batchId,
      text: name,
      note: [productName, t(`kind.${kind}`), ...(takenBack ? [t('batch.taken-back')] : [])].join(', '),
    }))
  return { found, choices, isSearching: found.isFetching }
}
