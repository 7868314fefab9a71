// Every generated file, docs/reference and the schemas of the corpus, with its text, the same on every run. Not here: writing them (generate.ts).
import { join } from 'node:path'
import { describeOpenApi, describeProblems } from '#api'
import { Certificate } from '#chain/contract'
import { draftExamples } from '#law'
import { loadCorpus, publishedSchemas } from '#law/corpus'
import { accessReference, describeConfiguration } from '#platform'
import { describeMigratedSchema } from '#platform/testing'
import type { Command } from './command.ts'
import { describeEpcisQueries } from './epcis/query-reference.ts'
import { describeEpcisActs, epcisProfileSchema } from './epcis/reference.ts'
import { describeLists } from './law/lists-reference.ts'
import { questionSchema } from './may/may.ts'
import { projectRoot } from './project.ts'
import { describeCli } from './reference.ts'
import { registersSchema } from './registers/registers.ts'

export type Reference = { readonly path: string; readonly text: string }

export async function references(commands: readonly Command[]): Promise<readonly Reference[]> {
  const corpus = await loadCorpus(join(projectRoot, 'corpus'))
  return [
    { path: 'docs/reference/openapi.json', text: await describeOpenApi() },
    { path: 'docs/reference/problems.md', text: describeProblems() },
    { path: 'docs/reference/configuration.md', text: describeConfiguration() },
    { path: 'docs/reference/schema.sql', text: await describeMigratedSchema() },
    { path: 'docs/reference/access.md', text: accessReference() },
    { path: 'docs/reference/cli.md', text: describeCli(commands) },
    { path: 'docs/reference/lists.md', text: describeLists(corpus) },
    { path: 'docs/reference/epcis-acts.md', text: describeEpcisActs(corpus) },
    { path: 'docs/reference/epcis-queries.md', text: describeEpcisQueries() },
    { path: 'docs/reference/epcis-profile.schema.json', text: epcisProfileSchema(corpus) },
    { path: 'docs/reference/decision-question.schema.json', text: questionSchema() },
    { path: 'docs/reference/registers.schema.json', text: registersSchema() },
    {
      path: 'docs/reference/certificate.schema.json',
      text: `${JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...Certificate }, null, 2)}\n`,
    },
    // To download, change and open again: `grein law diff --draft`, or the comparison screen.
    ...draftExamples.map(({ id, draft }) => ({
      path: `docs/reference/drafts/${id}.json`,
      text: `${JSON.stringify({ $schema: '../../../corpus/schema/draft.json', ...draft }, null, 2)}\n`,
    })),
    ...[...publishedSchemas()].map(([name, text]) => ({ path: `corpus/schema/${name}`, text })),
  ]
}
