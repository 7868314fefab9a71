// What may no longer be kept, for the two people who erase it: what is due and what waits, the list that waits for a decision or a new one, and what was
// decided. Not here: who may do it; the API says so, and to whoever may not this address leads nowhere.
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { actKinds, type RetentionView, retentionStops } from '#chain/contract'
import { parseId } from '#kernel'
import { useLocale } from '../../locale.tsx'
import { chainMessages } from '../../messages/chain.ts'
import { retentionMessages } from '../../messages/retention.ts'
import { Alert } from '../../parts/alert.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { session } from '../../queries.ts'
import { Missing } from '../../shell/missing.tsx'
import { Page } from '../../shell/page.tsx'
import { Decided } from './decided.tsx'
import { Due } from './due.tsx'
import { EventsBehind } from './events-behind.tsx'
import { OpenList } from './open-list.tsx'
import { Propose } from './propose.tsx'
import { type Opened, retention } from './queries.ts'
import '../chain.css'
import './retention.css'

const texts = { ...chainMessages, ...retentionMessages }

export function RetentionScreen() {
  const { t } = useLocale(texts)
  const { data: who } = useQuery(session)
  const may = who?.permissions ?? []
  const mayPropose = may.includes('chain:retention:propose')
  const mayErase = may.includes('chain:retention:erase')
  const found = useQuery({ ...retention, enabled: mayPropose || mayErase })
  if (who && !mayPropose && !mayErase) return <Missing />
  return (
    <Page title={t('retention.title')} lead={t('retention.lead')} crumbs={[{ text: t('nav.chain'), href: '/batches' }]}>
      {found.isPending ? <Waiting lines={8} /> : null}
      {found.isError ? <ProblemNotice error={found.error} onRetry={found.refetch} /> : null}
      {found.isSuccess ? <Retention {...{ view: found.data, mayPropose, mayErase }} /> : null}
    </Page>
  )
}

type Props = { readonly view: RetentionView; readonly mayPropose: boolean; readonly mayErase: boolean }

function Retention({ view, mayPropose, mayErase }: Props) {
  const { t } = useLocale(texts)
  const opened = openedIn(useSearch({ strict: false }))
  const open = view.erasures.find(({ state }) => state === 'proposed')
  const isOf = (...places: readonly Opened['of'][]) => opened !== null && places.includes(opened.of)
  const behind = opened ? <EventsBehind opened={opened} /> : null
  const isOpenOnes = opened !== null && 'list' in opened && opened.list === open?.erasureId
  return (
    <>
      {view.isMore ? (
        <Alert tone="info" title={t('retention.more')}>
          {t('retention.more.text')}
        </Alert>
      ) : null}
      {open ? <OpenList list={open} mayErase={mayErase} /> : null}
      {isOpenOnes ? behind : null}
      <Due view={view} />
      {isOf('due', 'why') ? behind : null}
      {!open && mayPropose && view.due > 0 ? <Propose view={view} /> : null}
      <Decided lists={view.erasures.filter(({ state }) => state !== 'proposed')} />
      {isOf('listed', 'erased') && !isOpenOnes ? behind : null}
    </>
  )
}

/** What of an address is a number that was opened; anything else is none. */
function openedIn({ due, why, list, erased }: Readonly<Record<string, string>>): Opened | null {
  if (list !== undefined && parseId('erasure', list) !== null)
    return { of: erased === 'yes' ? 'erased' : 'listed', list }
  if (why !== undefined && retentionStops.some((one) => one === why)) return { of: 'why', why }
  if (due === 'all') return { of: 'due', kind: null }
  if (due !== undefined && actKinds.some((one) => one === due)) return { of: 'due', kind: due }
  return null
}
