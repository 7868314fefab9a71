// The languages Grein speaks. Not here: texts (messages.ts), and how a value is written in one of them (mass.ts, day.ts).
export type Locale = 'nl' | 'en'
export const locales = ['nl', 'en'] as const satisfies readonly Locale[]
