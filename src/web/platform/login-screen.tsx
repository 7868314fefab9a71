// Where logging in begins: in the demo by choosing who you are, elsewhere at the login service. Not here: proving who you are; the service does.

import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { Persona } from '#platform/contract'
import { withQuery } from '../http.ts'
import { useLocale } from '../locale.tsx'
import { peopleMessages } from '../messages/people.ts'
import { Alert } from '../parts/alert.tsx'
import { Icon } from '../parts/icon.tsx'
import { ProblemNotice } from '../parts/problem-notice.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { personas, session } from '../queries.ts'
import { placeToReturn } from '../shell/login-address.ts'
import { Page } from '../shell/page.tsx'
import './login.css'

export function LoginScreen() {
  const { t } = useLocale(peopleMessages)
  const { to, problem } = useSearch({ strict: false })
  const people = useQuery(personas)
  const { data: who } = useQuery(session)
  const name = who?.user?.name
  return (
    <Page title={t('login.title')} lead={t('login.lead')}>
      {problem ? <LoginProblem problem={problem} /> : null}
      {name ? (
        <Alert tone="info" title={t('login.already.title', { name })}>
          {t('login.already.text')}
        </Alert>
      ) : null}
      {people.isPending ? <Waiting label={t('login.waiting')} lines={8} /> : null}
      {people.isError ? <ProblemNotice error={people.error} onRetry={people.refetch} /> : null}
      {people.data ? <Ways people={people.data.items} to={placeToReturn(to)} /> : null}
    </Page>
  )
}

function Ways({ people, to }: { people: readonly Persona[]; to: string }) {
  const { t } = useLocale(peopleMessages)
  if (people.length === 0) {
    return (
      <div className="gr-stack-tight">
        <p className="gr-prose">{t('login.broker.text')}</p>
        <p>
          <a className="gr-button gr-button-primary" href={withQuery('/auth/login', { to })}>
            {t('login.broker')}
          </a>
        </p>
      </div>
    )
  }
  return (
    <section className="gr-stack" aria-labelledby="who">
      <div>
        <h2 id="who">{t('login.demo.title')}</h2>
        <p className="gr-muted gr-prose">{t('login.demo.text')}</p>
      </div>
      <ul className="gr-personas">
        {people.map((person) => (
          <li key={person.persona}>
            <PersonaCard person={person} to={to} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A plain address: logging in leaves our pages for the login service, so the router stays out of it. */
function PersonaCard({ person, to }: { person: Persona; to: string }) {
  const { t, locale } = useLocale(peopleMessages)
  const { persona, name, partyName, roles, task } = person
  return (
    <a className="gr-persona" href={withQuery('/auth/login', { to, persona })}>
      <span className="gr-persona-name">{name}</span>
      <span className="gr-persona-role">
        {roles.map((role) => t(`role.${role}`)).join(', ')} · {partyName}
      </span>
      <span className="gr-persona-task">
        <Icon name="right" />
        {task[locale]}
      </span>
    </a>
  )
}

function LoginProblem({ problem }: { problem: string }) {
  const { t } = useLocale(peopleMessages)
  const kind = problem.endsWith('login-unknown') ? 'unknown' : 'refused'
  return (
    <Alert tone="warning" title={t(`login.problem.${kind}`)} isNews>
      {t(`login.problem.${kind}.text`)}
    </Alert>
  )
}
