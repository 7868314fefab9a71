// The two days of a comparison. Not here: drafts (draft-editor.tsx).

import { useRouter } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useToday } from '../../house-clock.ts'
import { useLocale } from '../../locale.tsx'
import { compareMessages } from '../../messages/compare.ts'
import { Button } from '../../parts/button.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { type CompareSearch, compareAddress } from './search.ts'

export function DayChooser({ search }: { search: CompareSearch }) {
  const { t } = useLocale(compareMessages)
  const router = useRouter()
  const today = useToday().toString()
  const [from, setFrom] = useState<string | null>(search.from ?? null)
  const [to, setTo] = useState<string | null>(search.to ?? today)
  const [wasAsked, setAsked] = useState(false)
  const isSame = from === null || from === to
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (!isSame)
      void router.navigate({ href: compareAddress({ from, ...(to === null || to === today ? {} : { to }) }) })
  }
  return (
    <form className="gr-compare-days" onSubmit={submit}>
      <DateField
        label={t('compare.from')}
        value={from}
        onChange={setFrom}
        min="1919-01-01"
        {...(wasAsked && isSame ? { error: t('compare.days.same') } : {})}
      />
      <DateField label={t('compare.to')} value={to} onChange={setTo} min="1919-01-01" />
      <Button type="submit" look="primary">
        {t('compare.go')}
      </Button>
    </form>
  )
}
