// What the server is given: everything the routes need, composed once per program. Not here: composing it (cli/open-house.ts, tests).
import type { Logger } from 'pino'
import type { Toolkit } from '#chemistry'
import type { AuthorityId } from '#kernel'
import type { Corpus } from '#law'
import type { LawTexts } from '#law/corpus'
import type {
  Access,
  Broker,
  Clock,
  Database,
  DocumentStore,
  Identity,
  Jobs,
  LogSigner,
  Metrics,
  Poster,
  Typesetter,
} from '#platform'

export type House = {
  readonly config: HouseConfig
  /** Whose house this is: the authority of visitors, and of the log. */
  readonly authorityId: AuthorityId
  /** Under which it prints what is its own. */
  readonly authorityName: string
  readonly database: Database
  readonly access: Access
  readonly identity: Identity
  /** The demo's own issuer, mounted beside us; null where the issuer is somebody else's. */
  readonly broker: Broker | null
  readonly clock: Clock
  readonly logger: Logger
  /** `texts`: the official texts the authority took in; empty where it took none. */
  readonly law: { readonly corpus: Corpus; readonly toolkit: Toolkit; readonly texts: LawTexts }
  readonly signer: LogSigner
  readonly documents: DocumentStore
  readonly metrics: Metrics
  /** Prints papers; its thread starts with the first one. */
  readonly typesetter: Typesetter
  /** Sends work to be done later, in the transaction it belongs to. */
  readonly jobs: Pick<Jobs, 'send'>
  /** The way out, to hosts the operator named. */
  readonly poster: Poster
  /** Where the built screens are, or null for the API alone. */
  readonly webFolder: string | null
}

export type HouseConfig = {
  /** Where people reach us. */
  readonly publicUrl: URL
  /** Whether the X-Forwarded headers of a proxy are to be believed. */
  readonly isBehindProxy: boolean
  /** What one sender may capture of EPCIS in a legal day. */
  readonly captureBytesPerDayMax: number
  /** Where to tell of a weakness, for security.txt; null when the operator named none. */
  readonly securityContact: string | null
  readonly requestsPerMinute?: number
  /** How long a page waits for its answer to be drawn; the server's own bound when left out. */
  readonly firstAnswerMsMax?: number
  /** Keys (C2SP) of the witnesses whose lines are taken under our checkpoints; none when left out. */
  readonly witnessKeys?: readonly string[]
}
