// How a state, a limit and a name of quality are shown. Pure. Not here: the texts (messages/quality.ts, release.ts).
import { type ComparedRow, type OrderState, unitText } from '#chain/contract'
import { formatDecimal, type Locale } from '#kernel'
import { chainMessages } from '../../messages/chain.ts'
import { qualityMessages } from '../../messages/quality.ts'
import { releaseMessages } from '../../messages/release.ts'
import type { BadgeTone } from '../../parts/badge.tsx'

export const texts = { ...chainMessages, ...qualityMessages, ...releaseMessages }
type TestKey = Extract<keyof typeof texts, `analyte.${string}` | `test.${string}`>
type StepKey = Exclude<Extract<keyof typeof texts, `quality.step.${string}`>, 'quality.step.leaf'>

export const stateTone: Record<OrderState | 'open', BadgeTone> = {
  ordered: 'info',
  received: 'info',
  'in-test': 'info',
  result: 'warning',
  confirmed: 'positive',
  'out-of-specification': 'negative',
  explained: 'warning',
  'out-of-specification-confirmed': 'negative',
  retest: 'warning',
  released: 'positive',
  refused: 'negative',
  withdrawn: 'neutral',
  open: 'negative',
}
export const verdictTone: Record<ComparedRow['verdict'], BadgeTone> = {
  ...{ inside: 'positive', outside: 'negative', missing: 'warning' },
}

/** Of a determination or of a test by looking. */
export const testKey = (test: string): TestKey =>
  (`analyte.${test}` in texts ? `analyte.${test}` : `test.${test}`) as TestKey // One of the two is there for every test of the contract.
export const stepKey = (kind: string): StepKey => `quality.step.${kind}` as StepKey // Every kind of step a thread of ours has.

/** As the reader writes decimals. */
export const decimal = formatDecimal

export function limitText({ min, max, unit }: Pick<ComparedRow, 'min' | 'max' | 'unit'>, locale: Locale): string {
  const said = (value: string) => decimal(value, locale)
  if (min === null) return max === null ? '–' : `≤ ${said(max)}\u00a0${unitText(unit)}`
  return `${max === null ? `≥ ${said(min)}` : `${said(min)}–${said(max)}`}\u00a0${unitText(unit)}`
}
