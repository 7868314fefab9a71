// A structure drawn, and where its atoms stand, numbered as they were written. Not here: what a page marks in it.
import type { RdkitModule, RdkitMolecule } from './rdkit.ts'
import type { Drawing } from './structure.ts'
import { drawingDetails, placesOf, themed } from './svg.ts'

type Json = { molecules: [{ atoms: { z?: number }[] }]; defaults: { atom: { z?: number } } }

/** Null where RDKit cannot read it. Hydrogens that were written out are left out of the picture where it can do without them. */
export function drawn(rdkit: RdkitModule, structure: string): Drawing | null {
  const withHydrogens = rdkit.get_mol(structure, '{"removeHs":false}')
  if (!withHydrogens) return null
  const plain = rdkit.get_mol(structure)
  try {
    const isHydrogen = hydrogensOf(withHydrogens)
    const heavy = isHydrogen.filter((is) => !is).length
    // RDKit keeps a hydrogen that says something (an isotope, H2): then the numbers of the rest shift, and all are drawn.
    const isPlain = plain !== null && plain.get_num_atoms(false) === heavy
    const picture = isPlain ? plain : withHydrogens
    const count = isPlain ? heavy : isHydrogen.length
    const svg = picture.get_svg_with_highlights(drawingDetails(count))
    const written = isHydrogen.flatMap((is, place) => (is && isPlain ? [] : [place]))
    const { width, height, atoms, bonds } = placesOf(svg)
    return {
      ...{ svg: themed(svg), width, height },
      atoms: isHydrogen.map((_, place) => atoms.get(written.indexOf(place)) ?? null),
      // RDKit draws hydrogens of its own where rings meet in space: they were not written, and no clause speaks of them.
      bonds: bonds.flatMap(([from, to]) => {
        const [a, b] = [written[from], written[to]]
        return a === undefined || b === undefined ? [] : [[a, b] as const]
      }),
    }
  } finally {
    withHydrogens.delete()
    plain?.delete()
  }
}

function hydrogensOf(molecule: RdkitMolecule): readonly boolean[] {
  const { molecules, defaults } = JSON.parse(molecule.get_json()) as Json // RDKit wrote it.
  return molecules[0].atoms.map(({ z }) => (z ?? defaults.atom.z ?? 6) === 1)
}
