// A sheet of determinations to fill in with the keyboard alone: Tab goes on, Enter reports; each line says its verdict at once, right after what
// was measured. Where a line does not fit it is a card, by its style alone. Not here: reading and judging what was typed (result-draft.ts).
import { useRouter } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useState } from 'react'
import { type OrderTest, type OrderView, unitText } from '#chain/contract'
import type { Product } from '#law/contract'
import type { Compared } from '#statistics'
import type { SentAs } from '../../content-key.ts'
import { useLocale } from '../../locale.tsx'
import { Alert } from '../../parts/alert.tsx'
import { Badge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { DecimalField } from '../../parts/decimal-field.tsx'
import { tellMistakes } from '../../parts/first-mistake.ts'
import { MassField } from '../../parts/mass-field.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useStep } from './queries.ts'
import { type Draft, emptyDraft, isObserved, type Line, toSend, usualFor, verdictsOf } from './result-draft.ts'
import { WithProduct } from './with-product.tsx'
import { decimal, limitText, testKey, texts, verdictTone } from './words.ts'

/** After the name of the determination; the verdict stands beside what it judges. */
const columns = ['value', 'unit', 'below', 'verdict', 'uncertainty', 'lod', 'loq', 'method'] as const

/** What is laid out as cards is no table to every screen reader unless it says so; beside each other these would be what the elements say already. */
const as = {
  table: { role: 'table' },
  rows: { role: 'rowgroup' },
  row: { role: 'row' },
  column: { role: 'columnheader' },
  name: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const

type Props = { readonly order: OrderView; readonly premisesId: string }

export function ResultForm(props: Props) {
  return (
    <WithProduct productCode={props.order.productCode}>
      {(product) => <Sheet {...props} product={product} />}
    </WithProduct>
  )
}

function Sheet({ order, premisesId, product }: Props & { product: Product | null }) {
  const { t } = useLocale(texts)
  const router = useRouter()
  const toast = useToast()
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(order, product))
  const [mass, setMass] = useState({ typed: '', massMg: null as bigint | null })
  const [isAsked, setAsked] = useState(false)
  /** Something was reported already: this takes its place, and says why. */
  const isCorrection = order.state === 'result'
  const [reason, setReason] = useState('')
  const report = useStep<OrderView>(() => {
    toast('positive', t('bench.reported'))
    void router.navigate({ href: `/quality/orders/${order.orderId}` })
  })
  const verdicts = verdictsOf(draft, product)
  const change = (test: string, part: Partial<Line>) =>
    setDraft((now) => ({ ...now, [test]: { ...now[test]!, ...part } })) // The keys of a draft are the tests of its order.
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    tellMistakes(event.currentTarget, () => setAsked(true))
    const sent = toSend(draft, product)
    if (!sent || !mass.massMg) return
    if (isCorrection && reason.trim() === '') return
    const body = { premisesId, consumedMassMg: `${mass.massMg}`, ...sent }
    const done = (as: SentAs) => ({ eventId: as.idOf('event'), occurredAt: as.at, ...body })
    const path = `/v1/quality/orders/${order.orderId}`
    const said = { reason: reason.trim() }
    report.mutate(
      isCorrection
        ? { path: `${path}/correct`, body: { body, ...said }, happened: (as) => ({ report: done(as), ...said }) }
        : { path: `${path}/result`, body, happened: done },
    )
  }
  const measured = order.tests.filter((test) => !isObserved(test))
  const observed = order.tests.filter(isObserved)
  const isIncomplete =
    isAsked && (toSend(draft, product) === null || !mass.massMg || (isCorrection && reason.trim() === ''))
  return (
    <form className="gr-stack" onSubmit={submit}>
      <div className="gr-bench-scroll">
        <table className="gr-bench-rows gr-bench-sheet" {...as.table}>
          <thead {...as.rows}>
            <tr {...as.row}>
              {(['analyte', ...columns] as const).map((column) => (
                <th key={column} scope="col" {...as.column}>
                  {t(`quality.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody {...as.rows}>
            {measured.map((test, index) => (
              <MeasuredLine
                key={test}
                {...{ test, isAsked, product, line: draft[test]!, isFirst: index === 0 }}
                verdict={verdicts.get(test) ?? null}
                onChange={(part) => change(test, part)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {observed.length > 0 ? (
        <fieldset className="gr-stack gr-stack-tight">
          <legend>{t('quality.observations')}</legend>
          {observed.map((test) => (
            <ObservedLine
              key={test}
              {...{ test, isAsked, line: draft[test]! }}
              onChange={(part) => change(test, part)}
            />
          ))}
        </fieldset>
      ) : null}
      <MassField
        label={t('bench.consumed')}
        value={mass.typed}
        onChange={(typed, massMg) => setMass({ typed, massMg })}
        error={isAsked && !mass.massMg ? t('bench.consumed.missing') : null}
      />
      {isCorrection ? (
        <TextField
          label={t('bench.reason')}
          value={reason}
          onChange={setReason}
          maxLength={400}
          autoComplete="off"
          error={isAsked && reason.trim() === '' ? t('quality.reason.needed') : null}
        />
      ) : null}
      {isIncomplete ? <Alert tone="warning" title={t('bench.missing')} /> : null}
      {report.isError ? <ProblemNotice error={report.error} isNews /> : null}
      <div>
        <Button type="submit" look="primary" isPending={report.isPending}>
          {t(isCorrection ? 'quality.order.correct' : 'bench.report')}
        </Button>
      </div>
    </form>
  )
}

type LineProps = {
  readonly test: OrderTest
  readonly line: Line
  /** Once somebody tried to send, what is empty is wrong too. */
  readonly isAsked: boolean
  readonly onChange: (part: Partial<Line>) => void
}

function MeasuredLine({
  test,
  line,
  isAsked,
  verdict,
  product,
  isFirst,
  onChange,
}: LineProps & {
  readonly verdict: Compared | null
  readonly product: Product | null
  readonly isFirst: boolean
}) {
  const { unit, of } = usualFor(test, product)
  const { t } = useLocale(texts)
  const name = t(testKey(test))
  const field = (column: 'value' | 'uncertainty' | 'lod' | 'loq') => (
    <DecimalField
      aria-label={t('bench.field', { column: t(`quality.column.${column}`), test: name })}
      value={line[column]}
      isMissing={isAsked && column === 'value' && line.value.trim() === ''}
      // The sheet opens to be filled in, and its first field is where that begins.
      autoFocus={isFirst && column === 'value'}
      onChange={(typed) => onChange({ [column]: typed })}
    />
  )
  const cells = {
    value: field('value'),
    unit: unitText(unit),
    below: (
      <input
        type="checkbox"
        aria-label={t('bench.field', { column: t('quality.column.below'), test: name })}
        checked={line.isBelow}
        onChange={(event) => onChange({ isBelow: event.target.checked })}
      />
    ),
    verdict: <VerdictNow verdict={verdict} />,
    uncertainty: field('uncertainty'),
    lod: field('lod'),
    loq: field('loq'),
    method: <Method test={test} line={line} onChange={onChange} />,
  } satisfies Record<(typeof columns)[number], ReactNode>
  return (
    <tr {...as.row}>
      <th scope="row" {...as.name}>
        {name} <small className="gr-muted">{t(`of.${of}`)}</small>
      </th>
      {columns.map((column) => (
        <td key={column} className={`gr-bench-${column}`} data-label={t(`quality.column.${column}`)} {...as.cell}>
          {cells[column]}
        </td>
      ))}
    </tr>
  )
}

function VerdictNow({ verdict }: { verdict: Compared | null }) {
  const { t, locale } = useLocale(texts)
  if (verdict === null) return <span className="gr-muted">{t('bench.nolimit')}</span>
  if (verdict.why === 'no-result') return <span className="gr-muted">{limitText(verdict, locale)}</span>
  return (
    <span className="gr-quality-verdict" role="status">
      <Badge tone={verdictTone[verdict.verdict]}>
        {t(
          verdict.why === 'less-than' || verdict.why === 'method'
            ? 'bench.undecided'
            : `quality.verdict.${verdict.verdict}`,
        )}
      </Badge>
      {verdict.why === 'method' ? <span className="gr-muted">{t('quality.why.method')}</span> : null}
      <span className="gr-muted">
        {verdict.compared === null ? '' : `${decimal(verdict.compared, locale)} · `}
        {limitText(verdict, locale)}
      </span>
    </span>
  )
}

function Method({ test, line, onChange }: Omit<LineProps, 'isAsked'>) {
  const { t } = useLocale(texts)
  return (
    <input
      className="gr-input gr-bench-method"
      aria-label={t('bench.field', { column: t('quality.column.method'), test: t(testKey(test)) })}
      autoComplete="off"
      maxLength={60}
      value={line.method}
      aria-invalid={line.method.trim() === ''}
      onChange={(event) => onChange({ method: event.target.value })}
    />
  )
}

function ObservedLine({ test, line, isAsked, onChange }: LineProps) {
  const { t } = useLocale(texts)
  const choice = (conforms: boolean) => (
    <label>
      <input
        type="radio"
        name={`seen-${test}`}
        checked={line.conforms === conforms}
        onChange={() => onChange({ conforms })}
      />{' '}
      {t(conforms ? 'quality.conforms' : 'quality.unfit')}
    </label>
  )
  return (
    <div
      className="gr-bench-observed"
      role="radiogroup"
      aria-label={t(testKey(test))}
      aria-invalid={isAsked && line.conforms === null}
    >
      <span>{t(testKey(test))}</span>
      {choice(true)}
      {choice(false)}
      <span className="gr-bench-rows">
        <Method test={test} line={line} onChange={onChange} />
      </span>
    </div>
  )
}
