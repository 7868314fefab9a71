// How somebody abroad who is to know of a recall is called: a buyer with its country, or the authority of that country. Not here: the table.
import type { AbroadRow } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { recallAbroadMessages } from '../../messages/recall-abroad.ts'

export function useAbroadName(): (row: Pick<AbroadRow, 'buyer' | 'country'>) => string {
  const { t, locale } = useLocale(recallAbroadMessages)
  const named = new Intl.DisplayNames([locale], { type: 'region' })
  return ({ buyer, country }) => {
    const there = named.of(country) ?? country
    return buyer ? `${buyer.name}, ${there}` : t('abroad.authority', { country: there })
  }
}
