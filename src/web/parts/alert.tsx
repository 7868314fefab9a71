// A message that stays on the page: what is the matter, what to do. Not here: problems from the API (problem-notice.tsx) and passing news (toast).
import type { ReactNode } from 'react'
import { useLocale } from '../locale.tsx'
import { Icon, type IconName } from './icon.tsx'
import { unbroken } from './unbroken.tsx'
import './alert.css'

export const tones = ['info', 'positive', 'warning', 'negative'] as const
export type Tone = (typeof tones)[number]

export const signOf: Record<Tone, IconName> = { info: 'info', positive: 'check', warning: 'warning', negative: 'cross' }

type Props = {
  readonly tone: Tone
  readonly title: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
  /** True when it appears after something the reader did: then it is spoken at once. */
  readonly isNews?: boolean
}

export function Alert({ tone, title, children, actions, isNews = false }: Props) {
  const { t } = useLocale()
  return (
    <div className={`gr-alert gr-alert-${tone}`} {...(isNews ? { role: 'alert' } : {})}>
      <Icon name={signOf[tone]} />
      <div className="gr-alert-body">
        <p className="gr-alert-title">
          <span className="gr-sr-only">{t(`sign.${tone}`)}: </span>
          {unbroken(title)}
        </p>
        {children ? <div className="gr-alert-text">{unbroken(children)}</div> : null}
        {actions ? <div className="gr-alert-actions">{actions}</div> : null}
      </div>
    </div>
  )
}
