// The way back up: from the start page to what stands above this screen. Not here: the browser's own history.
import { useLocale } from '../locale.tsx'
import { Anchor } from '../parts/anchor.tsx'
import { unbroken } from '../parts/unbroken.tsx'

export type Crumb = { readonly text: string; readonly href: string }

export function Crumbs({ crumbs, here }: { crumbs: readonly Crumb[]; here: string }) {
  const { t } = useLocale()
  return (
    <nav className="gr-crumbs" aria-label={t('shell.crumbs')}>
      <ol>
        {[{ text: t('shell.home'), href: '/' }, ...crumbs].map(({ text, href }) => (
          <li key={href}>
            <Anchor className="gr-link gr-link-text" href={href}>
              {unbroken(text)}
            </Anchor>
          </li>
        ))}
        <li aria-current="page">{unbroken(here)}</li>
      </ol>
    </nav>
  )
}
