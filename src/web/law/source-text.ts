// A source of the corpus as people cite it: "stb-2024-90" is Stb. 2024, 90. Pure; not here: what the source says.
import { formatDay, type Locale } from '#kernel'

/** What nobody else wrote down. */
const readings: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  'house reading': { nl: 'onze lezing', en: 'our reading' },
  'house reading, to be checked': { nl: 'onze lezing, nog te controleren', en: 'our reading, still to be checked' },
}

/** A source of a kind we do not know is shown as it stands. */
export function sourceText(source: string, locale: Locale): string {
  const isDutch = locale === 'nl'
  const ours = readings[source]
  if (ours) return ours[locale]
  const [, kind, rest = ''] = /^(stb|stcrt|kst|bwb|opiumwet-lijst|un-cnd|not-identified)-(.+)$/.exec(source) ?? []
  const [first = '', second = ''] = rest.split('-')
  switch (kind) {
    case 'stb':
      return `Stb. ${first}, ${second}`
    case 'stcrt':
      return `Stcrt. ${first}, ${second}`
    case 'kst':
      return isDutch
        ? `Kamerstuk ${spaced(first)}, nr. ${second}`
        : `Parliamentary paper ${spaced(first)}, no. ${second}`
    case 'bwb':
      return isDutch ? `Wettekst van ${formatDay(rest, locale)}` : `Text of the act of ${formatDay(rest, locale)}`
    case 'opiumwet-lijst': {
      const on = formatDay(rest.slice(first.length + 1), locale)
      return isDutch ? `Lijst ${first}, tekst van ${on}` : `List ${first}, text of ${on}`
    }
    case 'un-cnd':
      return isDutch ? `VN-besluit (CND) ${rest.replace('-', '–')}` : `UN decision (CND) ${rest.replace('-', '–')}`
    case 'not-identified':
      return isDutch ? 'besluit niet gevonden' : 'decree not identified'
    default:
      return source
  }
}

const spaced = (dossier: string) => dossier.replace(/^(\d{2})(\d{3})$/, '$1 $2')
