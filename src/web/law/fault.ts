// The piece of a text around the place where reading stopped. Pure. Not here: how it is shown.

export type Fault = {
  /** Counted from 1; null for a text of one line. */
  readonly line: number | null
  readonly before: string
  readonly at: string
  readonly after: string
}

const around = 40

/** Of a molfile the whole line; of a long line some characters to either side. At the end a sign stands where something is missing. */
export function faultIn(text: string, at: number): Fault {
  const place = Math.max(0, Math.min(at, text.length))
  if (text.includes('\n')) {
    const start = text.lastIndexOf('\n', place - 1) + 1
    const end = text.indexOf('\n', place)
    const line = text.slice(0, start).split('\n').length
    return { line, before: '', at: text.slice(start, end < 0 ? undefined : end).trimEnd() || '␣', after: '' }
  }
  const [from, to] = [Math.max(0, place - around), Math.min(text.length, place + 1 + around)]
  return {
    line: null,
    before: (from > 0 ? '…' : '') + text.slice(from, place),
    at: text[place] ?? '␣',
    after: text.slice(place + 1, to) + (to < text.length ? '…' : ''),
  }
}
