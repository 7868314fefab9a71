// The facts an answer rests on, with where each came from. Not here: facts that are missing.
import type { Decision } from '#law/contract'
import { useLocale } from '../../locale.tsx'
import { askMessages } from '../../messages/ask.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { Link } from '../../parts/link.tsx'
import { sourceText } from '../source-text.ts'

export function FactsUsed({ facts }: { facts: Decision['facts'] }) {
  const { t, locale } = useLocale(askMessages)
  return (
    <DataTable
      label={t('ask.facts.table')}
      items={facts}
      idOf={({ fact, origin }) => `${fact} ${origin}`}
      empty={t('ask.facts.none')}
      columns={[
        {
          id: 'fact',
          text: t('ask.fact'),
          isFixed: true,
          cell: ({ label }) => <span className="gr-ask-wrap">{label[locale]}</span>,
        },
        { id: 'value', text: t('ask.value'), cell: ({ shown }) => shown[locale] },
        {
          id: 'origin',
          text: t('ask.origin'),
          cell: ({ origin, source }) => (
            <>
              {t(`ask.origin.${origin}`)}
              {source === null ? null : origin === 'expert-record' ? (
                <>
                  {' '}
                  <Link href={`/experts?q=${encodeURIComponent(source)}`}>{source}</Link>
                </>
              ) : (
                ` (${sourceText(source, locale)})`
              )}
            </>
          ),
        },
      ]}
    />
  )
}
