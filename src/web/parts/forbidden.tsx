// This exists or might, and you may not see it: why, and what to do. Not here: deciding that; the API does.
import type { ReactNode } from 'react'
import { useLocale } from '../locale.tsx'
import { Icon } from './icon.tsx'
import './empty.css'

export function Forbidden({ title, text, children }: { title?: string; text?: string; children?: ReactNode }) {
  const { t } = useLocale()
  return (
    <section className="gr-empty">
      <Icon name="lock" />
      <h2>{title ?? t('part.forbidden.title')}</h2>
      <p>{text ?? t('part.forbidden.text')}</p>
      {children ? <div className="gr-empty-actions">{children}</div> : null}
    </section>
  )
}
