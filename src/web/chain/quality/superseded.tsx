// Results that speak no more, for whoever decides: what each was and what speaks instead, who saw to that, when and why. Not here: those that speak.
import { type ReleaseDossier, type SupersededResult, unitText } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { Alert } from '../../parts/alert.tsx'
import { Badge } from '../../parts/badge.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Link } from '../../parts/link.tsx'
import { OfEvent } from '../of-event.tsx'
import { decimal, testKey, texts, verdictTone } from './words.ts'

/** Before anything else on the page: that somebody changed what a laboratory first said. */
export function SupersededAlert({ dossier: { superseded } }: { dossier: ReleaseDossier }) {
  const { t } = useLocale(texts)
  // A later test beside an earlier one is the ordinary course, and stands in the table.
  const changed = superseded.filter(({ how }) => how !== 'replaced')
  if (changed.length === 0) return null
  const outside = changed.filter(({ verdict }) => verdict === 'outside').length
  return (
    <Alert
      tone={outside > 0 ? 'warning' : 'info'}
      title={t('release.superseded.says', { count: changed.length, outside })}
    />
  )
}

export function Superseded({ dossier: { superseded } }: { dossier: ReleaseDossier }) {
  const { t, instant } = useLocale(texts)
  return (
    <section className="gr-chain-panel">
      <h2>{t('release.superseded')}</h2>
      {superseded.length === 0 ? (
        <p className="gr-muted">{t('release.superseded.none')}</p>
      ) : (
        <DataTable
          label={t('release.superseded')}
          items={superseded}
          idOf={({ how, test, was, at }) => `${how} ${test} ${was.eventId} ${at}`}
          columns={[
            {
              id: 'test',
              text: t('quality.column.analyte'),
              isFixed: true,
              cell: ({ test, how }) => (
                <span>
                  {t(testKey(test))}
                  <br />
                  <span className="gr-small gr-muted">{t(`release.superseded.${how}`)}</span>
                </span>
              ),
            },
            {
              id: 'was',
              text: t('release.superseded.was'),
              cell: ({ was, verdict }) => (
                <>
                  <Figure figure={was} />
                  {verdict === null || verdict === 'inside' ? null : (
                    <div>
                      <Badge tone={verdictTone[verdict]}>{t(`quality.verdict.${verdict}`)}</Badge>
                    </div>
                  )}
                </>
              ),
            },
            {
              id: 'became',
              text: t('release.superseded.became'),
              cell: ({ became }) =>
                became ? (
                  <Figure figure={became} />
                ) : (
                  <span className="gr-muted">{t('release.superseded.nothing')}</span>
                ),
            },
            {
              id: 'who',
              text: t('release.superseded.who'),
              cell: ({ by, at }) => (
                <span>
                  {by ? (
                    <>
                      {by.name}
                      <br />
                    </>
                  ) : null}
                  <time dateTime={at}>{instant(at)}</time>
                </span>
              ),
            },
            { id: 'why', text: t('release.superseded.why'), cell: (one) => <Why of={one} /> },
          ]}
        />
      )}
    </section>
  )
}

function Figure({
  figure: { value, uncertainty, unit, of, method, conforms, isBelow, eventId },
}: {
  figure: SupersededResult['was']
}) {
  const { t, locale } = useLocale(texts)
  const number = value === null ? null : `${isBelow ? '<\u00a0' : ''}${decimal(value, locale)}`
  const said =
    number === null
      ? t(conforms ? 'quality.conforms' : 'quality.unfit')
      : `${uncertainty && !isBelow ? `${number} ± ${decimal(uncertainty, locale)}` : number}\u00a0${unitText(unit ?? '')}`
  return (
    <span>
      <OfEvent eventId={eventId}>{said}</OfEvent>
      {of === null && method === '' ? null : (
        <>
          <br />
          <span className="gr-small gr-muted">
            {[...(of === null ? [] : [t(`of.${of}`)]), ...(method === '' ? [] : [method])].join(', ')}
          </span>
        </>
      )}
    </span>
  )
}

function Why({ of: { reason, order, caseRef } }: { of: SupersededResult }) {
  const links = [
    ...(caseRef ? [{ ...caseRef, href: `/quality/cases/${caseRef.id}` }] : []),
    ...(order ? [{ ...order, href: `/quality/orders/${order.id}` }] : []),
  ]
  return (
    <span>
      {reason ? (
        <>
          {reason}
          <br />
        </>
      ) : null}
      {links.map(({ id, number, href }, at) => (
        <span key={id}>
          {at === 0 ? null : ', '}
          <Link href={href}>{number}</Link>
        </span>
      ))}
    </span>
  )
}
