// Kysely's driver for exactly one transaction on one connection. Not here: the pool, retries, and what an error means.
import { createHash } from 'node:crypto'
import { AbortedTransactionError, CompiledQuery, type DatabaseConnection, type Driver, type QueryResult } from 'kysely'
import type { PoolClient } from 'pg'
import { assert } from '#kernel'
import { type Standing, subjectOf } from '../actor.ts'
import { talking } from './errors.ts'
import { toParameter } from './values.ts'

export type TransactionOptions = {
  readonly readOnly?: boolean
  /** READ COMMITTED unless said otherwise: the ledger takes row locks in key order. */
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable'
  /** For a count over everything: how long one statement may take here, instead of what the connection allows. */
  readonly statementSecondsMax?: number
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** One message to the server: begin, and say under whom. `true` makes each setting end with the transaction. */
export function beginUnder(
  actor: Standing,
  { readOnly = false, isolation = 'read committed', statementSecondsMax }: TransactionOptions,
): string {
  const { authorityId, partyId, wall } = actor
  const subject = subjectOf(actor)
  assert(uuid.test(authorityId) && (partyId === null || uuid.test(partyId)), 'an actor has ids of our own')
  assert(uuid.test(subject) || subject === 'system' || subject === '', 'whoever acts has an id of our own')
  assert(wall === 'staff' || wall === 'holder' || wall === 'public', 'an actor stands behind a known wall')
  assert(statementSecondsMax === undefined || Number.isSafeInteger(statementSecondsMax), 'a limit is whole seconds')
  const access = readOnly ? 'read only' : 'read write'
  const limit =
    statementSecondsMax === undefined ? '' : `,set_config('statement_timeout','${statementSecondsMax}s',true)`
  return (
    `begin isolation level ${isolation} ${access}; select set_config('grein.authority','${authorityId}',true),` +
    `set_config('grein.party','${partyId ?? ''}',true),set_config('grein.wall','${wall}',true),` +
    `set_config('grein.user','${subject}',true)${limit}`
  )
}

export class TransactionDriver implements Driver {
  readonly #client: PoolClient
  readonly #begin: string
  readonly #names: StatementNames

  constructor(client: PoolClient, begin: string, names: StatementNames) {
    this.#client = client
    this.#begin = begin
    this.#names = names
  }

  async init(): Promise<void> {}
  async acquireConnection(): Promise<DatabaseConnection> {
    return new ClientConnection(this.#client, this.#names)
  }
  async beginTransaction(): Promise<void> {
    await talking(this.#client.query(this.#begin))
  }
  async commitTransaction(): Promise<void> {
    const { command } = await talking(this.#client.query('commit'))
    // PostgreSQL answers `commit` with ROLLBACK when a statement failed and the caller swallowed it: nothing was written.
    if (command !== 'COMMIT') throw new AbortedTransactionError()
  }
  async rollbackTransaction(): Promise<void> {
    await talking(this.#client.query('rollback'))
  }
  async savepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`savepoint ${quoted(name)}`))
  }
  async rollbackToSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`rollback to ${quoted(name)}`))
  }
  async releaseSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`release ${quoted(name)}`))
  }
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {}
}

class ClientConnection implements DatabaseConnection {
  readonly #client: PoolClient
  readonly #names: StatementNames

  constructor(client: PoolClient, names: StatementNames) {
    this.#client = client
    this.#names = names
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const name = this.#names.nameOf(sql)
    const { command, rowCount, rows } = await talking(
      this.#client.query({ ...(name === null ? {} : { name }), text: sql, values: parameters.map(toParameter) }),
    )
    const isWrite = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE'
    return { rows: rows ?? [], ...(isWrite ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}) }
  }

  // biome-ignore lint/correctness/useYield: Kysely asks for a stream; large reads here are paged by key instead.
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('streaming is not offered: page by key')
  }
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/** A statement seen this often is worth a plan kept in each connection; one seen once would only fill memory. */
const preparedFrom = 3
/** So many different texts are remembered; lists of varying length make new texts without end. */
const preparedTextsMax = 500

/** Counts how often each text was run and names the frequent ones, so that PostgreSQL parses and plans them once. */
export class StatementNames {
  readonly #seen = new Map<string, { times: number; readonly name: string }>()

  nameOf(sql: string): string | null {
    const known = this.#seen.get(sql)
    if (known) return ++known.times >= preparedFrom ? known.name : null
    if (this.#seen.size < preparedTextsMax) {
      this.#seen.set(sql, { times: 1, name: `g${createHash('sha256').update(sql).digest('base64url').slice(0, 20)}` })
    }
    return null
  }
}
