export type * from './answer.ts'
export { ClauseFile, ExceptionFile, GroupFile } from './definition.ts'
export { classifyStructure, openClassifier } from './structure.ts'
export { type Clause, type Role, roles } from './trace.ts'
