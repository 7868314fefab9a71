// How a shipment travels, from what was typed to what the act says. Pure. Not here: drawing the fields (manifest-fields.tsx).
import { type ActOf, staffNumberPattern, type UnitsTaken, unitsMax, vehiclePattern } from '#chain/contract'

type Draft = Readonly<Record<string, string>>
type Need = <Value>(name: string, value: Value | null) => Value
type Line = ActOf<'ship'>['lines'][number]

const isVehicle = new RegExp(vehiclePattern)
const isStaffNumber = new RegExp(staffNumberPattern)

/** The parts of the act; a part the sender leaves out is not named. `need` notes what is missing or wrong. */
export function manifestOf(
  draft: Draft,
  lines: readonly Line[],
  need: Need,
): Pick<ActOf<'ship'>, 'transport' | 'units'> {
  const typed = (name: string) => (draft[name] ?? '').trim()
  const by = typed('transportBy')
  const vehicle = typed('vehicle').toUpperCase()
  const driver = typed('driver')
  const moment = (name: string) => need(name, typed(name) || null)
  const boxes = typed('boxes')
  return {
    ...(by === 'own' || by === 'carrier'
      ? {
          transport: {
            carrierId: by === 'own' ? null : need('carrier', typed('carrier') || null),
            vehicle: need('vehicle', isVehicle.test(vehicle) ? vehicle : null),
            driver: driver === '' ? null : need('driver', isStaffNumber.test(driver) ? driver : null),
            departsAt: moment('departsAt'),
            arrivesAt: moment('arrivesAt'),
            route: typed('route') || null,
          },
        }
      : {}),
    // What has no mass yet cannot be spread, and is asked for at its own field.
    ...(boxes === '' || (boxCount(boxes) !== null && !lines.every(isWeighed))
      ? {}
      : { units: need('boxes', spread(boxCount(boxes), lines, numbersIn(draft['ssccs'] ?? ''))) }),
  }
}

const isWeighed = ({ massMg }: Line) => /^[1-9]\d*$/.test(massMg ?? '')

/** How many boxes were typed, or null. */
export function boxCount(typed: string): number | null {
  const count = /^\d{1,3}$/.test(typed) ? Number(typed) : 0
  return count >= 1 && count <= unitsMax ? count : null
}

/** The numbers the server gave out, as the field keeps them. */
export function numbersIn(kept: string): UnitsTaken['items'] {
  return kept === '' ? [] : (JSON.parse(kept) as UnitsTaken['items']) // Written by the field itself.
}

/** Each box with its number and what is in it. Null while there is no number for each box, or nothing for one. */
export function spread(
  count: number | null,
  lines: readonly Line[],
  numbers: UnitsTaken['items'],
): NonNullable<ActOf<'ship'>['units']> | null {
  if (count === null || numbers.length < count) return null
  const boxes = boxed(count, lines)
  return boxes?.map((contents, at) => ({ sscc: numbers[at]?.sscc ?? '', contents })) ?? null // As many numbers as boxes, at least.
}

/**
 * Which lots go in which box. With boxes enough no box holds two lots: each gets one, and the rest go where the mass is; with fewer, lots that stand
 * beside each other share one. Within its boxes a lot is spread evenly to the milligram, and the last has the rest. Null where a box would be empty.
 */
function boxed(count: number, lines: readonly Line[]): Line[][] | null {
  if (!lines.every(isWeighed)) return null
  if (count < lines.length) {
    return Array.from({ length: count }, (_, box) =>
      lines.filter((_line, index) => Math.floor((index * count) / lines.length) === box),
    )
  }
  const counts = shared(
    count,
    lines.map(({ massMg }) => BigInt(massMg)),
  )
  if (counts.some((boxes, index) => BigInt(lines[index]?.massMg ?? '0') < BigInt(boxes))) return null
  return lines.flatMap((line, index) => evenly(line, counts[index] ?? 1).map((portion) => [portion]))
}

/** One each, and each that is left to whose boxes would be the heaviest. */
function shared(count: number, masses: readonly bigint[]): number[] {
  const counts = masses.map(() => 1)
  for (let left = count - masses.length; left > 0; left -= 1) {
    const heaviest = masses.reduce(
      (best, mass, index) =>
        mass * BigInt(counts[best] ?? 1) > (masses[best] ?? 0n) * BigInt(counts[index] ?? 1) ? index : best,
      0,
    )
    counts[heaviest] = (counts[heaviest] ?? 1) + 1
  }
  return counts
}

function evenly(line: Line, boxes: number): Line[] {
  const whole = BigInt(line.massMg)
  const each = whole / BigInt(boxes)
  return Array.from({ length: boxes }, (_, at) => ({
    ...line,
    massMg: `${at === boxes - 1 ? whole - each * BigInt(boxes - 1) : each}`,
  }))
}
