// The one way to the data for everything that answers people: a transaction under an actor's name, behind the wall of
// row-level security. Not here: migrations and backup (admin.ts), and any table.
import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type Transaction } from 'kysely'
import pg from 'pg'
import type { Standing } from '../actor.ts'
import { type Connection, toClientConfig } from './connection.ts'
import { asRefusal, ConnectionLost, isConflictOfTransactions, talking } from './errors.ts'
import { explainOpening } from './opening.ts'
import { checkApplicationRole, roleNames } from './roles.ts'
import {
  beginUnder,
  callUnder,
  StatementNames,
  standingOf,
  TransactionDriver,
  type TransactionOptions,
} from './transaction-driver.ts'
import { toParameter } from './values.ts'

/** No tables: each store names its own with `tx.withTables<ChainTables>()`. */
export type NoTables = Record<never, never>
export type Tx = Transaction<NoTables>

export type DatabaseOptions = {
  readonly connection: Connection
  /** Connections at most. More than a few per core wait inside PostgreSQL instead of here. */
  readonly poolSize?: number
  readonly applicationName?: string
}

const poolSizeDefault = 10
/** A connection that knows its plans is kept, so that who asks after a quiet minute need not wait for new ones; networks between forget one after five. */
const idleMs = 4 * 60_000
/** A statement of the application that runs longer is a mistake or a wait nobody is still waiting for. */
const statementTimeoutMs = 30_000
/** A transaction that forgot to end holds locks; this ends it for everybody's sake. */
const idleInTransactionTimeoutMs = 60_000
/** Deadlocks end within a few tries or not at all; more tries would hide a wrong lock order. */
const attemptsMax = 5

export class Database implements AsyncDisposable {
  readonly #pool: pg.Pool
  readonly #names = new StatementNames()

  /** Use `openDatabase`, which checks who we are first. */
  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  /**
   * Runs `work` in one transaction as `actor`. It is run again, whole, when PostgreSQL gave up one of two that collided, so it
   * must have no effect but through `tx`. Refuses `platform/database-unavailable`, `platform/storage-full` and, of a question whose
   * statement ran out of time, `platform/question-too-large`.
   */
  async transaction<Value>(
    actor: Standing,
    work: (tx: Tx) => Promise<Value>,
    options: TransactionOptions = {},
  ): Promise<Value> {
    const begin = beginUnder(actor, options)
    const { readOnly = false, isQuestion = readOnly, statementSecondsMax } = options
    const limitMs = statementSecondsMax === undefined ? statementTimeoutMs : statementSecondsMax * 1000
    return attempting(
      () => this.#onClient((client) => transactionsOn(client, begin, this.#names).transaction().execute(work)),
      isQuestion ? limitMs : null,
    )
  }

  /**
   * Calls a function of the database as a transaction of its own, in one message: no lock waits for this program. Its first argument is
   * the authority, `values` are the others. Runs again and refuses as `transaction` does.
   */
  async call<Row>(actor: Standing, name: string, values: readonly unknown[]): Promise<Row[]> {
    const text = callUnder(name, values.length)
    const parameters = [...standingOf(actor), ...values.map(toParameter)]
    return attempting(() =>
      this.#onClient(async (client) => {
        const known = this.#names.nameOf(text)
        const { rows } = await talking(client.query({ ...(known ? { name: known } : {}), text, values: parameters }))
        return rows as Row[] // The caller knows what its function returns.
      }),
    )
  }

  /** How many connections there are, for the metrics. */
  get connections(): { total: number; idle: number; waiting: number } {
    const { totalCount, idleCount, waitingCount } = this.#pool
    return { total: totalCount, idle: idleCount, waiting: waitingCount }
  }

  /** Waits for what is running, then lets go of every connection. */
  async close(): Promise<void> {
    if (!this.#pool.ended) await this.#pool.end()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }

  async #onClient<Value>(work: (client: pg.PoolClient) => Promise<Value>): Promise<Value> {
    const client = await talking(this.#pool.connect())
    let isLost = false
    try {
      return await work(client)
    } catch (error) {
      isLost = error instanceof ConnectionLost
      throw error
    } finally {
      client.release(isLost || isBroken(client))
    }
  }
}

/** Again, whole, when PostgreSQL gave up one of two that collided. */
async function attempting<Value>(work: () => Promise<Value>, questionMs: number | null = null): Promise<Value> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt >= attemptsMax || !isConflictOfTransactions(error)) throw asRefusal(error, questionMs)
      await pause(attempt)
    }
  }
}

/** Opens the pool as the application role, after proof that this role cannot step over row-level security. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const pool = new pg.Pool({
    ...toClientConfig(options.connection, {
      role: roleNames.app,
      // Every name of ours is written with its schema. Our functions fix this path too, and no plan need be asked anew whether it still fits.
      search_path: '',
      statement_timeout: `${statementTimeoutMs}`,
      idle_in_transaction_session_timeout: `${idleInTransactionTimeoutMs}`,
      application_name: options.applicationName ?? 'grein',
    }),
    max: options.poolSize ?? poolSizeDefault,
    idleTimeoutMillis: idleMs,
  })
  // A connection that dies while idle is replaced at the next request; without a listener it would end the process.
  pool.on('error', () => {})
  // The same for one that dies in use, between two statements: the next statement fails and says so.
  pool.on('connect', (client) => client.on('error', () => {}))
  try {
    await checkApplicationRole(pool)
  } catch (error) {
    await pool.end()
    throw explainOpening(error)
  }
  return new Database(pool)
}

const adapter = new PostgresAdapter()
const compiler = new PostgresQueryCompiler()

/** Kysely bound to one connection: its transaction opens with our `begin`, which carries the actor along. */
function transactionsOn(client: pg.PoolClient, begin: string, names: StatementNames): Kysely<NoTables> {
  return new Kysely<NoTables>({
    dialect: {
      createAdapter: () => adapter,
      createQueryCompiler: () => compiler,
      createIntrospector: (database) => new PostgresIntrospector(database),
      createDriver: () => new TransactionDriver(client, begin, names),
    },
  })
}

/** A client whose rollback failed, or that still stands in a transaction, must not serve the next request. */
function isBroken(client: pg.PoolClient): boolean {
  return client.getTransactionStatus() !== 'I'
}

function pause(attempt: number): Promise<void> {
  const upToMs = 5 * 2 ** attempt
  return new Promise((resolve) => setTimeout(resolve, Math.random() * upToMs)) // Apart, so that the two do not meet again.
}
