// Everything there is to do in the software, by name; the Cedar schema has the same names, a test compares. Not here: who may.

/** The acts of the ledger; `chain` has the same words. Release is a decision and has its own action. */
export const recordedActs = [
  'plant',
  'propagate',
  'tag',
  'harvest',
  'trim-wet',
  'dry',
  'process',
  'split',
  'extract',
  'hand-over',
  'sample',
  'test',
  'assay',
  'irradiate',
  'pack',
  'ship',
  'receive',
  'refuse',
  'import',
  'export',
  'reserve',
  'free',
  'dispense',
  'own-practice',
  'administer',
  'destroy',
  'lose',
  'notify-loss',
  'seize',
  'grant',
  'hold',
  'lift',
  'count',
  'countersign',
  'designate',
  'move-room',
  'settle-difference',
  'correct',
] as const
export type RecordedAct = (typeof recordedActs)[number]

const singleActions = [
  'law:check-substance',
  'log:read-proof',
  'licensing:read-parties',
  'licensing:read-exemptions',
  'licensing:locate-premises', // Where premises lie: their holder's own, or anyone's for the authority.
  'licensing:number-premises', // Which GLN premises and their party have: their holder's own, or anyone's for the authority.
  'licensing:decide-as-expert',
  'chain:read-batches',
  'chain:read-events',
  'chain:trace',
  'chain:read-aggregates',
  'chain:release',
  'chain:record:recall', // A hold that reaches every holder's stock: not the act's name, but a right of its own.
  'chain:record:acknowledge', // That the notice of a recall was received: evidence, and no act of the ledger.
  'chain:record:drill', // A mock recall of what one's own party shipped: it stops nothing.
  'chain:subscribe', // Where a party's EPCIS events are sent to, from now on and without being asked again.
  'chain:record:capture', // EPCIS events of any kind: evidence; those that are acts ask for the act besides.
  'chain:order', // Order forms: ordering of a supplier, withdrawing, declining. A person's, for it is signed.
  'chain:quality:order', // Tests of a sample, and what a laboratory is asked.
  'chain:quality:test', // What a laboratory reports of an order.
  'chain:quality:judge', // What becomes of a result outside, of a signal, of a study.
  'chain:quality:conclude', // How long a product keeps, by its stability study.
  'chain:quality:appoint', // Who has the capacity to release.
  'chain:retention:propose', // Lists of what may no longer be kept: looking at them, and drawing one up.
  'chain:retention:erase', // Deciding about a list: what it erases does not come back.
  'documents:read',
  'documents:upload',
  'platform:read-denials',
  'platform:manage-clients',
  'platform:profile',
  'platform:saved-views',
] as const

export type Action = (typeof singleActions)[number] | `chain:record:${RecordedAct}`

export const actions: readonly Action[] = [
  ...singleActions,
  ...recordedActs.map((act) => `chain:record:${act}` as const),
]

/** The action that recording an act asks for: `release` is `chain:release`, the others are `chain:record:…`. */
export function actionOfAct(act: RecordedAct | 'release'): Action {
  return act === 'release' ? 'chain:release' : `chain:record:${act}`
}
