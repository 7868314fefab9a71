// How somebody abroad who is to know of a recall is called: who bought or supplied with its country, or the authority of that country. Not here: the table.
import type { AbroadRow } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { recallAbroadMessages } from '../../messages/recall-abroad.ts'

export function useAbroadName(): (row: Pick<AbroadRow, 'party' | 'country'>) => string {
  const { t, locale } = useLocale(recallAbroadMessages)
  const named = new Intl.DisplayNames([locale], { type: 'region' })
  return ({ party, country }) => {
    const there = named.of(country) ?? country
    return party ? `${party.name}, ${there}` : t('abroad.authority', { country: there })
  }
}
