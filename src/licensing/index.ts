export * from './ceilings.ts'
export * from './contract.ts'
export * from './coverage-on.ts'
export { type EndingExemption, endingExemptions, lapsedHolders } from './ending-exemptions.ts'
export { type LegalException, legalExceptions } from './exceptions.ts'
export { type ExemptionFilter, exemption, listExemptions } from './exemption-views.ts'
export * from './expert-problems.ts'
export { readExpertSubject, recordExpertDecision, withdrawExpertDecision } from './expert-record.ts'
export { readExpertContents } from './expert-store.ts'
export { expertSubjects } from './expert-subjects.ts'
export {
  acceptedReadings,
  expertContent,
  expertDecision,
  expertDecisionsFor,
  listExpertDecisions,
} from './expert-views.ts'
export * from './facts.ts'
export { type GlnFact, glnFacts, readGlns, recordGln } from './glns.ts'
export * from './import-window.ts'
export {
  compareRegisters,
  keepRegisters,
  partyOfKvk,
  type RegisterChange,
  whoRuns,
} from './keep-registers.ts'
export * from './limits.ts'
export * from './locations.ts'
export { ministerOf } from './minister-of.ts'
export * from './names.ts'
export { listParties, type PartyFilter, party } from './party-views.ts'
export * from './problems.ts'
export {
  type RegisterFault,
  type RegisterFaultKind,
  RegisterFile,
  type Registers,
  registersFrom,
} from './register-file.ts'
export { onRecord, recordOfExemption, recordOfParty, recordRegistersOnce } from './register-record.ts'
export { type Register, registers } from './register-said.ts'
export * from './seed-from-views.ts'
export {
  type LicensingSeed,
  type SeedExemption,
  type SeedParty,
  type SeedPremises,
  seedLicensing,
} from './seed-licensing.ts'
export { glnOn, loadLicensingFacts } from './store.ts'
