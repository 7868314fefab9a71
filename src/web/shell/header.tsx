// The bar on top: name, modules, search, who you are. Not here: what search finds (palette.tsx) and the account's menu (account-menu.tsx).
import { useQuery } from '@tanstack/react-query'
import { useLocale } from '../locale.tsx'
import { Anchor } from '../parts/anchor.tsx'
import { Icon } from '../parts/icon.tsx'
import { session } from '../queries.ts'
import { AccountMenu } from './account-menu.tsx'
import { moduleOf } from './navigation.ts'
import { askPalette } from './palette-request.ts'
import { useModules } from './use-modules.ts'
import './header.css'

type Props = { readonly path: string; readonly isMenuOpen: boolean; readonly onMenu: () => void }

export function Header({ path, isMenuOpen, onMenu }: Props) {
  const { t } = useLocale()
  const modules = useModules()
  const here = moduleOf(path, modules)
  const { data, failureCount } = useQuery(session)
  return (
    <header className="gr-header">
      <button
        type="button"
        className="gr-header-button gr-header-menu"
        aria-expanded={isMenuOpen}
        aria-controls="side"
        onClick={onMenu}
      >
        <Icon name={isMenuOpen ? 'cross' : 'menu'} />
        <span className="gr-sr-only">{t(isMenuOpen ? 'shell.menu.close' : 'shell.menu')}</span>
      </button>
      <Anchor className="gr-header-name" href="/" isCurrent={path === '/'}>
        {t('shell.name')}
      </Anchor>
      <nav className="gr-header-modules" aria-label={t('shell.modules')}>
        <ul>
          {modules.map((module) => (
            <li key={module.href}>
              <Anchor className="gr-header-module" href={module.href} isCurrent={module === here}>
                {t(module.text)}
              </Anchor>
            </li>
          ))}
        </ul>
      </nav>
      <button
        type="button"
        className="gr-header-search"
        onClick={askPalette}
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
      >
        <Icon name="search" />
        <span className="gr-header-search-text">{t('shell.search.open')}</span>
        <span className="gr-key" aria-hidden="true">
          Ctrl K
        </span>
      </button>
      <AccountMenu session={data ?? null} isUnanswered={!data && failureCount > 0} />
    </header>
  )
}
