// Which words belong to what the stream of denials says in codes; what has no words here stands as it is. Pure. Not here: the words (messages/).
import { actionWords, type DenialRow } from '#platform/contract'
import { denialMessages } from '../messages/denials.ts'

type DenialKey = Exclude<keyof typeof denialMessages, 'denials.program'> // That one takes a name.

const isDenialKey = (key: string): key is DenialKey => key in denialMessages

/** What an action is called; null of one that is gone. */
export function wordsOf(action: string): { readonly nl: string; readonly en: string } | null {
  return isAction(action) ? actionWords[action] : null
}

const isAction = (action: string): action is keyof typeof actionWords => Object.hasOwn(actionWords, action)

/** Who asked was told that it is not there; who reads this sees whether it is. */
export function reasonKey({ reason, thing }: Pick<DenialRow, 'reason' | 'thing'>): DenialKey | null {
  const key = `denials.reason.${reason === 'not-found' && thing !== null ? 'of-another' : reason}`
  return isDenialKey(key) ? key : null
}

type RuleOf<Key> = Key extends `denials.rule.${infer Rule}` ? Rule : never
export type Rule = RuleOf<DenialKey>

/** Those that forbid, as they stand in the catalogue. */
export const rules: readonly Rule[] = Object.keys(denialMessages).flatMap(
  (key) => (key.startsWith('denials.rule.') ? [key.slice('denials.rule.'.length) as Rule] : []), // Of a key with that beginning.
)

export const isRule = (id: string): id is Rule => rules.some((rule) => rule === id)

/** Of what has no name here: what kind of thing it was, that there is none, or that it was about no one thing. */
export function thingKey(resource: string): DenialKey {
  const [kind = '', id] = resource.split(' ')
  if (id !== undefined && !['document', 'session', 'machine-client'].includes(kind)) return 'denials.thing.unknown'
  const key = `denials.thing.${kind}`
  return isDenialKey(key) ? key : 'denials.thing.any'
}
