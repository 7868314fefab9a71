// Your passkeys: which there are, add one, remove one. Not here: showing one to decide; see step-up.tsx.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useLocale } from '../locale.tsx'
import { peopleMessages } from '../messages/people.ts'
import { Alert } from '../parts/alert.tsx'
import { Button } from '../parts/button.tsx'
import { ProblemNotice } from '../parts/problem-notice.tsx'
import { TextField } from '../parts/text-field.tsx'
import { useToast } from '../parts/toast.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { session, useSend } from '../queries.ts'
import { CeremonyNotice } from './ceremony-notice.tsx'
import { addPasskey } from './passkey-ceremony.ts'
import { type PasskeyRow, passkeys } from './queries.ts'
import { useStepUp } from './step-up.tsx'

export function Passkeys() {
  const { t } = useLocale(peopleMessages)
  const { withStepUp, stepUp } = useStepUp()
  const mine = useQuery(passkeys)
  return (
    <section className="gr-panel gr-stack" aria-labelledby="passkeys">
      <div>
        <h2 id="passkeys">{t('passkeys.title')}</h2>
        <p className="gr-muted">{t('passkeys.text')}</p>
      </div>
      {mine.isPending ? <Waiting lines={2} /> : null}
      {mine.isError ? <ProblemNotice error={mine.error} onRetry={mine.refetch} /> : null}
      {mine.data?.items.length === 0 ? (
        <Alert tone="info" title={t('passkeys.none')}>
          {t('passkeys.none.text')}
        </Alert>
      ) : null}
      {mine.data && mine.data.items.length > 0 ? (
        <ul className="gr-passkey-list">
          {mine.data.items.map((passkey) => (
            <Passkey key={passkey.passkeyId} passkey={passkey} withStepUp={withStepUp} />
          ))}
        </ul>
      ) : null}
      <AddPasskey withStepUp={withStepUp} />
      {stepUp}
    </section>
  )
}

type WithStepUp = Pick<ReturnType<typeof useStepUp>, 'withStepUp'>

function Passkey({ passkey, withStepUp }: WithStepUp & { passkey: PasskeyRow }) {
  const { t, instant } = useLocale(peopleMessages)
  const send = useSend()
  const toast = useToast()
  const changed = useChangedPasskeys()
  const remove = useMutation({
    mutationFn: () => withStepUp(() => send(`/v1/passkeys/${passkey.passkeyId}`, { method: 'DELETE' })),
    onSuccess: () => toast('positive', t('passkeys.removed')),
    onSettled: changed,
  })
  return (
    <li className="gr-passkey">
      <span className="gr-passkey-what">
        <strong>{passkey.name}</strong>
        {passkey.isSynced ? <span className="gr-muted"> · {t('passkeys.synced')}</span> : null}
        <span className="gr-muted gr-small">
          {t('passkeys.created')} {instant(passkey.createdAt)} · {t('passkeys.used')}{' '}
          {passkey.lastUsedAt ? instant(passkey.lastUsedAt) : t('passkeys.never')}
        </span>
      </span>
      <Button isCompact isPending={remove.isPending} onPress={() => remove.mutate()}>
        {t('passkeys.remove')}
      </Button>
      {remove.isError ? <ProblemNotice error={remove.error} isNews /> : null}
    </li>
  )
}

function AddPasskey({ withStepUp }: WithStepUp) {
  const { t } = useLocale(peopleMessages)
  const send = useSend()
  const toast = useToast()
  const changed = useChangedPasskeys()
  const [name, setName] = useState('')
  const [isNameMissing, setNameMissing] = useState(false)
  const add = useMutation({
    mutationFn: () => withStepUp(() => addPasskey(send, name.trim())),
    onSuccess: () => {
      setName('')
      toast('positive', t('passkeys.added'))
    },
    onSettled: changed,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setNameMissing(name.trim() === '')
    if (name.trim() !== '') add.mutate()
  }
  return (
    <form className="gr-passkey-form" onSubmit={submit} noValidate>
      <TextField
        label={t('passkeys.name')}
        help={t('passkeys.name.help')}
        value={name}
        onChange={setName}
        maxLength={60}
        error={isNameMissing ? t('passkeys.name.missing') : null}
      />
      <Button type="submit" isPending={add.isPending}>
        {t('passkeys.add')}
      </Button>
      {add.isError ? <CeremonyNotice error={add.error} /> : null}
    </form>
  )
}

/** The list, and the session: it says how many passkeys there are. */
function useChangedPasskeys() {
  const client = useQueryClient()
  return async () => {
    await client.invalidateQueries({ queryKey: passkeys.queryKey })
    await client.invalidateQueries({ queryKey: session.queryKey })
  }
}
