// Where reading stopped, shown in what was typed. Not here: why; the answer says that.
import type { SubstanceAnswer } from '#law/contract'
import { useLocale } from '../locale.tsx'
import { lawMessages } from '../messages/law.ts'
import { faultIn } from './fault.ts'

export function ReadFault({ answer: { error, question } }: { answer: SubstanceAnswer }) {
  const { t, locale } = useLocale(lawMessages)
  if (error === null) return null
  const shown = error.at === null ? null : faultIn(question.q, error.at)
  return (
    <div className="gr-law-fault">
      <p>{error[locale]}</p>
      {shown ? (
        <>
          <p>
            {shown.line === null ? t('law.error.at', { at: error.at ?? 0 }) : t('law.error.line', { line: shown.line })}
          </p>
          <code className="gr-law-code">
            {shown.before}
            <mark>{shown.at}</mark>
            {shown.after}
          </code>
        </>
      ) : null}
    </div>
  )
}
