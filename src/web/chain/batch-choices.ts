// The few batches whose name fits what is typed, as choices of a field. Not here: the field, and what is done with the one that is chosen.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useLocale } from '../locale.tsx'
import { chainMessages } from '../messages/chain.ts'
import { batchesNamed, samplesNamed } from './queries.ts'

/**
 * Until the answer to what is typed now is there, only those of the answer before that fit it stay: who types a name and presses Enter at once
 * must never have chosen another batch.
 */
export function useBatchChoices(typed: string, only: 'batches' | 'samples' = 'batches') {
  const { t } = useLocale(chainMessages)
  const named = only === 'samples' ? samplesNamed : batchesNamed
  const found = useQuery({ ...named(typed), placeholderData: keepPreviousData })
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
