// What whoever owns the server can always do: every guard that is not arithmetic switched off. For tests of the proof. Not here: any edit.
import type { Admin } from '#platform'

export async function unlockLedger(admin: Admin): Promise<void> {
  const tables = await admin.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class as c
     where c.relnamespace in ('chain'::regnamespace, 'log'::regnamespace) and c.relkind in ('r', 'p')`,
  )
  for (const { name } of tables) await admin.query(`alter table ${name} disable trigger all`)
  const checks = await admin.query<{ name: string; check: string }>(
    `select k.conrelid::regclass::text as name, k.conname as check from pg_constraint as k
     where k.connamespace in ('chain'::regnamespace, 'log'::regnamespace) and k.contype = 'c' and k.coninhcount = 0`,
  )
  for (const { name, check } of checks) await admin.query(`alter table ${name} drop constraint ${check}`)
}
