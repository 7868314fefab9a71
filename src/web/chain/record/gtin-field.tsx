// The GTIN of packs: typed or scanned, or that of packs of the same product packed before, as nobody knows fourteen digits by heart. Not here: whether
// the digits are a GTIN (act-of.ts).
import { useQuery } from '@tanstack/react-query'
import { useLocale } from '../../locale.tsx'
import { recordMessages } from '../../messages/record.ts'
import { Button } from '../../parts/button.tsx'
import type { FieldTexts } from '../../parts/field.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { gtinsUsed } from '../queries.ts'
import type { Draft } from './fields.ts'

type Props = FieldTexts & {
  readonly productCode: string
  readonly value: string
  readonly onChange: (change: Draft) => void
}

export function GtinField({ productCode, value, onChange, ...texts }: Props) {
  const { t, mass } = useLocale(recordMessages)
  const { data: used } = useQuery(gtinsUsed(productCode))
  return (
    <>
      <TextField
        {...texts}
        value={value}
        onChange={(gtin) => onChange({ gtin })}
        inputMode="numeric"
        autoComplete="off"
      />
      {used?.map(({ gtin, packMassMg }) => (
        <p key={gtin}>
          <Button isCompact onPress={() => onChange({ gtin, packMass: mass(packMassMg) })}>
            {t('record.gtin-used', { gtin, each: mass(packMassMg) })}
          </Button>
        </p>
      ))}
    </>
  )
}
