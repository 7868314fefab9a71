// A draft on the screen: in the address and back, and what each row changes in a reader's words. Pure. Not here: whether it is right; the API says.
import { assert, fromBase64, toBase64, utf8 } from '#kernel'
import type { DraftMutation, DraftParts, SentDraft } from '#law'

export const emptyDraft = (title: string): SentDraft => ({
  format: 'grein/law-draft/1',
  title: { nl: title, en: title },
})

/** Base64url of its JSON: an address holds it whole, and nothing of it is kept on the server. */
export function draftToAddress(draft: SentDraft): string {
  return toBase64(utf8(JSON.stringify(draft)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** Null for what is no draft: a cut-off address, or somebody else's parameter. */
export function draftFromAddress(text: string): SentDraft | null {
  const whole = text.replaceAll('-', '+').replaceAll('_', '/')
  const bytes = fromBase64(whole.padEnd(Math.ceil(whole.length / 4) * 4, '='))
  return bytes === null ? null : draftFromText(new TextDecoder().decode(bytes))
}

/** Only its mark and its name are looked at here; the API checks every field and says what is wrong. */
export function draftFromText(text: string): SentDraft | null {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || !('format' in value) || !('title' in value)) return null
    const { $schema: _, ...draft } = value as SentDraft & { $schema?: string }
    return draft.format === 'grein/law-draft/1' && typeof draft.title?.nl === 'string' ? draft : null
  } catch {
    return null
  }
}

/** A substance put on a list or on none: what is said of it earlier in the draft falls away. */
export function placed(
  draft: SentDraft,
  { substance, from, to }: { substance: string; from: DraftMutation['list'] | null; to: DraftMutation['list'] | null },
): SentDraft {
  const others = (draft.mutations ?? []).filter((row) => row.substance !== substance)
  if (from === to) return { ...draft, mutations: others }
  const row: DraftMutation =
    to === null
      ? { action: 'remove', substance, list: listOf(from) }
      : { action: from === null ? 'add' : 'move', substance, list: to }
  return { ...draft, mutations: [...others, row] }
}

/** To no list from one: the caller has just compared the two. */
function listOf(list: DraftMutation['list'] | null): DraftMutation['list'] {
  assert(list !== null, 'only what is on a list is taken off one')
  return list
}

export function withStructure(
  draft: SentDraft,
  given: { name: string; smiles: string; list: DraftMutation['list'] },
): SentDraft {
  const taken = new Set((draft.substances ?? []).map(({ substanceId }) => substanceId))
  const plain = given.name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  let substanceId = `ontwerp-${plain === '' ? 'stof' : plain}`
  for (let number = 2; taken.has(substanceId); number++) substanceId = `ontwerp-${plain}-${number}`
  const { name, smiles, list } = given
  return {
    ...draft,
    substances: [...(draft.substances ?? []), { substanceId, kind: 'compound', nameNl: name, nameEn: name, smiles }],
    mutations: [...(draft.mutations ?? []), { action: 'add', substance: substanceId, list }],
  }
}

export function switched(draft: SentDraft, group: { group: string; version: string; set: 'on' | 'off' }): SentDraft {
  const others = (draft.groups ?? []).filter((row) => row.group !== group.group)
  return { ...draft, groups: [...others, group] }
}

type TermValue = DraftParts['terms'][number]['value']
type FigureUnit = 'months' | 'days' | 'working-days' | 'seconds' | 'kg' | 'euro'

/** A figure with another value; null drops it. */
export function figured(draft: SentDraft, termId: string, value: TermValue | null): SentDraft {
  const others = (draft.terms ?? []).filter((row) => row.termId !== termId)
  return { ...draft, terms: [...others, { termId, value }] }
}

/** A figure as one number in the unit people use, and back; null for a range, which is not one number. */
export function asNumber(value: TermValue): { readonly number: number; readonly unit: FigureUnit } | null {
  switch (value.kind) {
    case 'mass-mg':
      return { number: Number(value.max) / 1_000_000, unit: 'kg' }
    case 'euro-cents':
      return { number: Number(value.amount) / 100, unit: 'euro' }
    case 'millionths':
    case 'figure':
      return null
    default:
      return { number: value.count, unit: value.kind }
  }
}

export function withNumber(value: TermValue, number: number): TermValue {
  switch (value.kind) {
    case 'mass-mg':
      return { ...value, max: `${Math.round(number * 1_000_000)}` }
    case 'euro-cents':
      return { ...value, amount: `${Math.round(number * 100)}` }
    case 'millionths':
    case 'figure':
      return value
    default:
      return { ...value, count: Math.max(1, Math.round(number)) }
  }
}

export function punished(
  draft: SentDraft,
  ruleId: string,
  penalty: { years: number; fineCategory: number },
): SentDraft {
  const others = (draft.rules ?? []).filter((row) => row.ruleId !== ruleId)
  const custody = penalty.years === 0 ? null : { kind: 'prison' as const, count: penalty.years, unit: 'years' as const }
  return { ...draft, rules: [...others, { ruleId, penalty: { custody, fineCategory: penalty.fineCategory } }] }
}

type Row =
  | { readonly kind: 'mutation'; readonly row: DraftMutation }
  | { readonly kind: 'group'; readonly row: NonNullable<SentDraft['groups']>[number] }
  | { readonly kind: 'term'; readonly row: NonNullable<SentDraft['terms']>[number] }
  | { readonly kind: 'rule'; readonly row: NonNullable<SentDraft['rules']>[number] }
  | { readonly kind: 'set'; readonly row: NonNullable<SentDraft['sets']>[number] }
export type DraftRow = Row & { readonly key: string; readonly without: SentDraft }

/** Every change in the draft, each with the draft as it is without it. */
export function rowsOf(draft: SentDraft): readonly DraftRow[] {
  const { mutations = [], groups = [], terms = [], rules = [], sets = [], substances = [] } = draft
  const but = <Item>(items: readonly Item[], item: Item) => items.filter((other) => other !== item)
  return [
    ...mutations.map((row) => ({
      ...{ kind: 'mutation' as const, row, key: `mutation ${row.substance}` },
      without: {
        ...draft,
        mutations: but(mutations, row),
        substances: substances.filter(({ substanceId }) => substanceId !== row.substance),
      },
    })),
    ...groups.map((row) => ({
      kind: 'group' as const,
      row,
      key: `group ${row.group}`,
      without: { ...draft, groups: but(groups, row) },
    })),
    ...terms.map((row) => ({
      kind: 'term' as const,
      row,
      key: `term ${row.termId}`,
      without: { ...draft, terms: but(terms, row) },
    })),
    ...rules.map((row) => ({
      kind: 'rule' as const,
      row,
      key: `rule ${row.ruleId}`,
      without: { ...draft, rules: but(rules, row) },
    })),
    ...sets.map((row) => ({
      kind: 'set' as const,
      row,
      key: `set ${row.set}`,
      without: { ...draft, sets: but(sets, row) },
    })),
  ]
}
