// Lets any screen take a decision: `withStepUp(() => send(…))` asks for the passkey when the API wants it, and then tries again once.
// Not here: which decisions want it; the API says so.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useCallback, useState } from 'react'
import { ProblemError } from '../http.ts'
import { useLocale } from '../locale.tsx'
import { peopleMessages } from '../messages/people.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { LinkButton } from '../parts/link-button.tsx'
import { session, useSend } from '../queries.ts'
import { CeremonyNotice } from './ceremony-notice.tsx'
import { showPasskey } from './passkey-ceremony.ts'

type Asked = { readonly resolve: () => void; readonly reject: (error: Error) => void; readonly refused: ProblemError }

/** `const { withStepUp, stepUp } = useStepUp()`; put `{stepUp}` somewhere in what the screen shows. */
export function useStepUp(): {
  withStepUp: <Answer>(decide: () => Promise<Answer>) => Promise<Answer>
  stepUp: ReactNode
} {
  const [asked, setAsked] = useState<Asked | null>(null)
  const withStepUp = useCallback(async <Answer,>(decide: () => Promise<Answer>): Promise<Answer> => {
    try {
      return await decide()
    } catch (error) {
      if (!isStepUpNeeded(error)) throw error
      await new Promise<void>((resolve, reject) => setAsked({ resolve, reject, refused: error }))
      return decide()
    }
  }, [])
  const settle = (how: (asked: Asked) => void) => {
    if (asked) how(asked)
    setAsked(null)
  }
  return {
    withStepUp,
    stepUp: asked ? (
      <StepUpDialog
        onShown={() => settle(({ resolve }) => resolve())}
        onClose={() => settle(({ reject, refused }) => reject(refused))}
      />
    ) : null,
  }
}

export function isStepUpNeeded(error: unknown): error is ProblemError {
  return error instanceof ProblemError && error.problem.type.endsWith('/platform/step-up-needed')
}

function StepUpDialog({ onShown, onClose }: { onShown: () => void; onClose: () => void }) {
  const { t } = useLocale(peopleMessages)
  const send = useSend()
  const client = useQueryClient()
  const { data: who } = useQuery(session)
  const show = useMutation({
    mutationFn: () => showPasskey(send),
    onSuccess: (now) => {
      client.setQueryData(session.queryKey, now)
      onShown()
    },
  })
  const hasPasskey = (who?.passkeys ?? 0) > 0
  return (
    <Dialog
      title={t('step.title')}
      isOpen
      onClose={onClose}
      actions={
        hasPasskey ? (
          <Button look="primary" isPending={show.isPending} onPress={() => show.mutate()}>
            {t('step.do')}
          </Button>
        ) : (
          <LinkButton look="primary" href="/profile" target="_blank">
            {t('step.profile')}
          </LinkButton>
        )
      }
    >
      <p>{t(hasPasskey ? 'step.text' : 'step.none')}</p>
      {show.isError ? <CeremonyNotice error={show.error} /> : null}
    </Dialog>
  )
}
