// A holder's own drill: how much it can account for, who of its receivers answered, and its own share with the accounts behind it. Not here:
// a drill of the authority (cockpit-screen.tsx).
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { type DrillReceiver, type OwnDrillView, recallParts } from '#chain/contract'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { ownDrillMessages } from '../../messages/own-drill.ts'
import { recallMessages } from '../../messages/recall.ts'
import { recallAbroadMessages } from '../../messages/recall-abroad.ts'
import { Alert } from '../../parts/alert.tsx'
import { Badge } from '../../parts/badge.tsx'
import { buttonClass } from '../../parts/button-look.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { Figure, Figures } from '../../parts/figure.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { session } from '../../queries.ts'
import { Page } from '../../shell/page.tsx'
import { ofToldComing } from '../behind.ts'
import { EventsBehind } from '../picture/band-events.tsx'
import { SaidWith } from '../said-with.tsx'
import { StayLink } from '../stay-link.tsx'
import { Abroad } from './abroad-table.tsx'
import { MassPicture } from './mass-pictures.tsx'
import { PartAccounts } from './part-accounts.tsx'
import { shareOf } from './parts.ts'
import { ownDrill, ownDrillPart, sentEvents } from './queries.ts'
import { RecallTimes } from './recall-times.tsx'
import { State } from './recalls-screen.tsx'
import { Received } from './received.tsx'
import './recall.css'

const texts = { ...recallMessages, ...ownDrillMessages, ...recallAbroadMessages }

export function OwnDrillScreen() {
  const { recallId = '' } = useParams({ strict: false }) as { recallId?: string } // The path has it; the router types none.
  const { part: asked, receiver, what } = useSearch({ strict: false }) as Search // Texts, read from the address by the router.
  const { t, locale } = useLocale(texts)
  const { data: who } = useQuery(session)
  const found = useQuery(ownDrill(recallId))
  const isStaff = who?.permissions.includes('chain:record:recall') ?? false
  const crumbs = [{ text: t(isStaff ? 'recalls.title' : 'notices.title'), href: '/recalls' }]
  if (!found.isSuccess) {
    return (
      <Page title={t('recall.kind.drill')} crumbs={crumbs}>
        {found.isPending ? <Waiting lines={10} /> : <ProblemNotice error={found.error} onRetry={found.refetch} />}
      </Page>
    )
  }
  const view = found.data
  const { root, heldBy, reason } = view.recall
  const isMine = who?.party?.partyId === heldBy?.partyId
  const part = recallParts.find((one) => one === asked)
  const opened = view.receivers.find((one) => one.receiver.partyId === receiver)
  return (
    <Page
      title={t('recall.title.drill', { name: root.name })}
      crumbs={crumbs}
      beside={
        <span className="gr-recall-name">
          <State one={view.recall} />
          {isMine || !heldBy ? null : <Badge tone="neutral">{t('own.by', { name: heldBy.name })}</Badge>}
        </span>
      }
      lead={reason}
      actions={
        <a
          className={buttonClass({})}
          href={withQuery(`/v1/own-drills/${recallId}/report`, { language: locale })}
          target="_blank"
          rel="noreferrer"
        >
          {t('own.report')}
        </a>
      }
    >
      <Alert tone="info" title={t('own.says')}>
        {t(isMine ? 'own.says.text' : 'own.says.staff')}
      </Alert>
      <Head view={view} />
      <Receivers
        view={view}
        hrefOf={(row, of) => withQuery(`/recalls/own/${recallId}`, { receiver: row.receiver.partyId, what: of })}
      />
      {opened && (what === 'sent' || what === 'back') ? (
        <SentBehind recallId={recallId} row={opened} what={what} />
      ) : null}
      <Abroad view={view} />
      {view.mass.parts.length === 0 ? (
        <section className="gr-recall-group">
          <h2>{t('own.mass')}</h2>
          <p>{t('own.mass.none')}</p>
        </section>
      ) : (
        <MassPicture
          view={view}
          title={t('own.mass')}
          hrefOf={(one) => withQuery(`/recalls/own/${recallId}`, { part: one })}
        />
      )}
      {part ? <PartAccounts find={ownDrillPart(recallId, part)} said={t(`part.${part}`)} opened={part} /> : null}
    </Page>
  )
}

function Head({ view }: { view: OwnDrillView }) {
  const { t, number, mass } = useLocale(texts)
  const { recall: one } = view
  const percent = (part: string, all: string) => {
    const share = all === '0' ? 1 : shareOf(BigInt(part), BigInt(all))
    // A hundred percent is all of it and nothing less.
    return share === 1 ? `${number(100)} %` : `${number(Math.min(share * 100, 99.9), 1)} %`
  }
  return (
    <div className="gr-recall-head">
      <Figures>
        <Figure
          size="lg"
          label={t('own.accounted')}
          note={t('own.accounted.note', { mass: mass(view.accountedMg), ever: mass(view.everMg) })}
        >
          {percent(view.accountedMg, view.everMg)}
        </Figure>
        <Figure
          size="lg"
          label={t(one.told === 0 ? 'own.heard.none' : 'own.heard')}
          {...(one.told === 0 ? {} : { href: '#own-receivers' })}
          note={
            view.passedOnMg === '0' ? null : t('own.heard.share', { share: percent(view.answeredMg, view.passedOnMg) })
          }
        >
          {t('recall.heard.value', { acknowledged: one.acknowledged, told: one.told })}
        </Figure>
        {one.abroad.toTell > 0 ? (
          <Figure size="lg" label={t('abroad.heard.own')} href="#recall-abroad">
            {t('abroad.heard.value', one.abroad)}
          </Figure>
        ) : null}
      </Figures>
      <RecallTimes view={view} />
    </div>
  )
}

type Search = { readonly part?: string; readonly receiver?: string; readonly what?: string }
type What = 'sent' | 'back'
type HrefOf = (row: DrillReceiver, what: What) => string

function SentBehind({ recallId, row, what }: { recallId: string; row: DrillReceiver; what: What }) {
  const { t } = useLocale(texts)
  const { partyId, name } = row.receiver
  const found = useInfiniteQuery(sentEvents(recallId, partyId, what))
  const total = { massMg: what === 'sent' ? row.sentMg : row.cameBackMg }
  return <EventsBehind {...{ found, total, title: `${name}: ${t(`own.${what}`)}` }} opened={`${partyId} ${what}`} />
}

function Receivers({ view, hrefOf }: { view: OwnDrillView; hrefOf: HrefOf }) {
  const { t, mass } = useLocale(texts)
  return (
    <section className="gr-recall-group" id="own-receivers">
      <h2>{t('own.receivers')}</h2>
      {view.receivers.length === 0 ? (
        <p>{t('own.receivers.none')}</p>
      ) : (
        <>
          <p className="gr-muted">{t('recall.term', { hours: view.termHours })}</p>
          <DataTable
            label={t('own.receivers')}
            items={view.receivers}
            idOf={({ receiver }) => receiver.partyId}
            columns={[
              { id: 'receiver', text: t('own.receiver'), isFixed: true, cell: ({ receiver }) => receiver.name },
              {
                id: 'received',
                text: t('recall.received'),
                cell: (row) => <Received row={row} name={row.receiver.name} />,
              },
              {
                id: 'sent',
                text: t('own.sent'),
                align: 'end',
                cell: (row) => <Sent row={row} href={hrefOf(row, 'sent')} recall={view.recall} />,
              },
              {
                id: 'back',
                text: t('own.back'),
                align: 'end',
                cell: (row) =>
                  row.cameBackMg === '0' ? '–' : <StayLink href={hrefOf(row, 'back')}>{mass(row.cameBackMg)}</StayLink>,
              },
              { id: 'of', text: t('own.of'), cell: ({ batches }) => <Batches batches={batches} /> },
            ]}
          />
        </>
      )}
    </section>
  )
}

type SentProps = { readonly row: DrillReceiver; readonly href: string; readonly recall: OwnDrillView['recall'] }

function Sent({ row: { receiver, sentMg, comingMg }, href, recall }: SentProps) {
  const { t, mass } = useLocale(texts)
  const then = { recallId: recall.recallId ?? '', holderId: receiver.partyId, at: recall.startedAt } // A drill has its number.
  return (
    <>
      {sentMg === '0' ? mass(sentMg) : <StayLink href={href}>{mass(sentMg)}</StayLink>}
      {comingMg === '0' ? null : (
        <span className="gr-muted gr-small gr-recall-under">
          <SaidWith say={(marked) => t('recall.coming', { mass: marked })}>
            <Link href={ofToldComing(then)}>{mass(comingMg)}</Link>
          </SaidWith>
        </span>
      )}
    </>
  )
}

/** Each leads to the events behind the figures; a long list says how many more there are. */
function Batches({ batches }: Pick<DrillReceiver, 'batches'>) {
  return (
    <span className="gr-recall-name">
      {batches.slice(0, 3).map(({ batch }) => (
        <Link key={batch.batchId} href={`/batches/${batch.batchId}?tab=events`} look="plain">
          {batch.name}
        </Link>
      ))}
      {batches.length > 3 ? <span className="gr-muted gr-small">+ {batches.length - 3}</span> : null}
    </span>
  )
}
