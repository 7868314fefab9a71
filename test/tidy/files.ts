// The project's own files as text, for the tidy tests. Not here: judgement.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..', '..')

export type TextFile = { readonly path: string; readonly text: string }

/** Every file below a folder of the project whose path fits, with its text; nothing generated or installed. */
export function filesUnder(folder: string, fits: RegExp): readonly TextFile[] {
  const found: TextFile[] = []
  const walk = (path: string): void => {
    for (const name of readdirSync(join(root, path)).sort()) {
      if (['node_modules', '.git', 'dist', '.cache', '.grein'].includes(name)) continue
      const below = join(path, name)
      if (statSync(join(root, below)).isDirectory()) walk(below)
      else if (fits.test(below)) found.push({ path: below, text: readFileSync(join(root, below), 'utf8') })
    }
  }
  walk(folder)
  return found
}
