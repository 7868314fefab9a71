// The description of the whole API (OpenAPI 3.1), made from the routes themselves, the same on every run. Not here: any route.
import swagger from '@fastify/swagger'
import * as chain from '#chain/contract'
import * as kernel from '#kernel'
import * as laws from '#law'
import * as law from '#law/contract'
import * as licensing from '#licensing/contract'
import * as platform from '#platform/contract'
import { problemMediaType } from './problem.ts'
import type { App } from './request-context.ts'
import { tags } from './route.ts'
import { apiVersion } from './version.ts'

const description = `What the law says about a substance on a date, who may do what with it, and every milligram of it.

- Every body is JSON in UTF-8; unknown fields and parameters are refused.
- A mass is a whole number of milligrams as a text, because JSON numbers lose digits.
- Every refusal is a problem (RFC 9457) with a \`type\` you can open, the articles in \`basis\`, in Dutch or English by Accept-Language.
- A list has at most one page in an answer; the header \`Link\` with rel="next" is the next.
- Sending twice is safe: an event has its \`eventId\`, a PUT its address, and what makes something new takes the header \`Idempotency-Key\`.
- A browser is known by its session cookie and sends \`X-Grein-Csrf\` with every write; a machine sends a bearer token.`

const tagTexts: Record<(typeof tags)[number], string> = {
  identity: 'Who you are: logging in, sessions, passkeys, machine clients.',
  law: 'What a substance is by law on a date.',
  licensing: 'Parties, premises and exemptions.',
  chain: 'Batches, events, traces and shipments: where every milligram is.',
  log: 'The transparency log: checkpoints, proofs and tiles anyone can check.',
  documents: 'Files that belong to what was recorded.',
  platform: 'Your work, saved views, searching, and how the server is.',
}

export async function describeApi(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Grein',
        version: apiVersion,
        description,
        license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
      },
      servers: [{ url: '/' }],
      tags: tags.map((name) => ({ name, description: tagTexts[name] })),
      components: {
        securitySchemes: {
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: '__Host-grein',
            description: 'The session of a person who logged in.',
          },
          machine: { type: 'http', scheme: 'bearer', description: 'A token of a machine client.' },
        },
      },
    },
    convertConstToEnum: false,
    transformObject: (document) => {
      const described = 'openapiObject' in document ? document.openapiObject : document.swaggerObject
      return nameSchemas(sortedPaths(described as Document)) as typeof described // The same document with references for repeated schemas.
    },
  })
  app.get('/openapi.json', { schema: { hide: true } as object }, async (_request, reply) =>
    reply
      .type('application/json; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(JSON.stringify(app.swagger())),
  )
}

type Document = { paths: Record<string, unknown>; components: { schemas?: Record<string, unknown> } }

/** By address, so that moving a route in the code changes nothing in the reference. */
function sortedPaths(document: Document): Document {
  const paths = Object.fromEntries(Object.entries(document.paths).sort(([a], [b]) => (a < b ? -1 : 1)))
  return { ...document, paths }
}

/** Every schema the contracts export becomes a component, and each place that repeats it points there. */
function nameSchemas(document: Document): Document {
  const names = new Map<string, string>()
  for (const [name, value] of Object.entries({ ...kernel, ...platform, ...laws, ...law, ...licensing, ...chain })) {
    if (!isObjectSchema(value)) continue
    const text = JSON.stringify(value)
    if (!names.has(text)) names.set(text, name)
  }
  const used = new Map<string, unknown>()
  const refer = (node: unknown, isComponent = false): unknown => {
    if (typeof node !== 'object' || node === null) return node
    if (Array.isArray(node)) return node.map((item) => refer(item))
    const problem = (node as Record<string, { schema?: unknown }>)[problemMediaType] // Absent from most nodes.
    if (problem?.schema) {
      used.set('ProblemBody', problem.schema)
      return { [problemMediaType]: { schema: { $ref: '#/components/schemas/ProblemBody' } } }
    }
    const name = isComponent ? undefined : names.get(JSON.stringify(node))
    if (name === undefined) return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, refer(value)]))
    if (!used.has(name)) {
      used.set(name, null) // Before its own parts, so that a name is worked out once.
      used.set(name, refer(node, true))
    }
    return { $ref: `#/components/schemas/${name}` }
  }
  const paths = refer(document.paths) as Document['paths'] // `refer` keeps the shape and swaps repeated schemas alone.
  const schemas = Object.fromEntries([...used].sort(([a], [b]) => (a < b ? -1 : 1)))
  return { ...document, paths, components: { ...document.components, schemas } }
}

/** Only objects: a name for each small text would hide more than it tells. */
function isObjectSchema(value: unknown): value is object {
  return (
    typeof value === 'object' && value !== null && 'type' in value && value.type === 'object' && 'properties' in value
  )
}
