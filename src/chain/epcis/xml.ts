// An XML text as elements, namespaces resolved. No DTD, no entities, nothing fetched, no depth without end. Not here: what they mean.
import { SaxesParser } from 'saxes'

export type XmlElement = {
  readonly uri: string
  readonly local: string
  readonly prefix: string
  readonly attributes: readonly {
    readonly uri: string
    readonly prefix: string
    readonly local: string
    readonly value: string
  }[]
  /** What stands in it outside other elements, trimmed. */
  text: string
  readonly children: XmlElement[]
  readonly line: number
}

const maxDepth = 64
const schemaInstance = 'http://www.w3.org/2001/XMLSchema-instance'

/** Throws `SyntaxError` with line and column on what is no XML, has a DTD or is nested beyond reason. */
export function parseXml(source: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true, position: true })
  const open: XmlElement[] = []
  let root: XmlElement | null = null
  const refuse = (why: string) => {
    throw new SyntaxError(`${why} (line ${parser.line}, column ${parser.column})`)
  }
  parser.on('error', ({ message }) => refuse(message))
  parser.on('doctype', () => refuse('a document type definition is not accepted'))
  parser.on('opentag', ({ uri, local, prefix, attributes }) => {
    if (open.length >= maxDepth) refuse('nested too deeply')
    const element: XmlElement = {
      // The standard's own elements have no namespace but in documents that make theirs the default.
      uri: uri.startsWith('urn:epcglobal:epcis') ? '' : uri,
      local,
      prefix,
      attributes: Object.values(attributes).filter((one) => one.uri !== schemaInstance),
      text: '',
      children: [],
      line: parser.line,
    }
    open.at(-1)?.children.push(element)
    root ??= element
    open.push(element)
  })
  const add = (piece: string) => {
    const innermost = open.at(-1)
    if (innermost) innermost.text += piece
  }
  parser.on('text', add)
  parser.on('cdata', add)
  parser.on('closetag', () => {
    const element = open.pop()
    if (element) element.text = element.text.trim()
  })
  parser.write(source).close()
  return root ?? refuse('there is no element')
}

export const attributeOf = ({ attributes }: XmlElement, local: string): string | undefined =>
  attributes.find((one) => one.uri === '' && one.local === local)?.value
export const childOf = ({ children }: XmlElement, local: string): XmlElement | undefined =>
  children.find((child) => child.local === local)
