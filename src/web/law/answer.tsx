// The answer about a substance, in the order a reader needs it: the verdict, why, when not, how it came about. Not here: each part.
import type { SubstanceAnswer } from '#law/contract'
import { Findings } from './check-findings.tsx'
import { Next } from './check-next.tsx'
import { Coverage, Steps } from './check-notes.tsx'
import { Substance } from './check-substance.tsx'
import { Verdict } from './check-verdict.tsx'
import { History } from './history.tsx'
import { Written } from './written.tsx'
import './findings.css'

export function Answer({ answer }: { answer: SubstanceAnswer }) {
  const { substance, drawing, listings } = answer
  return (
    <div className="gr-law-answer">
      <Verdict answer={answer} />
      <div className="gr-law-columns">
        <div className="gr-law-main">
          <Findings answer={answer} />
          {listings.length > 0 ? <Written listings={listings} /> : null}
          {substance ? <History answer={answer} name={substance.nameNl} /> : null}
          <Steps answer={answer} />
          <Coverage answer={answer} />
        </div>
        <div className="gr-law-aside">
          {substance || drawing ? <Substance answer={answer} /> : null}
          <Next answer={answer} />
        </div>
      </div>
    </div>
  )
}
