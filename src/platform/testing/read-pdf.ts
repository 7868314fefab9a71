// A PDF as its reader finds it: the text of each page and what the file says of itself. Only for tests: production writes papers, it reads none.

export type ReadPdf = {
  readonly pages: readonly string[]
  /** Title, Author, Language and what else the file tells. */
  readonly info: Readonly<Record<string, unknown>>
}

/** Runs of white space become one space: where a line breaks is the typesetter's business. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const { getDocumentProxy } = await import('unpdf') // Heavy, and few tests print.
  const pdf = await getDocumentProxy(new Uint8Array(bytes))
  const pages: string[] = []
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent()
    const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join('')
    pages.push(text.replace(/\s+/g, ' ').trim())
  }
  const { info } = await pdf.getMetadata()
  return { pages, info: info as Record<string, unknown> } // A dictionary of the file's own; tests look at each entry.
}
