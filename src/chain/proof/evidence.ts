// Which columns of the ledger the proof holds against the records and the log, and why the others are not evidence. A test edits every one of
// the first and knows every column there is; docs/operate/transparency-log.md says it to whoever relies on the proof. Not here: holding anything against anything.

/** An edit of any of these, in any row, is found and named. */
export const heldColumns: Readonly<Record<string, readonly string[]>> = {
  'chain.event': [
    ...['authority_id', 'event_id', 'kind', 'occurred_at', 'holder_id', 'premises_id', 'counter_id', 'corrects_id'],
    ...['exemption_id', 'basis', 'actor_id', 'record', 'salt', 'leaf'],
  ],
  'chain.movement': [
    ...['authority_id', 'event_id', 'line', 'ledger'],
    ...['from_account_id', 'to_account_id', 'amount', 'occurred_at'],
  ],
  'chain.account': [
    ...['authority_id', 'account_id', 'ledger', 'kind', 'holder_id', 'counter_id', 'premises_id', 'batch_id'],
    ...['shipment_id', 'state'],
  ],
  'chain.balance': [
    ...['authority_id', 'account_id', 'holder_id', 'counter_id', 'amount', 'is_signed', 'last_at', 'closed_at'],
  ],
  'chain.balance_mark': ['account_id', 'holder_id', 'counter_id', 'amount'],
  'chain.batch': [
    ...[
      'authority_id',
      'batch_id',
      'event_id',
      'name',
      'kind',
      'product_code',
      'holder_id',
      'premises_id',
      'opened_at',
    ],
    ...['opened_amount', 'unit', 'cultivar', 'room', 'gtin', 'packs', 'pack_mass_mg', 'expires_on', 'taken_back_id'],
  ],
  'chain.batch_edge': ['authority_id', 'parent_id', 'child_id', 'event_id', 'amount'],
  'chain.shipment': [
    ...['authority_id', 'shipment_id', 'reason', 'sender_id', 'from_premises_id', 'receiver_id', 'to_premises_id'],
    ...['event_id', 'shipped_at'],
  ],
  'chain.shipment_line': ['authority_id', 'shipment_id', 'line', 'batch_id', 'state', 'shipped_mg', 'transit_id'],
  'chain.settlement': ['authority_id', 'shipment_id', 'line', 'round', 'event_id', 'received_mg', 'received_at'],
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
  'chain.quality_thread': [
    ...['authority_id', 'thread_id', 'kind', 'number', 'batch_id', 'sample_id', 'product_code', 'holder_id'],
    ...['laboratory_id', 'refers_id', 'subject', 'opened_at'],
  ],
  'chain.thread_state': ['authority_id', 'thread_id', 'kind', 'holder_id', 'laboratory_id', 'state'],
  'chain.to_sign': ['authority_id', 'event_id', 'holder_id', 'premises_id'],
  'chain.countersign': ['authority_id', 'signs_id', 'event_id', 'holder_id', 'party_id', 'signed_at'],
  'chain.loss_due': ['loss_id', 'holder_id', 'premises_id', 'discovered_at'],
  'chain.loss_notice': ['authority_id', 'loss_id', 'told_to', 'event_id', 'holder_id', 'reference', 'told_at'],
  'chain.event_exemption': ['authority_id', 'event_id', 'exemption_id'],
  'chain.event_document': ['authority_id', 'event_id', 'document_id'],
  'chain.room': ['authority_id', 'premises_id', 'name', 'from_on', 'event_id', 'holder_id', 'kind', 'uses'],
  'chain.room_stay': ['authority_id', 'batch_id', 'premises_id', 'since', 'event_id', 'holder_id', 'room'],
  'chain.allowance': [
    ...['authority_id', 'allowance_id', 'kind', 'number', 'holder_id', 'counter_id', 'product_code', 'mass_mg'],
    ...['period', 'account_id'],
  ],
  'chain.dispute': ['account_id', 'event_id', 'stock_id', 'holder_id', 'amount'],
  'chain.epcis_event': [
    ...['authority_id', 'row_id', 'holder_id', 'counter_id', 'capture_id', 'place', 'epcis_event_id', 'is_id_given'],
    ...['name_sha256', 'hash_id', 'is_declaration', 'event_type', 'event_time', 'document', 'context', 'expanded'],
    ...['origin', 'became', 'act_kind', 'mass', 'chain_event_id', 'salt'],
  ],
  'chain.epcis_capture': [
    ...['authority_id', 'capture_id', 'holder_id', 'actor_id', 'behaviour', 'media_type', 'document', 'standing'],
    ...['header', 'event_count', 'done_count', 'created_at', 'finished_at', 'success', 'errors', 'salt'],
  ],
  'chain.epcis_master': [
    ...['authority_id', 'holder_id', 'row_id', 'capture_id', 'vocabulary', 'element_id', 'attributes', 'children'],
  ],
  'log.record': ['authority_id', 'entry_id', 'record', 'salt', 'leaf'],
  'log.leaf': ['authority_id', 'entry_id', 'leaf'],
  'log.unsealed': ['authority_id', 'entry_id', 'leaf'],
}

/** Of the registers that acts stand on: held against the newest record of each party and exemption (registers.ts). Names, places and texts of conditions by their hash. */
export const heldRegisterColumns: Readonly<Record<string, readonly string[]>> = {
  'licensing.exemption': [
    ...['authority_id', 'exemption_id', 'number', 'holder_id', 'ground', 'basis', 'withdrawn_on'],
  ],
  'licensing.exemption_version': ['authority_id', 'exemption_id', 'period'],
  'licensing.exemption_scope': [
    ...['authority_id', 'exemption_id', 'period', 'line', 'acts', 'substances', 'purposes', 'premises', 'max_stock_mg'],
  ],
  'licensing.exemption_condition': ['authority_id', 'exemption_id', 'period', 'number', 'nl', 'en', 'basis'],
  'licensing.exemption_limit': [
    ...['authority_id', 'exemption_id', 'period', 'number', 'substance_id', 'product_code', 'acts', 'per', 'max_mg'],
    'registered_at',
  ],
  'licensing.register_record': ['authority_id', 'exemption_id', 'revision', 'entry_id'],
  'licensing.party': ['authority_id', 'party_id', 'kind', 'name', 'kvk', 'country', 'is_official', 'salt'],
  'licensing.premises': ['authority_id', 'premises_id', 'party_id', 'name', 'town', 'country', 'period'],
  'licensing.premises_location': [
    ...[
      'authority_id',
      'location_id',
      'premises_id',
      'party_id',
      'exactness',
      'latitude_udeg',
      'longitude_udeg',
      'source',
      'known_on',
    ],
    ...['recorded_at', 'user_id'],
  ],
  'licensing.gln_line': [
    ...[
      'authority_id',
      'line_id',
      'party_id',
      'premises_id',
      'gln',
      'prefix_length',
      'turn',
      'from_on',
      'source',
      'recorded_at',
    ],
    'user_id',
  ],
  'licensing.company_prefix': ['authority_id', 'party_id', 'prefix', 'registered_at'],
  'licensing.party_record': ['authority_id', 'party_id', 'revision', 'entry_id'],
}

type NotHeld = {
  readonly tables: readonly string[]
  /** Null: none of the table. */
  readonly columns: readonly string[] | null
  readonly why: string
}

/**
 * What the proof of the ledger does not look at, and why. A column that is neither here nor above fails a test. Copies that only speed reading or
 * say who may see are made anew from what is held; what is kept for work or for others' programs is no evidence of mass.
 */
export const notHeld: readonly NotHeld[] = [
  {
    tables: ['chain.event', 'chain.quality_step', 'log.record'],
    columns: ['recorded_at'],
    why: 'When the database wrote it, which no record can say beforehand. The order of knowing is the index of its leaf.',
  },
  {
    tables: ['chain.event'],
    columns: ['is_imported'],
    why: 'Through which door it came. Nothing that is counted asks it.',
  },
  {
    tables: ['chain.account'],
    columns: ['opened_at'],
    why: 'Since when it is named: only how long something waits is read from it, and the door asks the batch itself of what is earlier. What it held on a day follows from its movements.',
  },
  {
    tables: ['chain.balance_mark'],
    columns: ['authority_id', 'until'],
    why: 'Until when a mark holds: one that is still true is no fault, and one of another authority is none of this ledger.',
  },
  {
    tables: ['chain.hold'],
    columns: ['holder_id'],
    why: 'Whose stock it stops. Which it stopped is in the movements of its event.',
  },
  {
    tables: ['chain.to_sign', 'chain.loss_due', 'chain.dispute'],
    columns: ['due_on', 'told_to', 'short_at'],
    why: 'Whom to tell and until when: counted by the law of its day from what is held, and may be counted again from the corpus.',
  },
  {
    tables: ['chain.loss_due', 'chain.dispute'],
    columns: ['authority_id'],
    why: 'That there is a term at all, the law of its day says: one that is gone from here is not missed.',
  },
  {
    tables: ['log.leaf', 'log.unsealed', 'log.record'],
    columns: ['leaf_index', 'queued_at', 'party_id'],
    why: 'Where a leaf stands is proven over the whole tree (platform/log); when it was queued, and who may read it, is no part of it.',
  },
  {
    tables: ['log.checkpoint', 'log.cosignature', 'log.head', 'log.tile'],
    columns: null,
    why: 'Everything above the leaves: `grein verify` recomputes it (platform/log/verify-log.test.ts).',
  },
  {
    tables: ['log.unsealed_set'],
    columns: null,
    why: 'The queue of postings of many. Its leaves are held as those of log.unsealed are; the rest is where to look.',
  },
  {
    tables: ['chain.batch_party', 'chain.event_batch', 'chain.event_party', 'chain.identity'],
    columns: null,
    why: 'Indexes and walls: who finds what, made anew from the ends of movements. Ten million rows each, and no milligram in them.',
  },
  {
    tables: ['chain.erasure', 'chain.erasure_event', 'chain.erasure_decision', 'chain.erased_event'],
    columns: null,
    why: 'What was erased and who decided it: no milligram. The log’s record of each decision is written anew from them (proof/erasures.ts), and an event without its record that none of them names is a fault.',
  },
  {
    tables: ['chain.ceiling', 'chain.logistic_serial', 'chain.quality_number', 'chain.logistic_unit'],
    columns: null,
    why: 'Numbers given out, and rows to lock. What was given out stands in the records that use it.',
  },
  {
    tables: [
      ...['chain.recall', 'chain.recall_acknowledgement', 'chain.recall_attempt', 'chain.recall_destination'],
      ...['chain.recall_notice', 'chain.recall_notice_line', 'chain.recall_posting', 'chain.recall_reminder'],
      'chain.recall_telling',
    ],
    columns: null,
    why: 'Notices of recalls. The hold that stopped the stock is held; what was told is a record of the log, with the hash of the notices.',
  },
  {
    tables: [
      'chain.account_sum',
      'chain.flow_sum',
      'chain.month_sum',
      'chain.side_sum',
      'chain.stock_sum',
      'chain.sum_mark',
    ],
    columns: null,
    why: 'Sums that pictures read: `grein verify --ledger` adds them up again beside the proof (picture/verify-sums.ts).',
  },
  {
    tables: ['chain.epcis_master'],
    columns: ['recorded_at'],
    why: 'When the database wrote it. The capture it came with is held with its moments.',
  },
  {
    tables: ['chain.epcis_event'],
    columns: ['record_time'],
    why: 'When the database wrote it. Of rows that tell acts of ours none is held: they are written anew from the acts.',
  },
  {
    tables: [
      ...['chain.epcis_ended_token', 'chain.epcis_name', 'chain.epcis_query', 'chain.epcis_reach'],
      ...['chain.epcis_subscription', 'chain.epcis_value'],
    ],
    columns: null,
    why: 'What programs asked and wait for, and indexes of what the events say. The events themselves are held, and the documents they came in.',
  },
]
