// What a list bans without naming it: the groups of list IA and the closing clauses, each with where it comes from. Not here: what they match.
import type { ListDefinition } from '#law/contract'
import { useLocale } from '../../locale.tsx'
import { listsMessages } from '../../messages/lists.ts'
import { Article } from '../../parts/article.tsx'
import { Badge, type BadgeTone } from '../../parts/badge.tsx'
import { sourceText } from '../source-text.ts'

const statusTone: Readonly<Record<ListDefinition['status'], BadgeTone>> = {
  model: 'warning',
  official: 'positive',
  text: 'positive',
  title: 'info',
  inferred: 'warning',
}

export function DefinitionsTab({ definitions }: { definitions: readonly ListDefinition[] }) {
  const { t } = useLocale(listsMessages)
  return (
    <div className="gr-stack">
      <Section
        title={t('lists.definitions.groups')}
        text={t('lists.definitions.groups.text')}
        definitions={definitions.filter(({ kind }) => kind === 'group')}
      />
      <Section
        title={t('lists.definitions.clauses')}
        text={t('lists.definitions.clauses.text')}
        definitions={definitions.filter(({ kind }) => kind === 'clause')}
      />
    </div>
  )
}

type SectionProps = { readonly title: string; readonly text: string; readonly definitions: readonly ListDefinition[] }

function Section({ title, text, definitions }: SectionProps) {
  const { t } = useLocale(listsMessages)
  return (
    <section className="gr-panel gr-stack-tight">
      <h2>{title}</h2>
      <p className="gr-prose gr-muted">{text}</p>
      {definitions.length === 0 ? <p>{t('lists.definitions.none')}</p> : null}
      <ul className="gr-lists-definitions">
        {definitions.map((definition) => (
          <Definition key={`${definition.list} ${definition.id} ${definition.version}`} definition={definition} />
        ))}
      </ul>
    </section>
  )
}

function Definition({ definition }: { definition: ListDefinition }) {
  const { t, locale } = useLocale(listsMessages)
  const { list, title, status, version, from, startIs, source, note, kind } = definition
  return (
    <li>
      <p className="gr-row">
        <strong>{title[locale]}</strong>
        <Badge tone={statusTone[status]}>{t(`lists.status.${status}`)}</Badge>
        <Article article={`opiumwet/lijst/${list}`} />
      </p>
      <p className="gr-small">
        {t('lists.definition.since', { on: from, isLatest: startIs !== 'start' })} · {t('lists.source')}:{' '}
        {kind === 'group' ? source : sourceText(source, locale)}
        {version ? ` (${version})` : ''}
      </p>
      {note ? <p className="gr-small gr-muted gr-prose">{note[locale]}</p> : null}
    </li>
  )
}
