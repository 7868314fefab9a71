// The substances on the lists on one day, found by structure, and what the closing clauses make of them: mirror images, isomers, esters
// and ethers. Not here: groups and scaffolds (evaluate.ts), names (classify.ts).
import {
  compacted,
  copyPiece,
  createGraph,
  elements,
  emptied,
  type Graph,
  hashOf,
  type InSpace,
  inSpace,
  joinUp,
  type Matcher,
  matcherOf,
  neutralHydrogens,
  workedOut,
} from '#chemistry'
import type { ListName } from '../contract.ts'
import type { Corpus } from '../corpus-value.ts'
import { type Days, listingsOn, startUnknownAfter } from '../lists.ts'
import { parsed } from './compile.ts'

const { C, O } = elements

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

const atomSums = new Int32Array(128).map(
  (_, element) => Math.imul(element + 7, 0x9e3779b1) ^ Math.imul(element, 0x27d4eb2f),
)
const hydrogenSum = 0x2545f491

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

/** More cuts than this in one molecule are not tried: a sugar has dozens, a listed substance a few. */
const maxCuts = 64
const kept = new Uint8Array(1001)
const flood = new Int32Array(1001)
const workbenches = [createGraph(), createGraph(), createGraph()]
let cuts = 0

/** Listed substances of which the molecule is an ester or an ether, up to three groups deep. */
export function esterAndEtherHits(listed: Listed, graph: Graph): Hit[] {
  cuts = 0
  const hits: Hit[] = []
  cutAt(listed, graph, 0, 'ether', hits)
  return hits
}

function cutAt(listed: Listed, graph: Graph, depth: number, worst: 'ester' | 'ether', hits: Hit[]): void {
  for (let oxygen = 0; oxygen < graph.atomCount; oxygen++) {
    if (graph.element[oxygen] !== O || graph.start[oxygen + 1]! - graph.start[oxygen]! !== 2) continue
    const at = graph.start[oxygen]!
    for (let side = 0; side < 2; side++) {
      const keeps = graph.around[at + side]!
      const loses = graph.around[at + 1 - side]!
      const isBridge = graph.bondBlock[graph.aroundBond[at + 1 - side]!]! < 0
      const kind = isBridge ? bondKind(graph, keeps, loses) : null
      if (kind === null || ++cuts > maxCuts) continue
      const sum = keep(graph, oxygen, loses)
      const isListed = listed.formulas.has(sum)
      if (!isListed && depth >= workbenches.length - 1) continue
      // Deeper only where another group can still come off.
      if (!isListed && !hasAnotherOxygen(graph, oxygen)) continue
      const rest = workbenches[depth]!
      build(graph, oxygen, rest)
      const as = worst === 'ester' ? 'ester' : kind
      if (isListed) addHits(listed, rest, as, hits)
      if (depth < workbenches.length - 1) cutAt(listed, rest, depth + 1, as, hits)
    }
  }
}

/** What joins the kept oxygen to what comes off; null for a bond that is neither (an anhydride, a peroxide). */
function bondKind(graph: Graph, keeps: number, loses: number): 'ester' | 'ether' | null {
  if (graph.element[keeps] !== C) return null
  const acid = hasDoubleOxygen(graph, keeps)
  const acyl = hasDoubleOxygen(graph, loses)
  if (acid && acyl) return null
  if (acid || acyl) return 'ester'
  return graph.element[loses] === C ? 'ether' : null
}

function hasDoubleOxygen(graph: Graph, atom: number): boolean {
  for (let at = graph.start[atom]!; at < graph.start[atom + 1]!; at++)
    if (graph.element[graph.around[at]!] === O && graph.bondOrder[graph.aroundBond[at]!] === 2) return true
  return false
}

/** Marks in `kept` what hangs on `oxygen` once `loses` is off; the sum of its formula with the hydrogen that comes in its place. */
function keep(graph: Graph, oxygen: number, loses: number): number {
  kept.fill(0, 0, graph.atomCount)
  let size = 0
  flood[size++] = oxygen
  kept[oxygen] = 1
  let sum = hydrogenSum
  for (let head = 0; head < size; head++) {
    const atom = flood[head]!
    sum =
      (sum + atomSums[graph.element[atom]!]! + Math.imul(graph.hydrogens[atom]! - graph.charge[atom]!, hydrogenSum)) | 0
    for (let at = graph.start[atom]!; at < graph.start[atom + 1]!; at++) {
      const other = graph.around[at]!
      if (kept[other] === 1 || (atom === oxygen && other === loses)) continue
      kept[other] = 1
      flood[size++] = other
    }
  }
  return sum
}

function hasAnotherOxygen(graph: Graph, oxygen: number): boolean {
  for (let atom = 0; atom < graph.atomCount; atom++)
    if (
      atom !== oxygen &&
      kept[atom] === 1 &&
      graph.element[atom] === O &&
      graph.start[atom + 1]! - graph.start[atom]! === 2
    )
      return true
  return false
}

/** The kept part as a molecule with a hydroxy where it was cut. Rings and double bonds are as they were. */
function build(graph: Graph, oxygen: number, to: Graph): void {
  const { piece } = graph
  const before = graph.pieceCount
  for (let atom = 0; atom < graph.atomCount; atom++) piece[atom] = kept[atom]!
  emptied(to)
  copyPiece(graph, 1, to)
  for (let atom = 0; atom < graph.atomCount; atom++) piece[atom] = 0
  graph.pieceCount = before
  let copy = 0
  for (let atom = 0; atom < graph.atomCount; atom++) {
    if (kept[atom] === 0) continue
    if (atom === oxygen) to.hydrogens[copy]!++
    to.pi[copy] = graph.pi[atom]!
    copy++
  }
  let bond = 0
  for (let old = 0; old < graph.bondCount; old++) {
    if (kept[graph.bondFrom[old]!] === 0 || kept[graph.bondTo[old]!] === 0) continue
    to.bondBlock[bond++] = graph.bondBlock[old]!
  }
  joinUp(to)
}

function addHits(listed: Listed, rest: Graph, relation: 'ester' | 'ether', hits: Hit[]): void {
  const parentAtoms = Array.from({ length: rest.atomCount }, (_, atom) => rest.order[atom]!)
  for (const entry of listed.byLaw.get(hashOf(rest, 'law')) ?? []) {
    if (hits.some((hit) => hit.entry === entry) || !entry.isInForce) continue
    const form = inSpace(rest, entry.graph, entry.matcher)
    if (form === null || form === 'other') continue
    // Of the mirror image of what is named, or of a form the drawing leaves open: for an expert.
    const isSure = entry.isFormRecorded && (form === 'same' || form === 'closer')
    hits.push({ entry, relation, isSure, form, parentAtoms })
  }
}
