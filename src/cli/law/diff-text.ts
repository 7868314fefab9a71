// A comparison as text for a terminal, a mail or a file: result first, then what stands behind it. Not here: working it out (#law).
import type { Locale, Translate } from '#kernel'
import type { LawComparison, LawNamed, Moved, PenaltyView } from '#law'
import type { Texts } from '../texts.ts'

type Say = Translate<Texts>

export function comparisonText(comparison: LawComparison, locale: Locale, say: Say): string {
  const { a, b, sentence, moved, rules, terms, articles, notices } = comparison
  const mark = a.hypothetical || b.hypothetical ? [`*** ${say('law-diff.hypothetical')} ***`] : []
  const before = (one: { a: { nl: string; en: string } | null; b: { nl: string; en: string } | null }) =>
    `${one.a?.[locale] ?? '–'} → ${one.b?.[locale] ?? '–'}`
  return [
    ...mark,
    `${lawName(a, locale)}  →  ${lawName(b, locale)}`,
    '',
    sentence[locale],
    ...section(say('law-diff.moved'), movedRows(moved, locale, say)),
    ...comparison.penalties.flatMap(({ substance, rows, from, to }) =>
      section(
        `${say('law-diff.penalties')}: ${locale === 'nl' ? substance.nameNl : substance.nameEn}, ${from} → ${to}`,
        rows
          .filter(({ differs }) => differs)
          .map((row) => [
            row.label[locale],
            maximum(row.a, row.open.includes('a'), say),
            `→ ${maximum(row.b, row.open.includes('b'), say)}`,
          ]),
      ),
    ),
    ...section(
      say('law-diff.means'),
      comparison.consequences.map((one) => [
        locale === 'nl' ? one.substance.nameNl : one.substance.nameEn,
        say(`law-diff.means.${one.kind}`),
        one.same ? `= ${one.a[locale]}` : `${one.a[locale]} → ${one.b[locale]}`,
      ]),
    ),
    ...section(
      say('law-diff.rules'),
      rules.map((rule) => [rule.id, say(`law-diff.${rule.change}`), rule.title[locale]]),
    ),
    ...section(
      say('law-diff.terms'),
      terms.map((term) => [term.title[locale], say(`law-diff.${term.change}`), before(term)]),
    ),
    ...section(
      say('law-diff.articles'),
      articles.map(({ short, change, ...words }) => [
        short,
        say(`law-diff.${change}`),
        (words.b ?? words.a)?.[locale] ?? '',
      ]),
    ),
    ...section(
      say('law-diff.notices'),
      notices.map((notice) => [notice[locale]]),
    ),
    ...(mark.length > 0 ? ['', ...mark] : []),
  ].join('\n')
}

/** The heaviest provision that is met, as a lawyer writes it: 12 y / 5 (Ow 10(5)). */
function maximum(views: readonly PenaltyView[], isOpen: boolean, say: Say): string {
  const heaviest = views.find((view) => view.heaviest)
  if (!heaviest) return isOpen ? say('law-diff.open') : '–'
  const { custody, fineCategory, citations } = heaviest
  const time = custody ? `${custody.count} ${say(`law-diff.unit.${custody.unit}`)} / ` : ''
  return `${time}${fineCategory} (${citations[0]?.short ?? heaviest.rule})`
}

function lawName({ on, knownOn, hypothetical }: LawNamed, locale: Locale): string {
  const day = knownOn === on ? on : `${on} (${knownOn})`
  return hypothetical ? `${day} + "${hypothetical.title[locale]}"` : day
}

function movedRows(moved: readonly Moved[], locale: Locale, say: Say): string[][] {
  const place = (standing: Moved['from']) =>
    standing === 'none' ? say('law-diff.nowhere') : standing === 'expert' ? say('law-diff.expert') : standing
  return moved.map(({ nameNl, nameEn, from, to, b, doubt }) => {
    const because = b.basis === null || b.basis === 'named' ? '' : (b.ruleName?.[locale] ?? b.rule ?? '')
    const notes = [
      because,
      b.lifted ? `${say('law-diff.lifted')}: ${b.lifted.title[locale]}` : '',
      doubt?.[locale] ?? '',
    ]
    return [
      locale === 'nl' ? nameNl : nameEn,
      `${place(from)} → ${place(to)}`,
      notes.filter((note) => note !== '').join('; '),
    ]
  })
}

/** A heading and rows whose first two columns line up; nothing where there are no rows. */
function section(title: string, rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return []
  const widths = [0, 1].map((column) => Math.min(48, Math.max(...rows.map((row) => row[column]?.length ?? 0))))
  const line = (row: readonly string[]) =>
    row.map((cell, column) => (column < row.length - 1 ? cell.padEnd(widths[column] ?? 0) : cell)).join('  ')
  return ['', `${title} (${rows.length})`, ...rows.map((row) => `  ${line(row)}`.trimEnd())]
}
