// Whether the law is on this device: then a check works without a line, and, when one wishes, sends nothing at all. Not here: the worker.
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useLocale } from '../locale.tsx'
import { lawMessages } from '../messages/law.ts'
import { Checkbox } from '../parts/choice.tsx'
import { Icon } from '../parts/icon.tsx'
import { here } from './here/engine.ts'

const quietMs = 2_500

/** Brings the law here once the page is quiet, unless the reader saves data; at once when it was chosen. */
function useLawHere(isPrivate: boolean) {
  const [isTime, setTime] = useState(false)
  useEffect(() => {
    const saves = 'connection' in navigator && (navigator.connection as { saveData?: boolean }).saveData === true // A browser's own extra.
    if (saves) return
    const timer = setTimeout(() => {
      setTime(true)
      // What one may open later, while there is a line to fetch it over.
      void Promise.allSettled([import('./structure-file.tsx'), import('../parts/article-open.tsx')])
    }, quietMs)
    return () => clearTimeout(timer)
  }, [])
  useEffect(() => {
    // Large, and only for whoever wants no drawing made elsewhere.
    if (isPrivate) void import('./here/draw.ts').catch(() => null)
  }, [isPrivate])
  return useQuery({ ...here, enabled: isPrivate || isTime })
}

export function HereChoice({ isPrivate, onChoose }: { isPrivate: boolean; onChoose: (isPrivate: boolean) => void }) {
  const { t } = useLocale(lawMessages)
  const law = useLawHere(isPrivate)
  const state = law.data ? 'ready' : law.isError ? 'failed' : law.isFetching ? 'coming' : 'waiting'
  return (
    <div className="gr-law-here">
      <Checkbox isSelected={isPrivate} onChange={onChoose}>
        {t('law.here')}
      </Checkbox>
      <p className="gr-help" role="status">
        {state === 'ready' ? <Icon name="check" /> : null}
        {t(`law.here.${state}`)}
      </p>
    </div>
  )
}
