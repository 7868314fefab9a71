// The published form of the schemas: what stands in corpus/schema/, so that an authority can check its own files with any tool.
import { LawDraft } from '../compare/index.ts'
import { fileKinds } from '../files.ts'

/** File name → text. A test compares these with corpus/schema/; `grein generate` or the test's message says how to renew them. */
export function publishedSchemas(): ReadonlyMap<string, string> {
  // A draft is no part of the corpus, but whoever writes one wants its shape from the same place.
  return new Map(
    Object.entries({ ...fileKinds, draft: LawDraft }).map(([kind, schema]) => [
      `${kind}.json`,
      `${JSON.stringify(
        { $schema: 'https://json-schema.org/draft/2020-12/schema', title: `Grein corpus: ${kind}`, ...schema },
        null,
        2,
      )}\n`,
    ]),
  )
}
