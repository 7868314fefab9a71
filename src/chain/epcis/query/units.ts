// Units of measure by their code of UN/ECE Recommendation 20, and what they are in the base of their dimension. Not here: masses of the ledger.
// Only units whose conversion is exact stand here; a code that does not is compared with itself alone.
import type { UnitFactor } from './condition.ts'
import { type Decimal, plusDecimal, readDecimal, timesDecimal, writeDecimal } from './decimal.ts'

type Unit = { readonly dimension: string; readonly factor: Decimal; readonly offset: Decimal }

/** For texts that were read as decimals before, and for those of the table below. */
const exact = (text: string) => readDecimal(text)! // So it is never null.

/** Each line: the dimension with its base in words, then code and factor, and an offset where the zeros differ. */
const table = {
  // milligram
  mass:
    'KGM 1000000, HGM 100000, DJ 10000, GRM 1000, DG 100, CGM 10, MGM 1, MC 0.001, DTN 100000000, TNE 1000000000, 2U 1000000000, ' +
    'LBR 453592.37, ONZ 28349.523125, STN 907184740, APZ 31103.4768, GRN 64.79891',
  // metre
  length:
    'MTR 1, KMT 1000, DMT 0.1, CMT 0.01, MMT 0.001, 4H 0.000001, C45 0.000000001, INH 0.0254, FOT 0.3048, YRD 0.9144',
  area: 'MTK 1, CMK 0.0001, HAR 10000',
  // litre
  volume: 'LTR 1, HLT 100, CLT 0.01, MLT 0.001, 4G 0.000001, MTQ 1000, DMQ 1, CMQ 0.001',
  // second
  time: 'SEC 1, C26 0.001, MIN 60, HUR 3600, DAY 86400, WEE 604800',
  // a ninth of a kelvin: in it Celsius and Fahrenheit both are finite
  temperature: 'KEL 9, CEL 9 2458.35, FAH 5 2298.35, A48 5',
  pressure: 'PAL 1, A97 100, KPA 1000, MPA 1000000, BAR 100000, MBR 100, ATM 101325',
  // an eighteenth of a metre a second, for the same reason
  speed: 'MTS 18, KMH 5',
  one: 'C62 1, EA 1, H87 1, PR 2, DZN 12, P1 0.01, NX 0.001, 59 0.000001, 61 0.000000001',
  energy: 'JOU 1, KJO 1000, WHR 3600, KWH 3600000',
  power: 'WTT 1, KWT 1000',
  voltage: 'VLT 1, 2Z 0.001, KVT 1000',
  current: 'AMP 1, 4K 0.001',
  frequency: 'HTZ 1, KHZ 1000, MHZ 1000000',
  // gram a cubic metre
  concentration: 'A93 1, GL 1000, KMQ 1000',
  radioactivity: 'BQL 1, 2Q 1000, 4N 1000000, GBQ 1000000000, CUR 37000000000',
  dose: 'A95 1, C13 0.001, C80 0.01',
} as const

const units: ReadonlyMap<string, Unit> = new Map(
  Object.entries(table).flatMap(([dimension, line]) =>
    line.split(', ').map((entry): [string, Unit] => {
      const [code = '', factor = '', offset = '0'] = entry.split(' ')
      return [code, { dimension, factor: exact(factor), offset: exact(offset) }]
    }),
  ),
)

/** Every code we convert. */
export const unitCodes: readonly string[] = [...units.keys()]

/** Units that can be compared with this one, and a value of this one in their base. A unit we do not know is like itself alone. */
export function unitsLike(
  uom: string,
  is: 'value' | 'spread',
): { readonly units: readonly UnitFactor[]; readonly toBase: (value: string) => string } {
  const own = units.get(uom)
  const like = own ? [...units].filter(([, { dimension }]) => dimension === own.dimension) : []
  const zero = (unit: Unit) => (is === 'spread' ? nothing : unit.offset)
  return {
    units:
      like.length === 0
        ? [{ code: uom, factor: '1', zero: '0' }]
        : like.map(([code, unit]) => ({ code, factor: writeDecimal(unit.factor), zero: writeDecimal(zero(unit)) })),
    toBase(value) {
      const decimal = exact(value)
      return writeDecimal(own ? plusDecimal(timesDecimal(decimal, own.factor), zero(own)) : decimal)
    },
  }
}

const nothing = exact('0')
