// That staff told a holder outside Grein: how, and what came of it; with the words of an e-mail ready to send. Not here: the letter (a PDF of
// the API), and a holder's own answer.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { NewRecallAttempt, NoticeRow, RecallView } from '#chain/contract'
import { useContentKeys } from '../../content-key.ts'
import { useLocale } from '../../locale.tsx'
import { recallMessages } from '../../messages/recall.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { useSend } from '../../queries.ts'
import { ContactFields, firstContact } from './contact-fields.tsx'
import { recall } from './queries.ts'

type Props = { readonly view: RecallView; readonly row: NoticeRow; readonly onClose: () => void }

export function TellForm({ view, row, onClose }: Props) {
  const { t } = useLocale(recallMessages)
  const send = useSend()
  const client = useQueryClient()
  const keys = useContentKeys()
  const [contact, setContact] = useState(firstContact)
  const recallId = view.recall.recallId ?? ''
  const save = useMutation({
    mutationFn: () => {
      const said = { ...contact, remark: contact.remark.trim() }
      const body: NewRecallAttempt = { attemptId: keys.sentAs(said).idOf('document'), ...said }
      return send<RecallView>(`/v1/recalls/${recallId}/notices/${row.holder.partyId}/attempts`, { body })
    },
    onSuccess: (next) => {
      client.setQueryData(recall(recallId).queryKey, next)
      onClose()
    },
  })
  return (
    <Dialog
      title={t('recall.tell.title', { name: row.holder.name })}
      isOpen
      onClose={onClose}
      actions={
        <Button look="primary" isPending={save.isPending} onPress={() => save.mutate()}>
          {t('recall.tell.save')}
        </Button>
      }
    >
      <div className="gr-recall-tell">
        <p>
          <a className="gr-link" href={useMail(view, row)}>
            {t('recall.tell.mail')}
          </a>
        </p>
        <ContactFields
          value={contact}
          onChange={setContact}
          receivedNote={t('recall.tell.received.note')}
          remarkHelp={t('recall.tell.remark.help')}
        />
        {save.isError ? <ProblemNotice error={save.error} isNews /> : null}
      </div>
    </Dialog>
  )
}

/** Opens the reader's own mail program; whom it goes to is in no register. */
function useMail({ recall: one }: RecallView, { batches, dueAt }: NoticeRow): string {
  const { t, mass, instant } = useLocale(recallMessages)
  const isDrill = one.kind === 'drill'
  const lines = batches.map(({ batch, hadThenMg }) => `${batch.name}: ${mass(hadThenMg)}`).join('\n')
  const words = {
    subject: t('recall.mail.subject', { name: one.root.name, isDrill }),
    body: t('recall.mail.body', { reason: t('recall.reason', one), lines, due: instant(dueAt), isDrill }),
  }
  return `mailto:?subject=${encodeURIComponent(words.subject)}&body=${encodeURIComponent(words.body)}`
}
