// The composition root of the server: everything a house is made of, opened in order and closed in reverse. Not here: HTTP (api) and arguments.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { House, HouseAtWork } from '#api'
import { openServerToolkit } from '#chemistry/server'
import { type AuthorityId, newId, parseId, printId } from '#kernel'
import { loadCorpus, readTexts } from '#law/corpus'
import { partyOfKvk } from '#licensing'
import {
  type ClaimsMapping,
  type Config,
  createAccess,
  createIdentity,
  createLogger,
  createMetrics,
  type Database,
  type DemoPersona,
  demoIssuer,
  denialRecorder,
  eHerkenningClaims,
  type Ground,
  type IdentityGiven,
  newTrace,
  openBroker,
  openDocumentStore,
  openPoster,
  openTypesetter,
  qualifiers,
  readClaimsMapping,
  StartRefused,
  systemActor,
  systemClock,
} from '#platform'
import { documentsFolder, textsFolder } from './folders.ts'
import { projectRoot } from './project.ts'

/** Whose house it is and who may come in: the demo's people, or an issuer of the operator's. */
export type Owner = {
  readonly authority: { readonly authorityId: AuthorityId; readonly name: string }
  readonly personas: readonly DemoPersona[] | null
}

/** The law and the toolkit: they need no database, so they are read while it starts. */
export async function openLaw(dataFolder: string): Promise<House['law'] & AsyncDisposable> {
  // First: a corpus or a text that is refused leaves no thread behind.
  const corpus = await loadCorpus(join(projectRoot, 'corpus'))
  const texts = await readTexts(textsFolder(dataFolder))
  const toolkit = await openServerToolkit()
  return { corpus, texts, toolkit, [Symbol.asyncDispose]: () => toolkit[Symbol.asyncDispose]() }
}

export type HouseNeeds = {
  readonly config: Config
  readonly ground: Ground
  readonly owner: Owner
  readonly law: House['law']
  readonly publicUrl: URL
  readonly webFolder: string | null
  readonly signer: House['signer']
}

/** All of it but the queue of work, whose jobs are made with the house. */
export async function openHouse(needs: HouseNeeds): Promise<HouseAtWork> {
  const { config, ground, owner, law, publicUrl, webFolder, signer } = needs
  const { database } = ground
  const { authorityId } = owner.authority
  const access = createAccess({ now: systemClock.now, recordDenial: denialRecorder(database) })
  const logger = createLogger({ level: config.logLevel })
  const metrics = createMetrics()
  metrics.watchConnections(() => database.connections)
  const broker = owner.personas && (await openBroker({ publicUrl, personas: owner.personas }))
  return {
    config: {
      publicUrl,
      isBehindProxy: config.isBehindProxy,
      captureBytesPerDayMax: config.captureMbPerDay * 1_000_000,
      securityContact: config.securityContact,
      witnessKeys: config.logWitnesses?.split(',') ?? [],
    },
    authorityId,
    authorityName: owner.authority.name,
    database,
    access,
    identity: createIdentity({
      database,
      reportFailure: (step, error) => logger.warn({ err: error, room: 'platform', step }, 'a login failed'),
      access,
      now: systemClock.now,
      authority: owner.authority,
      publicUrl,
      ...(broker ? demoIssuer(broker) : ownIssuer(config, database, authorityId)),
    }),
    broker,
    clock: systemClock,
    logger,
    law,
    signer,
    documents: openDocumentStore({
      folder: documentsFolder(config),
      bytesPerDayMax: config.documentsMbPerDay * 1_000_000,
    }),
    metrics,
    typesetter: openTypesetter(),
    poster: openPoster({ allowedHosts: config.epcisDestinations?.split(',') ?? [] }),
    webFolder,
  }
}

/** The log's name is for ever: where no address was chosen it must not change with the port. */
export function logName({ publicUrl, logName }: Pick<Config, 'publicUrl' | 'logName'>): string {
  return logName ?? `${publicUrl === null ? 'localhost' : new URL(publicUrl).host}/log`
}

/** Without the demo: whose house it is, out of the settings. */
export function ownerOf(config: Config): Owner {
  const authorityId = config.authority === null ? null : parseId('authority', config.authority)
  if (authorityId === null) {
    throw new StartRefused(
      'GREIN_AUTHORITY is not set: Grein does not know whose installation this is.\n' +
        `Choose an id once and keep it for ever, for instance this new one: GREIN_AUTHORITY=${printId('authority', newId('authority'))}\n` +
        'Then follow docs/operate/install.md, or start the demo with "grein serve --demo".',
    )
  }
  return { authority: { authorityId, name: config.authorityName }, personas: null }
}

type Issuer = Pick<IdentityGiven, 'issuer' | 'issuerName' | 'findParty'>

function ownIssuer(config: Config, database: Database, authorityId: AuthorityId): Issuer {
  const { issuer, issuerClientId, issuerClientSecret, issuerClientKey, issuerClaims } = config
  const hasProof = issuerClientSecret !== null || issuerClientKey !== null
  if (issuer === null || !hasProof) {
    throw new StartRefused(
      'Nobody could log in: GREIN_ISSUER and one of GREIN_ISSUER_CLIENT_KEY and GREIN_ISSUER_CLIENT_SECRET must be set.\n' +
        'Every setting stands in docs/reference/configuration.md.',
    )
  }
  return {
    issuer: {
      issuer: new URL(issuer),
      clientId: issuerClientId,
      proof:
        issuerClientKey === null
          ? { kind: 'secret', secret: issuerClientSecret! } // One of the two is set, above.
          : { kind: 'private-key', jwk: readKey(issuerClientKey) },
      claims: issuerClaims === null ? eHerkenningClaims : readMapping(issuerClaims),
    },
    issuerName: issuer,
    findParty: async ({ kind, number }) => {
      if (kind !== qualifiers.kvk) return null
      const house = systemActor(authorityId, newTrace())
      return database.transaction(house, (tx) => partyOfKvk(tx, house, number))
    },
  }
}

function readMapping(path: string): ClaimsMapping {
  const mapping = existsSync(path) ? readClaimsMapping(readFileSync(path, 'utf8')) : null
  if (mapping) return mapping
  throw new StartRefused(
    `GREIN_ISSUER_CLAIMS is "${path}", which is not a mapping of claims: see docs/operate/login.md.`,
  )
}

function readKey(text: string): Extract<IdentityGiven['issuer']['proof'], { kind: 'private-key' }>['jwk'] {
  try {
    return JSON.parse(text)
  } catch {
    throw new StartRefused('GREIN_ISSUER_CLIENT_KEY has a value that is not a private key as a JSON Web Key.')
  }
}
