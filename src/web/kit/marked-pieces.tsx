// A drawing with a piece in every look, lit up when its line is. Not here: findings of the law.
import { useId, useState } from 'react'
import { useLocale } from '../locale.tsx'
import { kitMessages } from '../messages/kit.ts'
import { type Look, MarkedMolecule, type MarkedPiece } from '../parts/molecule-marked.tsx'

const looks: readonly Look[] = [
  ...(['solid', 'level', 'diagonal', 'backward', 'upright', 'grid', 'dashed'] as const),
  ...(['ringed', 'arguable', 'refused', 'missing'] as const),
]
const step = 34

/** A chain with two atoms for each look. */
const places = looks.flatMap((_, index) =>
  [0, 1].map((end) => [20 + (2 * index + end) * step, end === 0 ? 46 : 24] as const),
)
const chain = {
  svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M${places.map(([x, y]) => `${x} ${y}`).join('L')}" fill="none" stroke="currentColor" stroke-width="1.5"/></svg>`,
  ...{ width: 40 + (places.length - 1) * step, height: 66, atoms: places },
  bonds: places.slice(1).map((_, from) => [from, from + 1] as const),
}
const pieces = looks.map((look, index): MarkedPiece => {
  const outcome = look === 'refused' || look === 'missing' ? 'not-met' : look === 'arguable' ? 'arguable' : 'met'
  return { id: look, sign: String(index + 1), atoms: [2 * index, 2 * index + 1], look, outcome }
})

export function MarkedPieces() {
  const { t } = useLocale(kitMessages)
  const [active, setActive] = useState<string | null>(null)
  const listId = useId()
  return (
    <div>
      <MarkedMolecule
        {...{ pieces, active, molecule: chain, label: t('kit.molecule.marked') }}
        describedBy={listId}
        onActive={setActive}
      />
      <p id={listId}>{pieces.map(({ sign, look }) => `${sign} ${look}`).join(' · ')}</p>
    </div>
  )
}
