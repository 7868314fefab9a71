// Opening and closing the import of history, with the strong login: the application cannot do it. Not here: what is imported.
import type { AuthorityId } from '#kernel'
import { type Admin, roleNames } from '#platform'

/** While open, `seedLicensing` and the chain's import may write about the past; every such event is marked as imported. */
export async function openImport(admin: Admin, authorityId: AuthorityId, { hours = 12 } = {}): Promise<void> {
  await withOwner(admin, authorityId, [
    `insert into licensing.import_window (authority_id, open_until)
     values (platform.current_authority(), clock_timestamp() + make_interval(hours => ${Math.trunc(hours)}))
     on conflict (authority_id) do update set open_until = excluded.open_until`,
  ])
}

export async function closeImport(admin: Admin, authorityId: AuthorityId): Promise<void> {
  await withOwner(admin, authorityId, [
    'delete from licensing.import_window where authority_id = platform.current_authority()',
  ])
}

/** Does one thing while the import is open; one that stood open already stays so. */
export async function duringImport<Value>(
  admin: Admin,
  authorityId: AuthorityId,
  work: () => Promise<Value>,
): Promise<Value> {
  const open = await admin.query(
    'select from licensing.import_window where authority_id = $1 and open_until > clock_timestamp()',
    [authorityId],
  )
  if (open.length > 0) return work()
  await openImport(admin, authorityId, { hours: 1 })
  try {
    return await work()
  } finally {
    await closeImport(admin, authorityId)
  }
}

/** As the owner of the tables and under the authority: a strong login that is no superuser stands behind the wall too. */
async function withOwner(admin: Admin, authorityId: AuthorityId, statements: readonly string[]): Promise<void> {
  await admin.withClient(async (client) => {
    await client.query('begin')
    await client.query(`select set_config('grein.authority', $1, true)`, [authorityId])
    await client.query(`set local role ${roleNames.owner}`)
    for (const statement of statements) await client.query(statement)
    await client.query('commit')
  })
}
