// One account: what stands there, and every movement with the balance after it; each opens its event. Not here: the list of accounts.
import { useInfiniteQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import type { AccountMovements } from '#chain/contract'
import { parseDay } from '#kernel'
import { useLocale } from '../../locale.tsx'
import { behindMessages } from '../../messages/behind.ts'
import { chainMessages } from '../../messages/chain.ts'
import { eventsMessages } from '../../messages/events.ts'
import { pictureMessages } from '../../messages/pictures.ts'
import { Facts } from '../../parts/facts.tsx'
import { Figure, Figures } from '../../parts/figure.tsx'
import { Link } from '../../parts/link.tsx'
import { type Found, PagedTable } from '../../parts/paged-table.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { Page } from '../../shell/page.tsx'
import { accountText, placeText, signedText, standsAs, stateText } from '../words.ts'
import { movements } from './queries.ts'
import '../chain.css'
import './picture.css'

const texts = { ...chainMessages, ...eventsMessages, ...pictureMessages, ...behindMessages }

export function AccountScreen() {
  const { accountId = '' } = useParams({ strict: false }) as { accountId?: string } // The path has it; the router types none.
  const words = useLocale(texts)
  const { t } = words
  const { at = null } = useSearch({ strict: false }) as { at?: string } // A text, read from the address by the router.
  const found = useInfiniteQuery(movements(accountId, at))
  const crumbs = [{ text: t('ledger.title'), href: '/ledger' }]
  const first = found.data?.pages[0]
  if (!found.data || !first) {
    return (
      <Page title={t('account.title')} crumbs={crumbs}>
        {found.isPending ? <Waiting lines={8} /> : <ProblemNotice error={found.error} onRetry={found.refetch} />}
      </Page>
    )
  }
  const { account, amount, openedAt } = first.account
  const items = found.data.pages.flatMap((page) => page.items)
  const state = stateText(standsAs(account), words)
  return (
    <Page title={account.batch ? `${account.batch.name}, ${state}` : state} crumbs={crumbs}>
      <Figures>
        <Figure
          size="lg"
          label={labelOf(account, t)}
          note={
            at === null ? null : (
              <>
                {t('behind.on', { at: parseDay(at) ? words.day(at) : words.instant(at) })}{' '}
                <Link href={`/ledger/${accountId}`}>{t('behind.now')}</Link>
              </>
            )
          }
        >
          {signedText(amount, account.ledger, words)}
        </Figure>
      </Figures>
      <Facts
        facts={[
          { name: t('ledger.kind'), value: t(`ledger.kind.${account.kind}`) },
          { name: t('ledger.place'), value: placeText(account.holder, account.premises) },
          ...(account.batch
            ? [
                {
                  name: t('ledger.batch'),
                  value: <Link href={`/batches/${account.batch.batchId}`}>{account.batch.name}</Link>,
                },
              ]
            : []),
          { name: t('account.opened'), value: words.instant(openedAt) },
        ]}
      />
      <Movements found={found} items={items} ledger={account.ledger} total={first.account.movements} />
    </Page>
  )
}

/** Outside the chain nothing stands: it went there, and no less did what was allowed and is used. */
function labelOf({ kind, ledger }: Account, t: ReturnType<typeof useLocale<typeof texts>>['t']): string {
  const says = t(kind === 'world' ? 'behind.went' : 'ledger.amount')
  return ledger === 'allowance_mg' ? says : `${says}, ${t(`ledger.${ledger}`)}`
}

type Account = AccountMovements['account']['account']
type MovementsProps = {
  readonly found: Found
  readonly items: AccountMovements['items']
  readonly ledger: Account['ledger']
  readonly total: number
}

function Movements({ found, items, ledger, total }: MovementsProps) {
  const words = useLocale(texts)
  const { t, instant } = words
  return (
    <PagedTable
      found={found}
      total={total}
      label={t('ledger.movements')}
      items={items.map((item, index) => ({ ...item, key: `${index}` }))}
      idOf={({ key }) => key}
      columns={[
        {
          id: 'when',
          text: t('account.when'),
          isFixed: true,
          cell: ({ occurredAt, eventId }) => (
            <Link href={`/events/${eventId}`} look="plain">
              {instant(occurredAt)}
            </Link>
          ),
        },
        { id: 'what', text: t('account.what'), onCard: 'brief', cell: ({ kind }) => t(`act.${kind}`) },
        {
          id: 'amount',
          text: t('account.amount'),
          onCard: 'head',
          align: 'end',
          cell: ({ amount }) => (amount.startsWith('-') ? '' : '+') + signedText(amount, ledger, words, 'g'),
        },
        {
          id: 'after',
          text: t('account.after'),
          align: 'end',
          cell: ({ balanceAfter }) => signedText(balanceAfter, ledger, words, 'g'),
        },
        { id: 'other', text: t('account.other'), onCard: 'brief', cell: ({ other }) => accountText(other, words) },
      ]}
    />
  )
}
