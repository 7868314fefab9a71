// Says that the session ended, or is somebody else's by now, and keeps what stands here: log in in a new tab and carry on, or go on without it.
// Not here: noticing it; queries.ts does.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Session } from '#platform/contract'
import { useLocale } from '../locale.tsx'
import { unfinishedMessages } from '../messages/unfinished.ts'
import { session, sessionGone } from '../queries.ts'
import { loginAddress } from './login-address.ts'
import { ShellDialog } from './shell-dialog.tsx'

type Props = { readonly isHalfFilled: () => boolean }

export function SessionEnded({ isHalfFilled }: Props) {
  const client = useQueryClient()
  const { data: now } = useQuery({ ...sessionGone, enabled: false })
  const { data: before } = useQuery(session)
  if (!now || !before?.user) return null
  // Whoever closes it stays as they were: the next press, or the next look at this tab, asks again.
  const close = () => client.setQueryData(sessionGone.queryKey, null)
  if (now.user) return <OtherDialog now={now.user.name} before={before.user.name} onClose={close} />
  return <EndedDialog now={now} isHalfFilled={isHalfFilled()} onClose={close} />
}

type EndedProps = { readonly now: Session; readonly isHalfFilled: boolean; readonly onClose: () => void }

function EndedDialog({ now, isHalfFilled, onClose }: EndedProps) {
  const { t } = useLocale(unfinishedMessages)
  const client = useQueryClient()
  const here = useRouterState({ select: (state) => state.location.href })
  const carryOn = () => {
    client.setQueryData(session.queryKey, now)
    onClose()
  }
  const inNewTab = <NewTab isFirst={isHalfFilled} onClose={onClose} />
  return (
    <ShellDialog
      title={t('ended.title')}
      text={t(isHalfFilled ? 'ended.text.filled' : 'ended.text')}
      onClose={onClose}
      isUnasked
    >
      {isHalfFilled ? inNewTab : null}
      <a
        className={`gr-button ${isHalfFilled ? 'gr-button-secondary' : 'gr-button-primary'}`}
        href={loginAddress(here)}
      >
        {t('ended.here')}
      </a>
      {isHalfFilled ? null : inNewTab}
      <button type="button" className="gr-button gr-button-quiet" onClick={carryOn}>
        {t('ended.stay')}
      </button>
    </ShellDialog>
  )
}

type OtherProps = { readonly now: string; readonly before: string; readonly onClose: () => void }

function OtherDialog({ now, before, onClose }: OtherProps) {
  const { t } = useLocale(unfinishedMessages)
  return (
    <ShellDialog
      title={t('ended.other.title', { now })}
      text={t('ended.other.text', { now, before })}
      onClose={onClose}
      isUnasked
    >
      <button type="button" className="gr-button gr-button-primary" onClick={() => location.reload()}>
        {t('ended.other.on', { now })}
      </button>
      <NewTab isFirst={false} onClose={onClose} />
    </ShellDialog>
  )
}

function NewTab({ isFirst, onClose }: { readonly isFirst: boolean; readonly onClose: () => void }): ReactNode {
  const { t } = useLocale()
  return (
    <a
      className={`gr-button ${isFirst ? 'gr-button-primary' : 'gr-button-secondary'}`}
      href="/login"
      target="_blank"
      rel="noreferrer"
      onClick={onClose}
    >
      {t('part.problem.login.tab')}
    </a>
  )
}
