// The clauses of one finding, met or not, each tied to its piece of the drawing: hovering, focus or a press lights up both. This list is
// also the drawing in words. Not here: the drawing.
import { useLocale } from '../locale.tsx'
import { findingMessages } from '../messages/findings.ts'
import { Icon, type IconName } from '../parts/icon.tsx'
import { elementsIn, type Line } from './pieces.ts'

type Props = {
  readonly id: string
  readonly lines: readonly Line[]
  readonly elements: readonly string[]
  readonly active: string | null
  readonly pinned: string | null
  readonly onActive: (id: string | null) => void
  readonly onPin: (id: string | null) => void
}

const icons: Record<Line['clause']['outcome'], IconName> = { met: 'check', arguable: 'warning', 'not-met': 'cross' }

export function Clauses({ id, lines, elements, active, pinned, onActive, onPin }: Props) {
  const { t } = useLocale(findingMessages)
  return (
    <ol id={id} className="gr-clauses" aria-label={t('finding.clauses')}>
      {lines.map((line) => {
        const { clause, piece } = line
        const key = `${clause.ref} ${clause.en} ${clause.atoms.join()}`
        const isActive = piece !== null && piece.id === active
        const name = `gr-clause gr-clause-${clause.outcome}${isActive ? ' gr-clause-active' : ''}`
        if (piece === null)
          return (
            <li key={key} className={name}>
              <ClauseLine line={line} elements={elements} />
            </li>
          )
        return (
          <li key={key} className={name}>
            <button
              type="button"
              className="gr-clause-button"
              aria-pressed={pinned === piece.id}
              onClick={() => onPin(pinned === piece.id ? null : piece.id)}
              onPointerEnter={() => onActive(piece.id)}
              onPointerLeave={() => onActive(null)}
              onFocus={() => onActive(piece.id)}
              onBlur={() => onActive(null)}
            >
              <ClauseLine line={line} elements={elements} />
            </button>
          </li>
        )
      })}
    </ol>
  )
}

function ClauseLine({ line: { clause, piece }, elements }: { line: Line; elements: readonly string[] }) {
  const { t, locale } = useLocale(findingMessages)
  const { outcome, place, atoms, ref, reading } = clause
  const word = outcome === 'arguable' ? t('finding.outcome.arguable') : t(`finding.${outcome}`)
  return (
    <span className="gr-clause-line">
      <span className={`gr-clause-sign${piece ? ` gr-mark-${piece.look} gr-sign-${piece.outcome}` : ''}`}>
        {piece?.sign ?? ''}
      </span>
      <span className="gr-clause-text">
        {place ? `${place[locale]}: ` : ''}
        {clause[locale]}
        {outcome !== 'not-met' && reading?.why ? (
          <span className="gr-clause-reading"> {t('finding.reading', { why: reading.why[locale] })}</span>
        ) : null}
        {piece && elements.length > 0 ? (
          <span className="gr-clause-atoms">{t('finding.atoms', { counts: elementsIn(atoms, elements) })}</span>
        ) : null}
      </span>
      <span className="gr-clause-outcome">
        <Icon name={icons[outcome]} />
        {word}
      </span>
      <span className="gr-clause-ref">{ref}</span>
    </span>
  )
}
