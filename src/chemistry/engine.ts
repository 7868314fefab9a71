// Reading and drawing on one RDKit instance, synchronous. Not here: time limits and recovery from a trap (the hosts').
import { drawn } from './drawing.ts'
import { type ReadFailure, refusedBeforeReading } from './limits.ts'
import type { RdkitLog, RdkitModule, RdkitMolecule } from './rdkit.ts'
import { isCounterIon, neutralised } from './salts.ts'
import type { Drawing, Part, Reading } from './structure.ts'

export type Engine = {
  read(smiles: string): Reading
  draw(structure: string): Drawing | null
}

/** Throws only what WebAssembly throws when it traps: after that the instance is broken and must be replaced. */
export function engineOn(rdkit: RdkitModule): Engine {
  const log = rdkit.set_log_capture('rdApp.error')
  return {
    read(smiles) {
      const refused = refusedBeforeReading(smiles)
      if (refused) return { ok: false, failure: refused }
      log?.clear_buffer()
      const molecule = rdkit.get_mol(smiles)
      if (!molecule) return { ok: false, failure: explained(smiles, log) }
      try {
        const parts = partsOf(rdkit, molecule)
        const whole = identity(rdkit, molecule)
        const first = parts[0]
        if (!first) return { ok: false, failure: { reason: 'empty', at: 0, detail: 'no atoms' } }
        return {
          ok: true,
          structure: { ...whole, parts, wasStripped: whole.smiles !== first.smiles },
        }
      } finally {
        molecule.delete()
      }
    },
    draw(structure) {
      if (refusedBeforeReading(structure)) return null
      return drawn(rdkit, structure)
    },
  }
}

/** The pieces, neutral, equal ones counted once; what is no counter-ion first, then organic, then large. */
function partsOf(rdkit: RdkitModule, molecule: RdkitMolecule): readonly Part[] {
  const found = new Map<string, Part>()
  const { molList } = molecule.get_frags('{"sanitizeFrags":true}')
  try {
    for (let index = 0; index < molList.size(); index++) {
      const piece = molList.at(index)
      if (!piece) continue
      try {
        const part = partOf(rdkit, piece)
        const earlier = found.get(part.smiles)
        found.set(part.smiles, { ...part, count: part.count + (earlier?.count ?? 0) })
      } finally {
        piece.delete()
      }
    }
  } finally {
    molList.delete()
  }
  const isOrganic = (part: Part) => Number(/^C(?![a-z])/.test(part.formula ?? ''))
  return [...found.values()].sort(
    (a, b) =>
      Number(a.isCounterIon) - Number(b.isCounterIon) ||
      isOrganic(b) - isOrganic(a) ||
      b.heavyAtoms - a.heavyAtoms ||
      b.molarMass - a.molarMass ||
      (a.smiles < b.smiles ? -1 : 1),
  )
}

function partOf(rdkit: RdkitModule, piece: RdkitMolecule): Part {
  const changed = neutralised(piece.get_json())
  const neutral = changed === null ? null : rdkit.get_mol(changed)
  try {
    const { smiles, inchi, inchiKey, formula, molarMass } = identity(rdkit, neutral ?? piece)
    const heavyAtoms = (neutral ?? piece).get_num_atoms(true)
    return { smiles, inchi, inchiKey, formula, molarMass, heavyAtoms, count: 1, isCounterIon: isCounterIon(smiles) }
  } finally {
    neutral?.delete()
  }
}

function identity(rdkit: RdkitModule, molecule: RdkitMolecule) {
  const inchi = molecule.get_inchi() || null
  const { amw } = JSON.parse(molecule.get_descriptors()) as { amw: number } // RDKit wrote it.
  return {
    smiles: molecule.get_smiles(),
    inchi,
    inchiKey: inchi === null ? null : rdkit.get_inchikey_for_inchi(inchi) || null,
    formula: inchi?.split('/')[1] ?? null,
    molarMass: Math.round(amw * 1000) / 1000,
  }
}

function explained(smiles: string, log: RdkitLog | null): ReadFailure {
  const said = log?.get_buffer() ?? ''
  const detail =
    said
      .replace(/\[\d\d:\d\d:\d\d\] /g, '')
      .split('\n')[0]
      ?.slice(0, 200) ?? ''
  const position = /around position (\d+)/.exec(said)?.[1]
  if (position !== undefined) return { reason: 'syntax', at: Number(position) - 1, detail }
  const ring = /unclosed ring/.test(said) ? lastOpenRing(smiles) : null
  if (ring !== null) return { reason: 'syntax', at: ring, detail: 'a ring is never closed' }
  const atom = /atom # (\d+)/.exec(said)?.[1]
  return { reason: 'chemistry', at: atom === undefined ? null : offsetOfAtom(smiles, Number(atom)), detail }
}

/** Where the first ring mark stands that has no partner. */
function lastOpenRing(smiles: string): number | null {
  const open = new Map<string, number>()
  for (const { 0: mark, index } of smiles.matchAll(/\[[^\]]*\]|%\d\d|\d/g)) {
    if (mark.startsWith('[')) continue
    if (!open.delete(mark)) open.set(mark, index)
  }
  return open.values().next().value ?? null
}

/** Where the n-th atom is written. */
function offsetOfAtom(smiles: string, atom: number): number | null {
  const atoms = smiles.matchAll(/\[[^\]]*\]|Cl|Br|[BCNOPSFIbcnops]/g)
  return [...atoms][atom]?.index ?? null
}
