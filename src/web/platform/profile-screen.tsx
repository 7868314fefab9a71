// Who you are here, where you are logged in, and your passkeys. Not here: changing who you are; your login service and your administrator do.

import { useQuery } from '@tanstack/react-query'
import type { Session } from '#platform/contract'
import { useLocale } from '../locale.tsx'
import { peopleMessages } from '../messages/people.ts'
import { CopyId } from '../parts/copy-id.tsx'
import { Facts } from '../parts/facts.tsx'
import { Forbidden } from '../parts/forbidden.tsx'
import { Link } from '../parts/link.tsx'
import { LinkButton } from '../parts/link-button.tsx'
import { ProblemNotice } from '../parts/problem-notice.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { session } from '../queries.ts'
import { loginAddress } from '../shell/login-address.ts'
import { Page } from '../shell/page.tsx'
import { Passkeys } from './passkeys.tsx'
import { Sessions } from './sessions.tsx'
import './profile.css'

export function ProfileScreen() {
  const { t } = useLocale(peopleMessages)
  const who = useQuery(session)
  return (
    <Page title={t('profile.title')} crumbs={[]}>
      {who.isPending ? <Waiting lines={6} /> : null}
      {who.isError ? <ProblemNotice error={who.error} onRetry={who.refetch} /> : null}
      {who.data && !who.data.authenticated ? (
        <Forbidden title={t('shell.login')} text={t('part.forbidden.login')}>
          <LinkButton look="primary" href={loginAddress('/profile')}>
            {t('shell.login')}
          </LinkButton>
        </Forbidden>
      ) : null}
      {who.data?.authenticated ? (
        <div className="gr-profile">
          <WhoYouAre session={who.data} />
          <Passkeys />
          <Sessions />
        </div>
      ) : null}
    </Page>
  )
}

function WhoYouAre({ session: { user, party, authority, roles, expiresAt, permissions } }: { session: Session }) {
  const { t, instant } = useLocale(peopleMessages)
  if (!user) return null
  return (
    <section className="gr-panel gr-stack-tight" aria-labelledby="who">
      <h2 id="who">{t('profile.who')}</h2>
      <Facts
        facts={[
          { name: t('profile.name'), value: user.name },
          ...(party ? [{ name: t('profile.party'), value: party.name }] : []),
          ...(authority ? [{ name: t('profile.authority'), value: authority.name }] : []),
          { name: t('profile.roles'), value: roles.map((role) => t(`role.${role}`)).join(', ') },
          { name: t('profile.assurance'), value: t(`profile.assurance.${user.assurance}`) },
          ...(expiresAt ? [{ name: t('profile.until'), value: instant(expiresAt) }] : []),
          { name: t('profile.id'), value: <CopyId value={user.userId} what={t('profile.id')} /> },
        ]}
      />
      {permissions.includes('platform:manage-clients') ? (
        <p>
          <Link href="/programs">{t('profile.programs')}</Link>
        </p>
      ) : null}
    </section>
  )
}
