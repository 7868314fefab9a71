// The worker: fetches the law once, then answers about substances without sending anything anywhere. Not here: the page, and tables
// (law/batch).
import { legalTimeZone, sayRefusal } from '#kernel'
import { type CorpusData, classify, openCorpus, suggest } from '#law'
import type { FromHere, ToHere } from './messages-between.ts'

if (!('Temporal' in globalThis)) await import('temporal-polyfill/global')

/** Typed as the window's by the DOM library, which knows no worker; in a worker it takes one message. */
const tell = (message: FromHere) => globalThis.postMessage(message)
const today = () => Temporal.Now.plainDateISO(legalTimeZone)

async function open() {
  const response = await fetch('/v1/law/corpus', { headers: { accept: 'application/json' } })
  if (!response.ok) throw new TypeError(`the law answered ${response.status}`)
  return openCorpus((await response.json()) as CorpusData) // Our server sends what it decides with.
}

const opening = open()
opening.then(
  async (corpus) => {
    // The first question compiles the law of today; whoever asks next does not wait for that.
    await classify(corpus, null, { q: 'C', as: 'smiles' }, today())
    tell({ kind: 'ready', version: corpus.version })
  },
  () => tell({ kind: 'failed' }),
)

globalThis.addEventListener('message', async ({ data }: MessageEvent<ToHere>) => {
  const corpus = await opening
  if (data.kind === 'suggest') {
    tell({ kind: 'suggest', id: data.id, items: suggest(corpus, data.q, today()) })
    return
  }
  const result = await classify(corpus, null, data.question, today())
  tell({
    ...{ kind: 'check', id: data.id },
    result: result.ok
      ? { ok: true, answer: result.value }
      : { ok: false, refusal: { nl: sayRefusal(result.refusal, 'nl'), en: sayRefusal(result.refusal, 'en') } },
  })
})
