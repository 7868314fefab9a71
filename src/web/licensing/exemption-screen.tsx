// One exemption in the version of a day: what is allowed, on which ground, under which conditions. Not here: applying it; `chain` does that.

import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import type { ExemptionView } from '#licensing/contract'
import { OfHolder } from '../chain/holder/of-holder.tsx'
import { AllowancesPanel } from '../chain/standing/allowances-panel.tsx'
import { CeilingsPanel } from '../chain/standing/ceilings-panel.tsx'
import { LimitsPanel } from '../chain/standing/limits-panel.tsx'
import { useLocale } from '../locale.tsx'
import { licensingMessages } from '../messages/licensing.ts'
import { Article, Basis } from '../parts/article.tsx'
import { Badge } from '../parts/badge.tsx'
import { LinkButton } from '../parts/button.tsx'
import { Facts } from '../parts/facts.tsx'
import { Link } from '../parts/link.tsx'
import { ProblemNotice } from '../parts/problem-notice.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { Page } from '../shell/page.tsx'
import { dayIn } from './exemptions-screen.tsx'
import { lastDay } from './last-day.ts'
import { exemption } from './queries.ts'
import './exemptions.css'

export function ExemptionScreen() {
  const { t } = useLocale(licensingMessages)
  const { exemptionId = '' } = useParams({ strict: false })
  const on = dayIn(useSearch({ strict: false })['on'])
  const { data, isPending, isError, error, refetch } = useQuery(exemption(exemptionId, on))
  const title = data ? t('exemption.title', { number: data.number }) : t('exemptions.title')
  return (
    <Page
      title={title}
      crumbs={[{ text: t('exemptions.title'), href: '/exemptions' }]}
      beside={data?.withdrawnOn ? <Badge tone="negative">{t('exemptions.withdrawn')}</Badge> : null}
    >
      {isPending ? <Waiting lines={8} /> : null}
      {isError ? <ProblemNotice error={error} onRetry={refetch} /> : null}
      {data ? (
        <div className="gr-exemption">
          <AtAGlance exemption={data} />
          <Scope exemption={data} />
          <Conditions exemption={data} />
          <CeilingsPanel exemptionId={exemptionId} />
          <LimitsPanel exemptionId={exemptionId} />
          <AllowancesPanel holderId={data.holder.partyId} />
          <Proof exemptionId={exemptionId} />
        </div>
      ) : null}
    </Page>
  )
}

type Props = { readonly exemption: ExemptionView }

function AtAGlance({ exemption: { holder, period, ground, basis, withdrawnOn } }: Props) {
  const { t, day } = useLocale(licensingMessages)
  return (
    <section className="gr-panel gr-stack-tight" aria-labelledby="facts">
      <h2 id="facts">{t('exemption.facts')}</h2>
      <Facts
        facts={[
          { name: t('exemptions.holder'), value: <OfHolder holder={holder} /> },
          { name: t('exemption.from'), value: day(period.from) },
          { name: t('exemptions.until'), value: period.until ? day(lastDay(period.until)) : t('exemptions.endless') },
          ...(withdrawnOn ? [{ name: t('exemption.withdrawnOn'), value: day(withdrawnOn) }] : []),
          { name: t('exemptions.ground'), value: <Article article={ground} /> },
        ]}
      />
      <Basis articles={basis} />
    </section>
  )
}

function Scope({ exemption: { scope } }: Props) {
  const { t, mass } = useLocale(licensingMessages)
  return (
    <section className="gr-panel gr-stack-tight" aria-labelledby="scope">
      <h2 id="scope">{t('exemption.scope')}</h2>
      {scope.map(({ acts, substances, purposes, premises, maxStockMg }) => (
        <Facts
          key={JSON.stringify([acts, substances, premises])}
          facts={[
            { name: t('exemptions.acts'), value: acts.map((act) => t(`act.${act}`)).join(', ') },
            {
              name: t('exemption.substances'),
              value: (
                <ul className="gr-plain-list">
                  {substances.map(({ substanceId, list }) => (
                    <li key={substanceId}>
                      <Link href={`/substances?q=${encodeURIComponent(substanceId)}`}>{substanceId}</Link>{' '}
                      <span className="gr-muted">{t('exemption.list', { list })}</span>
                    </li>
                  ))}
                </ul>
              ),
            },
            { name: t('exemption.purposes'), value: purposes.map((purpose) => t(`purpose.${purpose}`)).join(', ') },
            { name: t('exemptions.premises'), value: premises.map(({ name }) => name).join(', ') },
            { name: t('exemption.max'), value: maxStockMg === null ? t('exemption.max.none') : mass(maxStockMg) },
          ]}
        />
      ))}
    </section>
  )
}

function Conditions({ exemption: { conditions } }: Props) {
  const { t, locale } = useLocale(licensingMessages)
  return (
    <section className="gr-panel gr-stack-tight gr-exemption-conditions" aria-labelledby="conditions">
      <h2 id="conditions">{t('exemption.conditions')}</h2>
      {conditions.length === 0 ? <p className="gr-muted">{t('exemption.conditions.none')}</p> : null}
      <ol className="gr-conditions">
        {conditions.map((condition) => (
          <li key={condition.number} value={condition.number}>
            <span>{condition[locale]}</span> <Article article={condition.basis} />
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Every act under it stands on what it said then: that is a record of the log, and a stranger can check it. */
function Proof({ exemptionId }: { exemptionId: string }) {
  const { t } = useLocale(licensingMessages)
  return (
    <section className="gr-panel gr-stack-tight" aria-labelledby="proof">
      <h2 id="proof">{t('exemption.proof')}</h2>
      <p>{t('exemption.proof.text')}</p>
      <p className="gr-row">
        <LinkButton href={`/v1/exemptions/${exemptionId}/proof`} download={`${exemptionId}.proof.json`}>
          {t('exemption.proof.save')}
        </LinkButton>
        <LinkButton href="/verify" look="quiet">
          {t('exemption.proof.check')}
        </LinkButton>
      </p>
    </section>
  )
}
