// How far a proof has come, as JSON that can be kept in a file: which ranges were looked at, and what was found in them. Not here: the
// file, and the tree of the log, which goes on by leaf index (platform/log).
import { type AuthorityId, isUuid } from '#kernel'
import { type IdRange, nextId } from './ask.ts'
import { faultsMax, type LedgerFault, type PartFound } from './faults.ts'

export const partKinds = ['records', 'accounts', 'beside'] as const
export type PartKind = (typeof partKinds)[number]

export type ProofState = {
  readonly format: 'grein-ledger-proof/2'
  readonly authorityId: AuthorityId
  /** Where the ids are cut into ranges, rising; fixed when the proof began, so that it goes on where it was. */
  readonly cuts: Readonly<Record<PartKind, readonly string[]>>
  /** Of each kind, the places of the ranges that were looked at. */
  readonly done: Readonly<Record<PartKind, readonly number[]>>
  readonly found: PartFound
}

export function newState(authorityId: AuthorityId, cuts: ProofState['cuts']): ProofState {
  const found = { events: 0, movements: 0, accounts: 0, faults: [] }
  return { format: 'grein-ledger-proof/2', authorityId, cuts, done: { records: [], accounts: [], beside: [] }, found }
}

const lowest = '00000000-0000-0000-0000-000000000000'
/** No cut is here: after it nothing would be left. */
export const highest = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** Together they hold every id there can be, and none twice. */
export function rangesOf(cuts: readonly string[]): IdRange[] {
  return [...cuts, highest].map((through, at, all) => {
    const before = all[at - 1]
    return { from: before === undefined ? lowest : nextId(before), through }
  })
}

export type Part = { readonly kind: PartKind; readonly place: number; readonly range: IdRange }

/** What is still to do, the kinds in turn, so that lanes are busy with both. */
export function partsLeft({ cuts, done }: ProofState): Part[] {
  const left = partKinds.map((kind) =>
    rangesOf(cuts[kind])
      .map((range, place) => ({ kind, place, range }))
      .filter(({ place }) => !done[kind].includes(place)),
  )
  const longest = Math.max(...left.map(({ length }) => length))
  return Array.from({ length: longest }, (_, at) => left.flatMap((parts) => parts[at] ?? [])).flat()
}

export function withPart(state: ProofState, { kind, place }: Part, found: PartFound): ProofState {
  const { events, movements, accounts, faults } = state.found
  return {
    ...state,
    done: { ...state.done, [kind]: [...state.done[kind], place] },
    found: {
      events: events + found.events,
      movements: movements + found.movements,
      accounts: accounts + found.accounts,
      faults: mostOfEach([...faults, ...found.faults]),
    },
  }
}

function mostOfEach(faults: readonly LedgerFault[]): LedgerFault[] {
  const counts = new Map<string, number>()
  return faults.filter(({ kind }) => {
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    return count <= faultsMax
  })
}

export function partDone({ cuts, done }: ProofState): number {
  const all = partKinds.reduce((sum, kind) => sum + cuts[kind].length + 1, 0)
  return partKinds.reduce((sum, kind) => sum + done[kind].length, 0) / all
}

/** A state that a file held, or null when it is not one, or of another ledger: then a proof begins anew. */
export function readState(value: unknown, authorityId: AuthorityId): ProofState | null {
  if (typeof value !== 'object' || value === null) return null
  const state = value as Partial<ProofState> // Every member is looked at on the next lines.
  if (state.format !== 'grein-ledger-proof/2' || state.authorityId !== authorityId) return null
  const { cuts, done, found } = state
  const isWhole =
    partKinds.every(
      (kind) =>
        Array.isArray(cuts?.[kind]) &&
        cuts[kind].every(
          (cut, at, all) =>
            typeof cut === 'string' && isUuid(cut) && cut < highest && (at === 0 || cut > (all[at - 1] ?? '')),
        ) &&
        Array.isArray(done?.[kind]) &&
        new Set(done[kind]).size === done[kind].length &&
        done[kind].every((place) => Number.isInteger(place) && place >= 0 && place <= cuts[kind].length),
    ) &&
    [found?.events, found?.movements, found?.accounts].every((count) => Number.isInteger(count)) &&
    Array.isArray(found?.faults)
  return isWhole ? (state as ProofState) : null // Every member was looked at.
}
