// The answer: the outcome in a sentence first, then what is still needed, then why, the proof, the facts. Not here: the question.
import { useState } from 'react'
import type { Decision } from '#law/contract'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { askMessages } from '../../messages/ask.ts'
import { Article } from '../../parts/article.tsx'
import { Badge } from '../../parts/badge.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Link } from '../../parts/link.tsx'
import { Tabs } from '../../parts/tabs.tsx'
import { checkAddress } from '../address.ts'
import { sourceText } from '../source-text.ts'
import { ExemptionForm } from './exemption-form.tsx'
import { FactsUsed } from './facts-used.tsx'
import { Keep } from './keep.tsx'
import { Given, NextQuestions } from './next-questions.tsx'
import { Penalties } from './penalties.tsx'
import { ProofTreeView } from './proof-tree.tsx'
import { type AskSearch, type Go, readReadings } from './question.ts'
import { Reasons } from './reasons.tsx'
import { afterOutcome, choicesOf, type Facts, outcomeLook } from './words.ts'

type Props = {
  readonly decision: Decision
  readonly facts: Facts
  readonly search: AskSearch
  readonly go: Go
  /** While the next answer is on its way. */
  readonly isOld: boolean
}

export function Answer({ decision, facts, search, go, isOld }: Props) {
  const { t } = useLocale(askMessages)
  const [part, setPart] = useState('why')
  const accept = (id: string) => go({ r: [...readReadings(search.r), id].join(',') })
  return (
    <div className="gr-ask-answer" aria-busy={isOld}>
      <Asked facts={facts} search={search} on={decision.on} />
      <Outcome decision={decision} />
      <Given facts={facts} search={search} go={go} />
      <NextQuestions decision={decision} search={search} go={go} />
      <Tabs
        label={t('ask.parts')}
        chosen={part}
        onChoose={setPart}
        tabs={[
          { id: 'why', text: t('ask.part.why'), panel: () => <Reasons decision={decision} onAccept={accept} /> },
          {
            id: 'tree',
            text: t('ask.part.tree'),
            count: String(decision.proof.length),
            panel: () => <ProofTreeView decision={decision} />,
          },
          {
            id: 'facts',
            text: t('ask.part.facts'),
            count: String(decision.facts.length),
            panel: () => <FactsUsed facts={decision.facts} />,
          },
        ]}
      />
      <Penalties penalties={decision.penalties} />
      <ExemptionForm decision={decision} search={search} go={go} />
      <Keep decision={decision} />
    </div>
  )
}

/** On paper there is no form above the answer: then the question stands here. */
function Asked({ facts, search, on }: Pick<Props, 'facts' | 'search'> & { on: string }) {
  const { t, locale, day } = useLocale(askMessages)
  const chosen = (fact: string, id: string | undefined) =>
    choicesOf(facts, fact, locale).find((choice) => choice.id === id)?.text ?? id
  return (
    <dl className="gr-ask-asked">
      <dt>{t('ask.who')}</dt>
      <dd>{chosen('party.capacity', search.who)}</dd>
      <dt>{t('ask.act')}</dt>
      <dd>{chosen('act', search.act)}</dd>
      <dt>{t('ask.sub')}</dt>
      <dd>{search.sub}</dd>
      <dt>{t('ask.on')}</dt>
      <dd>{day(on)}</dd>
    </dl>
  )
}

function Outcome({ decision }: { decision: Decision }) {
  const { t, locale } = useLocale(askMessages)
  const { outcome, sentence, undecided, citations, hypothetical, readings } = decision
  const { tone, sign } = outcomeLook[outcome]
  const said = afterOutcome(sentence[locale], t(`ask.outcome.${outcome}`))
  const more = undecided.filter(({ words }) => !said.includes(words[locale]))
  return (
    <section className={`gr-ask-outcome gr-ask-outcome-${tone}`} aria-live="polite">
      <div className="gr-ask-sign" aria-hidden="true">
        <Icon name={sign} />
      </div>
      <div className="gr-stack-tight">
        <h2>{t(`ask.outcome.${outcome}`)}</h2>
        <p className="gr-ask-sentence">{said}</p>
        {readings.some(({ acceptedBy }) => acceptedBy?.nl === 'asker') ? <p>{t('ask.on-reading')}</p> : null}
        {hypothetical ? <p>{t('ask.hypothetical', { name: hypothetical })}</p> : null}
        {more.length > 0 ? (
          <ul className="gr-ask-undecided">
            {more.map(({ reason, words }) => (
              <li key={reason + words.en}>{words[locale]}</li>
            ))}
          </ul>
        ) : null}
        <p className="gr-ask-cited">
          {citations.map(({ article, short }) => (
            <Article key={article + short} article={article} short={short} />
          ))}
        </p>
        <Listings decision={decision} />
      </div>
    </section>
  )
}

function Listings({ decision: { listings, substance, on, question } }: { decision: Decision }) {
  const { t, locale } = useLocale(askMessages)
  const asked = 'structure' in question.substance ? question.substance.structure : substance?.nameNl
  return (
    <p className="gr-ask-listings">
      {substance ? <strong>{locale === 'nl' ? substance.nameNl : substance.nameEn}</strong> : null}
      {listings.length === 0 ? <span>{t('ask.listings.none')}</span> : null}
      {listings.map(({ list, rule, weight, source }) => (
        <span key={`${list} ${rule}`} className="gr-row">
          <Badge tone={weight === 'finding' ? 'warning' : 'neutral'}>{t('ask.listing.list', { list })}</Badge>
          <span className="gr-small">
            {t(`ask.listing.${weight}`)}
            {source ? ` (${sourceText(source, locale)})` : ''}
          </span>
        </span>
      ))}
      {asked ? <Link href={checkAddress({ q: asked, on })}>{t('ask.check')}</Link> : null}
      {substance?.substanceId ? (
        <Link href={withQuery('/ask/medicines', { sub: substance.nameNl })}>{t('ask.medicines.link')}</Link>
      ) : null}
    </p>
  )
}
