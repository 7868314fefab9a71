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
  ...['sodium', 'kalium', 'potassium', 'calcium', 'magnesium', 'lithium', 'base', 'vrije', 'free'],
]

// Water or a solvent in the crystal, and what says there is none.
const solvateWords = [
  ...['hydraat', 'hydrate', 'monohydraat', 'monohydrate', 'hemihydraat', 'hemihydrate', 'dihydraat', 'dihydrate'],
  ...['trihydraat', 'trihydrate', 'watervrij', 'watervrije', 'anhydraat', 'anhydrous'],
]

// What a pharmacy or a user calls it in: a preparation counts as the substance (Ow 1(1)). An extract or an oil may be another substance.
const preparationWords = [
  ...['tablet', 'tabletten', 'tablets', 'capsule', 'capsules', 'pil', 'pillen', 'pill', 'pills', 'zetpil', 'zetpillen'],
  ...['suppository', 'drank', 'siroop', 'syrup', 'oplossing', 'solution', 'injectie', 'injection', 'injectievloeistof'],
  ...[
    'pleister',
    'pleisters',
    'patch',
    'patches',
    'druppels',
    'drops',
    'neusspray',
    'spray',
    'creme',
    'crème',
    'cream',
  ],
  ...['poeder', 'powder', 'kristallen', 'crystals', 'zegel', 'zegels', 'blotter', 'blotters', 'retard', 'preparaat'],
  ...['preparation', 'mengsel', 'mixture', 'in', 'water', 'oraal', 'oral', 'voor', 'for'],
]
const unit = '([munµ]?g|mcg)?(/(ml|g|l|uur|h))?|ml|%'
const dose = new RegExp(`^(\\d+([.,]\\d+)?(${unit})?|${unit})$`, 'i')
const isDose = (word: string) => word !== '' && dose.test(word)

export type WordKind = 'salt' | 'solvate' | 'preparation' | 'isotope'
export type Stripped = {
  readonly base: string
  readonly left: readonly { readonly word: string; readonly kind: WordKind }[]
}

function kindOfWord(word: string): WordKind | null {
  const plain = word.toLowerCase()
  if (saltWords.includes(plain)) return 'salt'
  if (solvateWords.includes(plain)) return 'solvate'
  if (preparationWords.includes(plain) || isDose(plain)) return 'preparation'
  return /^d\d{1,2}$/.test(plain) ? 'isotope' : null
}

/**
 * A name without the words around it that do not change what it is in law, until it is one that `isName` knows:
 * "MDMA hydrochloride", "cocaine HCl monohydrate", "codeine tablets 20 mg", "MDMA-d3". Null when none is left.
 */
export function stripped(name: string, isName: (name: string) => boolean): Stripped | null {
  let words = name
    .trim()
    .split(/\s+|-(?=[a-z]+$|d\d+$)/i)
    .filter(Boolean)
  const left: { word: string; kind: WordKind }[] = []
  while (words.length > 1) {
    const last = kindOfWord(words.at(-1)!)
    const kind = last ?? kindOfWord(words[0]!)
    if (kind === null) return null
    left.push({ word: last === null ? words[0]! : words.at(-1)!, kind })
    words = last === null ? words.slice(1) : words.slice(0, -1)
    const base = words.join(' ')
    if (isName(base)) return { base, left }
  }
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
