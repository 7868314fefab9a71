// For who is logged in: asks before something half filled in is left by a link, the way back or closing the page, and tells when the session is gone.
// What counts is what was typed into a form and still stands there. Not here: sending it, and keeping it anywhere but in the page.
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useLocale } from '../locale.tsx'
import { unfinishedMessages } from '../messages/unfinished.ts'
import { SessionEnded } from './session-ended.tsx'
import { ShellDialog } from './shell-dialog.tsx'

type Field = HTMLInputElement | HTMLTextAreaElement
type Answer = (leaves: boolean) => void

/** What asks or chooses is begun anew with one press; a question about the law is no record. */
const asks = '[type=search], [role=combobox], .gr-scan *, .gr-palette *, [class*=filters] *'
const isTextField = 'textarea, input:not([type=checkbox], [type=radio], [type=file], [type=range])'
/** Where things are recorded: elsewhere a form asks, and its question stands in the address. */
const askingPaths = /^\/(substances|law|ask|verify|login|reference)?(\/|$)/

const standsIn = (typed: ReadonlySet<Field>) =>
  [...typed].some((field) => field.isConnected && field.value.trim() !== '')

export function Unfinished() {
  const router = useRouter()
  const client = useQueryClient()
  const [answer, setAnswer] = useState<Answer | null>(null)
  const typed = useRef(new Set<Field>())
  const isHalfFilled = () => standsIn(typed.current)
  // What is typed, sent and left is the browser's to tell, not React's.
  useEffect(() => {
    const fields = typed.current
    const keep = ({ target }: Event) => {
      if (!(target instanceof Element) || !target.matches(isTextField) || target.matches(asks)) return
      if (!askingPaths.test(location.pathname)) fields.add(target as Field) // isTextField matches nothing else.
    }
    const isLost = () => standsIn(fields)
    document.addEventListener('input', keep, true)
    const forget = client.getMutationCache().subscribe(({ type, mutation }) => {
      if (type === 'updated' && mutation.state.status === 'success') fields.clear()
    })
    const unblock = router.history.block({
      enableBeforeUnload: isLost,
      blockerFn: ({ currentLocation: from, nextLocation: to, action }) => {
        const stays = from.pathname === to.pathname && (from.pathname !== '/record' || action === 'REPLACE')
        // What was just sent leads on by itself.
        if (stays || client.isMutating() > 0 || !isLost()) return false
        return new Promise<boolean>((resolve) => setAnswer(() => (leaves: boolean) => resolve(!leaves)))
      },
    })
    return () => {
      document.removeEventListener('input', keep, true)
      forget()
      unblock()
    }
  }, [client, router])
  const settle = (leaves: boolean) => {
    answer?.(leaves)
    setAnswer(null)
  }
  return (
    <>
      {answer ? <LeaveDialog onSettle={settle} /> : null}
      <SessionEnded isHalfFilled={isHalfFilled} />
    </>
  )
}

function LeaveDialog({ onSettle }: { onSettle: Answer }) {
  const { t } = useLocale(unfinishedMessages)
  return (
    <ShellDialog title={t('leave.title')} text={t('leave.text')} onClose={() => onSettle(false)}>
      <button type="button" className="gr-button gr-button-primary" onClick={() => onSettle(false)}>
        {t('leave.stay')}
      </button>
      <button type="button" className="gr-button gr-button-secondary" onClick={() => onSettle(true)}>
        {t('leave.go')}
      </button>
    </ShellDialog>
  )
}
