// What the check of a proof came to: the verdict, each step, what it is about, and how far to trust its key. Not here: the check.

import { useQuery } from '@tanstack/react-query'
import { toBase64, utf8 } from '#kernel'
import { useLocale } from '../locale.tsx'
import { verifyMessages } from '../messages/verify.ts'
import { Alert } from '../parts/alert.tsx'
import { Badge } from '../parts/badge.tsx'
import { CopyId } from '../parts/copy-id.tsx'
import { Disclosure } from '../parts/disclosure.tsx'
import { type Fact, Facts } from '../parts/facts.tsx'
import { type ContentSaid, contentSaid } from './content-said.ts'
import type { CheckStep, ProofCheck, StepState } from './proof-check.ts'
import { ProvenRecord, spacedOut, useRecordTitle } from './proven-record.tsx'
import { logKey } from './queries.ts'

export function ProofOutcome({ check }: { check: ProofCheck }) {
  const { t, locale } = useLocale(verifyMessages)
  return (
    <>
      {check.kind === 'failed' ? (
        <Alert tone="negative" title={t('verify.fails')}>
          {check.why[locale]}
        </Alert>
      ) : check.kind === 'inclusion' ? (
        <Alert tone="positive" title={t('verify.holds.inclusion')}>
          {t('verify.holds.inclusion.text', { place: check.shown.index + 1, size: check.shown.size })}
        </Alert>
      ) : check.kind === 'set' ? (
        <Alert tone="positive" title={t('verify.holds.inclusion')}>
          {t('verify.holds.set.text', {
            count: check.shown.entries.length,
            name: check.shown.about.isNamed ? check.shown.about.name : check.shown.about.id,
            size: check.shown.size,
            part: check.shown.about.part,
            parts: check.shown.about.parts,
          })}
        </Alert>
      ) : (
        <Alert tone="positive" title={t('verify.holds.consistency')}>
          {t('verify.holds.consistency.text', { from: check.shown.fromSize, to: check.shown.toSize })}
        </Alert>
      )}
      {check.kind === 'set' ? (
        <Alert tone="info" title={t('verify.holds.set.not')}>
          {t('verify.holds.set.not.text')}
        </Alert>
      ) : null}
      <Steps check={check} />
      {check.kind === 'failed' ? null : <KeyTrust shown={check.shown} />}
      {check.kind === 'inclusion' ? <About check={check} /> : null}
      {check.kind === 'set' ? <SetEntries check={check} /> : null}
    </>
  )
}

const toneOf = { passed: 'positive', failed: 'negative', skipped: 'neutral' } as const satisfies Record<
  StepState,
  string
>

function Steps({ check }: { check: ProofCheck }) {
  const { t } = useLocale(verifyMessages)
  return (
    <ol className="gr-proof-steps" aria-label={t('verify.steps')}>
      {check.steps.map((step) => (
        <li key={step.name} className="gr-proof-step">
          <span className="gr-proof-step-title">
            {t(`verify.step.${step.name}`)}
            <Badge tone={toneOf[step.state]}>{t(`verify.state.${step.state}`)}</Badge>
          </span>
          {step.state === 'passed' ? <StepText step={step} check={check} /> : null}
        </li>
      ))}
    </ol>
  )
}

function StepText({ step: { name }, check }: { step: CheckStep; check: ProofCheck }) {
  const { t } = useLocale(verifyMessages)
  const isErased = check.kind === 'inclusion' && check.shown.record === null
  const content = check.kind === 'inclusion' ? contentSaid(check.shown) : null
  if (name === 'signature') {
    return check.kind === 'failed' ? null : <p>{t('verify.step.signature.text', { origin: check.shown.origin })}</p>
  }
  if (name === 'witness') {
    if (check.kind === 'failed') return null
    return check.shown.witnesses.map((witness) => (
      <p key={witness.name}>
        {t('verify.step.witness.text', {
          name: witness.name,
          at: Temporal.Instant.fromEpochMilliseconds(witness.seconds * 1_000).toString(),
        })}
      </p>
    ))
  }
  if (name === 'about' && check.kind === 'set' && !check.shown.about.isNamed) {
    return <p>{t('verify.step.about.unnamed', { name: check.shown.about.name })}</p>
  }
  if (name === 'about') return <p>{t('verify.step.about.text')}</p>
  if (name === 'path' && check.kind === 'set') return <p>{t('verify.step.path.set')}</p>
  if (name === 'record' && check.kind === 'set') return <p>{t('verify.step.record.set')}</p>
  if (name === 'path') return <p>{t('verify.step.path.text', { steps: check.pathLength })}</p>
  if (name === 'record')
    return (
      <>
        <p>{t(isErased ? 'verify.step.record.erased' : 'verify.step.record.text')}</p>
        {content === null ? null : (
          <p>{t(content === 'left-out' ? 'verify.step.record.bare' : 'verify.step.record.content')}</p>
        )}
      </>
    )
  return <p>{t(name === 'read' ? 'verify.step.read.text' : 'verify.step.history.text')}</p>
}

/** A proof is as good as its key: compared with the reader's own, else with this server's when it can be reached. */
function KeyTrust({ shown: { verifierKey, isPinned } }: { shown: { verifierKey: string; isPinned: boolean } }) {
  const { t } = useLocale(verifyMessages)
  const { data: ours } = useQuery({ ...logKey, enabled: !isPinned })
  if (isPinned) return <Alert tone="positive" title={t('verify.key.pinned')} />
  if (ours === undefined) {
    return (
      <Alert tone="info" title={t('verify.key.unknown')}>
        {t('verify.key.unknown.text')}
      </Alert>
    )
  }
  return ours === verifierKey ? (
    <Alert tone="info" title={t('verify.key.ours')}>
      {t('verify.key.ours.text')}
    </Alert>
  ) : (
    <Alert tone="warning" title={t('verify.key.other')}>
      {t('verify.key.other.text')}
    </Alert>
  )
}

function About({ check: { shown } }: { check: ProofCheck & { kind: 'inclusion' } }) {
  const { t } = useLocale(verifyMessages)
  const leaf = toBase64(shown.leaf)
  const facts: Fact[] = [
    { name: t('verify.fact.log'), value: shown.origin },
    { name: t('verify.fact.place'), value: t('verify.fact.place.of', { place: shown.index + 1, size: shown.size }) },
    { name: t('verify.fact.leaf'), value: <CopyId value={leaf} what={t('verify.fact.leaf')} /> },
    { name: t('verify.fact.key'), value: <CopyId value={shown.verifierKey} what={t('verify.fact.key')} /> },
  ]
  return (
    <>
      <section className="gr-panel gr-stack-tight" aria-labelledby="about">
        <h3 id="about">{t('verify.facts')}</h3>
        <Facts facts={facts} />
      </section>
      <HandedIn said={contentSaid(shown)} />
      {shown.record === null ? null : (
        <section className="gr-panel gr-stack-tight" aria-labelledby="said">
          <h3 id="said">{t('verify.said')}</h3>
          <ProvenRecord record={shown.record} isOpen />
        </section>
      )}
    </>
  )
}

/** More than this in a page makes it too slow to scroll. */
const contentShown = 200_000

function HandedIn({ said }: { said: ContentSaid | 'left-out' | null }) {
  const { t } = useLocale(verifyMessages)
  if (said === null || said === 'left-out') return null
  const shown = (text: string) =>
    text.length > contentShown ? (
      <p>{t('verify.content.large', { bytes: utf8(text).length })}</p>
    ) : (
      <pre className="gr-proof-record">{spacedOut(text)}</pre>
    )
  return (
    <section className="gr-panel gr-stack-tight" aria-labelledby="handed-in">
      <h3 id="handed-in">{t('verify.content')}</h3>
      {said.document === null ? null : shown(said.document)}
      <Disclosure title={t('verify.content.whole')} isOpen={said.document === null}>
        {shown(said.whole)}
      </Disclosure>
    </section>
  )
}

/** The records of a set one under the other, closed; thousands would be a page nobody scrolls. */
const entriesShown = 50

function SetEntries({ check: { shown } }: { check: ProofCheck & { kind: 'set' } }) {
  const { t } = useLocale(verifyMessages)
  const titleOf = useRecordTitle()
  const more = shown.entries.length - entriesShown
  return (
    <section className="gr-stack-tight" aria-labelledby="records">
      <h3 id="records">{t('verify.records')}</h3>
      <p className="gr-muted">{t('verify.records.text')}</p>
      {shown.entries.slice(0, entriesShown).map(({ index, record }) => (
        <Disclosure key={index} title={t('verify.records.one', { place: index + 1, kind: titleOf(record) })}>
          {record === null ? <p>{t('verify.step.record.erased')}</p> : <ProvenRecord record={record} />}
        </Disclosure>
      ))}
      {more > 0 ? <p className="gr-muted">{t('verify.records.more', { count: more })}</p> : null}
    </section>
  )
}
