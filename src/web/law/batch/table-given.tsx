// The table that was given: what it is, which columns count, on which day; or why it is none. Not here: giving it, and the run.
import { type FormEvent, useState } from 'react'
import { isTable, type Table, type TableRefusal } from '#law/batch'
import { useLocale } from '../../locale.tsx'
import { batchCheckMessages } from '../../messages/batch.ts'
import { Alert } from '../../parts/alert.tsx'
import { Button } from '../../parts/button.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { Select } from '../../parts/select.tsx'
import type { Batch, Phase } from './use-batch.ts'

type Props = { readonly batch: Batch; readonly phase: Exclude<Phase, { kind: 'giving' }> }

export function TableGiven({ batch, phase }: Props) {
  const { t } = useLocale(batchCheckMessages)
  const [on, setOn] = useState<string | null>(null)
  const { file, head } = phase.given
  const submit = (event: FormEvent) => {
    event.preventDefault()
    batch.run(on)
  }
  return (
    <section className="gr-panel gr-batch-given" aria-labelledby="batch-given">
      <div className="gr-batch-file">
        <h2 id="batch-given">{file.name}</h2>
        <p className="gr-muted">
          {t('batch.size', { kb: Math.max(1, Math.round(file.size / 1_000)) })}
          {isTable(head) ? ` · ${t(`batch.kind.${head.kind}`)}` : ''}
        </p>
        {phase.kind === 'running' ? null : <Button onPress={batch.forget}>{t('batch.other')}</Button>}
      </div>
      {phase.kind === 'running' ? null : isTable(head) || head.kind === 'no-column' ? (
        <form className="gr-batch-columns" onSubmit={submit}>
          {phase.kind === 'given' ? <Columns head={head} batch={batch} file={file} /> : null}
          <DateField
            label={t('batch.on')}
            help={t('batch.on.help')}
            value={on}
            onChange={setOn}
            min="1919-01-01"
            isOptional
          />
          <div className="gr-batch-do">
            <Button type="submit" look={phase.kind === 'given' ? 'primary' : 'secondary'} isDisabled={!isTable(head)}>
              {t('batch.do')}
            </Button>
          </div>
        </form>
      ) : (
        <Refused head={head} />
      )}
    </section>
  )
}

type ColumnsProps = {
  readonly head: Table | Extract<TableRefusal, { kind: 'no-column' | 'two-columns' }>
  readonly batch: Batch
  readonly file: File
}

function Columns({ head, batch, file }: ColumnsProps) {
  const { t } = useLocale(batchCheckMessages)
  if (isTable(head) && head.kind !== 'csv') return null
  const places = head.headings.map((text, place) => ({ id: String(place), text: text.trim() || String(place + 1) }))
  const choose = (place: number) =>
    isTable(head) ? batch.change({ ...head, structure: place }) : batch.give(file, head.headings[place] ?? null)
  return (
    <>
      <Select
        label={t('batch.structure')}
        choices={places}
        value={isTable(head) ? String(head.structure) : null}
        onChange={(place) => choose(Number(place))}
        {...(isTable(head) ? {} : { help: t('batch.structure.choose') })}
      />
      {isTable(head) ? (
        <Select
          label={t('batch.id')}
          choices={[{ id: '-1', text: t('batch.id.line') }, ...places]}
          value={String(head.id)}
          onChange={(place) => batch.change({ ...head, id: Number(place) })}
        />
      ) : null}
    </>
  )
}

function Refused({ head }: { head: TableRefusal }) {
  const { t } = useLocale(batchCheckMessages)
  switch (head.kind) {
    case 'not-text':
      return <Alert tone="negative" title={t(`batch.refused.${head.looksLike}`)} isNews />
    case 'two-columns':
    case 'no-column':
      return <Alert tone="negative" title={t('batch.refused.two-columns', { column: head.column })} isNews />
    default:
      return <Alert tone="negative" title={t(`batch.refused.${head.kind}`)} isNews />
  }
}
