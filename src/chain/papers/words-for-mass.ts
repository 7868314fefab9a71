// A quantity in words, as an order form asks it (UrOw 3): grams and milligrams, exact. Pure. Not here: quantities in figures (kernel/mass.ts).
import type { Locale } from '#kernel'

const nlOnes =
  'nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien'.split(
    ' ',
  )
const nlTens = '- - twintig dertig veertig vijftig zestig zeventig tachtig negentig'.split(' ')
const enOnes =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const enTens = '- - twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

/** Below a thousand. In Dutch written as one word, with the sign that keeps vowels apart: tweeëntwintig. */
function nlSmall(value: number): string {
  if (value < 20) return nlOnes[value]! // Twenty words.
  if (value < 100) {
    const ten = nlTens[Math.floor(value / 10)]!
    const one = value % 10
    if (one === 0) return ten
    return `${nlOnes[one]}${one === 2 || one === 3 ? 'ën' : 'en'}${ten}`
  }
  const hundreds = Math.floor(value / 100)
  const rest = value % 100
  return `${hundreds === 1 ? '' : nlOnes[hundreds]}honderd${rest === 0 ? '' : nlSmall(rest)}`
}

function enSmall(value: number): string {
  if (value < 20) return enOnes[value]!
  if (value < 100) return `${enTens[Math.floor(value / 10)]}${value % 10 === 0 ? '' : `-${enOnes[value % 10]}`}`
  const rest = value % 100
  return `${enOnes[Math.floor(value / 100)]} hundred${rest === 0 ? '' : ` and ${enSmall(rest)}`}`
}

/** A whole number in words, below a thousand million: more grams than the country holds. */
export function numberInWords(value: bigint, locale: Locale): string {
  if (value < 0n || value >= 1_000_000_000n) return value.toString()
  const [millions, thousands, rest] = [value / 1_000_000n, (value / 1_000n) % 1_000n, value % 1_000n].map(Number) as [
    number,
    number,
    number,
  ] // Three quotients.
  if (value === 0n) return locale === 'nl' ? nlOnes[0]! : enOnes[0]!
  const parts =
    locale === 'nl'
      ? [
          millions > 0 ? `${nlSmall(millions)} miljoen` : '',
          thousands > 0 ? `${thousands === 1 ? '' : nlSmall(thousands)}duizend` : '',
          rest > 0 ? nlSmall(rest) : '',
        ]
      : [
          millions > 0 ? `${enSmall(millions)} million` : '',
          thousands > 0 ? `${enSmall(thousands)} thousand` : '',
          rest > 0 ? enSmall(rest) : '',
        ]
  return parts.filter(Boolean).join(' ')
}

/** "tweehonderdvijftig gram", and "drie milligram" behind it where there are any. */
export function massInWords(massMg: bigint, locale: Locale): string {
  const grams = massMg / 1_000n
  const rest = massMg % 1_000n
  const and = locale === 'nl' ? ' en ' : ' and '
  const unit = (count: bigint, name: string) =>
    `${numberInWords(count, locale)} ${name}${locale === 'en' && count !== 1n ? 's' : ''}`
  const parts = [
    ...(grams > 0n || rest === 0n ? [unit(grams, 'gram')] : []),
    ...(rest > 0n ? [unit(rest, 'milligram')] : []),
  ]
  return parts.join(and)
}
