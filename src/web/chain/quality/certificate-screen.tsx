// A certificate of analysis for anyone: what it says, where it stands in the log, as paper and as proof. Not here: checking the proof.
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type CertificateView, unitText } from '#chain/contract'
import { withQuery } from '../../http.ts'
import { legalDay } from '../../legal-day.ts'
import { useLocale } from '../../locale.tsx'
import { Alert } from '../../parts/alert.tsx'
import { Badge } from '../../parts/badge.tsx'
import { LinkButton } from '../../parts/button.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { session } from '../../queries.ts'
import { Page } from '../../shell/page.tsx'
import { ComparedTable } from './compared-table.tsx'
import { certificate } from './queries.ts'
import { decimal, testKey, texts } from './words.ts'
import '../chain.css'
import './quality.css'

export function CertificateScreen() {
  const { t } = useLocale(texts)
  const { number = '' } = useParams({ strict: false }) as { number?: string } // The route's own parameter.
  const found = useQuery(certificate(number))
  if (found.isSuccess) return <Certified view={found.data} />
  return (
    <Page title={t('certificate.missing')}>
      {found.isPending ? <Waiting lines={8} /> : <ProblemNotice error={found.error} onRetry={found.refetch} />}
    </Page>
  )
}

function Certified({ view }: { view: CertificateView }) {
  const { t, locale } = useLocale(texts)
  const { certificate: one } = view
  const address = `/v1/certificates/${encodeURIComponent(view.number)}`
  // Whoever comes with the paper of a later version reads that it is that one which counts no more.
  const later = view.state === 'issued' && view.versions.find(({ version }) => version > one.version)
  return (
    <Page
      title={t('certificate.title', { number: view.number })}
      beside={<Badge tone={view.state === 'issued' ? 'positive' : 'negative'}>{t(`certificate.${view.state}`)}</Badge>}
      lead={`${one.product.name} · ${one.batch.name}`}
      actions={
        <LinkButton look="primary" href={withQuery(`${address}/paper`, { language: locale })} target="_blank">
          {t('certificate.pdf')}
        </LinkButton>
      }
    >
      {view.state === 'withdrawn' ? <Alert tone="negative" title={t('certificate.withdrawn.text')} /> : null}
      {later ? (
        <Alert tone="warning" title={t('certificate.stands.again', { version: one.version, later: later.version })} />
      ) : null}
      <section className="gr-chain-panel">
        <h2>{t('release.specification')}</h2>
        {/* The events behind the figures are their holders' to open. */}
        <ComparedTable label={t('release.specification')} rows={withoutEvents(one.specification)} />
      </section>
      <div className="gr-quality-columns">
        <section className="gr-chain-panel">
          <h2>{t('certificate.what')}</h2>
          <What view={view} />
        </section>
        <section className="gr-chain-panel">
          <h2>{t('certificate.proof')}</h2>
          <Facts
            facts={[
              { name: t('certificate.hash'), value: <span className="gr-certificate-hash">{view.sha256}</span> },
              {
                name: t('certificate.log'),
                value: view.leafIndex === null ? t('certificate.log.waiting') : `${view.leafIndex}`,
              },
              {
                name: t('certificate.versions'),
                value: view.versions.map(({ version, state }, at) => (
                  <span key={version}>
                    {at === 0 ? null : ', '}
                    <Link
                      href={withQuery(`${address}/paper`, { language: locale, version: `${version}` })}
                      target="_blank"
                    >
                      {t(state === 'issued' ? 'certificate.version' : 'certificate.version.withdrawn', { version })}
                    </Link>
                  </span>
                )),
              },
            ]}
          />
          <p>{t('certificate.verify')}</p>
          <p className="gr-chain-actions">
            {view.leafIndex === null ? null : (
              <LinkButton href={`${address}/proof`} download>
                {t('certificate.proof')}
              </LinkButton>
            )}
            <LinkButton href={address} target="_blank">
              {t('certificate.json')}
            </LinkButton>
          </p>
        </section>
      </div>
      {one.unlimited.length > 0 ? (
        <section className="gr-chain-panel">
          <h2>{t('certificate.unlimited')}</h2>
          <Facts
            facts={one.unlimited.map(({ test, conforms, value, unit, isBelow }) => ({
              name: t(testKey(test)),
              value:
                conforms === null
                  ? value === null
                    ? t('release.unlimited.none')
                    : `${isBelow ? '<\u00a0' : ''}${decimal(value, locale)}\u00a0${unitText(unit ?? '')}`
                  : t(conforms ? 'quality.conforms' : 'quality.unfit'),
            }))}
          />
        </section>
      ) : null}
      {one.label.length > 0 ? (
        <section className="gr-chain-panel">
          <h2>{t('release.label')}</h2>
          <p className="gr-muted">{t('release.label.note')}</p>
          <ComparedTable label={t('release.label')} rows={withoutEvents(one.label)} />
        </section>
      ) : null}
    </Page>
  )
}

const withoutEvents = (rows: CertificateView['certificate']['specification']) =>
  rows.map((row) => ({ ...row, eventId: null }))

function What({ view: { certificate: one, publicUntil } }: { view: CertificateView }) {
  const { t, day } = useLocale(texts)
  const { data: who } = useQuery(session)
  const batch = who?.authenticated ? (
    <Link href={`/batches/${one.batch.batchId}`}>{one.batch.name}</Link>
  ) : (
    one.batch.name
  )
  return (
    <Facts
      facts={[
        { name: t('quality.number'), value: `${one.number}, ${t('certificate.version', { version: one.version })}` },
        { name: t('certificate.product'), value: one.product.name },
        { name: t('quality.batch'), value: batch },
        { name: t('certificate.released'), value: day(legalDay(one.releasedAt)) },
        {
          name: t('certificate.by'),
          value: t(one.releasedBy.capacity === null ? 'certificate.by.person' : 'certificate.by.qualified'),
        },
        { name: t('certificate.expires'), value: one.expiresOn ? day(one.expiresOn) : t('certificate.none') },
        { name: t('certificate.public'), value: publicUntil ? day(publicUntil) : t('certificate.none') },
      ]}
    />
  )
}
