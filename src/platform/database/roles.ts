// The three roles of Grein in PostgreSQL, and the proof that the application is the harmless one. Not here: who people are.
import type { ClientBase, Pool } from 'pg'
import { StartRefused } from '../config/start-refused.ts'

export const roleNames = {
  /** Owns the schemas and tables; nobody logs in as it, migrations step into it. */
  owner: 'grein_owner',
  /** Owns the functions that write the ledger (`security definer`); nobody logs in as it. */
  door: 'grein_door',
  /** What the application is: no owner, no superuser, no stepping over row-level security. */
  app: 'grein_app',
  /** Owns the schema of the job queue. */
  jobs: 'grein_jobs',
} as const

/** Makes what is missing. On a server of your own an administrator may have made them: see docs/operate/postgresql.md. */
export async function ensureRoles(admin: ClientBase): Promise<void> {
  const { rows } = await admin.query<{ rolname: string }>('select rolname from pg_roles where rolname = any($1)', [
    Object.values(roleNames),
  ])
  const present = new Set(rows.map((row) => row.rolname))
  for (const role of Object.values(roleNames)) {
    if (!present.has(role)) await createRole(admin, role)
  }
  for (const role of [roleNames.door, roleNames.jobs]) {
    const { rowCount } = await admin.query(
      'select from pg_auth_members where roleid = $1::regrole and member = $2::regrole and set_option',
      [role, roleNames.owner],
    )
    // The owner hands functions over to the door, and so must be able to step into it; it gains none of its rights.
    if (rowCount === 0) await admin.query(`grant ${role} to ${roleNames.owner} with inherit false, set true`)
  }
}

async function createRole(admin: ClientBase, role: string): Promise<void> {
  try {
    await admin.query(`create role ${role} nologin nosuperuser nobypassrls nocreatedb nocreaterole`)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === '42710' || code === '23505') return // Another migrator made it meanwhile; roles belong to the whole server.
    if (code === '42501') throw new StartRefused((say) => say('role.missing', { role }))
    throw error
  }
}

type Powers = {
  readonly login: string
  readonly role: string
  readonly login_is_strong: boolean
  readonly role_is_strong: boolean
  readonly is_owner: boolean
}

/** Refuses to go on as anyone who could step over row-level security or change a table. */
export async function checkApplicationRole(pool: Pool): Promise<void> {
  const { rows } = await pool.query<Powers>(`
    select session_user as login,
           current_user as role,
           exists (select from pg_roles where rolname = session_user and (rolsuper or rolbypassrls)) as login_is_strong,
           exists (select from pg_roles where rolname = current_user and (rolsuper or rolbypassrls)) as role_is_strong,
           exists (
             select
             from pg_roles as strong
             where strong.rolname in ('${roleNames.owner}', '${roleNames.door}')
               and pg_has_role(session_user, strong.oid, 'member')
           ) as is_owner`)
  const powers = rows[0]
  if (!powers) throw new StartRefused((say) => say('role.unsaid'))
  const { login, role, login_is_strong, role_is_strong, is_owner } = powers
  if (role !== roleNames.app) throw new StartRefused((say) => say('role.other', { role, wanted: roleNames.app }))
  if (!login_is_strong && !role_is_strong && !is_owner) return
  const { owner, door, app } = roleNames
  throw new StartRefused((say) => say('role.too-strong', { login, isOwner: is_owner, owners: [owner, door], app }))
}
