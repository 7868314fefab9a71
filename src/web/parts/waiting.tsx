// Something is on its way: grey lines where it will stand, and one sentence for who cannot see them. Not here: progress with an end.
import { useLocale } from '../locale.tsx'
import './waiting.css'

export function Waiting({ label, lines = 4 }: { label?: string; lines?: number }) {
  const { t } = useLocale()
  return (
    <div className="gr-waiting" role="status">
      <span className="gr-sr-only">{label ?? t('part.waiting')}</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all the same and never move.
        <span key={line} className="gr-waiting-line" aria-hidden="true" />
      ))}
    </div>
  )
}
