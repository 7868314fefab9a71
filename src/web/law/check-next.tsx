// Where one goes from an answer: may I, ask an expert, a whole list, the lists, another law. Not here: those screens.
import { useSearch } from '@tanstack/react-router'
import type { SubstanceAnswer } from '#law/contract'
import { withQuery } from '../http.ts'
import { useLocale } from '../locale.tsx'
import { findingMessages } from '../messages/findings.ts'
import { Link } from '../parts/link.tsx'

type Way = { readonly key: 'ask' | 'expert' | 'batch' | 'lists' | 'compare'; readonly href: string }

export function Next({ answer }: { answer: SubstanceAnswer }) {
  const { t, locale } = useLocale(findingMessages)
  const { substance, question, structure, drawing, verdict } = answer
  const { q } = useSearch({ strict: false }) as { readonly q?: string } // Texts: see routes.tsx.
  // What stands in no address is not put into one.
  const sub = substance ? (locale === 'nl' ? substance.nameNl : substance.nameEn) : drawing ? q : undefined
  const may: Way[] = sub ? [{ key: 'ask', href: withQuery('/ask', { sub, on: question.on }) }] : []
  const expert: Way[] =
    verdict === 'needs-expert' ? [{ key: 'expert', href: withQuery('/experts', { q: structure?.inchiKey }) }] : []
  const ways: readonly Way[] = [
    ...may,
    ...expert,
    { key: 'batch', href: '/substances/batch' },
    { key: 'lists', href: withQuery('/law/lists', { on: question.on }) },
    { key: 'compare', href: '/law/compare' },
  ]
  return (
    <nav className="gr-law-panel gr-law-next" aria-label={t('next.title')}>
      <h2>{t('next.title')}</h2>
      <ul>
        {ways.map(({ key, href }) => (
          <li key={key}>
            <Link href={href}>{t(`next.${key}`)}</Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
