// One expert decision: what it says first, then why, by whom, and the proof; staff replace or withdraw it. Not here: making one.
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { ExpertDecision } from '#licensing/contract'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { expertsMessages } from '../../messages/experts.ts'
import { Alert } from '../../parts/alert.tsx'
import { Basis } from '../../parts/article.tsx'
import { Badge } from '../../parts/badge.tsx'
import { Button, LinkButton } from '../../parts/button.tsx'
import { CopyId } from '../../parts/copy-id.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Link } from '../../parts/link.tsx'
import { Molecule } from '../../parts/molecule.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { session } from '../../queries.ts'
import { Page } from '../../shell/page.tsx'
import { expertDecision, expertSubjects } from './queries.ts'
import { Withdraw } from './withdraw.tsx'
import { stateTone, subjectText } from './words.ts'
import './experts.css'

export function ExpertScreen() {
  const { t } = useLocale(expertsMessages)
  const { expertDecisionId = '' } = useParams({ strict: false }) as { expertDecisionId?: string } // The route's own parameter.
  const found = useQuery(expertDecision(expertDecisionId))
  if (found.isSuccess) return <One decision={found.data} />
  return (
    <Page title={t('experts.title')} crumbs={[{ text: t('experts.title'), href: '/experts' }]}>
      {found.isPending ? <Waiting lines={8} /> : <ProblemNotice error={found.error} onRetry={found.refetch} />}
    </Page>
  )
}

function One({ decision }: { decision: ExpertDecision }) {
  const { t } = useLocale(expertsMessages)
  const who = useQuery(session)
  const [isWithdrawing, setWithdrawing] = useState(false)
  const { expertDecisionId, number, state, subject } = decision
  const mayFollow = state === 'standing' && (who.data?.permissions.includes('licensing:decide-as-expert') ?? false)
  return (
    <Page
      title={t('experts.one', { number })}
      crumbs={[{ text: t('experts.title'), href: '/experts' }]}
      beside={<Badge tone={stateTone[state]}>{t(`experts.state.${state}`)}</Badge>}
      actions={
        mayFollow ? (
          <>
            <LinkButton href={withQuery('/experts/new', { replaces: expertDecisionId })}>
              {t('experts.replace')}
            </LinkButton>
            <Button look="danger" onPress={() => setWithdrawing(true)}>
              {t('experts.withdraw')}
            </Button>
          </>
        ) : null
      }
    >
      <Followed decision={decision} />
      <Said decision={decision} />
      <div className="gr-experts-columns">
        <div className="gr-stack">
          <section className="gr-panel gr-stack-tight" aria-labelledby="why">
            <h2 id="why">{t('experts.grounds')}</h2>
            <p className="gr-experts-text gr-prose">{decision.grounds}</p>
            <Basis articles={decision.basis} />
          </section>
          <Particulars decision={decision} />
        </div>
        <div className="gr-stack">
          {subject.kind === 'finding' && subject.structure ? (
            <section className="gr-panel gr-stack-tight">
              <Molecule structure={subject.structure.smiles} label={t('experts.drawn')} />
            </section>
          ) : null}
          <Proof decision={decision} />
        </div>
      </div>
      {isWithdrawing ? <Withdraw decision={decision} onClose={() => setWithdrawing(false)} /> : null}
    </Page>
  )
}

type Props = { readonly decision: ExpertDecision }

function Followed({ decision: { followedBy, state } }: Props) {
  const { t } = useLocale(expertsMessages)
  if (followedBy === null) return null
  const { number, expertDecisionId } = followedBy
  return (
    <Alert
      tone="warning"
      title={t(state === 'withdrawn' ? 'experts.withdrawn' : 'experts.replaced', { number })}
      actions={<LinkButton href={`/experts/${expertDecisionId}`}>{t('experts.see')}</LinkButton>}
    >
      <p>{t('experts.no-longer')}</p>
    </Alert>
  )
}

function Said({ decision: { subject, question, conclusion } }: Props) {
  const words = useLocale(expertsMessages)
  const { t } = words
  const subjects = useQuery(expertSubjects)
  return (
    <section className="gr-panel gr-experts-said">
      <p className="gr-muted">{question}</p>
      <h2>{subjectText(subject, subjects.data, words)}</h2>
      <p className="gr-experts-text gr-prose">{conclusion}</p>
      {subject.kind === 'finding' ? (
        <p>
          <Link href={withQuery('/substances', { q: subject.substanceId ?? subject.structure?.smiles })}>
            {t('experts.check')}
          </Link>
        </p>
      ) : null}
    </section>
  )
}

function Particulars({ decision }: Props) {
  const { t, day, instant } = useLocale(expertsMessages)
  const { subject, expert, documents, follows, from, until, decidedOn, steppedUpAt, state } = decision
  return (
    <section className="gr-panel gr-stack-tight" aria-labelledby="facts">
      <h2 id="facts">{t('experts.facts')}</h2>
      <Facts
        facts={[
          {
            name: t('experts.expert'),
            value: t('experts.who', { ...expert, profession: t(`experts.profession.${expert.profession}`) }),
          },
          { name: t('experts.decidedOn'), value: day(decidedOn) },
          { name: t('experts.steppedUp'), value: instant(steppedUpAt) },
          { name: t('experts.period'), value: t('experts.period.is', { from, until }) },
          ...(subject.kind === 'finding' && subject.substanceId
            ? [{ name: t('experts.substance'), value: subject.substanceId }]
            : []),
          ...(subject.kind === 'finding' && subject.structure
            ? [
                {
                  name: t('experts.inchikey'),
                  value: <CopyId value={subject.structure.inchiKey} what={t('experts.inchikey.what')} />,
                },
              ]
            : []),
          ...(follows
            ? [
                {
                  name: t('experts.follows', { isWithdrawal: state === 'withdrawal' }),
                  value: <Link href={`/experts/${follows.expertDecisionId}`}>{follows.number}</Link>,
                },
              ]
            : []),
          { name: t('experts.documents'), value: <Documents documents={documents} /> },
        ]}
      />
      <p className="gr-small gr-muted gr-prose">{t('experts.who.note')}</p>
    </section>
  )
}

function Documents({ documents }: { documents: ExpertDecision['documents'] }) {
  const { t } = useLocale(expertsMessages)
  const who = useQuery(session)
  const mayRead = who.data?.permissions.includes('documents:read') ?? false
  if (documents.length === 0) return t('experts.documents.none')
  return (
    <ul className="gr-experts-list">
      {documents.map(({ documentId, sha256 }, index) => {
        const name = t('experts.documents.one', { at: index + 1, sha256 })
        return <li key={documentId}>{mayRead ? <Link href={`/v1/documents/${documentId}`}>{name}</Link> : name}</li>
      })}
    </ul>
  )
}

function Proof({ decision: { expertDecisionId, leafIndex } }: Props) {
  const { t } = useLocale(expertsMessages)
  return (
    <section className="gr-panel gr-stack-tight" aria-labelledby="proof">
      <h2 id="proof">{t('experts.proof')}</h2>
      {leafIndex === null ? (
        <p>{t('experts.proof.waiting')}</p>
      ) : (
        <>
          <p>{t('experts.proof.text', { index: leafIndex })}</p>
          <p className="gr-row">
            <LinkButton
              href={`/v1/expert-decisions/${expertDecisionId}/proof`}
              download={`${expertDecisionId}.proof.json`}
            >
              {t('experts.proof.save')}
            </LinkButton>
            <LinkButton href="/verify" look="quiet">
              {t('experts.proof.check')}
            </LinkButton>
          </p>
        </>
      )}
    </section>
  )
}
