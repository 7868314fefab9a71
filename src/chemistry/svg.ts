// RDKit's drawing made fit for our pages: no inline styles (our CSP forbids them), all in the colour of the text around it, for colour
// is what a page says something with. Not here: which molecule.
import type { Drawing } from './structure.ts'

/** Has RDKit mark where each of `atomCount` atoms stands. The picture is as large as it needs, so that letters keep one size. */
export function drawingDetails(atomCount: number): string {
  return JSON.stringify({
    width: -1,
    height: -1,
    scalingFactor: 22,
    padding: 0.08,
    clearBackground: false,
    bondLineWidth: 1.5,
    atomColourPalette: { '-1': [0, 0, 0] },
    atoms: Array.from({ length: atomCount }, (_, atom) => atom),
    fillHighlights: true,
    highlightRadius: 0.1,
    atomHighlightsAreCircles: true, // Else a label moves the middle.
  })
}

export type Places = Pick<Drawing, 'width' | 'height' | 'bonds'> & {
  readonly atoms: ReadonlyMap<number, readonly [x: number, y: number]>
}

/** Read from RDKit's own drawing: an ellipse for each atom and a class on each bond, as `drawingDetails` asked. */
export function placesOf(svg: string): Places {
  const [, width = '1', height = '1'] = /viewBox='0 0 (\d+) (\d+)'/.exec(svg) ?? []
  const ellipses = svg.matchAll(/<ellipse cx='([\d.-]+)' cy='([\d.-]+)'[^>]* class='atom-(\d+)'/g)
  const bonds = new Map([...svg.matchAll(/class='bond-(\d+) atom-(\d+) atom-(\d+)'/g)].map((bond) => [bond[1], bond]))
  return {
    ...{ width: Number(width), height: Number(height) },
    atoms: new Map([...ellipses].map(([, x, y, atom]) => [Number(atom), [Number(x), Number(y)] as const])),
    bonds: [...bonds.values()].map(([, , from, to]) => [Number(from), Number(to)] as const),
  }
}

/** Presentation attributes in place of styles, `currentColor` in place of black, and without the marks of `drawingDetails`. */
export function themed(svg: string): string {
  const start = svg.indexOf('<svg')
  const size = /viewBox='([^']*)'/.exec(svg)?.[1] ?? '0 0 1 1'
  const body = svg.slice(svg.indexOf('>', start) + 1, svg.lastIndexOf('</svg>'))
  const plain = body
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<rect [^>]*\/?>(<\/rect>)?/g, '')
    .replace(/<ellipse [^>]* class='atom-[^>]*\/>/g, '')
    .replace(/ class='[^']*'/g, '')
    .replace(/ style='([^']*)'/g, (_match, style: string) => attributes(style))
    .replace(/ (fill|stroke)='#[0-9A-Fa-f]{6}'/g, (_match, name: string) => ` ${name}="currentColor"`)
    .replace(/\n\s*/g, '')
  return `<svg xmlns="http://www.w3.org/2000/svg" class="molecule" viewBox="${size}" role="img" focusable="false">${plain}</svg>`
}

function attributes(style: string): string {
  return style
    .split(';')
    .map((pair) => pair.split(':'))
    .filter((pair): pair is [string, string] => pair.length === 2)
    .map(
      ([name, value]) => ` ${name.trim()}="${/^#[0-9A-Fa-f]{6}$/.test(value.trim()) ? 'currentColor' : value.trim()}"`,
    )
    .join('')
}
