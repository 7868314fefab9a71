// The shape of a closing clause of a list, and of an exception to list IA. Data that an authority can replace; published as JSON Schema in
// corpus/schema. Not here: groups, and the rules a scaffold is told in (definition.ts).
import { Day, Nullable, OneOf, type Static, Strict, Type } from '#kernel'
import { Rules, Smiles, Span, Words } from './definition.ts'

const ClauseHead = {
  id: Type.String({ pattern: '^[a-z][a-z0-9-]*$' }),
  title: Words,
  certainty: OneOf(['text', 'title', 'inferred']),
}
const Except = Type.Array(Strict({ name: Type.String(), smiles: Smiles }))
/** corpus/clauses/<list>.json: what the end of a list adds to the substances it names. */
export const ClauseFile = Strict({
  $schema: Type.Optional(Type.String()),
  list: OneOf(['I', 'II']),
  source: Type.String({ minLength: 1 }),
  inForce: Span,
  fromIs: OneOf(['start', 'earliest-known']),
  knownOn: Day,
  clauses: Type.Array(
    Type.Union([
      Strict({
        ...ClauseHead,
        kind: OneOf(['esters', 'ethers', 'enantiomers']),
        except: Except,
        /** Whether a ring ester of a listed hydroxy acid is an ester of it: "ester" read to the end. Absent: out. */
        lactones: Type.Optional(Strict({ rule: OneOf(['out', 'arguable', 'in']), source: Type.String(), why: Words })),
      }),
      /** `skeleton`: the same atoms joined alike, a double bond elsewhere; what only shares the formula is for an expert or not. */
      Strict({
        ...ClauseHead,
        kind: Type.Literal('isomers'),
        of: Type.String(),
        formulaOnly: OneOf(['out', 'arguable', 'in']),
        /** Where that reading comes from. */
        source: Type.String(),
        why: Words,
      }),
      Strict({ ...ClauseHead, kind: Type.Literal('derivatives'), rules: Rules }),
    ]),
  ),
})
export type ClauseFile = Static<typeof ClauseFile>

/** corpus/exceptions/<kind>.json: why a ban of list IA may not apply, to a substance or to a person. Never "not in the group". */
export const ExceptionFile = Strict({
  $schema: Type.Optional(Type.String()),
  kind: OneOf(['substance', 'medicine', 'precursor', 'veterinary', 'animal-care', 'wood-care', 'person', 'other-list']),
  /** The article that lifts the ban. */
  article: Type.String(),
  title: Words,
  /** What must be shown before it applies; null when the substance alone decides. */
  needsEvidence: Nullable(Words),
  /** The same as facts a decision can ask for. */
  facts: Type.Optional(Type.Array(Type.String({ pattern: '^[a-z][a-z0-9.-]*$' }))),
  source: Type.String(),
  certainty: OneOf(['text', 'title', 'inferred']),
  inForce: Span,
  knownOn: Day,
  /** Empty where it lies in the person or in the use, and no list of substances was read. */
  substances: Type.Array(
    Strict({
      name: Type.String(),
      smiles: Smiles,
      /** Which authorisation, which category, since when. */
      note: Type.Optional(Words),
    }),
  ),
})
export type ExceptionFile = Static<typeof ExceptionFile>
