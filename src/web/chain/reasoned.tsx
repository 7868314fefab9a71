// A step that asks for a reason: one field, one button. Not here: sending it.
import { type FormEvent, useState } from 'react'
import { useLocale } from '../locale.tsx'
import { reasonedMessages } from '../messages/reasoned.ts'
import { Button, type ButtonLook } from '../parts/button.tsx'
import { tellMistakes } from '../parts/first-mistake.ts'
import { TextField } from '../parts/text-field.tsx'
import './reasoned.css'

type Props = {
  readonly label: string
  readonly help?: string
  readonly look?: ButtonLook
  readonly isPending: boolean
  readonly onSend: (reason: string) => void
}

export function Reasoned({ label, help, look = 'secondary', isPending, onSend }: Props) {
  const { t } = useLocale(reasonedMessages)
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    tellMistakes(event.currentTarget, () => setAsked(true))
    if (reason.trim() !== '') onSend(reason.trim())
  }
  return (
    <form className="gr-reasoned" onSubmit={submit} noValidate>
      <TextField
        label={t('reasoned.reason')}
        value={reason}
        onChange={setReason}
        rows={2}
        maxLength={400}
        {...(help ? { help } : {})}
        {...(isAsked && reason.trim() === '' ? { error: t('reasoned.needed') } : {})}
      />
      <Button type="submit" look={look} isPending={isPending}>
        {label}
      </Button>
    </form>
  )
}
