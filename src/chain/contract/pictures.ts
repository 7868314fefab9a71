// Pictures folded from movements: where mass went in a period, the country in figures, accounts and what moved in them, rooms and what grows
// there. Not here: the balance of one batch (flow.ts), and how any is drawn.

import {
  Amount,
  Day,
  IdOf,
  Moment,
  Nullable,
  OneOf,
  PageOf,
  PositiveAmount,
  SignedAmount,
  type Static,
  Strict,
  Type,
} from '#kernel'
import { partyKinds } from '#licensing/contract'
import { type ActKind, actSchemas } from './acts.ts'
import { ChartRules } from './composition.ts'
import { recallParts } from './recalls.ts'
import { AccountRef, BatchRef, PartyRef, PremisesRef } from './refs.ts'
import { roomKinds, roomUses } from './rooms.ts'
import { DayOrMoment } from './stock-at.ts'
import { accountKinds, contentLedgers, ledgers } from './words.ts'

const kindOfAct = OneOf(Object.keys(actSchemas) as ActKind[])

/** A place in the flow of a period. `side` tells a partner who gave from the same partner who got. */
export const PeriodNode = Strict({
  id: Type.String(),
  kind: OneOf(['opening', 'closing', 'self', 'party', 'class', 'world', 'difference', 'unseen']),
  side: OneOf(['in', 'out', 'between']),
  /** Of a party its name, of a class the kind of party, of the world where it went or came from. */
  label: Type.String(),
})
export const PeriodLink = Strict({
  from: Type.String(),
  to: Type.String(),
  amount: PositiveAmount,
  /** How many; which, the band's own list says. */
  events: Type.Integer(),
})
/** Material in a period, of one holder or of everyone the reader may see; every node between gives what it got. */
export const PeriodFlow = Strict({
  from: Day,
  until: Day,
  of: Nullable(PartyRef),
  openingMg: Amount,
  closingMg: Amount,
  nodes: Type.Array(PeriodNode),
  links: Type.Array(PeriodLink),
})
export type PeriodFlow = Static<typeof PeriodFlow>

/** The events behind one band of the flow of a period, newest first. */
export const BandEvents = PageOf(
  Strict({
    eventId: IdOf('event'),
    kind: kindOfAct,
    occurredAt: Moment,
    massMg: PositiveAmount,
    batches: Type.Array(BatchRef),
  }),
)
export type BandEvents = Static<typeof BandEvents>

export const flowKinds = [
  'grown',
  'handed-over',
  'released',
  'dispensed',
  'exported',
  'destroyed',
  'consumed-in-test',
  'moisture',
  'processing-loss',
  'lost',
  'stolen',
] as const
export type FlowKind = (typeof flowKinds)[number]

/** The events behind one figure of the country by month, newest first, each with its part of it; and the figure itself. */
export const FigureEvents = Strict({
  ...BandEvents.properties,
  totalMg: Amount,
  events: Type.Integer(),
})
export type FigureEvents = Static<typeof FigureEvents>

export const HarvestYield = Strict({
  batch: BatchRef,
  productCode: Type.String(),
  productName: Type.String(),
  holder: PartyRef,
  harvestedOn: Day,
  wetMg: Amount,
  /** What of it was put to dry, after what was cut off wet; null while it is drying, as what it gave. */
  driesMg: Nullable(Amount),
  driedMg: Nullable(Amount),
  /** Bulk that came of it; null before it was processed. */
  bulkMg: Nullable(Amount),
  wasteMg: Amount,
  lossMg: Amount,
  drying: OneOf(['waiting', 'inside', 'outside']),
  loss: OneOf(['waiting', 'inside', 'outside']),
  /** In millionths, as the corpus has them on the day of harvest. */
  dryingMin: Type.Integer(),
  dryingMax: Type.Integer(),
  lossMax: Type.Integer(),
})
export type HarvestYield = Static<typeof HarvestYield>

/** The country, or the reader's own part of it. Months are legal months, the last one under way. */
export const National = Strict({
  from: Day,
  until: Day,
  stock: Type.Array(
    Strict({
      holderKind: OneOf(partyKinds),
      productCode: Type.String(),
      productName: Type.String(),
      state: Type.String(),
      massMg: PositiveAmount,
      accounts: Type.Integer(),
    }),
  ),
  flow: Type.Array(
    Strict({
      month: Type.String({ pattern: '^[0-9]{4}-[0-9]{2}$' }),
      what: OneOf(flowKinds),
      actKind: kindOfAct,
      productCode: Type.String(),
      massMg: PositiveAmount,
      events: Type.Integer(),
    }),
  ),
  harvests: Type.Array(HarvestYield),
  /** With what a grower's harvests are charted against each other; null where the house has no figures for it. */
  charts: Nullable(ChartRules),
})
export type National = Static<typeof National>

export const LedgerAccount = Strict({
  account: AccountRef,
  amount: SignedAmount,
  openedAt: Moment,
  movements: Type.Integer(),
})
export const LedgerAccounts = Strict({
  items: Type.Array(LedgerAccount),
  nextCursor: Nullable(Type.String()),
  /** Of all that fits the filter, not of this page alone: what stands, ledger by ledger. */
  totals: Type.Array(Strict({ ledger: OneOf(ledgers), amount: SignedAmount, accounts: Type.Integer() })),
})
export type LedgerAccounts = Static<typeof LedgerAccounts>
export const LedgerFilter = Strict({
  holder: Type.Optional(IdOf('party')),
  premises: Type.Optional(IdOf('premises')),
  batch: Type.Optional(IdOf('batch')),
  /** Of a difference it may end in the event it came of. */
  state: Type.Optional(Type.String({ maxLength: 80, pattern: '^[a-z0-9-]+$' })),
  kind: Type.Optional(OneOf(accountKinds)),
  ledger: Type.Optional(OneOf(ledgers)),
  /** By the kind of whoever has it, and by what it is a batch of. */
  holderKind: Type.Optional(OneOf(partyKinds)),
  /** One, or several with a comma between them. */
  product: Type.Optional(Type.String({ maxLength: 800, pattern: '^[a-z0-9-]+(,[a-z0-9-]+)*$' })),
  /**
   * Goods alone: stock and what is under way, as the pictures count it. `coming`: what is under way is whose it comes to, as in a flow, and
   * `holder`, `holderKind` and `recall` mean that party. `all`: differences too, everything that is in the chain.
   */
  goods: Type.Optional(OneOf(['yes', 'coming', 'all'])),
  /** Of stock only what nothing stops. */
  free: Type.Optional(OneOf(['yes'])),
  /** Of what is under way only what is sent back: a return, or in a recall. */
  back: Type.Optional(OneOf(['yes'])),
  /** Of material only what this content of was never measured. */
  unmeasured: Type.Optional(OneOf(contentLedgers)),
  /** Batches that the notice of this recall names to whoever has the account. */
  recall: Type.Optional(IdOf('recall')),
  /** A batch and everything that descends from it. */
  family: Type.Optional(IdOf('batch')),
  /** How it stood then; left out: now. */
  at: Type.Optional(DayOrMoment),
  /** By default only accounts on which something stands. */
  empty: Type.Optional(OneOf(['yes'])),
  cursor: Type.Optional(Type.String({ maxLength: 600 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
})
export type LedgerFilter = Static<typeof LedgerFilter>

/** What came into the accounts of a filter, or left them: from `since` on, to the end of `at`. */
export const MovedFilter = Strict({
  ...Type.Omit(LedgerFilter, ['ledger', 'empty']).properties,
  side: OneOf(['in', 'out']),
  /** Only what this party gave or got. */
  with: Type.Optional(IdOf('party')),
  since: Type.Optional(DayOrMoment),
})
export type MovedFilter = Static<typeof MovedFilter>

export const AccountMovement = Strict({
  eventId: IdOf('event'),
  kind: kindOfAct,
  occurredAt: Moment,
  other: AccountRef,
  /** Positive came in, negative went out. */
  amount: SignedAmount,
  balanceAfter: SignedAmount,
})
export const AccountMovements = Strict({
  account: LedgerAccount,
  ...PageOf(AccountMovement).properties,
})
export type AccountMovements = Static<typeof AccountMovements>

export const RoomLot = Strict({
  batch: BatchRef,
  productCode: Type.String(),
  cultivar: Nullable(Type.String()),
  plantedOn: Day,
  /** In this room since. */
  hereSince: Day,
  /** Of what is no plants: how much of it stands here now. */
  massMg: Amount,
  days: Type.Integer(),
  plants: Type.Integer(),
  plantsBegun: Type.Integer(),
  /** The event in which they began; null where it is not the reader's to open. */
  begunEventId: Nullable(IdOf('event')),
  isHeld: Type.Boolean(),
})
export type RoomLot = Static<typeof RoomLot>
export const Room = Strict({
  room: Type.String(),
  /** As the authority designated it; null and nothing where it did not. */
  kind: Nullable(OneOf(roomKinds)),
  uses: Type.Array(OneOf(roomUses)),
  plants: Type.Integer(),
  lots: Type.Array(RoomLot),
  /** Lots that stood here before and are cut, newest first, the last few. */
  past: Type.Array(RoomLot),
})
export const RoomMap = Strict({
  items: Type.Array(
    Strict({
      premises: PremisesRef,
      holder: PartyRef,
      town: Type.String(),
      /** The authority designates rooms here: what is done in another is refused. */
      isDesignated: Type.Boolean(),
      rooms: Type.Array(Room),
      /** What stands at these premises outside the rooms, by state; the reader's part of it. */
      stands: Type.Array(Strict({ state: Type.String(), massMg: PositiveAmount, batches: Type.Integer() })),
    }),
  ),
})
export type RoomMap = Static<typeof RoomMap>

/** Where all that grew in a room went: every lot that stood there, and what descends from those. */
export const RoomFate = Strict({
  premises: PremisesRef,
  room: Type.String(),
  /** Only what stood there on that day; null: all there ever was. */
  on: Nullable(Day),
  lots: Type.Array(RoomLot),
  totalMg: Amount,
  parts: Type.Array(Strict({ part: OneOf(recallParts), massMg: PositiveAmount })),
  /** What others got, whose accounts are not the reader's to see. */
  handedOnMg: Amount,
})
export type RoomFate = Static<typeof RoomFate>

/** The events in which a room's mass passed to others; what came in from others counts against it, so that together they are `handedOnMg`. */
export const RoomHanded = PageOf(Strict({ ...BandEvents.properties.items.items.properties, massMg: SignedAmount }))
export type RoomHanded = Static<typeof RoomHanded>
