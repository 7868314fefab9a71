// The elements: symbols, standard atomic weights (CIAAW 2021, conventional) and usual valences. Not here: molecules.

/** Index is the atomic number; 0 stands for nothing. */
export const symbols: readonly string[] = (
  '- H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag ' +
  'Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U ' +
  'Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og'
).split(' ')

/** An element without a stable isotope has the mass number of its longest-lived one. */
export const weights = new Float64Array([
  0, 1.008, 4.0026, 6.94, 9.0122, 10.81, 12.011, 14.007, 15.999, 18.998, 20.18, 22.99, 24.305, 26.982, 28.085, 30.974,
  32.06, 35.45, 39.95, 39.098, 40.078, 44.956, 47.867, 50.942, 51.996, 54.938, 55.845, 58.933, 58.693, 63.546, 65.38,
  69.723, 72.63, 74.922, 78.971, 79.904, 83.798, 85.468, 87.62, 88.906, 91.222, 92.906, 95.95, 97, 101.07, 102.91,
  106.42, 107.87, 112.41, 114.82, 118.71, 121.76, 127.6, 126.9, 131.29, 132.91, 137.33, 138.91, 140.12, 140.91, 144.24,
  145, 150.36, 151.96, 157.25, 158.93, 162.5, 164.93, 167.26, 168.93, 173.05, 174.97, 178.49, 180.95, 183.84, 186.21,
  190.23, 192.22, 195.08, 196.97, 200.59, 204.38, 207.2, 208.98, 209, 210, 222, 223, 226, 227, 232.04, 231.04, 238.03,
  237, 244, 243, 247, 247, 251, 252, 257, 258, 259, 262, 267, 270, 269, 270, 270, 278, 281, 281, 285, 286, 289, 289,
  293, 293, 294,
])
weights[53] = 126.904 // Written out: three decimals decide at a limit of 500 u.

/** Masses of the isotopes that people label with, by `element * 512 + mass number`; any other counts as its mass number. */
const isotopeMasses: ReadonlyMap<number, number> = new Map([
  [512 + 2, 2.0141],
  [512 + 3, 3.01605],
  [6 * 512 + 11, 11.01143],
  [6 * 512 + 13, 13.00335],
  [6 * 512 + 14, 14.00324],
  [7 * 512 + 15, 15.00011],
  [8 * 512 + 17, 16.99913],
  [8 * 512 + 18, 17.99916],
  [9 * 512 + 18, 18.00094],
])

export function weightOf(element: number, isotope: number): number {
  return isotope === 0 ? weights[element]! : (isotopeMasses.get(element * 512 + isotope) ?? isotope)
}

const numberBySymbol = new Map(symbols.map((symbol, number) => [symbol, number]))

/** 0 for what is no element. */
export function atomicNumber(symbol: string): number {
  return symbol === '-' ? 0 : (numberBySymbol.get(symbol) ?? 0)
}

export const H = 1
export const B = 5
export const C = 6
export const N = 7
export const O = 8
export const F = 9
export const Si = 14
export const P = 15
export const S = 16
export const Cl = 17
export const Se = 34
export const Br = 35
export const I = 53

export const isHalogen = (element: number) => element === F || element === Cl || element === Br || element === I

/** Elements whose covalent compounds this kernel vouches for; a bond to another is read, but no verdict rests on it. */
const familiar = new Uint8Array(128)
for (const element of [H, B, C, N, O, F, Si, P, S, Cl, 33, Se, Br, 52, I]) familiar[element] = 1
export const isFamiliar = (element: number) => familiar[element] === 1

/**
 * How many bonds and hydrogens together an atom is content with: the smallest usual number that is at least `used`;
 * -1 when it holds more than it can, 255 for a metal, of which nothing is known.
 */
export function usualValence(element: number, charge: number, used: number): number {
  // A charged atom binds as its neighbour in the periodic table does: ammonium as carbon, an oxonium as nitrogen.
  switch (element) {
    case H:
      return atLeast(used, charge === 0 ? 1 : 0, -1, -1)
    case B:
      return atLeast(used, 3 - charge, -1, -1)
    case C:
      return atLeast(used, 4 - Math.abs(charge), -1, -1)
    case Si:
      return atLeast(used, 4 - Math.abs(charge), charge < 0 ? 4 - charge : -1, -1)
    case N:
      // Five is nitro written with two double bonds; four is refused where hydrogens are counted.
      return charge === 0 ? atLeast(used, 3, 5, -1) : atLeast(used, 3 + charge, -1, -1)
    case O:
      return atLeast(used, 2 + charge, -1, -1)
    case P:
    case 33: // arsenic
      return atLeast(used, 3 + charge, charge === 0 ? 5 : charge === -1 ? 6 : -1, -1)
    case S:
    case Se:
    case 52: // tellurium
      return atLeast(used, 2 + charge, 4 + charge, 6 + charge)
    case F:
      return atLeast(used, 1 + charge, -1, -1)
    case Cl:
    case Br:
    case I:
      return used <= 1 + charge ? 1 + charge : atLeast(used, 3 + charge, 5 + charge, 7 + charge)
    default:
      return 255
  }
}

function atLeast(used: number, low: number, middle: number, high: number): number {
  if (used <= low) return low
  if (used <= middle) return middle
  return used <= high ? high : -1
}
