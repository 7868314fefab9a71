export { CorpusFault, loadCorpus, readCorpus } from './load.ts'
export { publishedSchemas } from './schemas.ts'
