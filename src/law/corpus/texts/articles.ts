// The articles and annexes of a consolidated text, paragraph by paragraph, each under the numbers it stands under. Not here: the file around them.
import type { Attributes, Fault, XmlReader } from './xml-events.ts'

/** One paragraph of an article: what stands under one number, without what stands under the numbers below it. */
export type Paragraph = {
  /** From the article down: `2a/2/a`, `bijlage/I`. */
  readonly path: string
  /** As printed: `a.`, `2`; null for a paragraph without one. */
  readonly number: string | null
  readonly text: string
}
export type ArticleText = {
  /** `2a`, `bijlage/I`. */
  readonly article: string
  /** The day this text of the article began, as the file says; null where it does not. */
  readonly from: string | null
  /** The publication that made it so: `Stb.2025-32`. */
  readonly decree: string | null
  readonly paragraphs: readonly Paragraph[]
}

/** Bookkeeping beside the text. */
const skipped = new Set(['meta-data', 'officiele-inhoudsopgave', 'wijzigingen', 'nota-toelichting'])
/** Where a paragraph ends; every other element stands within a sentence. */
const blocks = new Set([
  ...[
    'al',
    'al-groep',
    'lid',
    'lidnr',
    'lijst',
    'li',
    'li.nr',
    'tussenkop',
    'table',
    'row',
    'entry',
    'kop',
    'label',
    'nr',
  ],
  ...[
    'titel',
    'subtitel',
    'term',
    'definitie',
    'definitie-item',
    'definitielijst',
    'tekst',
    'divisie',
    'artikel',
    'bijlage',
  ],
])
/** Statuses under which an article has no text in force: repealed, not yet, or only looked back at. */
const withoutText = /^(vervallen|nogniet|nog-niet)/
const maxParagraphs = 200_000

/** The article or annex being read. */
type Open = {
  readonly element: 'artikel' | 'bijlage'
  readonly from: string | null
  readonly decree: string | null
  readonly hasText: boolean
  path: string
  readonly paragraphs: Paragraph[]
  /** The path of each `lid` and `li` we are in, outermost first. */
  readonly levels: string[]
}

export function articleReader(fault: Fault): XmlReader & { found(): readonly ArticleText[] } {
  const articles: ArticleText[] = []
  /** An article within an annex stands on top of the annex. */
  const open: Open[] = []
  const stack: string[] = []
  let skippedAt: number | null = null
  let count = 0
  let buffer = ''
  /** Printed before the paragraph that follows. */
  let number: string | null = null
  /** The cells of the row we are in. */
  let cells: string[] | null = null

  const words = () => buffer.replace(/\s+/g, ' ').trim()
  const take = () => {
    const text = words()
    buffer = ''
    return text
  }

  /** What was gathered becomes a paragraph, or part of a cell. */
  function flush(): void {
    const text = take()
    const article = open.at(-1)
    if (text === '' || !article) return
    if (cells) {
      cells[Math.max(0, cells.length - 1)] = [cells.at(-1), text].filter(Boolean).join(' ')
      return
    }
    count += 1
    if (count > maxParagraphs) throw fault(`more than ${maxParagraphs} paragraphs`)
    article.paragraphs.push({ path: article.levels.at(-1) ?? article.path, number, text })
    number = null
  }

  function begin(element: 'artikel' | 'bijlage', attributes: Attributes): void {
    const from = attributes['inwerking'] ?? null
    if (from !== null && !/^\d{4}-\d{2}-\d{2}$/.test(from)) throw fault(`inwerking="${from}" is not a day`)
    const [decree, hasText] = [attributes['bron'] ?? null, !withoutText.test(attributes['status'] ?? '')]
    // Its head says the number; where it has none, its place does (/BijlageI) or its label (Lijst I).
    const place = (attributes['bwb-ng-variabel-deel'] ?? '').split('/').at(-1) ?? ''
    const labelled = /^(?:bijlage|lijst)\s+(\S+)/i.exec(element === 'bijlage' ? (attributes['label'] ?? '') : '')?.[1]
    const placed = place.toLowerCase().startsWith(element) ? place.slice(element.length) : (labelled ?? '')
    const path = pathOf(element, placed, open.at(-1)?.path ?? null)
    open.push({ element, from, decree, hasText, path, paragraphs: [], levels: [] })
    number = null
  }

  function end(): void {
    const article = open.pop()
    if (!article?.hasText || article.paragraphs.length === 0) return
    const { path, from, decree, paragraphs } = article
    articles.push({ article: path, from, decree, paragraphs })
  }

  /** The number of a `lid` or `li` closes: `2`, `a.`, `1°.` deepen the path. */
  function numbered(printed: string): void {
    const article = open.at(-1)
    if (!article || printed === '' || article.levels.length === 0) return
    number = printed
    const bare = printed.replace(/[^\p{L}\p{N}]/gu, '')
    // A dash or a bullet is no number: the paragraph belongs to what it stands under.
    if (bare === '') return
    article.levels[article.levels.length - 1] = `${article.levels.at(-2) ?? article.path}/${bare}`
  }

  function closeBlock(name: string): void {
    const article = open.at(-1)
    if (!article) return
    if (name === 'lidnr' || name === 'li.nr') {
      numbered(take())
      return
    }
    if (stack.at(-2) === 'kop' && stack.at(-3) === article.element) {
      // The title of an article is no sentence of it; the title of an annex is the only sign of what it is.
      if (name === 'nr') article.path = pathOf(article.element, take(), open.at(-2)?.path ?? null)
      if (name === 'label' || article.element === 'artikel') take()
    }
    if (name === 'row' && cells) {
      buffer = cells.join(' | ').replace(/[ |]+$/, '')
      cells = null
    }
    flush()
    if (name === 'lid' || name === 'li') {
      article.levels.pop()
      number = null
    }
    if (name === 'artikel' || name === 'bijlage') end()
  }

  return {
    open(name, attributes) {
      stack.push(name)
      if (skippedAt !== null) return
      if (skipped.has(name)) {
        skippedAt = stack.length
        return
      }
      if (blocks.has(name)) flush()
      if (name === 'artikel' || name === 'bijlage') return begin(name, attributes)
      const article = open.at(-1)
      if (!article) return
      if (name === 'lid' || name === 'li') article.levels.push(article.levels.at(-1) ?? article.path)
      else if (name === 'row') cells = []
      else if (name === 'entry') cells?.push('')
      else if (name === 'illustratie') buffer += ` [afbeelding ${attributes['naam'] ?? ''}] `
      else if (name === 'redactie') buffer += '['
    },
    text(text) {
      if (skippedAt === null && open.length > 0) buffer += text
    },
    close(name) {
      if (skippedAt !== null) {
        if (stack.length === skippedAt) skippedAt = null
      } else if (name === 'redactie' && open.length > 0) buffer += ']'
      else if (blocks.has(name)) closeBlock(name)
      stack.pop()
    },
    found: () => articles,
  }
}

/** An article of an annex stands under the annex: `bijlage/2/artikel/1`. */
function pathOf(element: 'artikel' | 'bijlage', printed: string, around: string | null): string {
  const bare = printed.replace(/[^A-Za-z0-9:.]/g, '').replace(/[.:]+$/, '')
  if (element === 'bijlage') {
    const number = bare.replace(/^lijst/i, '')
    return number === '' ? 'bijlage' : `bijlage/${number}`
  }
  const number = bare === '' ? 'artikel' : bare // "Enig artikel".
  return around === null ? number : `${around}/artikel/${number}`
}
