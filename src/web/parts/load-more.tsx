// The end of a page of a list: how much is shown, and the next page. Not here: fetching it.
import { useLocale } from '../locale.tsx'
import { Button } from './button.tsx'
import './load-more.css'

type Props = {
  readonly shown: number
  /** A sentence where they were not counted to the end. */
  readonly total?: number | string
  readonly hasMore: boolean
  readonly isLoading: boolean
  readonly onMore: () => unknown
}

export function LoadMore({ shown, total, hasMore, isLoading, onMore }: Props) {
  const { t } = useLocale()
  return (
    <div className="gr-load-more">
      <span role="status">
        {total === undefined
          ? t('part.more.count', { shown })
          : typeof total === 'string'
            ? total
            : t('part.more.of', { shown, total })}
      </span>
      {hasMore ? (
        <Button isPending={isLoading} onPress={() => void onMore()}>
          {t('part.more')}
        </Button>
      ) : null}
    </div>
  )
}
