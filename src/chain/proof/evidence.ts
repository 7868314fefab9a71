// Which columns of the ledger the proof holds against the records and the log, and why the others are not evidence. A test edits every one of
// the first and knows every column there is; docs/operate/transparency-log.md says it to whoever relies on the proof. Not here: holding anything against anything.

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

/**
 * What the proof of the ledger does not look at. `columns` null: none of the table. Copies that only speed reading or say who may see are made anew
 * from what is held; what is kept for work or for others' programs is no evidence of mass; the tree over the leaves is proven beside (platform/log).
 */
export const notHeld: readonly { readonly tables: readonly string[]; readonly columns: readonly string[] | null }[] = [
  // When this program wrote it, who pressed the button, which ground and counterparty: in the record, or in the audit; the columns are copies.
  {
    tables: ['chain.event'],
    columns: [
      'recorded_at',
      'actor_id',
      'premises_id',
      'counter_id',
      'corrects_id',
      'exemption_id',
      'basis',
      'is_imported',
    ],
  },
  // Who else may see an account, when it was first used, and when it was closed while empty.
  { tables: ['chain.account'], columns: ['counter_id', 'opened_at'] },
  { tables: ['chain.balance'], columns: ['closed_at'] },
  // Until when a mark holds: one that is still true is no fault. One of another authority is none of this ledger's.
  { tables: ['chain.balance_mark'], columns: ['authority_id', 'until'] },
  // Held where the record says it: a batch that a process made takes some of it from its parents.
  {
    tables: ['chain.batch'],
    columns: [
      ...[
        'authority_id',
        'batch_id',
        'product_code',
        'cultivar',
        'room',
        'gtin',
        'packs',
        'pack_mass_mg',
        'expires_on',
      ],
    ],
  },
  { tables: ['chain.shipment_line'], columns: ['line', 'transit_id'] },
  { tables: ['chain.settlement'], columns: ['round'] },
  { tables: ['chain.hold'], columns: ['holder_id'] },
  { tables: ['chain.quality_step'], columns: ['recorded_at'] },
  {
    tables: ['chain.quality_thread'],
    columns: ['product_code', 'holder_id', 'laboratory_id', 'refers_id', 'subject', 'opened_at'],
  },
  // Where a leaf stands, and everything above the leaves: `grein verify --log`.
  { tables: ['log.leaf'], columns: ['leaf_index'] },
  { tables: ['log.unsealed'], columns: ['queued_at'] },
  {
    tables: ['log.checkpoint', 'log.cosignature', 'log.head', 'log.record', 'log.tile', 'log.unsealed_set'],
    columns: null,
  },
  // Indexes and walls.
  {
    tables: ['chain.batch_party', 'chain.event_batch', 'chain.event_document', 'chain.event_party', 'chain.identity'],
    columns: null,
  },
  // Terms and tasks that follow from acts: what is to be told, signed, settled, and how much a permit leaves.
  {
    tables: [
      ...[
        'chain.allowance',
        'chain.ceiling',
        'chain.countersign',
        'chain.dispute',
        'chain.loss_due',
        'chain.loss_notice',
      ],
      ...['chain.logistic_serial', 'chain.logistic_unit', 'chain.quality_number', 'chain.room', 'chain.room_stay'],
      'chain.to_sign',
    ],
    columns: null,
  },
  // Recalls and their notices: what was told is a record of the log, with the hash of every notice.
  {
    tables: [
      ...['chain.recall', 'chain.recall_acknowledgement', 'chain.recall_attempt', 'chain.recall_destination'],
      ...['chain.recall_notice', 'chain.recall_notice_line', 'chain.recall_posting', 'chain.recall_reminder'],
    ],
    columns: null,
  },
]
