// A structure with pieces of it marked: a halo under the bonds in a colour and a pattern, a sign beside it. The list of pieces beside the
// picture is its text; both light up together. Not here: which pieces, and what is said of them.
import { useId } from 'react'
import { DrawnSvg } from './molecule.tsx'
import { type DrawnMolecule, haloOf, margin, signPlaces } from './molecule-geometry.ts'
import './molecule-slot.css'
import './molecule-marked.css'

/** A look is a colour and a pattern together; refused and arguable have one of their own whatever the piece is. */
export type Look =
  | 'solid'
  | 'level'
  | 'diagonal'
  | 'backward'
  | 'upright'
  | 'grid'
  | 'dashed'
  | 'ringed'
  | 'arguable'
  | 'refused'
  | 'missing'

export type MarkedPiece = {
  readonly id: string
  /** "3 R1": as the line of text begins too. */
  readonly sign: string
  readonly atoms: readonly number[]
  readonly look: Look
  readonly outcome: 'met' | 'arguable' | 'not-met'
}

type Props = {
  readonly molecule: DrawnMolecule
  readonly pieces: readonly MarkedPiece[]
  /** What the picture shows, in a sentence. */
  readonly label: string
  /** The element that says the same in words. */
  readonly describedBy: string
  readonly active: string | null
  readonly onActive: (id: string | null) => void
}

export function MarkedMolecule({ molecule, pieces, label, describedBy, active, onActive }: Props) {
  const scope = useId()
  const { width, height } = molecule
  const shown = Math.round((width + 2 * margin) * enlarged)
  const box = `${-margin} ${-margin} ${width + 2 * margin} ${height + 2 * margin}`
  // Large pieces first, so that what hangs on them lies on top and can be pointed at.
  const inOrder = pieces.toSorted((a, b) => layer(a) - layer(b) || b.atoms.length - a.atoms.length)
  const places = signPlaces(
    molecule,
    pieces.map(({ sign, atoms }) => ({ atoms, width: signWidth(sign) })),
  )
  const stateOf = ({ id }: MarkedPiece) => (active === null ? '' : active === id ? ' gr-mark-active' : ' gr-mark-quiet')
  return (
    <div className="gr-marked" role="img" aria-label={label} aria-describedby={describedBy}>
      <svg className="gr-marked-under" viewBox={box} width={shown} aria-hidden="true">
        {inOrder.map((piece) => (
          <g
            key={piece.id}
            className={`gr-mark gr-mark-${piece.look}${stateOf(piece)}`}
            onPointerEnter={() => onActive(piece.id)}
            onPointerLeave={() => onActive(null)}
          >
            <Halo piece={piece} path={haloOf(molecule, piece.atoms, piece.look === 'ringed')} scope={scope} />
          </g>
        ))}
      </svg>
      <DrawnSvg svg={molecule.svg} viewBox={box} width={shown} />
      <svg className="gr-marked-over" viewBox={box} width={shown} aria-hidden="true">
        {pieces.map((piece, index) => {
          const at = places[index]
          return at ? <SignMark key={piece.id} piece={piece} at={at} state={stateOf(piece)} /> : null
        })}
      </svg>
    </div>
  )
}

/** A marked picture carries signs and patterns: it is read at a larger size than a plain one. */
const enlarged = 1.35

/** Dashed rings and rings around single atoms lie over the broad halos. */
const layer = ({ look }: MarkedPiece) => (look === 'dashed' ? 1 : look === 'ringed' || look === 'missing' ? 2 : 0)

const signWidth = (sign: string) => Math.max(18, 8 + sign.length * 7)

function Halo({ piece, path, scope }: { piece: MarkedPiece; path: string; scope: string }) {
  const { look } = piece
  if (look === 'dashed') return <path d={path} className="gr-mark-dash" />
  const pattern = `${scope}-${piece.id}`
  return (
    <>
      <path d={path} className="gr-mark-edge" />
      <path d={path} className="gr-mark-paper" />
      {look in patterns ? (
        <>
          <Pattern id={pattern} look={look} />
          <path d={path} className="gr-mark-fill" stroke={`url(#${pattern})`} />
        </>
      ) : (
        <path d={path} className="gr-mark-tint" />
      )}
    </>
  )
}

/** Lines of a tile of eight by eight; dots are lines of no length with round ends. */
const patterns: Partial<Record<Look, string>> = {
  level: 'M0 2H8M0 6H8',
  diagonal: 'M-2 2L2 -2M0 8L8 0M6 10L10 6',
  backward: 'M-2 6L2 10M0 0L8 8M6 -2L10 2',
  upright: 'M2 0V8M6 0V8',
  grid: 'M0 4H8M4 0V8',
  arguable: 'M2 2h.01M6 6h.01',
  refused: 'M0 8L8 0M0 0L8 8M-2 2L2 -2M6 10L10 6M-2 6L2 10M6 -2L10 2',
}

function Pattern({ id, look }: { id: string; look: Look }) {
  return (
    <pattern id={id} width="8" height="8" patternUnits="userSpaceOnUse">
      <path d={patterns[look]} className="gr-mark-line" />
    </pattern>
  )
}

/** Round where it is met, a lozenge end where it is arguable, square where it refuses; the outcome is in the words beside it too. */
function SignMark({ piece, at: [x, y], state }: { piece: MarkedPiece; at: readonly [number, number]; state: string }) {
  const width = signWidth(piece.sign)
  const round = piece.outcome === 'not-met' ? 0 : piece.outcome === 'arguable' ? 4 : 9
  return (
    <g className={`gr-sign gr-mark-${piece.look} gr-sign-${piece.outcome}${state}`}>
      <rect x={x - width / 2} y={y - 9} width={width} height="18" rx={round} />
      <text x={x} y={y + 4} textAnchor="middle">
        {piece.sign}
      </text>
    </g>
  )
}
