// What can be done with a batch here and now, by this reader, and what stands in the way. Not here: how much of it a person asks for.
import {
  type BatchId,
  type Instant,
  type Locale,
  legalDayOf,
  type PlainDate,
  type PremisesId,
  parseId,
  Refused,
  refuseNow,
  trustId,
} from '#kernel'
import type { LawAct } from '#law/contract'
import { listParties, loadLicensingFacts, ministerOf, type PartyKind } from '#licensing'
import type { Actor, Tx } from '#platform'
import { contentNews } from '../acts/assay.ts'
import { findCover, needCover, needFree, needOwnPremises, productOf } from '../acts/checks.ts'
import type { BatchFact } from '../acts/facts.ts'
import type { Situation } from '../acts/situation.ts'
import { type ActKind, type ActOption, isContentLedger, type StockState } from '../contract.ts'
import type { LawForChain } from '../law.ts'
import { chainProblems } from '../problems.ts'
import { lookUp, nothingWanted } from '../refs.ts'
import { type BalanceRowOfBatch, selectBalances, selectBatches } from '../store/batches.ts'
import { loadChainFacts } from '../store/facts.ts'
import { viewExemptions, viewRefusal } from './preview-act.ts'

export type OptionsAsked = {
  readonly batchId: BatchId
  readonly law: LawForChain
  readonly now: Instant
  readonly locale: Locale
}

/** Which activity of the law each act is; the acts without one move nothing to or from anybody, or only report what is so. */
export const lawActsOf: Record<ActKind, readonly LawAct[]> = {
  plant: ['grow'],
  propagate: ['grow'],
  tag: ['grow'],
  harvest: ['grow'],
  'trim-wet': ['process'],
  dry: ['process'],
  process: ['process'],
  split: ['have'],
  extract: ['process'], // Of what goes in; preparing is asked of the oil, when it is named.
  'hand-over': ['supply'],
  sample: ['have'],
  test: ['have'],
  assay: [],
  release: [],
  irradiate: ['process'],
  pack: ['process'],
  ship: ['supply', 'transport'],
  receive: ['have'],
  refuse: [],
  import: ['import', 'have'],
  export: ['export'],
  reserve: ['have'],
  free: [],
  dispense: ['supply'],
  'own-practice': ['supply'],
  administer: ['supply'],
  destroy: ['have'],
  lose: [],
  seize: [],
  grant: [],
  hold: [],
  lift: [],
  count: [],
  'notify-loss': [],
  designate: [],
  'move-room': ['have'],
  countersign: [],
  'settle-difference': [],
  correct: [],
}

type Rule = {
  readonly kind: ActKind
  readonly states: readonly StockState[]
  readonly batches?: readonly BatchFact['kind'][]
  readonly holders?: readonly PartyKind[]
  /** For staff, of whichever house: an inspectorate is a party of its own and no authority. */
  readonly isStaffAlone?: boolean
  /** May be done to a batch on hold. */
  readonly evenHeld?: boolean
  /** May be done with what its holder may not have, or no longer. */
  readonly evenUncovered?: boolean
}

/** The order in which a form offers them: what usually comes next first. */
const rules: readonly Rule[] = [
  { kind: 'harvest', states: ['growing'], holders: ['grower'] },
  { kind: 'dry', states: ['wet'], holders: ['grower'] },
  { kind: 'trim-wet', states: ['wet'], holders: ['grower'] },
  { kind: 'process', states: ['quarantine', 'released'], batches: ['harvest', 'bulk'], holders: ['grower', 'packer'] },
  { kind: 'hand-over', states: ['quarantine'], batches: ['harvest', 'bulk'], holders: ['grower'] },
  { kind: 'test', states: ['sample'], batches: ['sample'], holders: ['laboratory'] },
  { kind: 'release', states: ['quarantine'], holders: ['authority'] },
  { kind: 'irradiate', states: ['quarantine', 'released'], holders: ['irradiator'] },
  { kind: 'pack', states: ['quarantine', 'released'], batches: ['bulk', 'harvest'], holders: ['packer'] },
  { kind: 'dispense', states: ['released'], holders: ['pharmacy'] },
  { kind: 'own-practice', states: ['released'], holders: ['pharmacy'] },
  { kind: 'administer', states: ['released'], holders: ['institution'] },
  { kind: 'ship', states: ['quarantine', 'released', 'held', 'rejected', 'sample'], evenHeld: true },
  { kind: 'export', states: ['released'], holders: ['authority'] },
  { kind: 'reserve', states: ['released'], holders: ['wholesaler', 'packer', 'authority'] },
  { kind: 'free', states: ['reserved'] },
  { kind: 'propagate', states: ['growing'], holders: ['grower'] },
  { kind: 'tag', states: ['growing'], batches: ['plant-lot'], holders: ['grower'] },
  { kind: 'sample', states: ['wet', 'quarantine', 'released', 'held'], evenHeld: true },
  {
    kind: 'split',
    states: ['quarantine', 'released'],
    batches: ['harvest', 'bulk'],
    holders: ['grower', 'packer', 'authority'],
  },
  {
    kind: 'extract',
    states: ['quarantine', 'released'],
    batches: ['harvest', 'bulk', 'pack-lot'],
    holders: ['packer', 'institution', 'pharmacy'],
  },
  {
    kind: 'move-room',
    states: ['growing', 'wet', 'quarantine', 'released', 'held', 'rejected', 'waste'],
    holders: ['grower', 'packer', 'irradiator', 'wholesaler', 'institution'],
    evenHeld: true,
  },
  {
    kind: 'destroy',
    states: ['growing', 'wet', 'quarantine', 'released', 'held', 'rejected', 'waste', 'sample'],
    ...{ evenHeld: true, evenUncovered: true },
  },
  {
    kind: 'lose',
    states: ['growing', 'wet', 'quarantine', 'released', 'held', 'rejected', 'waste', 'sample'],
    evenHeld: true,
  },
  { kind: 'hold', states: ['growing', 'wet', 'quarantine', 'released'] },
  { kind: 'lift', states: ['held'], evenHeld: true },
  {
    kind: 'seize',
    states: ['growing', 'wet', 'quarantine', 'released', 'held', 'rejected', 'waste', 'sample'],
    isStaffAlone: true,
    evenHeld: true,
  },
  {
    kind: 'assay',
    states: ['quarantine', 'released', 'held', 'rejected', 'sample'],
    holders: ['authority'],
    evenHeld: true,
  },
]

/** Refuses `chain/unknown-batch`. One option for each act and stock it could take from. */
export async function actOptions(tx: Tx, actor: Actor, asked: OptionsAsked): Promise<{ options: ActOption[] }> {
  const { authorityId } = actor
  const { batchId, law, now, locale } = asked
  const order = { by: 'opened', isDescending: true } as const
  const [seen] = await selectBatches(tx, authorityId, { ids: [batchId], order, limit: 1 })
  if (!seen) return refuseNow(chainProblems['unknown-batch'], {})
  const balances = (await selectBalances(tx, authorityId, { batchId })).filter(
    ({ kind, ledger, amount }) => kind === 'stock' && amount > 0n && !isContentLedger(ledger),
  )
  const mine = balances.filter(({ holderId }) => holderId === actor.partyId)
  // The Minister releases, and staff hold and lift, whoever has the batch.
  const others = actor.wall === 'staff' ? balances.filter(({ holderId }) => holderId !== actor.partyId) : []
  const rows = [...mine, ...others]
  const desk = actor.wall === 'staff' ? await deskOf(tx, actor, legalDayOf(now)) : null
  const shelves = [...rows.flatMap(({ premisesId }) => premisesId ?? []), seen.premisesId, ...(desk ? [desk] : [])]
  const premisesIds = [...new Set(shelves)].map((id) => trustId('premises', id))
  const licensing = await loadLicensingFacts(tx, authorityId, {
    parties: actor.partyId ? [actor.partyId] : [],
    premises: premisesIds,
  })
  const facts = await loadChainFacts(tx, authorityId, {
    batches: [batchId],
    holder: actor.partyId,
    premises: trustId('premises', seen.premisesId),
    ...(desk ? { wide: true, results: true } : {}),
  })
  const batch = facts.batches.get(batchId)
  const self = actor.partyId ? licensing.parties.get(actor.partyId) : undefined
  const holder = self ?? ministerOf(licensing)
  if (!batch || !holder) return { options: [] }
  const wanted = nothingWanted()
  wanted.parties.add(holder.partyId)
  for (const { holderId } of rows) wanted.parties.add(holderId)
  for (const id of premisesIds) wanted.premises.add(id)
  const names = await lookUp(tx, authorityId, wanted)
  const base = {
    authorityId,
    holder,
    isHistory: false,
    isPerson: actor.userId !== null,
    isStaff: actor.wall === 'staff',
    at: now,
    on: legalDayOf(now),
    now,
    licensing,
    facts,
    law,
  }
  const mayFrom = new Set(mine)
  const options = rules.flatMap((rule) =>
    rows
      .filter((row) =>
        fits(rule, row, {
          ...{ holderKind: holder.kind, batchKind: seen.kind, isMine: mayFrom.has(row) },
          isStaff: actor.wall === 'staff',
        }),
      )
      .filter(onlyOnce(rule))
      .map((row): ActOption => {
        const shelf = trustId('premises', row.premisesId ?? seen.premisesId)
        const isFromDesk = desk !== null && isSupervision(rule) && !mayFrom.has(row)
        const premisesId = isFromDesk ? desk : shelf
        return {
          kind: rule.kind,
          lawActs: [...lawActsOf[rule.kind]],
          premises: names.premises(premisesId),
          holder: names.party(rule.kind === 'seize' ? row.holderId : holder.partyId),
          // At the desk lies nothing of it. Stock is always in one of these states; the acts post no other.
          state: isFromDesk ? null : (row.state as StockState),
          maxAmount: isFromDesk ? null : `${row.amount}`,
          unit: row.ledger === 'plant_pieces' ? 'pieces' : 'mg',
          ...judge({ ...base, premisesId }, rule, { batch, locale }),
        }
      }),
  )
  const isToRecall = desk !== null && seen.kind !== 'sample' && options.every(({ kind }) => kind !== 'hold')
  return { options: isToRecall ? [...options, recallOf(desk)] : options }

  /** Nothing stands of it any more, or nothing that is not held: what was made of it may lie with everybody, and is recalled from here. */
  function recallOf(premisesId: PremisesId): ActOption {
    return {
      ...{ kind: 'hold', lawActs: [...lawActsOf.hold], premises: names.premises(premisesId) },
      ...{ holder: names.party(holder!.partyId), state: null, maxAmount: null, unit: 'mg' }, // Without one it ended above.
      ...judge({ ...base, premisesId }, { kind: 'hold', states: [] }, { batch: batch!, locale }), // As above.
    }
  }
}

type Fit = {
  readonly holderKind: PartyKind
  readonly batchKind: BatchFact['kind']
  readonly isMine: boolean
  readonly isStaff: boolean
}

function fits(
  { kind, states, batches, holders, isStaffAlone }: Rule,
  { state }: BalanceRowOfBatch,
  { holderKind, batchKind, isMine, isStaff }: Fit,
): boolean {
  if (isStaffAlone && !isStaff) return false
  if (!(states as readonly string[]).includes(state)) return false
  if (batches && !batches.includes(batchKind)) return false
  if (holders && !holders.includes(holderKind)) return false
  return isMine || kind === 'seize' || kind === 'release' || kind === 'assay' || kind === 'hold' || kind === 'lift'
}

/** From where the authority acts on what others have: premises of its own. */
async function deskOf(tx: Tx, actor: Actor, on: PlainDate): Promise<PremisesId | null> {
  const { items } = await listParties(tx, actor, { kind: 'authority', limit: 1 })
  const open = items[0]?.premises.find(
    ({ period: { from, until } }) => from <= on.toString() && (until === null || on.toString() < until),
  )
  return open ? (parseId('premises', open.premisesId) ?? null) : null
}

/** Release, hold and lift are about the batch, not about one shelf of it. */
const isSupervision = ({ kind }: Rule) => kind === 'release' || kind === 'assay' || kind === 'hold' || kind === 'lift'

function onlyOnce(rule: Rule): () => boolean {
  let offered = false
  return () => {
    if (!isSupervision(rule)) return true
    if (offered) return false
    offered = true
    return true
  }
}

type Judged = Pick<ActOption, 'allowed' | 'exemption' | 'exemptionsBeside' | 'basis' | 'refusal'>

function judge(
  s: Situation,
  { kind, evenHeld, evenUncovered }: Rule,
  { batch, locale }: { batch: BatchFact; locale: Locale },
): Judged {
  try {
    const acts = lawActsOf[kind]
    const product = productOf(s, batch)
    const toCover = { acts, product, ...(kind === 'export' ? { purpose: 'export' as const } : {}) }
    const ground = acts.length === 0 ? null : evenUncovered ? findCover(s, toCover) : needCover(s, toCover)
    if (kind === 'hold' || kind === 'lift' || kind === 'assay') needOwnPremises(s)
    if (kind === 'assay') contentNews(s, batch)
    if (!evenHeld && kind !== 'hold') needFree(batch)
    return {
      allowed: true,
      ...viewExemptions(ground?.exemptions ?? []),
      basis: [...(ground?.basis ?? [])],
      refusal: null,
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const { refusal } = error
    return {
      allowed: false,
      exemption: null,
      exemptionsBeside: [],
      basis: [...refusal.basis],
      refusal: viewRefusal(refusal, locale),
    }
  }
}
