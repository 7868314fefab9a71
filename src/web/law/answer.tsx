// The answer about a substance, in the order a reader needs it: the verdict, why, when not, how it came about. Not here: each part.
import { useLocale } from '../locale.tsx'
import { lawMessages } from '../messages/law.ts'
import { Icon } from '../parts/icon.tsx'
import { Findings } from './check-findings.tsx'
import { Next } from './check-next.tsx'
import { Coverage, Steps } from './check-notes.tsx'
import { Substance } from './check-substance.tsx'
import { Verdict } from './check-verdict.tsx'
import { ExpertsOn } from './experts/experts-on.tsx'
import { History } from './history.tsx'
import type { Answered } from './queries.ts'
import { Written } from './written.tsx'
import './findings.css'

export function Answer({ answer, madeAt }: Answered) {
  const { t } = useLocale(lawMessages)
  const { substance, drawing, listings } = answer
  return (
    <div className="gr-law-answer">
      <Verdict answer={answer} />
      {madeAt === 'here' ? (
        <p className="gr-law-made gr-small gr-muted">
          <Icon name="lock" /> {t('law.made.here')}
        </p>
      ) : null}
      <div className="gr-law-columns">
        <div className="gr-law-main">
          <Findings {...{ answer, madeAt }} />
          {madeAt === 'server' ? <ExpertsOn answer={answer} /> : null}
          {listings.length > 0 ? <Written listings={listings} /> : null}
          {substance ? <History answer={answer} name={substance.nameNl} /> : null}
          <Steps answer={answer} />
          <Coverage answer={answer} />
        </div>
        <div className="gr-law-aside">
          {substance || drawing ? <Substance {...{ answer, madeAt }} /> : null}
          <Next answer={answer} />
        </div>
      </div>
    </div>
  )
}
