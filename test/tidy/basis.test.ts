// Every article the code names exists in corpus/acts and holds in the law of today. Not here: whether it is the right article.
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { citation } from '#law'
import { loadCorpus } from '#law/corpus'
import { filesUnder, root } from './files.ts'

const corpus = await loadCorpus(join(root, 'corpus'))
const stateOfTheLaw = Temporal.PlainDate.from('2026-09-17')
const acts = corpus.acts.map(({ act }) => act).join('|')

/** `'opiumwet/8i/4'` anywhere, an act in `@basis`, and whatever stands in a `basis: […]`, of an act we know or not. */
function articlesIn(text: string): readonly string[] {
  const literals = [...text.matchAll(new RegExp(`(['"\`])((?:${acts})/[A-Za-z0-9:/]+)\\1`, 'g'))].map(
    (found) => found[2]!,
  )
  const tags = [...text.matchAll(/@basis ([a-z-]+\/[A-Za-z0-9:/]+)/g)].map((found) => found[1]!)
  const arrays = [...text.matchAll(/\bbasis: \[([^\]]*)\]/g)].flatMap((found) =>
    [...found[1]!.matchAll(/'([^']*)'/g)].map((inner) => inner[1]!),
  )
  return [...new Set([...literals, ...tags, ...arrays])]
}

test('what a file names is found: literals, tags and basis arrays', () => {
  expect(articlesIn("x('opiumwet/6/2')\n// @basis awb/4:13/2\nbasis: ['nowet/1', 'atw/3']")).toEqual([
    'opiumwet/6/2',
    'atw/3',
    'awb/4:13/2',
    'nowet/1',
  ])
})

describe('src', () => {
  const files = filesUnder('src', /\.tsx?$/).filter(({ path }) => !/\.test\.tsx?$/.test(path))
  test('names only articles that the corpus has and that hold', () => {
    const faults = files.flatMap(({ path, text }) =>
      articlesIn(text)
        .filter((article) => citation(corpus, article, stateOfTheLaw) === null)
        .map((article) => `${path}: ${article} is not in corpus/acts, or does not hold on ${stateOfTheLaw}`),
    )
    expect(faults).toEqual([])
  })
})
