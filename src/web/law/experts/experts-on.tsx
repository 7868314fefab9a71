// What experts decided about the substance that was checked, as it stood on the day; nothing when they did not. Not here: the register.
import { useQuery } from '@tanstack/react-query'
import type { SubstanceAnswer } from '#law/contract'
import { useLocale } from '../../locale.tsx'
import { expertsMessages } from '../../messages/experts.ts'
import { Link } from '../../parts/link.tsx'
import { expertDecisionsOn, expertSubjects } from './queries.ts'
import { subjectText } from './words.ts'
import './experts.css'

export function ExpertsOn({ answer: { substance, structure, question } }: { answer: SubstanceAnswer }) {
  const words = useLocale(expertsMessages)
  const { t, day } = words
  const { on, knownOn } = question
  const asked = {
    substanceId: substance?.substanceId ?? null,
    inchiKey: structure?.inchiKey ?? substance?.inchiKey ?? null,
    on,
    knownOn,
  }
  const found = useQuery(expertDecisionsOn(asked))
  const subjects = useQuery({ ...expertSubjects, enabled: (found.data?.length ?? 0) > 0 })
  if (found.data === undefined || found.data.length === 0) return null
  return (
    <section className="gr-law-panel">
      <h3>{t('experts.title')}</h3>
      <ul className="gr-experts-list">
        {found.data.map(({ expertDecisionId, number, subject, conclusion, expert, decidedOn }) => (
          <li key={expertDecisionId}>
            <p>
              <strong>{subjectText(subject, subjects.data, words)}.</strong> {conclusion}
            </p>
            <p className="gr-small gr-muted">
              <Link href={`/experts/${expertDecisionId}`}>{number}</Link>, {expert.name},{' '}
              {t(`experts.profession.${expert.profession}`)}, {day(decidedOn)}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
