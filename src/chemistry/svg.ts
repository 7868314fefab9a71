// RDKit's drawing made fit for our pages: no inline styles (our CSP forbids them), the colour of the text around it.

// Each element gets its own colour from RDKit, only to be found back and turned into a class.
const marks: readonly (readonly [atomicNumber: number, hex: string, name: string])[] = [
  [7, '#0000F1', 'n'],
  [8, '#F10000', 'o'],
  [9, '#00F1F1', 'f'],
  [15, '#F1F100', 'p'],
  [16, '#F1A100', 's'],
  [17, '#00F100', 'cl'],
  [35, '#A10000', 'br'],
  [53, '#A100F1', 'i'],
]

/** The options that make RDKit use those marks. */
export function drawingDetails({ width, height }: { width: number; height: number }): string {
  const channel = (hex: string, from: number) => Number.parseInt(hex.slice(from, from + 2), 16) / 255
  const palette = Object.fromEntries(
    marks.map(([z, hex]) => [z, [channel(hex, 1), channel(hex, 3), channel(hex, 5)]] as const),
  )
  return JSON.stringify({
    width,
    height,
    clearBackground: false,
    bondLineWidth: 1.5,
    atomColourPalette: { ...palette, '-1': [0, 0, 0] },
  })
}

/** Presentation attributes in place of styles, `currentColor` in place of black, a class in place of an element's mark. */
export function themed(svg: string): string {
  const start = svg.indexOf('<svg')
  const size = /viewBox='([^']*)'/.exec(svg)?.[1] ?? '0 0 1 1'
  const body = svg.slice(svg.indexOf('>', start) + 1, svg.lastIndexOf('</svg>'))
  const plain = body
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<rect [^>]*\/?>(<\/rect>)?/g, '')
    .replace(/ class='[^']*'/g, '')
    .replace(/ style='([^']*)'/g, (_match, style: string) => attributes(style))
    .replace(/ (fill|stroke)='(#[0-9A-Fa-f]{6})'/g, (_match, name: string, hex: string) => ` ${name}="${colour(hex)}"`)
    .replace(
      /<(path|text|tspan|ellipse|polygon) ([^>]*)>/g,
      (_match, tag: string, rest: string) => `<${tag}${marked(rest)}>`,
    )
    .replace(/\n\s*/g, '')
  return `<svg xmlns="http://www.w3.org/2000/svg" class="molecule" viewBox="${size}" role="img" focusable="false">${plain}</svg>`
}

function attributes(style: string): string {
  return style
    .split(';')
    .map((pair) => pair.split(':'))
    .filter((pair): pair is [string, string] => pair.length === 2)
    .map(([name, value]) => ` ${name.trim()}="${colour(value.trim())}"`)
    .join('')
}

function colour(value: string): string {
  if (!/^#[0-9A-Fa-f]{6}$/.test(value)) return value
  const found = marks.find(([, hex]) => hex === value.toUpperCase())
  return found ? `mark:${found[2]}` : 'currentColor'
}

function marked(rest: string): string {
  const name = /"mark:([a-z]+)"/.exec(rest)?.[1]
  const painted = rest.replace(/"mark:[a-z]+"/g, '"currentColor"')
  return `${name ? ` class="element-${name}"` : ''} ${painted}`
}
