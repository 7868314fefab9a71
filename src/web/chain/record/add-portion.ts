// Puts one more lot in the form: asks what of it may go along from here, and says what became of it. Not here: the rows of the draft
// (portions.ts) and drawing them (more-inputs.tsx).
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocale } from '../../locale.tsx'
import { moreInputsMessages } from '../../messages/more-inputs.ts'
import { actOptions } from '../queries.ts'
import type { Context, Draft } from './fields.ts'
import { optionsAt, portionCount, portionsMax, statesOf, withPortion } from './portions.ts'

export type AddedLot = { readonly batchId: string; readonly name: string }
/** What was said of the lot that was added last. */
export type Said =
  | { readonly kind: 'news' | 'warning'; readonly text: string }
  | { readonly kind: 'failed'; readonly error: Error; readonly lot: AddedLot }

type Form = {
  readonly context: Context
  /** As it is when the answer comes: something else may have been typed meanwhile. */
  readonly draftNow: () => Draft
  readonly onChange: (change: Draft) => void
  /** What the order that is answered still asks; null where there is none. */
  readonly openMg: bigint | null
}

export function useAddPortion({ context, draftNow, onChange, openMg }: Form) {
  const { t, locale } = useLocale(moreInputsMessages)
  const client = useQueryClient()
  const [said, say] = useState<Said | null>(null)
  const max = portionsMax[context.kind] ?? 1
  const warn = (text: string) => {
    say({ kind: 'warning', text })
    return null
  }
  /** The row it stands in; null where it was not added. */
  const add = async (lot: AddedLot): Promise<number | null> => {
    const { batchId, name } = lot
    const answer = await client.fetchQuery(actOptions(batchId)).catch((error: Error) => error)
    if (answer instanceof Error) {
      say({ kind: 'failed', error: answer, lot })
      return null
    }
    const here = optionsAt(answer.options, context)
    if (here.length === 0) return warn(t('inputs.nothing', { name }))
    const draft = draftNow()
    const count = portionCount(draft) + 1
    if (count >= max) return warn(t('inputs.full', { max }))
    const stands = statesOf(batchId, firstOf(context), draft)
    const option = here.find(({ state }) => state !== null && !stands.includes(state))
    if (!option) return warn(t('inputs.there', { name }))
    onChange(withPortion(draft, { batchId, name, option, locale }, openMg))
    say({ kind: 'news', text: t('inputs.added', { name, count: count + 1 }) })
    return count - 1
  }
  return { add, said, say }
}

const firstOf = ({ batch, state }: Context) => ({ batchId: batch?.batch.batchId ?? '', state: state ?? 'released' })
