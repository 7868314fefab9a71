// docs/reference/lists.md, written from the corpus: how many each list names on every day it changed, and what is not recorded. Not here: writing the file.
import { type Corpus, changeDays, coverageOn, listCounts } from '#law'

/** Later than anything the corpus knows of. */
const everything = Temporal.PlainDate.from('9999-12-31')

export function describeLists(corpus: Corpus): string {
  return [
    '# The lists by date',
    '',
    '<!-- Generated from corpus/ by "grein generate"; do not edit. -->',
    '',
    'How many substances each list names on every day on which a list changed, as far as this corpus was read. "Inferred" are',
    'those whose Dutch listing was not read and follows from a treaty duty. A day on which a list was read "in part" may have',
    'named more than the number says. `grein law lists --on DAY` prints the same for any day.',
    '',
    '| day | list I | inferred | list II | inferred | groups of list IA | read (I, IA, II) | source |',
    '|---|---:|---:|---:|---:|---:|---|---|',
    ...changeDays(corpus).map((on) => dayRow(corpus, on)),
    '',
    '## What is recorded of the substances',
    '',
    '| | listed | with an INN | with a CAS number | with a structure | its form in space open | under a treaty schedule |',
    '|---|---:|---:|---:|---:|---:|---:|',
    ...(['compound', 'plant', 'fungus', 'material'] as const).map((kind) => recordedRow(corpus, kind)),
    '',
    ...listed(
      'Compounds without a structure',
      missing(corpus, ({ structure }) => structure === null),
    ),
    ...listed(
      'Compounds without a CAS number, because sources contradict each other',
      missing(corpus, ({ cas }) => cas.length === 0),
    ),
    ...listed(
      'Named by a treaty, and on no Dutch list that is recorded',
      corpus.substances
        .filter((each) => each.treaty && !isListed(corpus, each.substanceId))
        .map(({ nameEn }) => nameEn),
    ),
    ...listed(
      'On no list and in no treaty, recorded so that a question by name is answered from the structure',
      corpus.substances
        .filter((each) => !each.treaty && !isListed(corpus, each.substanceId))
        .map(({ nameEn }) => nameEn),
    ),
    '## Names that mean more than one substance',
    '',
    'A question with such a name is answered with both, never with one of them.',
    '',
    '| name | substances |',
    '|---|---|',
    ...[...corpus.byName]
      .filter(([, named]) => named.length > 1)
      .map(([, named]) => `| ${named[0]!.name} | ${named.map(({ substanceId }) => substanceId).join(', ')} |`),
    '',
  ].join('\n')
}

function dayRow(corpus: Corpus, on: Temporal.PlainDate): string {
  const [one, ia, two] = listCounts(corpus, { on, knownOn: everything })
  const coverage = coverageOn(corpus, on).map(({ extent }) =>
    extent === 'partial' ? 'in part' : extent === 'text' ? 'whole' : 'no',
  )
  const day = on.toString()
  const sources = corpus.lists.filter((file) =>
    file.mutations.some(({ inForce = file.inForce }) => inForce.from === day || inForce.until === day),
  )
  const cells = [
    ...[day, one!.named, one!.certainties.inferred, two!.named, two!.certainties.inferred, ia!.definitions],
    ...[coverage.join(', '), sources.map(({ source }) => source).join(', ') || '–'],
  ]
  return `| ${cells.join(' | ')} |`
}

function recordedRow(corpus: Corpus, kind: Corpus['substances'][number]['kind']): string {
  const all = corpus.substances.filter((each) => each.kind === kind && isListed(corpus, each.substanceId))
  const count = (has: (each: (typeof all)[number]) => boolean) => all.filter(has).length
  const cells = [
    ...[kind, all.length, count(({ inn }) => inn !== null), count(({ cas }) => cas.length > 0)],
    ...[count(({ structure }) => structure !== null), count(({ structure }) => structure?.stereo === 'not-recorded')],
    count(({ treaty }) => Boolean(treaty)),
  ]
  return `| ${cells.join(' | ')} |`
}

const isListed = (corpus: Corpus, substanceId: string) => corpus.mutationsBySubstance.has(substanceId)

/** Of what a list or a treaty names; a substance recorded for its name alone need not have a number. */
const missing = (corpus: Corpus, lacks: (each: Corpus['substances'][number]) => boolean) =>
  corpus.substances
    .filter((each) => each.kind === 'compound' && (isListed(corpus, each.substanceId) || each.treaty) && lacks(each))
    .map(({ nameEn }) => nameEn)

function listed(heading: string, names: readonly string[]): readonly string[] {
  return [`**${heading}** (${names.length}): ${[...names].sort().join(', ') || 'none'}.`, '']
}
