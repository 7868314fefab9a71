// Adding a program: its name, what it may, its public key; then what whoever sets it up must know. Not here: the list.

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { MachineClients } from '#platform/contract'
import { useContentKeys } from '../../content-key.ts'
import { useLocale } from '../../locale.tsx'
import { peopleMessages } from '../../messages/people.ts'
import { programMessages } from '../../messages/programs.ts'
import { Alert } from '../../parts/alert.tsx'
import { Button } from '../../parts/button.tsx'
import { CheckboxGroup, RadioGroup } from '../../parts/choice.tsx'
import { CopyId } from '../../parts/copy-id.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Facts } from '../../parts/facts.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { useSend } from '../../queries.ts'
import { type KeyFault, type PublicKeys, readPublicKeys } from './public-keys.ts'
import { KeyField } from './renew-keys.tsx'

type Desk = Pick<MachineClients, 'offers' | 'tokenEndpoint'>
type Wish = { readonly name: string; readonly role: string; readonly scopes: readonly string[] }

export function AddProgram({ desk, onClose }: { desk: Desk; onClose: () => void }) {
  const { t } = useLocale(programMessages)
  const send = useSend()
  const client = useQueryClient()
  const keys = useContentKeys() // One wish, sent as often as need be, makes one program.
  const [wish, setWish] = useState<Wish>({ name: '', role: desk.offers[0]?.role ?? '', scopes: ['chain:read'] })
  const [text, setText] = useState('')
  const [isAsked, setAsked] = useState(false)
  const read = readPublicKeys(text)
  const add = useMutation({
    mutationFn: (jwks: PublicKeys) => {
      const body = { name: wish.name.trim(), roles: [wish.role], scopes: wish.scopes, jwks }
      return send<{ clientId: string }>('/v1/machine-clients', { key: keys.sentAs(body).key, body })
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['machine-clients'] }),
  })
  const submit = () => {
    setAsked(true)
    if (read.keys && wish.name.trim() !== '' && wish.scopes.length > 0) add.mutate(read.keys)
  }
  if (add.data) return <Added name={wish.name} clientId={add.data.clientId} desk={desk} onClose={onClose} />
  return (
    <Dialog
      title={t('programs.add')}
      isOpen
      size="lg"
      onClose={onClose}
      actions={
        <Button look="primary" isPending={add.isPending} onPress={submit}>
          {t('programs.add.do')}
        </Button>
      }
    >
      <div className="gr-stack">
        <WishFields desk={desk} wish={wish} onChange={setWish} isAsked={isAsked} />
        <KeyField
          text={text}
          onChange={setText}
          fault={isAsked || read.fault === 'secret' ? (read.fault as KeyFault | null) : null}
        />
        {add.isError ? <ProblemNotice error={add.error} isNews /> : null}
      </div>
    </Dialog>
  )
}

type WishProps = {
  readonly desk: Desk
  readonly wish: Wish
  readonly onChange: (wish: Wish) => void
  /** Sent once already: what is missing is said. */
  readonly isAsked: boolean
}

function WishFields({ desk, wish, onChange, isAsked }: WishProps) {
  const { t } = useLocale(programMessages)
  const { t: people } = useLocale(peopleMessages)
  const offered = desk.offers.find(({ role }) => role === wish.role)?.scopes ?? []
  return (
    <>
      <TextField
        label={t('programs.name')}
        help={t('programs.name.help')}
        value={wish.name}
        onChange={(name) => onChange({ ...wish, name })}
        maxLength={60}
        error={isAsked && wish.name.trim() === '' ? t('programs.name.missing') : null}
      />
      <RadioGroup
        label={t('programs.role')}
        choices={desk.offers.map(({ role }) => ({ id: role, text: people(`role.${role}`) }))}
        value={wish.role}
        onChange={(role) => {
          const allowed: readonly string[] = desk.offers.find((one) => one.role === role)?.scopes ?? []
          onChange({ ...wish, role: role ?? '', scopes: wish.scopes.filter((scope) => allowed.includes(scope)) })
        }}
      />
      <CheckboxGroup
        label={t('programs.scopes')}
        choices={offered.map((scope) => ({ id: scope, text: t(`programs.scope.${scope}`) }))}
        value={wish.scopes}
        onChange={(scopes) => onChange({ ...wish, scopes })}
        error={isAsked && wish.scopes.length === 0 ? t('programs.scopes.missing') : null}
      />
    </>
  )
}

type AddedProps = {
  readonly name: string
  readonly clientId: string
  readonly desk: Desk
  readonly onClose: () => void
}

function Added({ name, clientId, desk, onClose }: AddedProps) {
  const { t } = useLocale(programMessages)
  return (
    <Dialog title={t('programs.added.title')} isOpen size="lg" onClose={onClose}>
      <div className="gr-stack">
        <Alert tone="positive" title={t('programs.added', { name })} isNews>
          {t('programs.added.text')}
        </Alert>
        <Facts
          facts={[
            { name: t('programs.number'), value: <CopyId value={clientId} what={t('programs.number')} /> },
            {
              name: t('programs.endpoint'),
              value: <CopyId value={desk.tokenEndpoint} what={t('programs.endpoint')} />,
            },
          ]}
        />
      </div>
    </Dialog>
  )
}
