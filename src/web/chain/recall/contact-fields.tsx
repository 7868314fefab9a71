// How somebody was told of a recall, and what came of it: the fields of a contact, whoever it was with. Not here: with whom, and sending it
// (tell-form.tsx, abroad-form.tsx).
import { type NewRecallAttempt, recallOutcomes, recallWays } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { recallMessages } from '../../messages/recall.ts'
import { RadioGroup } from '../../parts/choice.tsx'
import { TextField } from '../../parts/text-field.tsx'

export type Contact = Pick<NewRecallAttempt, 'way' | 'outcome' | 'remark'>
export const firstContact: Contact = { way: 'telephone', outcome: 'received', remark: '' }

type Props = {
  readonly value: Contact
  readonly onChange: (next: Contact) => void
  /** What "received" comes to. */
  readonly receivedNote: string
  readonly remarkHelp: string
}

export function ContactFields({ value, onChange, receivedNote, remarkHelp }: Props) {
  const { t } = useLocale(recallMessages)
  return (
    <>
      <RadioGroup
        label={t('recall.tell.way')}
        isInline
        choices={recallWays.map((id) => ({ id, text: t(`recall.way.${id}`) }))}
        value={value.way}
        onChange={(next) => onChange({ ...value, way: recallWays.find((one) => one === next) ?? value.way })}
      />
      <RadioGroup
        label={t('recall.tell.outcome')}
        choices={recallOutcomes.map((id) => ({
          id,
          text: t(`recall.outcome.${id}`),
          ...(id === 'received' ? { note: receivedNote } : {}),
        }))}
        value={value.outcome}
        onChange={(next) =>
          onChange({ ...value, outcome: recallOutcomes.find((one) => one === next) ?? value.outcome })
        }
      />
      <TextField
        label={t('recall.tell.remark')}
        help={remarkHelp}
        isOptional
        value={value.remark}
        onChange={(remark) => onChange({ ...value, remark })}
        maxLength={400}
      />
    </>
  )
}
