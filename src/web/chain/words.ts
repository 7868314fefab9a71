// How a status, an account and an amount of the chain are shown: which tone, which words. Pure; not here: the texts (messages/chain.ts).
import { type AccountRef, type BatchSummary, limitState } from '#chain/contract'
import { formatContent, type MassUnit, type Translate, type Writer } from '#kernel'
import type { chainMessages } from '../messages/chain.ts'
import type { coreMessages } from '../messages/core.ts'
import type { BadgeTone } from '../parts/badge.tsx'
import type { IconName } from '../parts/icon.tsx'

type Texts = typeof coreMessages & typeof chainMessages
export type Words = Writer & { readonly t: Translate<Texts> }
type AnalyteKey = Extract<keyof typeof chainMessages, `analyte.${string}`>
export type StateKey = Extract<keyof typeof chainMessages, `state.${string}`>

export const statusTone: Record<BatchSummary['status'], { readonly tone: BadgeTone; readonly sign?: IconName }> = {
  growing: { tone: 'info' },
  wet: { tone: 'info' },
  quarantine: { tone: 'warning', sign: 'clock' },
  released: { tone: 'positive' },
  held: { tone: 'negative', sign: 'hold' },
  rejected: { tone: 'negative' },
  'in-transit': { tone: 'info', sign: 'move' },
  'used-up': { tone: 'neutral' },
  sample: { tone: 'neutral' },
}

const moieties = { thc_ug: 'THC', cbd_ug: 'CBD', mdma_base_ug: 'MDMA-base' } as const

/** An amount in its own unit: mass exact to the milligram, contents to the microgram, plants as pieces. A column gives `massUnit`, for rows to compare. */
export function amountText(
  amount: string,
  unit: 'mg' | 'pieces' | AccountRef['ledger'],
  { t, mass, locale }: Words,
  massUnit?: MassUnit,
): string {
  if (unit === 'pieces' || unit === 'plant_pieces') return t('pieces', { amount })
  if (unit in moieties) return `${formatContent(BigInt(amount), locale)} ${moieties[unit as keyof typeof moieties]}` // Asked just before.
  if (unit === 'dried_mg') return t('amount.dried', { amount: mass(amount, massUnit) })
  return mass(amount, massUnit)
}

export function stateText(state: string, { t }: Pick<Words, 't'>): string {
  return t(`state.${state}` as StateKey) // Every state of the contract has its text; an unknown one shows its key.
}

export const analyteKey = (analyte: string): AnalyteKey => `analyte.${analyte}` as AnalyteKey // Every determination of the contract has its name.

const ofDifference = /^(packing|count|late)(?:-([a-z-]+?))?(?:-[0-9a-f]{8}-[0-9a-f-]+)?$/

/** The state of what stands on an account; of a difference what it came of, for its own name holds the number of the event. */
export function accountStateText({ kind, state }: Pick<AccountRef, 'kind' | 'state'>, words: Pick<Words, 't'>): string {
  const [, cause, of] = (kind === 'difference' && ofDifference.exec(state)) || []
  if (cause === undefined) return stateText(state, words)
  const said = words.t(`difference.${cause as 'packing' | 'count' | 'late'}`) // The pattern names no other.
  return of === undefined ? said : `${said}, ${stateText(of, words)}`
}

/** What stands on an account is called by its state, or by its kind; what was used of a limit is not what is still allowed. */
export function standsAs({ kind, state }: Pick<AccountRef, 'kind' | 'state'>): string {
  return kind === 'stock' || kind === 'world' || state === limitState ? state : kind
}

/** "Grower A, Steenwijk · quarantine", or "(dispensed)" for what left the chain. */
export function accountText(account: AccountRef, words: Words): string {
  const state = stateText(standsAs(account), words)
  if (account.kind === 'world') return words.t('event.account.world', { state })
  const place = placeText(account.holder, account.premises)
  return place === '' ? state : `${place} · ${state}`
}

/** "Grower A, drying room"; one name where the premises are called as their holder is. */
export function placeText(holder: AccountRef['holder'], premises: AccountRef['premises']): string {
  if (!holder || !premises) return holder?.name ?? premises?.name ?? ''
  return premises.name.includes(holder.name) ? premises.name : `${holder.name}, ${premises.name}`
}

/** As `amountText`, for a difference, which may be less than nothing. */
export function signedText(amount: string, unit: AccountRef['ledger'], words: Words, massUnit?: MassUnit): string {
  return amount.startsWith('-')
    ? `−${amountText(amount.slice(1), unit, words, massUnit)}`
    : amountText(amount, unit, words, massUnit)
}
