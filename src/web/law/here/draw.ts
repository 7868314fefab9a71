// A drawing made on this device, where nothing may be sent or there is no line. Not here: the server's better one, and marks.
import { Molecule } from 'openchemlib'
import type { SubstanceAnswer } from '#law/contract'
import type { DrawnMolecule, Place } from '../../parts/molecule-geometry.ts'

const scope = 'here'
/** Its bonds are 24 long; ours, and the letters that go with them, are drawn at 33. */
const scale = 1.375

/** Null where it cannot be read, or where its atoms would not have the numbers the clauses use: written hydrogens move them. */
export function drawnHere({ structure, elements }: NonNullable<SubstanceAnswer['drawing']>): DrawnMolecule | null {
  const molecule = read(structure)
  if (molecule === null) return null
  const count = molecule.getAllAtoms()
  const isSameOrder =
    count === elements.length && elements.every((symbol, atom) => molecule.getAtomLabel(atom) === symbol)
  if (!isSameOrder) return null
  if (!structure.includes('\n')) molecule.inventCoordinates()
  const drawn = molecule.toSVG(1_000, 1_000, scope, { ...plain, autoCrop: true, autoCropMargin: 12, strokeWidth: 1.1 })
  const [left = 0, top = 0, width = 1, height = 1] = (/viewBox="([^"]*)"/.exec(drawn)?.[1] ?? '').split(' ').map(Number)
  const places = new Map(
    [...drawn.matchAll(/id="here:Atom:(\d+)"[^>]*? cx="([\d.-]+)" cy="([\d.-]+)"/g)].map(([, atom, x, y]) => [
      Number(atom),
      [(Number(x) - left) * scale, (Number(y) - top) * scale] as const,
    ]),
  )
  const shapes = [...drawn.matchAll(/<(?:line|polygon|text) [^>]*?(?:\/>|>[^<]*<\/text>)/g)]
    .map(([shape]) => shape)
    .filter((shape) => !shape.includes('class="event"'))
    .map((shape) => shape.replace(/rgb\([^)]*\)/g, 'currentColor'))
  const bonds = Array.from(
    { length: molecule.getAllBonds() },
    (_, bond) => [molecule.getBondAtom(0, bond), molecule.getBondAtom(1, bond)] as const,
  )
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width * scale} ${height * scale}"><g transform="scale(${scale}) translate(${-left} ${-top})">${shapes.join('')}</g></svg>`,
    ...{ width: width * scale, height: height * scale, bonds },
    atoms: Array.from({ length: count }, (_, atom): Place | null => places.get(atom) ?? null),
  }
}

const plain = {
  suppressChiralText: true,
  suppressESR: true,
  suppressCIPParity: true,
  noStereoProblem: true,
  fontWeight: 'normal',
} as const

function read(structure: string): Molecule | null {
  try {
    return structure.includes('\n') ? Molecule.fromMolfile(structure) : Molecule.fromSmiles(structure)
  } catch {
    return null
  }
}
