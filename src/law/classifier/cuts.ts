// What a molecule is an ester or an ether of: every bond that could be one is cut, and what is left is looked up among the listed. Not
// here: whether the law has a clause on it.
import {
  copyPiece,
  createGraph,
  elements,
  emptied,
  type Graph,
  hashOf,
  inSpace,
  joinUp,
  openLactones,
} from '#chemistry'
import { atomSums, type Hit, hydrogenSum, type Listed } from './listed.ts'

const { C, O } = elements

/** Whether a ring ester of a listed hydroxy acid is an ester of it. */
export type LactoneRule = 'out' | 'arguable' | 'in'

export type CutRules = {
  readonly lactones: LactoneRule
  /** Forms a clause excepts by name: whether an ester or ether of one is in is nowhere said. */
  readonly except: readonly { readonly hash: number; readonly graph: Graph }[]
}

/** More cuts than this in one molecule are not tried: a sugar has dozens, a listed substance a few. */
const maxCuts = 300
const kept = new Uint8Array(1001)
const flood = new Int32Array(1001)
const workbenches = [createGraph(), createGraph(), createGraph()]
const acid = createGraph()
let cuts = 0

/** Whether the last question had more cuts than were tried. */
export const wasCutShort = () => cuts > maxCuts

/** Listed substances of which the molecule is an ester or an ether, up to three groups deep. */
export function esterAndEtherHits(listed: Listed, graph: Graph, { lactones, except }: CutRules): Hit[] {
  cuts = 0
  const hits: Hit[] = []
  cutAt(listed, graph, except, 0, -1, 'ether', hits)
  if (lactones !== 'out')
    openLactones(graph, acid, () => {
      const before = hits.length
      addHits(listed, acid, except, 'ester', hits)
      for (let index = before; index < hits.length; index++) {
        const hit = hits[index]!
        // The oxygen that came with the water stands in no drawing.
        hits[index] = { ...hit, isSure: hit.isSure && lactones === 'in', parentAtoms: hit.parentAtoms.slice(0, -1) }
      }
    })
  return hits
}

/** In the order they are written, so that two groups come off in one way and not in two; `after` is the oxygen freed last. */
function cutAt(
  listed: Listed,
  graph: Graph,
  except: CutRules['except'],
  depth: number,
  after: number,
  worst: 'ester' | 'ether',
  hits: Hit[],
): void {
  for (let oxygen = 0; oxygen < graph.atomCount; oxygen++) {
    if (graph.element[oxygen] !== O || graph.start[oxygen + 1]! - graph.start[oxygen]! !== 2) continue
    if (graph.order[oxygen]! <= after) continue
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
      if (isListed) addHits(listed, rest, except, as, hits)
      if (depth < workbenches.length - 1) cutAt(listed, rest, except, depth + 1, graph.order[oxygen]!, as, hits)
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
      graph.order[atom]! > graph.order[oxygen]! &&
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

function addHits(
  listed: Listed,
  rest: Graph,
  except: CutRules['except'],
  relation: 'ester' | 'ether',
  hits: Hit[],
): void {
  const parentAtoms = Array.from({ length: rest.atomCount }, (_, atom) => rest.order[atom]!)
  const hash = hashOf(rest, 'law')
  const entries = listed.byLaw.get(hash)
  if (!entries) return
  const isExcepted = except.some(
    (one) => one.hash === hash && ['same', 'closer'].includes(inSpace(rest, one.graph) ?? ''),
  )
  for (const entry of entries) {
    if (hits.some((hit) => hit.entry === entry) || !entry.isInForce) continue
    const form = inSpace(rest, entry.graph, entry.matcher)
    if (form === null || form === 'other') continue
    // Of the mirror image of what is named, or of a form the drawing leaves open: for an expert.
    const isSure = !isExcepted && entry.isFormRecorded && (form === 'same' || form === 'closer')
    hits.push({ entry, relation, isSure, form, parentAtoms })
  }
}
