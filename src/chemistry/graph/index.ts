export { aromaticRingAt } from './aromatic.ts'
export * as elements from './elements.ts'
export { ketoForm } from './enol.ts'
export {
  compacted,
  copyPiece,
  createGraph,
  degree,
  emptied,
  type Graph,
  joinUp,
  maxAtoms,
  type ReadFault,
} from './graph.ts'
export { type HashKind, hashOf, identityOf, neutralHydrogens } from './hash.ts'
export { hasRadical } from './hydrogens.ts'
export { readInchi } from './inchi.ts'
export { openLactones } from './lactone.ts'
export { atomMass, formulaOf, hasIsotope, massOf, neutralMass } from './mass.ts'
export { type InSpace, inSpace, isStereoCentre, type Matcher, matcherOf, nextMatch, startMatch } from './match.ts'
export { readMolfile } from './molfile.ts'
export { readMolecule, readPatternMolecule, workedOut } from './read.ts'
export { ringSystemWithout } from './rings.ts'
export { writeSmiles } from './write.ts'
