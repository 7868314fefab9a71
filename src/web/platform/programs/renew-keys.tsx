// Another public key for a program that stays. Not here: reading what was pasted (public-keys.ts).

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { MachineClientRow } from '#platform/contract'
import { useLocale } from '../../locale.tsx'
import { programMessages } from '../../messages/programs.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useSend } from '../../queries.ts'
import { type KeyFault, readPublicKeys } from './public-keys.ts'

export function RenewKeys({ program, onClose }: { program: MachineClientRow; onClose: () => void }) {
  const { t } = useLocale(programMessages)
  const send = useSend()
  const toast = useToast()
  const client = useQueryClient()
  const [text, setText] = useState('')
  const [fault, setFault] = useState<KeyFault | null>(null)
  const renew = useMutation({
    mutationFn: (jwks: unknown) =>
      send(`/v1/machine-clients/${program.clientId}/keys`, { method: 'PUT', body: { jwks } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['machine-clients'] })
      toast('positive', t('programs.renew.done'))
      onClose()
    },
  })
  const submit = () => {
    const read = readPublicKeys(text)
    setFault(read.fault)
    if (read.keys) renew.mutate(read.keys)
  }
  return (
    <Dialog
      title={t('programs.renew.title', { name: program.name })}
      isOpen
      size="lg"
      onClose={onClose}
      actions={
        <Button look="primary" isPending={renew.isPending} onPress={submit}>
          {t('programs.renew.do')}
        </Button>
      }
    >
      <p>{t('programs.renew.text')}</p>
      <KeyField text={text} onChange={setText} fault={fault} />
      {renew.isError ? <ProblemNotice error={renew.error} isNews /> : null}
    </Dialog>
  )
}

type KeyFieldProps = {
  readonly text: string
  readonly onChange: (text: string) => void
  readonly fault: KeyFault | null
}

/** Where a public key is pasted; what is wrong with it is said there. */
export function KeyField({ text, onChange, fault }: KeyFieldProps) {
  const { t } = useLocale(programMessages)
  return (
    <TextField
      label={t('programs.key')}
      help={t('programs.key.help')}
      rows={7}
      value={text}
      onChange={onChange}
      spellCheck="false"
      error={fault === null ? null : t(`programs.key.${fault}`)}
    />
  )
}
