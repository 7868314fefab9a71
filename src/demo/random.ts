// Chance that can be repeated: a small generator (sfc32) that splits by label. Not here: Math.random, and anything secret.

export type Random = {
  /** An independent stream for a part of the world; what one part draws never changes another. */
  readonly split: (label: string) => Random
  /** [0, 1) in steps of 2^-32. */
  readonly float: () => number
  /** A whole number, both ends included. */
  readonly int: (min: number, max: number) => number
  readonly chance: (probability: number) => boolean
  readonly pick: <Item>(items: readonly Item[]) => Item
  /** Near-normal, mean 0, deviation 1, never beyond 6. */
  readonly normal: () => number
  /** Around 1, never negative. */
  readonly logNormal: (deviation: number) => number
  readonly poisson: (mean: number) => number
  readonly bytes: () => Uint8Array
}

export function seededRandom(seed: string): Random {
  return fromState(seed, sfc32(hash128(seed)))
}

function fromState(name: string, next: () => number): Random {
  const float = () => next() / 0x1_0000_0000
  const normal = () => {
    // Twelve uniforms: only additions, so every machine gives the same bits, which a logarithm does not promise.
    let sum = -6
    for (let index = 0; index < 12; index++) sum += float()
    return sum
  }
  const int = (min: number, max: number) => min + Math.floor(float() * (max - min + 1))
  return {
    split: (label) => seededRandom(`${name}/${label}`),
    float,
    int,
    chance: (probability) => float() < probability,
    pick: (items) => items[int(0, items.length - 1)]!, // The index is inside by construction.
    normal,
    logNormal: (deviation) => exp(deviation * normal()),
    poisson: (mean) => {
      const limit = exp(-mean)
      let count = 0
      for (let product = float(); product > limit; product *= float()) count++
      return count
    },
    bytes: () => new Uint8Array(Uint32Array.of(next(), next(), next(), next()).buffer),
  }
}

/** e^x from its series, halved until small: additions and products alone are the same on every machine. */
export function exp(x: number): number {
  if (Math.abs(x) > 0.5) {
    const half = exp(x / 2)
    return half * half
  }
  let term = 1
  let sum = 1
  for (let index = 1; index <= 16; index++) {
    term *= x / index
    sum += term
  }
  return sum
}

/** Four words from a text, each mixed over all of it (cyrb128). */
function hash128(text: string): readonly [number, number, number, number] {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762]
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    a = b ^ Math.imul(a ^ code, 597399067)
    b = c ^ Math.imul(b ^ code, 2869860233)
    c = d ^ Math.imul(c ^ code, 951274213)
    d = a ^ Math.imul(d ^ code, 2716044179)
  }
  a = Math.imul(c ^ (a >>> 18), 597399067)
  b = Math.imul(d ^ (b >>> 22), 2869860233)
  c = Math.imul(a ^ (c >>> 17), 951274213)
  d = Math.imul(b ^ (d >>> 19), 2716044179)
  return [(a ^ b ^ c ^ d) >>> 0, b >>> 0, c >>> 0, d >>> 0]
}

function sfc32(state: readonly [number, number, number, number]): () => number {
  let [a, b, c, d] = state
  const next = () => {
    const sum = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  // The first draws still show the seed.
  for (let index = 0; index < 16; index++) next()
  return next
}
