// The strong login: migrations, backup, restore, and tests that look behind the wall. Not here: anything a request does.
import pg, { type ClientBase } from 'pg'
import { type Connection, toClientConfig } from './connection.ts'
import { explainOpening } from './opening.ts'
import { toParameter } from './values.ts'

/** Few: an administrator does one thing at a time. */
const adminConnectionsMax = 3

export class Admin implements AsyncDisposable {
  readonly connection: Connection
  readonly #pool: pg.Pool

  /** Use `openAdmin`. */
  constructor(connection: Connection, role: string | null) {
    this.connection = connection
    this.#pool = new pg.Pool({
      ...toClientConfig(connection, { application_name: 'grein-admin', ...(role === null ? {} : { role }) }),
      max: adminConnectionsMax,
    })
    this.#pool.on('error', () => {}) // An idle connection that dies is replaced at the next use.
  }

  /** One statement outside any transaction of its caller; rows as they come, with instants, days and big numbers as ours. */
  async query<Row extends object = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<Row[]> {
    const result = await this.#pool.query(sql, values.map(toParameter))
    return result.rows as Row[] // The caller wrote the columns in its own SQL.
  }

  /** One connection for `work`: for locks of the session and for COPY. */
  async withClient<Value>(work: (client: ClientBase) => Promise<Value>): Promise<Value> {
    const client = await this.#pool.connect()
    let failed = true
    try {
      const value = await work(client)
      failed = false
      return value
    } finally {
      client.release(failed) // After a failure nobody knows what the connection still holds; a new one is cheap.
    }
  }

  async close(): Promise<void> {
    if (!this.#pool.ended) await this.#pool.end()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }
}

/** Opens the strong login and sees that it answers. With a `role` it is only that role. */
export async function openAdmin(connection: Connection, role: string | null = null): Promise<Admin> {
  const admin = new Admin(connection, role)
  try {
    await admin.query('select 1')
  } catch (error) {
    await admin.close()
    throw explainOpening(error)
  }
  return admin
}
