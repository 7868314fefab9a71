// What a document would do: what is wrong first, with its place, then what each event becomes and whether the mass balances. Not here: sending.
import { useState } from 'react'
import type { EpcisCheck } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { chainMessages } from '../../messages/chain.ts'
import { epcisMessages } from '../../messages/epcis.ts'
import { Alert } from '../../parts/alert.tsx'
import { Badge, type BadgeTone } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { CameOf } from '../../parts/came-of.tsx'
import { RadioGroup } from '../../parts/choice.tsx'
import { DataTable, type TableColumn } from '../../parts/data-table.tsx'
import { countsOf } from './check-counts.ts'

const texts = { ...chainMessages, ...epcisMessages }
type Verdict = EpcisCheck['mass'][number]['verdict']
export const massTones: Readonly<Record<Verdict, BadgeTone>> = {
  balanced: 'positive',
  imbalance: 'negative',
  'not-decidable': 'neutral',
  open: 'warning',
  none: 'neutral',
}

type Props = {
  readonly check: EpcisCheck
  readonly isSending: boolean
  readonly onCapture: (behaviour: string) => void
  readonly onPutAway: () => void
}

export function CheckReport({ check, isSending, onCapture, onPutAway }: Props) {
  const { t } = useLocale(texts)
  const { events, faults, faultCount, foreseen, remarks } = check
  const { refused, isWhole, isSound, right, isForeseenWhole } = countsOf(check)
  const [behaviour, setBehaviour] = useState(isSound ? 'rollback' : 'proceed')
  const mayCapture =
    isWhole && events > 0 && (isSound || (faults.length === 0 && behaviour === 'rollback') || right > 0)
  const title =
    events === 0 && isWhole
      ? t('epcis.nothing')
      : faults.length > 0
        ? t('epcis.faults', { count: faultCount })
        : refused > 0
          ? t('epcis.refusals', { count: refused })
          : t('epcis.sound', { events })
  return (
    <>
      <CameOf>
        <Alert tone={isSound && events > 0 ? 'info' : 'negative'} title={title} isNews>
          {isSound ? t('epcis.sound.text') : t('epcis.faults.text')}
        </Alert>
      </CameOf>
      {faultCount > faults.length ? <p>{t('epcis.faults.first', { shown: faults.length })}</p> : null}
      {faults.length > 0 ? <Places label={t('epcis.fault')} items={faults} /> : null}
      {remarks.length > 0 ? (
        <>
          <Alert tone="warning" title={t('epcis.remarks', { count: remarks.length })}>
            {t('epcis.remarks.text')}
          </Alert>
          <Places label={t('epcis.remark')} items={remarks} />
        </>
      ) : null}
      {mayCapture ? (
        <div className="gr-epcis-decide">
          <RadioGroup
            label={t('epcis.behaviour')}
            choices={[
              {
                id: 'rollback',
                text: t('epcis.behaviour.rollback'),
                note: t('epcis.behaviour.rollback.note'),
                isDisabled: faults.length > 0,
              },
              { id: 'proceed', text: t('epcis.behaviour.proceed'), note: t('epcis.behaviour.proceed.note') },
            ]}
            value={behaviour}
            onChange={(next) => setBehaviour(next ?? 'rollback')}
          />
          <p className="gr-epcis-actions">
            <Button look="primary" isDisabled={isSending} onPress={() => onCapture(behaviour)}>
              {behaviour === 'rollback'
                ? t('epcis.capture', { count: events })
                : t(isForeseenWhole ? 'epcis.capture' : 'epcis.capture.most', { count: right })}
            </Button>
            <Button onPress={onPutAway}>{t('epcis.away')}</Button>
          </p>
        </div>
      ) : (
        <p>
          <Button onPress={onPutAway}>{t('epcis.another')}</Button>
        </p>
      )}
      {foreseen.length > 0 ? <Foreseen foreseen={foreseen} isCut={!isForeseenWhole} /> : null}
      {isWhole && events > 0 ? <Masses mass={check.mass} /> : null}
    </>
  )
}

type Placed = EpcisCheck['faults'][number]

/** What is said of places in the document: faults, or remarks. */
function Places({ label, items }: { readonly label: string; readonly items: readonly Placed[] }) {
  const { t } = useLocale(texts)
  const columns: readonly TableColumn<Placed>[] = [
    {
      id: 'place',
      text: t('epcis.place'),
      isFixed: true,
      cell: ({ pointer }) => (pointer === '' ? t('epcis.whole') : <code className="gr-epcis-pointer">{pointer}</code>),
    },
    { id: 'said', text: label, width: 'wide', cell: ({ detail }) => detail },
  ]
  return (
    <DataTable
      label={label}
      columns={columns}
      items={items}
      idOf={({ pointer, code, detail }) => `${pointer}|${code}|${detail}`}
    />
  )
}

function Foreseen({ foreseen, isCut }: Pick<EpcisCheck, 'foreseen'> & { readonly isCut: boolean }) {
  const { t } = useLocale(texts)
  type Each = EpcisCheck['foreseen'][number]
  const columns: readonly TableColumn<Each>[] = [
    {
      id: 'event',
      text: t('epcis.event'),
      isFixed: true,
      align: 'end',
      width: 'narrow',
      cell: ({ eventIndex }) => eventIndex + 1,
    },
    { id: 'type', text: t('epcis.type'), cell: ({ type }) => type.replace(/Event$/, '') },
    {
      id: 'becomes',
      text: t('epcis.becomes'),
      width: 'wide',
      cell: ({ act, refusal }) =>
        refusal ? (
          <>
            <Badge tone="negative">{t('epcis.refused')}</Badge> {refusal.title}. {refusal.detail}
          </>
        ) : act ? (
          <Badge tone="positive">{t(`act.${act}`)}</Badge>
        ) : (
          <Badge tone="neutral">{t('epcis.kept')}</Badge>
        ),
    },
  ]
  return (
    <section className="gr-epcis-part">
      <h2>{t('epcis.events')}</h2>
      {isCut ? <p>{t('epcis.events.first', { shown: foreseen.length })}</p> : null}
      <DataTable
        label={t('epcis.events')}
        columns={columns}
        items={foreseen}
        idOf={({ eventIndex }) => `${eventIndex}`}
      />
    </section>
  )
}

function Masses({ mass }: Pick<EpcisCheck, 'mass'>) {
  const { t, mass: write } = useLocale(texts)
  type Line = EpcisCheck['mass'][number]
  const columns: readonly TableColumn<Line>[] = [
    {
      id: 'event',
      text: t('epcis.event'),
      isFixed: true,
      width: 'narrow',
      cell: ({ eventIndexes }) => eventIndexes.map((index) => index + 1).join(', '),
    },
    { id: 'in', text: t('epcis.in'), align: 'end', cell: ({ inMg }) => (inMg === null ? '–' : write(BigInt(inMg))) },
    {
      id: 'out',
      text: t('epcis.out'),
      align: 'end',
      cell: ({ outMg }) => (outMg === null ? '–' : write(BigInt(outMg))),
    },
    {
      id: 'verdict',
      text: t('epcis.mass'),
      cell: ({ verdict }) => <Badge tone={massTones[verdict]}>{t(`epcis.mass.${verdict}`)}</Badge>,
    },
    { id: 'lacking', text: t('epcis.lacking'), width: 'wide', cell: ({ lacking }) => lacking.join(', ') || '–' },
  ]
  return (
    <section className="gr-epcis-part">
      <h2>{t('epcis.masses')}</h2>
      {mass.length === 0 ? (
        <p>{t('epcis.masses.none')}</p>
      ) : (
        <DataTable
          label={t('epcis.masses')}
          columns={columns}
          items={mass}
          idOf={({ eventIndexes }) => eventIndexes.join(' ')}
        />
      )}
    </section>
  )
}
