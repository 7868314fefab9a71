// Three values and one more: true, false, unknown, and "an official must say". Not here: what a rule asks (condition.ts).
import type { Truth } from './contract.ts'

/** In this order the least decides an "and", the greatest an "or". */
export const FALSE = 0
export const UNKNOWN = 1
export const JUDGEMENT = 2
export const TRUE = 3
export type Grade = typeof FALSE | typeof UNKNOWN | typeof JUDGEMENT | typeof TRUE

export const and = (a: Grade, b: Grade): Grade => (a < b ? a : b)
export const or = (a: Grade, b: Grade): Grade => (a > b ? a : b)
/** What is not known, or not yet judged, is so for its opposite too. */
export const not = (a: Grade): Grade => (a === TRUE ? FALSE : a === FALSE ? TRUE : a)
export const gradeOf = (value: boolean): Grade => (value ? TRUE : FALSE)
export const isOpen = (a: Grade): boolean => a === UNKNOWN || a === JUDGEMENT

const named: Record<Grade, Truth> = { 0: 'false', 1: 'unknown', 2: 'judgement', 3: 'true' }
export const truthOf = (a: Grade): Truth => named[a]
