// Light, dark, or as the system is: the reader's choice, kept in this browser, and told in a cookie to the server that may draw the first
// page (api/pages/first-answer.ts). Not here: colours; see tokens.css.

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const storageKey = 'grein-theme'

/** The choice kept in this browser; a browser that keeps nothing gets the system's. */
export function keptTheme(): Theme {
  try {
    const kept = localStorage.getItem(storageKey)
    return themes.find((theme) => theme === kept) ?? 'system'
  } catch {
    return 'system'
  }
}

export function applyTheme(theme: Theme) {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Safari.
  document.cookie = `${storageKey}=${theme}; path=/; max-age=31536000; samesite=lax`
  try {
    localStorage.setItem(storageKey, theme)
  } catch {
    // A browser that keeps nothing still shows the choice until the page is closed.
  }
}
