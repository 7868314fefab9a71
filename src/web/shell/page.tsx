// The head of every screen: where you are, its title, its one primary action; then what it shows. Not here: the bar around it (frame.tsx).
import { type ReactNode, useEffect } from 'react'
import { useLocale } from '../locale.tsx'
import { unbroken } from '../parts/unbroken.tsx'
import { type Crumb, Crumbs } from './crumbs.tsx'
import './page.css'

type Props = {
  readonly title: string
  /** From the module down to what stands above this screen; the screen itself is its title. */
  readonly crumbs?: readonly Crumb[]
  /** Beside the title: a status, an identifier. */
  readonly beside?: ReactNode
  readonly lead?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}

export function Page({ title, crumbs = [], beside, lead, actions, children }: Props) {
  const { t } = useLocale()
  useEffect(() => {
    document.title = `${title} · ${t('shell.name')}`
  }, [title, t])
  return (
    <div className="gr-page">
      <header className="gr-page-head">
        {crumbs.length > 0 ? <Crumbs crumbs={crumbs} here={title} /> : null}
        <div className="gr-page-title">
          <h1>{unbroken(title)}</h1>
          {beside ? <div className="gr-page-beside">{beside}</div> : null}
          {actions ? <div className="gr-page-actions">{actions}</div> : null}
        </div>
        {lead ? <p className="gr-page-lead">{unbroken(lead)}</p> : null}
      </header>
      {children}
    </div>
  )
}
