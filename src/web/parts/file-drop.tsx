// A place to drop a file, or choose one. Not here: reading it; the screen gets the file.
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { DropZone } from 'react-aria-components/DropZone'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { Text } from 'react-aria-components/Text'
import { useLocale } from '../locale.tsx'
import { Icon } from './icon.tsx'
import './button.css'
import './field.css'
import './file-drop.css'

type Props = {
  readonly label: string
  readonly help?: string
  /** Media types and endings: ["application/json", ".json"]. */
  readonly accepts: readonly string[]
  /** Larger files are refused here, before anything reads them. */
  readonly bytesMax: number
  readonly onFile: (file: File) => void
  /** The keyboard begins here: what it was on has gone. */
  readonly autoFocus?: boolean
}

export function FileDrop({ label, help, accepts, bytesMax, onFile, autoFocus = false }: Props) {
  const { t, number } = useLocale()
  const [tooLarge, setTooLarge] = useState<string | null>(null)
  const take = (file: File | undefined) => {
    if (!file) return
    setTooLarge(file.size > bytesMax ? file.name : null)
    if (file.size <= bytesMax) onFile(file)
  }
  return (
    <div className="gr-field">
      <DropZone
        className="gr-drop"
        onDrop={async ({ items }) => {
          const dropped = items.find((item) => item.kind === 'file')
          take(dropped ? await dropped.getFile() : undefined)
        }}
      >
        {({ isDropTarget }) => (
          <>
            <Icon name="file" />
            <Text slot="label" className="gr-drop-label">
              {isDropTarget ? t('part.drop.release') : label}
            </Text>
            {help ? <p className="gr-help">{help}</p> : null}
            <p className="gr-drop-choose">
              <span className="gr-muted">{t('part.drop.here')}</span>
              <FileTrigger acceptedFileTypes={accepts} onSelect={(files) => take(files?.[0])}>
                <AriaButton className="gr-button gr-button-secondary" autoFocus={autoFocus}>
                  {t('part.drop.choose')}
                </AriaButton>
              </FileTrigger>
            </p>
          </>
        )}
      </DropZone>
      {tooLarge === null ? null : (
        <p className="gr-error" role="alert">
          <Icon name="cross" />
          {t('part.drop.large', { name: tooLarge, limit: `${number(Math.floor(bytesMax / 1024))} kB` })}
        </p>
      )}
    </div>
  )
}
