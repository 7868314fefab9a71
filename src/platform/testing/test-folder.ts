// A folder for one test. Not here: taking it away again; whoever made it does.
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** As root the database runs as another user, who must be able to walk through; nobody else can list what is in it. */
export function makeTestFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'grein-test-'))
  chmodSync(folder, 0o711)
  return folder
}

/** A run of tests that was killed leaves its folder; nobody's tests take a day. */
const leftAfterMs = 24 * 60 * 60 * 1000

export function removeLeftFolders(): void {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith('grein-test-')) continue
    try {
      const path = join(tmpdir(), name)
      if (Date.now() - statSync(path).mtimeMs > leftAfterMs) rmSync(path, { recursive: true, force: true })
    } catch {
      // Another user's, or gone meanwhile.
    }
  }
}
