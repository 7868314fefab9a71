// Where the demo's premises lie. Real towns (Den Haag) lie where they lie; an invented town has an invented spot in the Dutch countryside, and its
// source says so. A few stay unknown, as in any register, and buyers abroad have a country alone. Not here: the towns (world.ts, names.ts).
import { assert, parseId, trustId } from '#kernel'
import type { SeedLocation } from '#licensing'
import type { DemoWorld } from './contract.ts'

const knownOn = '2026-01-05'
const invented = 'verzonnen voor de demo'

type Point = readonly [latitude: string, longitude: string]

/** Public geography. */
const real: Readonly<Record<string, Point>> = { 'Den Haag': ['52.08', '4.31'], Utrecht: ['52.09', '5.12'] }

/** The firms of the cast, spread so that a trace crosses the country. */
const cast: Readonly<Record<string, Point>> = {
  Lindemeer: ['53.08', '6.86'],
  Wierdam: ['51.36', '5.98'],
  Kolkerveen: ['52.01', '4.62'],
  Gorsmond: ['51.97', '5.62'],
  Brinkhoven: ['52.36', '6.45'],
  Oeverstede: ['52.24', '5.22'],
  Meermond: ['52.16', '4.52'],
}

/** Open land in every province; a pharmacy's invented town gets one of them by its name. */
const countryside: readonly Point[] = [
  ['53.30', '6.42'],
  ['53.21', '5.72'],
  ['53.02', '5.62'],
  ['52.93', '6.61'],
  ['52.75', '6.78'],
  ['52.73', '6.16'],
  ['52.52', '6.38'],
  ['52.28', '6.82'],
  ['52.18', '6.18'],
  ['51.98', '6.48'],
  ['51.87', '5.78'],
  ['52.11', '5.71'],
  ['52.42', '5.66'],
  ['52.73', '5.74'],
  ['52.74', '4.82'],
  ['52.55', '4.84'],
  ['52.31', '4.72'],
  ['52.19', '5.01'],
  ['51.93', '4.89'],
  ['51.86', '4.35'],
  ['51.67', '3.88'],
  ['51.49', '3.87'],
  ['51.53', '4.52'],
  ['51.56', '4.98'],
  ['51.63', '5.42'],
  ['51.43', '5.62'],
  ['51.22', '5.94'],
  ['50.88', '5.92'],
  ['53.08', '4.82'],
  ['51.31', '3.86'],
]
/** One in so many is unknown. */
const unknownEvery = 9

export function demoLocations(world: DemoWorld): SeedLocation[] {
  const locations: SeedLocation[] = []
  const pharmacies = world.parties.filter(({ kind }) => kind === 'pharmacy')
  for (const { kind, partyId, premises } of world.parties) {
    for (const { premisesId, town, country } of premises) {
      const place = pharmacies.findIndex((one) => one.partyId === partyId)
      const point = real[town] ?? cast[town] ?? (place < 0 ? undefined : countryside[spread(town)])
      if (country !== 'NL' || !point || (place >= 0 && place % unknownEvery === unknownEvery - 1)) continue
      const at = (exactness: SeedLocation['exactness'], [latitude, longitude]: Point): SeedLocation => ({
        locationId: trustId('location', idFor(premisesId, exactness)),
        premisesId: trustId('premises', bare(premisesId)),
        exactness,
        point: { latitude, longitude },
        source: real[town] ? 'openbare kaart' : invented,
        knownOn,
      })
      locations.push(at('town', point))
      // A grower's own spot, for its own people and the authority: a few hundred metres from the middle of town.
      if (kind === 'grower') locations.push(at('spot', [`${point[0]}4131`, `${point[1]}3627`]))
    }
  }
  return locations
}

/** The same town, the same spot: its letters choose. */
function spread(town: string): number {
  let sum = 0
  for (const letter of town) sum = (sum * 31 + letter.charCodeAt(0)) % 9_973
  return sum % countryside.length
}

function bare(premisesId: string): string {
  const id = parseId('premises', premisesId)
  assert(id, 'the world prints its ids')
  return id
}

/** Each line needs an id that the next load makes alike: the premises' own, its last digit turned for the spot. */
function idFor(premisesId: string, exactness: SeedLocation['exactness']): string {
  const id = bare(premisesId)
  if (exactness === 'town') return id
  return `${id.slice(0, -1)}${((Number.parseInt(id.slice(-1), 16) + 8) % 16).toString(16)}`
}
