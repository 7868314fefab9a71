// Every finding as a card, in the law's order; then the exceptions; then what nearly fitted, folded away. Not here: one card.
import type { SubstanceException } from '#law/contract'
import { useLocale } from '../locale.tsx'
import { findingMessages } from '../messages/findings.ts'
import { Article } from '../parts/article.tsx'
import { Badge } from '../parts/badge.tsx'
import { Disclosure } from '../parts/disclosure.tsx'
import { FindingCard } from './check-card.tsx'
import type { Answered } from './queries.ts'

export function Findings({ answer, madeAt }: Answered) {
  const { t } = useLocale(findingMessages)
  const { findings, nearMisses, drawing } = answer
  const exceptions = answer.exceptions.filter(({ kind }) => kind !== 'other-list')
  const firstList = answer.exceptions.find(({ kind }) => kind === 'other-list') ?? null
  const hasParts = new Set([...findings, ...nearMisses].map(({ piece }) => piece)).size > 1
  return (
    <>
      {findings.length > 0 ? (
        <section className="gr-law-findings" id="why">
          <h2>{t('finding.title', { count: findings.length })}</h2>
          {findings.map((found) => (
            <FindingCard
              key={`${found.piece} ${found.basis} ${found.rule} ${found.substanceId}`}
              {...{ found, hasParts, firstList }}
              {...{ drawn: drawing, madeAt }}
            />
          ))}
        </section>
      ) : null}
      {exceptions.length > 0 ? <Exceptions exceptions={exceptions} /> : null}
      {nearMisses.length > 0 ? (
        <Disclosure title={t('miss.title', { count: nearMisses.length })} isOpen={findings.length === 0}>
          <div className="gr-law-findings">
            {nearMisses.map((found) => (
              <FindingCard
                key={`${found.piece} ${found.rule}`}
                {...{ found, hasParts }}
                {...{ drawn: drawing, madeAt }}
              />
            ))}
          </div>
        </Disclosure>
      ) : null}
    </>
  )
}

function Exceptions({ exceptions }: { exceptions: readonly SubstanceException[] }) {
  const { t, locale } = useLocale(findingMessages)
  return (
    <section className="gr-law-panel gr-law-exceptions" id="exceptions">
      <h2>{t('exception.title')}</h2>
      <p className="gr-muted">{t('exception.lead')}</p>
      <ul>
        {exceptions.map(({ article, short, title, needsEvidence, substance, note, kind, piece, certainty }) => (
          <li key={`${piece} ${kind} ${article} ${substance}`}>
            <p className="gr-law-exception-title">
              <strong>{title[locale]}</strong> <Article article={article} short={short} />
              <Badge tone={needsEvidence ? 'warning' : 'positive'}>
                {t(needsEvidence ? 'exception.possible' : 'exception.applies')}
              </Badge>
              {certainty === 'text' ? null : <Badge tone="warning">{t(`finding.status.${certainty}`)}</Badge>}
            </p>
            {needsEvidence ? (
              <p>
                {t('exception.needs')}: {needsEvidence[locale]}
              </p>
            ) : null}
            {substance || note ? (
              <p className="gr-small gr-muted">
                {substance ? t('exception.names', { substance }) : ''} {note?.[locale] ?? ''}
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
