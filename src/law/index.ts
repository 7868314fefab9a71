export { articleOn, citation, listArticle } from './citations.ts'
export {
  type Basis,
  type Clause,
  type ClauseFile,
  classifyStructure,
  type ExceptionFile,
  type ExceptionFound,
  type Finding,
  type GroupFile,
  type NearMiss,
  openClassifier,
  type Role,
  type Step,
  type StructureAnswer,
  type StructureClassifier,
  type StructureVerdict,
} from './classifier/index.ts'
export { cardOf, classify, daysOf } from './classify.ts'
export * from './compare/index.ts'
export * from './contract.ts'
export { type Corpus, type CorpusData, openCorpus } from './corpus-value.ts'
export { type Coverage, coverageOn } from './coverage.ts'
export {
  decide,
  decideUnder,
  decisionProblems,
  engineVersion,
  explainDecision,
  type Fact,
  type FactFile,
  type LawAsked,
  lawBook,
  medicineRoutes,
  type ReadingFile,
  type Replay,
  type Rule,
  type RuleFile,
  receiptHash,
  receiptJson,
  receiptOf,
  replay,
  type SetFile,
  versionOn,
} from './decision/index.ts'
export type {
  ActFile,
  DeterminationFile,
  ListFile,
  ProductFile,
  ProfileFile,
  SubstanceFile,
  TermFile,
  TermValue,
} from './files.ts'
export { type ListCount, listCounts } from './list-counts.ts'
export {
  changesBetween,
  compareNames,
  countsOf,
  holdsOn,
  listRegister,
  listsOnDay,
} from './list-register.ts'
export { changeDays, type Days, history, listingsOn, type SnapshotEntry, snapshot, startUnknownAfter } from './lists.ts'
export { lawProblems, termProblems } from './problems.ts'
export { suggest } from './suggest.ts'
export { productCodesNamed, productOn, productsOn, type Term, termOn } from './terms.ts'
