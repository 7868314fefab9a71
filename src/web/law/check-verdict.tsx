// What the person came for, first: is it controlled, on which list, why, since when. Not here: the findings one by one.
import type { SubstanceAnswer } from '#law/contract'
import { useLocale } from '../locale.tsx'
import { findingMessages } from '../messages/findings.ts'
import { lawMessages } from '../messages/law.ts'
import { Article } from '../parts/article.tsx'
import { Icon } from '../parts/icon.tsx'
import { Link } from '../parts/link.tsx'
import { checkAddress } from './address.ts'
import { ReadFault } from './check-fault.tsx'
import { type Headline, headlineOf } from './headline.ts'

export function Verdict({ answer }: { answer: SubstanceAnswer }) {
  const { t, locale } = useLocale({ ...lawMessages, ...findingMessages })
  const { question, substance, findings, error, suggestions } = answer
  const head = headlineOf(answer)
  const lists = head.lists.map((list) => t('law.list', { list })).join(t('law.list.and'))
  const certain = findings.filter(({ certainty }) => certainty === 'in')
  return (
    <section className={`gr-law-verdict gr-law-verdict-${head.tone}`} aria-live="polite">
      <div className="gr-law-verdict-list" aria-hidden="true">
        {head.lists[0] && head.sign === 'list' ? <strong>{head.lists[0]}</strong> : <Icon name={iconOf(head)} />}
      </div>
      <div className="gr-law-verdict-said">
        <h2>{nameOf(answer, locale) ?? t('law.drawn.asked')}</h2>
        <p className="gr-law-verdict-sentence">{t(`law.head.${head.text}`, { on: question.on, lists })}</p>
        {certain.length > 0 ? (
          <ul className="gr-law-grounds">
            {certain.map(({ list, basis, rule, title, since, citation, piece, substanceId }) => (
              <li key={`${piece} ${list} ${basis} ${rule} ${substanceId}`}>
                <span>
                  {t('law.list', { list })}: {basis === 'named' ? '' : `${title[locale]}, `}
                  {t(`finding.basis.${basis}`)}
                  {since ? `, ${t('finding.since', { on: since })}` : ''}
                </span>{' '}
                {citation ? <Article article={citation.article} short={citation.short} /> : null}
              </li>
            ))}
          </ul>
        ) : null}
        {head.exception ? (
          <p>
            {t(`law.head.exception.${head.exception.is}`, {
              title: head.exception.title[locale],
            })}{' '}
            <Article article={head.exception.article} short={head.exception.short} />
          </p>
        ) : null}
        {error ? <ReadFault answer={answer} /> : null}
        {head.note ? <p>{t(`law.head.note.${head.note}`, { on: question.on })}</p> : null}
        {substance === null && suggestions.length > 0 ? <Meant answer={answer} /> : null}
      </div>
    </section>
  )
}

const iconOf = ({ tone }: Headline) => (tone === 'info' || tone === 'positive' ? 'info' : 'warning')

/** A structure has no name to be called by; its formula and drawing follow. */
function nameOf({ substance, question, findings }: SubstanceAnswer, locale: 'nl' | 'en'): string | null {
  if (substance) return locale === 'nl' ? substance.nameNl : substance.nameEn
  const named = findings.filter(({ basis, certainty }) => basis === 'named' && certainty === 'in')
  if (named.length > 0) return [...new Set(named.map(({ title }) => title[locale]))].join(' / ')
  return question.readAs === 'name' || question.readAs === 'cas' ? question.q : null
}

function Meant({ answer: { question, suggestions } }: { answer: SubstanceAnswer }) {
  const { t } = useLocale(lawMessages)
  const isStructure = question.readAs !== 'name' && question.readAs !== 'cas'
  return (
    <div>
      <p>{t(isStructure ? 'law.meant.alike' : 'law.meant')}</p>
      <ul className="gr-law-meant">
        {suggestions.map(({ substanceId, name, why }) => (
          <li key={substanceId}>
            <Link href={checkAddress({ q: name, on: question.on })}>{name}</Link>{' '}
            <span className="gr-muted">({t(`law.suggestion.${why}`)})</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
