// Under which article a holder keeps its record, or that this is not established. Not here: which article that is (the API says).
import type { RecordArticle } from '#chain/contract'
import { useLocale } from '../locale.tsx'
import { recordBasisMessages } from '../messages/record-basis.ts'
import { Basis } from '../parts/article.tsx'

export function RecordBasis({ article }: { article: RecordArticle | null }) {
  const { t } = useLocale(recordBasisMessages)
  if (article === null) return <p className="gr-muted">{t('record-basis.none')}</p>
  return (
    <>
      <Basis articles={[article]} />
      {article === 'enkelvoudig-verdrag/34/b' ? <p className="gr-muted">{t('record-basis.treaty')}</p> : null}
    </>
  )
}
