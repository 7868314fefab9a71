// Questions as they are typed: one object, an array, or one a line. Each is checked against the schema; what does not fit is told with its
// place. Not here: answering.
import { Value } from 'typebox/value'
import type { Translate, TSchema } from '#kernel'
import { lineOfSyntaxError } from '#law/corpus'
import type { Texts } from '../texts.ts'

export type Read =
  | { readonly line: number; readonly value: unknown }
  /** That line is no JSON. */
  | { readonly line: number; readonly fault: 'no JSON' }

/** `isMany`: an array or lines, so that each answer is a line too. */
export function readQuestions(text: string): { readonly isMany: boolean; readonly read: readonly Read[] } {
  const whole = parsed(text, 1)
  if ('value' in whole) {
    const { value } = whole
    if (!Array.isArray(value)) return { isMany: false, read: [whole] }
    return { isMany: true, read: value.map((one, index) => ({ line: index + 1, value: one })) }
  }
  const lines = text.split('\n').map((line, index) => ({ line: line.trim(), number: index + 1 }))
  const full = lines.filter(({ line }) => line !== '')
  if (full.length < 2 || !full[0]!.line.endsWith('}')) return { isMany: false, read: [whole] }
  return { isMany: true, read: full.map(({ line, number }) => parsed(line, number)) }
}

function parsed(text: string, line: number): Read {
  try {
    return { line, value: JSON.parse(text) }
  } catch (error) {
    return { line: line - 1 + lineOfSyntaxError(text, error), fault: 'no JSON' }
  }
}

/** The first thing a schema has against a value: where, and what would fit. Null when it fits. */
export function faultOf(schema: TSchema, value: unknown, say: Translate<Texts>): string | null {
  const all = [...Value.Errors(schema, value)]
  const told = all.filter(({ keyword }) => keyword !== 'boolean')
  // Only so many are given: of many fields that are none there is no word beside that of each.
  const faults = told.length > 0 ? told : all
  // Of a choice of forms, what is said deepest tells most.
  const [fault] = faults.toSorted((a, b) => b.instancePath.length - a.instancePath.length)
  if (!fault) return null
  const at = fault.instancePath || '/'
  switch (fault.keyword) {
    case 'enum':
      return say('may.fault.none-of', { at, words: fault.params.allowedValues.join(', ') })
    case 'additionalProperties':
      return say('may.fault.no-such-field', { at, field: fault.params.additionalProperties.join(', ') })
    case 'boolean': {
      const cut = at.lastIndexOf('/')
      return say('may.fault.no-such-field', { at: at.slice(0, cut) || '/', field: at.slice(cut + 1) })
    }
    case 'required':
      return say('may.fault.missing', { at, field: fault.params.requiredProperties.join(', ') })
    default:
      return `${at}: ${fault.message}`
  }
}
