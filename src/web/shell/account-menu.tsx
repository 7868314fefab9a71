// Who you are at the right of the header: a link to log in, or your name that opens the menu, loaded when first used. Not here: its items.

import { useRouterState } from '@tanstack/react-router'
import type { Session } from '#platform/contract'
import { useLocale } from '../locale.tsx'
import { Anchor } from '../parts/anchor.tsx'
import { Icon } from '../parts/icon.tsx'
import { useFetched } from '../parts/use-fetched.ts'
import { loginAddress } from './login-address.ts'

const loadMenu = async () => (await import('./account-menu-open.tsx')).AccountMenuOpen

/** `isUnanswered`: the API did not say who this is, so nobody is told to log in who may have. */
type Props = { readonly session: Session | null; readonly isUnanswered: boolean }

export function AccountMenu({ session, isUnanswered }: Props) {
  const { t } = useLocale()
  const here = useRouterState({ select: (state) => state.location.href })
  const [Menu, fetchMenu] = useFetched(loadMenu)
  const name = session?.user?.name ?? null
  const label = name === null ? t('shell.preferences') : t('shell.account', { name })
  const button = (
    <button
      type="button"
      className="gr-header-button"
      aria-haspopup="menu"
      aria-label={label}
      onClick={() => void fetchMenu()}
    >
      <Icon name={name === null ? 'settings' : 'user'} />
      {name === null ? null : <span className="gr-header-account-name">{name}</span>}
    </button>
  )
  return (
    <>
      {name === null && !isUnanswered ? (
        <Anchor className="gr-header-button" href={loginAddress(here)}>
          {t('shell.login')}
        </Anchor>
      ) : null}
      {Menu ? <Menu session={session} label={label} /> : button}
    </>
  )
}
