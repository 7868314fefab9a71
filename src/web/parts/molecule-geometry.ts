// Where marks on a drawing go: a halo along the bonds of a piece, and a sign beside it that covers no atom. Pure. Not here: which pieces
// there are, and how a mark looks.

export type Place = readonly [x: number, y: number]
/** As the API draws: places by the number an atom was written at, null for one that is not drawn. */
export type DrawnMolecule = {
  readonly svg: string
  readonly width: number
  readonly height: number
  readonly atoms: readonly (Place | null)[]
  readonly bonds: readonly (readonly [number, number])[]
}

/** Room around RDKit's picture for signs that stand outside the molecule. */
export const margin = 26

/** A path through a piece: each bond inside it, and a point (drawn round by its line end) for an atom by itself; `isApart`: points alone. */
export function haloOf({ atoms, bonds }: DrawnMolecule, piece: readonly number[], isApart = false): string {
  const within = new Set(piece)
  const joined = new Set<number>()
  const lines = bonds.flatMap(([from, to]) => {
    const [a, b] = [atoms[from], atoms[to]]
    if (isApart || !within.has(from) || !within.has(to) || !a || !b) return []
    joined.add(from).add(to)
    return [`M${a[0]} ${a[1]}L${b[0]} ${b[1]}`]
  })
  const alone = piece.flatMap((atom) => {
    const place = atoms[atom]
    return place && !joined.has(atom) ? [`M${place[0]} ${place[1]}h.01`] : []
  })
  return [...lines, ...alone].join('')
}

export type Sign = { readonly atoms: readonly number[]; readonly width: number }

/** A place for each sign, in order: near an atom of its piece, as far as can be from other atoms, bonds and earlier signs. */
export function signPlaces(molecule: DrawnMolecule, signs: readonly Sign[]): readonly (Place | null)[] {
  const taken: Place[] = molecule.atoms.filter((place) => place !== null)
  for (const [from, to] of molecule.bonds) {
    const [a, b] = [molecule.atoms[from], molecule.atoms[to]]
    if (a && b) taken.push([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2])
  }
  const placed: { readonly at: Place; readonly width: number }[] = []
  return signs.map(({ atoms, width }) => {
    let best: { readonly at: Place; readonly room: number } | null = null
    for (const atom of atoms) {
      const own = molecule.atoms[atom]
      if (!own) continue
      for (let turn = 0; turn < turns; turn++) {
        const angle = (turn / turns) * 2 * Math.PI
        const reach = 19 + (width / 2) * Math.abs(Math.cos(angle))
        const at: Place = [own[0] + reach * Math.cos(angle), own[1] + reach * Math.sin(angle)]
        if (!isInside(molecule, at, width)) continue
        const room = Math.min(
          ...taken.map((other) => apart(at, other, width / 2)),
          ...placed.map((other) => apart(at, other.at, (width + other.width) / 2)),
        )
        if (best === null || room > best.room + 0.5) best = { at, room }
      }
    }
    if (best) placed.push({ at: best.at, width })
    return best?.at ?? null
  })
}

const turns = 16

/** The gap between a sign and a point, or between two signs whose half widths together are `half`: signs are wide and low. */
function apart([x, y]: Place, [otherX, otherY]: Place, half: number): number {
  return Math.hypot(Math.max(0, Math.abs(x - otherX) - half + 8), y - otherY)
}

function isInside({ width, height }: DrawnMolecule, [x, y]: Place, wide: number): boolean {
  const half = wide / 2
  return x - half > 1 - margin && x + half < width + margin - 1 && y - 9 > 1 - margin && y + 9 < height + margin - 1
}
