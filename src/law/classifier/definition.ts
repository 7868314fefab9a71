// The shape of a definition: what a group of list IA is, or a scaffold of a closing clause. Data that an authority can replace; the words mean what
// kinds.ts and evaluate.ts say they mean. Published as JSON Schema in corpus/schema. Not here: any definition, any chemistry.
import { Day, Nullable, OneOf, type Static, Strict, Type } from '#kernel'

export const Words = Strict({ nl: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) })
export const Span = Strict({ from: Day, until: Nullable(Day) })
const Ref = Type.String({ minLength: 1, description: 'where the source says so: "Nr. 1.2 b"' })
export const Smiles = Type.String({ minLength: 1 })
const Label = Type.Integer({ minimum: 1, maximum: 99 })
const SiteName = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9-]*$' })

/** What hangs on an atom of the core, told by its first atom and what that bears: kinds.ts. */
export const kinds = [
  'halogen',
  'alkyl',
  'cycloalkyl',
  'heterocyclyl',
  'alkenyl',
  'alkynyl',
  'phenyl',
  'aryl',
  'cyano',
  'formyl',
  'carboxy',
  'alkoxycarbonyl',
  'alkylthiocarbonyl',
  'carbamoyl',
  'alkylcarbonyl',
  'arylcarbonyl',
  'imidoyl',
  'hydroxy',
  'alkoxy',
  'aryloxy',
  'acyloxy',
  'thiol',
  'alkylsulfanyl',
  'arylsulfanyl',
  /** S(=O) or S(=O)2 with carbon on it; with nitrogen it is `sulfamoyl`. */
  'sulfonyl',
  'sulfamoyl',
  'amino',
  'acylamino',
  'nitro',
  'other-nitrogen',
  'oxo',
  'ylidene',
  'other',
] as const
export type Kind = (typeof kinds)[number]

const Allowed = Strict({
  kind: OneOf(kinds),
  /** The name of a reading on which it depends; absent: the text says so. */
  reading: Type.Optional(Type.String()),
  /** Carbon alone, no double bonds: nothing further substituted. */
  plain: Type.Optional(Type.Literal(true)),
  /** At most so many atoms, hydrogen not counted: 1 makes alkyl methyl. */
  maxAtoms: Type.Optional(Type.Integer({ minimum: 1 })),
})

const Chain = Strict({
  max: Type.Integer({ minimum: 1, description: 'atoms in a row, hydrogen and ring atoms not counted' }),
  ref: Ref,
})

/** How a bridge begins at the core. */
export const bridgeKinds = [
  'carbonyl',
  'carboxamide',
  'carboxylate',
  'azacarbonyl',
  'nitrogen-ring',
  'methylene',
  /** CH2 and then a carbonyl. */
  'methylene-carbonyl',
  /** =N-NH-C(=O). */
  'hydrazone',
] as const

/** What must stand between a core and the rest of a cannabimimetic: kinds of bridge, and what the bridge may carry. */
const Bridge = Strict({
  allow: Type.Array(
    Strict({
      kind: OneOf(bridgeKinds),
      reading: Type.Optional(Type.String()),
      /** For a ring on the core: at most so many ring atoms. */
      maxRing: Type.Optional(Type.Integer({ minimum: 3 })),
    }),
  ),
  residue: Strict({ maxMass: Type.Number(), maxChain: Type.Integer(), ref: Ref }),
  ref: Ref,
})

const Tail = Strict({
  maxMass: Type.Number(),
  chain: Strict({ min: Type.Integer(), max: Type.Integer(), elements: Type.Array(Type.String()) }),
  ring: Strict({
    min: Type.Integer(),
    max: Type.Integer(),
    spacer: Type.Integer({ description: 'carbons before it, at most' }),
  }),
  /** Counted from the core: the places in the chain that may bear =O. */
  oxoAt: Type.Array(Type.Integer({ minimum: 1 })),
  ref: Ref,
})

const Site = Strict({
  /** What the source calls it: "R1, R2". Pieces on it are numbered along this list. */
  label: Type.String({ minLength: 1 }),
  /** In words, where the label alone says little. */
  name: Type.Optional(Words),
  ref: Ref,
  /** Null: anything. A hydrogen is always allowed unless `needs` says otherwise. */
  allow: Nullable(Type.Array(Allowed)),
  chain: Type.Optional(Chain),
  /** Whether this atom of the core may have a double bond to what hangs on it. */
  double: Type.Array(OneOf(['oxo', 'in-closure']), { uniqueItems: true }),
  bridge: Type.Optional(Bridge),
  tail: Type.Optional(Tail),
  /** Neighbours this atom of the core may have, hydrogen not counted: a nitrogen with four is no amine. More depends on the reading. */
  mostNeighbours: Type.Optional(Strict({ max: Type.Integer({ minimum: 1 }), reading: Type.String(), ref: Ref })),
  /** One piece of each set must be there; `otherwise` is what follows when it is not. */
  needs: Type.Optional(
    Type.Array(
      Strict({ oneOf: Type.Array(OneOf(kinds), { minItems: 1 }), otherwise: OneOf(['refused', 'arguable']), ref: Ref }),
    ),
  ),
})

/** A ring system built up: a first ring of `allow`, and rings fused to it. */
const FusedRings = Strict({
  most: Type.Integer({ minimum: 1 }),
  size: Type.Tuple([Type.Integer(), Type.Integer()]),
  hetero: Type.Array(Type.String()),
  mostHetero: Type.Integer({ minimum: 0, description: 'atoms of `hetero` in one fused ring' }),
  ref: Ref,
})

const RingSystem = Strict({
  ref: Ref,
  allow: Type.Array(
    Strict({
      name: Type.String(),
      nameNl: Type.Optional(Type.String()),
      smiles: Smiles,
      /** Absent: the text names it. */
      reading: Type.Optional(Type.String()),
    }),
    { minItems: 1 },
  ),
  fused: Type.Optional(FusedRings),
})

const Closure = Strict({
  between: Type.Tuple([SiteName, SiteName]),
  /** Ring atoms in all; null: any. */
  ring: Nullable(Type.Tuple([Type.Integer(), Type.Integer()])),
  elements: Nullable(Type.Array(Type.String())),
  aromatic: OneOf(['allowed', 'refused']),
  /** When it is allowed by a reading alone. */
  reading: Type.Optional(Type.String()),
  /** When an aromatic ring is allowed by a reading alone. */
  aromaticReading: Type.Optional(Type.String()),
  /** When only pieces that begin so may close it. */
  through: Type.Optional(OneOf(['carboxamide'])),
  ref: Ref,
})

export const Rules = Strict({
  massLimit: Nullable(Strict({ max: Type.Number(), ref: Ref })),
  /** What substituents may consist of; null: anything. */
  elements: Nullable(Type.Array(Type.String())),
  /** Labelled atoms `[N:1]`; labels tell sites; an unlabelled atom of a core bears nothing. `*` is an atom of a ring system. */
  cores: Type.Array(
    Strict({
      name: Words,
      smiles: Smiles,
      sites: Type.Record(Type.String({ pattern: '^[1-9][0-9]?$' }), SiteName),
      /** Whether this is a core of the text at all. */
      reading: Type.Optional(Type.String()),
      /** The bond between these two labels must lie in a ring. */
      ringBond: Type.Optional(
        Strict({ between: Type.Tuple([Label, Label]), aromatic: OneOf(['allowed', 'refused']), ref: Ref }),
      ),
      ref: Ref,
    }),
    { minItems: 1 },
  ),
  ringSystems: Type.Record(SiteName, RingSystem),
  sites: Type.Record(SiteName, Site),
  /** Rings between sites that the text allows; any other is refused. */
  closures: Type.Array(Closure),
  /** Labelled atoms (deuterium, carbon-13). Absent or `silent`: read as ordinary atoms, and said so. */
  isotopes: Type.Optional(Strict({ rule: OneOf(['silent', 'in', 'out']), ref: Ref })),
  /** Named ways to read what the text leaves open. A structure that depends on one is for an expert, unless it is `accepted`. */
  readings: Type.Record(
    Type.String(),
    Strict({
      question: Words,
      /** Where the question comes from, or who answered it. */
      source: Type.Optional(Type.String()),
      accepted: Nullable(Strict({ why: Words })),
    }),
  ),
  /** Left out of the definition by name. */
  without: Type.Array(Strict({ name: Type.String(), smiles: Smiles, ref: Ref })),
})
export type Rules = Static<typeof Rules>

/** corpus/stofgroepen/<group>/<version>.json */
export const GroupFile = Strict({
  $schema: Type.Optional(Type.String()),
  group: Type.String({ pattern: '^[a-z0-9][a-z0-9-]*$' }),
  version: Type.String({ pattern: '^[a-z0-9][a-z0-9-]*$' }),
  list: Type.Literal('IA'),
  title: Words,
  /** `model`: our stand-in for a text we have not read; a hit is a finding and not yet law. */
  status: OneOf(['model', 'official']),
  source: Strict({ kind: OneOf(['foreign-law', 'stand-in', 'official']), ref: Type.String(), note: Words }),
  /** In the Netherlands; null for a version kept to compare with. */
  inForce: Nullable(Span),
  knownOn: Day,
  /** Groups whose core puts a molecule out of this one, unless it is a member of them. */
  notWithCoreOf: Type.Optional(Type.Array(Type.String())),
  rules: Rules,
})
export type GroupFile = Static<typeof GroupFile>
