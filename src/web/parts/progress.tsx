// How far something with a known end is. Not here: waiting without an end; see waiting.tsx.
import { Label } from 'react-aria-components/Label'
import { ProgressBar } from 'react-aria-components/ProgressBar'
import './progress.css'

export function Progress({ label, value, max, text }: { label: string; value: number; max: number; text?: string }) {
  return (
    <ProgressBar className="gr-progress" value={value} maxValue={max} {...(text ? { valueLabel: text } : {})}>
      {({ percentage, valueText }) => (
        <>
          <Label className="gr-progress-label">{label}</Label>
          <span className="gr-progress-value">{valueText}</span>
          <svg className="gr-progress-track" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
            <rect className="gr-progress-rest" width="100" height="1" />
            <rect className="gr-progress-done" width={percentage ?? 0} height="1" />
          </svg>
        </>
      )}
    </ProgressBar>
  )
}
