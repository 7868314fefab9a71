// Every setting there is, with its form and its default. Not here: reading them (read-config.ts).
import { idPattern, OneOf, type Static, type TSchema, Type } from '#kernel'

/** One environment variable. A setting without `fallback` may be left out and is then null. */
export type Setting<Schema extends TSchema = TSchema> = {
  readonly variable: string
  readonly schema: Schema
  readonly fallback?: Static<Schema>
  /** One sentence for the operator. */
  readonly about: string
  readonly example?: string
  /** Never printed, not even in an error. */
  readonly isSecret?: boolean
}

/** What a value may be, in the words of both languages. */
const form = ({ nl, en }: Words) => ({ description: en, nl })
type Words = { readonly nl: string; readonly en: string }

export function allowed({ schema }: Setting): Words {
  const {
    enum: words,
    description: en = 'what is allowed',
    nl = en,
  } = schema as Partial<Words> & {
    readonly enum?: readonly string[]
    readonly description?: string
  } // Made by `form` or `word`, below.
  return words === undefined ? { nl, en } : { nl: `een van ${words.join(', ')}`, en: `one of ${words.join(', ')}` }
}

const postgresUrl = Type.String({
  pattern: '^postgres(ql)?://',
  ...form({ nl: 'een adres dat begint met postgresql://', en: 'an address that begins with postgresql://' }),
})
const httpUrl = Type.String({
  pattern: '^https?://[^/\\s]+$',
  ...form({
    nl: 'een adres als https://grein.example.org, zonder pad',
    en: 'an address such as https://grein.example.org, without a path',
  }),
})
const text = Type.String({ minLength: 1, ...form({ nl: 'tekst', en: 'text' }) })
const path = Type.String({ minLength: 1, ...form({ nl: 'een pad', en: 'a path' }) })
const flag = Type.Boolean({ ...form({ nl: 'true of false', en: 'true or false' }) })
const count = (minimum: number, maximum: number) =>
  Type.Integer({
    minimum,
    maximum,
    ...form({
      nl: `een geheel getal van ${minimum} tot en met ${maximum}`,
      en: `a whole number from ${minimum} to ${maximum}`,
    }),
  })
const word = <const Words extends readonly string[]>(words: Words) => OneOf(words)

/** Types a row by its own schema. */
const setting = <Schema extends TSchema, const Row extends Setting<Schema>>(
  row: Row & { readonly schema: Schema },
): Row => row

export const settings = {
  dataFolder: setting({
    variable: 'GREIN_DATA_FOLDER',
    schema: path,
    fallback: '.grein',
    about:
      'Where everything Grein keeps lies: the database it brings along, keys and documents. Copy it only while Grein stands still.',
  }),
  host: setting({
    variable: 'GREIN_HOST',
    schema: text,
    fallback: '127.0.0.1',
    about: 'The address to listen on. Let a proxy with TLS stand before anything but this machine itself.',
  }),
  port: setting({
    variable: 'GREIN_PORT',
    schema: count(0, 65_535),
    fallback: 8080,
    about: 'The port to listen on; 0 takes a free one and prints it.',
  }),
  publicUrl: setting({
    variable: 'GREIN_PUBLIC_URL',
    schema: httpUrl,
    about: 'The address people type. Left out, it is http://localhost with the port.',
    example: 'https://grein.example.org',
  }),
  isBehindProxy: setting({
    variable: 'GREIN_BEHIND_PROXY',
    schema: flag,
    fallback: false,
    about: 'Whether a proxy of yours stands before Grein, whose X-Forwarded headers tell the truth.',
  }),
  authority: setting({
    variable: 'GREIN_AUTHORITY',
    schema: Type.String({
      pattern: idPattern('authority'),
      ...form({
        nl: 'het kenmerk van een autoriteit (aut_ en een UUID)',
        en: 'an id of an authority (aut_ and a UUID)',
      }),
    }),
    about: 'Whose installation this is. Not needed for the demo, which brings its own.',
    example: 'aut_019c0de0-7a10-7c3e-9b1a-3f3f0a5d2c11',
  }),
  authorityName: setting({
    variable: 'GREIN_AUTHORITY_NAME',
    schema: text,
    fallback: 'Bureau voor Medicinale Cannabis',
    about: 'The name of that authority, as people read it.',
  }),
  issuer: setting({
    variable: 'GREIN_ISSUER',
    schema: Type.String({
      pattern: '^https://[^\\s]+$',
      ...form({ nl: 'een adres dat begint met https://', en: 'an address that begins with https://' }),
    }),
    about: 'The OpenID Connect issuer people log in with. Not needed for the demo, which brings its own.',
    example: 'https://broker.example.org',
  }),
  issuerClientId: setting({
    variable: 'GREIN_ISSUER_CLIENT_ID',
    schema: text,
    fallback: 'grein',
    about: 'Under which name that issuer knows us.',
  }),
  issuerClientSecret: setting({
    variable: 'GREIN_ISSUER_CLIENT_SECRET',
    schema: text,
    about: 'How we prove to that issuer who we are, where it gave us a secret.',
    isSecret: true,
  }),
  issuerClientKey: setting({
    variable: 'GREIN_ISSUER_CLIENT_KEY',
    schema: Type.String({
      pattern: '^\\{.*\\}$',
      ...form({ nl: 'een privésleutel als JSON Web Key', en: 'a private key as a JSON Web Key' }),
    }),
    about:
      'How we prove to that issuer who we are, where it has our public key (private_key_jwt). Better than a secret.',
    isSecret: true,
  }),
  issuerClaims: setting({
    variable: 'GREIN_ISSUER_CLAIMS',
    schema: path,
    about:
      'A JSON file that says under which claims that issuer puts the person, the organisation, the roles and the level of assurance (docs/operate/login.md). Left out, those of eHerkenning.',
  }),
  databaseUrl: setting({
    variable: 'DATABASE_URL',
    schema: postgresUrl,
    about:
      'A PostgreSQL 18 of your own, as the application: a login that is only a member of grein_app. Left out, Grein brings its own.',
    example: 'postgresql://grein:…@db.example.org/grein?sslmode=verify-full',
    isSecret: true,
  }),
  databaseAdminUrl: setting({
    variable: 'GREIN_DATABASE_ADMIN_URL',
    schema: postgresUrl,
    about: 'The same database as the login that migrates, makes backups and restores. Not needed to serve.',
    isSecret: true,
  }),
  databasePool: setting({
    variable: 'GREIN_DATABASE_POOL',
    schema: count(2, 200),
    fallback: 10,
    about:
      'How many connections the application keeps at most; more than a few for each core of the database only wait there.',
  }),
  captureMbPerDay: setting({
    variable: 'GREIN_CAPTURE_MB_PER_DAY',
    schema: count(20, 1_000_000),
    fallback: 2_000,
    about:
      'How many MB of EPCIS one party may capture in a legal day, and of staff one person or program; more is refused until the next day, so that nobody fills the disk. 20 is one document of the largest size.',
  }),
  documentsMbPerDay: setting({
    variable: 'GREIN_DOCUMENTS_MB_PER_DAY',
    schema: count(20, 1_000_000),
    fallback: 2_000,
    about:
      'How many MB of documents and photographs one party may store in a legal day, and of staff one person or program; more is refused until the next day, so that nobody fills the disk. 20 is one document of the largest size.',
  }),
  logLevel: setting({
    variable: 'GREIN_LOG_LEVEL',
    schema: word(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    fallback: 'info',
    about: 'How much is written to the log. No level writes personal data.',
  }),
  logKey: setting({
    variable: 'GREIN_LOG_KEY',
    schema: text,
    about:
      'The key that signs the transparency log: 32 bytes in base64. Left out, one is made in the data folder; never lose it.',
    isSecret: true,
  }),
  logName: setting({
    variable: 'GREIN_LOG_NAME',
    schema: Type.String({
      pattern: '^[a-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._-]+)+$',
      ...form({
        nl: 'een host en een pad, zoals grein.example.org/log',
        en: 'a host and a path, such as grein.example.org/log',
      }),
    }),
    about:
      'The name of the transparency log, which stands in every checkpoint. Left out, the host of GREIN_PUBLIC_URL and /log. Change it only to begin under a new key.',
    example: 'grein.example.org/log-2',
  }),
  logWitnesses: setting({
    variable: 'GREIN_LOG_WITNESSES',
    schema: Type.String({
      pattern: '^[^\\s,+]+\\+[0-9a-f]{8}\\+[A-Za-z0-9+/=]+(,[^\\s,+]+\\+[0-9a-f]{8}\\+[A-Za-z0-9+/=]+)*$',
      ...form({
        nl: 'sleutels zoals "grein witness" ze toont, met komma’s ertussen',
        en: 'keys as "grein witness" prints them, separated by commas',
      }),
    }),
    about:
      'The keys of the witnesses whose co-signatures are taken under the checkpoints of the log. Left out, there are none. See docs/operate/transparency-log.md.',
  }),
  securityContact: setting({
    variable: 'GREIN_SECURITY_CONTACT',
    schema: Type.String({
      pattern: '^(https://|mailto:)[^\\s]+$',
      ...form({
        nl: 'een adres dat begint met https:// of mailto:',
        en: 'an address that begins with https:// or mailto:',
      }),
    }),
    about: 'Whom to tell of a weakness; it stands in /.well-known/security.txt. Left out, there is no such file.',
    example: 'mailto:security@example.org',
  }),
  epcisDestinations: setting({
    variable: 'GREIN_EPCIS_DESTINATIONS',
    schema: Type.String({
      pattern: '^(\\*\\.)?[a-z0-9.-]+(,(\\*\\.)?[a-z0-9.-]+)*$',
      ...form({ nl: 'hosts, met komma’s ertussen', en: 'hosts, separated by commas' }),
    }),
    about:
      'The hosts that answers to standing EPCIS queries and recall notices may be sent to; *.example.nl is all below it. Left out, nothing is sent. Addresses of your own network are never called.',
    example: 'events.example.nl,*.partner.example',
  }),
  chromiumPath: setting({
    variable: 'CHROMIUM_PATH',
    schema: path,
    about: 'The Chromium that the browser tests use. Left out, the usual places are searched.',
    example: '/usr/bin/chromium',
  }),
} as const

type Settings = typeof settings
type ValueOf<Row> = Row extends { readonly schema: infer Schema extends TSchema }
  ? Row extends { readonly fallback: unknown }
    ? Static<Schema>
    : Static<Schema> | null
  : never

/** What the whole program reads: every setting by name, checked. */
export type Config = { readonly [Name in keyof Settings]: ValueOf<Settings[Name]> }
