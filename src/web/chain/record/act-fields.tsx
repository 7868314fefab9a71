// The fields of an act, each drawn by its kind. Not here: which fields (fields.ts), those of the registers (register-fields.tsx) and
// sending (act-form.tsx).

import { Fragment, Suspense } from 'react'
import { type Act, type BatchDetail, isContentLedger, unitText } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { chainMessages } from '../../messages/chain.ts'
import { recordMessages } from '../../messages/record.ts'
import { Button } from '../../parts/button.tsx'
import { DateField, MomentField } from '../../parts/date-field.tsx'
import { DecimalField } from '../../parts/decimal-field.tsx'
import { Facts } from '../../parts/facts.tsx'
import { later } from '../../parts/later.tsx'
import { MassField } from '../../parts/mass-field.tsx'
import { packsIn } from '../../parts/packs-typed.ts'
import { Select } from '../../parts/select.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { useMayRecord } from '../use-may-record.ts'
import { accountText, amountText, analyteKey, signedText, stateText } from '../words.ts'
import { resultCount } from './act-of.ts'
import type { useAddPortion } from './add-portion.ts'
import { type Context, type Draft, type Field, fieldsFor, packMassOf, resultUnitsOf } from './fields.ts'
import { portionCount } from './portions.ts'
import { PartyField, PremisesField, ProductField } from './register-fields.tsx'

const texts = { ...chainMessages, ...recordMessages }

/** Only who sends something says how it travels. */
const ManifestFields = later(async () => (await import('../shipments/manifest-fields.tsx')).ManifestFields)
/** Only who destroys something takes photographs. */
const PhotographField = later(async () => (await import('../papers/photograph-field.tsx')).PhotographField)

/** Only what is made of several lots asks for the others. */
const MoreInputs = later(async () => (await import('./more-inputs.tsx')).MoreInputs)

/** Only who packs names a GTIN. */
const GtinField = later(async () => (await import('./gtin-field.tsx')).GtinField)

/** Only what happens in a room asks for the plan of rooms. */
const RoomField = later(async () => (await import('../rooms/room-field.tsx')).RoomField)

type Props = {
  readonly context: Context
  readonly draft: Draft
  readonly onChange: (change: Draft) => void
  readonly missing: readonly string[]
  readonly maxAmount: string | null
  /** As far as it can be read. */
  readonly act: Act | null
  readonly adding: ReturnType<typeof useAddPortion>
}

export function ActFields(props: Props) {
  const { context } = props
  return (
    <>
      {context.kind === 'receive' ? <ReceivedFields {...props} /> : null}
      {fieldsFor(context, props.draft).map((field) => (
        <Fragment key={field.name}>
          <OneField field={field} {...props} />
          {field.isOneOfSeveral ? (
            <Suspense fallback={<Waiting lines={2} />}>
              <MoreInputs {...props} />
            </Suspense>
          ) : null}
        </Fragment>
      ))}
      {context.kind === 'test' ? <ResultFields {...props} /> : null}
      {context.kind === 'ship' ? (
        <Suspense fallback={<Waiting lines={3} />}>
          <ManifestFields
            shipmentId={context.newShipmentId}
            draft={props.draft}
            onChange={props.onChange}
            missing={props.missing}
            units={props.act?.kind === 'ship' ? (props.act.units ?? []) : []}
            nameOf={(batchId) => nameIn(props, batchId)}
          />
        </Suspense>
      ) : null}
      {context.kind === 'destroy' ? (
        <Suspense fallback={<Waiting lines={3} />}>
          <PhotographField
            eventId={context.eventId}
            value={props.draft['photographs'] ?? ''}
            onChange={(photographs) => props.onChange({ photographs })}
          />
        </Suspense>
      ) : null}
    </>
  )
}

/** A lot of this form by its name. */
function nameIn({ context, draft }: Props, batchId: string): string {
  if (batchId === context.batch?.batch.batchId) return context.batch.batch.name
  const index = Array.from({ length: portionCount(draft) }, (_, at) => at).find(
    (at) => draft[`input.${at}.batch`] === batchId,
  )
  return draft[`input.${index}.name`] ?? ''
}

function OneField({ field, context, draft, onChange, missing, maxAmount }: Props & { field: Field }) {
  const words = useLocale(texts)
  const mayRecall = useMayRecord('recall')
  const { t } = words
  const { name, kind } = field
  const value = draft[name] ?? ''
  const set = (next: string | null) => onChange({ [name]: next ?? '' })
  const common = {
    label: t(field.text),
    error: missing.includes(name) ? t(field.wrong ?? 'record.missing') : null,
    ...(field.isOptional ? { isOptional: true } : {}),
    ...(field.help ? { help: t(field.help) } : {}),
  }
  const choices = (field.choices ?? [])
    .filter(({ text }) => mayRecall || text !== 'choice.recall-all')
    .map((choice) => ({ id: choice.id, text: t(choice.text) }))
  switch (kind) {
    case 'mass': {
      const isPieces = context.batch?.batch.unit === 'pieces'
      const limit =
        maxAmount !== null && !isPieces && field.beginsWithAll
          ? { help: t('field.left', { max: amountText(maxAmount, 'mg', words) }) }
          : {}
      // What is handed over, sent or lost of packs is counted in packs; what goes into them is not.
      const packMassMg = name === 'mass' ? packMassOf(context) : null
      return <MassField {...common} {...limit} packMassMg={packMassMg} value={value} onChange={set} />
    }
    case 'count':
      return <TextField {...common} value={value} onChange={set} inputMode="numeric" autoComplete="off" />
    case 'decimal':
      return <DecimalField {...common} value={value} onChange={set} />
    case 'gtin':
      return (
        <Suspense fallback={<Waiting lines={2} />}>
          <GtinField
            {...common}
            productCode={context.batch?.batch.productCode ?? ''}
            value={value}
            onChange={onChange}
          />
        </Suspense>
      )
    case 'text':
      return (
        <TextField
          {...common}
          value={value}
          onChange={set}
          autoComplete="off"
          {...(field.maxLength ? { maxLength: field.maxLength } : {})}
        />
      )
    case 'day':
      return <DateField {...common} value={value || null} onChange={set} />
    case 'moment':
      return <MomentField {...common} value={value || null} onChange={set} />
    case 'choice':
      // Only what came late lent something to the stock that it can give back.
      if (name === 'outOf' && !context.batch?.balances.some(isLent)) return null
      // Of one there is nothing to choose; the form sends it (act-form.tsx).
      if (choices.length === 1) return <Facts facts={[{ name: common.label, value: choices[0]!.text }]} />
      return <Select {...common} choices={choices} value={value || null} onChange={set} />
    case 'product':
      return <ProductField {...common} value={value || null} onChange={set} />
    case 'party':
      return (
        <PartyField
          {...common}
          value={value || null}
          onChange={(next) =>
            onChange(name === 'receiver' ? { [name]: next ?? '', toPremises: '' } : { [name]: next ?? '' })
          }
          isAbroad={context.kind === 'export' || context.kind === 'import' || name === 'counter'}
        />
      )
    case 'premises':
      return <PremisesField {...common} value={value || null} onChange={set} partyId={draft['receiver'] ?? ''} />
    case 'room':
      return (
        <Suspense fallback={<Waiting lines={2} />}>
          <RoomField {...common} context={context} value={value} onChange={set} />
        </Suspense>
      )
    case 'lines':
      return <TextField {...common} value={value} onChange={set} rows={6} autoComplete="off" />
    case 'reservation': {
      const reserved = (context.batch?.balances ?? []).filter(
        ({ account, amount }) => account.state === 'reserved' && account.ledger === 'material_mg' && amount !== '0',
      )
      const choices = reserved.map(({ account, amount, lastAt }) => ({
        id: account.accountId,
        text: t('record.reservation', { amount: amountText(amount, account.ledger, words), since: lastAt }),
      }))
      return <Select {...common} choices={choices} value={value || null} onChange={set} />
    }
    case 'difference': {
      const open = (context.batch?.balances ?? []).filter(
        // What was in the material is settled with it.
        ({ account, amount }) => account.kind === 'difference' && amount !== '0' && !isContentLedger(account.ledger),
      )
      const choices = open.map(({ account, amount }) => ({
        id: account.accountId,
        text: `${accountText(account, words)}: ${signedText(amount, account.ledger, words)}`,
      }))
      return <Select {...common} choices={choices} value={value || null} onChange={set} />
    }
    default:
      return kind satisfies never
  }
}

const isLent = ({ account, amount }: BatchDetail['balances'][number]) =>
  account.kind === 'difference' && account.state.startsWith('late-') && amount.startsWith('-')

function ReceivedFields({ context, draft, onChange, missing }: Props) {
  const words = useLocale(texts)
  const { t, mass } = words
  const lines = context.shipment?.lines ?? []
  return (
    <>
      {lines.map(({ batch, packMassMg, shippedMassMg, state }, index) => {
        const packMg = packMassMg === null ? null : BigInt(packMassMg)
        const packs = packMg === null ? null : packsIn(BigInt(shippedMassMg), packMg)
        const name = `received.${index}`
        const isInTwo = lines.filter((line) => line.batch.batchId === batch.batchId).length > 1
        const which = isInTwo ? `${batch.name}, ${stateText(state, words)}` : batch.name
        return (
          <MassField
            key={`${batch.batchId} ${state}`}
            label={`${t(packs === null ? 'field.received' : 'field.received.packs')}: ${which}`}
            help={
              packs === null
                ? t('field.received.help', { shipped: mass(shippedMassMg) })
                : t('record.received.packs', { packs: Number(packs), each: mass(packMassMg ?? '0') })
            }
            packMassMg={packMg}
            value={draft[name] ?? ''}
            onChange={(typed) => onChange({ [name]: typed })}
            error={missing.includes(name) ? t('record.missing') : null}
          />
        )
      })}
    </>
  )
}

function ResultFields({ context, draft, onChange, missing }: Props) {
  const { t } = useLocale(texts)
  const rows = resultCount(draft)
  const analytes = Object.entries(resultUnitsOf(context.batch)).map(([id, { unit, of }]) => ({
    id,
    text: t(analyteKey(id)),
    note: `${unitText(unit)}, ${t(`of.${of}`)}`,
  }))
  return (
    <>
      {Array.from({ length: rows }, (_, index) => {
        const at = (field: string) => `result.${index}.${field}`
        const fault = (field: string) => (missing.includes(at(field)) ? t('record.missing') : null)
        const measuredIn = analytes.find(({ id }) => id === draft[at('analyte')])?.note
        const help = measuredIn === undefined ? {} : { help: t('field.value.in', { unit: measuredIn }) }
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; rows are only added at the end.
          <fieldset key={index} className="gr-record-result">
            <Select
              label={t('field.analyte')}
              choices={analytes}
              value={draft[at('analyte')] || null}
              onChange={(id) => onChange({ [at('analyte')]: id })}
              error={fault('analyte')}
            />
            <DecimalField
              {...help}
              label={t('field.value')}
              value={draft[at('value')] ?? ''}
              onChange={(typed) => onChange({ [at('value')]: typed })}
              error={fault('value')}
            />
            <DecimalField
              {...help}
              label={t('field.uncertainty')}
              isOptional
              value={draft[at('uncertainty')] ?? ''}
              onChange={(typed) => onChange({ [at('uncertainty')]: typed })}
              error={fault('uncertainty')}
            />
            <TextField
              label={t('field.testMethod')}
              value={draft[at('method')] ?? ''}
              onChange={(typed) => onChange({ [at('method')]: typed })}
              maxLength={60}
              error={fault('method')}
            />
          </fieldset>
        )
      })}
      <div className="gr-chain-actions">
        <Button onPress={() => onChange({ results: String(rows + 1) })}>{t('record.line.add')}</Button>
        {rows > 1 ? (
          <Button onPress={() => onChange({ results: String(rows - 1) })}>
            {t('record.line.remove', { line: rows })}
          </Button>
        ) : null}
      </div>
    </>
  )
}
