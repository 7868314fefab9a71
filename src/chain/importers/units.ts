// In which unit a mass of a file stands, where its heading does not say grams: in a column beside it or in the cell itself, and never guessed.
// Not here: reading the mass (cells.ts).
import type { MassUnit } from '#kernel'
import type { Read } from './cells.ts'

const words: Readonly<Record<MassUnit, readonly string[]>> = {
  mg: ['mg', 'milligram', 'milligrams', 'milligrammen'],
  g: ['g', 'gr', 'gram', 'grams', 'grammen'],
  kg: ['kg', 'kilo', 'kilogram', 'kilograms', 'kilogrammen'],
}
const unitHeading = /^(.*?)(?:unit(?:ofmeasure|ofweight|name|abbreviation)*|uom|eenheid)$/

/**
 * The column with the unit of the mass under `heading`; both are plain (rows.ts). "Shipped Unit Of Measure" is of "Shipped Quantity", a
 * bare "Unit" of any mass, and "Gross Unit" of neither.
 */
export function unitColumnFor(heading: string, headings: readonly string[]): number | null {
  const of = headings.map((one) => unitHeading.exec(one)?.[1] ?? null)
  const own = of.findIndex((before) => before !== null && before !== '' && heading.startsWith(before))
  const any = own >= 0 ? own : of.indexOf('')
  return any >= 0 ? any : null
}

/** The mass with its unit behind it. `unit` is what the column beside it says; null where there is none. */
export function withUnit(text: string, unit: string | null): Read<string> {
  const inCell = /[a-z]+$/i.exec(text)?.[0] ?? null
  if (unit === null || unit === '') return inCell === null ? unsaid : { value: text }
  const known = unitOf(unit)
  if (known === null)
    return {
      fault: {
        nl: `"${unit.slice(0, 40)}" is hier geen eenheid van massa. Schrijf de massa in g, kg of mg.`,
        en: `"${unit.slice(0, 40)}" is no unit of mass here. Write the mass in g, kg or mg.`,
      },
    }
  if (inCell === null) return { value: `${text} ${known}` }
  return unitOf(inCell) === known ? { value: text } : twoUnits
}

function unitOf(text: string): MassUnit | null {
  const asked = text.trim().toLowerCase()
  const found = Object.entries(words).find(([, names]) => names.includes(asked))
  return found ? (found[0] as MassUnit) : null // The keys of the table are units.
}

const unsaid: Read<string> = {
  fault: {
    nl: 'Bij deze massa staat geen eenheid. Schrijf haar erachter, zoals 20 g, of geef een kolom met de eenheid.',
    en: 'This mass has no unit. Write it behind the number, as 20 g, or add a column with the unit.',
  },
}
const twoUnits: Read<string> = {
  fault: {
    nl: 'Achter deze massa staat een andere eenheid dan in de kolom met de eenheid. Laat een van de twee staan.',
    en: 'Behind this mass stands another unit than in the column with the unit. Leave one of the two.',
  },
}
