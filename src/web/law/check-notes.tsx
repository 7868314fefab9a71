// How the answer came about and how far the recorded law goes. Not here: the answer.
import type { SubstanceAnswer } from '#law/contract'
import { useLocale } from '../locale.tsx'
import { lawMessages } from '../messages/law.ts'

/** What the steps say already, in their place. */
const alsoSteps: readonly string[] = ['isotopes', 'enol', 'form-open', 'several-records']

export function Steps({ answer }: { answer: SubstanceAnswer }) {
  const { t, locale } = useLocale(lawMessages)
  const messages = answer.messages.filter(({ code }) => !alsoSteps.includes(code))
  if (answer.steps.length + messages.length === 0) return null
  return (
    <section className="gr-law-panel">
      <h2>{t('law.steps')}</h2>
      <ol className="gr-law-steps">
        {[...answer.steps.filter(({ kind }) => kind !== 'coverage'), ...messages].map((said) => (
          <li key={said.en}>{said[locale]}</li>
        ))}
      </ol>
    </section>
  )
}

export function Coverage({ answer }: { answer: SubstanceAnswer }) {
  const { t, locale } = useLocale(lawMessages)
  return (
    <section className="gr-law-panel" id="coverage">
      <h2>{t('law.coverage')}</h2>
      <dl className="gr-law-coverage">
        {[...Map.groupBy(answer.coverage, ({ extent, note }) => `${extent} ${note.en}`)].map(([key, same]) => (
          <div key={key}>
            <dt>
              {same.map(({ list }) => t('law.list', { list })).join(t('law.list.and'))}:{' '}
              {t(`law.coverage.${same[0]!.extent}`)}
            </dt>
            <dd className="gr-small gr-muted">{same[0]!.note[locale]}</dd>
          </div>
        ))}
      </dl>
      <p className="gr-small gr-muted">
        {t('law.version')} <code className="gr-law-code">{answer.lawVersion.slice(0, 16)}</code>
      </p>
    </section>
  )
}
