// That staff, or who holds a drill, told somebody abroad of it: whom, how, and what came of it; with the words of an e-mail ready to send. Not here: the letter (a
// PDF of the API), and a holder in the country (tell-form.tsx).
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AbroadRow, NewAbroadTelling, RecallView } from '#chain/contract'
import { translator, writerIn } from '#kernel'
import { useContentKeys } from '../../content-key.ts'
import { useLocale } from '../../locale.tsx'
import { recallMessages } from '../../messages/recall.ts'
import { recallAbroadMessages } from '../../messages/recall-abroad.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { useSend } from '../../queries.ts'
import { useAbroadName } from './abroad-name.ts'
import { ContactFields, firstContact } from './contact-fields.tsx'
import { ownDrill, ownDrills, recall, recalls } from './queries.ts'

const texts = { ...recallMessages, ...recallAbroadMessages }
/** A recall or drill of the authority, or a holder's own drill. */
export type ToldAbroad = Pick<RecallView, 'recall' | 'abroad' | 'termHours'>
type Props = { readonly view: ToldAbroad; readonly row: AbroadRow; readonly onClose: () => void }

export function AbroadForm({ view, row, onClose }: Props) {
  const { t } = useLocale(texts)
  const send = useSend()
  const client = useQueryClient()
  const keys = useContentKeys()
  const nameOf = useAbroadName()
  const [recipient, setRecipient] = useState(row.party?.name ?? '')
  const [contact, setContact] = useState(firstContact)
  const [isTried, setTried] = useState(false)
  const recallId = view.recall.recallId ?? ''
  const isOwn = view.recall.heldBy !== null
  const save = useMutation({
    mutationFn: () => {
      const { country, party } = row
      const told = { recipient: recipient.trim(), ...contact, remark: contact.remark.trim() }
      const said = { country, partyId: party?.partyId ?? null, ...told }
      const body: NewAbroadTelling = { tellingId: keys.sentAs(said).idOf('document'), ...said }
      return send<ToldAbroad>(`/v1/${isOwn ? 'own-drills' : 'recalls'}/${recallId}/abroad`, { body })
    },
    onSuccess: (next) => {
      // The answer is all of what that screen shows.
      client.setQueryData<unknown>((isOwn ? ownDrill : recall)(recallId).queryKey, next)
      void client.invalidateQueries({ queryKey: (isOwn ? ownDrills : recalls).queryKey })
      onClose()
    },
  })
  const isMissing = recipient.trim() === ''
  return (
    <Dialog
      title={t('abroad.tell.title', { name: nameOf(row) })}
      isOpen
      onClose={onClose}
      actions={
        <Button
          look="primary"
          isPending={save.isPending}
          onPress={() => {
            setTried(true)
            if (!isMissing) save.mutate()
          }}
        >
          {t('recall.tell.save')}
        </Button>
      }
    >
      <div className="gr-recall-tell">
        <p>
          <a className="gr-link" href={mailOf(view, row)}>
            {t('recall.tell.mail')}
          </a>
        </p>
        <TextField
          label={t('abroad.recipient')}
          help={t('abroad.recipient.help')}
          {...(isTried && isMissing ? { error: t('abroad.recipient.missing') } : {})}
          value={recipient}
          onChange={setRecipient}
          maxLength={200}
        />
        <ContactFields
          value={contact}
          onChange={setContact}
          receivedNote={t('abroad.received.note')}
          remarkHelp={t('abroad.remark.help')}
        />
        {save.isError ? <ProblemNotice error={save.error} isNews /> : null}
      </div>
    </Dialog>
  )
}

/** Opens the reader's own mail program, in English; whom it goes to is in no register. */
function mailOf({ recall: one }: ToldAbroad, { crossings, dueAt, party, exportedMg }: AbroadRow): string {
  const t = translator(texts, 'en')
  const { mass, instant } = writerIn('en')
  const isDrill = one.kind === 'drill'
  const lines = crossings
    .map(
      ({ batch, foreignName, way, at, massMg }) =>
        `${foreignName ?? batch.name}: ${mass(massMg)}, ${t(`abroad.way.${way}`)}, ${instant(at)}`,
    )
    .join('\n')
  const whom = party ? (exportedMg === '0' ? 'supplier' : 'buyer') : 'authority'
  const words = {
    subject: t('recall.mail.subject', { name: one.root.name, isDrill }),
    body: t('abroad.mail.body', { reason: t('recall.reason', one), lines, due: instant(dueAt), isDrill, whom }),
  }
  return `mailto:?subject=${encodeURIComponent(words.subject)}&body=${encodeURIComponent(words.body)}`
}
