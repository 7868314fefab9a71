// Leaves out of what the server draws with all that a screen loads later: editors, fields and workers are of the browser alone. Not here: which
// parts are loaded later; the screens say so themselves, by `import()`.
import type { Plugin } from 'vite'

export function nothingLater(): Plugin {
  return {
    name: 'grein-nothing-later',
    enforce: 'pre',
    resolveDynamicImport: (specifier) => ({ id: String(specifier), external: true }),
  }
}
