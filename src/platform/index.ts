// The face of the platform. Not here: code.
export * from './access/access.ts'
export * from './access/actions.ts'
export { denialRecorder } from './access/record-denial.ts'
export { accessReference } from './access/reference.ts'
export * from './actor.ts'
export * from './backup/backup.ts'
export { checkBackup, type RestoreOptions, restore, restoreChecked, verifyBackup } from './backup/restore.ts'
export * from './clock/clock.ts'
export { readConfig } from './config/read-config.ts'
export { describeConfiguration } from './config/reference.ts'
export type { Config } from './config/settings.ts'
export * from './config/start-refused.ts'
export * from './database/admin.ts'
export {
  bigintColumn,
  bytesColumn,
  instantColumn,
  integerColumn,
  microsecondsOf,
  textColumn,
  uuidColumn,
} from './database/columns.ts'
export * from './database/connection.ts'
export * from './database/database.ts'
export { describeSchema } from './database/describe-schema.ts'
export { hasEmbedded } from './database/embedded/join.ts'
export * from './database/embedded/server.ts'
export { type DatabaseError, databaseError, isOutOfTime } from './database/errors.ts'
export * from './database/ground.ts'
export * from './database/health.ts'
export * from './database/idempotent.ts'
export * from './database/migrate.ts'
export * from './database/migration-files.ts'
export { roleNames } from './database/roles.ts'
export type { TransactionOptions } from './database/transaction-driver.ts'
export * from './documents/index.ts'
export { type Broker, brokerPath, callbackPath, openBroker } from './identity/broker.ts'
export * from './identity/claims.ts'
export type { DemoPersona } from './identity/demo-persona.ts'
export * from './identity/identity.ts'
export { namesOfPeople, peopleWithRole } from './identity/known-people.ts'
export * from './identity/limits.ts'
export { type KnownParty, safeReturn } from './identity/login.ts'
export {
  type ListedClient,
  type NewClient,
  registerClient,
  type TokenAnswer,
  withdrawnClients,
} from './identity/machine-clients.ts'
export { csrfHeader, isOwnRequest } from './identity/own-request.ts'
export { forgetPasskeys, type ListedPasskey } from './identity/passkeys.ts'
export type { IssuerConfig } from './identity/relying-party.ts'
export { isEqualSecret } from './identity/secrets.ts'
export { agentOf, type ListedSession, type LiveSession } from './identity/sessions.ts'
export * from './jobs/jobs.ts'
export * from './jobs/outbox.ts'
export * from './jobs/trace.ts'
export * from './log/index.ts'
export { failuresMax, pauseSeconds } from './outgoing/back-off.ts'
export { openPoster, type Posted, type Poster, type PosterOptions, sendTo } from './outgoing/poster.ts'
export { isSignedBy, signatureMinutes, signBody } from './outgoing/signature.ts'
export type { ParquetColumn, ParquetType } from './parquet/columns.ts'
export { copyColumns } from './parquet/columns-of-copy.ts'
export { openParquet, type ParquetFile } from './parquet/write-parquet.ts'
export * from './problems.ts'
export * from './saved-views/saved-views.ts'
export * from './streams/index.ts'
export * from './telemetry/index.ts'
