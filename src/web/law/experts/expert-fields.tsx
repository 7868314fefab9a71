// Who answers for a reading: name, profession, organisation. Not here: who is logged in; that is recorded by itself.

import type { ExpertDecision } from '#licensing/contract'
import { professions } from '#licensing/contract'
import { useLocale } from '../../locale.tsx'
import { expertsMessages } from '../../messages/experts.ts'
import { RadioGroup } from '../../parts/choice.tsx'
import { TextField } from '../../parts/text-field.tsx'

type Expert = ExpertDecision['expert']
type Props = { readonly expert: Expert; readonly onChange: (expert: Expert) => void; readonly isAsked: boolean }

export const isWhole = ({ name, organisation }: Expert) => name.trim() !== '' && organisation.trim() !== ''

export function ExpertFields({ expert, onChange, isAsked }: Props) {
  const { t } = useLocale(expertsMessages)
  const missing = (value: string) => (isAsked && value.trim() === '' ? t('experts.new.missing') : null)
  return (
    <>
      <RadioGroup
        label={t('experts.new.profession')}
        isInline
        choices={professions.map((profession) => ({ id: profession, text: t(`experts.profession.${profession}`) }))}
        value={expert.profession}
        onChange={(id) =>
          onChange({ ...expert, profession: professions.find((known) => known === id) ?? expert.profession })
        }
      />
      <div className="gr-experts-pair">
        <TextField
          label={t('experts.new.name')}
          maxLength={120}
          autoComplete="name"
          value={expert.name}
          onChange={(name) => onChange({ ...expert, name })}
          error={missing(expert.name)}
        />
        <TextField
          label={t('experts.new.organisation')}
          maxLength={120}
          autoComplete="organization"
          value={expert.organisation}
          onChange={(organisation) => onChange({ ...expert, organisation })}
          error={missing(expert.organisation)}
        />
      </div>
      <p className="gr-small gr-muted gr-prose">{t('experts.who.note')}</p>
    </>
  )
}
