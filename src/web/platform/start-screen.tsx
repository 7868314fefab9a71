// The start page: your work when you are logged in, the public front page when you are not. Not here: either of the two.
import { useQuery } from '@tanstack/react-query'
import { useLocale } from '../locale.tsx'
import { ProblemNotice } from '../parts/problem-notice.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { session } from '../queries.ts'
import { Landing } from './landing.tsx'
import { WorkPage } from './work-page.tsx'

export function StartScreen() {
  const { t } = useLocale()
  const who = useQuery(session)
  if (who.isPending) return <Waiting label={t('shell.waiting')} lines={6} />
  if (who.isSuccess && who.data.authenticated) return <WorkPage session={who.data} />
  return (
    <>
      {who.isError ? <ProblemNotice error={who.error} onRetry={who.refetch} /> : null}
      <Landing />
    </>
  )
}
