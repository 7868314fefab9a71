// The page's side of the worker that answers on this device: opened once, asked many times. Not here: when it is asked instead of the
// server (queries.ts).
import { queryOptions } from '@tanstack/react-query'
import type { SubstanceQuestion, SubstanceSuggestion } from '#law/contract'
import { UnreachableError } from '../../http.ts'
import type { FromHere, HereResult, ToHere } from './messages-between.ts'

export type Here = {
  readonly version: string
  check(question: SubstanceQuestion): Promise<HereResult>
  suggest(q: string): Promise<readonly SubstanceSuggestion[]>
}

/** Kept for as long as the page: the law came over the line once. */
export const here = queryOptions({
  queryKey: ['law-here'],
  queryFn: openHere,
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
  structuralSharing: false,
  retry: false,
})

function openHere(): Promise<Here> {
  return new Promise((opened, failed) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
    const waiting = new Map<number, (message: FromHere) => void>()
    let asked = 0
    const ask = (message: ToHere) =>
      new Promise<FromHere>((answered) => {
        waiting.set(message.id, answered)
        worker.postMessage(message)
      })
    const giveUp = () => {
      worker.terminate()
      failed(new UnreachableError(null))
    }
    worker.addEventListener('error', giveUp)
    worker.addEventListener('message', ({ data }: MessageEvent<FromHere>) => {
      if (data.kind === 'failed') return giveUp()
      if (data.kind === 'ready')
        return opened({
          version: data.version,
          async check(question) {
            const answer = await ask({ id: ++asked, kind: 'check', question })
            if (answer.kind !== 'check') throw new Error('the worker answered something else')
            return answer.result
          },
          async suggest(q) {
            const answer = await ask({ id: ++asked, kind: 'suggest', q })
            return answer.kind === 'suggest' ? answer.items : []
          },
        })
      waiting.get(data.id)?.(data)
      waiting.delete(data.id)
    })
  })
}
