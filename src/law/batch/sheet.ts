// Text as a cell of a spreadsheet. Not here: the workbook (book.ts).

/** What one cell may hold; the rest of a longer text is left out, with a sign that it was. */
const longestCell = 32_767

/** Always text, never a number, date or formula: an id keeps its zeros, and nothing runs. */
export function cell(text: string, isHeading = false): string {
  if (text === '') return '<c/>'
  const kept = text.length > longestCell ? `${text.slice(0, longestCell - 1)}…` : text
  const space = /^\s|\s$|\n/.test(kept) ? ' xml:space="preserve"' : ''
  return `<c t="inlineStr"${isHeading ? ' s="1"' : ''}><is><t${space}>${xmlText(kept)}</t></is></c>`
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Escaped for XML and for Excel, which reads `_x000D_` in a text as a character. What XML cannot hold becomes U+FFFD. */
export function xmlText(text: string): string {
  if (!/[&<>"_\r\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(text)) return text
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[^\t\n\r\P{Cc}]|\p{Cs}|[\uFFFE\uFFFF]/gu, '\uFFFD')
    .replaceAll('\r', '_x000D_')
    .replace(/[&<>"]/g, (sign) => escapes[sign]!)
}
