// Student's and Fisher's distributions, by the regularised incomplete beta function: probabilities of a tail and the quantile of Student's.
// Pure. Not here: what they are asked for.

/** The probability that Student's t with so many degrees of freedom is at most `t`. */
export function studentBelow(t: number, degrees: number): number {
  const tail = incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2
  return t < 0 ? tail : 1 - tail
}

/** The probability that Fisher's F is more than `f`: what a test of equality calls its p. */
export function fisherAbove(f: number, { over, under }: { readonly over: number; readonly under: number }): number {
  if (f === Infinity) return 0
  return f > 0 ? incompleteBeta(under / (under + over * f), under / 2, over / 2) : 1
}

/** Halvings from a bracket to the last bit of a double. */
const halvings = 200

/** The value that Student's t stays under with this probability; a half or more, for the other side is its mirror. */
export function studentQuantile(probability: number, degrees: number): number {
  if (probability === 0.5) return 0
  if (probability < 0.5) return -studentQuantile(1 - probability, degrees)
  let [low, high] = [0, 1]
  while (studentBelow(high, degrees) < probability && high < Number.MAX_SAFE_INTEGER) high *= 2
  for (let step = 0; step < halvings && low < high; step += 1) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    if (studentBelow(middle, degrees) < probability) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Terms of the continued fraction; it converges in a handful, for the larger half of the range is turned round. */
const termsMax = 500
const tiny = 1e-300

/** I_x(a, b), by Lentz's continued fraction. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a)
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a
  const kept = (value: number) => (Math.abs(value) < tiny ? tiny : value)
  let c = 1
  let d = 1 / kept(1 - ((a + b) * x) / (a + 1))
  let sum = d
  for (let m = 1; m <= termsMax; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / kept(1 + even * d)
    c = kept(1 + even / c)
    sum *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / kept(1 + odd * d)
    c = kept(1 + odd / c)
    sum *= d * c
    if (Math.abs(d * c - 1) < Number.EPSILON) break
  }
  return front * sum
}

/** Stirling's series, after going up to where it is exact to a double. */
function logGamma(value: number): number {
  let [z, shift] = [value, 0]
  while (z < 12) {
    shift -= Math.log(z)
    z += 1
  }
  const w = 1 / (z * z)
  const series = 1 / 12 - w * (1 / 360 - w * (1 / 1260 - w * (1 / 1680 - w * (1 / 1188 - (w * 691) / 360360))))
  return shift + (z - 0.5) * Math.log(z) - z + Math.log(2 * Math.PI) / 2 + series / z
}
