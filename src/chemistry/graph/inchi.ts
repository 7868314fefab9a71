// InChI to a Graph: the layers read, one component after the other. An InChI says which atoms are joined and where hydrogens are, not the
// bonds' orders: valences.ts works those out. Not here: making an InChI (RDKit does), and its layers for fixed hydrogens and metals.

import { cisMark, transMark } from './double-bonds.ts'
import { atomicNumber, H, weights } from './elements.ts'
import { addAtom, addBond, emptied, failed, type Graph, joinUp, sees } from './graph.ts'
import { finished } from './read.ts'
import { type Component, giveValences } from './valences.ts'

/** An InChI of four hundred atoms is shorter. */
const maxLength = 10_000

type Layers = {
  readonly formula: string
  readonly by: ReadonlyMap<string, { readonly text: string; readonly at: number }>
}

/** Reads an InChI. False with `graph.fault`; `failedAt` is the offset of the layer that could not be read. */
export function readInchi(graph: Graph, text: string): boolean {
  emptied(graph)
  if (text.length > maxLength) return failed(graph, 'too-large', maxLength, `more than ${maxLength} characters`)
  const layers = layersOf(graph, text)
  if (layers === null) return false
  const components = componentsOf(graph, layers)
  if (components === null || !place(graph, layers, components)) return false
  joinUp(graph)
  for (const component of components)
    if (!giveValences(graph, component))
      return failed(graph, 'chemistry', 0, 'no bonds and charges were found that fit these hydrogens')
  addForm(graph, layers, components)
  addIsotopes(graph, layers, components)
  return finished(graph)
}

function layersOf(graph: Graph, text: string): Layers | null {
  const head = /^InChI=1S?\//.exec(text)?.[0]
  if (head === undefined) {
    failed(graph, 'syntax', 0, 'an InChI begins with InChI=1S/')
    return null
  }
  const by = new Map<string, { text: string; at: number }>()
  let at = head.length
  const [formula = '', ...rest] = text.slice(at).split('/')
  at += formula.length + 1
  for (const layer of rest) {
    const key = layer[0] ?? ''
    // Of the layers below isotopes and fixed hydrogens, none says anything the main ones do not.
    if (key === 'f' || key === 'r') break
    if (!by.has(key)) by.set(key, { text: layer.slice(1), at })
    if (key === 'i') break
    at += layer.length + 1
  }
  if (!/^[A-Za-z0-9.]+$/.test(formula)) {
    failed(graph, formula === '' ? 'empty' : 'syntax', head.length, 'this layer is no formula')
    return null
  }
  return { formula, by }
}

/** One entry per component: `2*…` stands for two. */
function entriesOf(layers: Layers, key: string): string[] {
  const text = layers.by.get(key)?.text
  if (text === undefined) return []
  return text.split(';').flatMap((entry) => {
    const [, times, rest] = /^(\d{1,3})\*(.*)$/.exec(entry) ?? []
    return times === undefined ? [entry] : new Array<string>(Number(times)).fill(rest ?? '')
  })
}

/** Carbon first, then by the alphabet: that is how an InChI numbers its atoms. */
function componentsOf(graph: Graph, layers: Layers): Component[] | null {
  const charges = entriesOf(layers, 'q')
  const components: Component[] = []
  for (const part of layers.formula.split('.')) {
    const [, times = '1', formula = ''] = /^(\d{0,3})(.*)$/.exec(part) ?? []
    for (let time = 0; time < Number(times || '1'); time++) {
      const first = graph.atomCount
      for (const [, symbol = '', count = '1'] of formula.matchAll(/([A-Z][a-z]?)(\d*)/g)) {
        const element = atomicNumber(symbol)
        if (element === 0) {
          failed(graph, 'character', 0, `'${symbol}' is no element`)
          return null
        }
        if (element === H) continue
        for (let index = 0; index < Number(count || '1'); index++) {
          const atom = addAtom(graph, element, 0)
          if (atom < 0) return null
          graph.bracket[atom] = 1
        }
      }
      const charge = Number(charges[components.length] || '0')
      components.push({ first, count: graph.atomCount - first, charge, mobile: [] })
    }
  }
  if (graph.atomCount > 0) return components
  failed(graph, 'chemistry', 0, 'an InChI of hydrogen alone')
  return null
}

/** Bonds and hydrogens. */
function place(graph: Graph, layers: Layers, components: readonly Component[]): boolean {
  const [bonds, hydrogens] = [entriesOf(layers, 'c'), entriesOf(layers, 'h')]
  const wrong = (key: string) =>
    graph.fault !== null || failed(graph, 'syntax', layers.by.get(key)?.at ?? 0, `the layer /${key} does not fit`)
  for (const [index, component] of components.entries()) {
    if (!join(graph, component, bonds[index] ?? '')) return wrong('c') && false
    if (!bearHydrogens(graph, component, hydrogens[index] ?? '')) return wrong('h') && false
  }
  return true
}

const atomOf = ({ first, count }: Component, number: number) =>
  number >= 1 && number <= count ? first + number - 1 : -1

/** `1-8(12-2)5-9`: a number is bound to the one before it, after a bracket to the one the bracket hangs on. */
function join(graph: Graph, component: Component, text: string): boolean {
  const opened: number[] = []
  let before = -1
  for (const [token] of text.matchAll(/\d+|[-(),]/g)) {
    if (token === '(') opened.push(before)
    else if (token === ')') before = opened.pop() ?? -1
    else if (token === ',') before = opened.at(-1) ?? -1
    else if (token !== '-') {
      const atom = atomOf(component, Number(token))
      if (atom < 0 || atom === before) return false
      if (before >= 0 && !addBond(graph, before, atom, 1, 0, 0)) return false
      before = atom
    }
  }
  return opened.length === 0
}

/** `3-4,6H,5H2,(H,7,8)`: hydrogens on atoms, and hydrogens that several atoms share. */
function bearHydrogens(graph: Graph, component: Component, text: string): boolean {
  for (const [, shared, sharers, atoms = '', count] of text.matchAll(
    /\(H(\d*)-?((?:,\d+)+)\)|(\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*)H(\d*)/g,
  )) {
    if (sharers !== undefined) {
      const group = sharers
        .slice(1)
        .split(',')
        .map((number) => atomOf(component, Number(number)))
      if (group.includes(-1)) return false
      component.mobile.push({ count: Number(shared || '1'), atoms: group })
      continue
    }
    for (const range of atoms.split(',')) {
      const [from = 0, to = from] = range.split('-').map(Number)
      for (let number = from; number <= to; number++) {
        const atom = atomOf(component, number)
        if (atom < 0) return false
        graph.hydrogens[atom] = Number(count || '1')
      }
    }
  }
  // A component of one heavy atom writes its hydrogens without a number.
  const [, alone] = /^1?H(\d*)$/.exec(text) ?? []
  if (alone !== undefined && component.count === 1) graph.hydrogens[component.first] = Number(alone || '1')
  return true
}

/** Turns and double bonds in space; a racemate says nothing of them. */
function addForm(graph: Graph, layers: Layers, components: readonly Component[]): void {
  if ((layers.by.get('s')?.text ?? '1') !== '1') return
  const [turns, bonds] = [entriesOf(layers, 't'), entriesOf(layers, 'b')]
  const inverted = layers.by.get('m')?.text ?? ''
  for (const [index, component] of components.entries()) {
    for (const [, number, sign] of (turns[index] ?? '').matchAll(/(\d+)([+-])/g)) {
      const atom = atomOf(component, Number(number))
      if (atom >= 0) turn(graph, atom, (sign === '-') !== (inverted[index] === '1'))
    }
    for (const [, one, other, sign] of (bonds[index] ?? '').matchAll(/(\d+)-(\d+)([+-])/g)) {
      const [a, b] = [atomOf(component, Number(one)), atomOf(component, Number(other))]
      for (let bond = 0; bond < graph.bondCount; bond++) {
        const [from, to] = [graph.bondFrom[bond], graph.bondTo[bond]]
        if ((from === a && to === b) || (from === b && to === a))
          graph.bondMark[bond] = markOf(graph, a, b, sign === '-')
      }
    }
  }
}

/** The neighbours of lowest number stand on one side or not; an InChI speaks of the highest. */
function markOf(graph: Graph, a: number, b: number, isTogether: boolean): number {
  const others = (atom: number, not: number) =>
    [...graph.around.subarray(graph.start[atom]!, graph.start[atom + 1]!)].filter((near) => near !== not).length
  const flips = (others(a, b) > 1 ? 1 : 0) + (others(b, a) > 1 ? 1 : 0)
  return isTogether === (flips % 2 === 0) ? cisMark : transMark
}

/** Seen from its hydrogen, or else from the neighbour of lowest number, the others in order turn one way. */
function turn(graph: Graph, atom: number, isAnticlockwise: boolean): void {
  const around = [...graph.around.subarray(graph.start[atom]!, graph.start[atom + 1]!)].sort((a, b) => a - b)
  if (around.length < 3) return
  graph.chiral[atom] = isAnticlockwise ? 1 : 2
  if (around.length === 3) sees(graph, atom, -1)
  for (const other of around) sees(graph, atom, other)
}

/** `1+1,8D3`: how much heavier than the usual isotope, and how many heavy hydrogens. */
function addIsotopes(graph: Graph, layers: Layers, components: readonly Component[]): void {
  for (const [index, entry] of entriesOf(layers, 'i').entries()) {
    const component = components[index]
    if (!component) return
    for (const [, number, shift, heavy = ''] of entry.matchAll(/(\d+)([+-]\d+)?((?:[DT]\d*)*)/g)) {
      const atom = atomOf(component, Number(number))
      if (atom < 0) continue
      if (shift !== undefined) graph.isotope[atom] = Math.round(weights[graph.element[atom]!]!) + Number(shift)
      for (const [, kind, count] of heavy.matchAll(/([DT])(\d*)/g))
        (kind === 'D' ? graph.deuterium : graph.tritium)[atom] = Number(count || '1')
    }
  }
}
