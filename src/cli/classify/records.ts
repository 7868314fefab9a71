// A table as it comes in, piece by piece, into rows; whatever its size, one piece is in memory. Not here: what a row means.

/** A row with the line it began on. A row that could not be read has a fault instead of fields. */
export type Record_ = {
  readonly line: number
  readonly fields: readonly string[]
  readonly fault: 'too-long' | 'open-quote' | null
}

/** A row longer than this is not kept: a forgotten quote must not swallow a file. */
export const maxRow = 1_000_000

/** CSV after RFC 4180; comma, semicolon or tab, whichever the heading has most. Yields what each piece of text completes. */
export async function* csvRecords(chunks: AsyncIterable<string>): AsyncGenerator<readonly Record_[]> {
  const reader = csvReader()
  for await (const chunk of chunks) yield reader.take(chunk)
  yield reader.end()
}

/** Lines of `SMILES name`, as chemists' files have them: fields are the structure and the rest. */
export async function* smilesRecords(chunks: AsyncIterable<string>): AsyncGenerator<readonly Record_[]> {
  let rest = ''
  let line = 0
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > maxRow) rest = rest.slice(0, maxRow)
    yield lines.flatMap((text) => smilesRecord(text, ++line))
  }
  yield smilesRecord(rest, ++line)
}

/** The records of an SD file: the molfile, and the value of `id` among its data, or its title. */
export async function* sdfRecords(
  chunks: AsyncIterable<string>,
  id: string | null,
): AsyncGenerator<readonly Record_[]> {
  let rest = ''
  let line = 1
  let isSkipping = false
  const recordOf = (text: string): Record_[] => {
    const began = line
    line += text.split('\n').length
    if (isSkipping || text.length > maxRow) {
      isSkipping = false
      return [{ line: began, fields: [], fault: 'too-long' }]
    }
    if (text.trim() === '') return []
    const end = text.indexOf('M  END')
    const title = text.split('\n', 1)[0]!.trim()
    const wanted = id === null ? null : dataOf(text, id)
    return [
      {
        line: began,
        fields: [end < 0 ? text : text.slice(0, end + 6), wanted ?? (title || String(began))],
        fault: null,
      },
    ]
  }
  for await (const chunk of chunks) {
    const records = (rest + chunk).split(/^\$\$\$\$\r?\n/m)
    rest = records.pop() ?? ''
    if (rest.length > maxRow) {
      isSkipping = true
      rest = rest.slice(-8) // Enough to see the end of the record.
    }
    yield records.flatMap(recordOf)
  }
  yield recordOf(rest.replace(/^\$\$\$\$\s*$/m, ''))
}

/** `> <ID>` and the line after it. */
function dataOf(text: string, id: string): string | null {
  const lines = text.split(/\r?\n/)
  const at = lines.findIndex((line) => line.startsWith('>') && line.toLowerCase().includes(`<${id.toLowerCase()}>`))
  return at < 0 ? null : (lines[at + 1]?.trim() ?? null)
}

function smilesRecord(text: string, line: number): Record_[] {
  const trimmed = text.trim()
  if (trimmed === '') return []
  const [, structure = '', name = ''] = /^(\S+)\s*(.*)$/.exec(trimmed) ?? []
  return [{ line, fields: [structure, name], fault: null }]
}

type CsvReader = { take(chunk: string): Record_[]; end(): Record_[] }

function csvReader(): CsvReader {
  let separator: string | null = null
  let fields: string[] = []
  let field = ''
  let isQuoted = false
  let wasQuote = false // A quote inside quotes: the end, or half of a doubled one; the next character tells.
  let isStart = true
  let line = 1
  let began = 1
  let size = 0
  let isSkipping = false
  let head = ''

  function endField(): void {
    fields.push(field)
    field = ''
    isStart = true
  }
  function endRow(found: Record_[]): void {
    endField()
    const isBlank = fields.length === 1 && fields[0] === ''
    if (isSkipping) found.push({ line: began, fields: [], fault: 'too-long' })
    else if (!isBlank) found.push({ line: began, fields, fault: null })
    fields = []
    size = 0
    isSkipping = false
  }
  function read(text: string, found: Record_[]): void {
    for (let at = 0; at < text.length; at++) {
      const char = text[at]!
      if (++size > maxRow && !isSkipping) {
        isSkipping = true
        isQuoted = false
        fields = []
        field = ''
      }
      if (wasQuote) {
        wasQuote = false
        if (char === '"') {
          field += '"'
          continue
        }
        isQuoted = false
      }
      if (isQuoted) {
        if (char === '"') wasQuote = true
        else field += char
        if (char === '\n') line++
      } else if (char === '"' && isStart) {
        isQuoted = true
        isStart = false
      } else if (char === separator) endField()
      else if (char === '\n') {
        if (field.endsWith('\r')) field = field.slice(0, -1)
        endRow(found)
        began = ++line
      } else {
        // A run of ordinary characters at once: most of a table is that.
        let end = at + 1
        while (end < text.length && text[end] !== separator && text[end] !== '\n') end++
        if (!isSkipping) field += text.slice(at, end)
        size += end - at - 1
        isStart = false
        at = end - 1
      }
    }
  }
  return {
    take(chunk) {
      const found: Record_[] = []
      if (separator !== null) {
        read(chunk, found)
        return found
      }
      // The heading decides the separator, so it must be there whole.
      head += chunk
      if (!head.includes('\n') && head.length < maxRow) return found
      separator = separatorOf(head)
      read(head.startsWith('\uFEFF') ? head.slice(1) : head, found)
      head = ''
      return found
    },
    end() {
      const found: Record_[] = []
      if (separator === null) {
        separator = separatorOf(head)
        read(head.startsWith('\uFEFF') ? head.slice(1) : head, found)
      }
      if (isQuoted && !wasQuote) found.push({ line: began, fields: [], fault: 'open-quote' })
      else if (field !== '' || fields.length > 0) endRow(found)
      return found
    },
  }
}

function separatorOf(text: string): string {
  const heading = text.split('\n', 1)[0] ?? ''
  const count = (char: string) => heading.split(char).length
  return [',', ';', '\t'].reduce((best, char) => (count(char) > count(best) ? char : best))
}

/** A field as CSV writes it. A leading = + - @ gets an apostrophe unless it is a number, for a spreadsheet would run it as a formula. */
export function csvField(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+([.,]\d+)?$/.test(text) ? `'${text}` : text
  return /[",;\n\r\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
