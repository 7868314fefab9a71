// What the server is given: everything the routes need, composed once per program. Not here: composing it (cli/compose.ts, tests).
import type { BaseLogger } from 'pino'
import type { Toolkit } from '#chemistry'
import type { AuthorityId } from '#kernel'
import type { Corpus } from '#law'
import type { Access, Clock, Database, LogSigner, TraceContext } from '#platform'

export type House = {
  readonly config: HouseConfig
  /** Whose house this is: the authority of visitors, and of the log. */
  readonly authorityId: AuthorityId
  readonly database: Database
  readonly access: Access
  readonly clock: Clock
  readonly logger: BaseLogger
  readonly law: { readonly corpus: Corpus; readonly toolkit: Toolkit }
  readonly signer: LogSigner
  /** Where the built screens are, or null for the API alone. */
  readonly webFolder: string | null
}

export type HouseConfig = {
  /** Where people reach us. */
  readonly publicUrl: URL
  /** Whether the X-Forwarded headers of a proxy are to be believed. */
  readonly isBehindProxy: boolean
  readonly requestsPerMinute?: number
}
