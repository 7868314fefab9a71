// docs/reference/openapi.json and problems.md, made from the routes and the tables of refusals. Not here: writing the files.

import { paperHouse } from '../paper-house.ts'
import { buildServer } from '../server.ts'
import { knownProblems } from './all-problems.ts'
import { meanings } from './problem-pages.ts'

/** The same text on every machine: routes in order of their address, schemas in order of their name. */
export async function describeOpenApi(): Promise<string> {
  const app = await buildServer(paperHouse())
  try {
    await app.ready()
    return `${JSON.stringify(app.swagger(), null, 2)}\n`
  } finally {
    await app.close()
  }
}

export function describeProblems(): string {
  const rows = knownProblems.map(({ code, status, title, basis }) => {
    const articles = basis.length > 0 ? basis.map((article) => `\`${article}\``).join(', ') : '–'
    return `| \`${code}\` | ${status} | ${title.en} | ${title.nl} | ${articles} |`
  })
  const kinds = Object.entries(meanings).map(([kind, { en }]) => `| ${kind} | ${en} |`)
  return [
    '# Problems',
    '',
    '<!-- Generated from every problems.ts; do not edit. -->',
    '',
    'Every refusal is an `application/problem+json` (RFC 9457) whose `type` is `/problems/` and the code below; that address can be',
    'opened. `detail` says what happened and what to do, in Dutch or English by `Accept-Language`; `basis` names the articles that',
    'applied, which may be fewer than here; `instance` is the id to name when you ask for help. Of the refusals of a room that apply,',
    'the first in this list is the answer.',
    '',
    '| code | status | title | titel | basis |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    '## What each kind asks of you',
    '',
    '| kind | meaning |',
    '|---|---|',
    ...kinds,
    '',
  ].join('\n')
}
