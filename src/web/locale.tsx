// Which language the reader has chosen, and how a screen writes in it. Not here: the texts; see messages/.

import { createContext, type ReactNode, use, useMemo } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { type Locale, locales, type Message, type Translate, translator, type Writer, writerIn } from '#kernel'
import { coreMessages } from './messages/core.ts'

/** Read by our server too, for the pages the login broker draws; it says a language and nothing about a person. */
const cookieName = 'grein-language'

/** What the reader chose before, else the first of the browser's languages that we speak, else Dutch. */
export function preferredLocale(cookies: string, languages: readonly string[]): Locale {
  const chosen = new RegExp(`(?:^|; )${cookieName}=(nl|en)(?:;|$)`).exec(cookies)?.[1]
  const spoken = languages.map((language) => language.slice(0, 2).toLowerCase())
  return locales.find((locale) => locale === chosen) ?? spoken.find(isLocale) ?? 'nl'
}

function isLocale(language: string): language is Locale {
  return language === 'nl' || language === 'en'
}

/** Keeps the choice for a year, and tells the document; `fetch` sends the document's language along. */
export function applyLocale(locale: Locale) {
  document.documentElement.lang = locale
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Safari.
  document.cookie = `${cookieName}=${locale}; path=/; max-age=31536000; samesite=lax`
}

type LocaleChoice = { readonly locale: Locale; readonly choose: (locale: Locale) => void }
const LocaleContext = createContext<LocaleChoice | null>(null)

export function LocaleProvider({ choice, children }: { choice: LocaleChoice; children: ReactNode }) {
  return (
    <LocaleContext value={choice}>
      <I18nProvider locale={choice.locale === 'nl' ? 'nl-NL' : 'en-GB'}>{children}</I18nProvider>
    </LocaleContext>
  )
}

export function useLocaleChoice(): LocaleChoice {
  const choice = use(LocaleContext)
  if (!choice) throw new Error('LocaleProvider is missing above this component')
  return choice
}

// biome-ignore lint/suspicious/noExplicitAny: the values of each row differ; `Translate` types every call.
type Table = Record<string, Message<any>>
type Reading<Texts> = Writer & { readonly t: Translate<Texts> }

/**
 * Writes in the reader's language: `const { t, mass, day } = useLocale(chainMessages)`. Without a table, `t` knows the texts of shell
 * and parts alone; with one, those and the table's. So a screen's texts load with the screen, not with the first page.
 */
export function useLocale(): Reading<typeof coreMessages>
export function useLocale<Texts extends Table>(table: Texts): Reading<typeof coreMessages & Texts>
export function useLocale(table?: Table): Reading<Table> {
  const { locale } = useLocaleChoice()
  return useMemo(
    () => ({ ...writerIn(locale), t: translator(table ? { ...coreMessages, ...table } : coreMessages, locale) }),
    [locale, table],
  ) as Reading<Table> // The overloads above say which keys it has.
}
