// The face of the test furniture. Not for production code.
export * from './test-database.ts'
export { makeTestFolder } from './test-folder.ts'
