// Kysely's driver for exactly one transaction on one connection. Not here: the pool, retries, and what an error means.
import { createHash } from 'node:crypto'
import { AbortedTransactionError, CompiledQuery, type DatabaseConnection, type Driver, type QueryResult } from 'kysely'
import type { PoolClient } from 'pg'
import { assert, isUuid } from '#kernel'
import { type Standing, subjectOf } from '../actor.ts'
import { copyOut } from './copy.ts'
import { talking } from './errors.ts'
import { toParameter } from './values.ts'

export type TransactionOptions = {
  readonly readOnly?: boolean
  /** It only asks, also where it may write: who runs out of time is told to ask for less. What is read only asks anyhow. */
  readonly isQuestion?: boolean
  /** READ COMMITTED unless said otherwise: the ledger takes row locks in key order. */
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable'
  /** For a count over everything: how long one statement may take here, instead of what the connection allows. */
  readonly statementSecondsMax?: number
}

/** One message to the server: begin, and say under whom. `true` makes each setting end with the transaction. */
export function beginUnder(
  actor: Standing,
  { readOnly = false, isolation = 'read committed', statementSecondsMax }: TransactionOptions,
): string {
  const [authority, party, wall, subject] = standingOf(actor)
  assert(statementSecondsMax === undefined || Number.isSafeInteger(statementSecondsMax), 'a limit is whole seconds')
  const access = readOnly ? 'read only' : 'read write'
  const limit =
    statementSecondsMax === undefined ? '' : `,set_config('statement_timeout','${statementSecondsMax}s',true)`
  return (
    `begin isolation level ${isolation} ${access}; select set_config('grein.authority','${authority}',true),` +
    `set_config('grein.party','${party}',true),set_config('grein.wall','${wall}',true),` +
    `set_config('grein.user','${subject}',true)${limit}`
  )
}

/** Authority, party, wall and subject, as the settings of a transaction say them. */
export function standingOf(actor: Standing): readonly [string, string, string, string] {
  const { authorityId, partyId, wall } = actor
  const subject = subjectOf(actor)
  assert(isUuid(authorityId) && (partyId === null || isUuid(partyId)), 'an actor has ids of our own')
  assert(isUuid(subject) || subject === 'system' || subject === '', 'whoever acts has an id of our own')
  assert(wall === 'staff' || wall === 'holder' || wall === 'public', 'an actor stands behind a known wall')
  return [authorityId, partyId ?? '', wall, subject]
}

/**
 * One statement that says under whom and then calls `name`, whose first argument is the authority: sent alone it is a transaction of its
 * own. The call takes the authority out of the row of settings, so it cannot run before they are made.
 */
export function callUnder(name: string, argumentCount: number): string {
  assert(/^[a-z_]+\.[a-z_]+$/.test(name), 'a function has a name of ours')
  const places = Array.from({ length: argumentCount }, (_, place) => `, $${place + 5}`).join('')
  return (
    `select answer.* from (select set_config('grein.authority', $1, true) as authority, set_config('grein.party', $2, true),` +
    ` set_config('grein.wall', $3, true), set_config('grein.user', $4, true)) as standing` +
    ` cross join lateral ${name}(standing.authority::uuid${places}) as answer`
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

  /** Only a `copy … to stdout`, in blocks of bytes: what else is large is paged by key. */
  async *streamQuery<Row>({ sql }: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    assert(sql.startsWith('copy ('), 'what is streamed is a copy')
    const began = performance.now()
    try {
      for await (const block of copyOut(this.#client, sql)) yield { rows: [block as Row] } // Whoever copies wants bytes.
    } catch (error) {
      await talking(Promise.reject(error), began) // It alone tells a lost connection from what the statement did.
    }
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
