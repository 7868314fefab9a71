// The door of the ledger, and what its refusals mean. The only writing there is. Not here: deciding what to post.
import { CompiledQuery } from 'kysely'
import { type AuthorityId, assert, type EventId, type Instant, refuseNow, trustId } from '#kernel'
import { type Database, databaseError, type Standing, type Tx } from '#platform'
import { chainProblems } from '../problems.ts'
import type { Posting } from '../record/posting.ts'
import { type DoorCall, doorCall } from './door-columns.ts'

export type Posted = {
  readonly eventId: EventId
  readonly outcome: 'recorded' | 'already'
  readonly recordedAt: Instant
  readonly leaf: Uint8Array
}

export type PostOptions = {
  readonly authorityId: AuthorityId
  /** Through the door for history, which an administrator must hold open. */
  readonly isImport?: boolean
}

/** One call, one set of locks, all or nothing. Throws what the database refuses as it is; `asChainRefusal` says what it means. */
export async function postEvents(
  tx: Tx,
  posting: Posting,
  { authorityId, isImport = false }: PostOptions,
): Promise<Posted[]> {
  const call = doorCall(posting, isImport)
  const places = call.values.map((_, place) => `, $${place + 2}`).join('')
  const text = `select * from ${call.name}($1${places})`
  const { rows } = await tx.executeQuery<AnswerOfOne & AnswerOfMany>(
    CompiledQuery.raw(text, [authorityId, ...call.values]),
  )
  return readAnswer(call, rows)
}

/** The same as a transaction of its own, in one message: no lock is held while this program is busy with something else. */
export async function postEventsAlone(
  database: Database,
  actor: Standing,
  posting: Posting,
  { isImport = false }: { readonly isImport?: boolean } = {},
): Promise<Posted[]> {
  const call = doorCall(posting, isImport)
  return readAnswer(call, await database.call<AnswerOfOne & AnswerOfMany>(actor, call.name, call.values))
}

type AnswerOfOne = { readonly is_new: boolean; readonly recorded_at: Instant; readonly leaf: Buffer }
/** Leaves one after another; the places, from one, of events that were here already, and when they were recorded. */
type AnswerOfMany = {
  readonly recorded_at: Instant
  readonly leaves: Buffer
  readonly earlier: readonly number[]
  readonly earlier_at: readonly Instant[]
}

const leafLength = 32

/** What a column list of one door or the other answered; which one, the name of the call tells. */
function readAnswer({ name, events }: DoorCall, [answer]: readonly (AnswerOfOne & AnswerOfMany)[]): Posted[] {
  assert(answer, 'the door answers')
  if (name === 'chain.post_event') {
    const { is_new: isNew, recorded_at: recordedAt, leaf } = answer
    return events.map((id) => ({
      eventId: trustId('event', id),
      outcome: isNew ? 'recorded' : 'already',
      recordedAt,
      leaf,
    }))
  }
  const earlier = new Map(answer.earlier.map((place, index) => [place - 1, answer.earlier_at[index]]))
  return events.map((id, place) => {
    const recordedAt = earlier.get(place)
    return {
      eventId: trustId('event', id),
      outcome: recordedAt ? 'already' : 'recorded',
      recordedAt: recordedAt ?? answer.recorded_at,
      leaf: answer.leaves.subarray(place * leafLength, (place + 1) * leafLength),
    }
  })
}

/** In what an account of this posting counts: plants by the piece. */
function unitOf({ movements }: Pick<Posting, 'movements'>, accountId: string): 'mg' | 'ug' | 'pieces' {
  const ledger = movements.find(({ from, to }) => from === accountId || to === accountId)?.ledger ?? ''
  return ledger.endsWith('_pieces') ? 'pieces' : ledger.endsWith('_ug') ? 'ug' : 'mg'
}

/**
 * What the door refuses of this posting, by the name of the constraint; anything else is thrown on as the bug or the outage it is.
 */
export function throwRefusal(error: unknown, posting: Pick<Posting, 'movements'>): never {
  const name = databaseError(error)?.constraint
  const detail = error instanceof Error && 'detail' in error && typeof error.detail === 'string' ? error.detail : ''
  switch (name) {
    case 'event_changed':
      return refuseNow(chainProblems['event-changed'], {})
    case 'identity_key': // The same name by somebody else, or as another event.
      return refuseNow(chainProblems['event-changed'], {})
    case 'event_gone':
      return refuseNow(chainProblems['event-gone'], {})
    case 'event_time_ahead':
      return refuseNow(chainProblems['time-ahead'], {})
    case 'event_id_window':
      return refuseNow(chainProblems['event-id-window'], {})
    case 'import_closed':
      return refuseNow(chainProblems['import-closed'], {})
    case 'exemption_in_force':
    case 'limit_said': // Registered since it was decided.
      return refuseNow(chainProblems['exemption-withdrawn'], {})
    case 'premises_open':
      return refuseNow(chainProblems['premises-closed'], {})
    case 'allowance_said': // Granted or taken back since it was decided.
      return refuseNow(chainProblems['allowance-changed'], {})
    case 'batch_stays':
      return refuseNow(chainProblems['batch-stays'], { name: detail })
    case 'account_taken_back':
      return refuseNow(chainProblems['batch-taken-back'], { name: detail })
    case 'batch_key':
    case 'batch_name':
      return refuseNow(chainProblems['name-taken'], { name: '' })
    case 'allowance_number':
      return refuseNow(chainProblems['allowance-exists'], {})
    case 'shipment_key':
      return refuseNow(chainProblems['shipment-exists'], {})
    case 'settlement_key':
      return refuseNow(chainProblems['shipment-closed'], {})
    case 'correction_key':
      return refuseNow(chainProblems['already-corrected'], {})
    case 'signature_other':
      return refuseNow(chainProblems['same-signer'], {})
    case 'countersign_key':
      return refuseNow(chainProblems['already-signed'], {})
    case 'loss_notice_key':
      return refuseNow(chainProblems['already-told'], {})
    case 'lift_key':
      return refuseNow(chainProblems['not-held'], {})
    case 'balance_open':
      return refuseNow(chainProblems['balance-closed'], {})
    case 'balance_closed_last':
      return refuseNow(chainProblems['closed-too-early'], {})
    case 'account_of_batch': {
      const began = detail.split(' ')[1]
      return began && began !== '-'
        ? refuseNow(chainProblems['before-batch'], { openedOn: Temporal.PlainDate.from(began) })
        : refuseNow(chainProblems['unknown-batch'], {})
    }
    case 'balance_gone_on':
      return refuseNow(chainProblems['gone-on'], {})
    case 'stock_ceiling': {
      const [max = '0', would = '0', ...substance] = detail.split(' ')
      const said = { substance: substance.join(' '), maxMg: BigInt(max), wouldMg: BigInt(would) }
      return refuseNow(chainProblems['stock-ceiling'], said)
    }
    case 'exemption_limit': {
      const [max = '0', would = '0', condition = '0', from = '', until = '-', basis = '', ...number] = detail.split(' ')
      const said = {
        exemption: number.join(' '), // A number may have spaces.
        condition: Number(condition),
        from: Temporal.PlainDate.from(from),
        until: until === '-' ? null : Temporal.PlainDate.from(until),
        maxMg: BigInt(max),
        wouldMg: BigInt(would),
      }
      return refuseNow(chainProblems['exemption-limit'], said, [...new Set([basis, 'opiumwet/8a'])])
    }
    case 'balance_not_negative': {
      const [account = '', short = '0'] = detail.split(' ')
      return refuseNow(chainProblems['stock-short-now'], { short: BigInt(short), unit: unitOf(posting, account) })
    }
    case 'balance_then_negative': {
      const [account = '', short = '0', at = ''] = detail.split(' ')
      const then = { at: Temporal.Instant.from(at), short: BigInt(short), unit: unitOf(posting, account) }
      return refuseNow(chainProblems['stock-short-then'], then)
    }
    default:
      throw error
  }
}
