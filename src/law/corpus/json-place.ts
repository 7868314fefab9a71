// On which line of a JSON text something stands, so that a fault can be found in an editor. Not here: what is wrong with it.

/** The line (from 1) on which what a JSON pointer names begins; of its parent where it is not there, as a field that misses. */
export function lineOf(text: string, pointer: string): number {
  const wanted = pointer.split('/').slice(1).map(unescaped)
  let at = 0
  /** How many parts of the pointer were found, and where that part begins. */
  let best = { depth: 0, at: skipSpace(0) }
  /** Where the key of the value that follows begins. */
  let keyAt: number | null = null
  value(0, true)
  return lineAt(text, best.at)

  function skipSpace(from: number): number {
    let next = from
    while (/\s/.test(text[next] ?? '')) next += 1
    return next
  }

  /** Goes past a value; `isOnPath` while every part above it was one of the pointer. */
  function value(depth: number, isOnPath: boolean): void {
    at = skipSpace(at)
    if (isOnPath && depth >= best.depth) best = { depth, at: keyAt ?? at }
    keyAt = null
    const first = text[at]
    if (first === '{') members(depth, isOnPath)
    else if (first === '[') elements(depth, isOnPath)
    else if (first === '"') string()
    else while (at < text.length && !/[\s,\]}]/.test(text[at]!)) at += 1
  }

  function members(depth: number, isOnPath: boolean): void {
    at = skipSpace(at + 1)
    while (at < text.length && text[at] !== '}') {
      const begins = at
      const key = string()
      at = skipSpace(at) + 1 // The colon.
      const isPart = isOnPath && key === wanted[depth]
      keyAt = begins
      value(depth + 1, isPart)
      at = skipSpace(at)
      if (text[at] === ',') at = skipSpace(at + 1)
    }
    at += 1
  }

  function elements(depth: number, isOnPath: boolean): void {
    at = skipSpace(at + 1)
    for (let index = 0; at < text.length && text[at] !== ']'; index += 1) {
      value(depth + 1, isOnPath && String(index) === wanted[depth])
      at = skipSpace(at)
      if (text[at] === ',') at = skipSpace(at + 1)
    }
    at += 1
  }

  function string(): string {
    const begins = at
    at += 1
    while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
    at += 1
    return JSON.parse(text.slice(begins, at)) as string // A text in quotes, by its first character.
  }
}

export const lineAt = (text: string, at: number): number => text.slice(0, at).split('\n').length

/** The line at which `JSON.parse` stopped, from what it says of itself; the last one where the text ended too early. */
export function lineOfSyntaxError(text: string, error: unknown): number {
  const said = error instanceof Error ? error.message : ''
  const position = /at position (\d+)/.exec(said)?.[1]
  if (position !== undefined) return lineAt(text, Number(position))
  return lineAt(text, isStray(said) ? strayAt(text) : text.length)
}

/** Of a token that cannot stand where it does no place is told. */
const isStray = (said: string) => said.startsWith('Unexpected token')

/** Every beginning of the text before that token is one that ended too early, so its place is found by halves. */
function strayAt(text: string): number {
  let [before, beyond] = [0, text.length]
  while (beyond - before > 1) {
    const middle = Math.floor((before + beyond) / 2)
    if (isStray(saidOf(text.slice(0, middle)))) beyond = middle
    else before = middle
  }
  return before
}

function saidOf(text: string): string {
  try {
    JSON.parse(text)
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
}

const unescaped = (part: string) => part.replaceAll('~1', '/').replaceAll('~0', '~')
