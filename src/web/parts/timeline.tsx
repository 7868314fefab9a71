// What happened, in order, each with its moment and its sign; or periods on an axis of days. Not here: what happened; the screen tells that.
import type { ReactNode } from 'react'
import type { BadgeTone } from './badge.tsx'
import { Icon, type IconName } from './icon.tsx'
import './timeline.css'

export type Happening = {
  readonly id: string
  readonly when: string
  readonly dateTime: string
  readonly title: ReactNode
  readonly text?: ReactNode
  readonly tone?: BadgeTone
  readonly sign?: IconName
}

export function Timeline({ label, happenings }: { label: string; happenings: readonly Happening[] }) {
  return (
    <ol className="gr-timeline" aria-label={label}>
      {happenings.map(({ id, when, dateTime, title, text, tone = 'neutral', sign = 'dot' }) => (
        <li key={id} className="gr-timeline-item">
          <span className={`gr-timeline-sign gr-timeline-${tone}`}>
            <Icon name={sign} />
          </span>
          <div className="gr-timeline-body">
            <time dateTime={dateTime}>{when}</time>
            <div className="gr-timeline-title">{title}</div>
            {text ? <div className="gr-timeline-text">{text}</div> : null}
          </div>
        </li>
      ))}
    </ol>
  )
}
