// When two spellings are the same name, and which names look alike. Not here: which substance is meant.

const greek: Readonly<Record<string, string>> = { α: 'alfa', β: 'beta', γ: 'gamma', δ: 'delta', ω: 'omega' }

/**
 * Equal for spellings that no reader would tell apart: case, accents, spaces, hyphens, brackets and quotes do not count,
 * a Greek letter is its name, and "alpha" is "alfa". A letter or digit more or less is another name.
 */
export function nameKey(name: string): string {
  return name
    .toLowerCase()
    .replace(/[αβγδω]/g, (letter) => greek[letter]!)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/alpha/g, 'alfa')
    .replace(/[^\p{L}\p{N}]/gu, '')
}

// What a pharmacy or a web shop puts behind the name of a base or an acid. In law the salt is the substance: Ow 1(2).
const saltWords = [
  ...['hydrochloride', 'waterstofchloride', 'hcl', 'dihydrochloride', 'hydrobromide', 'waterstofbromide', 'hbr'],
  ...['sulfaat', 'sulfate', 'sulphate', 'fosfaat', 'phosphate', 'nitraat', 'nitrate', 'acetaat', 'acetate'],
  ...['citraat', 'citrate', 'tartraat', 'tartrate', 'bitartraat', 'bitartrate', 'fumaraat', 'fumarate', 'maleaat'],
  ...['maleate', 'oxalaat', 'oxalate', 'succinaat', 'succinate', 'mesilaat', 'mesilate', 'mesylate', 'natrium'],
  ...['sodium', 'kalium', 'potassium', 'calcium', 'magnesium', 'lithium'],
]

/** "MDMA hydrochloride" without its last word, or "natriumoxybaat"'s kind left alone; null when there is no salt's word. */
export function withoutSaltWord(name: string): { readonly base: string; readonly saltWord: string } | null {
  const words = name.trim().split(/[\s-]+/)
  if (words.length < 2) return null
  const [first, last] = [words[0]!, words.at(-1)!]
  if (saltWords.includes(last.toLowerCase())) return { base: words.slice(0, -1).join(' '), saltWord: last }
  if (saltWords.includes(first.toLowerCase())) return { base: words.slice(1).join(' '), saltWord: first }
  return null
}

/** How many single typing errors (a letter more, less, other, or two swapped) lie between two texts; `max + 1` for more than `max`. */
export function typingErrors(a: string, b: string, max: number): number {
  if (Math.abs(a.length - b.length) > max) return max + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    let least = row
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1]
      let cost = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1))
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, beforeLast[column - 2]! + 1)
      }
      current.push(cost)
      least = Math.min(least, cost)
    }
    if (least > max) return max + 1
    beforeLast = last
    last = current
  }
  return Math.min(last[b.length]!, max + 1)
}
