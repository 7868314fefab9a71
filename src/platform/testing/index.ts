// The face of the test furniture. Not for production code.
export * from './test-database.ts'
export * from './test-folder.ts'
