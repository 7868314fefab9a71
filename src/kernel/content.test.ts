// Contents as people read them. Not here: masses of material (mass.test.ts).
import { expect, test } from 'vitest'
import { formatContent } from './content.ts'
import type { Locale } from './locale.ts'

test.each<[bigint, Locale, string]>([
  [0n, 'nl', '0 µg'],
  [999_999n, 'nl', '999.999 µg'],
  [1_000_000n, 'en', '1 g'],
  [372_635_521n, 'nl', '372,635521 g'],
  [1_234_000_050n, 'en', '1,234.00005 g'],
  [-2_500_000n, 'nl', '−2,5 g'],
])('formatContent(%s, %s) is %s', (content, locale, expected) =>
  expect(formatContent(content, locale)).toBe(expected.replaceAll(' ', '\u00a0')),
)
