// What the asker reads and speaks: Accept-Language and Accept. Not here: which forms a route has (its own file says so).
import { type Locale, locales } from '#kernel'

type Wish = { readonly name: string; readonly weight: number }

/** Dutch or English, whichever the header wants more; English when it wants neither, as the reference is in English. */
export function localeFrom(acceptLanguage: string | undefined): Locale {
  const wished = wishes(acceptLanguage)
    .filter(({ weight }) => weight > 0)
    .map(({ name }) => name.split('-')[0])
  return locales.find((locale) => locale === wished.find((name) => name === 'nl' || name === 'en')) ?? 'en'
}

/** The languages a browser asks for, best first: what its `navigator.languages` says. */
export function languagesFrom(acceptLanguage: string | undefined): readonly string[] {
  return wishes(acceptLanguage)
    .filter(({ weight }) => weight > 0)
    .map(({ name }) => name)
}

/** Whether one of the media types on offer may be sent; a missing header takes anything. */
export function accepts(accept: string | undefined, offered: readonly string[]): boolean {
  if (accept === undefined || accept.trim() === '') return true
  const wished = wishes(accept)
  return offered.some((type) => weightOf(type, wished) > 0)
}

/** The offered type the asker wants most; the first on offer wins a tie. */
export function preferred<Type extends string>(accept: string | undefined, offered: readonly [Type, ...Type[]]): Type {
  const wished = accept === undefined || accept.trim() === '' ? [{ name: '*/*', weight: 1 }] : wishes(accept)
  return offered.reduce((best, type) => (weightOf(type, wished) > weightOf(best, wished) ? type : best))
}

/** RFC 9110: the most specific range that matches decides. */
function weightOf(type: string, wished: readonly Wish[]): number {
  const [family] = type.split('/')
  for (const range of [type, `${family}/*`, '*/*']) {
    const found = wished.find(({ name }) => name === range)
    if (found) return found.weight
  }
  return 0
}

function wishes(header: string | undefined): readonly Wish[] {
  return (header ?? '')
    .split(',')
    .slice(0, 40) // No browser sends more; a longer header is not read to its end.
    .map((part) => {
      const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase())
      const weight = parameters.find((parameter) => parameter.startsWith('q='))
      return { name, weight: weight === undefined ? 1 : Number(weight.slice(2)) || 0 }
    })
    .filter(({ name }) => name !== '')
    .sort((a, b) => b.weight - a.weight)
}
