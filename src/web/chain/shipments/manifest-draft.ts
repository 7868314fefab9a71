// How a shipment travels, from what was typed to what the act says. Pure. Not here: drawing the fields (manifest-fields.tsx).
import { type ActOf, staffNumberPattern, type UnitsTaken, unitsMax, vehiclePattern } from '#chain/contract'

type Draft = Readonly<Record<string, string>>
type Need = <Value>(name: string, value: Value | null) => Value
type Line = ActOf<'ship'>['lines'][number]

const isVehicle = new RegExp(vehiclePattern)
const isStaffNumber = new RegExp(staffNumberPattern)

/** The parts of the act; a part the sender leaves out is not named. `need` notes what is missing or wrong. */
export function manifestOf(draft: Draft, line: Line, need: Need): Pick<ActOf<'ship'>, 'transport' | 'units'> {
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
    ...(boxes === '' ? {} : { units: need('boxes', spread(boxCount(boxes), line, numbersIn(draft['ssccs'] ?? ''))) }),
  }
}

/** How many boxes were typed, or null. */
export function boxCount(typed: string): number | null {
  const count = /^\d{1,3}$/.test(typed) ? Number(typed) : 0
  return count >= 1 && count <= unitsMax ? count : null
}

/** The numbers the server gave out, as the field keeps them. */
export function numbersIn(kept: string): UnitsTaken['items'] {
  return kept === '' ? [] : (JSON.parse(kept) as UnitsTaken['items']) // Written by the field itself.
}

/** Evenly to the milligram; the last box has the rest. Null while there is no number for each box, or less than a milligram for one. */
export function spread(
  count: number | null,
  line: Line,
  numbers: UnitsTaken['items'],
): NonNullable<ActOf<'ship'>['units']> | null {
  if (count === null || numbers.length < count || !/^\d+$/.test(line.massMg ?? '')) return null
  const whole = BigInt(line.massMg)
  const each = whole / BigInt(count)
  if (each === 0n) return null
  return numbers.slice(0, count).map(({ sscc }, at) => ({
    sscc,
    contents: [{ ...line, massMg: `${at === count - 1 ? whole - each * BigInt(count - 1) : each}` }],
  }))
}
