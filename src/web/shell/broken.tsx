// What stands where a screen failed: a bug of ours, or a part of it that did not arrive. Not here: refusals of the API; each screen shows those itself.
import type { ErrorComponentProps } from '@tanstack/react-router'
import { useLocale } from '../locale.tsx'
import { Page } from './page.tsx'

export function Broken({ error }: ErrorComponentProps) {
  const { t } = useLocale()
  return (
    <Page title={t('shell.broken.title')}>
      <p className="gr-prose">{t('shell.broken.text')}</p>
      <pre className="gr-broken-text">{error instanceof Error ? `${error.name}: ${error.message}` : String(error)}</pre>
      <div>
        <button type="button" className="gr-button gr-button-primary" onClick={() => location.reload()}>
          {t('shell.reload')}
        </button>
      </div>
    </Page>
  )
}
