// What stands around every screen: header, side navigation, the place for the screen, what ends a session. Not here: any screen.
import { useQuery } from '@tanstack/react-query'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useLocale } from '../locale.tsx'
import { Toasts } from '../parts/toast.tsx'
import { session } from '../queries.ts'
import { Header } from './header.tsx'
import { Palette } from './palette.tsx'
import { SideNavigation } from './side-navigation.tsx'
import './frame.css'

const Unfinished = lazy(async () => ({ default: (await import('./unfinished.tsx')).Unfinished }))

export function Frame() {
  const { t } = useLocale()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const [isMenuOpen, setMenuOpen] = useState(false)
  const [shownPath, setShownPath] = useState(path)
  if (shownPath !== path) {
    setShownPath(path)
    setMenuOpen(false)
  }
  useFocusOnNewScreen()
  return (
    <>
      <a className="gr-skip" href="#content">
        {t('shell.skip')}
      </a>
      <Header path={path} isMenuOpen={isMenuOpen} onMenu={() => setMenuOpen((isOpen) => !isOpen)} />
      <div className="gr-frame">
        <SideNavigation path={path} isOpen={isMenuOpen} />
        <main className="gr-main" id="content" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <Palette />
      <WhileLoggedIn />
      <Toasts />
    </>
  )
}

/** A visitor has nothing that could be lost. */
function WhileLoggedIn() {
  const { data } = useQuery(session)
  return data?.authenticated ? (
    <Suspense fallback={null}>
      <Unfinished />
    </Suspense>
  ) : null
}

/** After a link, the keyboard and the screen reader start at the new screen; not on arrival, and not after a filter in the same one. */
function useFocusOnNewScreen() {
  const resolved = useRouterState({ select: (state) => state.resolvedLocation?.pathname })
  const shown = useRef(resolved)
  useEffect(() => {
    if (resolved === undefined || resolved === shown.current) return
    if (shown.current !== undefined) document.getElementById('content')?.focus({ preventScroll: true })
    shown.current = resolved
  }, [resolved])
}
