// Says which GLN premises, or whose they are, have from a day on, beside what was said before. Not here: who may; the server decides.

import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { parseGln } from '#kernel'
import type { GlnDetail, NewGln, Place } from '#licensing/contract'
import { useContentKeys } from '../content-key.ts'
import { useToday } from '../house-clock.ts'
import { request } from '../http.ts'
import { useLocale } from '../locale.tsx'
import { glnMessages } from '../messages/gln.ts'
import { Button } from '../parts/button.tsx'
import { RadioGroup } from '../parts/choice.tsx'
import { DateField } from '../parts/date-field.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { tellMistakes } from '../parts/first-mistake.ts'
import { ProblemNotice } from '../parts/problem-notice.tsx'
import { Select } from '../parts/select.tsx'
import { TextField } from '../parts/text-field.tsx'
import { useToast } from '../parts/toast.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { useSend } from '../queries.ts'
import { PartyProof } from './party-proof.tsx'

const glns = (premisesId: string) =>
  queryOptions({
    queryKey: ['glns', premisesId],
    queryFn: ({ signal }) => request<GlnDetail>(`/v1/premises/${premisesId}/gln`, { signal }),
  })

const lengths = [6, 7, 8, 9, 10, 11, 12]
const unknown = 'unknown'

export function GlnForm({ place: { premises, party }, onClose }: { place: Place; onClose: () => void }) {
  const { t } = useLocale(glnMessages)
  const found = useQuery(glns(premises.premisesId))
  const send = useSend()
  const client = useQueryClient()
  const toast = useToast()
  const form = useRef<HTMLDivElement>(null)
  const today = useToday().toString()
  const keys = useContentKeys()
  const [of, setOf] = useState<NewGln['of']>('premises')
  const [isNone, setNone] = useState(false)
  const [typed, setTyped] = useState('')
  const [prefix, setPrefix] = useState(unknown)
  const [source, setSource] = useState('')
  const [fromOn, setFromOn] = useState<string | null>(today)
  const [isTried, setTried] = useState(false)
  const gln = typed.replaceAll(' ', '')
  const wrong = isNone || parseGln(gln).ok ? null : /^[0-9]{13}$/.test(gln) ? 'gln.number.check' : 'gln.number.form'
  const isReady = wrong === null && source.trim() !== '' && fromOn !== null
  const name = of === 'party' ? party.name : premises.name
  const save = useMutation({
    mutationFn: () => {
      const said = {
        ...{ of, gln: isNone ? null : gln, fromOn: fromOn ?? today, source: source.trim() },
        prefixLength: isNone || prefix === unknown ? null : Number(prefix),
      }
      const body: NewGln = { glnId: keys.sentAs(said).idOf('gln'), ...said }
      return send<GlnDetail>(`/v1/premises/${premises.premisesId}/gln`, { body })
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['places'] })
      await client.invalidateQueries({ queryKey: ['glns'] })
      toast('positive', t('gln.saved', { name }))
      onClose()
    },
  })
  const now = (number: string | null | undefined) => (number ? t('gln.now', { gln: number }) : t('gln.now.none'))
  return (
    <Dialog
      title={t('gln.of', { name: premises.name })}
      isOpen
      onClose={onClose}
      actions={
        <Button
          look="primary"
          isPending={save.isPending}
          onPress={() => (isReady ? save.mutate() : tellMistakes(form.current, () => setTried(true)))}
        >
          {t('gln.save')}
        </Button>
      }
    >
      <div ref={form} className="gr-places-form">
        <p>{t('gln.lead')}</p>
        {found.isPending ? <Waiting lines={2} /> : null}
        {found.isError ? <ProblemNotice error={found.error} onRetry={found.refetch} /> : null}
        <RadioGroup
          label={t('gln.whose')}
          choices={[
            { id: 'premises', text: t('gln.whose.premises'), note: found.data ? now(found.data.premises.gln) : '' },
            {
              id: 'party',
              text: `${t('gln.whose.party')} (${party.name})`,
              note: found.data ? now(found.data.party.gln) : '',
            },
          ]}
          value={of}
          onChange={(next) => setOf(next === 'party' ? 'party' : 'premises')}
        />
        <RadioGroup
          label={t('gln.what')}
          choices={[
            { id: 'number', text: t('gln.what.number') },
            { id: 'none', text: t('gln.what.none'), note: t('gln.what.none.note') },
          ]}
          value={isNone ? 'none' : 'number'}
          onChange={(next) => setNone(next === 'none')}
        />
        {isNone ? null : (
          <div className="gr-places-degrees">
            <TextField
              label={t('gln.number')}
              help={t('gln.number.help')}
              error={isTried && wrong !== null ? t(wrong) : undefined}
              value={typed}
              onChange={setTyped}
              inputMode="numeric"
              isRequired
            />
            <Select
              label={t('gln.prefix')}
              help={t('gln.prefix.help')}
              choices={[
                { id: unknown, text: t('gln.prefix.unknown') },
                ...lengths.map((count) => ({
                  id: `${count}`,
                  text: t('gln.prefix.digits', { count, prefix: wrong === null ? gln.slice(0, count) : '' }),
                })),
              ]}
              value={prefix}
              onChange={setPrefix}
            />
          </div>
        )}
        <DateField label={t('gln.from')} help={t('gln.from.help')} value={fromOn} onChange={setFromOn} />
        <TextField
          label={t('gln.source')}
          help={t('gln.source.help')}
          error={isTried && source.trim() === '' ? t('gln.source.missing') : undefined}
          value={source}
          onChange={setSource}
          maxLength={200}
          isRequired
        />
        {save.isError ? <ProblemNotice error={save.error} isNews /> : null}
        {found.data ? <Earlier detail={found.data} of={of} /> : null}
        <PartyProof party={party} />
      </div>
    </Dialog>
  )
}

/** What the import of a register gives as source, and as the first day of a number whose beginning nobody knows. */
const register = 'register'
const always = '1900-01-01'

function Earlier({ detail, of }: { detail: GlnDetail; of: NewGln['of'] }) {
  const { t, dayShort } = useLocale(glnMessages)
  const lines = detail.lines.filter((line) => line.of === of)
  if (lines.length === 0) return null
  return (
    <div>
      <h3>{t('gln.earlier')}</h3>
      <ul className="gr-plain-list">
        {lines.map(({ recordedAt, gln, fromOn, source }) => (
          <li key={`${recordedAt} ${gln} ${fromOn}`}>
            {t('gln.line', {
              gln,
              from: fromOn === always ? t('gln.always') : dayShort(fromOn),
              source: source === register ? t('gln.register') : source,
            })}
          </li>
        ))}
      </ul>
    </div>
  )
}
