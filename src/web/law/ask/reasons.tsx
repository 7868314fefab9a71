// Why, as a page one reads: each step that counts in a sentence with its articles, the nearest exception, judgements, readings, duties.
// Not here: every step that was looked at (proof-tree.tsx).
import type { ReactNode } from 'react'
import type { Citation, Decision, ProofNode } from '#law/contract'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { askMessages } from '../../messages/ask.ts'
import { Article } from '../../parts/article.tsx'
import { Badge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { Link } from '../../parts/link.tsx'
import { truthTone } from './words.ts'

type Props = { readonly decision: Decision; readonly onAccept: (readingId: string) => void }

export function Reasons({ decision, onAccept }: Props) {
  const { t, locale } = useLocale(askMessages)
  const { proof, whyNot, duties, judgements, readings, notices, outcome } = decision
  const told = proof.filter(isTold)
  return (
    <div className="gr-stack">
      <ol className="gr-ask-steps">
        {told.map((node) => (
          <Step key={node.id} node={node} proof={proof} />
        ))}
      </ol>
      {outcome === 'permitted' ? (
        <Part title={t('ask.duties')}>
          {duties.length === 0 ? <p>{t('ask.duties.none')}</p> : null}
          <ul className="gr-ask-list">
            {duties.map(({ rule, title, sentence, citations }) => (
              <li key={rule}>
                <strong>{title[locale]}.</strong> {sentence[locale]} <Cited citations={citations} />
              </li>
            ))}
          </ul>
        </Part>
      ) : null}
      {whyNot ? (
        <Part title={t('ask.why.not')}>
          <p>
            <strong>{whyNot.title[locale]}.</strong> {whyNot.sentence[locale]} <Cited citations={whyNot.citations} />
          </p>
          {whyNot.failed.length > 0 ? (
            <>
              <h4>{t('ask.why.failed')}</h4>
              <Clauses clauses={whyNot.failed} />
            </>
          ) : null}
        </Part>
      ) : null}
      {judgements.length > 0 ? (
        <Part title={t('ask.judgements')}>
          <ul className="gr-ask-list">
            {judgements.map(({ id, question, byName, citations }) => (
              <li key={id}>
                {question[locale]} <span className="gr-muted">{t('ask.judgement.by', { who: byName[locale] })}</span>{' '}
                <Cited citations={citations} />
              </li>
            ))}
          </ul>
        </Part>
      ) : null}
      {readings.length > 0 ? (
        <Part title={t('ask.readings')}>
          <ul className="gr-ask-list">
            {readings.map(({ id, question, acceptedBy, citations }) => (
              <li key={id}>
                <p>
                  {question[locale]} <Cited citations={citations} />
                </p>
                <p className="gr-row">
                  <Taken acceptedBy={acceptedBy} />
                  {acceptedBy === null ? (
                    <Button isCompact onPress={() => onAccept(id)}>
                      {t('ask.reading.accept')}
                    </Button>
                  ) : null}
                </p>
              </li>
            ))}
          </ul>
        </Part>
      ) : null}
      {notices.length > 0 ? (
        <Part title={t('ask.notices')}>
          <ul className="gr-ask-list">
            {notices.map((notice) => (
              <li key={notice.en}>{notice[locale]}</li>
            ))}
          </ul>
        </Part>
      ) : null}
    </div>
  )
}

/** By whom a reading was accepted; an expert's decision is opened by its number. */
function Taken({ acceptedBy }: { acceptedBy: Decision['readings'][number]['acceptedBy'] }) {
  const { t, locale } = useLocale(askMessages)
  if (acceptedBy === null) return <span className="gr-muted">{t('ask.reading.open')}</span>
  const who = acceptedBy.nl === 'asker' ? t('ask.reading.asker') : acceptedBy[locale]
  if (!/^D-\d{4}-\d+$/.test(who)) return <span className="gr-muted">{t('ask.reading.by', { who })}</span>
  return <Link href={withQuery('/experts', { q: who })}>{t('ask.reading.by', { who })}</Link>
}

/** What holds, or held before it was lifted; penalties and duties have a place of their own. */
function isTold({ kind, truth }: ProofNode): boolean {
  return truth !== 'false' && kind !== 'penalty' && kind !== 'duty' && kind !== 'condition'
}

function Step({ node, proof }: { node: ProofNode; proof: Decision['proof'] }) {
  const { t, locale } = useLocale(askMessages)
  const { kind, sentence, citations, stands, defeatedBy, truth } = node
  const by = defeatedBy.map((id) => proof.find((other) => other.id === id || other.rule === id)?.title[locale] ?? id)
  return (
    <li>
      <p>
        {sentence[locale]} <Cited citations={citations} />
      </p>
      <p className="gr-row gr-small">
        <span className="gr-muted">{t(`ask.kind.${kind}`)}</span>
        {by.length > 0 ? (
          <Badge tone="positive">{t('ask.defeated.by', { rules: by.join(', ') })}</Badge>
        ) : stands ? (
          <Badge tone="info">{t('ask.stands')}</Badge>
        ) : (
          <Badge tone="warning">{truth === 'true' ? t('ask.open') : t(`ask.truth.${truth}`)}</Badge>
        )}
      </p>
    </li>
  )
}

export function Cited({ citations }: { citations: readonly Citation[] }) {
  return (
    <span className="gr-ask-cited">
      {citations.map(({ article, short }) => (
        <Article key={article + short} article={article} short={short} />
      ))}
    </span>
  )
}

export function Clauses({ clauses }: { clauses: ProofNode['clauses'] }) {
  const { t, locale } = useLocale(askMessages)
  return (
    <ul className="gr-ask-clauses">
      {clauses.map(({ words, truth }) => (
        <li key={words.en}>
          <Badge tone={truthTone[truth]} {...(truth === 'false' ? { sign: 'cross' as const } : {})}>
            {t(`ask.truth.${truth}`)}
          </Badge>
          <span>{words[locale]}</span>
        </li>
      ))}
    </ul>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="gr-panel gr-stack-tight">
      <h3>{title}</h3>
      {children}
    </section>
  )
}
