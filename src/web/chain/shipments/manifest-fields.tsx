// The fields of how a shipment travels, in the form of sending: who carries it, and in how many boxes with which numbers. Not here: what
// becomes of them (manifest-draft.ts).
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { type ActOf, type CompanyPrefix, companyPrefixPattern, type UnitsTaken } from '#chain/contract'
import type { PartyKind } from '#licensing/contract'
import { request } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { manifestMessages } from '../../messages/manifest.ts'
import { recordMessages } from '../../messages/record.ts'
import { Button } from '../../parts/button.tsx'
import { MomentField } from '../../parts/date-field.tsx'
import { tellMistakes } from '../../parts/first-mistake.ts'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Select } from '../../parts/select.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { useSend } from '../../queries.ts'
import { PartyField } from '../holder/party-field.tsx'
import { boxCount, numbersIn } from './manifest-draft.ts'

const texts = { ...recordMessages, ...manifestMessages }

const carriers: readonly PartyKind[] = ['carrier']
const companyPrefix = queryOptions({
  queryKey: ['company-prefix'],
  queryFn: ({ signal }) => request<CompanyPrefix>('/v1/company-prefix', { signal }),
})

type Props = {
  readonly shipmentId: string
  readonly draft: Readonly<Record<string, string>>
  readonly onChange: (change: Readonly<Record<string, string>>) => void
  readonly missing: readonly string[]
  /** What is in each box, once that can be said. */
  readonly units: NonNullable<ActOf<'ship'>['units']>
  readonly nameOf: (batchId: string) => string
}

export function ManifestFields(props: Props) {
  const { draft, onChange, missing } = props
  const { t } = useLocale(texts)
  const by = draft['transportBy'] || 'none'
  const boxes = boxCount((draft['boxes'] ?? '').trim())
  const fault = (name: string, text?: string) => (missing.includes(name) ? (text ?? t('record.missing')) : null)
  const field = (name: string) => ({
    value: draft[name] ?? '',
    onChange: (typed: string) => onChange({ [name]: typed }),
    autoComplete: 'off',
  })
  const moment = (name: string) => ({
    value: draft[name] || null,
    onChange: (at: string | null) => onChange({ [name]: at ?? '' }),
    error: fault(name),
  })
  return (
    <>
      <Select
        label={t('manifest.who')}
        choices={[
          { id: 'none', text: t('manifest.none') },
          { id: 'own', text: t('manifest.own') },
          { id: 'carrier', text: t('manifest.other') },
        ]}
        value={by}
        onChange={(transportBy) => onChange({ transportBy })}
      />
      {by === 'carrier' ? (
        <PartyField
          label={t('manifest.carrier')}
          help={t('manifest.carrier.help')}
          kinds={carriers}
          value={draft['carrier'] || null}
          onChange={(carrier) => onChange({ carrier: carrier ?? '' })}
          error={fault('carrier')}
        />
      ) : null}
      {by === 'none' ? null : (
        <>
          <TextField
            label={t('manifest.vehicle')}
            help={t('manifest.vehicle.help')}
            error={fault('vehicle', t('manifest.vehicle.wrong'))}
            maxLength={15}
            {...field('vehicle')}
          />
          <TextField
            label={t('manifest.driver')}
            help={t('manifest.driver.help')}
            isOptional
            error={fault('driver', t('field.witness.wrong'))}
            maxLength={40}
            {...field('driver')}
          />
          <MomentField label={t('manifest.departs')} {...moment('departsAt')} />
          <MomentField label={t('manifest.arrives')} {...moment('arrivesAt')} />
          <TextField label={t('manifest.route')} isOptional maxLength={400} {...field('route')} />
        </>
      )}
      <TextField
        label={t('manifest.boxes')}
        help={t('manifest.boxes.help')}
        isOptional
        inputMode="numeric"
        error={fault('boxes', t(boxes === null ? 'manifest.boxes.wrong' : 'manifest.boxes.unnumbered'))}
        maxLength={3}
        {...field('boxes')}
      />
      {draft['boxes'] ? <Numbers {...props} /> : null}
    </>
  )
}

/** Numbers are given out for this shipment alone; asking again for as many answers the same. */
function Numbers({ shipmentId, draft, onChange, units, nameOf }: Props) {
  const { t, mass } = useLocale(texts)
  const prefix = useQuery(companyPrefix)
  const send = useSend()
  const count = boxCount((draft['boxes'] ?? '').trim())
  const hasPrefix = typeof prefix.data?.prefix === 'string'
  const taken = useQuery({
    queryKey: ['logistic-units', shipmentId, count],
    queryFn: ({ signal }) =>
      send<UnitsTaken>(`/v1/shipments/${shipmentId}/units`, { method: 'PUT', body: { count }, signal }),
    enabled: count !== null && hasPrefix,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  const numbers = taken.data ? JSON.stringify(taken.data.items) : ''
  const kept = draft['ssccs'] ?? ''
  // The form holds texts alone, so what the server gave out is put there when it comes: this ties a fetch to a form, and decides nothing.
  useEffect(() => {
    if (numbers !== '' && numbers !== kept) onChange({ ssccs: numbers })
  }, [numbers, kept, onChange])
  if (prefix.isSuccess && !hasPrefix) return <Prefix />
  if (taken.error) return <ProblemNotice error={taken.error} isNews />
  const shown = numbersIn(kept).slice(0, count ?? 0)
  if (shown.length === 0) return null
  return (
    <div className="gr-field">
      <span className="gr-label">{t('manifest.numbers')}</span>
      <ol className="gr-chain-list">
        {shown.map(({ sscc }) => (
          <li key={sscc}>
            {sscc}
            {(units.find((unit) => unit.sscc === sscc)?.contents ?? []).map(({ batchId, state, massMg }) => (
              <span key={`${batchId} ${state}`} className="gr-manifest-content gr-small gr-muted">
                {nameOf(batchId)}: {mass(massMg)}
              </span>
            ))}
          </li>
        ))}
      </ol>
    </div>
  )
}

const isPrefix = new RegExp(companyPrefixPattern)

function Prefix() {
  const { t } = useLocale(texts)
  const [typed, setTyped] = useState('')
  const [isTried, setTried] = useState(false)
  const send = useSend()
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: () => send<CompanyPrefix>('/v1/company-prefix', { method: 'PUT', body: { prefix: typed.trim() } }),
    onSuccess: () => client.invalidateQueries({ queryKey: companyPrefix.queryKey }),
  })
  const isRight = isPrefix.test(typed.trim())
  return (
    <div className="gr-stack gr-manifest-prefix">
      <TextField
        label={t('manifest.prefix')}
        help={t('manifest.prefix.help')}
        value={typed}
        onChange={setTyped}
        inputMode="numeric"
        autoComplete="off"
        maxLength={12}
        error={isTried && !isRight ? t('manifest.prefix.help') : null}
      />
      <div>
        <Button
          isPending={save.isPending}
          onPress={({ target }) => {
            tellMistakes(target.closest('.gr-manifest-prefix'), () => setTried(true))
            if (isRight) save.mutate()
          }}
        >
          {t('manifest.prefix.save')}
        </Button>
      </div>
      {save.error ? <ProblemNotice error={save.error} isNews /> : null}
    </div>
  )
}
