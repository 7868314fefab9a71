// Where the corpus and the imported texts agree: which article has its text, and which day differs. Pure. Not here: mending either.
import { type Corpus, compare } from '../../corpus-value.ts'
import { type LawTexts, pathOfPlace, type TextFile, textAt, toestandAt, versionAt } from './text-file.ts'

export type TextRow = {
  /** `opiumwet/2a/2/a`. */
  readonly article: string
  readonly from: string
  readonly until: string | null
  /**
   * `text`: the text is there. `no-text`: imported, and this place is not in it. `not-imported`: no imported text speaks of its
   * days. `begins-otherwise`, `ends-otherwise`: the text is there, and the article changed on another day than the corpus says.
   */
  readonly finding: 'text' | 'no-text' | 'not-imported' | 'begins-otherwise' | 'ends-otherwise'
  /** The day the text says, where it differs. */
  readonly official: string | null
}

/** One row for each version of an article of a regulation that was imported, in the order of the corpus. */
export function textReport(corpus: Corpus, texts: LawTexts): readonly TextRow[] {
  return corpus.acts.flatMap(({ act, bwb, articles }) => {
    const file = bwb === null ? undefined : texts.get(bwb)
    if (!file) return []
    return articles.map((version) => ({
      article: `${act}/${version.path}`,
      ...{ from: version.from, until: version.until },
      ...found(file, pathOfPlace(version.place), version),
    }))
  })
}

type Version = { readonly from: string; readonly until: string | null; readonly fromIs: 'start' | 'earliest-known' }

function found(file: TextFile, path: string, { from, until, fromIs }: Version): Pick<TextRow, 'finding' | 'official'> {
  const days = [from, ...file.toestanden.map(({ on }) => on)].filter(
    (on) => from <= on && (until === null || on < until),
  )
  const article = path
    .split('/')
    .slice(0, path.startsWith('bijlage/') ? 2 : 1)
    .join('/')
  const covered = days.sort(compare).filter((on) => toestandAt(file, on) || versionAt(file, article, on))
  const [first] = covered
  if (first === undefined) return { finding: 'not-imported', official: null }
  const text = textAt(file, path, first)
  if (!text) return { finding: 'no-text', official: null }
  // A version that holds since its start must begin where the article's text does; what is only known to hold need not.
  if (fromIs === 'start' && text.from !== from) return { finding: 'begins-otherwise', official: text.from }
  const after = until === null ? null : textAt(file, path, until)
  if (after && after.from !== until) return { finding: 'ends-otherwise', official: after.from }
  return { finding: 'text', official: null }
}
