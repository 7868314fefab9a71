// The whole law as data in one answer, for whoever wants to decide without asking us: a browser without a line, a program with our library.
// Not here: single substances, lists and articles.
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { Type } from '#kernel'
import type { Corpus, CorpusData } from '#law'
import type { House } from '../house.ts'
import type { App } from '../http/request-context.ts'
import { problemAnswers, readRefusals, shellRefusals } from '../http/route.ts'

type Encoding = 'br' | 'gzip' | 'identity'

export function mountCorpus(app: App, house: House): void {
  const { corpus } = house.law
  // Packed once a process, when first asked for: the law does not change while we run.
  const packed = new Map<Encoding, Promise<Buffer>>()
  app.get(
    '/v1/law/corpus',
    {
      config: { operationId: 'readCorpus' },
      schema: {
        operationId: 'readCorpus',
        tags: ['law'],
        summary: 'The whole law as data, as this server decides with it',
        description:
          'JSON of some megabytes, compressed; its `ETag` is the version. With it and the library (docs/reference/law-library.md) a program or a browser classifies without sending us a structure.',
        response: {
          200: {
            description: 'The answer.',
            content: {
              'application/json': {
                schema: Type.Object(
                  { version: Type.String({ description: 'sha-256 over every file' }) },
                  { description: 'The folders of corpus/, each by its schema in corpus/schema/' },
                ),
              },
            },
          },
          304: Type.Null({ description: 'The law is still the one you have.' }),
          ...problemAnswers([...shellRefusals, ...readRefusals]),
        },
      },
    },
    async (request, reply) => {
      await house.access.require(request.actor, 'law:check-substance')
      const encoding = encodingFor(request.headers['accept-encoding'])
      const tag = `"${corpus.version.slice(0, 32)}-${encoding}"`
      // Public: the law is. Asked again each time, answered with 304: half a day on an old law is an error.
      reply.header('etag', tag).header('cache-control', 'public, no-cache').header('vary', 'Accept-Encoding')
      if (request.headers['if-none-match'] === tag) return reply.code(304).send()
      const body = packed.get(encoding) ?? pack(encoding, corpus)
      packed.set(encoding, body)
      if (encoding !== 'identity') reply.header('content-encoding', encoding)
      return reply.type('application/json; charset=utf-8').send(await body)
    },
  )
}

function encodingFor(accepted: string | string[] | undefined): Encoding {
  const names = String(accepted ?? '').toLowerCase()
  return /\bbr\b(?!;\s*q=0(\D|$))/.test(names) ? 'br' : /\bgzip\b(?!;\s*q=0(\D|$))/.test(names) ? 'gzip' : 'identity'
}

async function pack(encoding: Encoding, corpus: Corpus): Promise<Buffer> {
  const bytes = Buffer.from(JSON.stringify(dataOf(corpus)))
  if (encoding === 'identity') return bytes
  if (encoding === 'gzip') return promisify(gzip)(bytes)
  // The highest levels take seconds for a few per cent.
  return promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 7 } })
}

/** What was read, without the indexes over it: a browser builds its own. */
export function dataOf(corpus: Corpus): CorpusData {
  const isIndex = (value: unknown) => value instanceof Map
  // What is left of a corpus without its indexes is the data it was opened from.
  return Object.fromEntries(Object.entries(corpus).filter(([, value]) => !isIndex(value))) as CorpusData
}
