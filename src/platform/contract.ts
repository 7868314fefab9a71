// What crosses the boundary about people, sessions and the transparency log. Not here: anything a substance does.
import { Day, DayPeriod, IdOf, Label, Moment, Nullable, OneOf, type Static, Strict, Type } from '#kernel'

export { actionWords } from './access/action-words.ts'

export const roles = [
  'authority-case-worker',
  'authority-decision-maker',
  'authority-chain-manager',
  'inspector',
  'holder-administrator',
  'holder-chain-officer',
  'holder-reader',
  'pharmacist',
  'laboratory-analyst',
  'researcher',
  'monitor-analyst',
  'test-location-worker',
  'policy-officer',
  'public',
] as const
export type Role = (typeof roles)[number]
export const RoleSchema = OneOf(roles)

/** Roles a program can have: those that record and read for a party. Decisions and supervision are people's. */
export const machineRoles = [
  'holder-chain-officer',
  'holder-reader',
  'pharmacist',
  'laboratory-analyst',
  'researcher',
] as const satisfies readonly Role[]
export type MachineRole = (typeof machineRoles)[number]

/** What a person calls them, on a screen and in a refusal. */
export const machineRoleWords: Readonly<Record<MachineRole, { readonly nl: string; readonly en: string }>> = {
  'holder-chain-officer': { nl: 'Ketenmedewerker van de houder', en: 'Holder chain officer' },
  'holder-reader': { nl: 'Meelezer van de houder', en: 'Holder reader' },
  pharmacist: { nl: 'Apotheker', en: 'Pharmacist' },
  'laboratory-analyst': { nl: 'Laboratoriumanalist', en: 'Laboratory analyst' },
  researcher: { nl: 'Onderzoeker', en: 'Researcher' },
}

/** What a program can be given: each is a group of actions in the schema of access. */
export const scopes = ['licensing:read', 'chain:read', 'chain:record', 'documents'] as const
export type Scope = (typeof scopes)[number]

/** Who looks over which wall: staff see their authority, holders their own party, the public what is published. */
export const walls = ['staff', 'holder', 'public'] as const
export type Wall = (typeof walls)[number]

export const assuranceLevels = ['low', 'substantial', 'high'] as const

export const Session = Strict({
  authenticated: Type.Boolean(),
  user: Nullable(Strict({ userId: IdOf('user'), name: Label(), assurance: OneOf(assuranceLevels) })),
  party: Nullable(Strict({ partyId: IdOf('party'), name: Label() })),
  authority: Nullable(Strict({ authorityId: IdOf('authority'), name: Label() })),
  roles: Type.Array(RoleSchema),
  wall: OneOf(walls),
  csrfToken: Nullable(Type.String()),
  expiresAt: Nullable(Moment),
  steppedUpUntil: Nullable(Moment),
  passkeys: Type.Integer(),
  /** What this session may do at all, by Cedar action name: the screens hide what is not in it, the server decides. */
  permissions: Type.Array(Type.String()),
  /** What time it is here: terms run by this clock, whatever a device says. */
  now: Moment,
})
export type Session = Static<typeof Session>

export const SessionRow = Strict({
  sessionId: IdOf('session'),
  startedAt: Moment,
  lastSeenAt: Moment,
  expiresAt: Moment,
  isThis: Type.Boolean(),
  agent: Type.String({ description: 'Family of the browser and system, for recognition alone' }),
})
export type SessionRow = Static<typeof SessionRow>

/** A program that acts for a party, with its own key. */
export const MachineClientRow = Strict({
  clientId: IdOf('client'),
  name: Label(60),
  roles: Type.Array(OneOf(machineRoles)),
  scopes: Type.Array(OneOf(scopes)),
  keys: Type.Array(Type.String(), { description: 'Of its public keys, the names (kid)' }),
  createdAt: Moment,
  /** When its keys were last replaced. */
  keysAt: Nullable(Moment),
  withdrawnAt: Nullable(Moment),
})
export type MachineClientRow = Static<typeof MachineClientRow>
export const MachineClients = Strict({
  items: Type.Array(MachineClientRow),
  /** What a program of this party may be given: each role with its scopes. Empty: none at all. */
  offers: Type.Array(Strict({ role: OneOf(machineRoles), scopes: Type.Array(OneOf(scopes)) })),
  /** Where a program asks for its token. */
  tokenEndpoint: Type.String(),
})
export type MachineClients = Static<typeof MachineClients>

/** A persona of the demo: who you can be, and what there is to do for them. */
export const Persona = Strict({
  persona: Type.String({ pattern: '^[a-z][a-z0-9-]{1,40}$' }),
  name: Label(),
  partyName: Label(),
  roles: Type.Array(RoleSchema),
  task: Strict({ nl: Type.String(), en: Type.String() }),
})
export type Persona = Static<typeof Persona>

/** A C2SP signed note over the tree's size and root, as text. */
export const SignedCheckpoint = Strict({
  origin: Type.String(),
  size: Type.Integer(),
  rootHash: Type.String({ description: 'base64' }),
  note: Type.String({ description: 'The whole signed note, byte for byte, with the lines of its witnesses' }),
  /** Who co-signed this state, and when each says it saw it. */
  witnesses: Type.Array(Strict({ name: Type.String(), seenAt: Moment })),
  verifierKey: Type.String({ description: 'C2SP verifier key: name+hash+base64' }),
})
export type SignedCheckpoint = Static<typeof SignedCheckpoint>

/** Everything a stranger needs to check offline that a record is in the log. Written as JSON, kept as a file. */
export const ProofFile = Strict({
  format: Type.Literal('grein-proof/1'),
  kind: OneOf(['inclusion']),
  /** The canonical record (RFC 8785) as text, and its salt in base64; both null when the record was erased. */
  record: Nullable(Type.String()),
  salt: Nullable(Type.String()),
  leaf: Type.String({ description: 'base64 of SHA-256(0x00 ‖ salt ‖ record)' }),
  index: Type.Integer({ minimum: 0 }),
  path: Type.Array(Type.String({ description: 'base64, from the leaf upwards' })),
  checkpoint: Type.String({ description: 'signed note' }),
  verifierKey: Type.String(),
  content: Type.Optional(
    Type.String({
      description: 'what the record bears the hash of (contentSha256), word for word; left out where it has none',
    }),
  ),
})
export type ProofFile = Static<typeof ProofFile>

/** Several records under one signed state: a batch with all its events, or the release of one with what it rests on. */
export const ProofSet = Strict({
  format: Type.Literal('grein-proofs/1'),
  about: Strict({
    kind: OneOf(['batch', 'release']),
    id: Type.String(),
    name: Type.String(),
    part: Type.Integer({ minimum: 1 }),
    parts: Type.Integer({ minimum: 1 }),
    notShown: Type.String({ description: 'what this file does not show: always the same words' }),
  }),
  proofs: Type.Array(
    Strict({
      record: Nullable(Type.String()),
      salt: Nullable(Type.String()),
      leaf: Type.String(),
      index: Type.Integer({ minimum: 0 }),
      path: Type.Array(Type.String()),
    }),
  ),
  checkpoint: Type.String({ description: 'signed note, with the lines of its witnesses' }),
  verifierKey: Type.String(),
})
export type ProofSet = Static<typeof ProofSet>

/** A checkpoint of ours with the line of a witness under it, as the witness made it. */
export const Cosigned = Strict({ note: Type.String({ maxLength: 16_384 }) })
export const CosignaturesTaken = Strict({
  size: Type.Integer(),
  witnesses: Type.Array(Type.String(), { description: 'Names of those whose line stands under it now' }),
})
export type CosignaturesTaken = Static<typeof CosignaturesTaken>

export const ConsistencyProof = Strict({
  format: Type.Literal('grein-consistency/1'),
  from: Type.String({ description: 'the older signed note' }),
  to: Type.String({ description: 'the newer signed note' }),
  path: Type.Array(Type.String()),
  verifierKey: Type.String(),
})
export type ConsistencyProof = Static<typeof ConsistencyProof>

export const DocumentView = Strict({
  documentId: IdOf('document'),
  fileName: Label(200),
  mediaType: Type.String(),
  size: Type.Integer(),
  sha256: Type.String(),
  storedAt: Moment,
})
export type DocumentView = Static<typeof DocumentView>

/** A table as its user left it: filter, sort, columns, in the words of the URL. */
export const SavedView = Strict({
  name: Label(60),
  screen: Type.String({ pattern: '^[a-z][a-z-]{1,30}$' }),
  search: Type.String({ maxLength: 1000 }),
})
export type SavedView = Static<typeof SavedView>

/** What a thing is that somebody was refused, where it is there. */
export const deniedThings = [
  'batch',
  'event',
  'shipment',
  'account',
  'order-form',
  'test-order',
  'case',
  'certificate',
  'study',
  'recall',
  'party',
  'premises',
  'exemption',
] as const
/** The thing by its name, and the screen that shows it to whoever reads this list; of an event the name of its act. */
export const DeniedThing = Strict({
  kind: OneOf(deniedThings),
  name: Type.String(),
  href: Type.String({ pattern: '^/' }),
})
export type DeniedThing = Static<typeof DeniedThing>

export const DenialRow = Strict({
  at: Moment,
  action: Type.String(),
  resource: Type.String(),
  /** `not-found` also where it is there and another's: who asked was told no more. */
  reason: Type.String(),
  /** The rules of the software that forbade it; none where none allowed it. */
  rules: Type.Array(Type.String()),
  actorKind: OneOf(['person', 'machine', 'system', 'anonymous']),
  userId: Nullable(IdOf('user')),
  /** The name of the person, or of the program that acted for a party. */
  name: Nullable(Type.String()),
  party: Nullable(Strict({ partyId: IdOf('party'), name: Type.String() })),
  thing: Nullable(DeniedThing),
  traceId: Type.String(),
})
export type DenialRow = Static<typeof DenialRow>

/** What a start page shows: sections of work, the most pressing first. Texts belong to the web; here are keys and facts. */
export const WorkItem = Strict({
  id: Type.String(),
  title: Label(200),
  subtitle: Type.Optional(Type.String()),
  massMg: Type.Optional(Type.String()),
  /** Living plants: they are counted. */
  plants: Type.Optional(Type.String()),
  dueOn: Type.Optional(Day),
  since: Type.Optional(Moment),
  href: Type.String({ pattern: '^/' }),
})
export const workKinds = [
  'recall-notices',
  'recalls-open',
  'orders-to-send',
  'shipments-to-receive',
  'shipments-on-the-way',
  'quality-cases',
  'orders-to-test',
  'stability-pulls',
  'quality-signals',
  'releases-ending',
  'batches-to-release',
  'samples-to-test',
  'harvest-clocks',
  'batches-to-dry',
  'batches-to-process',
  'batches-to-hand-over',
  'waste-to-destroy',
  'rejected-to-destroy',
  'on-hold',
  'differences-open',
  'signatures-to-give',
  'loss-notices',
  'transit-overdue',
  'half-done',
  'halves-open',
  'exemptions-ending',
  'stock-uncovered',
  'expiring-stock',
  'stock-to-dispense',
  'stock-to-pack',
  'denials',
  'recent-events',
] as const
export type WorkKind = (typeof workKinds)[number]
/** A section asked for by itself shows so many; else it shows a few. */
export const workItemsMax = 200
export const WorkSection = Strict({
  kind: OneOf(workKinds),
  count: Type.Integer(),
  /** The most pressing; `count` says how many there are. */
  items: Type.Array(WorkItem, { maxItems: workItemsMax }),
  /** How many days before its end a clock of this kind rings; where it is not said, the reader's screen decides. */
  warnDays: Type.Optional(Type.Integer({ minimum: 0 })),
  /** Where more can be done with them than to look at all. */
  href: Type.Optional(Type.String()),
})
export const Work = Strict({ sections: Type.Array(WorkSection), period: Type.Optional(DayPeriod) })
export type WorkItem = Static<typeof WorkItem>
export type WorkSection = Static<typeof WorkSection>
export type Work = Static<typeof Work>
