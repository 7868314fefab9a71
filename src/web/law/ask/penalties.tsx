// The maximum penalties the law threatens with, the heaviest marked; never a sentence. Not here: which act is meant.
import type { Decision } from '#law/contract'
import { useLocale } from '../../locale.tsx'
import { askMessages } from '../../messages/ask.ts'
import { Badge } from '../../parts/badge.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Cited } from './reasons.tsx'
import { truthTone } from './words.ts'

type Penalty = Decision['penalties'][number]

export function Penalties({ penalties }: { penalties: Decision['penalties'] }) {
  const words = useLocale(askMessages)
  const { t, locale } = words
  if (penalties.length === 0) return null
  const sorted = [...penalties].sort((a, b) => Number(b.heaviest) - Number(a.heaviest))
  return (
    <section className="gr-stack-tight" aria-labelledby="penalties">
      <h2 id="penalties">{t('ask.penalties')}</h2>
      <p className="gr-muted">{t('ask.penalties.text')}</p>
      <DataTable
        label={t('ask.penalties')}
        items={sorted}
        idOf={({ rule }) => rule}
        columns={[
          {
            id: 'max',
            text: t('ask.penalty.max'),
            isFixed: true,
            cell: (penalty) => (
              <span className="gr-row gr-ask-wrap">
                {maximumText(penalty, words)}
                {penalty.heaviest ? (
                  <Badge tone="negative" sign="warning">
                    {t('ask.penalty.heaviest')}
                  </Badge>
                ) : null}
              </span>
            ),
          },
          { id: 'when', text: t('ask.penalty.when'), width: 'wide', cell: ({ when }) => when[locale] },
          {
            id: 'truth',
            text: t('ask.penalty.applies'),
            cell: ({ truth }) => (
              <Badge
                tone={truth === 'true' ? 'info' : truthTone[truth]}
                {...(truth === 'true' ? { sign: 'check' as const } : {})}
              >
                {t(`ask.truth.${truth}`)}
              </Badge>
            ),
          },
          { id: 'article', text: t('ask.penalty.article'), cell: ({ citations }) => <Cited citations={citations} /> },
        ]}
      />
    </section>
  )
}

type Words = ReturnType<typeof useLocale<typeof askMessages>>

function maximumText({ custody, fineCategory }: Penalty, { t }: Words): string {
  const fine = t('ask.penalty.fine', { category: fineCategory })
  if (custody === null) return fine
  return t(`ask.penalty.${custody.kind}.${custody.unit}`, { count: custody.count }) + t('ask.penalty.or') + fine
}
