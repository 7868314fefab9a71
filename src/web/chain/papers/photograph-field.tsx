// Photographs in the form of a destruction: taken by a phone's camera or chosen, made plain, sent, and kept in the form by number and hash.
// Not here: the act they become part of (record/act-of.ts).
import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { Group } from 'react-aria-components/Group'
import { type Photograph, photographsMax } from '#chain/contract'
import { newId, printId } from '#kernel'
import type { DocumentView } from '#platform/contract'
import { useLocale } from '../../locale.tsx'
import { photographMessages } from '../../messages/photographs.ts'
import { Icon } from '../../parts/icon.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { useSend } from '../../queries.ts'
import { barePicture, hexSha256 } from './bare-picture.ts'
import '../../parts/button.css'
import '../../parts/field.css'
import './photographs.css'

type Props = {
  readonly eventId: string
  /** As JSON, as every field of a draft is a text. */
  readonly value: string
  readonly onChange: (value: string) => void
}

export function PhotographField({ eventId, value, onChange }: Props) {
  const { t } = useLocale(photographMessages)
  const label = useId()
  const taken = photographsIn(value)
  const [unread, setUnread] = useState<string | null>(null)
  const add = useAddPhotographs(eventId)
  const isFull = taken.length >= photographsMax
  const onSelect = async (files: FileList | null) => {
    if (!files || files.length === 0) return
    setUnread(null)
    const added = await add.mutateAsync([...files].slice(0, photographsMax - taken.length)).catch(() => null)
    if (added === null) return // The mutation keeps the refusal, which is shown below.
    setUnread(added.unread)
    onChange(JSON.stringify([...taken, ...added.photographs]))
  }
  return (
    <Group className="gr-field" aria-labelledby={label}>
      <span className="gr-label" id={label}>
        {t('photos.title')} <span className="gr-label-note">({t('part.optional')})</span>
      </span>
      <p className="gr-help">{t('photos.help')}</p>
      <ol className="gr-photos" aria-live="polite">
        {taken.map(({ documentId, sha256 }, at) => (
          <li key={documentId}>
            <img src={`/v1/documents/${documentId}`} alt={t('photos.number', { number: at + 1 })} />
            <code className="gr-photos-hash">{sha256.slice(0, 12)}</code>
            <AriaButton
              className="gr-button gr-button-quiet"
              onPress={() => onChange(JSON.stringify(taken.filter((one) => one.documentId !== documentId)))}
            >
              {t('photos.remove', { number: at + 1 })}
            </AriaButton>
          </li>
        ))}
      </ol>
      {isFull ? (
        <p className="gr-help">{t('photos.full', { max: photographsMax })}</p>
      ) : (
        <div className="gr-photos-actions">
          <FileTrigger acceptedFileTypes={['image/*']} defaultCamera="environment" onSelect={onSelect}>
            <AriaButton className="gr-button gr-button-secondary" isDisabled={add.isPending}>
              {t('photos.take')}
            </AriaButton>
          </FileTrigger>
          <FileTrigger acceptedFileTypes={['image/*']} allowsMultiple onSelect={onSelect}>
            <AriaButton className="gr-button gr-button-secondary" isDisabled={add.isPending}>
              {t('photos.choose')}
            </AriaButton>
          </FileTrigger>
        </div>
      )}
      <p className="gr-help" role="status">
        {add.isPending ? t('photos.busy') : ''}
      </p>
      {unread === null ? null : (
        <p className="gr-error" role="alert">
          <Icon name="cross" />
          {t('photos.not-a-picture', { name: unread })}
        </p>
      )}
      {add.error ? <ProblemNotice error={add.error} isNews /> : null}
    </Group>
  )
}

/** What the form holds; anything else was never put there by this field. */
export function photographsIn(value: string): readonly Photograph[] {
  return value === '' ? [] : (JSON.parse(value) as Photograph[])
}

type Added = { readonly photographs: readonly Photograph[]; readonly unread: string | null }

/** One after another: a phone has little memory, and the order is the order in which they were taken. */
function useAddPhotographs(eventId: string) {
  const send = useSend()
  return useMutation({
    mutationFn: async (files: readonly File[]): Promise<Added> => {
      const photographs: Photograph[] = []
      let unread: string | null = null
      for (const file of files) {
        const bytes = await barePicture(file)
        if (bytes === null) {
          unread = file.name
          continue
        }
        const documentId = printId('document', newId('document'))
        const body = new Blob([bytes], { type: 'image/jpeg' })
        await send<DocumentView>(`/v1/events/${eventId}/photographs/${documentId}`, { method: 'PUT', body })
        // The hash is of what this browser made, not of what the server says it has: a difference is then refused.
        photographs.push({ documentId, sha256: await hexSha256(bytes) })
      }
      return { photographs, unread }
    },
  })
}
