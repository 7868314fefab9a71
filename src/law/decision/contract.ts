// The question "may this party do this, by law?" and its answer, as they cross every boundary. Not here: how it is answered, and what a
// user may do in the software (platform/access). The facts a question may name stand in corpus/facts, the rules in corpus/rules.
import { Amount, Day, Nullable, OneOf, type Static, Strict, Type } from '#kernel'
import { Citation, lawActs, lists } from '../vocabulary.ts'

const Words = Strict({ nl: Type.String(), en: Type.String() })

/** The ten verbs of art. 2, 2a and 3, and two more that the act forbids: prescribing (4) and promoting (3b). */
export const decisionActs = [...lawActs, 'prescribe', 'promote'] as const
export type DecisionAct = (typeof decisionActs)[number]

/** In what capacity somebody acts. One person may have several; each is a question of its own. */
export const capacities = [
  'private-person',
  'patient',
  'doctor',
  'dentist',
  'dispensing-doctor',
  'pharmacist',
  'vet',
  'institution',
  'researcher',
  'medicine-manufacturer',
  'medicine-wholesaler',
  'active-substance-trader',
  'veterinary-medicine-manufacturer',
  'veterinary-medicine-wholesaler',
  'company',
  'foreign-company',
  'carrier',
  'farmer',
  'contract-grower',
  'authority',
] as const
export type Capacity = (typeof capacities)[number]

/** The bodies and persons of Owb 16. */
export const institutions = [
  'hospital',
  'occupational-health',
  'addiction-care',
  'prison',
  'treatment-unit',
  'opcw',
  'nfi',
  'legal-stock',
] as const

/** What it is for. The first six are those an exemption names in the register. */
export const decisionPurposes = [
  'medicinal-supply',
  'quality-control',
  'research',
  'product-development',
  'export',
  'supervision',
  'own-use',
  'own-medical-use',
  'clinical-trial',
  'animal-research',
  'veterinary',
  'instruction',
  'analysis',
  'diagnosis',
  'homeopathy',
  'industrial',
  'technical',
  'food-additive',
  'fibre-or-seed',
  'breeding',
  'decoration',
  'alkaloid-production',
  'plant-protection',
  'animal-care',
  'wood-care',
  'information',
  'emergency',
  'trade',
] as const
export type DecisionPurpose = (typeof decisionPurposes)[number]

export const places = [
  'pharmacy',
  'practice',
  'institution',
  'premises',
  'open-ground',
  'indoors',
  'home',
  'public-road',
  'border',
  'web-shop',
  'elsewhere',
] as const

/** What the substance comes as. A salt or an ester is not a form: classification sees to those. */
export const forms = [
  'substance',
  'preparation',
  'medicine',
  'veterinary-medicine',
  'plant',
  'plant-waste',
  'homeopathic-medicine',
  'diagnostic',
] as const

const SubstanceRef = Type.Union([
  Strict({ id: Type.String({ pattern: '^[a-z0-9][a-z0-9-]*$', description: 'a key of corpus/substances: mdma' }) }),
  Strict({ name: Type.String({ minLength: 1, maxLength: 200, description: 'a name or CAS number the corpus knows' }) }),
  Strict({ structure: Type.String({ minLength: 1, maxLength: 20000, description: 'a SMILES or a molfile' }) }),
])

const FactId = Type.String({ pattern: '^[a-z][a-z0-9-]{1,60}$' })
const Purposes = Type.Array(OneOf(decisionPurposes))

/** One version of an exemption (Ow 6), as the register or the holder states it. */
export const ExemptionHeld = Strict({
  number: Type.String({ minLength: 1, maxLength: 40 }),
  acts: Type.Array(OneOf(lawActs)),
  substances: Type.Array(Type.String({ description: 'keys of corpus/substances, or "group:fenethylaminen"' })),
  /** The lists it was given for: an exemption from art. 2 does not cover art. 3 (8a(2)a). */
  lists: Type.Array(OneOf(lists)),
  purposes: Purposes,
  /** Empty: every premises of the holder. */
  premises: Type.Array(Type.String({ maxLength: 120 })),
  ground: Type.String({ description: 'opiumwet/8/1/b' }),
  from: Day,
  until: Nullable(Day),
  /** Given for one import or export (6(2)). */
  perCase: Type.Boolean(),
  massMgMax: Type.Optional(Nullable(Amount)),
  withdrawnOn: Type.Optional(Nullable(Day)),
  /** The day it lapsed by law (8g). */
  lapsedOn: Type.Optional(Nullable(Day)),
})
export type ExemptionHeld = Static<typeof ExemptionHeld>

/** A signed record of a chemist or lawyer that a question cites. `says` answers the finding or the reading it names. */
export const ExpertRecord = Strict({
  id: Type.String({ minLength: 1, maxLength: 80 }),
  by: Type.String({ minLength: 1, maxLength: 120, description: 'the function, never needed as a name in the answer' }),
  on: Day,
  /** `group:<group>` for a structure, `named:<id>` for a listed substance. */
  about: Type.String({ pattern: '^(group|named|derivative|isomer|ester|ether|enantiomer):[a-z0-9][a-z0-9-]*$' }),
  says: OneOf(['in', 'out']),
})
export type ExpertRecord = Static<typeof ExpertRecord>

export const DecisionQuestion = Strict({
  party: Strict({
    capacity: OneOf(capacities),
    institution: Type.Optional(OneOf(institutions)),
    exemptions: Type.Optional(Type.Array(ExemptionHeld, { maxItems: 50 })),
  }),
  act: OneOf(decisionActs),
  substance: SubstanceRef,
  form: Type.Optional(OneOf(forms)),
  purpose: Type.Optional(OneOf(decisionPurposes)),
  place: Type.Optional(
    Strict({ kind: OneOf(places), premises: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })) }),
  ),
  quantity: Type.Optional(
    Strict({
      massMg: Type.Optional(Amount),
      units: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000 })),
      plants: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000 })),
    }),
  ),
  on: Type.Optional(Day),
  knownOn: Type.Optional(Day),
  /** By id (corpus/facts). A fact that is not here is unknown, never false. */
  facts: Type.Optional(
    Type.Record(FactId, Type.Union([Type.Boolean(), Type.String({ maxLength: 120 }), Type.Number()])),
  ),
  /** Readings of doubtful law that whoever asks accepts, by id, each with who accepted it. */
  readings: Type.Optional(
    Type.Array(Strict({ id: FactId, acceptedBy: Type.String({ minLength: 1, maxLength: 120 }) }), { maxItems: 50 }),
  ),
  experts: Type.Optional(Type.Array(ExpertRecord, { maxItems: 50 })),
})
export type DecisionQuestion = Static<typeof DecisionQuestion>

export const outcomes = ['no-prohibition', 'prohibited', 'permitted', 'not-decidable'] as const
export type Outcome = (typeof outcomes)[number]

export const truths = ['true', 'false', 'unknown', 'judgement'] as const
export type Truth = (typeof truths)[number]

export const officials = [
  'minister',
  'inspectorate',
  'court',
  'chemist',
  'lawyer',
  'doctor',
  'pharmacist',
  'ethics-committee',
] as const
export type Official = (typeof officials)[number]

/** A fact the answer rests on: what it was, and where it came from. */
export const FactUsed = Strict({
  fact: Type.String({ description: 'party.capacity, purpose, or an id of corpus/facts' }),
  label: Words,
  value: Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]),
  shown: Words,
  origin: OneOf(['question', 'classification', 'exemption', 'expert-record', 'accepted-reading', 'law']),
  source: Nullable(Type.String()),
})
export type FactUsed = Static<typeof FactUsed>

/** One part of a rule's condition, and what came of it. */
export const ProofClause = Strict({ words: Words, truth: OneOf(truths), facts: Type.Array(Type.String()) })
export type ProofClause = Static<typeof ProofClause>

export const ruleKinds = [
  'definition',
  'prohibition',
  'exception',
  'exemption',
  'condition',
  'duty',
  'penalty',
  'priority',
  'route',
] as const
export type RuleKind = (typeof ruleKinds)[number]

/** The nodes stand in the order of the tree, a parent before its children; `proofTree` makes the tree of them. */
export const ProofNode = Strict({
  id: Type.String(),
  parent: Nullable(Type.String()),
  rule: Type.String({ description: 'an id of corpus/rules; for a listing its article' }),
  kind: OneOf([...ruleKinds, 'listing']),
  title: Words,
  /** What this step says in this case, one sentence. */
  sentence: Words,
  citations: Type.Array(Citation, { minItems: 1 }),
  /** The version of the rule that holds on the day. */
  version: Strict({ from: Day, until: Nullable(Day), knownOn: Day }),
  truth: OneOf(truths),
  /** It applies, and nothing took its force away. */
  stands: Type.Boolean(),
  defeatedBy: Type.Array(Type.String()),
  clauses: Type.Array(ProofClause),
  facts: Type.Array(FactUsed),
  /** Words of the law that no program can weigh, and what is done about it. */
  untranslatable: Type.Array(Strict({ words: Type.String(), why: Words })),
})
export type ProofNode = Static<typeof ProofNode>
export type ProofTree = ProofNode & { readonly children: readonly ProofTree[] }

export const MissingFact = Strict({
  fact: Type.String(),
  /** The question to put to the user. */
  question: Words,
  kind: OneOf(['yes-no', 'choice', 'day', 'number', 'mass']),
  choices: Type.Array(Strict({ value: Type.String(), label: Words })),
  neededBy: Type.Array(Type.String()),
  citations: Type.Array(Citation),
})
export type MissingFact = Static<typeof MissingFact>

export const JudgementNeeded = Strict({
  id: Type.String(),
  question: Words,
  by: OneOf(officials),
  byName: Words,
  neededBy: Type.Array(Type.String()),
  citations: Type.Array(Citation),
})
export type JudgementNeeded = Static<typeof JudgementNeeded>

/** The exception that came nearest, and what it lacked. */
export const WhyNot = Strict({
  rule: Type.String(),
  title: Words,
  sentence: Words,
  failed: Type.Array(ProofClause),
  citations: Type.Array(Citation),
})
export type WhyNot = Static<typeof WhyNot>

/** A maximum a provision threatens with. Never a sentence: a court sentences. */
export const PenaltyView = Strict({
  rule: Type.String(),
  title: Words,
  /** In which case it applies: intent, business, large quantity. */
  when: Words,
  citations: Type.Array(Citation),
  /** `unknown` and `judgement`: it may apply. */
  truth: OneOf(truths),
  offence: OneOf(['crime', 'contravention']),
  custody: Nullable(
    Strict({ kind: OneOf(['prison', 'detention']), count: Type.Integer(), unit: OneOf(['years', 'months']) }),
  ),
  fineCategory: Type.Integer({ minimum: 1, maximum: 6 }),
  heaviest: Type.Boolean(),
})
export type PenaltyView = Static<typeof PenaltyView>

export const DutyView = Strict({
  rule: Type.String(),
  kind: OneOf(['condition', 'duty']),
  title: Words,
  sentence: Words,
  citations: Type.Array(Citation),
  truth: OneOf(truths),
})
export type DutyView = Static<typeof DutyView>

/** How the substance stands on the day: named, by a closing clause, or by a group. */
export const ListingFound = Strict({
  list: OneOf(lists),
  basis: OneOf(['named', 'enantiomer', 'isomer', 'ester', 'ether', 'derivative', 'group']),
  rule: Type.String(),
  status: OneOf(['text', 'title', 'inferred', 'model', 'official']),
  /** `law`: it decides. `finding`: a model or an open reading, until a named expert says so. */
  weight: OneOf(['law', 'finding', 'expert-record']),
  citation: Nullable(Citation),
  source: Nullable(Type.String()),
})
export type ListingFound = Static<typeof ListingFound>

export const undecidedReasons = [
  'missing-fact',
  'judgement',
  'expert',
  'coverage',
  'reading',
  'lacuna',
  'conflict',
  'unknown-substance',
  'law-not-recorded',
] as const
export type UndecidedReason = (typeof undecidedReasons)[number]

/** A doubtful point of law, and how it was taken. */
export const ReadingView = Strict({
  id: Type.String(),
  question: Words,
  /** Who took it so: the corpus with its reason, or whoever asks; null where nobody did. */
  acceptedBy: Nullable(Words),
  citations: Type.Array(Citation),
})

export const Decision = Strict({
  outcome: OneOf(outcomes),
  /** Why it cannot be decided; empty for every other outcome. */
  undecided: Type.Array(Strict({ reason: OneOf(undecidedReasons), words: Words, rules: Type.Array(Type.String()) })),
  /** The answer in one sentence. */
  sentence: Words,
  question: DecisionQuestion,
  on: Day,
  knownOn: Day,
  substance: Nullable(Strict({ substanceId: Nullable(Type.String()), nameNl: Type.String(), nameEn: Type.String() })),
  listings: Type.Array(ListingFound),
  proof: Type.Array(ProofNode),
  facts: Type.Array(FactUsed),
  missing: Type.Array(MissingFact),
  judgements: Type.Array(JudgementNeeded),
  whyNot: Nullable(WhyNot),
  penalties: Type.Array(PenaltyView),
  duties: Type.Array(DutyView),
  readings: Type.Array(ReadingView),
  /** What holds whatever the answer: another act to look at, what the recorded law does not reach. */
  notices: Type.Array(Words),
  /** The articles of the prohibition and of what lifts it, most telling first. */
  citations: Type.Array(Citation),
  /** The name of the overlay when the law asked is not the law. */
  hypothetical: Nullable(Type.String()),
  lawVersion: Type.String(),
  engineVersion: Type.String(),
})
export type Decision = Static<typeof Decision>

/** All that is needed to give the answer again, byte for byte. Its canonical JSON (RFC 8785) is what is hashed. */
export const Receipt = Strict({
  format: Type.Literal('grein/decision-receipt/1'),
  engineVersion: Type.String(),
  hypothetical: Nullable(Type.String()),
  law: Strict({
    version: Type.String({ description: 'sha-256 of the whole corpus' }),
    files: Type.Array(Strict({ path: Type.String(), sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }) })),
  }),
  /** With the days written out, so that it means the same tomorrow. */
  question: DecisionQuestion,
  decision: Decision,
})
export type Receipt = Static<typeof Receipt>

export const medicineRouteNames = [
  'trade-authorisation',
  'pharmacy-preparation',
  'clinical-trial',
  'named-patient',
  'doctors-declaration',
  'compassionate-use',
  'advanced-therapy',
  'parallel-trade',
  'emergency-agents',
  'manufacturer-trade',
  'radiopharmaceutical',
] as const
export type MedicineRouteName = (typeof medicineRouteNames)[number]

/** A way in which a treatment may lawfully reach a patient (Gmw 40), beside the Opium Act and never instead of it. */
export const MedicineRoute = Strict({
  route: OneOf(medicineRouteNames),
  rule: Type.String(),
  title: Words,
  state: OneOf(['open', 'closed', 'unknown']),
  sentence: Words,
  needs: Type.Array(Strict({ words: Words, citations: Type.Array(Citation) })),
  citations: Type.Array(Citation),
  source: Type.String(),
})
export type MedicineRoute = Static<typeof MedicineRoute>

export const MedicineRoutesQuestion = Strict({
  substance: Type.String({ minLength: 1, maxLength: 200, description: 'a key, name or CAS number of the corpus' }),
  on: Type.Optional(Day),
  knownOn: Type.Optional(Day),
})
export const MedicineRoutesAnswer = Strict({
  substanceId: Nullable(Type.String()),
  on: Day,
  knownOn: Day,
  routes: Type.Array(MedicineRoute),
  notices: Type.Array(Words),
  lawVersion: Type.String(),
})
export type MedicineRoutesAnswer = Static<typeof MedicineRoutesAnswer>

/** The flat proof as a tree. */
export function proofTree(nodes: readonly ProofNode[], parent: string | null = null): readonly ProofTree[] {
  return nodes
    .filter((node) => node.parent === parent)
    .map((node) => ({ ...node, children: proofTree(nodes, node.id) }))
}
