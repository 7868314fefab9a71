// What a cell means: a moment, a mass, a number, a word. Each answers its value or what is wrong with the cell, in both languages.
// Not here: which cells a template has (templates.ts), and names that must be looked up (refs.ts).
import { type Milligrams, parseMass, twoReadings } from '#kernel'

/** The same in both languages. */
export type Said = { readonly nl: string; readonly en: string }

export type Read<Value> = { readonly value: Value } | { readonly fault: Said }

const fault = (nl: string, en: string): { readonly fault: Said } => ({ fault: { nl, en } })
export const missing = fault('Deze cel is leeg. Vul haar in.', 'This cell is empty. Fill it in.')

const zoneOfLaw = 'Europe/Amsterdam'
const dutchDay = /^(\d{1,2})-(\d{1,2})-(\d{4})(?:[ T]+(.*))?$/
const clockTime = /^(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?$/

/**
 * A moment: "2026-11-20 14:30" or "20-11-2026 14:30" is what the clock on the wall in the Netherlands said; with an offset it is that.
 * An hour that the clock skipped or struck twice is refused without one, for it would be a guess.
 */
export function readMoment(text: string): Read<Temporal.Instant> {
  if (/:\d{2}(?:[.,]\d+)?(?:Z|[+-]\d{2}:?\d{2})$/.test(text)) {
    try {
      return { value: Temporal.Instant.from(text.replace(' ', 'T')) }
    } catch {
      return notAMoment
    }
  }
  if (/^\d{5}(?:[.,]\d+)?$/.test(text)) return bareNumber
  const dutch = dutchDay.exec(text)
  const [day, rest] = dutch
    ? [`${dutch[3]}-${dutch[2]!.padStart(2, '0')}-${dutch[1]!.padStart(2, '0')}`, dutch[4]]
    : [text.slice(0, 10), text.slice(11)]
  const time = clockTime.exec(rest?.trim() ?? '')
  if (!time) return isWallTime(day) && !rest ? noTime : notAMoment
  try {
    const wall = Temporal.PlainDateTime.from(`${day}T${time[1]!.padStart(2, '0')}:${time[2]}:${time[3] ?? '00'}`, {
      overflow: 'reject',
    })
    return { value: wall.toZonedDateTime(zoneOfLaw, { disambiguation: 'reject' }).toInstant() }
  } catch (error) {
    return error instanceof RangeError && isWallTime(day) ? notOneMoment : notAMoment
  }
}
const notAMoment = fault(
  'Dit is geen datum met tijd. Schrijf bijvoorbeeld 20-11-2026 14:30.',
  'This is no date with a time. Write for instance 20-11-2026 14:30.',
)
const noTime = fault(
  'Hier staat een dag zonder tijd; in een werkmap is middernacht dat ook. Schrijf de tijd erbij, zoals 20-11-2026 14:30.',
  'This is a day without a time; in a workbook midnight is that too. Add the time, as in 20-11-2026 14:30.',
)
const bareNumber = fault(
  'Dit is een getal, zoals een werkmap een datum bewaart. Geef de cel de opmaak van een datum met tijd, of schrijf 20-11-2026 14:30.',
  'This is a number, as a workbook keeps a date. Give the cell the format of a date with a time, or write 20-11-2026 14:30.',
)
const notOneMoment = fault(
  'De klok sloeg dit uur niet of twee keer. Schrijf het verschil met UTC erbij, zoals 2026-10-25 02:30+01:00.',
  'The clock skipped this hour or struck it twice. Add the offset from UTC, as in 2026-10-25 02:30+01:00.',
)

function isWallTime(day: string): boolean {
  try {
    Temporal.PlainDate.from(day, { overflow: 'reject' })
    return true
  } catch {
    return false
  }
}

/** A mass in the unit of the column, or with its own behind it; exact to the milligram or refused. */
export function readGrams(text: string): Read<Milligrams> {
  const value = parseMass(text, 'g')
  if (value === null)
    return fault(
      'Dit is geen massa, of fijner dan een milligram. Schrijf grammen, zoals 12,5; of met eenheid, zoals 2 kg.',
      'This is no mass, or finer than a milligram. Write grams, as 12.5; or with a unit, as 2 kg.',
    )
  return { value }
}

/** The fault of a cell that can be read in two ways, with both as they can be written; null when there is one way. */
export function ambiguity(text: string): { readonly fault: Said } | null {
  const [nl, en] = [twoReadings(text, 'nl'), twoReadings(text, 'en')]
  if (!nl || !en) return null
  return fault(
    `Dit kan ${nl.thousands} zijn of ${nl.decimal}. Schrijf ${nl.thousands} of ${nl.decimal}.`,
    `This can be ${en.thousands} or ${en.decimal}. Write ${en.thousands} or ${en.decimal}.`,
  )
}

/** More than nothing. */
export function readSomeGrams(text: string): Read<Milligrams> {
  const read = readGrams(text)
  return 'value' in read && read.value === 0n
    ? fault('Nul is hier niets om vast te leggen.', 'Zero is nothing to record here.')
    : read
}

export function readCount(text: string): Read<number> {
  const twofold = /^\d+[.,]0+$/.test(text) ? ambiguity(text) : null
  if (twofold) return twofold
  if (!/^\d{1,7}(?:[.,]0+)?$/.test(text) || Number.parseInt(text, 10) === 0)
    return fault(
      'Dit is geen aantal. Schrijf een geheel getal van 1 of meer.',
      'This is no count. Write a whole number of 1 or more.',
    )
  return { value: Number.parseInt(text, 10) }
}

export function readDay(text: string): Read<string> {
  const dutch = dutchDay.exec(text)
  const iso = dutch ? `${dutch[3]}-${dutch[2]!.padStart(2, '0')}-${dutch[1]!.padStart(2, '0')}` : text.slice(0, 10)
  try {
    return { value: Temporal.PlainDate.from(iso, { overflow: 'reject' }).toString() }
  } catch {
    return fault(
      'Dit is geen datum. Schrijf bijvoorbeeld 20-11-2026.',
      'This is no date. Write for instance 20-11-2026.',
    )
  }
}

/** One of a few words, in either language or as the API writes it. */
export function readChoice<Choice extends string>(text: string, words: Readonly<Record<Choice, Said>>): Read<Choice> {
  const asked = text.toLowerCase()
  // The keys of a record by choice are the choices.
  const choices = Object.keys(words) as Choice[]
  const found = choices.find((choice) =>
    [choice, words[choice].nl, words[choice].en].some((word) => word.toLowerCase() === asked),
  )
  if (found !== undefined) return { value: found }
  const list = (of: 'nl' | 'en') => choices.map((choice) => words[choice][of]).join(', ')
  return fault(
    `Dit woord kennen we hier niet. Kies uit: ${list('nl')}.`,
    `This word is not known here. Choose from: ${list('en')}.`,
  )
}

export function readText(text: string, lengthMax: number): Read<string> {
  if (text.length > lengthMax)
    return fault(`Dit is langer dan ${lengthMax} tekens.`, `This is longer than ${lengthMax} characters.`)
  return { value: text }
}
