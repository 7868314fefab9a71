// Which provisions, definitions and figures are not the same under two laws. Not here: substances (moved.ts), penalties (penalties.ts).
import type { Corpus } from '../corpus-value.ts'
import type { TermValue } from '../files.ts'
import type { LawComparison, RuleChange } from './contract.ts'
import type { Law } from './law-of.ts'
import { heldOn } from './overlay-rules.ts'

type Span = { readonly from: string; readonly until: string | null }
const holds = ({ from, until }: Span, { days }: Law) => {
  const day = days.on.toString()
  return from <= day && (until === null || day < until)
}
type Article = (Corpus['articles'] extends ReadonlyMap<string, readonly (infer One)[]> ? One : never) | undefined

/** Articles the corpus cites: new, gone, or in another version. */
export function articleChanges(a: Law, b: Law): LawComparison['articles'] {
  const changes: LawComparison['articles'] = []
  for (const [article, versions] of new Map([...a.corpus.articles, ...b.corpus.articles])) {
    const before = a.corpus.articles.get(article)?.find((version) => holds(version, a))
    const after = b.corpus.articles.get(article)?.find((version) => holds(version, b))
    if (before?.from === after?.from && before?.summary.nl === after?.summary.nl) continue
    const either = after ?? before ?? versions[0]!
    changes.push({
      ...{ article, short: `${either.act.short} ${either.short}`, change: changeOf(before, after) },
      ...{ a: before?.summary ?? null, b: after?.summary ?? null },
    })
  }
  return changes
}

/** `earliest-known` says that it held on a day, not that it began then: on an earlier day nothing is known. */
function changeOf(before: Article, after: Article): RuleChange['change'] {
  const lone = before ?? after
  if (before && after) return 'changes'
  const isOnlyLater = lone?.fromIs === 'earliest-known' && (before === undefined || lone.until === null)
  return isOnlyLater ? 'not-recorded' : before ? 'ends' : 'begins'
}

/** Group definitions and closing clauses in force, by version. */
export function definitionChanges(a: Law, b: Law): readonly RuleChange[] {
  const of = (law: Law) => {
    const known = law.days.knownOn.toString()
    const groups = law.corpus.stofgroepen
      .filter((file) => file.inForce !== null && file.knownOn <= known && holds(file.inForce, law))
      .map(({ group, version, title }) => ({ id: group, kind: 'group', version, title, basis: 'opiumwet/lijst/IA' }))
    const clauses = law.corpus.clauses
      .filter((file) => file.knownOn <= known && holds(file.inForce, law))
      .flatMap(({ list, source, clauses }) =>
        clauses.map(({ id, title }) => ({
          id: `${list}/${id}`,
          kind: 'clause',
          version: source,
          title,
          basis: `opiumwet/lijst/${list}`,
        })),
      )
    return new Map([...groups, ...clauses].map((one) => [`${one.kind} ${one.id}`, one]))
  }
  const [before, after] = [of(a), of(b)]
  const changes: RuleChange[] = []
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [one, two] = [before.get(key), after.get(key)]
    const either = two ?? one
    if (!either || one?.version === two?.version) continue
    const { id, kind, title, basis } = either
    const change = one && two ? 'changes' : one ? 'ends' : 'begins'
    changes.push({ id, kind, title, change, a: one?.version ?? null, b: two?.version ?? null, basis: [basis] })
  }
  return changes
}

/** Rules and maximum penalties in force, by the day their version began and what it says; and the sets they name. */
export function ruleChanges(a: Law, b: Law): readonly RuleChange[] {
  const filesOf = ({ corpus }: Law) => [...corpus.rules, ...corpus.penalties]
  const ids = new Set([a, b].flatMap((law) => filesOf(law).flatMap(({ rules }) => rules.map(({ id }) => id))))
  const changes: RuleChange[] = []
  for (const id of ids) {
    const [one, two] = [heldOn(filesOf(a), id, a.days), heldOn(filesOf(b), id, b.days)]
    const either = two ?? one
    if (!either || JSON.stringify(one) === JSON.stringify(two)) continue
    const isUnknown = one === null && either.fromIs === 'earliest-known'
    const change = one && two ? 'changes' : one ? 'ends' : isUnknown ? 'not-recorded' : 'begins'
    const { kind, title, basis } = either
    changes.push({ id, kind, title, change, a: one?.from ?? null, b: two?.from ?? null, basis: [...basis] })
  }
  for (const { set, title, basis } of b.corpus.sets) {
    const [one, two] = [a, b].map((law) =>
      law.corpus.sets.find((file) => file.set === set)?.versions.find((version) => holds(version, law)),
    )
    if (!one || !two || JSON.stringify(one) === JSON.stringify(two)) continue
    changes.push({ id: set, kind: 'set', title, change: 'changes', a: one.from, b: two.from, basis: [...basis] })
  }
  return changes
}

/** Dated figures that have another value. */
export function termChanges(a: Law, b: Law): LawComparison['terms'] {
  const files = new Map([...a.corpus.terms, ...b.corpus.terms].map((file) => [file.termId, file]))
  const changes: LawComparison['terms'] = []
  for (const { termId, title, basis } of files.values()) {
    const held = (law: Law) =>
      law.corpus.terms.find((file) => file.termId === termId)?.values.find((value) => holds(value, law))
    const [before, after] = [held(a), held(b)]
    const [one, two] = [before && termWords(before.value), after && termWords(after.value)]
    if (one?.nl === two?.nl) continue
    const isUnknown = (before ?? after)?.fromIs === 'earliest-known' && before === undefined
    const change = before && after ? 'changes' : isUnknown ? 'not-recorded' : before ? 'ends' : 'begins'
    changes.push({ termId, title, change, a: one ?? null, b: two ?? null, basis: [...basis] })
  }
  return changes
}

/** A figure as people say it. */
export function termWords(value: TermValue): { nl: string; en: string } {
  switch (value.kind) {
    case 'months':
      return counted(value.count, ['maand', 'maanden'], ['month', 'months'])
    case 'days':
      return counted(value.count, ['dag', 'dagen'], ['day', 'days'])
    case 'working-days':
      return counted(value.count, ['werkdag', 'werkdagen'], ['working day', 'working days'])
    case 'seconds':
      return counted(value.count, ['seconde', 'seconden'], ['second', 'seconds'])
    case 'millionths': {
      const share = (millionths: number) => `${millionths / 10_000}`
      const text = value.min === value.max ? share(value.max) : `${share(value.min)}–${share(value.max)}`
      return { nl: `${text.replaceAll('.', ',')} %`, en: `${text} %` }
    }
    case 'figure':
      return { nl: value.value.replace('.', ','), en: value.value }
    case 'mass-mg':
      return massWords(BigInt(value.max))
    case 'euro-cents': {
      const cents = BigInt(value.amount)
      const euros = `${cents / 100n}`
      return {
        nl: `€ ${grouped(euros, '.')}${decimals(cents, ',')}`,
        en: `€ ${grouped(euros, ',')}${decimals(cents, '.')}`,
      }
    }
    default:
      return value satisfies never
  }
}

const counted = (count: number, nl: readonly [string, string], en: readonly [string, string]) => ({
  nl: `${count} ${count === 1 ? nl[0] : nl[1]}`,
  en: `${count} ${count === 1 ? en[0] : en[1]}`,
})
const grouped = (digits: string, mark: string) => digits.replace(/\B(?=(\d{3})+$)/g, mark)
const decimals = (cents: bigint, mark: string) =>
  cents % 100n === 0n ? '' : `${mark}${`${cents % 100n}`.padStart(2, '0')}`

function massWords(mg: bigint): { nl: string; en: string } {
  const [per, unit] = mg >= 1_000_000n ? [1_000_000n, 'kg'] : mg >= 1_000n ? [1_000n, 'g'] : [1n, 'mg']
  const rest = per === 1n ? '' : `${mg % per}`.padStart(`${per}`.length - 1, '0').replace(/0+$/, '')
  const whole = `${mg / per}`
  const say = (thousands: string, point: string) =>
    `${grouped(whole, thousands)}${rest === '' ? '' : `${point}${rest}`} ${unit}`
  return { nl: say('.', ','), en: say(',', '.') }
}
