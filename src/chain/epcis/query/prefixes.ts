// What prefixes stand for, in a question: from `@context`, from the header GS1-Extensions, those every document has, and our own. Not here:
// documents.
import { greinNamespace, greinPrefix } from '../acts/names.ts'
import { type Prefixes, standardPrefixes } from '../prefixes.ts'
import { oneName, ownName } from '../tree.ts'

/** More than any document brings. */
const prefixesMax = 100

/**
 * Every answer of ours announces this prefix in GS1-Extensions, so who asks need not say it back. Who gives it another meaning has that.
 * In a document it must be said: that is read by others too.
 */
const knownPrefixes: Prefixes = new Map([...standardPrefixes, [greinPrefix, greinNamespace]])

/** Addresses in a context are known by name and never fetched; its objects say prefixes. Null for what is no context. */
export function contextPrefixes(context: unknown): Prefixes | null {
  if (context === undefined) return knownPrefixes
  const parts = Array.isArray(context) ? context : [context]
  const found = new Map(knownPrefixes)
  for (const part of parts) {
    if (typeof part === 'string') continue
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return null
    for (const [prefix, namespace] of Object.entries(part))
      if (typeof namespace === 'string' && isPrefix(prefix)) found.set(prefix, namespace)
  }
  return found.size > prefixesMax ? null : found
}

/** `ext=https://ns.example.com/, lab=https://lab.example.nl/` */
export function headerPrefixes(header: string | undefined): Prefixes | null {
  const found = new Map(knownPrefixes)
  for (const pair of (header ?? '').split(',').map((one) => one.trim())) {
    if (pair === '') continue
    const at = pair.indexOf('=')
    const [prefix, namespace] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
    if (at < 1 || !isPrefix(prefix) || namespace === '') return null
    found.set(prefix, namespace)
  }
  return found.size > prefixesMax ? null : found
}

const isPrefix = (text: string) => /^[A-Za-z][A-Za-z0-9_-]{0,40}$/.test(text)

/** `ext:lot` as the tree calls it, `{https://ns.example.com/}lot`; also a whole name such as `https://ns.example.com/lot`. Null for neither. */
export function wholeName(
  text: string,
  prefixes: Prefixes,
): { readonly name: string } | { readonly unknownPrefix: string } | null {
  const curie = /^([A-Za-z][A-Za-z0-9_-]*):([\w.-]+)$/.exec(text)
  if (curie) {
    const [, prefix = '', local = ''] = curie
    const namespace = prefixes.get(prefix)
    return namespace === undefined ? { unknownPrefix: prefix } : { name: oneName(ownName(namespace, local)) }
  }
  const whole = /^([A-Za-z][A-Za-z0-9+.-]*:[^\s"<>\\^`{|}]*[/#:])([^/#:\s"<>\\^`{|}]+)$/.exec(text)
  return whole ? { name: ownName(whole[1] ?? '', whole[2] ?? '') } : null
}
