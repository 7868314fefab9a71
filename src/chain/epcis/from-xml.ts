// EPCIS XML (2.0, and 1.2 with its wrappers) as events, namespaces resolved. No DTD, no entities, nothing fetched. Not here: whether it is valid.
import { SaxesParser, type SaxesTagNS } from 'saxes'
import { type EpcisEvent, type Field, ownName } from './tree.ts'

type Element = { name: string; text: string; fields: Field[]; isOwn: boolean }

const asksToIgnore = '{https://repository-x.example.com/}ignoreFields'
/** Version 1.2 puts what came later inside these; they say nothing themselves. */
const wrappers: ReadonlySet<string> = new Set(['extension', 'baseExtension'])
/** XML writes the value of these beside its type; the tree writes both as fields. */
const typedValues: ReadonlySet<string> = new Set(['bizTransaction', 'source', 'destination'])
const notTold: ReadonlySet<string> = new Set([
  'http://www.w3.org/2001/XMLSchema-instance',
  'http://www.w3.org/2000/xmlns/',
])
const maxDepth = 64

/** A document or a query document. Throws `SyntaxError` with line and column on what is no XML, has a DTD or is nested beyond reason. */
export function eventsFromXml(text: string): readonly EpcisEvent[] {
  const parser = new SaxesParser({ xmlns: true, position: true })
  const open: Element[] = []
  const events: { type: string; fields: Field[] }[] = []
  const ignored = new Set<string>()
  const refuse = (why: string) => {
    throw new SyntaxError(`${why} (line ${parser.line}, column ${parser.column})`)
  }
  parser.on('error', ({ message }) => refuse(message))
  parser.on('doctype', () => refuse('a document type definition is not accepted'))
  parser.on('opentag', (tag) => {
    if (open.length >= maxDepth) refuse('nested too deeply')
    const isOwn = tag.uri !== '' && open.length > 0
    open.push({ name: isOwn ? ownName(tag.uri, tag.local) : tag.local, text: '', fields: attributesOf(tag), isOwn })
  })
  const add = (piece: string) => {
    const innermost = open.at(-1)
    if (innermost) innermost.text += piece
  }
  parser.on('text', add)
  parser.on('cdata', add)
  parser.on('closetag', () => {
    const element = open.pop()
    if (!element) return
    const parent = open.at(-1)
    if (parent?.name === asksToIgnore) ignored.add(element.name)
    else if (parent?.name === 'EventList' && !wrappers.has(element.name))
      events.push({ type: element.name, fields: element.fields })
    else if (parent && wrappers.has(element.name) && parent.name === 'EventList')
      // A 1.2 list holds a transformation inside a wrapper of its own.
      events.push(...element.fields.map(({ name, fields }) => ({ type: name, fields: [...fields] })))
    else if (parent && wrappers.has(element.name)) parent.fields.push(...element.fields)
    else if (parent) parent.fields.push(fieldOf(element))
  })
  parser.write(text).close()
  return events.map((event) => ({ ...event, ignored }))
}

function attributesOf({ attributes }: SaxesTagNS): Field[] {
  return Object.values(attributes)
    .filter(({ uri, prefix, local }) => prefix !== 'xmlns' && local !== 'xmlns' && !notTold.has(uri))
    .map(({ uri, local, value }) => ({ name: uri === '' ? local : ownName(uri, local), text: value, fields: [] }))
}

function fieldOf({ name, text, fields }: Element): Field {
  const value = text.trim()
  if (typedValues.has(name) && value !== '')
    return { name, text: null, fields: [...fields, { name, text: value, fields: [] }] }
  return { name, text: fields.length > 0 || value === '' ? null : value, fields }
}
