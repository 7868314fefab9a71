// Ring systems: the biconnected parts of a molecule. A fused or bridged system is one; two rings that share only an atom are two. No set of
// smallest rings is chosen anywhere, for the law speaks of ring systems and of the ring a bond closes.
import type { Graph } from './graph.ts'

/** Fills `bondBlock`, `atomBlock`, `blockCount`, `piece` and `pieceCount`. Depth-first without recursion. */
export function findRings(graph: Graph): void {
  const { atomCount, bondCount, start, around, aroundBond, bondBlock, atomBlock, piece, scratch } = graph
  const { a: depth, b: low, c: cursor, d: path, e: bondStack } = scratch
  for (let atom = 0; atom < atomCount; atom++) {
    depth[atom] = -1
    atomBlock[atom] = -1
  }
  for (let bond = 0; bond < bondCount; bond++) bondBlock[bond] = -2
  let blocks = 0
  let pieces = 0
  let stacked = 0
  for (let root = 0; root < atomCount; root++) {
    if (depth[root] !== -1) continue
    let top = 0
    path[0] = root
    depth[root] = 0
    low[root] = 0
    cursor[root] = start[root]!
    piece[root] = pieces
    while (top >= 0) {
      const atom = path[top]!
      if (cursor[atom]! < start[atom + 1]!) {
        const at = cursor[atom]!++
        const bond = aroundBond[at]!
        if (bondBlock[bond] !== -2) continue
        bondBlock[bond] = -1
        bondStack[stacked++] = bond
        const next = around[at]!
        if (depth[next] === -1) {
          depth[next] = depth[atom]! + 1
          low[next] = depth[next]!
          cursor[next] = start[next]!
          piece[next] = pieces
          path[++top] = next
        } else if (depth[next]! < low[atom]!) low[atom] = depth[next]!
      } else {
        top--
        if (top < 0) break
        const parent = path[top]!
        if (low[atom]! < low[parent]!) low[parent] = low[atom]!
        if (low[atom]! < depth[parent]!) continue
        // Everything stacked since the bond parent–atom is one part; a single bond is a bridge.
        const isRing = stacked > 0 && !isBondOf(graph, bondStack[stacked - 1]!, parent, atom)
        while (stacked > 0) {
          const bond = bondStack[--stacked]!
          bondBlock[bond] = isRing ? blocks : -1
          if (isRing) {
            atomBlock[graph.bondFrom[bond]!] = blocks
            atomBlock[graph.bondTo[bond]!] = blocks
          }
          if (isBondOf(graph, bond, parent, atom)) break
        }
        if (isRing) blocks++
      }
    }
    pieces++
  }
  graph.blockCount = blocks
  graph.pieceCount = pieces
}

function isBondOf(graph: Graph, bond: number, a: number, b: number): boolean {
  const [from, to] = [graph.bondFrom[bond], graph.bondTo[bond]]
  return (from === a && to === b) || (from === b && to === a)
}

/** Fills `endo`, once the double bonds are shared out. */
export function markEndo(graph: Graph): void {
  const { endo, bondOrder, bondBlock, bondFrom, bondTo } = graph
  endo.fill(0, 0, graph.atomCount)
  for (let bond = 0; bond < graph.bondCount; bond++) {
    if (bondBlock[bond]! < 0 || bondOrder[bond]! < 2) continue
    endo[bondFrom[bond]!] = 1
    endo[bondTo[bond]!] = 1
  }
}

/**
 * The ring system `root` lies in once the atoms marked in `gone` are taken away: fills `into` with its atoms and returns how many,
 * 0 when it lies in no ring any more, -1 when it joins two rings, -2 when there are more than `most`. `into` must hold `most` atoms.
 */
export function ringSystemWithout(
  graph: Graph,
  root: number,
  gone: Uint8Array,
  into: Int32Array,
  most: number,
): number {
  const { start, around, aroundBond, scratch } = graph
  const { a: depth, b: low, c: cursor, d: path, e: stack } = scratch
  for (let atom = 0; atom < graph.atomCount; atom++) depth[atom] = -1
  let top = 0
  let stacked = 0
  let found = 0
  path[0] = root
  depth[root] = 0
  low[root] = 0
  cursor[root] = start[root]!
  // Stacking atoms instead of bonds is enough: the root's own parts are what is asked for.
  while (top >= 0) {
    const atom = path[top]!
    if (cursor[atom]! < start[atom + 1]!) {
      const at = cursor[atom]!++
      const next = around[at]!
      if (gone[next] === 1 || (top > 0 && next === path[top - 1]) || graph.bondBlock[aroundBond[at]!]! < 0) continue
      if (depth[next] === -1) {
        depth[next] = depth[atom]! + 1
        low[next] = depth[next]!
        cursor[next] = start[next]!
        path[++top] = next
        stack[stacked++] = next
      } else if (depth[next]! < low[atom]!) low[atom] = depth[next]!
    } else {
      top--
      if (top < 0) break
      const parent = path[top]!
      if (low[atom]! < low[parent]!) low[parent] = low[atom]!
      if (low[atom]! < depth[parent]!) continue
      const isRing = low[atom]! <= depth[parent]! && stack[stacked - 1] !== atom
      const isOfRoot = isRing && parent === root
      if (isOfRoot && found > 0) return -1
      if (isOfRoot) into[found++] = root
      while (stacked > 0) {
        const last = stack[--stacked]!
        if (isOfRoot) {
          if (found >= most) return -2
          into[found++] = last
        }
        if (last === atom) break
      }
    }
  }
  return found
}
