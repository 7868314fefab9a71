// Counting, on a phone in the store or at a desk: scan a lot, write what is there, sign by two. Blind: no figure of the book comes here.
// Not here: the differences that follow (differences-screen.tsx).
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { type CountSheet, type Recorded, staffNumberPattern } from '#chain/contract'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { chainMessages } from '../../messages/chain.ts'
import { countMessages } from '../../messages/count.ts'
import { Alert } from '../../parts/alert.tsx'
import { Button, LinkButton } from '../../parts/button.tsx'
import { CameOf } from '../../parts/came-of.tsx'
import { RadioGroup } from '../../parts/choice.tsx'
import { Empty } from '../../parts/empty.tsx'
import { tellMistakes } from '../../parts/first-mistake.ts'
import { Link } from '../../parts/link.tsx'
import { MassField } from '../../parts/mass-field.tsx'
import { parseMassOrPacks } from '../../parts/packs-typed.ts'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { ScanField } from '../../parts/scan-field.tsx'
import { Select } from '../../parts/select.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { session } from '../../queries.ts'
import { Page } from '../../shell/page.tsx'
import { useOneAct } from '../one-act.ts'
import { RecordBasis } from '../record-basis.tsx'
import { stateText } from '../words.ts'
import { countPlaces, countSheet, differences, type PlaceAsked } from './count-queries.ts'
import './count.css'

const texts = { ...chainMessages, ...countMessages }
type Line = CountSheet['lines'][number]
const keyOf = ({ batch, state }: Pick<Line, 'batch' | 'state'>) => `${batch.batchId} ${state}`

export function CountScreen() {
  const { t } = useLocale(texts)
  const { premises, holder } = useSearch({ strict: false }) as Partial<PlaceAsked> // Texts, as every address has.
  const navigate = useNavigate()
  const who = useQuery(session)
  const places = useQuery(countPlaces)
  const items = places.data?.items ?? []
  const mine = items.find((one) => one.holder.partyId === who.data?.party?.partyId)
  const chosen =
    items.find((one) => one.premises.premisesId === premises && one.holder.partyId === holder) ?? mine ?? items[0]
  const place = chosen && { premises: chosen.premises.premisesId, holder: chosen.holder.partyId }
  return (
    <Page
      title={t('count.title')}
      lead={t('count.lead')}
      crumbs={[{ text: t('nav.chain'), href: '/batches' }]}
      actions={place ? <PrintSheet place={place} /> : null}
    >
      {places.isPending ? <Waiting lines={6} /> : null}
      {places.isError ? <ProblemNotice error={places.error} onRetry={places.refetch} /> : null}
      {places.isSuccess && !chosen ? <Empty title={t('count.place.none')} /> : null}
      {items.length > 1 && chosen ? (
        <Select
          label={t('count.place')}
          choices={items.map((one) => ({
            id: `${one.premises.premisesId} ${one.holder.partyId}`,
            text: t('count.place.text', { premises: one.premises.name, holder: one.holder.name, lines: one.lines }),
          }))}
          value={`${chosen.premises.premisesId} ${chosen.holder.partyId}`}
          onChange={(id) => {
            const [premisesId = '', partyId = ''] = id.split(' ')
            void navigate({ href: withQuery('/count', { premises: premisesId, holder: partyId }), replace: true })
          }}
        />
      ) : null}
      {place ? <Sheet key={`${place.premises} ${place.holder}`} place={place} /> : null}
    </Page>
  )
}

function PrintSheet({ place }: { place: PlaceAsked }) {
  const { t, locale } = useLocale(texts)
  return (
    <LinkButton href={withQuery('/v1/counts/sheet/paper', { ...place, language: locale })} target="_blank">
      {t('count.print')}
    </LinkButton>
  )
}

function Sheet({ place }: { place: PlaceAsked }) {
  const { t } = useLocale(texts)
  const sheet = useQuery(countSheet(place))
  if (sheet.isPending) return <Waiting lines={6} />
  if (sheet.isError) return <ProblemNotice error={sheet.error} onRetry={sheet.refetch} />
  if (sheet.data.lines.length === 0) return <Empty title={t('count.place.none')} />
  return (
    <>
      <RecordBasis article={sheet.data.basis} />
      <Counting place={place} lines={sheet.data.lines} />
    </>
  )
}

const packMassOf = ({ packMassMg }: Line) => (packMassMg === null ? null : BigInt(packMassMg))
const countedOf = (line: Line, typed: string) => parseMassOrPacks(typed, packMassOf(line))

const isStaffNumber = new RegExp(staffNumberPattern)

function Counting({ place, lines }: { place: PlaceAsked; lines: readonly Line[] }) {
  const { t } = useLocale(texts)
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const [signed, setSigned] = useState({ counter: '', countersigner: '' })
  const [second, setSecond] = useState<'login' | 'number'>('login')
  const [isAsked, setAsked] = useState(false)
  const [stranger, setStranger] = useState<string | null>(null)
  const counted = lines.flatMap((line) => {
    const massMg = countedOf(line, typed[keyOf(line)] ?? '')
    return massMg === null ? [] : [{ batchId: line.batch.batchId, state: line.state, countedMassMg: `${massMg}` }]
  })
  const isUnreadable = lines.some(
    (line) => (typed[keyOf(line)] ?? '').trim() !== '' && countedOf(line, typed[keyOf(line)]!) === null,
  )
  const wrongStaff = (number: string) => (isStaffNumber.test(number) ? null : t('count.staff.wrong'))
  const wrong = {
    counter: wrongStaff(signed.counter),
    countersigner:
      second === 'login'
        ? null
        : (wrongStaff(signed.countersigner) ??
          (signed.counter.toLowerCase() === signed.countersigner.toLowerCase() ? t('count.staff.same') : null)),
  }
  const record = useOneAct<'count'>()
  const submit = (pressed: { readonly target: Element }) => {
    tellMistakes(pressed.target.closest('main'), () => setAsked(true))
    if (counted.length === 0 || isUnreadable || wrong.counter || wrong.countersigner) return
    record.mutate({
      kind: 'count',
      premisesId: place.premises,
      lines: counted,
      counter: signed.counter,
      countersigner: second === 'login' ? null : signed.countersigner,
      followsId: null,
    })
  }
  if (record.isSuccess) return <Done recorded={record.data} waits={second === 'login'} />
  return (
    <>
      <ScanField
        label={t('count.scan')}
        autoFocus
        onScan={({ hit }) => {
          const line = hit.kind === 'batch' ? lines.find(({ batch }) => batch.batchId === hit.batch.batchId) : undefined
          setStranger(line || hit.kind !== 'batch' ? null : hit.batch.name)
          if (line) document.getElementById(fieldIdOf(line))?.querySelector('input')?.focus()
        }}
      />
      {stranger === null ? null : <Alert tone="warning" isNews title={t('count.scan.other', { name: stranger })} />}
      <section className="gr-count-sheet" aria-label={t('count.sheet')}>
        <p className="gr-count-progress" role="status">
          {t('count.progress', { done: counted.length, all: lines.length })}
        </p>
        {lines.some(({ packMassMg }) => packMassMg !== null) ? <p className="gr-muted">{t('count.packs')}</p> : null}
        <ol className="gr-count-lines">
          {lines.map((line, index) => (
            <LineField
              key={keyOf(line)}
              line={line}
              error={isAsked && index === 0 && counted.length === 0 ? t('count.nothing') : null}
              value={typed[keyOf(line)] ?? ''}
              onChange={(value) => setTyped((before) => ({ ...before, [keyOf(line)]: value }))}
            />
          ))}
        </ol>
      </section>
      <div className="gr-count-sign">
        <TextField
          label={t('count.counter')}
          help={t('count.staff')}
          value={signed.counter}
          onChange={(counter) => setSigned((before) => ({ ...before, counter: counter.trim() }))}
          error={isAsked ? wrong.counter : null}
        />
        <RadioGroup
          label={t('count.second')}
          choices={[
            { id: 'login', text: t('count.second.login'), note: t('count.second.login.note') },
            { id: 'number', text: t('count.second.number'), note: t('count.second.number.note') },
          ]}
          value={second}
          onChange={(id) => setSecond(id === 'number' ? 'number' : 'login')}
        />
        {second === 'number' ? (
          <TextField
            label={t('count.countersigner')}
            help={t('count.staff')}
            value={signed.countersigner}
            onChange={(countersigner) => setSigned((before) => ({ ...before, countersigner: countersigner.trim() }))}
            error={isAsked ? wrong.countersigner : null}
          />
        ) : null}
      </div>
      {record.isError ? <ProblemNotice error={record.error} isNews /> : null}
      <p className="gr-count-end">
        <Button look="primary" isPending={record.isPending} onPress={submit}>
          {t('count.record')}
        </Button>
        {counted.length < lines.length ? <span className="gr-muted">{t('count.partly')}</span> : null}
      </p>
    </>
  )
}

const fieldIdOf = ({ batch, state }: Line) => `count-${batch.batchId}-${state}`

type LineProps = {
  readonly line: Line
  readonly error: string | null
  readonly value: string
  readonly onChange: (value: string) => void
}

function LineField({ line, error, value, onChange }: LineProps) {
  const words = useLocale(texts)
  const label = words.t('count.line', { name: line.batch.name, state: stateText(line.state, words) })
  return (
    <li id={fieldIdOf(line)}>
      <MassField
        label={label}
        help={
          line.packMassMg === null
            ? line.productName
            : words.t('count.line.packs', { product: line.productName, each: words.mass(line.packMassMg) })
        }
        packMassMg={packMassOf(line)}
        error={error}
        value={value}
        onChange={onChange}
      />
    </li>
  )
}

/** The book may be seen now: what differs, and where it goes on. */
function Done({ recorded, waits }: { recorded: Recorded; waits: boolean }) {
  const { t } = useLocale(texts)
  const found = useQuery(differences({}))
  const own = found.data?.items.filter(({ eventId }) => eventId === recorded.eventId) ?? []
  const isKnown = found.isSuccess && !found.isFetching // A list of before the count knows nothing of it.
  return (
    <CameOf>
      <Alert
        tone={own.length > 0 ? 'warning' : 'positive'}
        isNews
        title={t('count.done')}
        actions={
          <>
            {own.length > 0 ? (
              <LinkButton look="primary" href="/differences">
                {t('count.done.see')}
              </LinkButton>
            ) : null}
            <Link href={`/events/${recorded.eventId}`}>{t('count.done.event')}</Link>
          </>
        }
      >
        {waits ? <p>{t('count.done.waits')}</p> : null}
        {isKnown ? (
          <p>{own.length > 0 ? t('count.done.differs', { count: own.length }) : t('count.done.equal')}</p>
        ) : null}
        {found.isError ? <ProblemNotice error={found.error} onRetry={found.refetch} /> : null}
      </Alert>
    </CameOf>
  )
}
