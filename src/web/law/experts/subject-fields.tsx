// What a decision is about: a substance or structure against a group or clause, or a doubtful article. Not here: what it says of it.
import type { ExpertSubjects } from '#licensing/contract'
import { useLocale } from '../../locale.tsx'
import { expertsMessages } from '../../messages/experts.ts'
import { RadioGroup } from '../../parts/choice.tsx'
import { Molecule } from '../../parts/molecule.tsx'
import { Select } from '../../parts/select.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { aboutNamed, type Missing } from './draft.ts'
import type { FieldsProps } from './text-fields.tsx'

export function SubjectFields(props: FieldsProps & { readonly subjects: ExpertSubjects }) {
  const { t } = useLocale(expertsMessages)
  const { draft, change } = props
  return (
    <section className="gr-panel gr-stack" aria-labelledby="about">
      <h2 id="about">{t('experts.about')}</h2>
      <RadioGroup
        label={t('experts.new.kind')}
        choices={(['finding', 'reading'] as const).map((kind) => ({ id: kind, text: t(`experts.new.kind.${kind}`) }))}
        value={draft.kind}
        onChange={(kind) => change({ kind: kind === 'reading' ? 'reading' : 'finding' })}
      />
      {draft.kind === 'finding' ? <Finding {...props} /> : <Reading {...props} />}
    </section>
  )
}

function useErrors(missing: Missing) {
  const { t } = useLocale(expertsMessages)
  return (name: keyof Missing) => (missing[name] ? t('experts.new.missing') : null)
}

function Finding({ draft, change, missing, subjects }: FieldsProps & { readonly subjects: ExpertSubjects }) {
  const { t, locale } = useLocale(expertsMessages)
  const errorOf = useErrors(missing)
  const smiles = draft.structure.trim()
  return (
    <>
      <Select
        label={t('experts.new.about')}
        choices={[
          ...[...subjects.groups, ...subjects.clauses].map(({ about, title }) => ({ id: about, text: title[locale] })),
          { id: aboutNamed, text: t('experts.new.about.named') },
        ]}
        value={draft.about || null}
        onChange={(about) => change({ about })}
        error={errorOf('about')}
      />
      <div className="gr-experts-pair">
        <TextField
          label={t('experts.structure')}
          help={t('experts.new.structure.help')}
          isOptional
          value={draft.structure}
          onChange={(structure) => change({ structure })}
          spellCheck="false"
          autoComplete="off"
        />
        <TextField
          label={t('experts.new.substance')}
          help={t('experts.new.substance.help')}
          isOptional
          value={draft.substanceId}
          onChange={(substanceId) => change({ substanceId })}
          error={errorOf('substanceId')}
          spellCheck="false"
          autoComplete="off"
        />
      </div>
      {smiles === '' ? null : (
        <div className="gr-experts-drawn">
          <Molecule structure={smiles} label={t('experts.drawn')} />
        </div>
      )}
      <RadioGroup
        label={t('experts.new.says')}
        isInline
        choices={(['in', 'out'] as const).map((says) => ({ id: says, text: t(`experts.new.says.${says}`) }))}
        value={draft.says}
        onChange={(says) => change({ says: says === 'in' ? 'in' : 'out' })}
        error={errorOf('says')}
      />
    </>
  )
}

function Reading({ draft, change, missing, subjects }: FieldsProps & { readonly subjects: ExpertSubjects }) {
  const { t, locale } = useLocale(expertsMessages)
  const errorOf = useErrors(missing)
  return (
    <>
      <Select
        label={t('experts.new.reading')}
        choices={subjects.readings.map(({ readingId, question }) => ({ id: readingId, text: question[locale] }))}
        value={draft.readingId || null}
        onChange={(readingId) => change({ readingId })}
        error={errorOf('readingId')}
      />
      <RadioGroup
        label={t('experts.new.accepts')}
        isInline
        choices={[
          { id: 'yes', text: t('experts.new.says.in') },
          { id: 'no', text: t('experts.new.says.out') },
        ]}
        value={draft.accepts === null ? null : draft.accepts ? 'yes' : 'no'}
        onChange={(accepts) => change({ accepts: accepts === 'yes' })}
        error={errorOf('accepts')}
      />
    </>
  )
}
