// Who abroad is to know of a recall: each who bought or supplied and each country's authority, what crossed the border, whether they know and who was
// spoken to. Those who
// do not know yet first. Not here: recording a contact (abroad-form.tsx), and holders in the country (holders-table.tsx).
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { AbroadRow } from '#chain/contract'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { recallMessages } from '../../messages/recall.ts'
import { recallAbroadMessages } from '../../messages/recall-abroad.ts'
import { Badge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Link } from '../../parts/link.tsx'
import { session } from '../../queries.ts'
import { StayLink } from '../stay-link.tsx'
import { AbroadForm, type ToldAbroad } from './abroad-form.tsx'
import { useAbroadName } from './abroad-name.ts'
import { Crossings, crossingsHref, type Way } from './crossings.tsx'

const texts = { ...recallMessages, ...recallAbroadMessages }

/** A cell names so many; the letter names all. */
const crossingsShown = 3

export function Abroad({ view }: { view: ToldAbroad }) {
  const { t, mass, instant } = useLocale(texts)
  const { data: who } = useQuery(session)
  const [telling, setTelling] = useState<AbroadRow | null>(null)
  const nameOf = useAbroadName()
  if (view.abroad.length === 0) return null
  const { isLifted, heldBy } = view.recall
  const mayTell = heldBy
    ? heldBy.partyId === who?.party?.partyId && who.permissions.includes('chain:record:drill')
    : (who?.permissions.includes('chain:record:recall') ?? false)
  return (
    <section className="gr-recall-group" id="recall-abroad">
      <h2>{t('abroad.title')}</h2>
      <p className="gr-muted">
        {isLifted ? t('abroad.lifted') : t(heldBy ? 'abroad.lead.own' : 'abroad.lead', { hours: view.termHours })}
      </p>
      <DataTable
        label={t('abroad.title')}
        items={view.abroad}
        idOf={keyOf}
        columns={[
          { id: 'whom', text: t('abroad.whom'), isFixed: true, cell: nameOf },
          { id: 'knows', text: t('abroad.received'), cell: (row) => <Knows row={row} isLifted={isLifted} /> },
          {
            id: 'told',
            text: t('abroad.told'),
            cell: (row) => (
              <span className="gr-recall-outside">
                <a
                  className="gr-link"
                  href={paperOf(view, row)}
                  target="_blank"
                  rel="noreferrer"
                  aria-label={t('abroad.paper.of', { name: nameOf(row) })}
                >
                  {t('abroad.paper')}
                </a>
                {mayTell ? (
                  <Button
                    isCompact
                    onPress={() => setTelling(row)}
                    aria-label={t('recall.tell.of', { name: nameOf(row) })}
                  >
                    {t('recall.tell.button')}
                  </Button>
                ) : null}
                <Contacts row={row} />
              </span>
            ),
          },
          {
            id: 'mass',
            text: t('abroad.crossed'),
            align: 'end',
            cell: (row) => <Crossed row={row} hrefOf={(way) => crossingsHref(view, row, way)} />,
          },
          {
            id: 'when',
            text: t('abroad.exports'),
            cell: (row) => (
              <>
                {row.crossings.slice(0, crossingsShown).map(({ eventId, batch, way, foreignName, at, massMg }) => (
                  <span className="gr-recall-under" key={`${eventId} ${batch.batchId}`}>
                    <Link href={`/events/${eventId}`} look="plain">
                      {instant(at)}
                    </Link>
                    <span className="gr-muted gr-small gr-recall-under">
                      {foreignName ?? batch.name}, {mass(massMg)} {t(`abroad.way.${way}`)}
                    </span>
                  </span>
                ))}
                {row.crossings.length > crossingsShown ? (
                  <span className="gr-small gr-recall-under">
                    <StayLink href={crossingsHref(view, row, null)} look="text">
                      {t('abroad.exports.more', { count: row.crossings.length - crossingsShown })}
                    </StayLink>
                  </span>
                ) : null}
              </>
            ),
          },
        ]}
      />
      <Crossings view={view} />
      {telling ? <AbroadForm view={view} row={telling} onClose={() => setTelling(null)} /> : null}
    </section>
  )
}

/** What went there and what came from there are never one sum. */
function Crossed({ row: { exportedMg, importedMg }, hrefOf }: { row: AbroadRow; hrefOf: (way: Way) => string }) {
  const { t, mass } = useLocale(texts)
  const ways = [
    { way: 'exported', massMg: exportedMg },
    { way: 'imported', massMg: importedMg },
  ] as const
  return ways
    .filter(({ massMg }) => massMg !== '0')
    .map(({ way, massMg }) => (
      <span className="gr-recall-under" key={way}>
        <StayLink href={hrefOf(way)}>{mass(massMg)}</StayLink>{' '}
        <span className="gr-muted gr-small">{t(`abroad.way.${way}`)}</span>
      </span>
    ))
}

const keyOf = ({ country, party }: AbroadRow) => `${country} ${party?.partyId ?? ''}`
/** In English: whoever reads it reads no Dutch. */
const paperOf = ({ recall: { recallId, heldBy } }: ToldAbroad, { country, party }: AbroadRow) =>
  withQuery(`/v1/${heldBy ? 'own-drills' : 'recalls'}/${recallId}/abroad/${country}/paper`, {
    party: party?.partyId ?? null,
    language: 'en',
  })

function Knows({ row, isLifted }: { row: AbroadRow; isLifted: boolean }) {
  const { t, instant } = useLocale(texts)
  if (row.heardAt !== null) {
    const proof = row.tellings.findLast(({ outcome }) => outcome === 'received')
    return (
      <span className="gr-recall-name">
        <time dateTime={row.heardAt}>{instant(row.heardAt)}</time>
        {proof ? (
          <a
            className="gr-link gr-small"
            href={`/v1/recall-notices/acknowledgements/${proof.tellingId}/proof`}
            download
            aria-label={t('recall.proof.of', { name: proof.recipient })}
          >
            {t('recall.proof')}
          </a>
        ) : null}
      </span>
    )
  }
  if (isLifted) return '–'
  const says = row.isLate ? 'abroad.late' : row.tellings.length > 0 ? 'abroad.tried' : 'abroad.notyet'
  return (
    <span className="gr-recall-name">
      <Badge tone={row.isLate ? 'warning' : 'info'} sign="clock">
        {t(says)}
      </Badge>
      <span className="gr-muted gr-small gr-nowrap">{t('abroad.due', { at: instant(row.dueAt) })}</span>
    </span>
  )
}

function Contacts({ row: { tellings } }: { row: AbroadRow }) {
  const { t, instant } = useLocale(texts)
  return tellings.map(({ tellingId, recipient, way, outcome, remark, at }) => (
    <span key={tellingId} className="gr-muted gr-small gr-recall-under">
      {t('abroad.with', { name: recipient, way: t(`recall.way.${way}`), outcome: t(`recall.outcome.${outcome}`) })}{' '}
      <time dateTime={at}>({instant(at)})</time>
      {remark === '' ? null : ` ${remark}`}
    </span>
  ))
}
