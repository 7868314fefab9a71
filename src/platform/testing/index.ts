// The face of the test furniture. Not for production code.

export { askBroker, openBroker } from './broker.ts'
export { chromiumPath } from './chromium.ts'
export { type ReadPdf, readPdf } from './read-pdf.ts'
export type { Filling, FillingGround } from './templates.ts'
export * from './test-database.ts'
export { makeTestFolder } from './test-folder.ts'
