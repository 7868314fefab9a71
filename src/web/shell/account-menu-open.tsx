// The account's menu: profile, language, appearance, log out. Not here: the button before it was first used; see account-menu.tsx.

import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Header, Menu, MenuItem, MenuSection, MenuTrigger, Separator } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { type Locale, locales } from '#kernel'
import type { Session } from '#platform/contract'
import { useLocale, useLocaleChoice } from '../locale.tsx'
import { Icon } from '../parts/icon.tsx'
import { applyTheme, keptTheme, type Theme, themes } from '../theme/theme.ts'
import { useLogout } from './logout.ts'
import '../parts/menu.css'

export function AccountMenuOpen({ session, label }: { session: Session | null; label: string }) {
  const { t } = useLocale()
  const router = useRouter()
  const logout = useLogout()
  const name = session?.user?.name ?? null
  return (
    <MenuTrigger defaultOpen>
      <Button className="gr-header-button" aria-label={label}>
        <Icon name={name === null ? 'settings' : 'user'} />
        {name === null ? null : <span className="gr-header-account-name">{name}</span>}
      </Button>
      <Popover className="gr-popover" placement="bottom end">
        <Menu className="gr-menu" aria-label={label}>
          {name === null ? null : (
            <MenuSection className="gr-menu-section">
              <Header className="gr-menu-heading">
                {name}
                {session?.party ? ` · ${session.party.name}` : ''}
              </Header>
              <MenuItem className="gr-menu-item" onAction={() => void router.navigate({ href: '/profile' })}>
                <span className="gr-menu-mark" />
                {t('shell.profile')}
              </MenuItem>
            </MenuSection>
          )}
          <LanguageChoice />
          <ThemeChoice />
          {name === null ? null : <Separator className="gr-menu-separator" />}
          {name === null ? null : (
            <MenuItem className="gr-menu-item" onAction={() => void logout('here')}>
              <span className="gr-menu-mark" />
              {t('shell.logout')}
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

function LanguageChoice() {
  const { t } = useLocale()
  const { locale, choose } = useLocaleChoice()
  return (
    <MenuSection
      className="gr-menu-section"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[locale]}
      onSelectionChange={(keys) => choose([...keys][0] as Locale)} // The keys are the locales listed below.
    >
      <Header className="gr-menu-heading">{t('shell.language')}</Header>
      {locales.map((each) => (
        <MenuItem key={each} id={each} className="gr-menu-item" textValue={t(`shell.language.${each}`)}>
          <span className="gr-menu-mark">{each === locale ? <Icon name="check" /> : null}</span>
          <span lang={each}>{t(`shell.language.${each}`)}</span>
        </MenuItem>
      ))}
    </MenuSection>
  )
}

function ThemeChoice() {
  const { t } = useLocale()
  const [theme, setTheme] = useState<Theme>(keptTheme)
  const choose = (next: Theme) => {
    applyTheme(next)
    setTheme(next)
  }
  return (
    <MenuSection
      className="gr-menu-section"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[theme]}
      onSelectionChange={(keys) => choose([...keys][0] as Theme)} // The keys are the themes listed below.
    >
      <Header className="gr-menu-heading">{t('shell.theme')}</Header>
      {themes.map((each) => (
        <MenuItem key={each} id={each} className="gr-menu-item" textValue={t(`shell.theme.${each}`)}>
          <span className="gr-menu-mark">{each === theme ? <Icon name="check" /> : null}</span>
          {t(`shell.theme.${each}`)}
        </MenuItem>
      ))}
    </MenuSection>
  )
}
