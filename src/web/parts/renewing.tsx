// What answered an earlier question, while the answer to this one is on its way: paler, and out of reach, so that nobody takes it for this one's.
// Not here: a first answer on its way (waiting.tsx).
import type { ReactNode } from 'react'
import './renewing.css'

export function Renewing({ isOld, children }: { isOld: boolean; children: ReactNode }) {
  return (
    <div className="gr-renewing" aria-busy={isOld} inert={isOld}>
      {children}
    </div>
  )
}
