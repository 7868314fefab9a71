// One stability study: what it says and how that was got, what is to be drawn, every figure with its event, and its conclusion. Not here:
// beginning one (new-study-screen.tsx).
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { StudyView } from '#chain/contract'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { Badge } from '../../parts/badge.tsx'
import { LinkButton } from '../../parts/button.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Facts } from '../../parts/facts.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { useToast } from '../../parts/toast.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { session } from '../../queries.ts'
import { Page } from '../../shell/page.tsx'
import { OfBatch } from '../of-batch.tsx'
import { useStep } from '../quality/queries.ts'
import { Steps } from '../quality/steps.tsx'
import { testKey } from '../quality/words.ts'
import { Reasoned } from '../reasoned.tsx'
import { BehindNumber } from './behind-panel.tsx'
import { Conclude } from './conclude.tsx'
import { DueNow } from './due-now.tsx'
import { study } from './queries.ts'
import { StudyChart } from './study-chart.tsx'
import { StudyPoints } from './study-points.tsx'
import { Attributes, StudySays } from './study-says.tsx'
import { stateTone, texts } from './words.ts'
import '../chain.css'
import '../quality/quality.css'
import './stability.css'

export function StudyScreen() {
  const { t } = useLocale(texts)
  const { qualityId = '' } = useParams({ strict: false }) as { qualityId?: string } // The route's own parameter.
  const found = useQuery(study(qualityId))
  if (found.isSuccess) return <Study view={found.data} />
  return (
    <Page
      title={t('stability.title')}
      crumbs={[
        { text: t('quality.title'), href: '/quality' },
        { text: t('stability.title'), href: '/quality/stability' },
      ]}
    >
      {found.isPending ? <Waiting lines={10} /> : <ProblemNotice error={found.error} onRetry={found.refetch} />}
    </Page>
  )
}

/** More than this and the course is opened by whoever wants it. */
const stepsShown = 6

function Study({ view }: { view: StudyView }) {
  const { t, day, locale } = useLocale(texts)
  const { data: who } = useQuery(session)
  const may = (right: string) => who?.permissions.some((one) => one === right) ?? false
  const { productName: product, container } = view
  // Its months count from the day a batch was placed; that it was put on record here may be later.
  const since = view.batches.map(({ placedOn }) => placedOn).toSorted()[0] ?? view.begunOn
  const paper = withQuery(`/v1/quality/stability/${view.studyId}/paper`, { language: locale })
  return (
    <Page
      title={view.number}
      beside={<Badge tone={stateTone[view.state]}>{t(`stability.state.${view.state}`)}</Badge>}
      lead={t('stability.lead.one', { product, container, day: day(since) })}
      crumbs={[
        { text: t('quality.title'), href: '/quality' },
        { text: t('stability.title'), href: '/quality/stability' },
      ]}
      actions={
        <LinkButton href={paper} target="_blank">
          {t('stability.pdf')}
        </LinkButton>
      }
    >
      <div className="gr-quality-columns">
        <StudySays view={view} />
        {view.state === 'stopped' ? null : <DueNow view={view} mayRecord={may('chain:quality:order')} />}
      </div>
      <StudyChart view={view} />
      <Attributes view={view} />
      <BehindNumber view={view} />
      <StudyPoints view={view} />
      {may('chain:quality:conclude') && view.state !== 'stopped' ? (
        <Conclude key={view.steps.length} view={view} />
      ) : null}
      <div className="gr-quality-columns">
        <section className="gr-chain-panel">
          <h2>{t('stability.protocol')}</h2>
          <Protocol view={view} />
          {may('chain:quality:order') && view.state === 'running' ? <Stop view={view} /> : null}
        </section>
        <section className="gr-chain-panel">
          <h2>{t('stability.course')}</h2>
          {view.steps.length > stepsShown ? (
            <Disclosure title={t('stability.course.all', { count: view.steps.length })}>
              <Steps steps={view.steps} />
            </Disclosure>
          ) : (
            <Steps steps={view.steps} />
          )}
        </section>
      </div>
    </Page>
  )
}

function Protocol({ view }: { view: StudyView }) {
  const { t, dayShort } = useLocale(texts)
  return (
    <Facts
      facts={[
        {
          name: t('stability.column.batches'),
          value: (
            <ul className="gr-stability-plain">
              {view.batches.map(({ batchId, name, placedOn, isOpen }) => (
                <li key={batchId}>
                  <OfBatch batchId={batchId} isOpen={isOpen}>
                    {t('stability.placed.one', { name, day: dayShort(placedOn) })}
                  </OfBatch>
                </li>
              ))}
            </ul>
          ),
        },
        {
          name: t('stability.condition'),
          value: (
            <ul className="gr-stability-plain">
              {view.conditions.map(({ condition, role, months }) => (
                <li key={condition}>
                  {t(`stability.condition.${condition}`)} ({t(`stability.role.${role}`)}): {months.join(', ')}
                </li>
              ))}
            </ul>
          ),
        },
        { name: t('stability.tests'), value: view.tests.map((test) => t(testKey(test))).join(', ') },
        { name: t('stability.laboratory'), value: view.laboratory.name },
        { name: t('stability.owner'), value: view.owner.name },
      ]}
    />
  )
}

function Stop({ view }: { view: StudyView }) {
  const { t } = useLocale(texts)
  const toast = useToast()
  const stop = useStep<StudyView>(() => toast('positive', t('stability.stop.done')))
  return (
    <Disclosure title={t('stability.stop')}>
      {stop.isError ? <ProblemNotice error={stop.error} isNews /> : null}
      <Reasoned
        label={t('stability.stop')}
        help={t('stability.stop.help')}
        look="danger"
        isPending={stop.isPending}
        onSend={(reason) => stop.mutate({ path: `/v1/quality/stability/${view.studyId}/stop`, body: { reason } })}
      />
    </Disclosure>
  )
}
