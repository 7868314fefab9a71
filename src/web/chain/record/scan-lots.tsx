// Lots that are scanned into the form, one after another, as they go into the van. Not here: what becomes of each (add-portion.ts).
import { useLocale } from '../../locale.tsx'
import { moreInputsMessages } from '../../messages/more-inputs.ts'
import { ScanField } from '../../parts/scan-field.tsx'
import type { useAddPortion } from './add-portion.ts'

export function ScanLots({ adding }: { readonly adding: ReturnType<typeof useAddPortion> }) {
  const { t } = useLocale(moreInputsMessages)
  return (
    <section className="gr-chain-panel gr-record-scan">
      <ScanField
        label={t('inputs.scan')}
        help={t('inputs.scan.help')}
        onScan={({ hit }) => {
          if (hit.kind === 'batch') void adding.add({ batchId: hit.batch.batchId, name: hit.batch.name })
        }}
      />
    </section>
  )
}
