// Puts what was drawn into the page the build made for it: the one place where what a visitor typed becomes part of a page. Not here: the
// drawing (web/drawn/), and the server's other pages (static-web.ts).
import { createHash } from 'node:crypto'
import type { Locale } from '#kernel'

export type DrawnParts = {
  readonly locale: Locale
  /** What the reader chose; null leaves it to the system. */
  readonly theme: 'light' | 'dark' | null
  readonly title: string
  /** Made by React, which escapes what it is given. */
  readonly html: string
  /** The answer as the API sent it: JSON. */
  readonly answer: string
  readonly answeredAt: number
}

const places = ['locale', 'theme', 'title', 'html', 'seed'] as const
type Place = (typeof places)[number]

/** Fills a page; what is filled in is never looked at again, so a marker somebody typed stays a text. */
export type Template = (parts: DrawnParts) => string

/** Throws when the page does not have each place once: then page and program are of different builds. */
export function readTemplate(page: string): Template {
  const pieces = page.split(/\{\{(\w+)\}\}/) // Text and the name of a place by turns.
  const named = pieces.filter((_, at) => at % 2 === 1)
  if (named.toSorted().join() !== places.toSorted().join()) throw new Error(`the page has other places: ${named}`)
  return (parts) => {
    const filled: Readonly<Record<Place, string>> = {
      locale: parts.locale,
      theme: parts.theme === null ? '' : ` data-theme="${parts.theme}"`,
      title: asText(parts.title),
      html: parts.html,
      seed: asData(`{"locale":"${parts.locale}","answeredAt":${parts.answeredAt},"answer":${parts.answer}}`),
    }
    return pieces.map((piece, at) => (at % 2 === 1 ? filled[piece as Place] : piece)).join('') // Checked above.
  }
}

const asText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** JSON that ends no script and begins no comment; both characters occur only within its texts, where an escape means the same. */
const asData = (json: string) =>
  json.replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** For the policy of this page alone: its own styles, and no others, may stand in it. */
export function styleSourceOf(page: string): string {
  const [, styles] = /<style>(.*?)<\/style>/s.exec(page) ?? []
  if (styles === undefined) throw new Error('the page has no styles of its own')
  return `'sha256-${createHash('sha256').update(styles).digest('base64')}'`
}
