// What the API refused or could not do, in its own words: title, detail, articles, what is wrong with each field, and a way on. Not here: bugs.
import { useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ProblemError, UnreachableError } from '../http.ts'
import { useLocale } from '../locale.tsx'
import { loginAddress } from '../shell/login-address.ts'
import { Alert } from './alert.tsx'
import { Basis } from './article.tsx'
import { Forbidden } from './forbidden.tsx'
import { LinkButton } from './link-button.tsx'
import { unbroken } from './unbroken.tsx'
import './problem-notice.css'

type Props = {
  readonly error: unknown
  readonly onRetry?: () => unknown
  /** True when it answers something the reader just did. */
  readonly isNews?: boolean
}

export function ProblemNotice({ error, onRetry, isNews = false }: Props) {
  const { t } = useLocale()
  // The browser's own button: a problem may stand on the first page, which loads no more than it needs.
  const retry = onRetry ? (
    <button type="button" className="gr-button gr-button-secondary" onClick={() => void onRetry()}>
      {t('part.retry')}
    </button>
  ) : null
  if (error instanceof ProblemError) return <Told error={error} isNews={isNews} retry={retry} />
  const kind = error instanceof UnreachableError ? (error.status === null ? 'network' : 'server') : 'unknown'
  return (
    <Alert tone="negative" title={t(`part.problem.${kind}.title`)} isNews={isNews} actions={retry}>
      <p>{t(`part.problem.${kind}.text`)}</p>
    </Alert>
  )
}

function Told({ error, isNews, retry }: { error: ProblemError; isNews: boolean; retry: ReactNode }) {
  const { t } = useLocale()
  const here = useRouterState({ select: (state) => state.location.href })
  const { status, problem } = error
  if (status === 401 && isNews) {
    return (
      <Alert tone="warning" title={problem.title} isNews actions={<NewTab />}>
        <p>{t('part.problem.login')}</p>
      </Alert>
    )
  }
  if (status === 401) {
    return (
      <Forbidden title={problem.title} text={t('part.forbidden.login')}>
        <LinkButton look="primary" href={loginAddress(here)}>
          {t('shell.login')}
        </LinkButton>
      </Forbidden>
    )
  }
  if (isOfAddress(error) && !isNews)
    return (
      <Alert tone="warning" title={t('shell.missing.title')}>
        {t('shell.missing.text')}
      </Alert>
    )
  if (status === 403 && problem.basis.length === 0 && !isNews)
    return <Forbidden title={problem.title} text={problem.detail} />
  return (
    <Alert
      tone={status >= 500 ? 'negative' : 'warning'}
      title={problem.title}
      isNews={isNews}
      actions={status >= 500 || status === 429 ? retry : null}
    >
      <p>{unbroken(problem.detail)}</p>
      {problem.errors ? (
        <ul className="gr-problem-errors">
          {problem.errors.map(({ pointer, detail }) => (
            <li key={`${pointer} ${detail}`}>
              <code>{pointer}</code> {detail}
            </li>
          ))}
        </ul>
      ) : null}
      <Basis articles={problem.basis} />
      {status >= 500 ? <p className="gr-small gr-muted">{t('part.problem.help', { id: problem.instance })}</p> : null}
    </Alert>
  )
}

/** What was filled in stays where it is. */
function NewTab() {
  const { t } = useLocale()
  return (
    <LinkButton href="/login" target="_blank">
      {t('part.problem.login.tab')}
    </LinkButton>
  )
}

/** An identifier that is none, as in half of a link: whoever follows it is helped by no pattern that it should have fitted. */
const isOfAddress = ({ problem: { type, errors = [] } }: ProblemError) =>
  type.endsWith('/not-as-described') && errors.length > 0 && errors.every(({ pointer }) => /^\/\w+Id$/.test(pointer))
