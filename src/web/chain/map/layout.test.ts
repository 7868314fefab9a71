// The map's arithmetic: nothing is lost between places, marks and bands, and names do not cover each other. Not here: how it looks.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MapFlow, MapPlace } from '#chain/contract'
import { heightFor, layMap, project } from './layout.ts'
import { land, water } from './netherlands.ts'

const id = (n: number) => `pre_00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const place = (n: number, at: readonly [string, string] | null, hasMassMg = '0', town = `Town ${n}`): MapPlace => ({
  premises: { premisesId: id(n), name: `Place ${n}` },
  party: { partyId: 'par_00000000-0000-7000-8000-000000000000', name: 'P' },
  gln: null,
  ...{ town, country: 'NL', hasMassMg, hadMassMg: hasMassMg, stands: [], batches: 0, opened: [], openedCount: 0 },
  location: at && { exactness: 'town', latitude: at[0], longitude: at[1], source: 's', knownOn: '2026-01-01' },
})
const flow = (from: number, to: number, massMg: string, reason: MapFlow['reason'] = 'supply'): MapFlow => ({
  ...{ fromId: id(from), toId: id(to), reason, massMg, count: 1, shipments: [] },
})

test('north is up, east is right, and the country fills the picture', () => {
  const [x, y] = project([4.3, 52.08], 500)
  const [further] = project([6.9, 52.08], 500)
  const [, higher] = project([4.3, 53.2], 500)
  expect([further > x, higher < y]).toEqual([true, true])
  for (const [px, py] of [...land, ...water].flat().map((point) => project(point, 500))) {
    expect([px > 0, px < 500, py > 0, py < heightFor(500)]).toEqual([true, true, true, true])
  }
})

test('a place nobody located, or one abroad, is listed and not drawn', () => {
  const { marks, beside } = layMap(
    { places: [place(1, ['52.08', '4.31']), place(2, null), place(3, ['48.85', '2.35'])], flows: [] },
    500,
  )
  expect(marks.map((mark) => mark.id)).toEqual([id(1)])
  expect(beside.map(({ premises }) => premises.premisesId)).toEqual([id(2), id(3)])
})

test('places that nearly coincide are one mark, and what went between them is no band', () => {
  const places = [place(1, ['52.08', '4.31'], '5'), place(2, ['52.08', '4.32'], '7'), place(3, ['53.2', '6.5'])]
  const { marks, bands } = layMap({ places, flows: [flow(1, 2, '4'), flow(1, 3, '4'), flow(2, 3, '6')] }, 560)
  expect(marks.map(({ places: here, hasMg }) => [here.length, hasMg])).toEqual([
    [2, 12n],
    [1, 0n],
  ])
  expect(bands.map(({ massMg, width }) => [massMg, width])).toEqual([[10n, 12]])
})

test('every gram between two marks is on a band, and no name covers another', () => {
  const places = fc.array(
    fc.tuple(
      fc.integer({ min: 5_080, max: 5_340 }),
      fc.integer({ min: 340, max: 720 }),
      fc.bigInt({ min: 0n, max: 10n ** 9n }),
    ),
    { minLength: 2, maxLength: 40 },
  )
  fc.assert(
    fc.property(
      places,
      fc.array(fc.tuple(fc.nat(39), fc.nat(39), fc.bigInt({ min: 1n, max: 10n ** 9n })), { maxLength: 60 }),
      (some, moves) => {
        const all = some.map(([lat, lon, mass], n) => place(n, [String(lat / 100), String(lon / 100)], `${mass}`))
        const flows = moves.flatMap(([from, to, mass]) =>
          from < all.length && to < all.length ? [flow(from, to, `${mass}`)] : [],
        )
        const { marks, bands } = layMap({ places: all, flows }, 480)
        expect(marks.flatMap((mark) => mark.places)).toHaveLength(all.length)
        const markOf = (wanted: string) =>
          marks.find((mark) => mark.places.some(({ premises }) => premises.premisesId === wanted))
        const between = flows.filter(({ fromId, toId }) => markOf(fromId) !== markOf(toId))
        const sum = (rows: readonly { massMg: string | bigint }[]) =>
          rows.reduce((total, { massMg }) => total + BigInt(massMg), 0n)
        expect(sum(bands)).toBe(sum(between))
        for (const { width } of bands) expect(width).toBeGreaterThanOrEqual(1.5)
        const labels = marks.flatMap(({ label, name }) => (label ? [{ ...label, name }] : []))
        const same = labels.filter((a, n) => labels.some((b, m) => m > n && a.x === b.x && a.y === b.y))
        expect(same).toEqual([])
      },
    ),
  )
})
