// Classifying tables of structures of any length, in a thread, a worker or a browser. Its own face, so that a worker loads no more than it needs.
export { openClassifier, type StructureAnswer, type StructureClassifier } from '../classifier/structure.ts'
export { type Corpus, type CorpusData, openCorpus } from '../corpus-value.ts'
export { coverageOn } from '../coverage.ts'
export * from './book.ts'
export { isTable, readHead, type Table, type TableRefusal, type TableWish } from './head.ts'
export {
  type BatchVerdict,
  batchVerdicts,
  type Counts,
  type Judged,
  noCounts,
} from './judge.ts'
export {
  type BatchFormat,
  type BatchLine,
  batchFormats,
  batchLine,
  type CoverageRow,
  type Writer,
  writerOf,
} from './lines.ts'
export { type BatchMessage, said } from './messages.ts'
export {
  maxRow,
  openScanner,
  type RowFault,
  type Scanner,
  type Shard,
  shardSize,
  type TableKind,
  tableKinds,
} from './scan.ts'
export { addCounts, type BatchJudge, openBatch, type ShardInput, type ShardWatch, verdictCodes } from './shards.ts'
export { cell } from './sheet.ts'
export { crc32 } from './zip.ts'
