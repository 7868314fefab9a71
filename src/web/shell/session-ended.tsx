// Says that the session ended and keeps your place: log in here and return, or in a new tab so that a form stays. Not here: noticing it; queries.ts does.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useLocale } from '../locale.tsx'
import { session, sessionEnded } from '../queries.ts'
import { loginAddress } from './login-address.ts'
import './session-ended.css'

export function SessionEnded() {
  const { data: hasEnded } = useQuery({ ...sessionEnded, enabled: false })
  return hasEnded ? <EndedDialog /> : null
}

/** The browser's own dialog: it is needed before any part is loaded, and it keeps focus inside by itself. */
function EndedDialog() {
  const { t } = useLocale()
  const client = useQueryClient()
  const here = useRouterState({ select: (state) => state.location.href })
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const carryOn = () => {
    client.setQueryData(sessionEnded.queryKey, false)
    void client.invalidateQueries({ queryKey: session.queryKey })
  }
  return (
    <dialog ref={dialog} className="gr-ended" aria-labelledby="ended-title" onClose={carryOn}>
      <h2 id="ended-title">{t('shell.ended.title')}</h2>
      <p>{t('shell.ended.text')}</p>
      <div className="gr-ended-actions">
        <a className="gr-button gr-button-primary" href={loginAddress(here)}>
          {t('shell.ended.here')}
        </a>
        <a
          className="gr-button gr-button-secondary"
          href="/login"
          target="_blank"
          rel="noreferrer"
          onClick={() => dialog.current?.close()}
        >
          {t('shell.ended.tab')}
        </a>
        <button type="button" className="gr-button gr-button-quiet" onClick={() => dialog.current?.close()}>
          {t('shell.ended.stay')}
        </button>
      </div>
    </dialog>
  )
}
