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

/** `issuerName` is the setting as it was typed: people are known under it. */
type OwnIssuer = Pick<IdentityGiven, 'issuer' | 'issuerName'>

/** Whose house it is and who may come in: the demo's people, or an issuer of the operator's. */
export type Owner = { readonly authority: { readonly authorityId: AuthorityId; readonly name: string } } & (
  | { readonly personas: readonly DemoPersona[]; readonly issuer: null }
  | { readonly personas: null; readonly issuer: OwnIssuer }
)

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
      ...(broker ? demoIssuer(broker) : ownIssuer(owner.issuer!, database, authorityId)), // No broker: no personas, so an issuer.
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
    const authority = printId('authority', newId('authority'))
    throw new StartRefused((say) => say('owner.unknown', { authority }))
  }
  return { authority: { authorityId, name: config.authorityName }, personas: null, issuer: issuerOf(config) }
}

function issuerOf(config: Config): OwnIssuer {
  const { issuer, issuerClientId, issuerClientSecret, issuerClientKey, issuerClaims } = config
  const hasProof = issuerClientSecret !== null || issuerClientKey !== null
  if (issuer === null || !hasProof) throw new StartRefused((say) => say('issuer.none'))
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
  }
}

function ownIssuer(issuer: OwnIssuer, database: Database, authorityId: AuthorityId) {
  return {
    ...issuer,
    findParty: async ({ kind, number }: Parameters<IdentityGiven['findParty']>[0]) => {
      if (kind !== qualifiers.kvk) return null
      const house = systemActor(authorityId, newTrace())
      return database.transaction(house, (tx) => partyOfKvk(tx, house, number))
    },
  }
}

function readMapping(path: string): ClaimsMapping {
  const mapping = existsSync(path) ? readClaimsMapping(readFileSync(path, 'utf8')) : null
  if (mapping) return mapping
  throw new StartRefused((say) => say('issuer.claims', { path }))
}

function readKey(text: string): Extract<IdentityGiven['issuer']['proof'], { kind: 'private-key' }>['jwk'] {
  try {
    return JSON.parse(text)
  } catch {
    throw new StartRefused((say) => say('issuer.key'))
  }
}
