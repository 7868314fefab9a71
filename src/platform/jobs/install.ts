// The tables of the job queue, made by its own library. Not here: what is in them.

import type { ClientBase } from 'pg'
import { getConstructionPlans, getMigrationPlans } from 'pg-boss'
import { StartRefused } from '../config/start-refused.ts'
import { roleNames } from '../database/roles.ts'

export const jobSchema = 'pgboss'

/** Makes the queue's schema or brings it to this version, inside the caller's transaction, and lets the application use it. */
export async function installJobTables(admin: ClientBase): Promise<void> {
  const version = await installedJobVersion(admin)
  const wanted = wantedVersion()
  if (version !== null && version > wanted) {
    throw new StartRefused((say) => say('schema.jobs', { found: version, wanted }))
  }
  if (version === wanted) return
  await admin.query(`set local role ${roleNames.jobs}`)
  await admin.query(bare(version === null ? getConstructionPlans(jobSchema) : getMigrationPlans(jobSchema, version)))
  await admin.query(`
    grant usage on schema ${jobSchema} to ${roleNames.app};
    grant select, insert, update, delete on all tables in schema ${jobSchema} to ${roleNames.app};
    grant execute on all functions in schema ${jobSchema} to ${roleNames.app};
    set local role none`)
}

/** Null when the queue was never installed. */
export async function installedJobVersion(admin: ClientBase): Promise<number | null> {
  const { rowCount } = await admin.query(`select where to_regclass('${jobSchema}.version') is not null`)
  if (rowCount === 0) return null
  const { rows } = await admin.query<{ version: number }>(`select version from ${jobSchema}.version`)
  return rows[0]?.version ?? null
}

/** The library wraps its plans in a transaction of their own; ours is around them already. */
function bare(plans: string): string {
  return plans.replace(/^\s*BEGIN;/, '').replace(/COMMIT;\s*$/, '')
}

function wantedVersion(): number {
  const found = /INSERT INTO pgboss\.version\(version\) VALUES \('?(\d+)'?\)/i.exec(getConstructionPlans(jobSchema))
  if (!found) throw new Error('pg-boss no longer says its schema version in its construction plans')
  return Number(found[1])
}
