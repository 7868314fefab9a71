// What was asked, what the answer is, why, on which articles and for which days. Not here: what it is about (subject-fields.tsx).
import { useLocale } from '../../locale.tsx'
import { expertsMessages } from '../../messages/experts.ts'
import { DateField } from '../../parts/date-field.tsx'
import { TextField } from '../../parts/text-field.tsx'
import type { Draft, Missing } from './draft.ts'

export type FieldsProps = {
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
  readonly missing: Missing
}

export function TextFields({ draft, change, missing }: FieldsProps) {
  const { t } = useLocale(expertsMessages)
  const errorOf = (name: keyof Missing) => (missing[name] ? t('experts.new.missing') : null)
  return (
    <section className="gr-panel gr-stack" aria-labelledby="said">
      <h2 id="said">{t('experts.conclusion')}</h2>
      <TextField
        label={t('experts.question')}
        help={t('experts.new.question.help')}
        maxLength={500}
        value={draft.question}
        onChange={(question) => change({ question })}
        error={errorOf('question')}
      />
      <TextField
        label={t('experts.conclusion')}
        help={t('experts.new.conclusion.help')}
        rows={2}
        maxLength={2_000}
        value={draft.conclusion}
        onChange={(conclusion) => change({ conclusion })}
        error={errorOf('conclusion')}
      />
      <TextField
        label={t('experts.grounds')}
        help={t('experts.new.grounds.help')}
        rows={5}
        maxLength={8_000}
        value={draft.grounds}
        onChange={(grounds) => change({ grounds })}
        error={errorOf('grounds')}
      />
      <TextField
        label={t('experts.new.basis')}
        help={t('experts.new.basis.help')}
        isOptional
        value={draft.basis}
        onChange={(basis) => change({ basis })}
        spellCheck="false"
      />
      <div className="gr-experts-pair">
        <DateField
          label={t('experts.new.from')}
          value={draft.from}
          onChange={(from) => change({ from })}
          error={errorOf('from')}
        />
        <DateField
          label={t('experts.new.until')}
          help={t('experts.new.until.help')}
          isOptional
          value={draft.until}
          onChange={(until) => change({ until })}
        />
      </div>
    </section>
  )
}
