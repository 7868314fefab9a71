export { ClauseFile, ExceptionFile, GroupFile } from './definition.ts'
export {
  type Basis,
  classifyStructure,
  type ExceptionFound,
  type Finding,
  type Message,
  openClassifier,
  type StructureAnswer,
  type StructureClassifier,
  type StructureVerdict,
} from './structure.ts'
export type { Clause } from './trace.ts'
