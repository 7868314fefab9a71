// The face of the API. Not here: code.
export { captureJob, type HouseAtWork } from './epcis/capture-job.ts'
export type { House, HouseConfig } from './house.ts'
export { describeOpenApi, describeProblems } from './http/reference.ts'
export type { App } from './http/request-context.ts'
export { programVersion } from './http/version.ts'
export { buildServer } from './server.ts'
