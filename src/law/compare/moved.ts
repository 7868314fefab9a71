// What stands elsewhere under the one law than under the other: by name, by a closing clause, by a group. Not here: why it matters.

import { citation } from '../citations.ts'
import type { SubstanceFile } from '../files.ts'
import { listingsOn } from '../lists.ts'
import { nameKey } from '../names.ts'
import type { ListName } from '../vocabulary.ts'
import type { LawComparison, Moved, Place } from './contract.ts'
import { handsOf } from './forms.ts'
import type { Law } from './law-of.ts'
import { type Places, placesUnder, standingOf } from './places.ts'

export type SentStructure = { readonly name: string; readonly smiles: string }

/** All that moved, named substances first, then by name; what stands alike under both laws is left out. */
export function movedBetween(a: Law, b: Law, structures: readonly SentStructure[] = []): readonly Moved[] {
  const places = { a: placesUnder(a.corpus, a.days), b: placesUnder(b.corpus, b.days) }
  const substances = [...new Map([...a.corpus.substanceById, ...b.corpus.substanceById]).values()]
  const moved: Moved[] = []
  for (const substance of substances) {
    const own = rowOf(places, substance)
    if (own.from !== own.to) moved.push(own)
    const forms = mirrorForms(a, b, places, substance)
    if (forms && forms.from !== forms.to && !isTold(forms, own)) moved.push(forms)
  }
  exceptedIn(b, substances)
    .concat(structures)
    .forEach(({ name, smiles }, index) => {
      const pair = { a: places.a.ofStructure(smiles), b: places.b.ofStructure(smiles) }
      const row = rowFrom(pair, {
        key: `structure-${index}`,
        what: 'structure',
        substanceId: null,
        nameNl: name,
        nameEn: name,
        smiles,
      })
      if (row.from !== row.to) moved.push(row)
    })
  return moved.sort((one, two) => weight(one) - weight(two) || one.nameNl.localeCompare(two.nameNl, 'nl'))
}

/** Forms that go the way of the substance itself need no row; "an expert must say" and "no list" come to the same there. */
function isTold(forms: Moved, own: Moved): boolean {
  const plain = (standing: Moved['from']) => (standing === 'expert' ? 'none' : standing)
  return plain(forms.from) === plain(own.from) && plain(forms.to) === plain(own.to)
}

/** What the exceptions to list IA name and no substance file does: medicines and others whose ban is lifted, but which the groups take in. */
function exceptedIn({ corpus }: Law, substances: readonly SubstanceFile[]): readonly SentStructure[] {
  const own = new Set(substances.map(({ structure }) => structure?.smiles))
  const named = new Map(corpus.exceptions.flatMap((file) => file.substances).map((one) => [one.smiles, one]))
  const isKnown = (name: string) => corpus.byName.has(nameKey(name.replace(/ \(.*\)$/, '')))
  return [...named.values()].filter(({ name, smiles }) => !own.has(smiles) && !isKnown(name))
}

/** How many go from where to where, the most first. */
export function waysOf(moved: readonly Moved[]): LawComparison['ways'] {
  const counts = new Map<string, LawComparison['ways'][number]>()
  for (const { from, to } of moved) {
    const way = counts.get(`${from} ${to}`) ?? { from, to, count: 0 }
    counts.set(`${from} ${to}`, { ...way, count: way.count + 1 })
  }
  return [...counts.values()].sort((one, two) => two.count - one.count)
}

const weight = ({ what, b, a }: Moved) =>
  what === 'mirror-forms' ? 1 : what === 'substance' && (b.basis ?? a.basis) === 'named' ? 0 : 2

const nowhere: Place = {
  ...{ verdict: 'not-controlled', list: null, basis: null, rule: null, ruleName: null, status: null, lifted: null },
}

type Pair = { readonly a: Place; readonly b: Place }
type Named = Pick<Moved, 'key' | 'what' | 'substanceId' | 'nameNl' | 'nameEn' | 'smiles'>

function rowFrom(pair: Pair, named: Named, doubt: Moved['doubt'] = null): Moved {
  return { ...named, from: standingOf(pair.a), to: standingOf(pair.b), ...pair, doubt }
}

function rowOf(places: { a: Places; b: Places }, { substanceId, nameNl, nameEn, structure }: SubstanceFile): Moved {
  const pair = {
    a: places.a.bySubstance.get(substanceId) ?? nowhere, // A substance of the draft is not in the law as recorded.
    b: places.b.bySubstance.get(substanceId) ?? nowhere,
  }
  const smiles = structure?.smiles ?? null
  return rowFrom(pair, { key: substanceId, what: 'substance', substanceId, nameNl, nameEn, smiles })
}

/**
 * The pure mirror forms of a substance whose own name moves. Under a list with the clause they are on it; under one without, the name
 * of a racemate need not cover them, and what a group says of them is left.
 */
function mirrorForms(a: Law, b: Law, places: { a: Places; b: Places }, substance: SubstanceFile): Moved | null {
  const { substanceId, structure, nameNl, nameEn } = substance
  const lists = { a: listedAs(a, substanceId), b: listedAs(b, substanceId) }
  if (structure === null || structure.stereo !== 'as-listed' || lists.a === lists.b) return null
  const hands = handsOf(structure.smiles)
  if (hands === null) return null
  const smiles = hands.kind === 'drawn' ? hands.mirror : structure.smiles
  const under = (law: Law, of: Places, list: ListName | null): Place => {
    if (list !== null && hasClause(law, list)) return { ...of.bySubstance.get(substanceId)!, basis: 'enantiomer' }
    return of.ofForm(smiles, substanceId)
  }
  const pair = { a: under(a, places.a, lists.a), b: under(b, places.b, lists.b) }
  const open = [a, b].map((law, side) => ({ law, list: side === 0 ? lists.a : lists.b }))
  const doubtful =
    hands.kind === 'flat' ? open.find(({ law, list }) => list !== null && !hasClause(law, list)) : undefined
  return rowFrom(
    pair,
    {
      ...{ key: `${substanceId}/mirror-forms`, what: 'mirror-forms', substanceId, smiles },
      nameNl: hands.kind === 'flat' ? `zuivere spiegelbeelden van ${nameNl}` : `spiegelbeeld van ${nameNl}`,
      nameEn: hands.kind === 'flat' ? `pure mirror forms of ${nameEn}` : `mirror form of ${nameEn}`,
    },
    doubtful ? coversItsHands(doubtful.list!, nameNl, nameEn) : null, // `doubtful` has a list: asked on the line above.
  )
}

const listedAs = ({ corpus, days }: Law, substanceId: string): ListName | null =>
  corpus.substanceById.has(substanceId) ? (listingsOn(corpus, substanceId, days)[0]?.list ?? null) : null

function hasClause({ corpus, days }: Law, list: ListName): boolean {
  const [day, known] = [days.on.toString(), days.knownOn.toString()]
  return corpus.clauses.some(
    (file) =>
      file.list === list &&
      file.knownOn <= known &&
      file.inForce.from <= day &&
      (file.inForce.until === null || day < file.inForce.until) &&
      file.clauses.some(({ kind }) => kind === 'enantiomers'),
  )
}

const coversItsHands = (list: ListName, nl: string, en: string) => ({
  nl: `Betwistbaar: leest men de naam ${nl} op lijst ${list} zo dat hij ook de zuivere vormen omvat, dan staan die ook op lijst ${list}.`,
  en: `Arguable: if the name ${en} on list ${list} is read to cover its pure forms too, those are on list ${list} as well.`,
})

/** The article of a list or its ban, cited under one law. */
export const cited = ({ corpus, days }: Law, article: string) => citation(corpus, article, days.on, days.knownOn)
