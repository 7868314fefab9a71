// What a reader of the API sees of a schema, references and nested lists included. Not here: the API's own document; it is checked for drift elsewhere.
import { expect, test } from 'vitest'
import { type ApiDocument, groupsOf, groupsWith } from './openapi.ts'
import { exampleOf, outlineOf } from './outline.ts'

const document: ApiDocument = {
  info: { title: 'Grein', version: '1' },
  tags: [
    { name: 'law', description: 'The law' },
    { name: 'chain', description: 'The chain' },
  ],
  paths: {
    '/v1/batches/{batchId}': {
      get: {
        operationId: 'readBatch',
        tags: ['chain'],
        summary: 'One batch',
        responses: {
          200: {
            description: 'The answer.',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Batch' } } },
          },
          404: { description: 'api/stopping, chain/unknown-batch' },
        },
      },
    },
    '/v1/substances/check': { get: { operationId: 'check', tags: ['law'], summary: 'What is it?' } },
    '/healthz': { get: { summary: 'Alive' } },
  },
  components: {
    schemas: {
      Batch: {
        type: 'object',
        required: ['batchId', 'parents'],
        properties: {
          batchId: { type: 'string', pattern: '^bat_[0-9a-f]{8}-x$' },
          massMg: {
            anyOf: [{ type: 'string', pattern: '^(0|[1-9][0-9]{0,17})$', description: 'milligrams' }, { type: 'null' }],
          },
          parents: { type: 'array', items: { $ref: '#/components/schemas/Batch' } },
          state: { type: 'string', enum: ['wet', 'dried'] },
          holder: { anyOf: [{ type: 'object', properties: { name: { type: 'string' } } }, { type: 'null' }] },
        },
      },
    },
  },
}

test('operations stand in the order of the tags, what has none last', () => {
  expect(groupsOf(document).map(({ name, operations }) => [name, operations.map(({ id }) => id)])).toEqual([
    ['law', ['check']],
    ['chain', ['readBatch']],
    ['', ['get /healthz']],
  ])
})

test('a search needs every word, in the address or the text', () => {
  const ids = (words: string) =>
    groupsWith(groupsOf(document), words).flatMap(({ operations }) => operations.map(({ id }) => id))
  expect(ids('BATCH get')).toEqual(['readBatch'])
  expect(ids('batch what')).toEqual([])
  expect(ids('  ')).toHaveLength(3)
})

test('refusals are the codes of each status, and nothing that is no code', () => {
  const [, chain] = groupsOf(document)
  expect(chain?.operations[0]?.refusals).toEqual([{ status: '404', codes: ['api/stopping', 'chain/unknown-batch'] }])
})

test('an outline follows references once, so that a schema that holds itself ends', () => {
  const rows = outlineOf(document, { $ref: '#/components/schemas/Batch' })
  expect(rows.map(({ name, kind, isRequired }) => [name, kind, isRequired])).toEqual([
    ['batchId', 'string', true],
    ['massMg', 'string | null', false],
    ['parents', 'Batch[]', true],
    ['state', '"wet" | "dried"', false],
    ['holder', 'object | null', false],
  ])
  expect(rows[4]?.below.map(({ name }) => name)).toEqual(['name'])
  expect(rows[2]?.below).toEqual([])
})

test('an example has the form of each field', () => {
  expect(exampleOf(document, { $ref: '#/components/schemas/Batch' })).toEqual({
    batchId: 'bat_0198f1c2-7d3a-7000-8000-0123456789ab',
    massMg: '12500',
    parents: [{}],
    state: 'wet',
    holder: { name: 'text' },
  })
  expect(exampleOf(document, { $ref: '#/components/schemas/Nowhere' })).toEqual({})
})
