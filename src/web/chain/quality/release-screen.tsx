// What a release turns on, and the decision: the specification beside the results, both numbers, what fails first. Not here: the rule (chain).
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams, useRouter } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { type ReleaseDossier, unitText } from '#chain/contract'
import { useContentKeys } from '../../content-key.ts'
import { useLocale } from '../../locale.tsx'
import { Alert } from '../../parts/alert.tsx'
import { Badge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { RadioGroup } from '../../parts/choice.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { Facts } from '../../parts/facts.tsx'
import { tellMistakes } from '../../parts/first-mistake.ts'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { useToast } from '../../parts/toast.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { useStepUp } from '../../platform/step-up.tsx'
import { session, useSend } from '../../queries.ts'
import { Page } from '../../shell/page.tsx'
import { ofBatchState } from '../behind.ts'
import { OfEvent } from '../of-event.tsx'
import { SaidWith } from '../said-with.tsx'
import { accountStateText, signedText } from '../words.ts'
import { ComparedTable } from './compared-table.tsx'
import { dossier } from './queries.ts'
import { Superseded, SupersededAlert } from './superseded.tsx'
import { decimal, testKey, texts } from './words.ts'
import '../chain.css'
import './quality.css'

export function ReleaseScreen() {
  const { t } = useLocale(texts)
  const { batchId = '' } = useParams({ strict: false }) as { batchId?: string } // The route's own parameter.
  const found = useQuery(dossier(batchId))
  if (found.isSuccess) return <Release dossier={found.data} />
  return (
    <Page title={t('release.missing')} crumbs={[{ text: t('nav.chain'), href: '/batches' }]}>
      {found.isPending ? <Waiting lines={8} /> : <ProblemNotice error={found.error} onRetry={found.refetch} />}
    </Page>
  )
}

function Release({ dossier: one }: { dossier: ReleaseDossier }) {
  const { t } = useLocale(texts)
  const { data: who } = useQuery(session)
  const mayRelease = who?.permissions.includes('chain:release') ?? false
  const failing = one.specification.filter(({ verdict }) => verdict === one.verdict).length
  const tone = { inside: 'positive', outside: 'negative', missing: 'warning' } as const
  const says =
    one.verdict === 'inside'
      ? t('release.says.inside')
      : t(one.verdict === 'outside' ? 'release.says.outside' : 'release.says.missing', { count: failing })
  // What fails stands first.
  const weight = { outside: 0, missing: 1, inside: 2 } as const
  const sorted = one.specification.toSorted((a, b) => weight[a.verdict] - weight[b.verdict])
  return (
    <Page
      title={t('release.title', { name: one.batch.name })}
      crumbs={[
        { text: t('nav.chain'), href: '/batches' },
        { text: one.batch.name, href: `/batches/${one.batch.batchId}` },
      ]}
      lead={one.productName}
    >
      <Alert tone={tone[one.verdict]} title={says} />
      <Waits dossier={one} />
      <SupersededAlert dossier={one} />
      <Differences dossier={one} />
      <section className="gr-chain-panel">
        <h2>{t('release.specification')}</h2>
        <ComparedTable label={t('release.specification')} rows={sorted} />
      </section>
      <Superseded dossier={one} />
      <div className="gr-quality-columns">
        <section className="gr-chain-panel">
          <h2>{t('release.unlimited')}</h2>
          <p className="gr-muted">{t('release.unlimited.note')}</p>
          <Unlimited dossier={one} />
        </section>
        {mayRelease ? <Decide dossier={one} /> : <p className="gr-muted">{t('release.forbidden')}</p>}
      </div>
      {one.label.length > 0 ? (
        <section className="gr-chain-panel">
          <h2>{t('release.label')}</h2>
          <p className="gr-muted">{t('release.label.note')}</p>
          <ComparedTable label={t('release.label')} rows={one.label} />
        </section>
      ) : null}
    </Page>
  )
}

function Waits({ dossier: { blocking, onHold, isQualified } }: { dossier: ReleaseDossier }) {
  const { t } = useLocale(texts)
  if (blocking.length === 0 && !onHold && isQualified !== false) return null
  return (
    <Alert tone="warning" title={t('release.blocking')}>
      <ul className="gr-chain-list">
        {blocking.map(({ id, kind, number, state }) => (
          <li key={id}>
            <Link href={`/quality/${kind === 'case' ? 'cases' : 'orders'}/${id}`}>{number}</Link>:{' '}
            {t(`quality.state.${state as 'open'}`)}
          </li>
        ))}
        {onHold ? <li>{t('release.onhold')}</li> : null}
        {isQualified === false ? <li>{t('release.unqualified')}</li> : null}
      </ul>
    </Alert>
  )
}

/** It stops nothing: what is significant was refused as it was packed or is settled with its own clock. */
function Differences({ dossier: { differences } }: { dossier: ReleaseDossier }) {
  const words = useLocale(texts)
  if (differences.length === 0) return null
  return (
    <Alert tone="info" title={words.t('release.differences')}>
      <ul className="gr-chain-list">
        {differences.map(({ accountId, state, amountMg }) => (
          <li key={accountId}>
            {accountStateText({ kind: 'difference', state }, words)}:{' '}
            <Link href={`/ledger/${accountId}`}>{signedText(amountMg, 'material_mg', words)}</Link>
          </li>
        ))}
      </ul>
    </Alert>
  )
}

function Unlimited({ dossier: { unlimited, unlimitedEvents } }: { dossier: ReleaseDossier }) {
  const { t, locale } = useLocale(texts)
  return (
    <Facts
      facts={unlimited.map(({ test, conforms, value, unit, isBelow }) => ({
        name: t(testKey(test)),
        value:
          conforms !== null ? (
            <Badge tone={conforms ? 'positive' : 'negative'}>
              {t(conforms ? 'quality.conforms' : 'quality.unfit')}
            </Badge>
          ) : value !== null ? (
            <OfEvent eventId={unlimitedEvents.find((one) => one.test === test)?.eventId ?? null}>
              {`${isBelow ? '<\u00a0' : ''}${decimal(value, locale)}\u00a0${unitText(unit ?? '')}`}
            </OfEvent>
          ) : (
            <span className="gr-muted">{t('release.unlimited.none')}</span>
          ),
      }))}
    />
  )
}

function Decide({ dossier: one }: { dossier: ReleaseDossier }) {
  const { t, mass } = useLocale(texts)
  const isInside = one.verdict === 'inside' && one.blocking.length === 0
  // What speaks for itself is chosen; to reject what only waits for a result is nobody's first choice.
  const [verdict, setVerdict] = useState<string | null>(isInside ? 'released' : null)
  const [isAsked, setAsked] = useState(false)
  const [expiresOn, setExpiresOn] = useState<string | null>(one.expiresOn)
  const [certificate, setCertificate] = useState(one.nextCertificate)
  const [reason, setReason] = useState('')
  const { record, stepUp } = useDecision(one, verdict)
  const isRenewal = one.quarantineMassMg === '0' && one.releasedMassMg !== '0'
  /** Its grower reads why, and whoever looks at it in five years. */
  const isUnexplained = verdict === 'rejected' && reason.trim() === ''
  /** Else nothing asks to test it again. */
  const isUndated = verdict === 'released' && expiresOn === null
  const isNothing = one.quarantineMassMg === '0' && one.releasedMassMg === '0'
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    tellMistakes(event.currentTarget, () => setAsked(true))
    if (verdict === null || isUnexplained || isUndated) return
    const isReleased = verdict === 'released'
    record.mutate({
      ...{ verdict, certificate, expiresOn: isReleased ? expiresOn : null },
      reason: reason.trim() === '' ? null : reason.trim(),
    })
  }
  if (isNothing) {
    return (
      <section className="gr-chain-panel">
        <h2>{t('release.decide')}</h2>
        <p>{t('release.nothing')}</p>
      </section>
    )
  }
  return (
    <form className="gr-chain-panel gr-quality-form" onSubmit={submit}>
      <h2>{t('release.decide')}</h2>
      <p>
        {isRenewal ? (
          t('release.renew')
        ) : (
          <SaidWith say={(marked) => t('release.mass', { mass: marked })}>
            <Link href={ofBatchState(one.batch.batchId, 'quarantine')}>{mass(one.quarantineMassMg)}</Link>
          </SaidWith>
        )}
      </p>
      <RadioGroup
        label={t('release.decide')}
        choices={(['released', 'rejected'] as const).map((id) => ({ id, text: t(`release.verdict.${id}`) }))}
        value={verdict}
        onChange={(id) => setVerdict(id ?? verdict)}
        error={isAsked && verdict === null ? t('release.verdict.needed') : null}
      />
      {verdict === 'released' ? (
        <DateField
          label={t('release.expires')}
          value={expiresOn}
          onChange={setExpiresOn}
          min={one.on}
          error={isAsked && isUndated ? t('release.expires.needed') : null}
        />
      ) : null}
      <TextField
        label={t('release.certificate')}
        value={certificate}
        onChange={setCertificate}
        maxLength={40}
        isRequired
      />
      <TextField
        label={t('quality.reason')}
        isOptional={verdict !== 'rejected'}
        value={reason}
        onChange={setReason}
        rows={2}
        maxLength={400}
        error={isAsked && isUnexplained ? t('quality.reason.needed') : null}
      />
      {record.isError ? <ProblemNotice error={record.error} isNews /> : null}
      <p className="gr-muted">{t('release.passkey')}</p>
      <Button type="submit" look="primary" isPending={record.isPending} isDisabled={certificate.trim() === ''}>
        {t('release.do')}
      </Button>
      {stepUp}
    </form>
  )
}

type Verdict = { verdict: string; certificate: string; expiresOn: string | null; reason: string | null }

/** One event however often it is pressed; another certificate or reason is another decision. */
function useDecision(one: ReleaseDossier, verdict: string | null) {
  const { t } = useLocale(texts)
  const { withStepUp, stepUp } = useStepUp()
  const send = useSend()
  const client = useQueryClient()
  const router = useRouter()
  const toast = useToast()
  const keys = useContentKeys()
  const record = useMutation({
    mutationFn: (said: Verdict) => {
      const act = { kind: 'release', premisesId: one.premisesId, batchId: one.batch.batchId, ...said }
      const as = keys.sentAs(act)
      return withStepUp(() => send('/v1/events', { body: { ...act, eventId: as.idOf('event'), occurredAt: as.at } }))
    },
    onSuccess: async () => {
      keys.forget()
      toast('positive', t(verdict === 'released' ? 'release.done.released' : 'release.done.rejected'))
      await client.invalidateQueries()
      void router.navigate({ href: `/batches/${one.batch.batchId}` })
    },
  })
  return { record, stepUp }
}
