// What is left of an acid when it loses its carbon dioxide: the ratio of molar masses that makes THCA count as THC, computed from the
// structures and not typed in. Pure. Not here: the measuring.
import { createGraph, massOf, readMolecule } from '#chemistry'
import { assert, type Fraction } from '#kernel'

/** Each with the acid it comes from, as SMILES. */
const pairs = {
  thc: {
    neutral: 'CCCCCc1cc(O)c2c(c1)OC(C)(C)C1CCC(C)=CC21',
    acid: 'CCCCCc1cc2c(c(O)c1C(=O)O)C1C=C(C)CCC1C(C)(C)O2',
  },
  cbd: {
    neutral: 'CCCCCc1cc(O)c(C2C=C(C)CCC2C(C)=C)c(O)c1',
    acid: 'CCCCCc1cc(O)c(C2C=C(C)CCC2C(C)=C)c(O)c1C(=O)O',
  },
} as const
export type Cannabinoid = keyof typeof pairs

/** Pharmacopoeias write it with three digits: 0.877. More would claim more than a laboratory can weigh. */
const digits = 1_000

export function acidFactor(cannabinoid: Cannabinoid): Fraction {
  const { neutral, acid } = pairs[cannabinoid]
  return { numerator: BigInt(Math.round((weigh(neutral) / weigh(acid)) * digits)), denominator: BigInt(digits) }
}

function weigh(smiles: string): number {
  const graph = createGraph()
  const isRead = readMolecule(graph, smiles)
  assert(isRead, 'the structures of this file can be read')
  return massOf(graph)
}
