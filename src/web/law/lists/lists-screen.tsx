// Lists I, IA and II on a day one slides to: how long, who stands on them, what changed. All from one answer; moving asks nothing.
// Not here: one substance (check-screen.tsx), and two laws side by side (compare).

import { useQuery } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react'
import { holdsOn } from '#law'
import type { ListRegister } from '#law/contract'
import { useToday } from '../../house-clock.ts'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { listsMessages } from '../../messages/lists.ts'
import { LinkButton } from '../../parts/button.tsx'
import { CopyId } from '../../parts/copy-id.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Tabs } from '../../parts/tabs.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { Page } from '../../shell/page.tsx'
import { ChangesTab } from './changes-tab.tsx'
import { Counts } from './counts.tsx'
import { DayChoice, DaySlider } from './day-slider.tsx'
import { DefinitionsTab } from './definitions-tab.tsx'
import { EntriesTab } from './entries-tab.tsx'
import { spanOf } from './growth.ts'
import { firstWholeDay, sizeOn, sizesOf } from './on-day.ts'
import { register as registerOf } from './queries.ts'
import { dayOf, type Go, type ListsSearch, listsAddress, tabOf } from './search.ts'
import { SizePicture } from './size-picture.tsx'
import { SizeTable } from './size-table.tsx'
import './lists.css'

export function ListsScreen() {
  const { t } = useLocale(listsMessages)
  const search = useSearch({ strict: false }) as ListsSearch // Texts, read from the address by the router.
  const found = useQuery(registerOf(dayOf(search.knownOn)))
  return (
    <Page title={t('lists.title')} lead={t('lists.lead')} crumbs={[{ text: t('nav.substances'), href: '/substances' }]}>
      {found.isPending ? <Waiting lines={10} /> : null}
      {found.isError ? <ProblemNotice error={found.error} onRetry={found.refetch} /> : null}
      {found.data ? <Lists register={found.data} search={search} /> : null}
    </Page>
  )
}

function Lists({ register, search }: { register: ListRegister; search: ListsSearch }) {
  const { t } = useLocale(listsMessages)
  const router = useRouter()
  const today = useToday().toString()
  const go: Go = useCallback(
    (change) => {
      const href = listsAddress({ ...search, ...change } as ListsSearch) // withQuery leaves out what is undefined.
      void router.navigate({ href, replace: true, resetScroll: false })
    },
    [router, search],
  )
  const [on, setDay] = useDay(dayOf(search.on), today, go)
  const sizes = useMemo(() => sizesOf(register), [register])
  const span = useMemo(() => spanOf(register.changeDays, today), [register, today])
  const stops = useMemo(() => [...new Set([...register.changeDays, today])].sort(), [register, today])
  const size = sizeOn(register, on)
  const wholeFrom = firstWholeDay(register)
  const last = sizes.at(-1) ?? size
  // The slider and its figures follow the finger; the long table follows them when there is time.
  const shownOn = useDeferredValue(on)
  const below = useMemo(
    () => <Below register={register} on={shownOn} search={search} go={go} />,
    [register, shownOn, search, go],
  )
  const table = useMemo(() => <SizeTable sizes={sizes} search={search} />, [sizes, search])
  return (
    <>
      <section className="gr-panel gr-lists-top" aria-label={t('lists.slider')}>
        <DayChoice stops={stops} on={on} today={today} isToday={on === today} onChange={setDay} />
        <Counts size={size} register={register} on={on} search={search} />
        <figure className="gr-lists-figure">
          <SizePicture sizes={sizes} span={span} on={on} wholeFrom={wholeFrom} />
          <DaySlider span={span} stops={stops} size={size} today={today} onChange={setDay} />
          <figcaption className="gr-small gr-muted">
            {wholeFrom === null ? null : t('lists.picture.reading', { first: wholeFrom, I: last.I, II: last.II })}
          </figcaption>
        </figure>
        <div>
          <Disclosure title={t('part.chart.table')}>{table}</Disclosure>
          <Disclosure title={t('lists.advanced')} isOpen={search.knownOn !== undefined}>
            <Advanced register={register} search={search} today={today} on={shownOn} go={go} />
          </Disclosure>
        </div>
        {search.knownOn ? (
          <p>
            {t('lists.known.is', { on: register.knownOn })}{' '}
            <Link href={listsAddress({ ...search, knownOn: '' })}>{t('lists.known.now')}</Link>
          </p>
        ) : null}
      </section>
      {below}
    </>
  )
}

/** Longer than between two presses of a key that is held, shorter than anyone waits for an address. */
const addressAfterMs = 250

/** The day follows the slider at once; the address follows when the slider rests, so that sliding is not going from page to page. */
function useDay(inAddress: string | null, today: string, go: Go) {
  const asked = inAddress ?? today
  const [seen, setSeen] = useState(asked)
  const [moved, setMoved] = useState<string | null>(null)
  if (seen !== asked) {
    setSeen(asked)
    setMoved(null) // An address that changed, by us or by a link, goes before what was slid.
  }
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined)
  const setDay = (day: string | null) => {
    setMoved(day ?? today)
    clearTimeout(waiting.current)
    waiting.current = setTimeout(() => go({ on: day ?? undefined }), addressAfterMs)
  }
  return [moved ?? asked, setDay] as const
}

type BelowProps = {
  readonly register: ListRegister
  readonly on: string
  readonly search: ListsSearch
  readonly go: Go
}

function Below({ register, on, search, go }: BelowProps) {
  const { t } = useLocale(listsMessages)
  const entries = register.entries.filter((entry) => holdsOn(entry, on))
  const definitions = register.definitions.filter((definition) => holdsOn(definition, on))
  return (
    <Tabs
      label={t('lists.tabs')}
      chosen={tabOf(search)}
      onChoose={(tab) => go({ tab: tab === 'entries' ? undefined : tab })}
      tabs={[
        {
          id: 'entries',
          text: t('lists.tab.entries'),
          count: String(entries.length),
          panel: () => <EntriesTab entries={entries} on={on} search={search} go={go} />,
        },
        {
          id: 'changes',
          text: t('lists.tab.changes'),
          panel: () => <ChangesTab register={register} on={on} search={search} go={go} />,
        },
        {
          id: 'definitions',
          text: t('lists.tab.definitions'),
          count: String(definitions.length),
          panel: () => <DefinitionsTab definitions={definitions} />,
        },
      ]}
    />
  )
}

type AdvancedProps = {
  readonly register: ListRegister
  readonly search: ListsSearch
  readonly today: string
  readonly on: string
  readonly go: Go
}

function Advanced({ register, search, today, on, go }: AdvancedProps) {
  const { t } = useLocale(listsMessages)
  return (
    <div className="gr-stack">
      <div className="gr-lists-compare">
        <DateField
          label={t('lists.known')}
          help={t('lists.known.help')}
          isOptional
          value={dayOf(search.knownOn)}
          onChange={(day) => go({ knownOn: day ?? undefined })}
          min="1919-01-01"
          max={today}
        />
      </div>
      <p className="gr-row">
        <span className="gr-muted">{t('lists.version')}</span>
        <CopyId value={register.lawVersion} shown={register.lawVersion.slice(0, 16)} what={t('lists.version.what')} />
        <LinkButton
          href={withQuery('/v1/law/lists', { on, knownOn: search.knownOn })}
          download={`opiumwet-lijsten-${on}.json`}
          look="quiet"
        >
          {t('lists.download')}
        </LinkButton>
      </p>
    </div>
  )
}
