// What passes between the check page and the worker that answers on this device. Not here: either side.
import type { ProblemBody } from '#kernel'
import type { SubstanceAnswer, SubstanceQuestion, SubstanceSuggestion } from '#law/contract'

export type ToHere =
  | { readonly id: number; readonly kind: 'check'; readonly question: SubstanceQuestion }
  | { readonly id: number; readonly kind: 'suggest'; readonly q: string }

export type FromHere =
  | { readonly kind: 'ready'; readonly version: string }
  | { readonly kind: 'failed' }
  | { readonly kind: 'check'; readonly id: number; readonly result: HereResult }
  | { readonly kind: 'suggest'; readonly id: number; readonly items: readonly SubstanceSuggestion[] }

export type HereResult =
  | { readonly ok: true; readonly answer: SubstanceAnswer }
  | { readonly ok: false; readonly refusal: { readonly nl: Said; readonly en: Said } }
type Said = Pick<ProblemBody, 'title' | 'detail'>
