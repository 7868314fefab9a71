// Where the system's Chromium is, for tests and benches in a real browser. Not here: opening it.
import { accessSync, constants } from 'node:fs'

const usualPlaces = [
  '/usr/bin/chromium-headless-shell', // The same engine without a window, which is more than half of what opening a page costs.
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
