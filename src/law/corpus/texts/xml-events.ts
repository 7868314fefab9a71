// Reads XML in pieces, without DTD, entities of its own or more depth and size than a law has. Not here: what the elements mean.
import { SaxesParser } from 'saxes'
import { TextFault } from './text-fault.ts'

/** A whole code of law with its annexes is a few megabytes. */
const maxBytes = 64 * 1024 * 1024
/** The deepest list in a list in a table in an annex stays under thirty. */
const maxDepth = 100

export type Attributes = Readonly<Record<string, string>>
export type XmlReader = {
  /** Throw a string's worth of reason with `fault` to end the reading at this place. */
  open(name: string, attributes: Attributes): void
  text(text: string): void
  close(name: string): void
}
export type Fault = (what: string) => TextFault

/** Feeds `reader` with the elements of `chunks`, names without their prefix. Throws `TextFault`, with line and column. */
export async function readXml(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
  readerOf: (fault: Fault) => XmlReader,
): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: true })
  const fault: Fault = (what) => new TextFault(file, { line: parser.line, column: parser.columnIndex + 1 }, what)
  const reader = readerOf(fault)
  let depth = 0
  parser.on('error', ({ message }) => {
    throw fault(message.replace(/^\d+:\d+: /, '').replace(/\.$/, ''))
  })
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && !/^utf-?8$/i.test(encoding)) throw fault(`the encoding ${encoding} is not UTF-8`)
  })
  // The Basiswettenbestand has none, and it is the way in for entities that grow.
  parser.on('doctype', () => {
    throw fault('a document type declaration (DOCTYPE) is not accepted')
  })
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1
    if (depth > maxDepth) throw fault(`elements lie deeper than ${maxDepth}`)
    // Without `xmlns` every attribute is a plain string.
    reader.open(localName(name), attributes as Attributes)
  })
  parser.on('text', (text) => reader.text(text))
  parser.on('cdata', (text) => reader.text(text))
  parser.on('closetag', ({ name }) => {
    depth -= 1
    reader.close(localName(name))
  })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let bytes = 0
  for await (const chunk of chunks) {
    bytes += chunk.byteLength
    if (bytes > maxBytes) throw fault(`the file is larger than ${maxBytes / 1024 / 1024} MB`)
    parser.write(decoded(() => decoder.decode(chunk, { stream: true }), fault))
  }
  parser.write(decoded(() => decoder.decode(), fault))
  parser.close()
}

function decoded(decode: () => string, fault: Fault): string {
  try {
    return decode()
  } catch {
    throw fault('the bytes here are not UTF-8')
  }
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)
