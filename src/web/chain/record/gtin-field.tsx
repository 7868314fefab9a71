// The GTIN of packs: typed or scanned, or that of packs of the same product packed before, as nobody knows fourteen digits by heart. Not here: whether
// the digits are a GTIN (act-of.ts).
import { useQueries, useQuery } from '@tanstack/react-query'
import { useLocale } from '../../locale.tsx'
import { recordMessages } from '../../messages/record.ts'
import { Button } from '../../parts/button.tsx'
import type { FieldTexts } from '../../parts/field.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { batch, packedOf } from '../queries.ts'
import type { Draft } from './fields.ts'

type Props = FieldTexts & {
  readonly productCode: string
  readonly value: string
  readonly onChange: (change: Draft) => void
}

export function GtinField({ productCode, value, onChange, ...texts }: Props) {
  const { t, mass } = useLocale(recordMessages)
  const used = useGtinsUsed(productCode)
  return (
    <>
      <TextField
        {...texts}
        value={value}
        onChange={(gtin) => onChange({ gtin })}
        inputMode="numeric"
        autoComplete="off"
      />
      {used.map(({ gtin, packMassMg }) => (
        <p key={gtin}>
          <Button isCompact onPress={() => onChange({ gtin, packMass: mass(packMassMg) })}>
            {t('record.gtin-used', { gtin, each: mass(packMassMg) })}
          </Button>
        </p>
      ))}
    </>
  )
}

/** Of the packs of this product that were packed last and that the reader may see: each GTIN with what such a pack holds, once. */
function useGtinsUsed(productCode: string): readonly { readonly gtin: string; readonly packMassMg: string }[] {
  const { data: packed } = useQuery(packedOf(productCode))
  const details = useQueries({ queries: (packed?.items ?? []).map(({ batchId }) => batch(batchId)) })
  const used = new Map<string, { gtin: string; packMassMg: string }>()
  for (const { data } of details)
    if (data?.gtin && data.packMassMg) used.set(data.gtin, { gtin: data.gtin, packMassMg: data.packMassMg })
  return [...used.values()]
}
