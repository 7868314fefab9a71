// A source of the corpus as people cite it: "stb-2024-90" is Stb. 2024, 90. Pure; not here: what the source says.
import { formatDay, type Locale } from '#kernel'

/** A source of a kind we do not know is shown as it stands. */
export function sourceText(source: string, locale: Locale): string {
  const [, kind, first = '', second = ''] = /^([a-z]+)-(\d+)-([\w-]+)$/.exec(source) ?? []
  switch (kind) {
    case 'stb':
      return `Stb. ${first}, ${second}`
    case 'stcrt':
      return `Stcrt. ${first}, ${second}`
    case 'kst':
      return `${locale === 'nl' ? 'Kamerstuk' : 'Parliamentary paper'} ${first.replace(/^(\d{2})(\d{3})$/, '$1 $2')}, ${locale === 'nl' ? 'nr.' : 'no.'} ${second}`
    case 'bwb':
      return `${locale === 'nl' ? 'Wettekst van' : 'Text of the act of'} ${formatDay(`${first}-${second}`, locale)}`
    default:
      return source
  }
}
