// How many each list holds on the day, and how much of it was read. Not here: through the years (size-picture.tsx).
import { holdsOn } from '#law'
import type { ListName, ListRegister } from '#law/contract'
import { useLocale } from '../../locale.tsx'
import { listsMessages } from '../../messages/lists.ts'
import { Badge, type BadgeTone } from '../../parts/badge.tsx'
import { Link } from '../../parts/link.tsx'
import type { Size } from './on-day.ts'
import { type ListsSearch, listsAddress } from './search.ts'

const extentTone: Readonly<Record<ListRegister['coverage'][number]['extent'], BadgeTone>> = {
  text: 'positive',
  partial: 'warning',
  none: 'negative',
}

type Props = { readonly size: Size; readonly register: ListRegister; readonly on: string; readonly search: ListsSearch }

export function Counts({ size, register, on, search }: Props) {
  const { t } = useLocale(listsMessages)
  return (
    <ul className="gr-lists-counts" aria-label={t('lists.at', { on })}>
      {(['I', 'IA', 'II'] as const).map((list) => (
        <Count key={list} list={list} size={size} register={register} on={on} search={search} />
      ))}
    </ul>
  )
}

function Count({ list, size, register, on, search }: Props & { list: ListName }) {
  const { t, locale, number } = useLocale(listsMessages)
  const held = register.coverage.find((interval) => interval.list === list && holdsOn(interval, on))
  const extent = held?.extent ?? 'none'
  const clauses = register.definitions.filter(
    (definition) => definition.kind === 'clause' && definition.list === list && holdsOn(definition, on),
  ).length
  const count = size[list]
  const address = list === 'IA' ? { ...search, tab: 'definitions' } : { ...search, tab: '', list }
  return (
    <li className={`gr-lists-count gr-lists-count-${list}`}>
      <h2>{t('lists.list', { list })}</h2>
      <p>
        <Link href={listsAddress(address)} look="plain">
          <strong>{number(count)}</strong>{' '}
          {t(list === 'IA' ? 'lists.count.groups' : 'lists.count.substances', { count })}
        </Link>{' '}
        {clauses > 0 ? <span className="gr-muted">{t('lists.count.clauses', { count: clauses })}</span> : null}
      </p>
      <p className="gr-small gr-muted">
        <Badge tone={extentTone[extent]}>{t(`lists.extent.${extent}`)}</Badge>{' '}
        {held ? held.note[locale] : t('lists.extent.unread')}
      </p>
    </li>
  )
}
