// The substances on the lists on one day, found by structure, in this or another form in space. Not here: esters and ethers (cuts.ts),
// groups and scaffolds (evaluate.ts), names (find.ts).
import {
  compacted,
  copyPiece,
  createGraph,
  type Graph,
  hashOf,
  type InSpace,
  inSpace,
  type Matcher,
  matcherOf,
  neutralHydrogens,
  workedOut,
} from '#chemistry'
import type { ListName } from '../contract.ts'
import type { Corpus } from '../corpus-value.ts'
import { type Days, listingsOn, startUnknownAfter } from '../lists.ts'
import { parsed } from './compile.ts'

export type Entry = {
  readonly substanceId: string
  readonly nameNl: string
  readonly nameEn: string
  readonly list: ListName
  readonly certainty: 'text' | 'title' | 'inferred'
  /** False: listed only on a later day, and since when is not established. */
  readonly isInForce: boolean
  readonly graph: Graph
  readonly matcher: Matcher
  /** Whether the drawing tells which form in space the entry means. */
  readonly isFormRecorded: boolean
}

export type Listed = {
  readonly byLaw: ReadonlyMap<number, readonly Entry[]>
  /** Sums over the atoms, so that the rest of a molecule after a cut can be looked up before it is built. */
  readonly formulas: ReadonlySet<number>
  readonly bySubstance: ReadonlyMap<string, Entry>
}

export function listedOn(corpus: Corpus, days: Days): Listed {
  const byLaw = new Map<number, Entry[]>()
  const formulas = new Set<number>()
  const bySubstance = new Map<string, Entry>()
  for (const { substanceId, structure, nameNl, nameEn } of corpus.substances) {
    if (structure === null) continue
    const [listing] = listingsOn(corpus, substanceId, days)
    const later = listing ? null : startUnknownAfter(corpus, substanceId, days)
    const found = listing ?? later
    if (!found) continue
    const graph = mainPiece(structure.smiles)
    const entry: Entry = {
      ...{
        substanceId,
        nameNl,
        nameEn,
        graph,
        matcher: matcherOf(graph),
        list: found.list,
        certainty: found.certainty,
        isInForce: listing !== undefined,
      },
      isFormRecorded: structure.stereo === 'as-listed',
    }
    const hash = hashOf(graph, 'law')
    byLaw.set(hash, [...(byLaw.get(hash) ?? []), entry])
    if (entry.isInForce) formulas.add(formulaSum(graph))
    bySubstance.set(substanceId, entry)
  }
  return { byLaw, formulas, bySubstance }
}

/** A listed salt is matched by its largest piece, as it is asked about. */
function mainPiece(smiles: string): Graph {
  const whole = parsed(smiles)
  if (whole.pieceCount === 1) return whole
  const sizes = new Array<number>(whole.pieceCount).fill(0)
  for (let atom = 0; atom < whole.atomCount; atom++) sizes[whole.piece[atom]!]!++
  const piece = createGraph()
  copyPiece(whole, sizes.indexOf(Math.max(...sizes)), piece)
  workedOut(piece)
  return compacted(piece)
}

/** Sums that can be taken over part of a molecule too. */
export const atomSums = new Int32Array(128).map(
  (_, element) => Math.imul(element + 7, 0x9e3779b1) ^ Math.imul(element, 0x27d4eb2f),
)
export const hydrogenSum = 0x2545f491

export function formulaSum(graph: Graph): number {
  let sum = Math.imul(neutralHydrogens(graph), hydrogenSum)
  for (let atom = 0; atom < graph.atomCount; atom++) sum = (sum + atomSums[graph.element[atom]!]!) | 0
  return sum | 0
}

export type Hit = {
  readonly entry: Entry
  readonly relation: 'named' | 'mirror' | 'ester' | 'ether' | 'isomer'
  /** False: the drawing, or the entry, leaves open which form in space is meant. */
  readonly isSure: boolean
  readonly form: InSpace
  /** The atoms of the listed substance inside an ester or ether, in the order they were written. */
  readonly parentAtoms: readonly number[]
}

/** The entries a molecule is, in this or another form in space. A diastereomer of a listed form is none of them. */
export function namedHits(listed: Listed, graph: Graph, hash: number): Hit[] {
  const entries = listed.byLaw.get(hash)
  if (!entries) return []
  const compared = entries.flatMap((entry) => {
    const form = inSpace(graph, entry.graph, entry.matcher)
    return form === null ? [] : [{ entry, form }]
  })
  // A racemate written flat covers its hands; a hand listed apart from it speaks for itself.
  const known = compared.filter(({ entry, form }) => entry.isFormRecorded && (form === 'same' || form === 'closer'))
  const certain = known.filter(({ form }) => form === 'same')
  const chosen = certain.length > 0 ? certain : known
  const asNamed = ({ entry, form }: (typeof compared)[number], isSure: boolean): Hit => ({
    ...{ entry, form, relation: 'named', parentAtoms: [] },
    isSure: isSure && entry.isInForce,
  })
  if (chosen.length > 0) return chosen.map((one) => asNamed(one, true))
  const areAllForms = coverAllForms(compared.map(({ entry }) => entry))
  return compared.flatMap((one): Hit[] => {
    const { entry, form } = one
    if (!entry.isFormRecorded) return [asNamed(one, areAllForms)]
    if (form === 'open') return [asNamed(one, false)]
    return form === 'mirror' ? [{ ...asNamed(one, true), relation: 'mirror' }] : []
  })
}

/** An alfa and a beta form on one list, neither of which we can tell apart by a drawing: two stereocentres have no third. */
function coverAllForms(entries: readonly Entry[]): boolean {
  const [first] = entries
  const stem = ({ substanceId }: Entry) => substanceId.replace(/^(alfa|beta)/, '')
  return (
    entries.length === 2 &&
    entries.every((entry) => !entry.isFormRecorded && entry.list === first!.list && stem(entry) === stem(first!)) &&
    new Set(entries.map(({ substanceId }) => substanceId)).size === 2
  )
}
