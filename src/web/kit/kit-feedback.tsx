// What tells the reader something, on show: alerts, badges, problems, waiting, nothing, no access.
import { ProblemError, UnreachableError } from '../http.ts'
import { useLocale } from '../locale.tsx'
import { kitMessages } from '../messages/kit.ts'
import { Alert, tones } from '../parts/alert.tsx'
import { Article, Basis } from '../parts/article.tsx'
import { Badge } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { Empty } from '../parts/empty.tsx'
import { Forbidden } from '../parts/forbidden.tsx'
import { ProblemNotice } from '../parts/problem-notice.tsx'
import { Progress } from '../parts/progress.tsx'
import { ToastCard } from '../parts/toast.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { Shelf } from './specimen.tsx'

export function KitFeedback() {
  const { t, mass } = useLocale(kitMessages)
  const refused = new ProblemError({
    type: '/problems/chain/stock-short',
    title: t('kit.alert.title'),
    status: 409,
    detail: t('kit.alert.text'),
    instance: '4bf92f3577b34da6a3ce929d0e0e4736',
    basis: ['opiumwet/8i/4', 'opiumwetbesluit/7'],
    params: {},
  })
  return (
    <>
      <Shelf name="Alert" isWide>
        {tones.map((tone) => (
          <Alert
            key={tone}
            tone={tone}
            title={t('kit.alert.title')}
            actions={<Button isCompact>{t('kit.details')}</Button>}
          >
            <p>{t('kit.alert.text')}</p>
          </Alert>
        ))}
      </Shelf>
      <Shelf name="ProblemNotice" isWide>
        <ProblemNotice error={refused} />
        <ProblemNotice error={new UnreachableError(null)} onRetry={() => undefined} />
      </Shelf>
      <Shelf name="Badge" isWide>
        <div className="gr-row">
          <Badge tone="positive">{t('kit.badge.released')}</Badge>
          <Badge tone="warning" sign="hold">
            {t('kit.badge.held')}
          </Badge>
          <Badge tone="negative">{t('kit.badge.rejected')}</Badge>
          <Badge tone="info" sign="move">
            {t('kit.badge.transit')}
          </Badge>
          <Badge tone="neutral">{t('kit.badge.used')}</Badge>
        </div>
      </Shelf>
      <Shelf name="Article">
        <div>
          <Article article="opiumwet/8i/4" />
        </div>
        <Basis articles={['opiumwet/8i/4', 'opiumwetbesluit/7']} />
      </Shelf>
      <Shelf name="Waiting Empty Forbidden" isWide>
        <Waiting />
        <Empty title={t('kit.empty.title')} text={t('kit.empty.text')}>
          <Button>{t('kit.save')}</Button>
        </Empty>
        <Forbidden />
      </Shelf>
      <Shelf name="Toast Progress" isWide>
        {tones.map((tone) => (
          <ToastCard key={tone} tone={tone} text={t('kit.toast')} onClose={() => undefined} />
        ))}
        <Progress label={t('kit.progress')} value={63} max={100} text={`${mass('63000000')} / ${mass('100000000')}`} />
      </Shelf>
    </>
  )
}
