// One finding, or what nearly was one: on which list, on what ground, since when, how sure; its picture and its clauses. Not here: the
// verdict over all of them.
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { NearMiss, SubstanceAnswer, SubstanceException, SubstanceFinding } from '#law/contract'
import { useLocale } from '../locale.tsx'
import { findingMessages } from '../messages/findings.ts'
import { lawMessages } from '../messages/law.ts'
import { Article } from '../parts/article.tsx'
import { Badge } from '../parts/badge.tsx'
import { MarkedMolecule, type MarkedPiece } from '../parts/molecule-marked.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { Clauses } from './check-clauses.tsx'
import { pictureOf } from './picture-of.ts'
import { linesOf } from './pieces.ts'
import type { Answered } from './queries.ts'

type Found = SubstanceFinding | NearMiss
type Props = {
  readonly found: Found
  readonly drawn: SubstanceAnswer['drawing']
  readonly hasParts: boolean
  readonly firstList?: SubstanceException | null
} & Pick<Answered, 'madeAt'>

export function FindingCard({ found, drawn, hasParts, madeAt, firstList = null }: Props) {
  const { t, locale } = useLocale({ ...lawMessages, ...findingMessages })
  const { list, basis, title, status, citation, piece, trace, version } = found
  const isMiss = 'refusals' in found
  const tone = isMiss ? 'neutral' : found.certainty === 'in' ? 'negative' : 'warning'
  return (
    <article className={`gr-finding gr-finding-${tone}`}>
      <header className="gr-finding-head">
        <p className="gr-finding-list">{t('law.list', { list })}</p>
        <div>
          <h3>{title[locale]}</h3>
          <p className="gr-finding-ground">
            <span>{t(`finding.basis.${basis}`)}</span>
            {'since' in found && found.since ? <span>{t('finding.since', { on: found.since })}</span> : null}
            {citation ? <Article article={citation.article} short={citation.short} /> : null}
            {hasParts ? <span>{t('finding.part', { number: piece + 1 })}</span> : null}
          </p>
        </div>
        <p className="gr-finding-badges">
          {isMiss ? <Badge tone="neutral">{t('miss.refusals', { count: found.refusals })}</Badge> : null}
          {!isMiss && found.certainty === 'arguable' ? <Badge tone="warning">{t('finding.arguable')}</Badge> : null}
          <Badge tone={status === 'text' || status === 'official' ? 'neutral' : 'warning'}>
            {t(`finding.status.${status}`)}
          </Badge>
        </p>
      </header>
      {status === 'model' && !isMiss ? (
        <p className="gr-small">{t('finding.model.note', { version: version ?? '' })}</p>
      ) : null}
      {firstList && list === 'IA' ? (
        <p className="gr-small">
          {t('finding.first-list')} <Article article={firstList.article} short={firstList.short} />
        </p>
      ) : null}
      {trace.length > 0 && drawn ? <Explained {...{ found, drawn, madeAt }} /> : null}
    </article>
  )
}

/** Wider than this a drawing would shrink beside its clauses: it stands above them. */
const wideFrom = 330

function Explained({
  found,
  drawn,
  madeAt,
}: { found: Found; drawn: NonNullable<Props['drawn']> } & Pick<Props, 'madeAt'>) {
  const { t, locale } = useLocale(findingMessages)
  const listId = useId()
  const [pointed, setPointed] = useState<string | null>(null)
  const [pinned, setPinned] = useState<string | null>(null)
  const active = pointed ?? pinned
  const lines = linesOf(found.trace, drawn.elements.length, t('finding.core'))
  const pieces = [
    ...new Map(lines.flatMap(({ piece }): [string, MarkedPiece][] => (piece ? [[piece.id, piece]] : []))).values(),
  ]
  const picture = useQuery(pictureOf(drawn, madeAt))
  const label = t('finding.picture', { title: found.title[locale], pieces: pieces.length })
  return (
    <div className={`gr-finding-body${(picture.data?.width ?? 0) > wideFrom ? ' gr-finding-wide' : ''}`}>
      {picture.isPending ? (
        <div className="gr-finding-picture">
          <Waiting lines={5} />
        </div>
      ) : picture.data ? (
        <div className="gr-finding-picture">
          <MarkedMolecule
            {...{ molecule: picture.data, pieces, label, active }}
            describedBy={listId}
            onActive={setPointed}
          />
        </div>
      ) : (
        <p className="gr-finding-picture gr-small gr-muted">{t('finding.drawing.offline')}</p>
      )}
      <Clauses
        {...{ lines, active, pinned, elements: drawn.elements }}
        id={listId}
        onActive={setPointed}
        onPin={setPinned}
      />
    </div>
  )
}
