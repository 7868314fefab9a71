// Why a structure is on a list: findings, the clauses behind them and the exceptions beside them, as they cross every boundary. Not here:
// how they are found (classifier/), and the question around them (contract.ts).
import { Day, Nullable, OneOf, type Static, Strict, Type } from '#kernel'
import { ExceptionFile } from './classifier/clause-definition.ts'
import type { Role } from './classifier/trace.ts'
import { Citation, lists } from './vocabulary.ts'

const Words = Strict({ nl: Type.String(), en: Type.String() })

/** In the law's order: what is named goes before the closing clauses, and those before the groups of list IA. */
export const bases = ['named', 'enantiomer', 'isomer', 'ester', 'ether', 'derivative', 'group'] as const

/** What a drawing marks. `parent` is the listed substance in an ester or a mirror image, `residue` what is bound to it. */
const roles = [
  ...(['core', 'ring', 'substituent', 'closure', 'bridge', 'tail', 'missing', 'limit', 'whole'] as const),
  ...(['parent', 'residue', 'form'] as const),
] as const satisfies readonly Role[]

/** One line of a definition, met by certain atoms or not. */
export const TraceClause = Strict({
  ref: Type.String({ description: 'the place in the source of the definition' }),
  role: OneOf(roles),
  site: Nullable(
    Type.String({ description: 'what the source calls the place: "R1, R2"; null for the whole molecule' }),
  ),
  label: Nullable(Type.String({ description: 'the sign of this piece alone: R1' })),
  place: Nullable(Words),
  outcome: OneOf(['met', 'arguable', 'not-met']),
  atoms: Type.Array(Type.Integer(), { description: 'places in `drawing.elements`, counted from 0' }),
  /** The reading of the text it rests on; `why` says why one is accepted, null leaves it to an expert. */
  reading: Nullable(Strict({ id: Type.String(), question: Words, why: Nullable(Words) })),
  nl: Type.String(),
  en: Type.String(),
})
export type TraceClause = Static<typeof TraceClause>

export const SubstanceFinding = Strict({
  list: OneOf(lists),
  basis: OneOf(bases),
  rule: Type.String({ description: 'the substance, the clause or the group: mdma, esters, fenethylaminen' }),
  title: Words,
  version: Nullable(Type.String({ description: 'of the definition; null for a name' })),
  certainty: OneOf(['in', 'arguable']),
  /** How sure the law itself is: read, titled, inferred; or a model of ours that stands in for a text not read. */
  status: OneOf(['text', 'title', 'inferred', 'model', 'official']),
  citation: Nullable(Citation),
  /** Since when: the listing, the clause or the definition, as far as recorded; null where that is not established. */
  since: Nullable(Day),
  piece: Type.Integer({ description: 'which piece of the structure, counted from 0' }),
  substanceId: Nullable(Type.String()),
  trace: Type.Array(TraceClause),
})
export type SubstanceFinding = Static<typeof SubstanceFinding>

/** A definition whose core is in the structure and that refuses it all the same; each refusal is a clause `not-met`. */
export const NearMiss = Strict({
  list: OneOf(lists),
  basis: OneOf(['derivative', 'group']),
  rule: Type.String(),
  title: Words,
  version: Type.String(),
  status: SubstanceFinding.properties.status,
  citation: Nullable(Citation),
  piece: Type.Integer(),
  refusals: Type.Integer(),
  trace: Type.Array(TraceClause),
})
export type NearMiss = Static<typeof NearMiss>

/** Says that a ban does not apply; never that a substance is outside a group. */
export const SubstanceException = Strict({
  kind: ExceptionFile.properties.kind,
  article: Type.String(),
  short: Type.String({ description: 'Ow 2a(2)a' }),
  title: Words,
  needsEvidence: Nullable(Words),
  source: Type.String(),
  certainty: OneOf(['text', 'title', 'inferred']),
  substance: Nullable(Type.String({ description: 'as the register of exceptions names it' })),
  note: Nullable(Words),
  facts: Type.Array(Type.String({ description: 'what a decision must know before it relies on this' })),
  piece: Type.Integer(),
})
export type SubstanceException = Static<typeof SubstanceException>
