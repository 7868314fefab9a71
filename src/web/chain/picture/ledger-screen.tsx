// The ledger, account by account, with filters in the address; what they hold together stands above. Not here: one account (account-screen.tsx).
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import type { LedgerAccounts } from '#chain/contract'
import { accountKinds, ledgers, stockStates } from '#chain/contract'
import { parseDay } from '#kernel'
import { partyKinds } from '#licensing/contract'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { behindMessages } from '../../messages/behind.ts'
import { chainMessages } from '../../messages/chain.ts'
import { pictureMessages } from '../../messages/pictures.ts'
import { Button } from '../../parts/button.tsx'
import { Checkbox } from '../../parts/choice.tsx'
import type { TableColumn } from '../../parts/data-table.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Filters } from '../../parts/filters.tsx'
import { Link } from '../../parts/link.tsx'
import { PagedTable } from '../../parts/paged-table.tsx'
import { Renewing } from '../../parts/renewing.tsx'
import { Select } from '../../parts/select.tsx'
import { Page } from '../../shell/page.tsx'
import { HolderField, partyIn } from '../holder/holder-field.tsx'
import { useIsStaff } from '../holder/of-holder.tsx'
import { onlyParty } from '../holder/queries.ts'
import { batch } from '../queries.ts'
import { accountStateText, placeText, signedText, stateText } from '../words.ts'
import { MovedBehind } from './band-events.tsx'
import { accounts, type LedgerSearch, type MovedSearch } from './queries.ts'
import '../chain.css'
import './picture.css'

const texts = { ...chainMessages, ...pictureMessages, ...behindMessages }
const any = 'any'

export function LedgerScreen() {
  const { t } = useLocale(texts)
  const search = useSearch({ strict: false }) as Search // Texts, read from the address by the router.
  const { moved } = search
  return (
    <Page title={t('ledger.title')} lead={t('ledger.lead')}>
      <Filters active={Object.keys(search).length}>
        <Fields search={search} />
      </Filters>
      {moved === 'in' || moved === 'out' ? <Moved search={{ ...search, moved }} /> : <Accounts search={search} />}
    </Page>
  )
}

/** What came in or left, in place of what stands there. */
function Moved({ search }: { search: MovedSearch }) {
  const { t } = useLocale(texts)
  const { moved: _, since: __, with: ___, ...accounts } = search
  return (
    <>
      <MovedBehind search={search} title={t(`behind.moved.${search.moved}`)} />
      <p>
        <Link href={withQuery('/ledger', accounts)}>{t('behind.accounts')}</Link>
      </p>
    </>
  )
}

function Accounts({ search }: { search: LedgerSearch }) {
  const words = useLocale(texts)
  const { t } = words
  // One ledger at a time adds up; the material is what one comes for.
  const ledger = search.ledger ?? 'material_mg'
  const { ledger: _, ...rest } = search
  const asked: LedgerSearch = ledger === any ? rest : { ...rest, ledger }
  const found = useInfiniteQuery({ ...accounts(asked), placeholderData: keepPreviousData })
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  const totals = found.data?.pages[0]?.totals ?? []
  // Where nothing else is asked, what left the chain stands among the rest; the total is what the chain has.
  const hasWorld = !oneSided.some((name) => search[name] !== undefined)
  return (
    <Renewing isOld={found.isPlaceholderData}>
      {totals.length > 0 ? (
        <p className="gr-ledger-totals" role="status">
          {totals.map(({ ledger: of, amount, accounts: count }) => (
            <span key={of}>
              <strong>
                {hasWorld && of === 'material_mg' ? (
                  <Link href={withQuery('/ledger', { ...search, ledger: null, goods: 'all' })}>
                    {signedText(amount, of, words)}
                  </Link>
                ) : (
                  signedText(amount, of, words)
                )}
              </strong>{' '}
              {t(`ledger.${of}`)}{' '}
              <span className="gr-muted">
                {t('ledger.total', { accounts: count })}
                {hasWorld && of === 'material_mg' ? ` ${t('ledger.total.chain')}` : null}
              </span>
            </span>
          ))}
        </p>
      ) : null}
      <PagedTable
        found={found}
        label={t('ledger.title')}
        items={items}
        idOf={({ account }) => account.accountId}
        hrefOf={(row) => accountHref(row, search.at)}
        empty={<Empty title={t('ledger.none.title')} text={t('ledger.none.text')} />}
        columns={columnsOf(words, search)}
      />
    </Renewing>
  )
}

/** With any of these, no account of the world stands below, or nothing else does. */
const oneSided = ['kind', 'goods', 'free', 'back', 'unmeasured'] as const

type Row = LedgerAccounts['items'][number]

/** Of a past day an account opens as it was then. */
const accountHref = ({ account }: Row, at: string | undefined) => withQuery(`/ledger/${account.accountId}`, { at })

function columnsOf(
  words: ReturnType<typeof useLocale<typeof texts>>,
  { at, ledger }: LedgerSearch,
): readonly TableColumn<Row>[] {
  const { t, number } = words
  return [
    {
      id: 'batch',
      text: t('ledger.batch'),
      isFixed: true,
      cell: ({ account }) => account.batch?.name ?? '–',
    },
    {
      id: 'amount',
      text: t('ledger.amount'),
      onCard: 'head',
      align: 'end',
      cell: (row) => (
        <Link href={accountHref(row, at)} look="plain">
          {signedText(row.amount, row.account.ledger, words, 'g')}
        </Link>
      ),
    },
    { id: 'kind', text: t('ledger.kind'), onCard: 'brief', cell: ({ account }) => t(`ledger.kind.${account.kind}`) },
    { id: 'state', text: t('ledger.state'), onCard: 'brief', cell: ({ account }) => accountStateText(account, words) },
    {
      id: 'place',
      text: t('ledger.place'),
      onCard: 'brief',
      cell: ({ account }) => placeText(account.holder, account.premises),
    },
    // Of one ledger alone the filter says which.
    ...(ledger === any
      ? [
          {
            id: 'ledger',
            text: t('ledger.of'),
            onCard: 'brief' as const,
            cell: ({ account }: Row) => t(`ledger.${account.ledger}`),
          },
        ]
      : []),
    {
      id: 'movements',
      text: t('ledger.movements'),
      onCard: 'aside',
      align: 'end',
      cell: ({ movements }) => number(movements),
    },
  ]
}

const goodsText: Readonly<Record<string, 'behind.coming' | 'behind.all'>> = {
  coming: 'behind.coming',
  all: 'behind.all',
}

type Search = LedgerSearch & { readonly moved?: string; readonly since?: string; readonly with?: string }

function Fields({ search }: { search: Search }) {
  const { t } = useLocale(texts)
  const words = useLocale(texts)
  const router = useRouter()
  const isStaff = useIsStaff()
  const sender = useQuery({ ...onlyParty(search.with ?? ''), enabled: search.with !== undefined })
  const one = useQuery({ ...batch(search.batch ?? ''), enabled: search.batch !== undefined })
  const family = useQuery({ ...batch(search.family ?? ''), enabled: search.family !== undefined })
  const go = (change: { [Key in keyof LedgerSearch]: string | null }) =>
    void router.navigate({ href: withQuery('/ledger', { ...search, ...change }), replace: true, resetScroll: false })
  const from = (id: string) => (id === any ? null : id)
  const said = (at: string) => (parseDay(at) ? words.day(at) : words.instant(at))
  // What a number of a picture asked for, and no field here has.
  const only = [
    ...(search.product ? [search.product.replaceAll(',', ', ')] : []),
    ...(partyKinds.some((kind) => kind === search.holderKind)
      ? [t(`class.${search.holderKind}` as 'class.grower')]
      : []), // Asked just before.
    ...(search.goods ? [t(goodsText[search.goods] ?? 'ledger.goods')] : []),
    ...(search.free ? [t('behind.free')] : []),
    ...(search.back ? [t('behind.back')] : []),
    ...(search.unmeasured ? [t('behind.unmeasured')] : []),
    ...(search.recall ? [t('behind.recall')] : []),
    ...(family.data ? [t('behind.family', { name: family.data.batch.name })] : []),
    ...(sender.data ? [t('behind.with', { name: sender.data.name })] : []),
    ...(search.since ? [t('behind.since', { since: said(search.since) })] : []),
    ...(search.at ? [t(search.moved ? 'behind.until' : 'behind.on', { at: said(search.at) })] : []),
  ]
  return (
    <div className="gr-picture-choices">
      {isStaff || search.holder ? (
        <HolderField
          label={t('ledger.holder')}
          value={partyIn(search.holder)}
          onChange={(holder) => go({ holder, premises: null })}
        />
      ) : null}
      <Select
        label={t('ledger.of')}
        choices={[{ id: any, text: t('ledger.kind.all') }, ...ledgers.map((id) => ({ id, text: t(`ledger.${id}`) }))]}
        value={search.ledger ?? 'material_mg'}
        onChange={(id) => go({ ledger: id })}
      />
      <Select
        label={t('ledger.kind')}
        choices={[
          { id: any, text: t('ledger.kind.all') },
          ...accountKinds.map((id) => ({ id, text: t(`ledger.kind.${id}`) })),
        ]}
        value={search.kind ?? any}
        onChange={(id) => go({ kind: from(id) })}
      />
      <Select
        label={t('ledger.state')}
        choices={[
          { id: any, text: t('ledger.kind.all') },
          ...stockStates.map((id) => ({ id, text: stateText(id, words) })),
          ...(search.state && !stockStates.some((id) => id === search.state)
            ? [{ id: search.state, text: accountStateText({ kind: 'difference', state: search.state }, words) }]
            : []),
        ]}
        value={search.state ?? any}
        onChange={(id) => go({ state: from(id) })}
      />
      <DateField
        label={t('behind.at')}
        value={search.at !== undefined && parseDay(search.at) ? search.at : null}
        onChange={(at) => go({ at })} // Emptied, it is now again.
      />
      <Checkbox isSelected={search.empty === 'yes'} onChange={(isOn) => go({ empty: isOn ? 'yes' : null })}>
        {t('ledger.empty')}
      </Checkbox>
      {Object.keys(search).some((name) => name !== 'empty') ? (
        <p className="gr-picture-chosen">
          {only.length > 0 ? <span>{`${t('ledger.only')} ${only.join(', ')}`}</span> : null}
          {one.data ? (
            <Link href={`/batches/${one.data.batch.batchId}`}>{`${t('ledger.batch')} ${one.data.batch.name}`}</Link>
          ) : null}
          <Button
            isCompact
            onPress={() => void router.navigate({ href: '/ledger', replace: true, resetScroll: false })}
          >
            {t('ledger.clear')}
          </Button>
        </p>
      ) : null}
    </div>
  )
}
