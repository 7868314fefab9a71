// One file of the Basiswettenbestand: a consolidated text ("toestand"), or the manifest of all of them. Not here: XML itself, keeping.
import { type ArticleText, articleReader } from './articles.ts'
import { type Attributes, type Fault, readXml, type XmlReader } from './xml-events.ts'

export type Toestand = {
  readonly kind: 'toestand'
  readonly bwb: string
  readonly title: string | null
  /** The day the file speaks of. */
  readonly on: string
  readonly articles: readonly ArticleText[]
}
/** Which consolidated texts there have been, each with its first day and the first day it no longer held. */
export type Manifest = {
  readonly kind: 'manifest'
  readonly bwb: string
  readonly periods: readonly { readonly from: string; readonly until: string | null }[]
}

/** Throws `TextFault`, with line and column, for what is no such file or does not hold together. */
export async function readBwbFile(file: string, chunks: AsyncIterable<Uint8Array>): Promise<Toestand | Manifest> {
  let reading: (XmlReader & { result(): Toestand | Manifest }) | null = null
  await readXml(file, chunks, (fault) => ({
    open(name, attributes) {
      if (reading) return reading.open(name, attributes)
      if (name === 'toestand') reading = toestandReader(attributes, fault)
      else if (name === 'work') reading = manifestReader(attributes, fault)
      else throw fault(`the root is <${name}>; a text begins with <toestand>, a manifest with <work>`)
    },
    text: (text) => reading?.text(text),
    close: (name) => reading?.close(name),
  }))
  // `readXml` refuses a document without a root, and the root has opened one of the two.
  return reading!.result()
}

function toestandReader(attributes: Attributes, fault: Fault): XmlReader & { result(): Toestand } {
  const bwb = regulation(attributes['bwb-id'], 'toestand', fault)
  const on = attributes['inwerkingtreding'] ?? ''
  if (!isDay(on)) throw fault(`inwerkingtreding="${on}" is not a day`)
  const articles = articleReader(fault)
  let title: string | null = null
  let isTitle = false
  return {
    open(name, given) {
      if (name === 'citeertitel' && title === null) isTitle = true
      else if (name === 'meta-data') isTitle = false
      articles.open(name, given)
    },
    text(text) {
      if (isTitle) title = `${title ?? ''}${text}`
      articles.text(text)
    },
    close(name) {
      if (name === 'citeertitel') isTitle = false
      articles.close(name)
    },
    result: () => ({
      kind: 'toestand',
      bwb,
      title: title?.replace(/\s+/g, ' ').trim() || null,
      on,
      articles: articles.found(),
    }),
  }
}

function manifestReader(attributes: Attributes, fault: Fault): XmlReader & { result(): Manifest } {
  const bwb = regulation(attributes['label'], 'work', fault)
  const periods = new Map<string, string | null>()
  let isExpression = false
  let read: Record<string, string> = {}
  let buffer = ''
  return {
    open(name) {
      buffer = ''
      if (name !== 'expression') return
      isExpression = true
      read = {}
    },
    text(text) {
      buffer += text
    },
    close(name) {
      if (isExpression && (name === 'datum_inwerkingtreding' || name === 'einddatum')) {
        const day = buffer.trim()
        if (!isDay(day)) throw fault(`<${name}> holds "${day}", which is not a day`)
        read[name] = day
      }
      if (name !== 'expression') return
      isExpression = false
      const { datum_inwerkingtreding: from, einddatum: last } = read
      if (from === undefined) throw fault('an <expression> has no datum_inwerkingtreding')
      if (last !== undefined && last < from) throw fault(`an <expression> ends on ${last}, before it begins on ${from}`)
      // A letter says "tot en met": the last day becomes an exclusive end. 9999 is how the repository writes "no end".
      const until =
        last === undefined || last.startsWith('9999') ? null : Temporal.PlainDate.from(last).add({ days: 1 })
      periods.set(from, until?.toString() ?? null)
    },
    result: () => ({
      ...{ kind: 'manifest', bwb },
      periods: [...periods].map(([from, until]) => ({ from, until })).sort((a, b) => (a.from < b.from ? -1 : 1)),
    }),
  }
}

function regulation(given: string | undefined, root: string, fault: Fault): string {
  if (given !== undefined && /^BWB[RVW]\d{7}$/.test(given)) return given
  throw fault(`<${root}> names no regulation: "${given ?? ''}" is not a number like BWBR0001941`)
}

export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text
  } catch {
    return false
  }
}
