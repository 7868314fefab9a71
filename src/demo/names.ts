// Invented names of places, firms and pharmacies. Not here: any real one; the towns do not exist, so neither do the firms.
import type { Random } from './random.ts'

const beginnings = [
  'Alder',
  'Brink',
  'Dorre',
  'Eeke',
  'Gors',
  'Heul',
  'Kolk',
  'Linde',
  'Merel',
  'Nooten',
  'Oever',
  'Pluim',
  'Rieten',
  'Stro',
  'Tarwe',
  'Vlier',
  'Wier',
  'Zegge',
]
const endings = [
  'beek',
  'bosch',
  'brug',
  'dam',
  'donk',
  'gouw',
  'haven',
  'hoven',
  'kerk',
  'meer',
  'mond',
  'rade',
  'stede',
  'veen',
  'voort',
  'woude',
]
const quarters = ['Centrum', 'Noord', 'Oost', 'Zuid', 'West', 'Station', 'Markt', 'Haven']

/** As many different town-and-quarter pairs as asked for; there are 2,304. */
export function pharmacyPlaces(random: Random, count: number): { town: string; name: string }[] {
  const all = beginnings.flatMap((first) =>
    endings.flatMap((last) =>
      quarters.map((quarter) => ({ town: `${first}${last}`, name: `Apotheek ${first}${last} ${quarter}` })),
    ),
  )
  for (let index = all.length - 1; index > 0; index--) {
    const other = random.int(0, index)
    ;[all[index], all[other]] = [all[other]!, all[index]!] // Both indexes are inside.
  }
  return all.slice(0, count)
}

export const buyers = [
  { country: 'DE', name: 'Kräuterbrücke Import GmbH', town: 'Lindenkamp', share: 0.63 },
  { country: 'IT', name: 'Ponte Verdemare S.r.l.', town: 'Verdemare', share: 0.19 },
  { country: 'PL', name: 'Zielony Most Lipowo Sp. z o.o.', town: 'Lipowo Leśne', share: 0.08 },
  { country: 'FI', name: 'Koivuranta Rohdos Oy', town: 'Koivuranta', share: 0.06 },
  { country: 'DK', name: 'Lyngkær Urteimport ApS', town: 'Lyngkær', share: 0.04 },
] as const
