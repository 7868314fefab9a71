// Exact decimals, so that 0.1 + 0.2 is 0.3 and a converted unit is equal to the one it came from. Not here: masses of the ledger (kernel).

/** `digits` × 10^-`scale`, without needless zeros: equal numbers are equal objects. */
export type Decimal = { readonly digits: bigint; readonly scale: number }

/** Longer or larger than anything that is measured; what is more is no number to us. */
const digitsMax = 80
const exponentMax = 60

/** Null for what is no decimal number, or one beyond reason. */
export function readDecimal(text: string): Decimal | null {
  const found = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d{1,3}))?$/.exec(text)
  if (!found) return null
  const [, sign, whole = '', part = '', power = '0'] = found
  const written = whole + part
  if (written === '' || written.length > digitsMax || Math.abs(Number(power)) > exponentMax) return null
  if (text.endsWith('.')) return null
  return reduced(BigInt(written) * (sign === '-' ? -1n : 1n), part.length - Number(power))
}

export function timesDecimal(a: Decimal, b: Decimal): Decimal {
  return reduced(a.digits * b.digits, a.scale + b.scale)
}

export function plusDecimal(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale)
  return reduced(atScale(a, scale) + atScale(b, scale), scale)
}

/** Negative, 0 or positive, as sorting wants it. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale)
  const difference = atScale(a, scale) - atScale(b, scale)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** As JSON and SQL both read it: no exponent, no needless zeros. */
export function writeDecimal({ digits, scale }: Decimal): string {
  const isNegative = digits < 0n
  const plain = (isNegative ? -digits : digits).toString().padStart(scale + 1, '0')
  const text = scale === 0 ? plain : `${plain.slice(0, -scale)}.${plain.slice(-scale)}`
  return isNegative ? `-${text}` : text
}

const atScale = ({ digits, scale }: Decimal, wanted: number) => digits * 10n ** BigInt(wanted - scale)

function reduced(digits: bigint, scale: number): Decimal {
  let [left, places] = scale < 0 ? [digits * 10n ** BigInt(-scale), 0] : [digits, scale]
  while (places > 0 && left % 10n === 0n) {
    left /= 10n
    places -= 1
  }
  return { digits: left, scale: places }
}
