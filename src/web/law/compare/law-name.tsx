// One of the two laws by its name: a day, or a draft's title. Not here: what it says.
import type { LawNamed } from '#law'
import { useLocale } from '../../locale.tsx'
import { compareMessages } from '../../messages/compare.ts'

export function LawName({ law }: { law: LawNamed }) {
  const { t, locale } = useLocale(compareMessages)
  return law.hypothetical ? (
    <strong>{t('compare.side.draft', { title: law.hypothetical.title[locale] })}</strong>
  ) : (
    <strong>{t('compare.side.a', { on: law.on })}</strong>
  )
}
