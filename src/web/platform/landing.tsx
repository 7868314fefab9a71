// The public front page: the three questions anyone may ask here, answered from here, and the way in for who works in the chain.
import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { withQuery } from '../http.ts'
import { useLocale } from '../locale.tsx'
import { startMessages } from '../messages/start.ts'
import { Link } from '../parts/link.tsx'
import { LinkButton } from '../parts/link-button.tsx'
import { personas } from '../queries.ts'
import { Page } from '../shell/page.tsx'
import './landing.css'

export function Landing() {
  const { t } = useLocale(startMessages)
  return (
    <Page title={t('landing.title')} lead={t('landing.lead')}>
      <CheckSubstance />
      <div className="gr-landing-columns">
        <WayIn />
        <Question
          title={t('landing.verify.title')}
          text={t('landing.verify.text')}
          href="/verify"
          action={t('landing.verify.do')}
        />
        <Question
          title={t('landing.api.title')}
          text={t('landing.api.text')}
          href="/reference"
          action={t('landing.api.do')}
        />
      </div>
    </Page>
  )
}

/** A form of the browser's own: the first page needs no more, and Enter does what people expect. */
function CheckSubstance() {
  const { t } = useLocale(startMessages)
  const router = useRouter()
  const ask = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const q = String(new FormData(event.currentTarget).get('q') ?? '').trim()
    void router.navigate({ href: withQuery('/substances', { q }) })
  }
  return (
    <form className="gr-landing-check" action="/substances" onSubmit={ask}>
      <h2>{t('landing.check.title')}</h2>
      <p className="gr-muted">{t('landing.check.text')}</p>
      <div className="gr-landing-field">
        <input
          className="gr-input"
          name="q"
          required
          maxLength={2_000}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          aria-label={t('landing.check.label')}
          placeholder={t('landing.check.label')}
        />
        <button type="submit" className="gr-button gr-button-primary">
          {t('landing.check.do')}
        </button>
      </div>
    </form>
  )
}

function Question({ title, text, href, action }: { title: string; text: string; href: string; action: string }) {
  return (
    <section className="gr-landing-question">
      <h2>{title}</h2>
      <p>{text}</p>
      <Link href={href}>{action}</Link>
    </section>
  )
}

/** In the demo it names who you can be; where no personas are offered it is a plain way in. */
function WayIn() {
  const { t } = useLocale(startMessages)
  const { data } = useQuery({ ...personas, retry: false })
  const named = [...new Set(data?.items.map(({ partyName }) => partyName))].slice(0, 4)
  return (
    <section className="gr-landing-question">
      <h2>{t('landing.login.title')}</h2>
      <p>{t('landing.login.text')}</p>
      {named.length > 0 ? (
        <p className="gr-muted">
          {t('landing.login.demo')} {named.join(', ')} …
        </p>
      ) : null}
      <div>
        <LinkButton href="/login">{t('shell.login')}</LinkButton>
      </div>
    </section>
  )
}
