// A draft edited on the screen: its name, what it changes, and one form to add a change. It lives in the address and in files alone.
// Not here: the form of each kind (change-form.tsx) and what comes of it (result.tsx).
import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import type { SentDraft, SubstanceCard } from '#law'
import { SavedViews } from '../../chain/saved-views.tsx'
import { request } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { compareMessages } from '../../messages/compare.ts'
import { Button } from '../../parts/button.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { FileDrop } from '../../parts/file-drop.tsx'
import { Icon } from '../../parts/icon.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { ChangeForm } from './change-form.tsx'
import { type DraftRow, draftFromText, draftToAddress, emptyDraft, rowsOf } from './draft.ts'
import { HypotheticalMark } from './hypothetical.tsx'
import { draftParts } from './queries.ts'
import { compareAddress } from './search.ts'

/** What a person writes by hand is some kilobytes; this leaves room for a long list. */
const fileMax = 256 * 1024
/** As long as a saved view may be. */
const savedMax = 1000

export function DraftEditor({ given }: { readonly given: SentDraft | null }) {
  const { t } = useLocale(compareMessages)
  const router = useRouter()
  const [draft, setDraft] = useState<SentDraft>(given ?? emptyDraft(''))
  const [isWrong, setWrong] = useState(false)
  const rows = rowsOf(draft)
  const named = draft.title.nl.trim() === '' ? { ...draft, ...titled(t('draft.name.unnamed')) } : draft
  const search = { draft: draftToAddress(named) }
  const isNew = JSON.stringify(given) !== JSON.stringify(draft)
  const open = async (file: File) => {
    const found = draftFromText(await file.text())
    setWrong(found === null)
    if (found) void router.navigate({ href: compareAddress({ draft: draftToAddress(found) }) })
  }
  return (
    <div className="gr-draft">
      <div className="gr-compare-head">
        <h2>{t('draft.title')}</h2>
        <HypotheticalMark />
      </div>
      <TextField
        label={t('draft.name')}
        value={draft.title.nl}
        onChange={(name) => setDraft({ ...draft, ...titled(name) })}
        maxLength={160}
      />
      <h3>{t('draft.rows')}</h3>
      {rows.length === 0 ? <p className="gr-muted">{t('draft.rows.none')}</p> : null}
      <ul className="gr-draft-rows">
        {rows.map((row) => (
          <DraftLine key={row.key} row={row} draft={draft} onRemove={() => setDraft(row.without)} />
        ))}
      </ul>
      <Disclosure title={t('draft.add')} isOpen={rows.length === 0}>
        <ChangeForm draft={draft} onChange={setDraft} />
      </Disclosure>
      <div className="gr-row">
        <Button
          look="primary"
          isDisabled={rows.length === 0 || !isNew}
          onPress={() => void router.navigate({ href: compareAddress(search) })}
        >
          {t('draft.compare')}
        </Button>
        <Button look="secondary" isDisabled={rows.length === 0} onPress={() => download(named)}>
          {t('draft.download')}
        </Button>
      </div>
      {search.draft.length > savedMax ? null : (
        <SavedViews
          screen="law-drafts"
          search={rows.length === 0 ? {} : search}
          address={(kept) => `/law/compare${kept}`}
        />
      )}
      <Disclosure title={t('draft.open')}>
        <FileDrop
          label={t('draft.open')}
          help={t('draft.open.help')}
          accepts={['application/json', '.json']}
          bytesMax={fileMax}
          onFile={(file) => void open(file)}
        />
        {isWrong ? (
          <p className="gr-error" role="alert">
            <Icon name="cross" />
            {t('draft.open.wrong')}
          </p>
        ) : null}
      </Disclosure>
    </div>
  )
}

/** One name for both languages: whoever drafts here writes in one. */
const titled = (name: string) => ({ title: { nl: name, en: name } })

/** Only the browser is asked to keep it: the server sees nothing of this. */
function download(draft: SentDraft) {
  const url = URL.createObjectURL(new Blob([`${JSON.stringify(draft, null, 2)}\n`], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = 'ontwerp.json'
  link.click()
  URL.revokeObjectURL(url)
}

function DraftLine({ row, draft, onRemove }: { row: DraftRow; draft: SentDraft; onRemove: () => void }) {
  const { t } = useLocale(compareMessages)
  const words = useWords(row, draft)
  return (
    <li>
      <span>{words}</span>
      <Button look="quiet" isCompact aria-label={t('draft.remove', { what: words })} onPress={onRemove}>
        <Icon name="cross" />
      </Button>
    </li>
  )
}

function useWords({ kind, row }: DraftRow, { substances = [] }: SentDraft): string {
  const { t, locale } = useLocale(compareMessages)
  const id = kind === 'mutation' ? row.substance : ''
  const own = substances.find(({ substanceId }) => substanceId === id)
  const card = useQuery({
    queryKey: ['substance-card', id],
    queryFn: ({ signal }) => request<{ substance: SubstanceCard }>(`/v1/substances/${id}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: kind === 'mutation' && own === undefined,
  })
  const parts = useQuery({ ...draftParts, enabled: kind !== 'mutation' && kind !== 'set' }).data
  const named = own ?? card.data?.substance
  switch (kind) {
    case 'mutation': {
      const name = named ? (locale === 'nl' ? named.nameNl : named.nameEn) : id
      return t(`draft.row.${row.action}`, { name, list: row.list })
    }
    case 'group':
      return t('draft.row.group', {
        group:
          parts?.groups.find(({ group, version }) => group === row.group && version === row.version)?.title[locale] ??
          row.group,
        set: row.set,
      })
    case 'term':
      return t('draft.row.term', {
        term: parts?.terms.find(({ termId }) => termId === row.termId)?.title[locale] ?? row.termId,
        isDropped: row.value === null,
      })
    case 'rule':
      return t('draft.row.rule', {
        rule: parts?.maxima.find(({ ruleId }) => ruleId === row.ruleId)?.title[locale] ?? row.ruleId,
        set:
          'set' in row
            ? t('draft.row.off')
            : row.penalty.custody
              ? t('compare.penalty', { ...row.penalty.custody, fine: row.penalty.fineCategory })
              : t('compare.penalty.fine', { fine: row.penalty.fineCategory }),
      })
    default:
      return t('draft.row.set', { set: row.set })
  }
}
