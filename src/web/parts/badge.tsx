// A status in a word with a sign; colour only repeats what the two say. Not here: which status has which tone; each room says that.
import { signOf, type Tone } from './alert.tsx'
import { Icon, type IconName } from './icon.tsx'
import './badge.css'

export type BadgeTone = Tone | 'neutral'

export function Badge({ tone, children, sign }: { tone: BadgeTone; children: string; sign?: IconName }) {
  return (
    <span className={`gr-badge gr-badge-${tone}${tone === 'neutral' && !sign ? ' gr-badge-dot' : ''}`}>
      <Icon name={sign ?? (tone === 'neutral' ? 'dot' : signOf[tone])} />
      {children}
    </span>
  )
}
