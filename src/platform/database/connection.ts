// Where a database is and as whom to go there. Not here: the pool, and the server itself.
import type { ClientConfig } from 'pg'
import { typeParsers } from './values.ts'

/** A socket folder or a host, and a login. `url` is what a person wrote in DATABASE_URL. */
export type Connection =
  | { readonly kind: 'url'; readonly url: string }
  | {
      readonly kind: 'socket'
      readonly folder: string
      readonly port: number
      readonly user: string
      readonly password: string
      readonly database: string
    }

/** Time in UTC and ISO spelling, whatever the server's own settings say: `values.ts` reads nothing else. */
const sessionSettings = { TimeZone: 'UTC', DateStyle: 'ISO', IntervalStyle: 'iso_8601', bytea_output: 'hex' }

/** A connection that takes longer than this is no connection: the person waiting gets an answer instead. */
const connectTimeoutMs = 5_000

/** What `pg` needs. `settings` are set when the session starts, so that a `reset` falls back to them. */
export function toClientConfig(connection: Connection, settings: Readonly<Record<string, string>> = {}): ClientConfig {
  const ours = Object.entries({ ...sessionSettings, ...settings }).map(([name, value]) => `-c ${name}=${value}`)
  const shared = { types: typeParsers, connectionTimeoutMillis: connectTimeoutMs, keepAlive: true }
  if (connection.kind === 'url') {
    const { url, theirs } = takeOptions(connection.url)
    return { connectionString: url, options: [theirs, ...ours].filter(Boolean).join(' '), ...shared }
  }
  const { folder, port, user, password, database } = connection
  return { host: folder, port, user, password, database, options: ours.join(' '), ...shared }
}

/** In `pg` the address wins over what stands beside it: its options would take ours away, the role among them. */
function takeOptions(address: string): { url: string; theirs: string } {
  if (!URL.canParse(address)) return { url: address, theirs: '' }
  const url = new URL(address)
  const theirs = url.searchParams.get('options') ?? ''
  url.searchParams.delete('options')
  return { url: url.href, theirs }
}

/** The same server and login, another database. */
export function inDatabase(connection: Connection, database: string): Connection {
  if (connection.kind === 'socket') return { ...connection, database }
  const url = new URL(connection.url)
  url.pathname = `/${encodeURIComponent(database)}`
  return { kind: 'url', url: url.href }
}
