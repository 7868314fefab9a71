// A transformation told in parts: each part that came, what it says went in and came out, and what to do while one is missing. Not here: whether it
// balances; the API judged that as it came in.
import { queryOptions, useQuery } from '@tanstack/react-query'
import { request, withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { halfMessages } from '../../messages/epcis-half.ts'
import { Alert } from '../../parts/alert.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'

type Element = { readonly epcClass: string; readonly quantity?: number; readonly uom?: string }
type Part = {
  readonly eventID: string
  readonly eventTime: string
  readonly bizStep?: string
  readonly inputEPCList?: readonly string[]
  readonly outputEPCList?: readonly string[]
  readonly inputQuantityList?: readonly Element[]
  readonly outputQuantityList?: readonly Element[]
  readonly errorDeclaration?: object
}
type Answer = {
  readonly epcisBody: { readonly queryResults: { readonly resultsBody: { readonly eventList: readonly Part[] } } }
}

const partsOf = (transformationId: string) =>
  queryOptions({
    queryKey: ['epcis-half', transformationId],
    queryFn: ({ signal }) =>
      request<Answer>(withQuery('/v1/epcis/events', { EQ_transformationID: transformationId, perPage: 30 }), {
        signal,
      }),
  })

/** Codes of UN/ECE as people write them; another stands as it came. */
const unitNames: Readonly<Record<string, string>> = { KGM: 'kg', GRM: 'g', MGM: 'mg' }
/** As many decimals as were told: a milligram of a kilogram at most. */
const digitsOf = (quantity: number) => Math.min(`${quantity}`.split('.')[1]?.length ?? 0, 6)

export function HalfView({ transformationId }: { transformationId: string }) {
  const { t, instant, number } = useLocale(halfMessages)
  const found = useQuery(partsOf(transformationId))
  if (found.isPending) return <Waiting lines={5} />
  if (found.isError) return <ProblemNotice error={found.error} onRetry={found.refetch} />
  const parts = found.data.epcisBody.queryResults.resultsBody.eventList
  const standing = parts.filter(({ errorDeclaration }) => !errorDeclaration)
  const told = (part: Part, side: 'input' | 'output') =>
    (part[`${side}QuantityList`]?.length ?? 0) + (part[`${side}EPCList`]?.length ?? 0) > 0
  const lacks = (side: 'input' | 'output') => standing.length > 0 && !standing.some((part) => told(part, side))
  const said = (list: readonly Element[] | undefined) =>
    list?.length
      ? list.map(({ epcClass, quantity, uom }) => (
          <div key={epcClass} className="gr-epcis-words">
            {quantity === undefined
              ? ''
              : `${number(quantity, digitsOf(quantity))}\u00a0${unitNames[uom ?? ''] ?? uom ?? ''} `}
            <span className="gr-muted">{epcClass}</span>
          </div>
        ))
      : '–'
  return (
    <section className="gr-epcis-part">
      {lacks('input') || lacks('output') ? (
        <Alert tone="warning" title={t(lacks('output') ? 'half.no-output' : 'half.no-input')}>
          <p>{t('half.way')}</p>
        </Alert>
      ) : null}
      <p className="gr-epcis-words gr-muted">transformationID {transformationId}</p>
      {parts.length === 0 ? (
        <p>{t('half.none')}</p>
      ) : (
        <DataTable
          label={t('half.title')}
          items={parts}
          idOf={({ eventID, errorDeclaration }) => `${eventID} ${errorDeclaration ? 'error' : ''}`}
          columns={[
            {
              id: 'when',
              text: t('half.when'),
              isFixed: true,
              cell: ({ eventTime, eventID }) => (
                <Link href={`/v1/epcis/events/${encodeURIComponent(eventID)}`} target="_blank">
                  <span className="gr-nowrap">{instant(eventTime)}</span>
                </Link>
              ),
            },
            { id: 'in', text: t('half.in'), width: 'wide', cell: (part) => said(part.inputQuantityList) },
            { id: 'out', text: t('half.out'), width: 'wide', cell: (part) => said(part.outputQuantityList) },
            {
              id: 'event',
              text: t('half.event'),
              width: 'wide',
              cell: ({ eventID }) => <span className="gr-epcis-words">{eventID}</span>,
            },
          ]}
        />
      )}
    </section>
  )
}
