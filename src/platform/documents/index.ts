export * from './documents.ts'
export { type MediaType, mediaTypes } from './media-type.ts'
export { documentProblems } from './problems.ts'
export { type DocumentStore, openDocumentStore } from './store.ts'
