// What stands where an address leads nowhere. Not here: things that exist and may not be seen; the API answers those with 404 as well.
import { useLocale } from '../locale.tsx'
import { Anchor } from '../parts/anchor.tsx'
import { Page } from './page.tsx'

export function Missing() {
  const { t } = useLocale()
  return (
    <Page title={t('shell.missing.title')}>
      <p className="gr-prose">{t('shell.missing.text')}</p>
      <p>
        <Anchor className="gr-link gr-link-text" href="/">
          {t('shell.home')}
        </Anchor>
      </p>
    </Page>
  )
}
