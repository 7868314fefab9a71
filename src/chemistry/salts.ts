// Which pieces of a written salt are counter-ion or solvent, and charges taken back into hydrogens. Not here: the law on salts.

type Atom = { z?: number; chg?: number; impHs?: number; isotope?: number; nRad?: number; stereo?: string }
type Bond = { bo?: number; atoms: [number, number] }
type Defaults = { z?: number; chg?: number; impHs?: number }
type MoleculeJson = { defaults: { atom: Defaults }; molecules: [{ atoms: Atom[]; bonds?: Bond[] }] }

/** Canonical neutral SMILES of what medicines and powders are commonly a salt with, or crystallise with. */
export const counterIons: readonly string[] = [
  ...['Cl', 'Br', 'I', 'F', 'O', 'N', '[Na]', '[K]', '[Li]', '[Na+]', '[K+]', '[Li+]', '[Ca+2]', '[Mg+2]', '[Zn+2]'],
  ...['[Cl-]', '[Br-]', '[I-]', 'O=S(=O)(O)O', 'O=P(O)(O)O', 'O=[N+]([O-])O', '[O-][Cl+3]([O-])([O-])O', 'O=C(O)O'],
  ...['CC(=O)O', 'O=C(O)C(=O)O', 'O=C(O)C=CC(=O)O', 'O=C(O)/C=C/C(=O)O', 'O=C(O)/C=C\\C(=O)O', 'O=C(O)CCC(=O)O'],
  ...['O=C(O)CC(O)C(=O)O', 'O=C(O)CC(O)(CC(=O)O)C(=O)O', 'O=C(O)C(O)C(O)C(=O)O', 'O=C(O)[C@H](O)[C@@H](O)C(=O)O'],
  ...['O=C(O)[C@@H](O)[C@H](O)C(=O)O', 'CS(=O)(=O)O', 'Cc1ccc(S(=O)(=O)O)cc1', 'O=S(=O)(O)c1ccccc1', 'O=C(O)C(F)(F)F'],
  ...['O=C(O)c1ccccc1', 'O=C(O)c1ccccc1O', 'CC(O)C(=O)O', 'O=CO', 'CO', 'CCO', 'CC(C)O', 'CC(C)=O', 'ClCCl', 'CC#N'],
]
const known = new Set(counterIons)

export function isCounterIon(neutralSmiles: string): boolean {
  return known.has(neutralSmiles)
}

/**
 * The molecule with each charge undone that is only a hydrogen too many or too few, per atom and its own hydrogen count;
 * a nitro group, an N-oxide and a quaternary nitrogen keep theirs. Takes and gives RDKit's JSON; null when nothing changed.
 */
export function neutralised(json: string): string | null {
  const whole = JSON.parse(json) as MoleculeJson // RDKit wrote it.
  const { atoms, bonds = [] } = whole.molecules[0]
  const usual = whole.defaults.atom
  const charge = (atom: Atom) => atom.chg ?? usual.chg ?? 0
  const hydrogens = (atom: Atom) => atom.impHs ?? usual.impHs ?? 0
  const element = (atom: Atom) => atom.z ?? usual.z ?? 6
  // Judged on the charges as they were drawn, so that the order of the atoms does not matter.
  const charges = atoms.map(charge)
  const nextTo = (index: number, sign: number) =>
    bonds.some(
      ({ atoms: [a, b] }) => (a === index && charges[b]! * sign > 0) || (b === index && charges[a]! * sign > 0),
    )
  const hasSpareHydrogen = (atom: Atom, index: number) =>
    charges[index] === 1 && hydrogens(atom) > 0 && !nextTo(index, -1)
  const lacksHydrogen = (atom: Atom, index: number) =>
    charges[index] === -1 && [7, 8, 16].includes(element(atom)) && !nextTo(index, 1)
  // A plus that no hydrogen explains (a quaternary nitrogen, a sydnone) keeps its minus: together they are the molecule.
  const fixedPlus = atoms.filter(
    (atom, index) => charges[index]! > 0 && !hasSpareHydrogen(atom, index) && !nextTo(index, -1),
  )
  const kept = atoms.filter(lacksHydrogen).slice(0, fixedPlus.length)
  let changed = false
  atoms.forEach((atom, index) => {
    const by = hasSpareHydrogen(atom, index) ? -1 : lacksHydrogen(atom, index) && !kept.includes(atom) ? 1 : 0
    if (by === 0) return
    atom.chg = 0
    atom.impHs = hydrogens(atom) + by
    changed = true
  })
  return changed ? JSON.stringify(whole) : null
}
