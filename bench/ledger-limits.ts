// What ours is measured against in the same run and on the same server: raw single-row inserts, a transaction like TPC-B's, and another
// ledger in SQL where its file is at hand. Not here: our own door.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { newId } from '#kernel'
import { toClientConfig } from '#platform'
import { type BenchHouse, projectRoot } from './bench-house.ts'
import { rate } from './support.ts'

export const connections = 8

export type Limit = (callers: number, seconds: number) => Promise<number>
export type Limits = AsyncDisposable & {
  /** A table with a uuid key and a row as long as an event's, no index more, no wall, no check; prepared, autocommitted. */
  readonly raw: Limit
  /** pgbench's own transaction: three updates, a read and an insert between begin and commit, each a trip. */
  readonly tpcB: Limit
  /** Null where its SQL is not at hand. */
  readonly peer: Peer | null
}
/** Moves by another ledger: one a transaction, spread or on one pair of accounts, or so many in one call. */
export type Peer = { readonly spread: Limit; readonly pair: Limit; readonly batch: (size: number) => Limit }

export async function openLimits(house: BenchHouse, callersMax = 24): Promise<Limits> {
  const clients: pg.Client[] = []
  for (let at = 0; at < callersMax; at++) {
    const client = new pg.Client(toClientConfig(house.ground.source.admin!)) // The embedded server always has one.
    await client.connect()
    clients.push(client)
  }
  return {
    raw: await openRaw(house, clients),
    tpcB: await openTpcB(house, clients),
    peer: await openPeer(house, clients),
    [Symbol.asyncDispose]: async () => {
      for (const client of clients) await client.end()
    },
  }
}

type Clients = readonly pg.Client[]

async function openRaw({ admin }: BenchHouse, clients: Clients): Promise<Limit> {
  await admin.query(`
    create table public.raw_row (
      id uuid primary key, authority_id uuid, kind text, occurred_at timestamptz, recorded_at timestamptz default clock_timestamp(),
      actor_id uuid, record text, salt bytea, leaf bytea)`)
  const record = JSON.stringify({ format: 'raw', act: 'x'.repeat(600) })
  const bytes = Buffer.alloc(32, 7)
  const text =
    'insert into public.raw_row (id, authority_id, kind, occurred_at, actor_id, record, salt, leaf) values ($1, $2, $3, $4, $5, $6, $7, $8)'
  const at = new Date().toISOString()
  return (callers, seconds) =>
    rate(callers, seconds, async (caller) => {
      const id = newId('event')
      await clients[caller]!.query({ name: 'raw', text, values: [id, id, 'destroy', at, id, record, bytes, bytes] })
    })
}

const branches = 8
const accountsPerBranch = 10_000

async function openTpcB({ admin }: BenchHouse, clients: Clients): Promise<Limit> {
  for (const text of [
    'create table public.tpc_account (id integer primary key, branch integer, amount integer, filler char(84))',
    'create table public.tpc_teller (id integer primary key, branch integer, amount integer, filler char(84))',
    'create table public.tpc_branch (id integer primary key, amount integer, filler char(88))',
    'create table public.tpc_history (teller integer, branch integer, account integer, change integer, at timestamptz, filler char(22))',
    `insert into public.tpc_branch select id, 0, '' from generate_series(1, ${branches}) as id`,
    `insert into public.tpc_teller select id, 1 + id % ${branches}, 0, '' from generate_series(1, ${branches * 10}) as id`,
    `insert into public.tpc_account select id, 1 + id % ${branches}, 0, '' from generate_series(1, ${branches * accountsPerBranch}) as id`,
    'vacuum analyze public.tpc_account',
  ]) {
    await admin.query(text)
  }
  const some = (max: number) => 1 + Math.floor(Math.random() * max) // As pgbench does: which row does not matter.
  return (callers, seconds) =>
    rate(callers, seconds, async (caller) => {
      const [account, teller, branch] = [some(branches * accountsPerBranch), some(branches * 10), some(branches)]
      const client = clients[caller]!
      const run = (name: string, text: string, values: readonly number[]) =>
        client.query({ name, text, values: [...values] })
      await client.query('begin')
      await run('tpc 1', 'update public.tpc_account set amount = amount + $1 where id = $2', [1, account])
      await run('tpc 2', 'select amount from public.tpc_account where id = $1', [account])
      await run('tpc 3', 'update public.tpc_teller set amount = amount + $1 where id = $2', [1, teller])
      await run('tpc 4', 'update public.tpc_branch set amount = amount + $1 where id = $2', [1, branch])
      await run(
        'tpc 5',
        'insert into public.tpc_history (teller, branch, account, change, at) values ($1, $2, $3, $4, now())',
        [teller, branch, account, 1],
      )
      await client.query('commit')
    })
}

export const peerPlace = 'BENCH_PGLEDGER, or bench/peers/pgledger.sql'
const peerAccounts = 200

/** pgledger, whose SQL is not ours to carry: read from a file when there is one. */
async function openPeer({ admin }: BenchHouse, clients: Clients): Promise<Peer | null> {
  const path = process.env['BENCH_PGLEDGER'] ?? join(projectRoot, 'bench', 'peers', 'pgledger.sql')
  if (!existsSync(path)) return null
  await admin.withClient(async (client) => {
    await client.query('set search_path = public')
    // Its ids want one function of another project; hexadecimal is as short and cheaper, which is in the peer's favour.
    await client.query(
      `create function public.uuid_to_ulid(of uuid) returns text language sql immutable return replace(of::text, '-', '')`,
    )
    await client.query(readFileSync(path, 'utf8'))
    await client.query('reset search_path')
  })
  const accounts = await admin.withClient(async (client) => {
    await client.query('set search_path = public')
    const { rows } = await client.query<{ id: string }>(
      `select (public.pgledger_create_account(n::text, 'USD')).id as id from generate_series(1, ${peerAccounts}) as n`,
    )
    await client.query('reset search_path')
    return rows.map(({ id }) => id)
  })
  for (const client of clients) await client.query('set search_path = public')
  const one = 'select id from public.pgledger_create_transfer($1, $2, 1)'
  const many = `select count(*) from public.pgledger_create_transfers(
    (select array_agg((f, t, 1)::public.transfer_request) from unnest($1::text[], $2::text[]) as u(f, t)), null::timestamptz, null::jsonb)`
  const at = (place: number) => accounts[place % peerAccounts]! // Within its length.
  const move = (pick: (caller: number, turn: number) => [string, string]) => (callers: number, seconds: number) =>
    rate(callers, seconds, async (caller, turn) => {
      await clients[caller]!.query({ name: 'peer one', text: one, values: pick(caller, turn) })
    })
  return {
    spread: move((caller, turn) => [at(caller * 7919 + turn), at(caller * 7919 + turn * 3 + 101)]),
    pair: move(() => [at(0), at(1)]),
    batch: (size) => async (callers, seconds) => {
      const calls = await rate(callers, seconds, async (caller, turn) => {
        const from = Array.from({ length: size }, (_, place) => at(caller + turn + place))
        const to = Array.from({ length: size }, (_, place) => at(caller + turn + place + 1))
        await clients[caller]!.query({ name: 'peer many', text: many, values: [from, to] })
      })
      return calls * size
    },
  }
}
