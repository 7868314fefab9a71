// The fields that narrow a list: above it, and on a telephone behind one line, so that the list comes first. Not here: the fields.
import { type ReactNode, useState } from 'react'
import { useLocale } from '../locale.tsx'
import { useIsTelephone } from '../telephone.ts'
import { Disclosure } from './disclosure.tsx'
import './filters.css'

type Props = {
  /** How many of them narrow the list now: who comes in by such an address sees which. */
  readonly active: number
  readonly children: ReactNode
}

export function Filters({ active, children }: Props) {
  const { t } = useLocale()
  const isBehind = useIsTelephone()
  const [wasActive] = useState(active > 0)
  if (!isBehind) return children
  return (
    <Disclosure title={t('part.filters', { active })} isOpen={wasActive}>
      <div className="gr-filters">{children}</div>
    </Disclosure>
  )
}
