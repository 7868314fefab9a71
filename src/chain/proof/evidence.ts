// Which columns of the ledger the proof holds against the records and the log, and why the others are not evidence. A test edits every one of
// the first; docs/operate/transparency-log.md says the second to whoever relies on the proof. Not here: holding anything against anything.

/** An edit of any of these, in any row, is found and named. */
export const heldColumns: Readonly<Record<string, readonly string[]>> = {
  'chain.event': ['authority_id', 'event_id', 'kind', 'occurred_at', 'holder_id', 'record', 'salt', 'leaf'],
  'chain.movement': [
    ...['authority_id', 'event_id', 'line', 'ledger'],
    ...['from_account_id', 'to_account_id', 'amount', 'occurred_at'],
  ],
  'chain.account': [
    ...['authority_id', 'account_id', 'ledger', 'kind', 'holder_id', 'premises_id', 'batch_id', 'shipment_id', 'state'],
  ],
  'chain.balance': ['authority_id', 'account_id', 'holder_id', 'counter_id', 'amount', 'is_signed', 'last_at'],
  'chain.balance_mark': ['account_id', 'holder_id', 'counter_id', 'amount'],
  'chain.batch': [...['event_id', 'name', 'kind', 'holder_id', 'premises_id', 'opened_at', 'opened_amount', 'unit']],
  'chain.batch_edge': ['authority_id', 'parent_id', 'child_id', 'event_id', 'amount'],
  'chain.shipment': [
    ...['authority_id', 'shipment_id', 'reason', 'sender_id', 'from_premises_id', 'receiver_id', 'to_premises_id'],
    ...['event_id', 'shipped_at'],
  ],
  'chain.shipment_line': ['authority_id', 'shipment_id', 'batch_id', 'state', 'shipped_mg'],
  'chain.settlement': ['authority_id', 'shipment_id', 'line', 'event_id', 'received_mg', 'received_at'],
  'chain.verdict': ['authority_id', 'batch_id', 'event_id', 'verdict', 'certificate', 'expires_on', 'decided_at'],
  'chain.result': [
    ...['authority_id', 'sample_id', 'event_id', 'analyte', 'value', 'unit', 'measured_of', 'method', 'uncertainty'],
    ...['tested_at', 'holder_id'],
  ],
  'chain.hold': ['authority_id', 'batch_id', 'event_id', 'root_id', 'scope', 'reason', 'held_at'],
  'chain.lift': ['authority_id', 'batch_id', 'hold_event_id', 'event_id'],
  'chain.correction': ['authority_id', 'corrects_id', 'event_id'],
  'chain.quality_step': [
    ...['authority_id', 'thread_id', 'step', 'step_id', 'kind', 'state', 'at', 'actor_id', 'party_id', 'event_id'],
    ...['due_on', 'record', 'salt', 'leaf'],
  ],
  'chain.quality_thread': ['authority_id', 'thread_id', 'kind', 'number', 'batch_id', 'sample_id'],
  'log.leaf': ['authority_id', 'entry_id', 'leaf'],
  'log.unsealed': ['authority_id', 'entry_id', 'leaf'],
}
