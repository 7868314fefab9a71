export { limits, type ReadFailure } from './limits.ts'
export type { RdkitModule } from './rdkit.ts'
export type { Drawing, Part, Reading, Structure, Toolkit } from './structure.ts'
export { openToolkit } from './toolkit.ts'
