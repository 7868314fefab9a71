// A structure as text of several lines: a molfile or an SD file, pasted or opened from disk. Not here: reading it; the law's own reader does.
import { type FormEvent, useState } from 'react'
import { useLocale } from '../locale.tsx'
import { lawMessages } from '../messages/law.ts'
import { Button } from '../parts/button.tsx'
import { FileDrop } from '../parts/file-drop.tsx'
import { TextField } from '../parts/text-field.tsx'

/** What one question may hold; a longer file is one for the batch check. */
const bytesMax = 200_000

export function StructureFile({ start, onUse }: { start: string; onUse: (structure: string) => void }) {
  const { t } = useLocale(lawMessages)
  const [text, setText] = useState(start)
  const [isEmpty, setEmpty] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setEmpty(text.trim() === '')
    onUse(text)
  }
  return (
    <form className="gr-law-file" onSubmit={submit}>
      <TextField
        label={t('law.file.text')}
        help={t('law.file.help')}
        error={isEmpty ? t('law.file.empty') : null}
        rows={8}
        maxLength={bytesMax}
        value={text}
        onChange={setText}
        spellCheck="false"
      />
      <FileDrop
        label={t('law.file.drop')}
        accepts={['.mol', '.sdf', '.sd', '.mdl', 'chemical/x-mdl-molfile', 'chemical/x-mdl-sdfile']}
        bytesMax={bytesMax}
        onFile={async (file) => {
          const opened = await file.text()
          setText(opened)
          onUse(opened)
        }}
      />
      <div className="gr-law-form-do">
        <Button type="submit" look="primary">
          {t('law.file.use')}
        </Button>
      </div>
    </form>
  )
}
