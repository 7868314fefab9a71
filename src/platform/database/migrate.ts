// Brings a database to the shape this checkout knows: forward only, each file once, none changed afterwards.
// Not here: what the files say, and copies of data (backup/).
import type { ClientBase } from 'pg'
import { StartRefused } from '../config/start-refused.ts'
import { installJobTables } from '../jobs/install.ts'
import type { Admin } from './admin.ts'
import { type MigrationFile, readMigrations } from './migration-files.ts'
import { ensureRoles, roleNames } from './roles.ts'

/** As the database remembers it; a newer program may have written a room this one does not know. */
export type AppliedMigration = Pick<MigrationFile, 'number' | 'name' | 'sha256'> & { readonly module: string }

/** One number for all of Grein: whoever migrates this database waits for whoever is at it. */
export const migrationLock = 0x67726569n // "grei"

/** Applies what is missing and returns it. Refuses to start on a file that was changed, lost or slipped in before its time. */
export async function migrate(
  admin: Admin,
  files: readonly MigrationFile[] = readMigrations(),
): Promise<MigrationFile[]> {
  return admin.withClient(async (client) => {
    await client.query('select pg_advisory_lock($1)', [`${migrationLock}`])
    try {
      await ensureRoles(client)
      await client.query('begin')
      await prepareDatabase(client)
      await client.query('commit')
      const missing = findMissing(files, await appliedMigrations(client))
      for (const file of missing) {
        await client.query('begin')
        await applyMigration(client, file)
        await client.query('commit')
      }
      await client.query('begin')
      await installJobTables(client)
      await client.query('commit')
      return missing
    } finally {
      await client.query('select pg_advisory_unlock($1)', [`${migrationLock}`]).catch(() => {}) // The connection ends; so does the lock.
    }
  })
}

/** The files still to apply, after proof that what was applied is what we have. */
export function findMissing(files: readonly MigrationFile[], applied: readonly AppliedMigration[]): MigrationFile[] {
  for (const row of applied) {
    const file = files.find((candidate) => candidate.module === row.module && candidate.number === row.number)
    if (!file) {
      throw new StartRefused((say) => say('schema.newer', { migration: label(row) }))
    }
    if (file.sha256 !== row.sha256) {
      throw new StartRefused((say) => say('schema.changed', { migration: label(file) }))
    }
  }
  const missing = files.filter(
    (file) => !applied.some((row) => row.module === file.module && row.number === file.number),
  )
  for (const file of missing) {
    const later = applied.find((row) => row.module === file.module && row.number > file.number)
    if (later) {
      throw new StartRefused((say) => say('schema.late', { migration: label(file), later: label(later) }))
    }
  }
  return missing
}

const label = ({ module, number, name }: AppliedMigration) => `${module}/${String(number).padStart(4, '0')}-${name}`

export async function appliedMigrations(client: ClientBase): Promise<AppliedMigration[]> {
  const { rows } = await client.query<AppliedMigration>(
    'select module, number, name, sha256 from platform.migration order by applied_at, module, number',
  )
  return rows
}

/** Runs inside the caller's transaction, as the owner of the schemas and not as whoever logged in. */
export async function applyMigration(client: ClientBase, file: MigrationFile): Promise<void> {
  try {
    await client.query(`set local role ${roleNames.owner}`)
    await client.query(file.sql)
    await client.query(`set local role ${roleNames.owner}`) // A file may have stepped into another role.
    await client.query('insert into platform.migration (module, number, name, sha256) values ($1, $2, $3, $4)', [
      file.module,
      file.number,
      file.name,
      file.sha256,
    ])
    await client.query('set local role none')
  } catch (error) {
    await client.query('rollback').catch(() => {}) // The connection may be gone; then there is nothing left to roll back.
    throw new Error(
      `migration ${label(file)} failed: ${error instanceof Error ? error.message : String(error)}${place(file, error)}`,
      {
        cause: error,
      },
    )
  }
}

function place({ sql }: MigrationFile, error: unknown): string {
  if (!(error instanceof Error) || !('position' in error)) return ''
  return ` (line ${sql.slice(0, Number(error.position)).split('\n').length})`
}

/**
 * The place where migrations are remembered, and nothing more: the first migration makes the rest. Like `applyMigration` it runs
 * inside the caller's transaction and hands it back under the caller's own role.
 */
export async function prepareDatabase(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string; version: number; known: boolean }>(
    `select current_database() as name, current_setting('server_version_num')::int as version,
       to_regclass('platform.migration') is not null as known`,
  )
  const { name, version, known } = rows[0]!
  if (version < 18_00_00)
    throw new StartRefused((say) => say('server.too-old', { version: Math.floor(version / 10_000) }))
  if (known) return
  await client.query(`
    revoke all on schema public from public;
    grant connect, create, temporary on database ${quoted(name)} to ${roleNames.owner};
    grant create on database ${quoted(name)} to ${roleNames.jobs};
    grant connect on database ${quoted(name)} to ${roleNames.app};
    set local role ${roleNames.owner};
    create schema platform;
    grant usage on schema platform to ${roleNames.app};
    create table platform.migration (
      module     text        not null,
      number     integer     not null,
      name       text        not null,
      sha256     text        not null,
      applied_at timestamptz not null default clock_timestamp(),
      constraint migration_key primary key (module, number)
    );
    grant select on platform.migration to ${roleNames.app};
    set local role none`)
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
