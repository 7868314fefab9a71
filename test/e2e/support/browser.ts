// A real browser for tests: the system's Chromium, never a downloaded one. Not here: any test, and any server.
import { accessSync, constants } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** `CHROMIUM_PATH`, else the usual places; null when there is none: then browser tests report themselves skipped. */
export const chromiumPath: string | null = findChromium()

function findChromium(): string | null {
  const named = process.env['CHROMIUM_PATH']
  return [...(named ? [named] : []), ...usualPlaces].find(isProgram) ?? null
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Quiet and offline: a test's browser asks nobody for updates. As root Chromium needs `--no-sandbox`. */
const quietly = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export function openBrowser(): Promise<Browser> {
  if (chromiumPath === null) throw new Error('no Chromium here: set CHROMIUM_PATH')
  return chromium.launch({ executablePath: chromiumPath, args: quietly })
}

export type Appearance = { readonly width: number; readonly theme: 'light' | 'dark'; readonly language: 'nl' | 'en' }

/** A new page of one width, theme and language, with everything it complained about. */
export async function openPage(
  browser: Browser,
  { width, theme, language }: Appearance,
  options: BrowserContextOptions = {},
): Promise<{ readonly page: Page; readonly complaints: readonly string[]; close(): Promise<void> }> {
  const context = await browser.newContext({
    viewport: { width, height: width < 500 ? 700 : 900 },
    colorScheme: theme,
    locale: language === 'nl' ? 'nl-NL' : 'en-GB',
    reducedMotion: 'reduce',
    ...options,
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return { page, complaints, close: () => context.close() }
}
