// What is different on the lists between two days, and all days on which something changed. Not here: working it out (law, on-day.ts).
import { changesBetween } from '#law'
import type { ListChange, ListRegister } from '#law/contract'
import { useLocale } from '../../locale.tsx'
import { listsMessages } from '../../messages/lists.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Link } from '../../parts/link.tsx'
import { checkAddress } from '../address.ts'
import { sourceText } from '../source-text.ts'
import { type ChangeGroup, type DayOfChange, dayBefore, daysOfChange, groupChanges } from './on-day.ts'
import { dayOf, type Go, type ListsSearch, listsAddress } from './search.ts'

type Props = { readonly register: ListRegister; readonly on: string; readonly search: ListsSearch; readonly go: Go }

export function ChangesTab({ register, on, search, go }: Props) {
  const { t } = useLocale(listsMessages)
  const days = daysOfChange(register)
  const lastChange = register.changeDays.filter((changed) => changed <= on).at(-1) ?? on
  const from = dayOf(search.from) ?? dayBefore(lastChange)
  const groups = groupChanges(changesBetween(register.entries, { from, until: on }))
  return (
    <div className="gr-stack">
      <section className="gr-panel gr-stack" aria-labelledby="between">
        <h2 id="between">{t('lists.changes.between', { from, until: on })}</h2>
        <div className="gr-lists-compare">
          <DateField
            label={t('lists.changes.from')}
            help={t('lists.changes.from.help')}
            value={from}
            onChange={(day) => go({ from: day ?? undefined })}
            min="1919-01-01"
            error={from > on ? t('lists.changes.backwards') : null}
          />
        </div>
        <div className="gr-stack" aria-live="polite">
          {groups.length === 0 && from <= on ? <p>{t('lists.changes.none')}</p> : null}
          {groups.map((group) => (
            <Changed
              key={`${group.kind} ${group.fromList} ${group.toList}`}
              group={group}
              register={register}
              on={on}
            />
          ))}
        </div>
      </section>
      <section className="gr-stack" aria-labelledby="all-days">
        <h2 id="all-days">{t('lists.changes.all')}</h2>
        <AllDays days={[...days].reverse()} search={search} />
      </section>
    </div>
  )
}

/** More than these names at once are opened, not read. */
const namesAtOnce = 24

function Changed({ group, register, on }: { group: ChangeGroup; register: ListRegister; on: string }) {
  const { t } = useLocale(listsMessages)
  const { kind, fromList, toList, changes } = group
  const count = changes.length
  const list = toList ?? fromList ?? ''
  const title =
    kind === 'moved'
      ? t('lists.changes.moved', { from: fromList ?? '', list, count })
      : t(`lists.changes.${kind}`, { list, count })
  const names = <Names changes={changes} register={register} on={on} />
  return (
    <div className="gr-stack-tight">
      {count > namesAtOnce ? (
        <Disclosure title={title}>{names}</Disclosure>
      ) : (
        <>
          <h3>{title}</h3>
          {names}
        </>
      )}
      {kind === 'first-read' ? <p className="gr-small gr-muted">{t('lists.changes.first-read.note')}</p> : null}
    </div>
  )
}

function Names({ changes, register, on }: { changes: readonly ListChange[]; register: ListRegister; on: string }) {
  const { locale, dayShort } = useLocale(listsMessages)
  const bySource = new Map<string, ListChange[]>()
  for (const change of changes) {
    const key = `${change.on} ${change.source ?? ''}`
    bySource.set(key, [...(bySource.get(key) ?? []), change])
  }
  return (
    <ul className="gr-lists-changed">
      {[...bySource].sort().map(([key, found]) => (
        <li key={key}>
          <span className="gr-small gr-muted">
            {dayShort(found[0]!.on)} · <Source source={found[0]!.source} register={register} />
          </span>
          <span className="gr-lists-names">
            {found.map(({ substanceId, nameNl, nameEn }) => (
              <Link key={substanceId} href={checkAddress({ q: nameNl, on })}>
                {locale === 'nl' ? nameNl : nameEn}
              </Link>
            ))}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Source({ source, register: { sources } }: { source: string | null; register: ListRegister }) {
  const { t, locale } = useLocale(listsMessages)
  if (source === null) return t('lists.changes.lapsed')
  const known = sources.find((one) => one.source === source)
  if (!known?.url) return sourceText(source, locale)
  return (
    <Link href={known.url} target="_blank">
      {sourceText(source, locale)}
    </Link>
  )
}

function AllDays({ days, search }: { days: readonly DayOfChange[]; search: ListsSearch }) {
  const { t, locale, dayShort, number } = useLocale(listsMessages)
  const count = (kind: ListChange['kind']) => ({
    id: kind,
    text: t(`lists.changes.count.${kind}`),
    align: 'end' as const,
    cell: ({ counts }: DayOfChange) => (counts[kind] === 0 ? t('lists.unknown') : number(counts[kind])),
  })
  const address = ({ on }: DayOfChange) => listsAddress({ ...search, tab: 'changes', on, from: dayBefore(on) })
  return (
    <DataTable
      label={t('lists.changes.all')}
      items={days}
      idOf={({ on }) => on}
      hrefOf={address}
      empty={t('lists.changes.all.none')}
      columns={[
        {
          id: 'on',
          text: t('lists.changes.day'),
          isFixed: true,
          cell: (day) => (
            <Link href={address(day)} look="plain">
              {dayShort(day.on)}
            </Link>
          ),
        },
        count('added'),
        count('moved'),
        count('removed'),
        count('first-read'),
        {
          id: 'decree',
          text: t('lists.changes.decree'),
          width: 'wide',
          cell: ({ sources, definitions }) => (
            <>
              {sources.map((source) => sourceText(source, locale)).join('; ')}
              {definitions > 0 ? (
                <span className="gr-muted"> ({t('lists.changes.definitions', { count: definitions })})</span>
              ) : null}
            </>
          ),
        },
      ]}
    />
  )
}
