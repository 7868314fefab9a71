// The face of the API. Not here: code.
export { captureJob, type HouseAtWork } from './epcis-capture-job.ts'
export type { House, HouseConfig } from './house.ts'
export { describeOpenApi, describeProblems } from './reference.ts'
export type { App } from './request-context.ts'
export { buildServer } from './server.ts'
export { programVersion } from './version.ts'
