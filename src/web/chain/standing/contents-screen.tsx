// How much THC is in this pharmacy: what is in the material, place by place. Not here: which batch holds what; each place leads there.

import { useQuery } from '@tanstack/react-query'
import type { ContentRow } from '#chain/contract'
import { formatContent } from '#kernel'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { chainMessages } from '../../messages/chain.ts'
import { standingMessages } from '../../messages/standing.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { Page } from '../../shell/page.tsx'
import { ofContent, ofUnmeasured } from '../behind.ts'
import { inOneUnit } from '../common-unit.ts'
import { placeText } from '../words.ts'
import { contents } from './queries.ts'
import '../chain.css'

const texts = { ...chainMessages, ...standingMessages }

export function ContentsScreen() {
  const { t } = useLocale(texts)
  const found = useQuery(contents)
  return (
    <Page
      title={t('contents.title')}
      lead={t('contents.lead')}
      crumbs={[{ text: t('batches.title'), href: '/batches' }]}
    >
      {found.isPending ? <Waiting lines={8} /> : null}
      {found.isError ? <ProblemNotice error={found.error} onRetry={found.refetch} /> : null}
      {found.data ? <Places items={found.data.items} isTruncated={found.data.truncated} /> : null}
    </Page>
  )
}

function Places({ items, isTruncated }: { items: readonly ContentRow[]; isTruncated: boolean }) {
  const words = useLocale(texts)
  const { t, locale } = words
  const mass = inOneUnit(
    words.mass,
    items.flatMap((row) => [
      row.materialMassMg,
      contentIn(row, 'dried_mg').amount,
      contentIn(row, 'thc_ug').unknownMassMg,
    ]),
  )
  // A ledger of which nothing lies anywhere is no column.
  const shown = (items[0]?.contents ?? [])
    .map(({ ledger }) => ledger)
    .filter((ledger) => items.some((row) => contentIn(row, ledger).amount !== '0'))
  if (items.length === 0) return <Empty title={t('contents.empty.title')} text={t('contents.empty.text')} />
  return (
    <>
      <DataTable
        label={t('contents.table')}
        items={items}
        idOf={({ holder, premises }) => `${holder.partyId} ${premises.premisesId}`}
        columns={[
          {
            id: 'place',
            text: t('contents.place'),
            isFixed: true,
            cell: ({ holder, premises }) => (
              <Link href={withQuery('/batches', { holder: holder.partyId })}>{placeText(holder, premises)}</Link>
            ),
          },
          {
            id: 'material',
            text: t('contents.material'),
            align: 'end',
            cell: (row) => (
              <Link href={ofContent(row, 'material_mg')} look="plain">
                {mass(row.materialMassMg)}
              </Link>
            ),
          },
          ...shown.map((ledger) => ({
            id: ledger,
            text: t(`ledger.${ledger}`),
            align: 'end' as const,
            cell: (row: ContentRow) => {
              const { amount, unknownMassMg } = contentIn(row, ledger)
              const isKnown = amount !== '0' || unknownMassMg === '0'
              return isKnown ? (
                <Link href={ofContent(row, ledger)} look="plain">
                  {ledger === 'dried_mg' ? mass(amount) : formatContent(BigInt(amount), locale)}
                </Link>
              ) : (
                <span className="gr-muted">{t('contents.none')}</span>
              )
            },
          })),
          {
            id: 'unknown',
            text: t('contents.unknown'),
            align: 'end',
            cell: (row) => {
              const { unknownMassMg } = contentIn(row, 'thc_ug')
              return unknownMassMg === '0' ? (
                mass(unknownMassMg)
              ) : (
                <Link href={ofUnmeasured(row, 'thc_ug')} look="plain">
                  {mass(unknownMassMg)}
                </Link>
              )
            },
          },
        ]}
      />
      {isTruncated ? <p className="gr-muted">{t('contents.truncated')}</p> : null}
    </>
  )
}

function contentIn({ contents: all }: ContentRow, ledger: ContentRow['contents'][number]['ledger']) {
  return all.find((one) => one.ledger === ledger) ?? { ledger, amount: '0', unknownMassMg: '0' }
}
