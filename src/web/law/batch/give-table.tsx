// A table to be judged: a file, or a pasted list. Not here: its columns (table-given.tsx).
import { type FormEvent, useState } from 'react'
import { useLocale } from '../../locale.tsx'
import { batchCheckMessages } from '../../messages/batch.ts'
import { Button } from '../../parts/button.tsx'
import { FileDrop } from '../../parts/file-drop.tsx'
import { TextField } from '../../parts/text-field.tsx'

/** Files are read piece by piece; this only keeps a slip of the finger from starting a day's work. */
const bytesMax = 64_000_000_000

const example =
  'CNC(C)Cc1ccc2OCOc2c1 MDMA\nCN1CCCC1c1cccnc1 nicotine\nCC(NC(C)(C)C)C(=O)c1cccc(Cl)c1 bupropion\nCC(N)Cc1ccc(C#N)cc1 4-cyano\nC1CC oops'

export function GiveTable({ onFile }: { onFile: (file: File) => void }) {
  const { t } = useLocale(batchCheckMessages)
  const [pasted, setPasted] = useState('')
  const [isEmpty, setEmpty] = useState(false)
  const use = (event: FormEvent) => {
    event.preventDefault()
    setEmpty(pasted.trim() === '')
    if (pasted.trim() !== '') onFile(new File([pasted], t('batch.paste.name'), { type: 'text/plain' }))
  }
  return (
    <section className="gr-panel gr-batch-give" aria-labelledby="batch-give">
      <h2 id="batch-give">{t('batch.give')}</h2>
      <FileDrop
        label={t('batch.drop')}
        help={t('batch.drop.help')}
        accepts={[
          '.csv',
          '.tsv',
          '.txt',
          '.smi',
          '.smiles',
          '.ism',
          '.sdf',
          '.sd',
          '.mol',
          '.gz',
          'text/csv',
          'text/plain',
        ]}
        bytesMax={bytesMax}
        onFile={onFile}
      />
      <form className="gr-stack-tight" onSubmit={use}>
        <TextField
          label={t('batch.paste')}
          help={t('batch.paste.help')}
          error={isEmpty ? t('batch.paste.empty') : null}
          rows={6}
          value={pasted}
          onChange={setPasted}
          spellCheck="false"
        />
        <div className="gr-batch-do">
          <Button type="submit">{t('batch.paste.use')}</Button>
          <Button look="quiet" onPress={() => setPasted(example)}>
            {t('batch.example')}
          </Button>
        </div>
      </form>
    </section>
  )
}
