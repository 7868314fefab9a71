// The search palette: screens at once, data as the API finds it. Not here: when it opens; see palette.tsx.
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Dialog } from 'react-aria-components/Dialog'
import { Input } from 'react-aria-components/Input'
import { Header, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { TextField } from 'react-aria-components/TextField'
import { request, withQuery } from '../http.ts'
import { useLocale } from '../locale.tsx'
import { Icon } from '../parts/icon.tsx'
import type { ScreenLink } from './navigation.ts'
import type { SearchHit } from './search-hit.ts'
import { useModules, useOtherScreens } from './use-modules.ts'
import './palette.css'

const found = (q: string) =>
  queryOptions({
    queryKey: ['search', q],
    queryFn: ({ signal }) => request<{ items: SearchHit[] }>(withQuery('/v1/search', { q }), { signal }),
    enabled: q.length >= 2,
    // Of what was found for the letters before, what also bears these: Enter must never open another.
    placeholderData: (earlier) => earlier && { items: earlier.items.filter(fits(q)) },
    retry: false,
  })

type Props = { readonly isOpen: boolean; readonly onOpenChange: (isOpen: boolean) => void }

export function PaletteDialog({ isOpen, onOpenChange }: Props) {
  const { t } = useLocale()
  return (
    <ModalOverlay className="gr-palette-overlay" isOpen={isOpen} onOpenChange={onOpenChange} isDismissable>
      <Modal className="gr-palette-modal">
        <Dialog className="gr-palette" aria-label={t('shell.search')}>
          {isOpen ? <PaletteSearch onChosen={() => onOpenChange(false)} /> : null}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function PaletteSearch({ onChosen }: { onChosen: () => void }) {
  const { t } = useLocale()
  const router = useRouter()
  const [typed, setTyped] = useState('')
  const q = typed.trim() // At once: Enter right after a letter takes what fits that letter too.
  const data = useQuery(found(q))
  const hits = q.length >= 2 ? (data.data?.items ?? []) : []
  const screens = useScreensFitting(q)
  const field = useRef<HTMLInputElement>(null)
  // Not autoFocus: for who reads with a screen reader that waits until the focus has gone elsewhere, and then leaves it there.
  useEffect(() => field.current?.focus(), [])
  const go = (href: string) => {
    onChosen()
    void router.navigate({ href })
  }
  return (
    <Autocomplete inputValue={typed} onInputChange={setTyped}>
      <TextField className="gr-palette-field" aria-label={t('shell.search.hint')}>
        {/* Not a search field: there, Esc would empty it first and close only at the second press. */}
        <Icon name="search" />
        <Input ref={field} className="gr-palette-input" placeholder={t('shell.search.hint')} />
      </TextField>
      <ListBox
        className="gr-palette-list"
        aria-label={t('shell.search.found')}
        selectionMode="none"
        onAction={(key) => go(String(key))}
        renderEmptyState={() => (
          <p className="gr-palette-note" role="status">
            {data.isFetching ? t('shell.search.waiting') : t('shell.search.nothing', { q })}
          </p>
        )}
      >
        {screens.length > 0 ? (
          <ListBoxSection id="screens" className="gr-palette-section">
            <Header className="gr-palette-heading">{t('shell.search.screens')}</Header>
            {screens.map(({ href, text }) => (
              <Hit key={href} href={href} title={t(text)} note="" />
            ))}
          </ListBoxSection>
        ) : null}
        {hits.length > 0 ? (
          <ListBoxSection id="found" className="gr-palette-section">
            <Header className="gr-palette-heading">{t('shell.search.found')}</Header>
            {hits.map((hit) => (
              <Hit key={hit.href} href={hit.href} title={hit.title} note={hit.subtitle ?? ''} />
            ))}
          </ListBoxSection>
        ) : null}
      </ListBox>
      <p className="gr-palette-foot">{data.isError ? t('shell.search.failed') : t('shell.search.keys')}</p>
    </Autocomplete>
  )
}

function Hit({ href, title, note }: { href: string; title: string; note: string }) {
  return (
    <ListBoxItem id={href} className="gr-palette-hit" textValue={title}>
      <span className="gr-palette-title">{title}</span>
      {note ? <span className="gr-palette-subtitle">{note}</span> : null}
      <Icon name="right" />
    </ListBoxItem>
  )
}

const fits =
  (q: string) =>
  ({ title, subtitle }: SearchHit): boolean =>
    `${title} ${subtitle ?? ''}`.toLowerCase().includes(q.toLowerCase())

/** With something typed, at most this many screens stand above what was found. */
const screensMax = 4

/** Screens in whose name every typed word begins a word; all of them when nothing is typed. They come first: they are known at once. */
function useScreensFitting(q: string): readonly ScreenLink[] {
  const { t } = useLocale()
  const typed = q.toLowerCase().split(/\s+/).filter(Boolean)
  const all = [...useOtherScreens(), ...useModules().flatMap(({ screens }) => screens)]
  if (typed.length === 0) return all
  const fits = ({ text }: ScreenLink) => {
    const words = t(text).toLowerCase().split(/\s+/)
    return typed.every((start) => words.some((word) => word.startsWith(start)))
  }
  return all.filter(fits).slice(0, screensMax)
}
