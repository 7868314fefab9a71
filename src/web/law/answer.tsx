// The answer about a substance: verdict first, then where it is written, the structure, its history, and how far the data goes.

import type { ReactNode } from 'react'
import type { Listing, SubstanceAnswer, SubstanceCard } from '#law/contract'
import { useLocale } from '../locale.tsx'
import { lawMessages } from '../messages/law.ts'
import type { Tone } from '../parts/alert.tsx'
import { Article } from '../parts/article.tsx'
import { Facts } from '../parts/facts.tsx'
import { Icon } from '../parts/icon.tsx'
import { Link } from '../parts/link.tsx'
import { Molecule } from '../parts/molecule.tsx'
import { checkAddress } from './address.ts'
import { History } from './history.tsx'
import { sourceText } from './source-text.ts'

export function Answer({ answer }: { answer: SubstanceAnswer }) {
  const { substance, structure } = answer
  return (
    <div className="gr-law-answer">
      <Verdict answer={answer} />
      <div className="gr-law-columns">
        <div className="gr-law-main">
          {answer.listings.length > 0 ? <Written listings={answer.listings} /> : null}
          {substance ? <History answer={answer} name={substance.nameNl} /> : null}
          <Steps answer={answer} />
          <Coverage answer={answer} />
        </div>
        {substance || structure ? <Substance answer={answer} /> : null}
      </div>
    </div>
  )
}

const toneOf: Record<SubstanceAnswer['verdict'], Tone> = {
  controlled: 'negative',
  'not-controlled': 'info',
  'needs-expert': 'warning',
  'unknown-substance': 'warning',
  ambiguous: 'warning',
  unreadable: 'warning',
}

function Verdict({ answer }: { answer: SubstanceAnswer }) {
  const { t, locale } = useLocale(lawMessages)
  const { verdict, question, substance, listings, error, suggestions } = answer
  const { on } = question
  const lists = listings.map(({ list }) => t('law.list', { list })).join(t('law.list.and'))
  const sentence =
    verdict === 'controlled'
      ? t('law.verdict.controlled', { on, lists })
      : verdict === 'not-controlled' || verdict === 'needs-expert'
        ? t(`law.verdict.${verdict}`, { on })
        : t(`law.verdict.${verdict}`)
  return (
    <section className={`gr-law-verdict gr-law-verdict-${toneOf[verdict]}`} aria-live="polite">
      <div className="gr-law-verdict-list" aria-hidden="true">
        {listings[0] ? (
          <strong>{listings[0].list}</strong>
        ) : (
          <Icon name={toneOf[verdict] === 'info' ? 'info' : 'warning'} />
        )}
      </div>
      <div>
        <h2>{substance ? (locale === 'nl' ? substance.nameNl : substance.nameEn) : question.q}</h2>
        <p className="gr-law-verdict-sentence">{sentence}</p>
        {error ? (
          <p>
            {error[locale]} {error.at === null ? '' : t('law.error.at', { at: error.at })}
          </p>
        ) : null}
        {verdict === 'not-controlled' ? <p>{t('law.verdict.not-controlled.note')}</p> : null}
        {verdict === 'unknown-substance' ? <p>{t('law.unknown.note')}</p> : null}
        {suggestions.length > 0 ? <Meant answer={answer} /> : null}
      </div>
    </section>
  )
}

function Meant({ answer: { question, suggestions } }: { answer: SubstanceAnswer }) {
  const { t } = useLocale(lawMessages)
  return (
    <div>
      <p>{t('law.meant')}</p>
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

function Panel({ title, children, name = '' }: { title: string; children: ReactNode; name?: string }) {
  return (
    <section className={`gr-law-panel ${name}`}>
      <h3>{title}</h3>
      {children}
    </section>
  )
}

function Written({ listings }: { listings: readonly Listing[] }) {
  const { t, locale } = useLocale(lawMessages)
  return (
    <Panel title={t('law.listed')} name="gr-law-written">
      {listings.map((listing) => (
        <div key={`${listing.list} ${listing.from}`} className="gr-law-listing">
          <p>
            <Article article={listing.citation.article} short={listing.citation.short} /> ·{' '}
            {t('law.listed.from', { from: listing.from, until: listing.until })}
          </p>
          <p className="gr-small gr-muted">
            {t('law.source')}: {sourceText(listing.source, locale)}, {t(`law.certainty.${listing.certainty}`)},{' '}
            {t('law.known', { on: listing.knownOn })}
          </p>
          {listing.note ? <p className="gr-small">{listing.note[locale]}</p> : null}
        </div>
      ))}
    </Panel>
  )
}

function Substance({ answer }: { answer: SubstanceAnswer }) {
  const { t, locale } = useLocale(lawMessages)
  const { substance, structure } = answer
  const name = substance ? (locale === 'nl' ? substance.nameNl : substance.nameEn) : null
  return (
    <section className="gr-law-substance">
      <h3>{t('law.substance')}</h3>
      {substance?.kind === 'compound' || !substance ? (
        <Molecule
          smiles={substance?.smiles ?? structure?.smiles ?? null}
          label={name === null ? t('law.drawn.asked') : t('law.drawn', { name })}
        />
      ) : null}
      <Facts facts={substance ? cardFacts(substance) : structureFacts()} />
    </section>
  )

  function cardFacts(card: SubstanceCard) {
    const none = <span className="gr-muted">{t('law.none')}</span>
    const isCompound = card.kind === 'compound'
    return [
      { name: t('law.kind'), value: t(`law.kind.${card.kind}`) },
      ...(card.inn ? [{ name: t('law.inn'), value: card.inn }] : []),
      ...(card.synonyms.length > 0 ? [{ name: t('law.names'), value: card.synonyms.join(' · ') }] : []),
      ...(isCompound ? [{ name: t('law.cas'), value: card.cas.length > 0 ? card.cas.join(', ') : none }] : []),
      ...(isCompound ? [{ name: t('law.formula'), value: card.formula ? <Formula text={card.formula} /> : none }] : []),
      ...(card.molarMass ? [{ name: t('law.mass'), value: <MolarMass value={card.molarMass} /> }] : []),
      ...(card.smiles ? [{ name: t('law.smiles'), value: <code className="gr-law-code">{card.smiles}</code> }] : []),
      ...(card.inchiKey
        ? [{ name: t('law.inchikey'), value: <code className="gr-law-code">{card.inchiKey}</code> }]
        : []),
    ]
  }

  function structureFacts() {
    if (!structure) return []
    return [
      { name: t('law.smiles'), value: <code className="gr-law-code">{structure.smiles}</code> },
      ...(structure.inchiKey
        ? [{ name: t('law.inchikey'), value: <code className="gr-law-code">{structure.inchiKey}</code> }]
        : []),
    ]
  }
}

/** C11H15NO2 with its numbers where chemists expect them. */
function Formula({ text }: { text: string }) {
  return (
    <span>
      {text.split(/(\d+)/).map((piece, place) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a formula never move.
        /^\d+$/.test(piece) ? <sub key={place}>{piece}</sub> : <span key={place}>{piece}</span>,
      )}
    </span>
  )
}

function MolarMass({ value }: { value: number }) {
  const { number } = useLocale(lawMessages)
  return <span>{number(value, 2)} g/mol</span>
}

function Steps({ answer }: { answer: SubstanceAnswer }) {
  const { t, locale } = useLocale(lawMessages)
  if (answer.steps.length === 0) return null
  return (
    <Panel title={t('law.steps')}>
      <ol className="gr-law-steps">
        {answer.steps.map((step) => (
          <li key={step.kind + step.en}>{step[locale]}</li>
        ))}
      </ol>
    </Panel>
  )
}

function Coverage({ answer }: { answer: SubstanceAnswer }) {
  const { t, locale } = useLocale(lawMessages)
  return (
    <Panel title={t('law.coverage')}>
      <dl className="gr-law-coverage">
        {answer.coverage.map(({ list, extent, note }) => (
          <div key={list}>
            <dt>
              {t('law.list', { list })}: {t(`law.coverage.${extent}`)}
            </dt>
            <dd className="gr-small gr-muted">{note[locale]}</dd>
          </div>
        ))}
      </dl>
      <p className="gr-small gr-muted">
        {t('law.version')} <code className="gr-law-code">{answer.lawVersion.slice(0, 16)}</code>
      </p>
    </Panel>
  )
}
