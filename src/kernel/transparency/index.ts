export * from './bytes.ts'
export * from './checkpoint.ts'
export * from './compact-range.ts'
export * from './cosignature.ts'
export * from './hash.ts'
export {
  checkNote,
  type NoteSignature,
  type NoteVerdict,
  parseNote,
  parseVerifierKey,
  printVerifierKey,
  type SignBytes,
  type SignedNote,
  signNote,
  type VerifierKey,
  type VerifyBytes,
  verifierKeyOf,
} from './note.ts'
export * from './tiles.ts'
export * from './tree.ts'
export * from './verify.ts'
export { type ProofFailure, proofFailures } from './verify-texts.ts'
